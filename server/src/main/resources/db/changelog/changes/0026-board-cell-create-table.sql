--liquibase formatted sql

--changeset vox:0026-board-cell-create-table
create table board_cell (
    provider_id text not null,
    region text not null,
    method_version text not null,
    hour timestamptz not null,
    body bytea not null,
    conversations integer not null,
    turns integer not null,
    updated_at timestamptz not null default vox_now(),
    constraint board_cell_pkey primary key (provider_id, region, method_version, hour),
    constraint board_cell_hour_check check (hour = date_trunc('hour', hour, 'UTC')),
    constraint board_cell_counts_check check (conversations >= 0 and turns >= 0),
    constraint board_cell_provider_id_fkey foreign key (provider_id) references provider (id),
    constraint board_cell_region_fkey foreign key (region) references region (slug)
);
comment on table board_cell is 'What a board needs of the results of one hour: exact sparse histograms by bucket of conversations, mergeable';
--rollback drop table board_cell;
