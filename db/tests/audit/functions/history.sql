-- Test audit.history and audit.as_of: what became of a row, and what it was.
begin;
select plan(17);

select throws_ok(
    format($$ set local role aquascene_app; select %s $$, c.call), '42501', null,
    format('the edge may not: %s', c.call))
  from (values ('audit.history(''settings'', ''a'')'),
               ('audit.as_of(''settings'', ''a'', now())')) as c (call);

create temp table people as select test.admin('editor', 'jo') as id;
select admin.act_as(id) from people;

-- A life, day by day, and two changes in one transaction
select test.travel_to('2045-06-01 12:00Z');
insert into content.content_categories (name, slug, sort_order) values ('Moss', 'moss', 1);
create temp table made as select id::text as id from content.content_categories where slug = 'moss';
grant select on made to aquascene_editor;
select test.travel_to('2045-06-02 12:00Z');
update content.content_categories set name = 'Mosses' where slug = 'moss';
update content.content_categories set name = 'All mosses', sort_order = 2 where slug = 'moss';
select test.travel_to('2045-06-03 12:00Z');
delete from content.content_categories where slug = 'moss';
select test.travel_to('2045-06-04 12:00Z');
insert into content.content_categories (id, name, slug)
overriding system value
select id::integer, 'Moss again', 'moss' from made;

set local role aquascene_editor;
select results_eq(
    $$ select changed_at, action, username, column_name, old_value, new_value
         from made, audit.history('content.content_categories', made.id)
        where action = 'update' or column_name = 'name' $$,
    $$ values ('2045-06-01 12:00Z'::timestamptz, 'insert', 'jo', 'name', null::jsonb,
               '"Moss"'::jsonb),
              ('2045-06-02 12:00Z', 'update', 'jo', 'name', '"Moss"', '"Mosses"'),
              ('2045-06-02 12:00Z', 'update', 'jo', 'name', '"Mosses"', '"All mosses"'),
              ('2045-06-02 12:00Z', 'update', 'jo', 'sort_order', '1', '2'),
              ('2045-06-03 12:00Z', 'delete', 'jo', 'name', '"All mosses"', null),
              ('2045-06-04 12:00Z', 'insert', 'jo', 'name', null, '"Moss again"') $$,
    'should tell each change in the order they were made');
select is(
    (select array_agg(h.column_name) from made, audit.history('content_categories', made.id) as h),
    (select array_agg(h.column_name)
       from made, audit.history('content.content_categories', made.id) as h),
    'should know a table without its schema');
select is_empty(
    $$ select * from audit.history('content_categories', 'no such') $$,
    'should have nothing to tell of what never was');

select is(
    audit.as_of('content_categories', made.id, c.at) ->> 'name', c.name,
    format('should be %s at %s', coalesce(c.name, 'nothing'), c.at))
  from made
 cross join (values ('2045-06-01 11:59Z'::timestamptz, null), ('2045-06-01 12:00Z', 'Moss'),
                    ('2045-06-02 11:59Z', 'Moss'), ('2045-06-02 12:00Z', 'All mosses'),
                    ('2045-06-03 12:00Z', null), ('2045-06-04 12:00Z', 'Moss again'))
            as c (at, name);
select is(
    audit.as_of('content_categories', made.id, '2045-06-02 13:00Z') - 'id' - 'created_at',
    '{"name": "All mosses", "slug": "moss", "description": null, "parent_id": null,
      "sort_order": 2, "is_active": true}'::jsonb, 'should have every column of the log')
  from made;
reset role;

update admin.admin_users set password_hash = 'top-secret' where username = 'jo';
select unalike(
    audit.as_of('admin_users', id::text, '2045-06-05Z')::text
    || (select string_agg(h::text, '') from audit.history('admin_users', id::text) as h),
    '%top-secret%', 'should never show a secret')
  from people;

select throws_ok(
    $$ select audit.history('pg_class', '1') $$, '22023', null,
    'should refuse a table whose changes are not written down');
select throws_ok(
    $$ select audit.as_of('no''; drop table x; --', '1', now()) $$, '22023', null,
    'should refuse a table that is not there');
select throws_ok(
    $$ select audit.as_of('settings', 'a', '2044-12-01Z') $$, '22023', null,
    'should refuse a time of which the log knows nothing');

select throws_ok(
    $$ select audit.as_of('content_categories', '1 or true', ops.now()) $$, '22P02', null,
    'should refuse what is no id');

select * from finish();
rollback;
