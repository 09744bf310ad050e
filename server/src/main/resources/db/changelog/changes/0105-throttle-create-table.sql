--liquibase formatted sql

--changeset vox:0105-throttle-create-table
create table throttle (
    key bytea not null,
    count integer not null,
    resets_at timestamptz not null,
    closed_until timestamptz,
    constraint throttle_pkey primary key (key),
    constraint throttle_key_check check (octet_length(key) = 32),
    constraint throttle_count_check check (count >= 0)
);
create index throttle_resets_at_idx on throttle (resets_at);
comment on table throttle is 'How often something was tried, by the digest of what and by whom';
--rollback drop table throttle;
