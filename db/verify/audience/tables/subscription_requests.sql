-- Verify aquascene:audience/tables/subscription_requests on pg

begin;

select
    id, subscriber_id, kind, email, details, requested_at, expires_at, mail_at, mailed_at,
    confirmed_at
  from audience.subscription_requests
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audience.subscription_requests'::regclass;
select 1 / (count(*) = 2 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'audience.subscription_requests'::regclass
   and c.relname in ('subscription_requests_subscriber_id_idx',
                     'subscription_requests_waiting_idx');
select 1 / (not has_table_privilege(
    'aquascene_reader', 'audience.subscription_requests', 'SELECT'))::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'audience.subscription_requests', 'INSERT'))::int;

rollback;
