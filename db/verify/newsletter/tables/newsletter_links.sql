-- Verify aquascene:newsletter/tables/newsletter_links on pg

begin;

select
    id, issue_id, content_id, url
  from newsletter.newsletter_links
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'newsletter.newsletter_links'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'newsletter.newsletter_links'::regclass
   and c.relname in ('newsletter_links_content_id_idx');
select 1 / has_table_privilege('aquascene_reader', 'newsletter.newsletter_links', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'newsletter.newsletter_links', 'INSERT'))::int;

rollback;
