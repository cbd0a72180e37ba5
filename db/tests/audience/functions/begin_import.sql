-- Test audience.begin_import, audience.finish_staging: what is what in a file.
begin;
select plan(48);

select is(audience._is_import_field(f.name), f.expected,
          format('%s: %s', coalesce(f.name, 'null'), coalesce(f.expected::text, 'null')))
  from (values ('email', true), ('ignore', true), ('custom:Town', true), ('custom:', false),
               (E'custom:a\nb', false), ('custom:' || repeat('x', 101), false),
               ('Email', false), ('id', false), ('is_suppressed', false), ('', false),
               (null, null)) as f (name, expected);

set local role aquascene_app;
select throws_ok(
    $$ select audience.begin_import('f', 's', '{email}', '{"newsletter": true}') $$, '42501', null,
    'the public edge may not begin one');
select throws_ok($$ select audience.finish_staging(1) $$, '42501', null, 'nor end the staging');
reset role;

-- What is kept
select test.travel_to('2031-01-01 10:00Z');
create temp table who as select test.act_as('editor') as id;
grant select on who to public;
set local role aquascene_editor;
select results_eq(
    $$ select i.file_name, i.source::text, i.columns, i.fields, i.mode, i.consents,
              i.text_version, i.is_dry_run, i.status, i.created_by = w.id, i.created_at,
              i.status_values ->> 'subscribed'
         from audience.begin_import(
                  'people.csv', ' Fair ', '{" E-Mail ",TOWN,first name,what}',
                  '{"newsletter": true, "marketing": false}', '{"town ": "custom:Town"}',
                  mode => 'update', text_version => 'v2', is_dry_run => true) as i
        cross join who as w $$,
    $$ values ('people.csv', 'Fair', '{" E-Mail ",TOWN,first name,what}'::text[],
               '{email,custom:Town,first_name,ignore}'::text[], 'update',
               '{"newsletter": true, "marketing": false}'::jsonb, 'v2', true, 'staging', true,
               '2031-01-01 10:00Z'::timestamptz, 'active') $$,
    'should keep what was said, and read columns by the mapping, then by the preset');
select results_eq(
    $$ select fields, status_values ->> 'enabled'
         from audience.begin_import('f', 's', '{id,EMAIL,name,status,email_2}', '{"newsletter":
                                    true}', '{"status": "ignore"}', 'listmonk') $$,
    $$ values ('{ignore,email,full_name,ignore,ignore}'::text[], 'active') $$,
    'a mapping should win over the preset');
select lives_ok(
    $$ select audience.begin_import('f', 's', '{email,newsletter_consent}', '{}') $$,
    'a column may say what the consents would');
select lives_ok(
    $$ select audience.begin_import(null, 's', '{email}', '{"newsletter": false}') $$,
    'should accept that nobody agreed to the newsletter');
reset role;

-- What is refused, with all that is wrong at once
select throws_ok(
    format($$ select audience.begin_import('f', %s) $$, b.arguments), b.state, b.message,
    format('should refuse %s', b.what))
  from (values
            ('no such preset', $$'s', '{email}', '{"newsletter": true}', preset => 'x'$$,
             'P0002', 'no preset ''x'''),
            ('preset null', $$'s', '{email}', '{"newsletter": true}', preset => null$$,
             'P0002', 'no preset NULL'),
            ('consents that are none', $$'s', '{email}', '{"coffee": true}'$$,
             '22023', 'wrong consents: coffee is true'),
            ('consents null', $$'s', '{email}', null$$,
             '22023', 'consents is a JSON null, not an object'),
            ('no consents', $$'s', '{email}', '{}'$$,
             '22023', 'consents does not say whether they agreed to the newsletter'),
            ('consents but to the newsletter', $$'s', '{email}', '{"marketing": true}'$$,
             '22023', 'consents does not say whether they agreed to the newsletter'),
            ('a mapping that is none', $$'s', '{email}', '{"newsletter": true}', '[]'$$,
             '22023', 'mapping is no JSON object of columns and fields'),
            ('a mapping of no texts', $$'s', '{email}', '{"newsletter": true}', '{"a": 1}'$$,
             '22023', 'mapping is no JSON object of columns and fields'),
            ('no source', $$null, '{email}', '{"newsletter": true}'$$,
             '22023', 'source NULL is no text of 1 to 50 characters'),
            ('an empty source', $$'  ', '{email}', '{"newsletter": true}'$$,
             '22023', 'source ''  '' is no text of 1 to 50 characters'),
            ('a long source', $$repeat('s', 51), '{email}', '{"newsletter": true}'$$,
             '22023', format('source %L is no text of 1 to 50 characters', repeat('s', 51))),
            ('a strange mode', $$'s', '{email}', '{"newsletter": true}', mode => 'replace'$$,
             '22023', 'mode ''replace'' is not add, update or skip'),
            ('mode null', $$'s', '{email}', '{"newsletter": true}', mode => null$$,
             '22023', 'mode NULL is not add, update or skip'),
            ('is_dry_run null', $$'s', '{email}', '{"newsletter": true}', is_dry_run => null$$,
             '22023', 'is_dry_run is null'),
            ('no columns', $$'s', '{}', '{"newsletter": true}'$$,
             '22023', 'no column is the email, of none'),
            ('columns null', $$'s', null, '{"newsletter": true}'$$,
             '22023', 'no column is the email, of none'),
            ('a column null', $$'s', '{email,null}', '{"newsletter": true}'$$,
             '22023', 'a column has no name'),
            ('too many columns', $$'s', array['email'] || array_fill('x'::text, '{500}'),
             '{"newsletter": true}'$$, '22023', '501 columns are more than 500'),
            ('no address', $$'s', '{name,town}', '{"newsletter": true}'$$,
             '22023', 'no column is the email, of name, town'),
            ('two columns that are one field', $$'s', '{email,e-mail,name,full_name}',
             '{"newsletter": true}'$$, '22023', 'more than one column is email, full_name'),
            ('a field that there is not', $$'s', '{email,a,b}', '{"newsletter": true}',
             '{"a": "id", "b": "is_suppressed"}'$$,
             '22023', 'there is no field ''id'', ''is_suppressed'''),
            ('a column that the file has not', $$'s', '{email}', '{"newsletter": true}',
             '{"Town": "custom:town", "x": "phone"}'$$,
             '22023', 'the file has no column ''Town'', ''x'''),
            ('all of that', $$'', '{a}', '{}', '{"a": "y", "x": "phone"}', mode => 'z'$$,
             '22023', 'source '''' is no text of 1 to 50 characters; mode ''z'' is not add, '
             'update or skip; the file has no column ''x''; there is no field ''y''; no column '
             'is the email, of a; consents does not say whether they agreed to the newsletter')
       ) as b (what, arguments, state, message);

-- The end of the staging
create temp table made as
select i.id, n.name
  from unnest('{plain,empty,gap,late}'::text[]) as n (name)
 cross join lateral (
           select id
             from audience.begin_import(n.name, 's', '{mail}', '{"newsletter": true}')) as i;
grant select on made to public;
set local role aquascene_editor;
insert into audience.subscriber_import_rows (import_id, row_number, line_number, fields, problem)
select m.id, r.number, r.number + 1, r.fields, r.problem
  from made as m
 cross join (values (1, array['Ada@example.com'], null), (2, array['eda@example.com'], null),
                    (3, array[' ada@EXAMPLE.com'], null), (4, null, 'a wrong quote'),
                    (5, array['ida@bücher.example'], null),
                    (6, array['ida@xn--bcher-kva.example'], null), (7, array[''], null),
                    (8, array[''], null), (9, array[repeat('x', 1000000)], null))
            as r (number, fields, problem)
 where m.name = 'plain' or m.name = 'gap' and r.number <> 2;
select results_eq(
    $$ select i.status, i.row_count, i.done_count
         from made as m cross join lateral audience.finish_staging(m.id) as i
        where m.name = 'plain' $$,
    $$ values ('staged', 9, 0) $$, 'should count the lines');
select results_eq(
    $$ select i.status, i.row_count, i.finished_at
         from made as m cross join lateral audience.finish_staging(m.id) as i
        where m.name = 'empty' $$,
    $$ values ('done', 0, '2031-01-01 10:00Z'::timestamptz) $$,
    'a file without lines should be done');
select throws_ok(
    $$ select audience.finish_staging(m.id) from made as m where m.name = 'gap' $$, '55000', null,
    'should refuse lines with a gap');
select throws_ok(
    $$ select audience.finish_staging(m.id) from made as m where m.name = 'plain' $$, '55000',
    null, 'should refuse to do it again');
select throws_ok($$ select audience.finish_staging(0) $$, 'P0002', 'no import 0',
    'should refuse an import that there is not');
select throws_ok($$ select audience.finish_staging(null) $$, 'P0002', 'no import null',
    'should refuse null');
reset role;
select results_eq(
    $$ select r.row_number, r.repeated_key
         from audience.subscriber_import_rows as r
         join made as m on m.id = r.import_id and m.name = 'plain'
        where r.repeated_key is not null order by r.row_number $$,
    $$ values (1, 'ada@example.com'), (3, 'ada@example.com'),
              (5, 'ida@xn--bcher-kva.example'), (6, 'ida@xn--bcher-kva.example') $$,
    'should mark the lines whose address more than one has, however it is written');
select is_empty(
    $$ select from audience.subscriber_import_rows as r
         join made as m on m.id = r.import_id and m.name = 'empty' $$,
    'should leave other imports alone');

select * from finish();
rollback;
