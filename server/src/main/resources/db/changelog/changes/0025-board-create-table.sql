--liquibase formatted sql

--changeset vox:0025-board-create-table
create table board (
    key text not null,
    body bytea not null,
    etag text not null,
    as_of timestamptz not null,
    constraint board_pkey primary key (key),
    constraint board_key_check check (length(key) between 1 and 255)
);
comment on table board is 'Boards as ready JSON, one row for each board, window and region';
--rollback drop table board;
