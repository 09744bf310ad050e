--liquibase formatted sql

--changeset vox:0016-eval-agent-token-create-table
create table eval_agent_token (
    id text not null,
    workspace_id text not null,
    name text not null,
    region text not null,
    fleet text not null default 'WORKSPACE',
    token_hash bytea not null,
    prefix text not null,
    created_by text not null,
    created_at timestamptz not null default vox_now(),
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz,
    constraint eval_agent_token_pkey primary key (id),
    constraint eval_agent_token_id_check check (id ~ '^eat_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    constraint eval_agent_token_workspace_id_id_key unique (workspace_id, id),
    constraint eval_agent_token_name_check check (length(name) between 1 and 200),
    constraint eval_agent_token_fleet_check check (fleet in ('PUBLIC', 'WORKSPACE')),
    constraint eval_agent_token_token_hash_key unique (token_hash),
    constraint eval_agent_token_token_hash_check check (octet_length(token_hash) = 32),
    constraint eval_agent_token_prefix_check check (prefix ~ '^vox_eat_[0-9A-Za-z]{4}$'),
    constraint eval_agent_token_workspace_id_fkey foreign key (workspace_id) references workspace (id),
    constraint eval_agent_token_region_fkey foreign key (region) references region (slug),
    constraint eval_agent_token_created_by_fkey foreign key (created_by) references app_user (id)
);
comment on column eval_agent_token.fleet is 'PUBLIC = its agents serve every workspace and their results may be public; only an admin makes one';
comment on column eval_agent_token.prefix is 'First characters of the secret, to tell tokens apart';
comment on column eval_agent_token.token_hash is 'SHA-256 of the token, which is random; the token itself is shown once';
--rollback drop table eval_agent_token;
