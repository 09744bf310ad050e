--liquibase formatted sql

--changeset vox:0115-setting-add-updated-by
alter table setting add column sealed text, add column updated_by text;
alter table setting alter column value drop not null;
alter table setting add constraint setting_value_check check ((value is null) <> (sealed is null));
comment on table setting is 'Facts about this installation, such as that it was set up (value), and what administrators set (sealed)';
--rollback delete from setting where value is null; alter table setting drop constraint setting_value_check, drop column sealed, drop column updated_by, alter column value set not null;
