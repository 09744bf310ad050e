--liquibase formatted sql

--changeset vox:0051-provider-require-url
alter table provider alter column url set not null;
--rollback alter table provider alter column url drop not null;
