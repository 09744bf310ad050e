--liquibase formatted sql

--changeset vox:0055-eval-set-version-add-scenario-count
-- Lists show it; counting would read every scenario of every eval set of the page.
alter table eval_set_version
    add column scenario_count integer not null generated always as (jsonb_array_length(scenarios)) stored;
--rollback alter table eval_set_version drop column scenario_count;
