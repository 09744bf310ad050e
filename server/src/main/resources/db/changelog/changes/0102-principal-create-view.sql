--liquibase formatted sql

--changeset vox:0102-principal-create-view
create view principal as
select
    u.id as user_id,
    m.workspace_id,
    m.role as workspace_role,
    u.plan,
    u.standing,
    u.is_admin,
    u.status,
    u.token_epoch
from app_user u
join membership m on m.user_id = u.id;
comment on view principal is 'What a user may be in a workspace, for the one question that each request asks: who is this?';
--rollback drop view principal;
