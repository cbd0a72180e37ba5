-- Test newsletter.claim_confirmations: what to mail to addresses that have to confirm.
begin;
select plan(6);

select test.travel_to('2031-01-01 10:00:00+00');
update ops.settings set value = '"https://news.example.com"' where key = 'site.public_url';
select audience.subscribe('ada@example.com', 'Ada', language => 'de');
select throws_ok(
    $$ set local role aquascene_app; select newsletter.claim_confirmations() $$, '42501', null,
    'the public edge may not');
set local role aquascene_worker;
select throws_ok($$ select newsletter.claim_confirmations(0) $$, '22023', null,
                 'should refuse a batch of none');
create temp table claimed as select * from newsletter.claim_confirmations();
select is_empty($$ select newsletter.claim_confirmations() $$, 'should hand each out once');
reset role;
select results_eq(
    $$ select kind, email, first_name, language, from_email, from_name from claimed $$,
    $$ values ('subscribe', 'ada@example.com', 'Ada', 'de', 'newsletter@example.com',
               'AquaScene') $$, 'should tell what to mail');
select matches(url, '^https://news[.]example[.]com/confirm/[A-Za-z0-9_-]+$', 'should make the link')
  from claimed;
select isnt(audience.confirm(split_part(url, '/', 5)), null, 'which should confirm') from claimed;

select * from finish();
rollback;
