-- Test audience.subscriber_import_faults: lines that were not taken in.
begin;
select plan(8);

select results_eq(
    $$ select test.columns('audience.subscriber_import_faults') $$,
    $$ values ('import_id bigint not null'),
              ('line_number bigint not null'),
              ('outcome text not null'),
              ('reason text not null') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audience.subscriber_import_faults') $$,
    $$ values ('FOREIGN KEY (import_id) REFERENCES audience.subscriber_imports(id) ON '
               || 'DELETE CASCADE'),
              ('PRIMARY KEY (import_id, line_number)') $$,
    'should have these keys');
set local role aquascene_editor;
select lives_ok($$ select * from audience.subscriber_import_faults $$, 'an editor may read');
select throws_ok($$ delete from audience.subscriber_import_faults $$, '42501', null,
    'an editor may not write');
reset role;
set local role aquascene_app;
select throws_ok($$ select * from audience.subscriber_import_faults $$, '42501', null,
    'the public edge may not read');
reset role;

insert into audience.subscriber_imports (source, columns, fields) values ('fair', '{a}', '{email}');
insert into audience.subscriber_import_faults (import_id, line_number, outcome, reason)
select i.id, n, o.outcome, 'x'
  from audience.subscriber_imports as i
 cross join unnest('{invalid,suppressed,duplicate,known}'::text[])
            with ordinality as o (outcome, n);
select is(count(*), 4::bigint, 'should accept these outcomes')
  from audience.subscriber_import_faults;
select throws_ok(
    $$ update audience.subscriber_import_faults set outcome = 'added' $$, '23514', null,
    'should refuse an outcome of which there is nothing to report');
delete from audience.subscriber_imports;
select is_empty($$ select from audience.subscriber_import_faults $$, 'should go with the import');

select * from finish();
rollback;
