-- Test content.content_revisions: columns, keys, indexes, checks.
begin;
select plan(11);

select results_eq(
    $$ select test.columns('content.content_revisions') $$,
    $$ values ('content_id uuid not null'),
              ('revision integer not null'),
              ('title text not null'),
              ('content text not null'),
              ('summary text'),
              ('excerpt text'),
              ('status character varying(20) not null'),
              ('changed_by uuid'),
              ('changed_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('content.content_revisions') $$,
    $$ values ('FOREIGN KEY (changed_by) REFERENCES admin.admin_users(id)'),
              ('FOREIGN KEY (content_id) REFERENCES content.generated_content(id) '
               'ON DELETE CASCADE'),
              ('PRIMARY KEY (content_id, revision)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('content.content_revisions') $$,
    $$ values ('content_revisions_changed_by_idx btree (changed_by)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select title from content.content_revisions $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I; delete from content.content_revisions $$, r.name), '42501',
    null, format('%s may not write', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker'), ('aquascene_admin')) as r (name);

create temp table draft as select test.content() as id;
select throws_like(
    $$ insert into content.content_revisions (content_id, revision, title, content, status)
       select id, 0, 'x', 'x', 'draft' from draft $$,
    '%"content_revisions_count_from_one"%', 'should refuse to count from 0');
select lives_ok(
    $$ insert into content.content_revisions (content_id, revision, title, content, status)
       select id, 1, 'x', 'x', 'draft' from draft $$, 'should count from 1');
select throws_ok(
    $$ insert into content.content_revisions (content_id, revision, title, content, status)
       select id, 1, 'y', 'y', 'draft' from draft $$, '23505', null,
    'should refuse a number that is taken');
delete from content.generated_content where id = (select id from draft);
select is_empty($$ select from content.content_revisions $$, 'should go with the draft');

select * from finish();
rollback;
