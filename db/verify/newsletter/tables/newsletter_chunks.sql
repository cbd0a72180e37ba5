-- Verify aquascene:newsletter/tables/newsletter_chunks on pg

begin;

select
    id, issue_id, due_at, is_retry, is_paced, subscriber_ids, size, claimed_count, sent_count,
    failed_count
  from newsletter.newsletter_chunks
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'newsletter.newsletter_chunks'::regclass;
select 1 / (count(*) = 2 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'newsletter.newsletter_chunks'::regclass
   and c.relname in ('newsletter_chunks_issue_id_idx', 'newsletter_chunks_open_idx');
select 1 / has_table_privilege('aquascene_reader', 'newsletter.newsletter_chunks', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'newsletter.newsletter_chunks', 'INSERT'))::int;

rollback;
