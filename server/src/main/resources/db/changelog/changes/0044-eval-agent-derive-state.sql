--liquibase formatted sql

--changeset vox:0044-eval-agent-derive-state
-- The state follows from when it was last seen and what it holds; a stored one could only be wrong.
drop index eval_agent_last_seen_at_idx;
alter table eval_agent drop column state;
alter table eval_agent add constraint eval_agent_session_hash_key unique (session_hash);
--rollback alter table eval_agent drop constraint eval_agent_session_hash_key;
--rollback alter table eval_agent add column state text not null default 'OFFLINE' constraint eval_agent_state_check check (state in ('IDLE', 'OCCUPIED', 'OFFLINE'));
--rollback create index eval_agent_last_seen_at_idx on eval_agent (last_seen_at) where state <> 'OFFLINE';
