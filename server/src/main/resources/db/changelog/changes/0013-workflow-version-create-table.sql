--liquibase formatted sql

--changeset vox:0013-workflow-version-create-table
create table workflow_version (
    id text not null,
    workspace_id text not null,
    workflow_id text not null,
    number integer not null,
    provider_id text not null,
    target_kind text not null,
    target_url text not null,
    steps_yaml text not null,
    created_by text not null,
    created_at timestamptz not null default vox_now(),
    constraint workflow_version_pkey primary key (id),
    constraint workflow_version_id_check check (id ~ '^wfv_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    constraint workflow_version_workspace_id_id_key unique (workspace_id, id),
    constraint workflow_version_number_key unique (workflow_id, number),
    constraint workflow_version_number_check check (number >= 1),
    constraint workflow_version_target_kind_check check (target_kind in ('URL')),
    constraint workflow_version_target_url_check check (length(target_url) <= 2048),
    constraint workflow_version_steps_yaml_check check (octet_length(steps_yaml) <= 1048576),
    constraint workflow_version_provider_id_fkey foreign key (provider_id) references provider (id),
    constraint workflow_version_workflow_id_fkey foreign key (workspace_id, workflow_id)
        references workflow (workspace_id, id),
    constraint workflow_version_created_by_fkey foreign key (created_by) references app_user (id)
);
create index workflow_version_provider_id_idx on workflow_version (provider_id);
comment on table workflow_version is 'How to reach and set up a target, as it was saved. Never changed: jobs name the version they ran.';
comment on column workflow_version.steps_yaml is 'The steps of the application';
--rollback drop table workflow_version;
