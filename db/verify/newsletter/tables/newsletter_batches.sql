-- Verify aquascene:newsletter/tables/newsletter_batches on pg

begin;

select
    id, issue_id, chunk_id, worker, account, subscriber_ids, open_count, claimed_at, expires_at,
    expired_at
  from newsletter.newsletter_batches
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'newsletter.newsletter_batches'::regclass;
select 1 / (count(*) = 2 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'newsletter.newsletter_batches'::regclass
   and c.relname in ('newsletter_batches_issue_id_idx', 'newsletter_batches_chunk_id_idx');
select 1 / has_table_privilege('aquascene_reader', 'newsletter.newsletter_batches', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'newsletter.newsletter_batches', 'INSERT'))::int;

rollback;
