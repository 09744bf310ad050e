--liquibase formatted sql

--changeset vox:0010-provider-create-table
create table provider (
    id text not null,
    workspace_id text,
    name text not null,
    sku text not null,
    url text,
    calibration boolean not null default false,
    created_at timestamptz not null default vox_now(),
    constraint provider_pkey primary key (id),
    constraint provider_id_check check (id ~ '^[0-9A-Za-z]{12}$'),
    constraint provider_name_check check (length(name) between 1 and 200),
    constraint provider_sku_check check (sku in ('CONVO_AI', 'RTC')),
    constraint provider_url_check check (url ~ '^https?://' and length(url) <= 2048),
    constraint provider_workspace_id_fkey foreign key (workspace_id) references workspace (id)
);
create unique index provider_platform_name_key on provider (lower(name)) where workspace_id is null;
create unique index provider_workspace_name_key on provider (workspace_id, lower(name)) where workspace_id is not null;
comment on column provider.workspace_id is 'Null = of the platform, seen by all';
comment on column provider.calibration is 'The phantom, which measures the ruler: never on a public board outside demo mode';
--rollback drop table provider;
