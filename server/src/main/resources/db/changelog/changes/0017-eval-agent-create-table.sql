--liquibase formatted sql

--changeset vox:0017-eval-agent-create-table
create table eval_agent (
    id text not null,
    workspace_id text not null,
    token_id text not null,
    name text not null,
    region text not null,
    fleet text not null,
    session_hash bytea not null,
    state text not null,
    version text not null,
    host jsonb not null,
    created_at timestamptz not null default vox_now(),
    registered_at timestamptz not null default vox_now(),
    last_seen_at timestamptz not null default vox_now(),
    last_job_at timestamptz,
    constraint eval_agent_pkey primary key (id),
    constraint eval_agent_id_check check (id ~ '^eva_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    constraint eval_agent_workspace_id_id_key unique (workspace_id, id),
    constraint eval_agent_token_id_name_key unique (token_id, name),
    constraint eval_agent_name_check check (length(name) between 1 and 200),
    constraint eval_agent_fleet_check check (fleet in ('PUBLIC', 'WORKSPACE')),
    constraint eval_agent_session_hash_check check (octet_length(session_hash) = 32),
    constraint eval_agent_state_check check (state in ('IDLE', 'OCCUPIED', 'OFFLINE')),
    constraint eval_agent_token_id_fkey foreign key (workspace_id, token_id)
        references eval_agent_token (workspace_id, id),
    constraint eval_agent_region_fkey foreign key (region) references region (slug)
);
create index eval_agent_region_idx on eval_agent (region, id);
create index eval_agent_last_seen_at_idx on eval_agent (last_seen_at) where state <> 'OFFLINE';
comment on column eval_agent.session_hash is 'SHA-256 of the session of the newest registration; an older session is refused';
--rollback drop table eval_agent;
