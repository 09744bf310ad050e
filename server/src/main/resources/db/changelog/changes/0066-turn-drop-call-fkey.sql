--liquibase formatted sql

--changeset vox:0066-turn-drop-call-fkey
-- A turn is written by the statement that writes its call, from the same list, and calls are never deleted; checking that
-- for each of the turns of each job cost a tenth of all that a busy queue does in the database.
alter table turn drop constraint turn_call_id_fkey;
--rollback alter table turn add constraint turn_call_id_fkey foreign key (call_id) references call (id);
