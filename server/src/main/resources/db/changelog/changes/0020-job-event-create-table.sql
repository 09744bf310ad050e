--liquibase formatted sql

--changeset vox:0020-job-event-create-table
create table job_event (
    job_id text not null,
    seq integer not null,
    type text not null,
    at timestamptz not null default vox_now(),
    attempt integer not null,
    message text not null,
    conversation integer,
    conversations integer,
    scenario text,
    turn jsonb,
    constraint job_event_pkey primary key (job_id, seq),
    constraint job_event_seq_check check (seq >= 1),
    constraint job_event_type_check check (
        type in ('CREATED', 'CLAIMED', 'CONVERSATION_STARTED', 'TURN', 'NOTICE', 'CONVERSATION_ENDED', 'CANCEL_REQUESTED',
            'RELEASED', 'LOST', 'COMPLETED', 'FAILED', 'CANCELED')
    ),
    constraint job_event_attempt_check check (attempt >= 1),
    constraint job_event_turn_check check ((type = 'TURN') = (turn is not null)),
    constraint job_event_job_id_fkey foreign key (job_id) references job (id)
);
comment on table job_event is 'What happened to a job, for those who follow it; seq is the id of the event in the stream';
--rollback drop table job_event;
