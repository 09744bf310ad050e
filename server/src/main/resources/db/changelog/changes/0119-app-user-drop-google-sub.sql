--liquibase formatted sql

--changeset vox:0119-app-user-drop-google-sub
insert into user_identity (provider, subject, user_id, created_at)
select 'google', google_sub, id, created_at from app_user where google_sub is not null;
alter table app_user drop constraint app_user_credential_check, drop column google_sub;
--rollback alter table app_user add column google_sub text, add constraint app_user_google_sub_key unique (google_sub);
--rollback update app_user u set google_sub = i.subject from user_identity i where i.user_id = u.id and i.provider = 'google';
--rollback update app_user set status = 'SUSPENDED' where status = 'ACTIVE' and password_hash is null and google_sub is null;
--rollback alter table app_user add constraint app_user_credential_check check (status <> 'ACTIVE' or password_hash is not null or google_sub is not null);
