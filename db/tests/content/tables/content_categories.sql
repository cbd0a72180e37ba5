-- Test content.content_categories: columns, keys, indexes, checks, the triggers.
begin;
select plan(19);

select results_eq(
    $$ select test.columns('content.content_categories') $$,
    $$ values ('id integer not null '
               'default nextval(''content.content_categories_id_seq''::regclass)'),
              ('name character varying(100) not null'),
              ('slug character varying(100) not null'),
              ('description text'),
              ('parent_id integer'),
              ('sort_order integer not null default 0'),
              ('is_active boolean not null default true'),
              ('created_at timestamp with time zone not null default now()'),
              ('updated_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('content.content_categories') $$,
    $$ values ('FOREIGN KEY (parent_id) REFERENCES content.content_categories(id)'),
              ('PRIMARY KEY (id)'),
              ('UNIQUE (name)'),
              ('UNIQUE (slug)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('content.content_categories') $$,
    $$ values ('content_categories_parent_id_idx btree (parent_id)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select name from content.content_categories $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I; update content.content_categories set name = '' $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker'), ('aquascene_admin')) as r (name);

insert into content.content_categories (id, name, slug, parent_id)
values (-1, 'Plants', 'plants', null), (-2, 'Mosses', 'mosses', -1);
select throws_like(
    format($$ update content.content_categories set slug = %L where id = -1 $$, s.slug),
    '%"content_categories_slug_is_a_slug"%', format('should refuse %L as a slug', s.slug))
  from (values ('Plants'), ('water plants'), ('-plants'), ('plants-'), ('a--b'), ('')
       ) as s (slug);
select lives_ok(
    format($$ update content.content_categories set slug = %L where id = -1 $$, s.slug),
    format('should accept %L as a slug', s.slug))
  from (values ('p'), ('top-10-water-plants')) as s (slug);
select throws_like(
    $$ update content.content_categories set parent_id = -1 where id = -1 $$,
    '%"content_categories_are_not_their_own_parent"%', 'should refuse its own parent');
select throws_ok(
    $$ delete from content.content_categories where id = -1 $$, '23503', null,
    'should keep a category that has others below');

select test.travel_to('2030-05-06 07:08Z');
update content.content_categories set sort_order = 2 where id = -2;
select is(updated_at, '2030-05-06 07:08Z', 'should stamp updated_at')
  from content.content_categories where id = -2;
delete from content.content_categories where id = -2;
select is(
    string_agg(a.action || ' ' || coalesce(a.new_data ->> 'sort_order', ''), ', '
               order by a.action desc), 'update 2, insert 0, delete ',
    'should audit each change')
  from audit.audit_log as a
 where a.table_name = 'content.content_categories' and a.record_id = '-2';

select * from finish();
rollback;
