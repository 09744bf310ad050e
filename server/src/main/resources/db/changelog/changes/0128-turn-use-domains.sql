--liquibase formatted sql

--changeset vox:0128-turn-use-domains
-- Checks of single columns by domains (0123); what concerns several columns stays a check, in few words.
alter table turn
    drop constraint turn_index_check,
    drop constraint turn_kind_check,
    drop constraint turn_outcome_check,
    drop constraint turn_frames_check,
    drop constraint turn_recovery_ms_check,
    alter column index type cardinal,
    alter column kind type turn_kind,
    alter column outcome type turn_outcome,
    alter column caller_on_frame type frame,
    alter column agent_frame type frame,
    alter column recovery_ms type answer_ms,
    add constraint turn_frames_check check (caller_off_frame >= caller_on_frame);
--rollback alter table turn drop constraint turn_frames_check, alter column index type integer, alter column kind type text, alter column outcome type text, alter column caller_on_frame type bigint, alter column agent_frame type bigint, alter column recovery_ms type integer, add constraint turn_index_check check (index >= 0), add constraint turn_kind_check check (kind in ('GREETING', 'RESPONSE', 'INTERRUPT', 'BACKCHANNEL')), add constraint turn_outcome_check check (outcome in ('ANSWERED', 'MISSED', 'PREMATURE', 'YIELDED', 'NOT_YIELDED', 'IGNORED', 'STOPPED', 'VOID')), add constraint turn_frames_check check (caller_on_frame >= 0 and caller_off_frame >= caller_on_frame and agent_frame >= 0), add constraint turn_recovery_ms_check check (recovery_ms between 0 and 10000);
