--liquibase formatted sql

--changeset vox:0069-unfolded-result-create-table
-- A mark in the row of the result cost a new row and a new entry in each of its indexes, for every result.
create table unfolded_result (
    result_id text not null,
    constraint unfolded_result_pkey primary key (result_id)
);
insert into unfolded_result select id from result where mainline and folded_at is null;
alter table result drop column folded_at;
comment on table unfolded_result is 'Mainline results that are not in the cells of boards yet; written with the result, removed with the cells';
--rollback alter table result add column folded_at timestamptz;
--rollback update result set folded_at = vox_now() where mainline and id not in (select result_id from unfolded_result);
--rollback create index result_unfolded_idx on result (created_at, id) where mainline and folded_at is null;
--rollback drop table unfolded_result;
