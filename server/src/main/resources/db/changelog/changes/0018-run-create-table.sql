--liquibase formatted sql

--changeset vox:0018-run-create-table
create table run (
    id text not null,
    workspace_id text not null,
    created_by text not null,
    created_at timestamptz not null default vox_now(),
    constraint run_pkey primary key (id),
    constraint run_id_check check (id ~ '^run_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    constraint run_workspace_id_id_key unique (workspace_id, id),
    constraint run_workspace_id_fkey foreign key (workspace_id) references workspace (id),
    constraint run_created_by_fkey foreign key (created_by) references app_user (id)
);
comment on table run is 'One request, of one or more jobs';
--rollback drop table run;
