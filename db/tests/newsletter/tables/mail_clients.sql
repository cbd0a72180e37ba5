-- Test newsletter.mail_clients: columns, key, check, the audit trail.
begin;
select plan(8);

select results_eq(
    $$ select test.columns('newsletter.mail_clients') $$,
    $$ values ('position integer not null'),
              ('pattern text not null'),
              ('is_whole boolean not null default false'),
              ('client character varying(50) not null'),
              ('is_machine boolean not null') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('newsletter.mail_clients') $$, $$ values ('PRIMARY KEY ("position")') $$,
    'should have this key');
set local role aquascene_reader;
select lives_ok($$ select client from newsletter.mail_clients $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I; delete from newsletter.mail_clients $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_worker'), ('aquascene_admin')) as r (name);
select throws_like(
    $$ insert into newsletter.mail_clients values (1, 'Bot', false, 'x', true) $$,
    '%"mail_clients_pattern_is_lower_case"%', 'should refuse what would never fit');
select is_empty(
    $$ select from newsletter.mail_clients where not is_whole and pattern = '' $$,
    'no pattern should fit everything');
delete from newsletter.mail_clients where position = 10;
select is(count(*), 1::bigint, 'should be audited') from audit.audit_log
 where table_name = 'newsletter.mail_clients' and action = 'delete';

select * from finish();
rollback;
