--liquibase formatted sql

--changeset vox:0008-idempotency-key-create-table
create table idempotency_key (
    principal text not null,
    operation text not null,
    key text not null,
    body_hash bytea not null,
    status text not null,
    locked_until timestamptz,
    answer_status smallint,
    answer_headers jsonb,
    answer_body bytea,
    secret boolean not null default false,
    created_at timestamptz not null default vox_now(),
    expires_at timestamptz not null,
    constraint idempotency_key_pkey primary key (principal, operation, key),
    constraint idempotency_key_key_check check (length(key) between 1 and 255),
    constraint idempotency_key_body_hash_check check (octet_length(body_hash) = 32),
    constraint idempotency_key_status_check check (status in ('IN_FLIGHT', 'ANSWERED')),
    constraint idempotency_key_answer_check check ((status = 'ANSWERED') = (answer_status is not null)),
    constraint idempotency_key_lock_check check ((status = 'IN_FLIGHT') = (locked_until is not null)),
    constraint idempotency_key_secret_check check (not secret or answer_body is null)
);
create index idempotency_key_expires_at_idx on idempotency_key (expires_at);
comment on column idempotency_key.secret is 'The answer carried a secret, so its body was not stored';
--rollback drop table idempotency_key;
