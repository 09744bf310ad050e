--liquibase formatted sql

--changeset vox:0050-job-add-provider-facts
alter table job
    add column provider_name text,
    add column provider_sku text,
    add column provider_calibration boolean;
update job set (provider_name, provider_sku, provider_calibration) =
    (select name, sku, calibration from provider where provider.id = job.provider_id);
alter table job
    alter column provider_name set not null,
    alter column provider_sku set not null,
    alter column provider_calibration set not null,
    add constraint job_provider_sku_check check (provider_sku in ('CONVO_AI', 'RTC'));
comment on column job.provider_name is 'As the provider was called when the job was made; likewise provider_sku and provider_calibration';
--rollback alter table job drop column provider_name, drop column provider_sku, drop column provider_calibration;
