--liquibase formatted sql

--changeset vox:0068-call-keep-uncompressed
-- What is written often is not worth the time of PostgreSQL's compression: conversations of 2 KB stay in their row, metrics
-- beside it, and cells and boards are packed already.
alter table call set (toast_tuple_target = 8160);
alter table result alter column metrics set storage external;
alter table board_cell alter column body set storage external;
alter table board alter column body set storage external;
--rollback alter table call reset (toast_tuple_target);
--rollback alter table result alter column metrics set storage extended;
--rollback alter table board_cell alter column body set storage extended;
--rollback alter table board alter column body set storage extended;
