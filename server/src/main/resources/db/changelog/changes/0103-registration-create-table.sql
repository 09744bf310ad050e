--liquibase formatted sql

--changeset vox:0103-registration-create-table
create table registration (
    id text not null,
    email text not null,
    name text not null,
    password_hash text,
    token_hash bytea not null,
    code_hash bytea not null,
    code_expires_at timestamptz not null,
    code_tries smallint not null default 0,
    mailed_at timestamptz not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    constraint registration_pkey primary key (id),
    constraint registration_id_check check (id ~ '^chl_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    constraint registration_token_hash_key unique (token_hash),
    constraint registration_token_hash_check check (octet_length(token_hash) = 32),
    constraint registration_code_hash_check check (octet_length(code_hash) = 32)
);
create index registration_email_idx on registration (email);
create index registration_expires_at_idx on registration (expires_at);
comment on table registration is 'Who wants an account and has not proved the address yet; the account is made of it then';
comment on column registration.password_hash is 'Argon2id; null = the address has an account, so that this will never make one';
comment on column registration.code_hash is 'HMAC of the 6 digits with a key that is not in the database';
--rollback drop table registration;
