--liquibase formatted sql

--changeset vox:0060-board-cell-add-grain
-- Nothing was written yet; cells are made of results, which are all still there.
delete from board_cell;
alter table board_cell
    drop constraint board_cell_pkey,
    drop constraint board_cell_hour_check,
    drop constraint board_cell_counts_check,
    drop column conversations,
    drop column turns;
alter table board_cell rename column hour to at;
alter table board_cell
    add column grain text not null,
    add constraint board_cell_grain_check check (grain in ('MINUTE', 'QUARTER', 'HOUR', 'TWO_HOURS', 'DAY')),
    add constraint board_cell_pkey primary key (provider_id, grain, at, region, method_version);
create index board_cell_grain_at_idx on board_cell (grain, at);
comment on table board_cell is 'What a board needs of the results of a stretch of time: exact sparse histograms by bucket of conversations, mergeable';
comment on column board_cell.at is 'Begin of the stretch, a multiple of its length since the epoch';
--rollback delete from board_cell;
--rollback drop index board_cell_grain_at_idx;
--rollback alter table board_cell drop constraint board_cell_pkey, drop constraint board_cell_grain_check, drop column grain;
--rollback alter table board_cell rename column at to hour;
--rollback alter table board_cell add column conversations integer not null, add column turns integer not null, add constraint board_cell_pkey primary key (provider_id, region, method_version, hour), add constraint board_cell_hour_check check (hour = date_trunc('hour', hour, 'UTC')), add constraint board_cell_counts_check check (conversations >= 0 and turns >= 0);
