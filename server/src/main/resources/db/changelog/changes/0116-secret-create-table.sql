--liquibase formatted sql

--changeset vox:0116-secret-create-table
create table secret (
    workspace_id text not null,
    name text not null,
    sealed text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    updated_by text not null,
    constraint secret_pkey primary key (workspace_id, name),
    constraint secret_workspace_id_fkey foreign key (workspace_id) references workspace (id),
    constraint secret_updated_by_fkey foreign key (updated_by) references app_user (id),
    constraint secret_name_check check (name ~ '^[A-Z][A-Z0-9_]{0,63}$')
);
comment on table secret is 'What a workspace needs and nobody shall see: sealed, and never answered';
--rollback drop table secret;
