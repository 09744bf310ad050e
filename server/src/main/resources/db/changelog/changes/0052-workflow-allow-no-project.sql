--liquibase formatted sql

--changeset vox:0052-workflow-allow-no-project
alter table workflow
    alter column project_id drop not null,
    add constraint workflow_project_check check (project_id is not null or deleted_at is not null);
comment on column workflow.project_id is 'Null = the project is gone, which only deleted workflows outlive';
--rollback alter table workflow drop constraint workflow_project_check, alter column project_id set not null;
