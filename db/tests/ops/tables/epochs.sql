-- Test ops.epochs: columns, keys.
begin;
select plan(5);

select results_eq(
    $$ select test.columns('ops.epochs') $$,
    $$ values ('system_identifier bigint not null'),
              ('timeline_id integer not null'),
              ('database_oid oid not null'),
              ('confirmed_at timestamp with time zone not null default now()'),
              ('confirmed_by text not null default SESSION_USER'),
              ('note text not null') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('ops.epochs') $$,
    $$ values ('PRIMARY KEY (system_identifier, timeline_id, database_oid)') $$,
    'should have this key');
set local role aquascene_reader;
select lives_ok($$ select note from ops.epochs $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I; delete from ops.epochs $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_worker'), ('aquascene_admin')) as r (name);

select * from finish();
rollback;
