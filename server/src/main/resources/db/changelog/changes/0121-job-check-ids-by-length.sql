--liquibase formatted sql

--changeset vox:0121-job-check-ids-by-length
-- PostgreSQL checks a row whenever it is written, and prepares each match of a regular expression anew, which took longer than
-- to store the row. The server makes these ids and knows their form; what would go wrong is one in the place of another.
alter table job
    drop constraint job_id_check,
    add constraint job_id_check check (starts_with(id, 'job_') and length(id) = 30);
alter table eval_agent
    drop constraint eval_agent_id_check,
    add constraint eval_agent_id_check check (starts_with(id, 'eva_') and length(id) = 30);
alter table call
    drop constraint call_id_check,
    add constraint call_id_check check (starts_with(id, 'call_') and length(id) = 31);
alter table result
    drop constraint result_id_check,
    add constraint result_id_check check (starts_with(id, 'res_') and length(id) = 30);
--rollback alter table job drop constraint job_id_check, add constraint job_id_check check (id ~ '^job_[0-7][0-9a-hjkmnp-tv-z]{25}$');
--rollback alter table eval_agent drop constraint eval_agent_id_check, add constraint eval_agent_id_check check (id ~ '^eva_[0-7][0-9a-hjkmnp-tv-z]{25}$');
--rollback alter table call drop constraint call_id_check, add constraint call_id_check check (id ~ '^call_[0-7][0-9a-hjkmnp-tv-z]{25}$');
--rollback alter table result drop constraint result_id_check, add constraint result_id_check check (id ~ '^res_[0-7][0-9a-hjkmnp-tv-z]{25}$');
