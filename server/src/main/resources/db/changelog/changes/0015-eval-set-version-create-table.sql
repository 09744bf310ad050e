--liquibase formatted sql

--changeset vox:0015-eval-set-version-create-table
create table eval_set_version (
    id text not null,
    workspace_id text not null,
    eval_set_id text not null,
    number integer not null,
    repeats integer not null,
    scenarios jsonb not null,
    created_by text not null,
    created_at timestamptz not null default vox_now(),
    constraint eval_set_version_pkey primary key (id),
    constraint eval_set_version_id_check check (id ~ '^esv_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    constraint eval_set_version_workspace_id_id_key unique (workspace_id, id),
    constraint eval_set_version_number_key unique (eval_set_id, number),
    constraint eval_set_version_number_check check (number >= 1),
    constraint eval_set_version_repeats_check check (repeats between 1 and 1000),
    constraint eval_set_version_scenarios_check check (jsonb_typeof(scenarios) = 'array'),
    constraint eval_set_version_eval_set_id_fkey foreign key (workspace_id, eval_set_id)
        references eval_set (workspace_id, id),
    constraint eval_set_version_created_by_fkey foreign key (created_by) references app_user (id)
);
comment on table eval_set_version is 'What to say and check, as it was saved. Never changed: jobs name the version they ran.';
comment on column eval_set_version.scenarios is '[{name, stepsYaml}]';
--rollback drop table eval_set_version;
