--liquibase formatted sql

--changeset vox:0023-result-create-table
create table result (
    id text not null,
    workspace_id text not null,
    job_id text not null,
    attempt integer not null,
    provider_id text not null,
    region text not null,
    workflow_id text not null,
    eval_set_id text not null,
    eval_agent_id text not null,
    visibility text not null,
    mainline boolean not null,
    method_version text not null,
    tool_version text not null,
    host jsonb not null,
    calibration jsonb,
    held integer not null,
    counted integer not null,
    agent_faults integer not null,
    harness_faults integer not null,
    unavailable integer not null,
    canceled integer not null,
    metrics jsonb not null,
    verdicts text[] not null default '{}',
    measured_at timestamptz not null,
    created_at timestamptz not null default vox_now(),
    constraint result_pkey primary key (id),
    constraint result_id_check check (id ~ '^res_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    constraint result_workspace_id_id_key unique (workspace_id, id),
    constraint result_job_id_key unique (job_id),
    constraint result_visibility_check check (visibility in ('PUBLIC', 'PRIVATE')),
    constraint result_mainline_check check (not mainline or visibility = 'PUBLIC'),
    constraint result_counts_check check (
        counted between 0 and held and agent_faults between 0 and held and harness_faults between 0 and held
        and unavailable between 0 and held and canceled between 0 and held
    ),
    constraint result_job_id_fkey foreign key (workspace_id, job_id) references job (workspace_id, id),
    constraint result_provider_id_fkey foreign key (provider_id) references provider (id),
    constraint result_region_fkey foreign key (region) references region (slug),
    constraint result_workflow_id_fkey foreign key (workflow_id) references workflow (id),
    constraint result_eval_set_id_fkey foreign key (eval_set_id) references eval_set (id),
    constraint result_eval_agent_id_fkey foreign key (eval_agent_id) references eval_agent (id)
);
create index result_provider_id_idx on result (provider_id, region, created_at);
create index result_mainline_idx on result (created_at, id) where mainline;
create index result_public_idx on result (id) where visibility = 'PUBLIC';
create index result_workflow_id_idx on result (workflow_id, id);
comment on table result is 'What one job found. Its raw samples are the turns of the calls of (job_id, attempt).';
comment on column result.mainline is 'Whether it counts in public figures: job mainline and public, measured by the public fleet';
comment on column result.metrics is 'Computed by the server from the turns; agents'' own aggregates are never stored';
--rollback drop table result;
