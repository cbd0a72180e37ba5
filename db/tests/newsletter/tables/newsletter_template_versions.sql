-- Test newsletter.newsletter_template_versions: columns, keys, index, privileges.
begin;
select plan(8);

select results_eq(
    $$ select test.columns('newsletter.newsletter_template_versions') $$,
    $$ values ('template_id integer not null'),
              ('version integer not null'),
              ('name character varying(100) not null'),
              ('html_template text not null'),
              ('text_template text'),
              ('default_subject character varying(255)'),
              ('preheader text'),
              ('variables jsonb not null'),
              ('parents text[] not null'),
              ('saved_by uuid'),
              ('saved_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('newsletter.newsletter_template_versions') $$,
    $$ values ('FOREIGN KEY (saved_by) REFERENCES admin.admin_users(id)'),
              ('FOREIGN KEY (template_id) REFERENCES newsletter.newsletter_templates(id) '
               'ON DELETE CASCADE'),
              ('PRIMARY KEY (template_id, version)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('newsletter.newsletter_template_versions') $$,
    $$ values ('newsletter_template_versions_saved_by_idx btree (saved_by)') $$,
    'should have this index');

set local role aquascene_reader;
select lives_ok(
    $$ select version from newsletter.newsletter_template_versions $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I; delete from newsletter.newsletter_template_versions $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_worker'), ('aquascene_admin')) as r (name);

select test.template('one');
select throws_like(
    $$ update newsletter.newsletter_template_versions set version = 0 $$,
    '%"newsletter_template_versions_version_is_positive"%', 'should refuse version 0');
delete from newsletter.newsletter_templates;
select is_empty(
    $$ select from newsletter.newsletter_template_versions $$, 'should go with its template');

select * from finish();
rollback;
