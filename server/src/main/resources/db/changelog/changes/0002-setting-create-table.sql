--liquibase formatted sql

--changeset vox:0002-setting-create-table
create table setting (
    key text not null,
    value jsonb not null,
    updated_at timestamptz not null default vox_now(),
    constraint setting_pkey primary key (key),
    constraint setting_key_check check (key ~ '^[a-z][a-z0-9.-]{0,63}$')
);
comment on table setting is 'Facts about this installation, such as that it was set up. No secrets.';
--rollback drop table setting;
