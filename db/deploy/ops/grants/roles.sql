-- Deploy aquascene:ops/grants/roles to pg
-- requires: ops/data/preflight

begin;
set local search_path = pg_catalog, pg_temp;

-- Roles belong to the cluster: another database may have made them already, and two deploys may
-- make them at once, so each is made only when missing.
do $roles$
declare
    _role text;
begin
    foreach _role in array array['aquascene_owner', 'aquascene_reader', 'aquascene_app',
                                 'aquascene_editor', 'aquascene_worker', 'aquascene_admin']
    loop
        begin
            if not exists (select from pg_catalog.pg_roles as r where r.rolname = _role) then
                execute format('create role %I nologin', _role);
            end if;
        exception
            when duplicate_object or unique_violation then
                null;                       -- another database's deploy was faster
        end;
    end loop;

    -- Superusers act as any role; everybody else needs to be a member to `set role`, and from
    -- PostgreSQL 16 on a member with that option: making a role gives only the right to grant it.
    if not pg_catalog.pg_has_role(
        current_user, 'aquascene_owner',
        case when current_setting('server_version_num')::int < 160000 then 'MEMBER' else 'SET' end)
    then
        execute format('grant aquascene_owner to %I', current_user);
    end if;

    begin
        if not pg_catalog.pg_has_role('aquascene_admin', 'aquascene_editor', 'MEMBER') then
            grant aquascene_reader to aquascene_editor, aquascene_worker, aquascene_admin;
            grant aquascene_editor to aquascene_admin;
        end if;
    exception
        when unique_violation then
            null;                           -- another database's deploy was faster
    end;
end;
$roles$;

do $database$
begin
    execute format('grant create on database %I to aquascene_owner', current_database());
    -- So that the seed's own SQL (select * from subscribers) works as written in psql.
    execute format(
        'alter database %I set search_path = public, ops, audit, admin, content, scraping, '
        'audience, social, newsletter, analytics', current_database());
end;
$database$;

commit;
