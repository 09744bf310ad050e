--liquibase formatted sql

--changeset vox:0054-eval-set-add-version-number
alter table eval_set add column version_number integer not null default 1;
update eval_set set version_number = newest.number
    from (select eval_set_id, max(number) as number from eval_set_version group by eval_set_id) newest
    where newest.eval_set_id = eval_set.id;
comment on column eval_set.version_number is 'Number of its newest version';
--rollback alter table eval_set drop column version_number;
