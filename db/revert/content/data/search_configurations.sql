-- Revert aquascene:content/data/search_configurations from pg

begin;
set local role aquascene_owner;

do $configurations$
declare
    _name text;
begin
    for _name in
        select c.cfgname from pg_catalog.pg_ts_config as c
         where c.cfgnamespace = 'content'::regnamespace
    loop
        execute format('drop text search configuration content.%I', _name);
    end loop;
end;
$configurations$;

commit;
