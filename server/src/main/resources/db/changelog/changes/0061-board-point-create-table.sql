--liquibase formatted sql

--changeset vox:0061-board-point-create-table
create table board_point (
    grain text not null,
    scope text not null,
    at timestamptz not null,
    provider_id text not null,
    conversations integer not null,
    turns integer not null,
    response_latency_ms double precision,
    response_latency_p95_ms double precision,
    interrupt_latency_ms double precision,
    turn_success_rate double precision,
    constraint board_point_pkey primary key (grain, scope, at, provider_id),
    constraint board_point_grain_check check (grain in ('MINUTE', 'QUARTER', 'HOUR', 'TWO_HOURS')),
    constraint board_point_provider_id_fkey foreign key (provider_id) references provider (id)
);
comment on table board_point is 'Points of charts, computed from the cells of the same stretch';
comment on column board_point.scope is 'A region, or ALL, which no slug is';
--rollback drop table board_point;
