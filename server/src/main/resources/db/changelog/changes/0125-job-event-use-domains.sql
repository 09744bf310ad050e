--liquibase formatted sql

--changeset vox:0125-job-event-use-domains
-- Checks of single columns by domains (0123).
alter table job_event
    drop constraint job_event_seq_check,
    drop constraint job_event_type_check,
    drop constraint job_event_attempt_check,
    alter column seq type ordinal,
    alter column type type job_event_type,
    alter column attempt type ordinal;
--rollback alter table job_event alter column seq type integer, alter column type type text, alter column attempt type integer, add constraint job_event_seq_check check (seq >= 1), add constraint job_event_type_check check (type in ('CREATED', 'CLAIMED', 'CONVERSATION_STARTED', 'TURN', 'NOTICE', 'CONVERSATION_ENDED', 'CANCEL_REQUESTED', 'RELEASED', 'LOST', 'COMPLETED', 'FAILED', 'CANCELED')), add constraint job_event_attempt_check check (attempt >= 1);
