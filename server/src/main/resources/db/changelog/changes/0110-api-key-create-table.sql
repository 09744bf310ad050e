--liquibase formatted sql

--changeset vox:0110-api-key-create-table
create table api_key (
    id text not null,
    workspace_id text not null,
    created_by text not null,
    name text not null,
    prefix text not null,
    scopes text[] not null,
    usage_count bigint not null default 0,
    created_at timestamptz not null default vox_now(),
    expires_at timestamptz,
    last_used_at timestamptz,
    rotated_at timestamptz,
    revoked_at timestamptz,
    constraint api_key_pkey primary key (id),
    constraint api_key_id_check check (id ~ '^key_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    constraint api_key_workspace_id_id_key unique (workspace_id, id),
    constraint api_key_workspace_id_fkey foreign key (workspace_id) references workspace (id),
    constraint api_key_created_by_fkey foreign key (created_by) references app_user (id),
    constraint api_key_name_check check (length(name) between 1 and 200),
    constraint api_key_prefix_check check (prefix ~ '^vox_live_[0-9A-Za-z]{4}$'),
    constraint api_key_scopes_check check (cardinality(scopes) >= 1 and scopes <@ array['READ', 'RUN', 'WRITE', 'ADMIN'])
);
create index api_key_created_by_idx on api_key (created_by, workspace_id);
comment on table api_key is 'What a program may do in a workspace in the name of the user who made the key';
--rollback drop table api_key;
