--liquibase formatted sql

--changeset vox:0041-job-add-returned-lease
alter table job
    add column returned_lease_hash bytea,
    add column returned_attempt integer,
    add constraint job_returned_check check ((returned_lease_hash is null) = (returned_attempt is null));
comment on column job.returned_lease_hash is 'SHA-256 of the lease that last gave the job back by a report, so that a repeated report is known';
comment on column job.returned_attempt is 'What that report was answered as the attempt';
--rollback alter table job drop column returned_lease_hash, drop column returned_attempt;
