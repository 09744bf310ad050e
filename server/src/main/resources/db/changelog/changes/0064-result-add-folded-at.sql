--liquibase formatted sql

--changeset vox:0064-result-add-folded-at
alter table result add column folded_at timestamptz;
create index result_unfolded_idx on result (created_at, id) where mainline and folded_at is null;
comment on column result.folded_at is 'When its conversations were added to the cells of boards; null = not yet, or not mainline';
--rollback alter table result drop column folded_at;
