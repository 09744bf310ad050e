--liquibase formatted sql

--changeset vox:0042-job-add-progress
alter table job
    add column progress_number integer not null default 0,
    add column progress_count integer not null default 0;
comment on column job.progress_number is 'Highest of the eval agent''s own numbers of events in this attempt; what is not above it came before';
comment on column job.progress_count is 'How many of its events are stored in this attempt';
--rollback alter table job drop column progress_number, drop column progress_count;
