--liquibase formatted sql

--changeset vox:0100-app-user-add-account-columns
alter table app_user
    add column username text,
    add column origin text not null default 'SETUP',
    add column token_epoch integer not null default 0,
    add column last_log_in_at timestamptz;
update app_user set username = 'user-' || substr(id, 5);
alter table app_user
    alter column username set not null,
    alter column origin drop default,
    add constraint app_user_username_key unique (username),
    add constraint app_user_username_check check (username ~ '^[a-z][a-z0-9-]{1,37}[a-z0-9]$'),
    add constraint app_user_origin_check check (origin in ('SETUP', 'ADMIN', 'REGISTRATION', 'OIDC'));
comment on column app_user.token_epoch is 'Access tokens of another epoch are refused, so that one more ends them all';
--rollback alter table app_user drop column username, drop column origin, drop column token_epoch, drop column last_log_in_at;
