--liquibase formatted sql

--changeset vox:0071-call-drop-copied-fkeys
-- A conversation is written by the statement that has the row of its job locked, with the workspace copied from there, and
-- jobs are never deleted; so are events, by whoever changes the job. Checking it locked the job and the workspace once more
-- for each of them. The key of the result to its job stays.
alter table call
    drop constraint call_workspace_id_fkey,
    drop constraint call_job_id_fkey;
alter table job_event drop constraint job_event_job_id_fkey;
--rollback alter table call add constraint call_workspace_id_fkey foreign key (workspace_id) references workspace (id), add constraint call_job_id_fkey foreign key (workspace_id, job_id) references job (workspace_id, id);
--rollback alter table job_event add constraint job_event_job_id_fkey foreign key (job_id) references job (id);
