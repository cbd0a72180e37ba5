-- Verify aquascene:newsletter/tables/newsletter_templates on pg

begin;

select
    id, name, description, template_type, html_template, text_template, default_subject,
    variables, is_active, created_at, updated_at, preheader
  from newsletter.newsletter_templates
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'newsletter.newsletter_templates'::regclass;
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'newsletter.newsletter_templates'::regclass and tgname = 'updated_at';
select 1 / (tgenabled = 'O'
            and tgfoid = 'audit.record_inserts()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'newsletter.newsletter_templates'::regclass and tgname = 'audit_insert';
select 1 / has_table_privilege(
    'aquascene_reader', 'newsletter.newsletter_templates', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'newsletter.newsletter_templates', 'INSERT'))::int;

rollback;
