-- Test audit.seals, audit.chain_heads and audit.redactions: read by those who audit, written by
-- none of them.
begin;
select plan(13);

select results_eq(
    $$ select test.keys('audit.seals') $$, $$ values ('PRIMARY KEY (number)') $$,
    'a seal should have one place');
select results_eq(
    $$ select test.keys('audit.redactions') $$, $$ values ('PRIMARY KEY (entry_id, changed_at)') $$,
    'an entry should have one redaction');
select throws_ok(
    $$ insert into audit.chain_heads values (false, 1, '', 0, now(), '') $$, '23514', null,
    'a chain should have one end');

select lives_ok(
    format($$ set local role aquascene_reader; select from audit.%I $$, t.name),
    format('a reader may read %s', t.name))
  from (values ('seals'), ('chain_heads'), ('redactions')) as t (name);
reset role;
select throws_ok(
    format($$ set local role aquascene_admin; delete from audit.%I $$, t.name), '42501', null,
    format('an admin may not write %s', t.name))
  from (values ('seals'), ('chain_heads'), ('redactions')) as t (name);
select throws_ok(
    format($$ set local role aquascene_app; select from audit.%I $$, t.name), '42501', null,
    format('the edge may not read %s', t.name))
  from (values ('seals'), ('chain_heads'), ('redactions')) as t (name);
select throws_ok(
    $$ delete from audit.seals $$, '55000', null, 'nor should the owner delete seals by mistake');

select * from finish();
rollback;
