--liquibase formatted sql

--changeset vox:0114-quota-count-create-table
create table quota_count (
    subject text not null,
    starts_at timestamptz not null,
    used bigint not null,
    granted bigint not null,
    constraint quota_count_pkey primary key (subject),
    constraint quota_count_used_check check (used >= 0 and granted >= 0)
);
comment on table quota_count is 'Requests of a month, of which each server takes some at a time';
comment on column quota_count.granted is 'How many the last server that asked was given';
--rollback drop table quota_count;
