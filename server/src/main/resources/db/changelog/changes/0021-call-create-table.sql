--liquibase formatted sql

--changeset vox:0021-call-create-table
create table call (
    id text not null,
    workspace_id text not null,
    origin text not null,
    job_id text,
    attempt integer,
    number integer,
    scenario text,
    repeat integer,
    network text,
    noise_type text,
    snr_db double precision,
    method_version text,
    started_at timestamptz,
    duration_ms bigint,
    sample_rate integer,
    counted boolean,
    fault_kind text,
    fault_code text,
    fault_message text,
    flags text[] not null default '{}',
    verdicts text[] not null default '{}',
    notices text[] not null default '{}',
    checks jsonb not null default '[]',
    steps jsonb not null default '[]',
    network_conditions jsonb,
    caller jsonb,
    agent jsonb,
    created_at timestamptz not null default vox_now(),
    constraint call_pkey primary key (id),
    constraint call_id_check check (id ~ '^call_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    constraint call_workspace_id_id_key unique (workspace_id, id),
    constraint call_origin_check check (origin in ('LIVE', 'TEST', 'EVAL')),
    constraint call_eval_check check (
        case origin
            when 'EVAL' then num_nulls(job_id, attempt, number, scenario, repeat, network, method_version, counted) = 0
            else num_nonnulls(job_id, attempt, number, scenario, repeat, network, method_version, counted) = 0
        end
    ),
    constraint call_job_id_attempt_number_key unique (job_id, attempt, number),
    constraint call_number_check check (number between 1 and 10000),
    constraint call_repeat_check check (repeat >= 1),
    constraint call_noise_check check ((noise_type is null) = (snr_db is null)),
    constraint call_duration_ms_check check (duration_ms >= 0),
    constraint call_sample_rate_check check (sample_rate > 0),
    constraint call_fault_check check (
        (fault_kind is null) = (fault_code is null) and (fault_kind is null) = (fault_message is null)
    ),
    constraint call_fault_kind_check check (
        fault_kind in ('AGENT_FAULT', 'HARNESS_FAULT', 'TARGET_UNAVAILABLE', 'USAGE', 'CANCELED')
    ),
    constraint call_workspace_id_fkey foreign key (workspace_id) references workspace (id),
    constraint call_job_id_fkey foreign key (workspace_id, job_id) references job (workspace_id, id)
);
comment on table call is 'A conversation, whoever held it. One of origin EVAL is one scenario x repeat x condition of an attempt of a job.';
comment on column call.method_version is 'Dated definition of the figures; figures of different ones are never averaged';
comment on column call.counted is 'Whether it counts in metrics; a fault of ours voids it, and it stays';
comment on column call.network_conditions is 'What the network really did: {lossPercent, jitterMs, roundTripMs, concealedPercent}; null = unknown';
comment on column call.caller is '{noiseFloorDbfs, segments: [{onFrame, offFrame}]}; null = not analysed; agent likewise';
--rollback drop table call;
