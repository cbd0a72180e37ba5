-- Verify aquascene:analytics/views/system_health on pg

begin;

select
    check_name, status, value, detail
  from analytics.system_health
 where false;
select 1 / has_table_privilege('aquascene_reader', 'analytics.system_health', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_app', 'analytics.system_health', 'SELECT'))::int;

rollback;
