--liquibase formatted sql

--changeset vox:0118-user-identity-create-table
create table user_identity (
    provider text not null,
    subject text not null,
    user_id text not null,
    created_at timestamptz not null,
    constraint user_identity_pkey primary key (provider, subject),
    constraint user_identity_user_id_provider_key unique (user_id, provider),
    constraint user_identity_user_id_fkey foreign key (user_id) references app_user (id),
    constraint user_identity_provider_check check (provider ~ '^[a-z][a-z0-9-]{0,31}$'),
    constraint user_identity_subject_check check (length(subject) between 1 and 255)
);
comment on table user_identity is 'Who somebody is elsewhere: the subject is what the other side never gives to another person';
--rollback drop table user_identity;
