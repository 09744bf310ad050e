--liquibase formatted sql

--changeset vox:0101-app-user-allow-deleted
alter table app_user
    drop constraint app_user_status_check,
    add constraint app_user_status_check check (status in ('PENDING', 'ACTIVE', 'SUSPENDED', 'DELETED')),
    add constraint app_user_deleted_check check (status <> 'DELETED' or (password_hash is null and not is_admin));
comment on column app_user.status is 'DELETED: what the person was is overwritten; the row stays for what refers to it';
--rollback alter table app_user drop constraint app_user_deleted_check, drop constraint app_user_status_check, add constraint app_user_status_check check (status in ('PENDING', 'ACTIVE', 'SUSPENDED'));
