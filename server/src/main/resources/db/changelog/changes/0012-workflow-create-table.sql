--liquibase formatted sql

--changeset vox:0012-workflow-create-table
create table workflow (
    id text not null,
    workspace_id text not null,
    project_id text not null,
    name text not null,
    visibility text not null default 'PUBLIC',
    mainline boolean not null default false,
    created_by text not null,
    created_at timestamptz not null default vox_now(),
    updated_at timestamptz not null default vox_now(),
    deleted_at timestamptz,
    constraint workflow_pkey primary key (id),
    constraint workflow_id_check check (id ~ '^wfl_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    constraint workflow_workspace_id_id_key unique (workspace_id, id),
    constraint workflow_name_check check (length(name) between 1 and 200),
    constraint workflow_visibility_check check (visibility in ('PUBLIC', 'PRIVATE')),
    constraint workflow_mainline_check check (not mainline or visibility = 'PUBLIC'),
    constraint workflow_project_id_fkey foreign key (workspace_id, project_id) references project (workspace_id, id),
    constraint workflow_created_by_fkey foreign key (created_by) references app_user (id)
);
create index workflow_project_id_idx on workflow (workspace_id, project_id, id);
create index workflow_public_idx on workflow (id) where visibility = 'PUBLIC' and deleted_at is null;
comment on column workflow.deleted_at is 'Jobs and results keep what they name, so it is only hidden';
--rollback drop table workflow;
