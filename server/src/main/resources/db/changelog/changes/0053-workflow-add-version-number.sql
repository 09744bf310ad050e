--liquibase formatted sql

--changeset vox:0053-workflow-add-version-number
alter table workflow add column version_number integer not null default 1;
update workflow set version_number = newest.number
    from (select workflow_id, max(number) as number from workflow_version group by workflow_id) newest
    where newest.workflow_id = workflow.id;
comment on column workflow.version_number is 'Number of its newest version';
--rollback alter table workflow drop column version_number;
