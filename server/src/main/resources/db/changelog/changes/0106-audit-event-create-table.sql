--liquibase formatted sql

--changeset vox:0106-audit-event-create-table
create table audit_event (
    id text not null,
    at timestamptz not null default vox_now(),
    workspace_id text,
    actor_kind text not null,
    actor_id text,
    key_id text,
    action text not null,
    target_id text,
    changes jsonb not null default '{}',
    address text,
    trace_id text,
    constraint audit_event_pkey primary key (id),
    constraint audit_event_id_check check (id ~ '^aud_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    constraint audit_event_actor_kind_check check (actor_kind in ('USER', 'API_KEY', 'EVAL_AGENT', 'ANONYMOUS', 'SYSTEM')),
    constraint audit_event_action_check check (action ~ '^[a-z][a-z_]*(\.[a-z][a-z_]*)+$')
);
create index audit_event_workspace_id_idx on audit_event (workspace_id, id);
create index audit_event_target_id_idx on audit_event (target_id, id);
create index audit_event_actor_id_idx on audit_event (actor_id, id);
comment on table audit_event is 'Who did what to what, from where. Rows are only ever added.';
comment on column audit_event.changes is 'Member to what it is now; of a secret only that it changed';
--rollback drop table audit_event;
