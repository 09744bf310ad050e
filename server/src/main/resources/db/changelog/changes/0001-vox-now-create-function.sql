--liquibase formatted sql

--changeset vox:0001-vox-now-create-function splitStatements:false
-- The one clock of leases, due times and sweeps. Stable within a statement, so that an index serves comparisons with it;
-- inlined by the planner. Tests move it by replacing the function.
create function vox_now() returns timestamptz language sql stable parallel safe as 'select statement_timestamp()';
--rollback drop function vox_now();
