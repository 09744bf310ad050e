--liquibase formatted sql

--changeset vox:0107-audit-event-refuse-changes splitStatements:false
create function audit_event_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'audit events are only ever added';
end $$;
create trigger audit_event_refuse before update or delete or truncate on audit_event
    for each statement execute function audit_event_refuse();
--rollback drop trigger audit_event_refuse on audit_event; drop function audit_event_refuse();
