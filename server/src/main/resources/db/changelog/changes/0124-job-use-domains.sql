--liquibase formatted sql

--changeset vox:0124-job-use-domains
-- Checks of single columns by domains (0123); what concerns several columns stays a check, in few words.
alter table job
    drop constraint job_id_check,
    drop constraint job_status_check,
    drop constraint job_visibility_check,
    drop constraint job_creator_role_check,
    drop constraint job_eval_agent_fleet_check,
    drop constraint job_lease_hash_check,
    drop constraint job_fault_kind_check,
    drop constraint job_provider_sku_check,
    drop constraint job_fault_check,
    alter column status type job_status,
    alter column visibility type visibility,
    alter column creator_role type creator_role,
    alter column eval_agent_fleet type fleet,
    alter column lease_hash type sha256_digest,
    alter column fault_kind type fault_kind,
    alter column provider_sku type provider_sku,
    add constraint job_id_check check (id like 'job\___________________________'),
    add constraint job_fault_check check (
        num_nonnulls(fault_kind, fault_code, fault_message) = case status when 'FAILED' then 3 else 0 end
    );
--rollback alter table job drop constraint job_id_check, drop constraint job_fault_check, alter column status type text, alter column visibility type text, alter column creator_role type text, alter column eval_agent_fleet type text, alter column lease_hash type bytea, alter column fault_kind type text, alter column provider_sku type text, add constraint job_id_check check (starts_with(id, 'job_') and length(id) = 30), add constraint job_status_check check (status in ('PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELED')), add constraint job_visibility_check check (visibility in ('PUBLIC', 'PRIVATE')), add constraint job_creator_role_check check (creator_role in ('BASIC', 'PREMIUM', 'PRINCIPAL', 'FELLOW')), add constraint job_eval_agent_fleet_check check (eval_agent_fleet in ('PUBLIC', 'WORKSPACE')), add constraint job_lease_hash_check check (octet_length(lease_hash) = 32), add constraint job_fault_kind_check check (fault_kind in ('AGENT_FAULT', 'HARNESS_FAULT', 'TARGET_UNAVAILABLE', 'USAGE', 'CANCELED')), add constraint job_provider_sku_check check (provider_sku in ('CONVO_AI', 'RTC')), add constraint job_fault_check check ((status = 'FAILED') = (fault_kind is not null) and (fault_kind is null) = (fault_code is null) and (fault_kind is null) = (fault_message is null));
