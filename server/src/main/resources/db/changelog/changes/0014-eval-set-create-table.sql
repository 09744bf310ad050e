--liquibase formatted sql

--changeset vox:0014-eval-set-create-table
create table eval_set (
    id text not null,
    workspace_id text not null,
    name text not null,
    visibility text not null default 'PUBLIC',
    mainline boolean not null default false,
    created_by text not null,
    created_at timestamptz not null default vox_now(),
    updated_at timestamptz not null default vox_now(),
    deleted_at timestamptz,
    constraint eval_set_pkey primary key (id),
    constraint eval_set_id_check check (id ~ '^evs_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    constraint eval_set_workspace_id_id_key unique (workspace_id, id),
    constraint eval_set_name_check check (length(name) between 1 and 200),
    constraint eval_set_visibility_check check (visibility in ('PUBLIC', 'PRIVATE')),
    constraint eval_set_mainline_check check (not mainline or visibility = 'PUBLIC'),
    constraint eval_set_workspace_id_fkey foreign key (workspace_id) references workspace (id),
    constraint eval_set_created_by_fkey foreign key (created_by) references app_user (id)
);
create index eval_set_public_idx on eval_set (id) where visibility = 'PUBLIC' and deleted_at is null;
--rollback drop table eval_set;
