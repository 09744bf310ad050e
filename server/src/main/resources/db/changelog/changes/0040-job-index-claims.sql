--liquibase formatted sql

--changeset vox:0040-job-index-claims
-- One index for each fleet: else the public one would read past every private job that waits for agents nobody started.
-- None for the end of leases: there are few running jobs to look through, and a heartbeat then changes no index.
drop index job_claim_idx, job_lease_expires_at_idx;
create index job_public_claim_idx on job (region, priority desc, run_at, id)
    where status = 'PENDING' and visibility = 'PUBLIC';
create index job_workspace_claim_idx on job (workspace_id, region, priority desc, run_at, id) where status = 'PENDING';
--rollback drop index job_public_claim_idx, job_workspace_claim_idx;
--rollback create index job_claim_idx on job (region, priority desc, run_at, id) where status = 'PENDING';
--rollback create index job_lease_expires_at_idx on job (lease_expires_at) where status = 'RUNNING';
