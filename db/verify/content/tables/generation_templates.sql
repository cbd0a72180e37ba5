-- Verify aquascene:content/tables/generation_templates on pg

begin;

select
    name, content_type, description, system_prompt, user_prompt, parameters, is_active,
    created_at, updated_at
  from content.generation_templates
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'content.generation_templates'::regclass;
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.generation_templates'::regclass and tgname = 'updated_at';
select 1 / (tgenabled = 'O'
            and tgfoid = 'audit.record_inserts()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.generation_templates'::regclass and tgname = 'audit_insert';
select 1 / has_table_privilege('aquascene_reader', 'content.generation_templates', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'content.generation_templates', 'INSERT'))::int;

rollback;
