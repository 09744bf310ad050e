--liquibase formatted sql

--changeset vox:0111-api-key-secret-create-table
create table api_key_secret (
    secret_hash bytea not null,
    key_id text not null,
    created_at timestamptz not null default vox_now(),
    expires_at timestamptz,
    constraint api_key_secret_pkey primary key (secret_hash),
    constraint api_key_secret_secret_hash_check check (octet_length(secret_hash) = 32),
    constraint api_key_secret_key_id_fkey foreign key (key_id) references api_key (id) on delete cascade
);
create unique index api_key_secret_current_key on api_key_secret (key_id) where expires_at is null;
create index api_key_secret_key_id_idx on api_key_secret (key_id);
comment on table api_key_secret is 'SHA-256 of the secrets of a key: the present one, and those before it while they still work';
--rollback drop table api_key_secret;
