-- Test audience.suppress and unsuppress: who must get no mail.
begin;
select plan(20);
select test.act_as('editor');

set local role aquascene_app;
select throws_ok($$ select audience.suppress('a@example.com') $$, '42501', null,
                 'the edge may not suppress');
reset role;
set local role aquascene_editor;
select throws_ok($$ select audience.unsuppress('a@example.com') $$, '42501', null,
                 'an editor may not let go');
select ok(audience.suppress('Ada@Example.com'), 'should suppress an address');
select ok(not audience.suppress('ada@example.com'), 'should say that it was there');
select ok(audience.suppress(domain => 'Bücher.example'), 'should suppress a domain');
select ok(not audience.suppress(domain => 'xn--bcher-kva.example'), 'should know it in each form');
reset role;
select results_eq(
    $$ select s.domain, s.reason, s.address_hash = audience._address_hash('ada@example.com')
         from audience.suppressions as s order by s.id $$,
    $$ values (null::text, 'manual', true), ('xn--bcher-kva.example', 'manual', null) $$,
    'should keep a hash of the address, and the domain');
select results_eq(
    $$ select audience._is_suppressed(e)
         from unnest('{ada@example.com,b@example.com,c@xn--bcher-kva.example,
                       d@sub.xn--bcher-kva.example}'::text[]) as e $$,
    $$ values (true), (false), (true), (false) $$, 'should hold for these');
select throws_ok(
    format('select audience.suppress(%s)', c.arguments), '22023', c.said,
    format('should refuse (%s)', c.arguments))
  from (values ('', 'suppress takes an address or a domain'),
               ($$'a@example.com', 'example.com'$$, 'suppress takes an address or a domain'),
               ($$'ada'$$, '''ada'' is no e-mail address'),
               ($$domain => 'a b'$$, '''a b'' is no domain')) as c (arguments, said);

-- It survives who it is about.
select audience.subscribe('ada@example.com');
select is_empty($$ select from audience.subscribers $$, 'should keep the address from signing up');
select is((select sum(row_count) from audience.import_subscribers(
               '[{"email": "ada@example.com"}]', 'csv') where outcome = 'suppressed'), 1::numeric,
          'should keep it from being imported');

set local role aquascene_admin;
select ok(audience.unsuppress('ADA@example.com'), 'should let an address go');
select ok(not audience.unsuppress('ada@example.com'), 'should say that it is gone');
select ok(audience.unsuppress(domain => 'bücher.example'), 'should let a domain go');
select ok(not audience.unsuppress(), 'should let nobody go');
select ok(not audience.unsuppress('nonsense'), 'should know no nonsense');
reset role;
select is_empty($$ select from audience.suppressions $$, 'should leave nothing');

select * from finish();
rollback;
