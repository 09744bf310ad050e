--liquibase formatted sql

--changeset vox:0024-artifact-create-table
create table artifact (
    id text not null,
    workspace_id text not null,
    job_id text not null,
    attempt integer not null,
    conversation integer,
    kind text not null,
    name text not null,
    content_type text not null,
    size_bytes bigint not null,
    sha256 bytea,
    storage_key text not null,
    state text not null default 'UPLOADING',
    created_at timestamptz not null default vox_now(),
    constraint artifact_pkey primary key (id),
    constraint artifact_id_check check (id ~ '^art_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    constraint artifact_workspace_id_id_key unique (workspace_id, id),
    constraint artifact_name_check check (length(name) between 1 and 255),
    constraint artifact_kind_check check (kind in ('RECORDING', 'TIMELINE', 'RESULT', 'REPORT', 'SCREENSHOT', 'LOG')),
    constraint artifact_conversation_check check (conversation between 1 and 10000),
    constraint artifact_size_bytes_check check (size_bytes >= 0),
    constraint artifact_sha256_check check (octet_length(sha256) = 32),
    constraint artifact_storage_key_key unique (storage_key),
    constraint artifact_state_check check (state in ('UPLOADING', 'READY')),
    constraint artifact_ready_check check ((state = 'READY') = (sha256 is not null)),
    constraint artifact_job_id_fkey foreign key (workspace_id, job_id) references job (workspace_id, id)
);
create unique index artifact_name_key on artifact (job_id, attempt, coalesce(conversation, 0), name);
comment on column artifact.conversation is 'Number of the conversation that it is of; null = of the job as a whole';
comment on column artifact.sha256 is 'Of the bytes that arrived, checked; null = not complete';
--rollback drop table artifact;
