-- Verify aquascene:newsletter/tables/newsletter_issue_segments on pg

begin;

select
    issue_id, segment_id, is_excluded
  from newsletter.newsletter_issue_segments
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'newsletter.newsletter_issue_segments'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'newsletter.newsletter_issue_segments'::regclass
   and c.relname in ('newsletter_issue_segments_segment_id_idx');
select 1 / (tgenabled = 'O'
            and tgfoid = 'audit.record_inserts()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'newsletter.newsletter_issue_segments'::regclass and tgname = 'audit_insert';
select 1 / has_table_privilege(
    'aquascene_reader', 'newsletter.newsletter_issue_segments', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'newsletter.newsletter_issue_segments', 'INSERT'))::int;

rollback;
