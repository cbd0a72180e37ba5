-- Revert aquascene:ops/grants/roles from pg

begin;

do $database$
begin
    execute format('revoke create on database %I from aquascene_owner', current_database());
    execute format('alter database %I reset search_path', current_database());
end;
$database$;

-- The roles go with the last database that uses them.
do $roles$
declare
    _role text;
begin
    foreach _role in array array['aquascene_admin', 'aquascene_editor', 'aquascene_worker',
                                 'aquascene_app', 'aquascene_reader', 'aquascene_owner']
    loop
        begin
            execute format('drop role if exists %I', _role);
        exception
            when dependent_objects_still_exist then
                null;                       -- another database of the cluster uses it
        end;
    end loop;
end;
$roles$;

commit;
