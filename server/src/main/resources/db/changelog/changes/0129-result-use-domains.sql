--liquibase formatted sql

--changeset vox:0129-result-use-domains
-- Checks of single columns by domains (0123); what concerns several columns stays a check, in few words.
alter table result
    drop constraint result_id_check,
    drop constraint result_visibility_check,
    drop constraint result_counts_check,
    alter column visibility type visibility,
    alter column counted type cardinal,
    alter column agent_faults type cardinal,
    alter column harness_faults type cardinal,
    alter column unavailable type cardinal,
    alter column canceled type cardinal,
    add constraint result_id_check check (id like 'res\___________________________'),
    add constraint result_counts_check check (held >= greatest(counted, agent_faults, harness_faults, unavailable, canceled));
--rollback alter table result drop constraint result_id_check, drop constraint result_counts_check, alter column visibility type text, alter column counted type integer, alter column agent_faults type integer, alter column harness_faults type integer, alter column unavailable type integer, alter column canceled type integer, add constraint result_id_check check (starts_with(id, 'res_') and length(id) = 30), add constraint result_visibility_check check (visibility in ('PUBLIC', 'PRIVATE')), add constraint result_counts_check check (counted between 0 and held and agent_faults between 0 and held and harness_faults between 0 and held and unavailable between 0 and held and canceled between 0 and held);
