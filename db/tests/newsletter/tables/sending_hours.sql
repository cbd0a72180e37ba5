-- Test newsletter.sending_hours: columns, keys, checks.
begin;
select plan(6);

select results_eq(
    $$ select test.columns('newsletter.sending_hours') $$,
    $$ values ('account character varying(50) not null'),
              ('started_at timestamp with time zone not null'),
              ('claimed_count bigint not null') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('newsletter.sending_hours') $$,
    $$ values ('PRIMARY KEY (account, started_at)') $$, 'should have this key');
set local role aquascene_reader;
select lives_ok($$ select started_at from newsletter.sending_hours $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I; delete from newsletter.sending_hours $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_worker'), ('aquascene_admin')) as r (name);
select throws_like(
    $$ insert into newsletter.sending_hours values ('a', now(), -1) $$,
    '%"sending_hours_claimed_count_is_a_count"%', 'should refuse a negative count');

select * from finish();
rollback;
