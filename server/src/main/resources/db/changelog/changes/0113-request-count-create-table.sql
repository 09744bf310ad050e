--liquibase formatted sql

--changeset vox:0113-request-count-create-table
create unlogged table request_count (
    subject text not null,
    starts_at timestamptz not null,
    used bigint not null,
    granted bigint not null,
    constraint request_count_pkey primary key (subject),
    constraint request_count_used_check check (used >= 0 and granted >= 0)
);
create index request_count_starts_at_idx on request_count (starts_at);
comment on table request_count is 'Requests of a minute, of which each server takes some at a time; lost with a crash, which forgives a minute';
comment on column request_count.granted is 'How many the last server that asked was given';
--rollback drop table request_count;
