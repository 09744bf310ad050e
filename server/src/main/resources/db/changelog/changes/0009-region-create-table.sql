--liquibase formatted sql

--changeset vox:0009-region-create-table
create table region (
    slug text not null,
    name text not null,
    active boolean not null default true,
    created_at timestamptz not null default vox_now(),
    constraint region_pkey primary key (slug),
    constraint region_slug_check check (slug ~ '^[a-z][a-z0-9]{1,11}(-[a-z0-9]{1,12}){0,2}$'),
    constraint region_name_check check (length(name) between 1 and 200)
);
--rollback drop table region;
