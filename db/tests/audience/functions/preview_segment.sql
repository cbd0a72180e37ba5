-- Test audience.preview_segment: who would be in a segment.
begin;
select plan(9);

select volatility_is('audience', 'preview_segment', array['jsonb', 'integer'], 'stable');
set local role aquascene_worker;
select throws_ok(
    $$ select audience.preview_segment('{"status": "active"}') $$, '42501', null,
    'a worker may not');
reset role;

select test.subscriber('ada@example.com'), test.subscriber('eda@example.com', 'unsubscribed'),
       test.subscriber('ida@example.net');
set local role aquascene_editor;
select results_eq(
    $$ select subscriber_count, active_count, jsonb_array_length(sample)
         from audience.preview_segment('{"email_domain": "example.com"}') $$,
    $$ values (2::bigint, 1::bigint, 2) $$, 'should count all who fit, and the active ones');
select results_eq(
    $$ select r ->> 'email'
         from audience.preview_segment('{"email_domain": "example.net"}') as p
        cross join jsonb_array_elements(p.sample) as r $$,
    $$ values ('ida@example.net') $$, 'should show who fits');
select is(jsonb_array_length(p.sample), s.size, format('should show %s', s.size))
  from unnest(array[0, 1]) as s (size),
       audience.preview_segment('{"language": "en"}', s.size) as p;
select results_eq(
    $$ select * from audience.preview_segment('{"language": "xx"}') $$,
    $$ values (0::bigint, 0::bigint, jsonb '[]') $$, 'should show nobody where nobody fits');
select throws_ok(
    $$ select audience.preview_segment('{"foo": 1}') $$, '22023', 'criteria have a fault',
    'should refuse criteria with faults');
select throws_ok(
    $$ select audience.preview_segment('{"language": "en"}', 1001) $$, '22023', null,
    'should refuse a sample that is too big');

select * from finish();
rollback;
