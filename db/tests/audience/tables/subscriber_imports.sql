-- Test audience.subscriber_imports: files that are taken in.
begin;
select plan(15);

select results_eq(
    $$ select test.columns('audience.subscriber_imports') $$,
    $$ values ('id bigint not null identity'),
              ('file_name text'),
              ('source character varying(50) not null'),
              ('mode text not null default ''add''::text'),
              ('columns text[] not null'),
              ('fields text[] not null'),
              ('status_values jsonb not null default ''{}''::jsonb'),
              ('consents jsonb not null default ''{}''::jsonb'),
              ('text_version text'),
              ('is_dry_run boolean not null default false'),
              ('status text not null default ''staging''::text'),
              ('row_count integer'),
              ('done_count integer not null default 0'),
              ('added_count integer not null default 0'),
              ('updated_count integer not null default 0'),
              ('known_count integer not null default 0'),
              ('suppressed_count integer not null default 0'),
              ('duplicate_count integer not null default 0'),
              ('invalid_count integer not null default 0'),
              ('created_by uuid'),
              ('created_at timestamp with time zone not null default now()'),
              ('finished_at timestamp with time zone') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audience.subscriber_imports') $$,
    $$ values ('FOREIGN KEY (created_by) REFERENCES admin.admin_users(id)'),
              ('PRIMARY KEY (id)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('audience.subscriber_imports') $$,
    $$ values ('subscriber_imports_created_by_idx btree (created_by)') $$,
    'should have these indexes');
set local role aquascene_editor;
select lives_ok($$ select * from audience.subscriber_imports $$, 'an editor may read');
select throws_ok($$ update audience.subscriber_imports set mode = 'skip' $$, '42501', null,
    'an editor may not write');
reset role;
set local role aquascene_app;
select throws_ok($$ select * from audience.subscriber_imports $$, '42501', null,
    'the public edge may not read');
reset role;

insert into audience.subscriber_imports (source, columns, fields, row_count)
values ('fair', '{a}', '{email}', 5);
select throws_like(
    format('update audience.subscriber_imports set %s', c.change),
    format('%%"subscriber_imports_%s"%%', c.name), format('should refuse %s', c.change))
  from (values ('mode_is_known', $$mode = 'replace'$$),
               ('status_is_known', $$status = 'half'$$),
               ('columns_have_fields', $$columns = '{a,b}'$$),
               ('adds_up', 'done_count = 1'),
               ('done_is_all', 'done_count = 6, added_count = 6'),
               ('done_is_all', $$status = 'done', finished_at = now()$$),
               ('ended_has_finished_at', $$status = 'cancelled'$$),
               ('ended_has_finished_at', 'finished_at = now()')) as c (name, change);
select lives_ok(
    $$ update audience.subscriber_imports
          set status = 'done', finished_at = now(), done_count = 5, invalid_count = 5 $$,
    'should accept an import that is done');

select * from finish();
rollback;
