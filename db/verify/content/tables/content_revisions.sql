-- Verify aquascene:content/tables/content_revisions on pg

begin;

select
    content_id, revision, title, content, summary, excerpt, status, changed_by, changed_at
  from content.content_revisions
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'content.content_revisions'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'content.content_revisions'::regclass
   and c.relname in ('content_revisions_changed_by_idx');
select 1 / has_table_privilege('aquascene_reader', 'content.content_revisions', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'content.content_revisions', 'INSERT'))::int;

rollback;
