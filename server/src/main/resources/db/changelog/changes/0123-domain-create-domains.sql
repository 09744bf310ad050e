--liquibase formatted sql

--changeset vox:0123-domain-create-domains
-- A check of a table is read, planned and asked anew by each statement that writes a row, also of columns that it does not
-- change; for rows that are written often that took PostgreSQL a fifth of its time. A domain is read once by a connection and
-- asked only where a value is written.
create domain job_status as text check (value in ('PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELED'));
create domain job_event_type as text check (
    value in (
        'CREATED', 'CLAIMED', 'CONVERSATION_STARTED', 'TURN', 'NOTICE', 'CONVERSATION_ENDED', 'CANCEL_REQUESTED',
        'RELEASED', 'LOST', 'COMPLETED', 'FAILED', 'CANCELED'
    )
);
create domain fault_kind as text check (
    value in ('AGENT_FAULT', 'HARNESS_FAULT', 'TARGET_UNAVAILABLE', 'USAGE', 'CANCELED')
);
create domain visibility as text check (value in ('PUBLIC', 'PRIVATE'));
create domain fleet as text check (value in ('PUBLIC', 'WORKSPACE'));
create domain creator_role as text check (value in ('BASIC', 'PREMIUM', 'PRINCIPAL', 'FELLOW'));
create domain provider_sku as text check (value in ('CONVO_AI', 'RTC'));
create domain call_origin as text check (value in ('LIVE', 'TEST', 'EVAL'));
create domain turn_kind as text check (value in ('GREETING', 'RESPONSE', 'INTERRUPT', 'BACKCHANNEL'));
create domain turn_outcome as text check (
    value in ('ANSWERED', 'MISSED', 'PREMATURE', 'YIELDED', 'NOT_YIELDED', 'IGNORED', 'STOPPED', 'VOID')
);
create domain label as text check (length(value) between 1 and 200);
create domain sha256_digest as bytea check (octet_length(value) = 32);
create domain cardinal as integer check (value >= 0);
create domain ordinal as integer check (value >= 1);
create domain frame as bigint check (value >= 0);
create domain answer_ms as integer check (value between 0 and 10000);
--rollback drop domain job_status;
--rollback drop domain job_event_type;
--rollback drop domain fault_kind;
--rollback drop domain visibility;
--rollback drop domain fleet;
--rollback drop domain creator_role;
--rollback drop domain provider_sku;
--rollback drop domain call_origin;
--rollback drop domain turn_kind;
--rollback drop domain turn_outcome;
--rollback drop domain label;
--rollback drop domain sha256_digest;
--rollback drop domain cardinal;
--rollback drop domain ordinal;
--rollback drop domain frame;
--rollback drop domain answer_ms;
