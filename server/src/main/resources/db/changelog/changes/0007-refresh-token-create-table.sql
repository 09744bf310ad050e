--liquibase formatted sql

--changeset vox:0007-refresh-token-create-table
create table refresh_token (
    token_hash bytea not null,
    family_id text not null,
    user_id text not null,
    workspace_id text not null,
    created_at timestamptz not null default vox_now(),
    expires_at timestamptz not null,
    rotated_at timestamptz,
    revoked_at timestamptz,
    constraint refresh_token_pkey primary key (token_hash),
    constraint refresh_token_token_hash_check check (octet_length(token_hash) = 32),
    constraint refresh_token_user_id_fkey foreign key (user_id) references app_user (id),
    constraint refresh_token_membership_fkey foreign key (workspace_id, user_id) references membership (workspace_id, user_id)
        on delete cascade
);
create index refresh_token_family_id_idx on refresh_token (family_id);
create index refresh_token_user_id_idx on refresh_token (user_id);
create index refresh_token_expires_at_idx on refresh_token (expires_at);
comment on column refresh_token.family_id is 'One per sign-in. The use of a rotated token revokes its whole family.';
--rollback drop table refresh_token;
