--liquibase formatted sql

--changeset vox:0063-board-worker-create-table
create table board_worker (
    id boolean not null default true,
    holder text not null,
    expires_at timestamptz not null,
    constraint board_worker_pkey primary key (id),
    constraint board_worker_id_check check (id)
);
insert into board_worker (holder, expires_at) values ('', '-infinity');
comment on table board_worker is 'One row: which server refreshes the boards. It is locked while one does.';
--rollback drop table board_worker;
