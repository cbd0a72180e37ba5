-- Test audience.personal_data: columns, keys, checks, privileges, and that it names what there is.
begin;
select plan(11);

select results_eq(
    $$ select test.columns('audience.personal_data') $$,
    $$ values ('table_name text not null'),
              ('person_column text'),
              ('erasure text not null'),
              ('columns text[] not null default ''{}''::text[]'),
              ('exported_as text not null default ''to_jsonb(t)''::text'),
              ('description text not null') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audience.personal_data') $$,
    $$ values ('PRIMARY KEY (table_name)') $$,
    'should have these keys');
select is_empty($$ select test.indexes('audience.personal_data') $$, 'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select * from audience.personal_data $$, 'a reader may read');
reset role;
set local role aquascene_admin;
select throws_ok($$ delete from audience.personal_data $$, '42501', null, 'an admin may not write');
reset role;

select throws_like(
    format('insert into audience.personal_data (table_name, person_column, erasure, columns, '
           'description) values (%L, %L, %L, %L, %L)', 'a.b', c.person, c.erasure, c.columns, ''),
    format('%%"personal_data_%s"%%', c.name), format('should refuse %s', c.what))
  from (values ('erasure_is_known', 'a strange erasure', 'id', 'burn', '{}'),
               ('deletes_by_person', 'deletion of nobody', null, 'delete', '{a}'),
               ('is_of_people', 'a table of nobody', null, 'keep', '{}')
       ) as c (name, what, person, erasure, columns);

-- What it says is so, and it says all
select is_empty(
    $$ select d.table_name, c.name
         from audience.personal_data as d
        cross join unnest(array_append(d.columns, d.person_column)) as c (name)
        where c.name is not null
          and not exists (select from pg_attribute as a
                           where a.attrelid = d.table_name::regclass and a.attname = c.name) $$,
    'should name columns that there are');
select is_empty(
    $$ select a.attrelid::regclass
         from pg_attribute as a
         join pg_class as c on c.oid = a.attrelid
         join pg_namespace as n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and not c.relispartition
          and n.nspname in ('ops', 'audit', 'admin', 'scraping', 'content', 'audience',
                            'newsletter', 'social', 'analytics')
          and a.attname in ('subscriber_id', 'email', 'phone', 'subscriber_ids')
          and a.attrelid not in (select d.table_name::regclass from audience.personal_data as d)
          -- staff; ids alone, which lead nowhere; a certificate names nobody
          and a.attrelid not in ('admin.admin_users'::regclass,
                                 'newsletter.newsletter_chunks'::regclass,
                                 'newsletter.newsletter_batches'::regclass,
                                 'audience.subscriber_changes'::regclass,
                                 'audience.erasures'::regclass) $$,
    'should name each table that holds subscribers');
select is_empty(
    $$ select d.table_name, a.attname
         from audience.personal_data as d
         join pg_attribute as a
           on a.attrelid = d.table_name::regclass and a.attname = any(d.columns)
        where a.atttypid not in ('jsonb'::regtype, 'text'::regtype, 'text[]'::regtype) $$,
    'should search text and jsonb');

select * from finish();
rollback;
