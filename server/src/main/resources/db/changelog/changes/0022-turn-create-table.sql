--liquibase formatted sql

--changeset vox:0022-turn-create-table
create table turn (
    call_id text not null,
    index integer not null,
    kind text not null,
    label text not null,
    outcome text not null,
    value_ms integer,
    censored boolean not null default false,
    missing_reason text,
    caller_on_frame bigint not null,
    caller_off_frame bigint not null,
    agent_frame bigint,
    online_ms integer,
    recovery_ms integer,
    hop_frames integer,
    truth_ms double precision,
    programmed_ms integer,
    flags text[] not null default '{}',
    tags text[] not null default '{}',
    constraint turn_pkey primary key (call_id, index),
    constraint turn_index_check check (index >= 0),
    constraint turn_kind_check check (kind in ('GREETING', 'RESPONSE', 'INTERRUPT', 'BACKCHANNEL')),
    constraint turn_outcome_check check (
        outcome in ('ANSWERED', 'MISSED', 'PREMATURE', 'YIELDED', 'NOT_YIELDED', 'IGNORED', 'STOPPED', 'VOID')
    ),
    constraint turn_value_ms_check check (
        value_ms between 0 and case kind when 'INTERRUPT' then 2000 else 10000 end
    ),
    constraint turn_missing_reason_check check (value_ms is null or (not censored and missing_reason is null)),
    constraint turn_recovery_ms_check check (recovery_ms between 0 and 10000),
    constraint turn_frames_check check (
        caller_on_frame >= 0 and caller_off_frame >= caller_on_frame and agent_frame >= 0
    ),
    constraint turn_call_id_fkey foreign key (call_id) references call (id)
);
comment on table turn is 'One judged turn: a raw sample. Frames count on the recording''s own clock.';
comment on column turn.index is 'Number of the stimulus, from 1; 0 for the greeting';
comment on column turn.value_ms is 'The latency; null = none, for missing_reason';
comment on column turn.censored is 'The value is only known to be beyond the limit: 10 s, 2 s for a barge-in';
comment on column turn.online_ms is 'The same value from the live events, a cross-check only';
comment on column turn.hop_frames is 'Played minus scheduled frame of the caller''s sound';
comment on column turn.truth_ms is 'What the calibration agent''s own terminal heard; null for every other agent';
--rollback drop table turn;
