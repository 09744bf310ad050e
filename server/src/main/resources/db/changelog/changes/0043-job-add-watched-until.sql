--liquibase formatted sql

--changeset vox:0043-job-add-watched-until
alter table job add column watched_until timestamptz;
comment on column job.watched_until is 'Until when streams want to be notified of its events; nobody is told of what nobody watches';
--rollback alter table job drop column watched_until;
