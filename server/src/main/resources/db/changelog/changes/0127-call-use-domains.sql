--liquibase formatted sql

--changeset vox:0127-call-use-domains
-- Checks of single columns by domains (0123); what concerns several columns stays a check, in few words.
alter table call
    drop constraint call_id_check,
    drop constraint call_origin_check,
    drop constraint call_repeat_check,
    drop constraint call_sample_rate_check,
    drop constraint call_fault_kind_check,
    drop constraint call_fault_check,
    drop constraint call_eval_check,
    alter column origin type call_origin,
    alter column repeat type ordinal,
    alter column sample_rate type ordinal,
    alter column fault_kind type fault_kind,
    add constraint call_id_check check (id like 'call\___________________________'),
    add constraint call_fault_check check (num_nulls(fault_kind, fault_code, fault_message) in (0, 3)),
    add constraint call_eval_check check (
        num_nonnulls(job_id, attempt, number, scenario, repeat, network, method_version, counted)
        = case origin when 'EVAL' then 8 else 0 end
    );
--rollback alter table call drop constraint call_id_check, drop constraint call_fault_check, drop constraint call_eval_check, alter column origin type text, alter column repeat type integer, alter column sample_rate type integer, alter column fault_kind type text, add constraint call_id_check check (starts_with(id, 'call_') and length(id) = 31), add constraint call_origin_check check (origin in ('LIVE', 'TEST', 'EVAL')), add constraint call_repeat_check check (repeat >= 1), add constraint call_sample_rate_check check (sample_rate > 0), add constraint call_fault_kind_check check (fault_kind in ('AGENT_FAULT', 'HARNESS_FAULT', 'TARGET_UNAVAILABLE', 'USAGE', 'CANCELED')), add constraint call_fault_check check ((fault_kind is null) = (fault_code is null) and (fault_kind is null) = (fault_message is null)), add constraint call_eval_check check (case origin when 'EVAL' then num_nulls(job_id, attempt, number, scenario, repeat, network, method_version, counted) = 0 else num_nonnulls(job_id, attempt, number, scenario, repeat, network, method_version, counted) = 0 end);
