-- Verify aquascene:content/data/search_configurations on pg

begin;

select 1 / (count(*) = 29 and bool_and(c.cfgowner = 'aquascene_owner'::regrole))::int
  from pg_catalog.pg_ts_config as c
 where c.cfgnamespace = 'content'::regnamespace;
select 1 / (count(*) = 29 * 5)::int
  from pg_catalog.pg_ts_config_map as m
  join pg_catalog.pg_ts_config as c on c.oid = m.mapcfg
 where c.cfgnamespace = 'content'::regnamespace
   and m.mapdict = 'public.unaccent'::regdictionary and m.mapseqno = 1;

rollback;
