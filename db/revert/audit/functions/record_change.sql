-- Revert aquascene:audit/functions/record_change from pg

begin;
set local role aquascene_owner;

-- The triggers that audit._watch wrote for tables that are gone.
do $functions$
declare
    _function regprocedure;
begin
    for _function in
        select p.oid
          from pg_catalog.pg_proc as p
         where p.pronamespace = 'audit'::regnamespace and p.proname like '\_update\_of\_%'
    loop
        execute format('drop function %s', _function);
    end loop;
end;
$functions$;

drop function audit._watch;
drop function audit.record_deletes;
drop function audit.record_inserts;
drop function audit._record_id;
drop function audit._image;

commit;
