--liquibase formatted sql

--changeset vox:0122-job-drop-kept-fkeys
-- The claim that names an eval agent has read its row, the completion that writes a result has the row of its job locked and
-- copies the rest from there, and neither jobs nor eval agents are ever deleted. Checking it again asked PostgreSQL two
-- questions more for each job, one fifteenth of all that a busy queue does in the database.
alter table job drop constraint job_eval_agent_id_fkey;
alter table result
    drop constraint result_job_id_fkey,
    drop constraint result_workspace_id_id_key;
--rollback alter table job add constraint job_eval_agent_id_fkey foreign key (eval_agent_id) references eval_agent (id);
--rollback alter table result add constraint result_workspace_id_id_key unique (workspace_id, id), add constraint result_job_id_fkey foreign key (workspace_id, job_id) references job (workspace_id, id);
