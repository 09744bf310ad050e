--liquibase formatted sql

--changeset vox:0062-board-add-version
create sequence board_version_seq;
alter table board add column version bigint not null default nextval('board_version_seq');
create index board_version_idx on board (version);
comment on column board.body is 'Ready JSON, compressed with gzip';
comment on column board.version is 'Grows with every change, in the order of commits, since one writes at a time';
--rollback alter table board drop column version;
--rollback drop sequence board_version_seq;
