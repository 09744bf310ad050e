--liquibase formatted sql

--changeset vox:0120-principal-add-profile
create or replace view principal as
select
    u.id as user_id,
    m.workspace_id,
    m.role as workspace_role,
    u.plan,
    u.standing,
    u.is_admin,
    u.status,
    u.token_epoch,
    u.email,
    u.username,
    u.name,
    u.created_at,
    w.kind as workspace_kind,
    w.name as workspace_name
from app_user u
join membership m on m.user_id = u.id
left join workspace w on w.id = m.workspace_id;
comment on column principal.workspace_name is 'By an outer join, though every membership has one: it is read only for who asks for it';
--rollback drop view principal;
--rollback create view principal as select u.id as user_id, m.workspace_id, m.role as workspace_role, u.plan, u.standing, u.is_admin, u.status, u.token_epoch from app_user u join membership m on m.user_id = u.id;
--rollback comment on view principal is 'What a user may be in a workspace, for the one question that each request asks: who is this?';
