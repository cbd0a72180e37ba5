-- Verify aquascene:audience/tables/consent_events on pg

begin;

select
    id, subscriber_id, purpose, is_granted, source, ip_address, text_version, evidence,
    occurred_at
  from audience.consent_events
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audience.consent_events'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'audience.consent_events'::regclass
   and c.relname in ('consent_events_subscriber_id_idx');
select 1 / has_table_privilege('aquascene_reader', 'audience.consent_events', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'audience.consent_events', 'INSERT'))::int;

rollback;
