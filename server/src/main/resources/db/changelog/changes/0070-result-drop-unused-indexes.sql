--liquibase formatted sql

--changeset vox:0070-result-drop-unused-indexes
-- Nothing asks by these.
drop index result_provider_id_idx, result_mainline_idx, result_public_idx;
alter table call drop constraint call_workspace_id_id_key;
--rollback create index result_provider_id_idx on result (provider_id, region, created_at);
--rollback create index result_mainline_idx on result (created_at, id) where mainline;
--rollback create index result_public_idx on result (id) where visibility = 'PUBLIC';
--rollback alter table call add constraint call_workspace_id_id_key unique (workspace_id, id);
