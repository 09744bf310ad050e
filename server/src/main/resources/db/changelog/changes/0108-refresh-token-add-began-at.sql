--liquibase formatted sql

--changeset vox:0108-refresh-token-add-began-at
alter table refresh_token add column began_at timestamptz;
update refresh_token set began_at = created_at;
alter table refresh_token alter column began_at set not null;
comment on column refresh_token.began_at is 'When the user showed a password or the like, the same for the whole family';
--rollback alter table refresh_token drop column began_at;
