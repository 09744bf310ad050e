--liquibase formatted sql

--changeset vox:0003-app-user-create-table
create table app_user (
    id text not null,
    email text not null,
    name text not null,
    password_hash text,
    google_sub text,
    plan text not null default 'BASIC',
    standing text not null default 'MEMBER',
    is_admin boolean not null default false,
    status text not null default 'PENDING',
    created_at timestamptz not null default vox_now(),
    updated_at timestamptz not null default vox_now(),
    constraint app_user_pkey primary key (id),
    constraint app_user_id_check check (id ~ '^usr_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    constraint app_user_email_key unique (email),
    constraint app_user_email_check check (email = lower(email) and length(email) <= 254 and email like '%_@_%'),
    constraint app_user_name_check check (length(name) between 1 and 100),
    constraint app_user_google_sub_key unique (google_sub),
    constraint app_user_plan_check check (plan in ('BASIC', 'PREMIUM')),
    constraint app_user_standing_check check (standing in ('MEMBER', 'PRINCIPAL', 'FELLOW')),
    constraint app_user_status_check check (status in ('PENDING', 'ACTIVE', 'SUSPENDED')),
    constraint app_user_credential_check check (status <> 'ACTIVE' or password_hash is not null or google_sub is not null)
);
comment on column app_user.password_hash is 'Argon2id in PHC form, with its own salt';
--rollback drop table app_user;
