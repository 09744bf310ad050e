--liquibase formatted sql

--changeset vox:0004-workspace-create-table
create table workspace (
    id text not null,
    kind text not null,
    name text not null,
    personal_user_id text,
    created_at timestamptz not null default vox_now(),
    constraint workspace_pkey primary key (id),
    constraint workspace_id_check check (id ~ '^wsp_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    constraint workspace_kind_check check (kind in ('PERSONAL', 'ORGANIZATION')),
    constraint workspace_name_check check (length(name) between 1 and 200),
    constraint workspace_personal_check check ((kind = 'PERSONAL') = (personal_user_id is not null)),
    constraint workspace_personal_user_id_key unique (personal_user_id),
    constraint workspace_personal_user_id_fkey foreign key (personal_user_id) references app_user (id)
);
comment on table workspace is 'The only tenant. A personal one is made with its user.';
--rollback drop table workspace;
