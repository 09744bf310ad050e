--liquibase formatted sql

--changeset vox:0006-challenge-create-table
create table challenge (
    token_hash bytea not null,
    purpose text not null,
    user_id text not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    created_at timestamptz not null default vox_now(),
    constraint challenge_pkey primary key (token_hash),
    constraint challenge_token_hash_check check (octet_length(token_hash) = 32),
    constraint challenge_purpose_check check (purpose in ('VERIFY', 'ACTIVATE', 'RESET')),
    constraint challenge_user_id_fkey foreign key (user_id) references app_user (id)
);
create index challenge_user_id_idx on challenge (user_id);
comment on table challenge is 'A link that works once, such as the one that activates an account. Only the SHA-256 of its token is kept.';
--rollback drop table challenge;
