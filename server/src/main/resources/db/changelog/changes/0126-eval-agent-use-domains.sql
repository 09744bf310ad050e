--liquibase formatted sql

--changeset vox:0126-eval-agent-use-domains
-- Checks of single columns by domains (0123); what concerns several columns stays a check, in few words.
alter table eval_agent
    drop constraint eval_agent_id_check,
    drop constraint eval_agent_name_check,
    drop constraint eval_agent_fleet_check,
    drop constraint eval_agent_session_hash_check,
    alter column name type label,
    alter column fleet type fleet,
    alter column session_hash type sha256_digest,
    add constraint eval_agent_id_check check (id like 'eva\___________________________');
--rollback alter table eval_agent drop constraint eval_agent_id_check, alter column name type text, alter column fleet type text, alter column session_hash type bytea, add constraint eval_agent_id_check check (starts_with(id, 'eva_') and length(id) = 30), add constraint eval_agent_name_check check (length(name) between 1 and 200), add constraint eval_agent_fleet_check check (fleet in ('PUBLIC', 'WORKSPACE')), add constraint eval_agent_session_hash_check check (octet_length(session_hash) = 32);
