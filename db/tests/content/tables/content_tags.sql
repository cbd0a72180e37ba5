-- Test content.content_tags: columns, keys, indexes, checks, the triggers.
begin;
select plan(22);

select results_eq(
    $$ select test.columns('content.content_tags') $$,
    $$ values ('id integer not null default nextval(''content.content_tags_id_seq''::regclass)'),
              ('name character varying(50) not null'),
              ('slug character varying(50) not null'),
              ('description text'),
              ('usage_count integer not null default 0'),
              ('created_at timestamp with time zone not null default now()'),
              ('updated_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('content.content_tags') $$,
    $$ values ('PRIMARY KEY (id)'),
              ('UNIQUE (name)'),
              ('UNIQUE (slug)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('content.content_tags') $$,
    $$ values ('UNIQUE content_tags_name_is_one_in_any_case btree (lower((name)::text))') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select name from content.content_tags $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I; update content.content_tags set name = '' $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker'), ('aquascene_admin')) as r (name);

insert into content.content_tags (id, name, slug) values (-1, 'Java moss', 'java-moss');
select throws_like(
    format($$ update content.content_tags set slug = %L $$, s.slug),
    '%"content_tags_slug_is_a_slug"%', format('should refuse %L as a slug', s.slug))
  from (values ('Moss'), ('java moss'), ('-moss'), ('moss-'), ('a--b'), ('')) as s (slug);
select lives_ok(
    format($$ update content.content_tags set slug = %L $$, s.slug),
    format('should accept %L as a slug', s.slug))
  from (values ('p'), ('top-10-mosses')) as s (slug);
select throws_like(
    format($$ update content.content_tags set name = %L $$, n.name),
    '%"content_tags_name_is_a_line"%', format('should refuse %L as a name', n.name))
  from (values (''), (' moss'), ('moss ')) as n (name);
select throws_like(
    $$ update content.content_tags set usage_count = -1 $$,
    '%"content_tags_usage_count_is_a_count"%', 'should refuse a negative usage_count');

select test.travel_to('2030-05-06 07:08Z');
update content.content_tags set usage_count = 1;
select is(updated_at, '2030-05-06 07:08Z', 'should stamp updated_at') from content.content_tags;
select is_empty(
    $$ select from audit.audit_log
        where table_name = 'content.content_tags' and changed_at = '2030-05-06 07:08Z' $$,
    'should not audit how often a tag is used');
update content.content_tags set description = 'A moss.';
delete from content.content_tags;
select results_eq(
    $$ select action, new_data ->> 'description' from audit.audit_log
        where table_name = 'content.content_tags' and record_id = '-1'
          and (action <> 'update' or new_data ? 'description')
        order by action collate "C" $$,
    $$ values ('delete', null), ('insert', null), ('update', 'A moss.') $$,
    'should audit each change');

select * from finish();
rollback;
