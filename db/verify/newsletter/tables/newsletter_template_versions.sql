-- Verify aquascene:newsletter/tables/newsletter_template_versions on pg

begin;

select
    template_id, version, name, html_template, text_template, default_subject, preheader,
    variables, parents, saved_by, saved_at
  from newsletter.newsletter_template_versions
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'newsletter.newsletter_template_versions'::regclass;
select 1 / (count(*) = 1 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'newsletter.newsletter_template_versions'::regclass
   and c.relname = 'newsletter_template_versions_saved_by_idx';
select 1 / has_table_privilege(
    'aquascene_reader', 'newsletter.newsletter_template_versions', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'newsletter.newsletter_template_versions', 'INSERT'))::int;

rollback;
