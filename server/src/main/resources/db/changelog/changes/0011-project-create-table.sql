--liquibase formatted sql

--changeset vox:0011-project-create-table
create table project (
    id text not null,
    workspace_id text not null,
    name text not null,
    is_default boolean not null default false,
    created_at timestamptz not null default vox_now(),
    updated_at timestamptz not null default vox_now(),
    constraint project_pkey primary key (id),
    constraint project_id_check check (id ~ '^prj_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    constraint project_workspace_id_id_key unique (workspace_id, id),
    constraint project_name_check check (length(name) between 1 and 200),
    constraint project_workspace_id_fkey foreign key (workspace_id) references workspace (id)
);
create unique index project_default_key on project (workspace_id) where is_default;
--rollback drop table project;
