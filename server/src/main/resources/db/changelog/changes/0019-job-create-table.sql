--liquibase formatted sql

--changeset vox:0019-job-create-table
create table job (
    id text not null,
    workspace_id text not null,
    run_id text not null,
    position integer not null,
    workflow_id text not null,
    workflow_version_id text not null,
    eval_set_id text not null,
    eval_set_version_id text not null,
    provider_id text not null,
    region text not null,
    priority integer not null default 50,
    run_at timestamptz not null default vox_now(),
    status text not null default 'PENDING',
    attempt integer not null default 1,
    max_attempts integer not null default 3,
    visibility text not null,
    mainline boolean not null,
    creator_role text not null,
    created_by text not null,
    created_at timestamptz not null default vox_now(),
    eval_agent_id text,
    eval_agent_fleet text,
    lease_hash bytea,
    lease_expires_at timestamptz,
    started_at timestamptz,
    finished_at timestamptz,
    cancel_requested_at timestamptz,
    fault_kind text,
    fault_code text,
    fault_message text,
    last_event_seq integer not null default 0,
    constraint job_pkey primary key (id),
    constraint job_id_check check (id ~ '^job_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    constraint job_workspace_id_id_key unique (workspace_id, id),
    constraint job_run_id_position_key unique (run_id, position),
    constraint job_priority_check check (priority between 0 and 100),
    constraint job_status_check check (status in ('PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELED')),
    constraint job_attempt_check check (attempt between 1 and max_attempts),
    constraint job_max_attempts_check check (max_attempts between 1 and 20),
    constraint job_visibility_check check (visibility in ('PUBLIC', 'PRIVATE')),
    constraint job_mainline_check check (not mainline or visibility = 'PUBLIC'),
    constraint job_creator_role_check check (creator_role in ('BASIC', 'PREMIUM', 'PRINCIPAL', 'FELLOW')),
    constraint job_eval_agent_fleet_check check (eval_agent_fleet in ('PUBLIC', 'WORKSPACE')),
    constraint job_lease_hash_check check (octet_length(lease_hash) = 32),
    constraint job_pending_check check (
        status <> 'PENDING'
        or (lease_hash is null and eval_agent_fleet is null and started_at is null and cancel_requested_at is null)
    ),
    constraint job_running_check check (
        status <> 'RUNNING'
        or (lease_hash is not null and eval_agent_id is not null and eval_agent_fleet is not null
            and started_at is not null)
    ),
    constraint job_lease_expires_at_check check ((status = 'RUNNING') = (lease_expires_at is not null)),
    constraint job_finished_at_check check (
        (status in ('COMPLETED', 'FAILED', 'CANCELED')) = (finished_at is not null)
    ),
    constraint job_fault_check check (
        (status = 'FAILED') = (fault_kind is not null)
        and (fault_kind is null) = (fault_code is null)
        and (fault_kind is null) = (fault_message is null)
    ),
    constraint job_fault_kind_check check (
        fault_kind in ('AGENT_FAULT', 'HARNESS_FAULT', 'TARGET_UNAVAILABLE', 'USAGE', 'CANCELED')
    ),
    constraint job_run_id_fkey foreign key (workspace_id, run_id) references run (workspace_id, id),
    constraint job_workflow_id_fkey foreign key (workflow_id) references workflow (id),
    constraint job_workflow_version_id_fkey foreign key (workflow_version_id) references workflow_version (id),
    constraint job_eval_set_id_fkey foreign key (eval_set_id) references eval_set (id),
    constraint job_eval_set_version_id_fkey foreign key (eval_set_version_id) references eval_set_version (id),
    constraint job_provider_id_fkey foreign key (provider_id) references provider (id),
    constraint job_region_fkey foreign key (region) references region (slug),
    constraint job_created_by_fkey foreign key (created_by) references app_user (id),
    constraint job_eval_agent_id_fkey foreign key (eval_agent_id) references eval_agent (id)
);
create index job_claim_idx on job (region, priority desc, run_at, id) where status = 'PENDING';
create index job_lease_expires_at_idx on job (lease_expires_at) where status = 'RUNNING';
create index job_eval_agent_id_idx on job (eval_agent_id) where status = 'RUNNING';
create index job_workflow_id_idx on job (workflow_id, id);
create index job_eval_set_id_idx on job (eval_set_id, id);
comment on column job.position is 'Place among the jobs of its run, from 1';
comment on column job.workflow_id is 'May be of another workspace: everyone may run what is public';
comment on column job.attempt is 'Number of the current attempt, or of the next while pending';
comment on column job.visibility is 'PUBLIC if workflow and eval set both were public when the job was made';
comment on column job.mainline is 'Whether workflow and eval set both were mainline when the job was made';
comment on column job.creator_role is 'Role of the creator when the job was made';
comment on column job.eval_agent_id is 'Who holds it, or last held it';
comment on column job.eval_agent_fleet is 'Fleet of the agent''s token at the claim; decides whether the result may count in public figures';
comment on column job.lease_hash is 'SHA-256 of the lease of the newest attempt; kept at the end, so that a repeated report is known';
--rollback drop table job;
