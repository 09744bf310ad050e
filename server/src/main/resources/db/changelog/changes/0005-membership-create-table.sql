--liquibase formatted sql

--changeset vox:0005-membership-create-table
create table membership (
    workspace_id text not null,
    user_id text not null,
    role text not null,
    created_at timestamptz not null default vox_now(),
    constraint membership_pkey primary key (workspace_id, user_id),
    constraint membership_workspace_id_fkey foreign key (workspace_id) references workspace (id),
    constraint membership_user_id_fkey foreign key (user_id) references app_user (id),
    constraint membership_role_check check (role in ('OWNER', 'ADMIN', 'MEMBER', 'OPERATOR', 'VIEWER'))
);
create unique index membership_owner_key on membership (workspace_id) where role = 'OWNER';
create index membership_user_id_idx on membership (user_id);
--rollback drop table membership;
