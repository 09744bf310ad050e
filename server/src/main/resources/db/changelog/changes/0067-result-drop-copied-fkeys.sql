--liquibase formatted sql

--changeset vox:0067-result-drop-copied-fkeys
-- Copied from the row of the job by the statement that writes the result; the job's own keys hold them, and the key to the
-- job stays.
alter table result
    drop constraint result_provider_id_fkey,
    drop constraint result_region_fkey,
    drop constraint result_workflow_id_fkey,
    drop constraint result_eval_set_id_fkey,
    drop constraint result_eval_agent_id_fkey;
--rollback alter table result add constraint result_provider_id_fkey foreign key (provider_id) references provider (id), add constraint result_region_fkey foreign key (region) references region (slug), add constraint result_workflow_id_fkey foreign key (workflow_id) references workflow (id), add constraint result_eval_set_id_fkey foreign key (eval_set_id) references eval_set (id), add constraint result_eval_agent_id_fkey foreign key (eval_agent_id) references eval_agent (id);
