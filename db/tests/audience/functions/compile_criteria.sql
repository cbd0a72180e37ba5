-- Test audience.compile_criteria: criteria as SQL.
begin;
select plan(71);

select volatility_is('audience', 'compile_criteria', array['jsonb'], 'stable');
set local role aquascene_app;
select throws_ok(
    $$ select audience.compile_criteria('{"status": "active"}') $$, '42501', null,
    'the public edge may not');
reset role;

select test.travel_to('2031-06-01 00:00Z');
create function pg_temp.who(criteria jsonb) returns text language plpgsql as $$
declare
    _who text;
begin
    execute 'select coalesce(string_agg(split_part(s.email, ''@'', 1), '' '' order by s.email), '
            ''''')' || audience._segment_source(audience.compile_criteria(criteria)) into _who;
    return _who;
end $$;

insert into audience.subscribers (email, country, timezone, status, subscription_date, tags,
                                  custom_fields, confirmed_at)
values ('ada@example.com', 'US', 'EST', 'active', '2031-01-01Z', '{a,b}',
        '{"tank": 100, "fish": ["neon", "guppy"], "name": "50% off\\ ''x''", "ok": true}',
        '2031-01-02 00:00Z'),
       ('bob@example.net', 'DE', 'UTC', 'unsubscribed', '2031-05-02Z', '{b}',
        '{"tank": "big", "fish": "neon", "gone": null}', '2031-01-02 23:59:59Z'),
       ('cyd@example.net', null, 'UTC', 'active', '2031-05-31Z', null, '{}', null);
insert into audience.subscription_preferences (subscriber_id, gdpr_consent, content_types)
select id, country = 'US', case when country = 'US' then '{plant-care,news}'::text[] else '{}' end
  from audience.subscribers where country is not null;
insert into audience.subscriber_engagement (subscriber_id, level, last_open_at, click_count)
select id, 'high', '2031-05-30Z', 20 from audience.subscribers where email like 'ada%';
create temp table made as select audience.create_segment('friends') as id;
select audience.add_to_segment(made.id, array[s.id])
  from made, audience.subscribers as s where s.email like 'bob%';
create temp table ledger as select test.issue() as issue;
update newsletter.newsletter_issues set issue_date = '2031-05-01';
insert into newsletter.newsletter_deliveries (issue_date, issue_id, subscriber_id, status,
                                              first_opened_at)
select '2031-05-01', ledger.issue, s.id, 'sent',
       case when s.email like 'ada%' then timestamptz '2031-05-02Z' end
  from ledger, audience.subscribers as s
 where s.email not like 'cyd%';

select is(
    pg_temp.who('{"engagement_level": "high", "subscription_age_days": "> 30",
                  "content_preferences": ["plant-care", "equipment-reviews"],
                  "location": {"country": "US", "timezone": "EST"},
                  "activity": {"last_open_days": "< 7", "total_clicks": "> 10"}}'),
    'ada', 'should read the seed''s example');
select is(pg_temp.who(c.criteria::jsonb), c.who, format('%s should be %L', c.criteria, c.who))
  from (values
       ('{"status": "active"}', 'ada cyd'),
       ('{"status": ["active", "unsubscribed"]}', 'ada bob cyd'),
       ('{"location.country": {"ne": "US"}}', 'bob cyd'),
       ('{"location": {"country": {"not_in": ["US", "DE"]}}}', 'cyd'),
       ('{"location": {"country": {"is_set": false}}}', 'cyd'),
       ('{"not": {"location": {"country": "US"}}}', 'bob cyd'),
       ('{"not": {"not": {"location": {"country": "US"}}}}', 'ada'),
       ('{"email": {"starts_with": "ad"}}', 'ada'),
       ('{"email": {"contains": "%"}}', ''),
       ('{"email_domain": "example.net"}', 'bob cyd'),
       ('{"email": {"contains": "example.n", "starts_with": "b"}}', 'bob'),
       ('{"tags": "b"}', 'ada bob'),
       ('{"tags": ["a", "c"]}', 'ada'),
       ('{"tags": {"all_of": ["a", "b"]}}', 'ada'),
       ('{"tags": {"none_of": ["a"]}}', 'bob cyd'),
       ('{"tags": {"is_set": true}}', 'ada bob'),
       ('{"content_preferences": {"is_set": false}}', 'bob cyd'),
       ('{"subscription_age_days": "= 30"}', 'bob'),
       ('{"subscription_age_days": 30}', 'bob'),
       ('{"subscription_age_days": "> 30"}', 'ada'),
       ('{"subscription_age_days": ">= 30"}', 'ada bob'),
       ('{"subscription_age_days": "1..30"}', 'bob cyd'),
       ('{"subscription_age_days": [1, 30]}', 'bob cyd'),
       ('{"confirmed_at": "2031-01-02"}', 'ada bob'),
       ('{"confirmed_at": "> 2031-01-02"}', ''),
       ('{"confirmed_at": "<= 2031-01-02"}', 'ada bob'),
       ('{"confirmed_at": "> 2031-01-02T01:00:00+01:00"}', 'bob'),
       ('{"confirmed_at": {"ne": "2031-01-02"}}', 'cyd'),
       ('{"engagement_level": "inactive"}', 'bob cyd'),
       ('{"engagement_level": {"ne": "inactive"}}', 'ada'),
       ('{"engagement_level": {"is_set": true}}', 'ada bob cyd'),
       ('{"activity": {"total_clicks": "< 5"}}', 'bob cyd'),
       ('{"activity": {"total_clicks": {"gte": 20, "lt": 20.5}}}', 'ada'),
       ('{"consents": {"newsletter": false}}', 'bob cyd'),
       ('{"custom_fields": {"tank": "> 99.5"}}', 'ada'),
       ('{"custom_fields": {"tank": "99..100"}}', 'ada'),
       ('{"custom_fields": {"tank": [100, "big"]}}', 'ada bob'),
       ('{"custom_fields": {"tank": {"ne": 100}}}', 'bob cyd'),
       ('{"custom_fields": {"fish": {"any_of": ["neon", "tetra"]}}}', 'ada bob'),
       ('{"custom_fields": {"fish": {"all_of": ["neon", "guppy"]}}}', 'ada'),
       ('{"custom_fields": {"gone": {"is_set": true}}}', ''),
       ('{"custom_fields": {"ok": true}}', 'ada'),
       ('{"custom_fields": {"name": {"eq": "50% off\\ ''x''"}}}', 'ada'),
       ('{"in_segment": "friends"}', 'bob'),
       ('{"in_segment": {"none_of": ["friends"]}}', 'ada cyd'),
       ('{"any": [{"tags": "a"}, {"all": [{"status": "active"}, {"not": {"tags": "b"}}]}]}',
        'ada cyd')) as c (criteria, who);
select is(pg_temp.who(jsonb_build_object(c.field, l.issue)), c.who, 'should ask the ledger')
  from ledger as l, (values ('received_issue', 'ada bob'), ('opened_issue', 'ada'),
                            ('clicked_issue', '')) as c (field, who);
set local datestyle = 'SQL, DMY';
set local intervalstyle = 'sql_standard';
select is(
    audience.compile_criteria('{"confirmed_at": "> 2031-01-02", "subscription_age_days": "< 1"}'),
    '(s.confirmed_at >= timestamptz ''2031-01-03 00:00:00+00'' and '
    's.subscription_date > ops.now() - interval ''86400 seconds'')',
    'should be the same whatever a session''s formats are');
select is(pg_temp.who('{"confirmed_at": "> 2031-01-01T23:00:00Z"}'), 'ada bob',
          'should be read the same, too');
reset datestyle;
reset intervalstyle;
select unalike(
    audience.compile_criteria('{"status": "x'' or true --", "email": {"eq": "\\'' or 1=1"}}'),
    '%''x'' or true%', 'should quote what tries to get out');

-- Faults
create function pg_temp.fault(criteria jsonb) returns text language plpgsql as $$
declare
    _detail text;
begin
    perform audience.compile_criteria(criteria);
    return null;
exception
    when invalid_parameter_value then
        get stacked diagnostics _detail = pg_exception_detail;
        return _detail;
end $$;
select is(
    pg_temp.fault('{"foo": 1, "location": {"planet": "x", "country": 5}, "any": [{}, 7],
                    "email": {"regex": "a"}, "activity": {"total_clicks": "> many"}}'),
    'any[1]: is empty, and would mean everybody
any[2]: is 7, not an object
foo: is no field
email: has no operator regex: there are eq, ne, in, not_in, starts_with, contains, is_set
activity.total_clicks: expects a number, such as 10 or "> 10", not "many"
location.planet: is no field
location.country: expects a text, not 5', 'should tell every fault at once, with its path');
select alike(pg_temp.fault(c.criteria), c.fault, format('should refuse %s', left(c.what, 60)))
  from (values
       ('a list', '[]'::jsonb, 'criteria: is a list, not an object'),
       ('null', 'null', 'criteria: is null, not an object'),
       ('everybody', '{}', 'criteria: is empty%'),
       ('a pattern', '{"location": {"country": "^U.*"}}', '%looks like a comparison or a pattern%'),
       ('a wildcard in a list', '{"tags": ["a%"]}', '%looks like a comparison or a pattern%'),
       ('null as a value', '{"tags": null}', 'tags: is null%'),
       ('a day that is none', '{"confirmed_at": "2031-02-30"}', 'confirmed_at: expects a day%'),
       ('a segment that is none', '{"in_segment": 0}', 'in_segment: there is no segment 0'),
       ('an issue that is none', '{"opened_issue": "00000000-0000-0000-0000-000000000000"}',
        'opened_issue: there is no issue%'),
       ('eleven levels',
        (repeat('{"not":', 10) || '{"status":"active"}' || repeat('}', 10))::jsonb,
        '%: is nested more than 10 deep'),
       ('501 fields', jsonb_build_object('all', (
            select jsonb_agg('{"status": "active", "language": "en"}'::jsonb)
              from generate_series(1, 251))), 'criteria: ask for more than 500 fields'),
       ('1,001 values', jsonb_build_object('tags', (
            select jsonb_agg(n::text) from generate_series(1, 1001) as n)),
        'tags: expects a list of 1 to 1000 values'),
       ('a value of 1,001 characters', jsonb_build_object('status', repeat('x', 1001)),
        'status: has a value of more than 1000 characters'),
       ('more than a million characters', jsonb_build_object('status', repeat('x', 1000001)),
        'criteria: are longer than 1000000 characters')) as c (what, criteria, fault);
select is(
    pg_temp.fault('{"x\ny": 1}'), 'x y: is no field', 'should keep a fault in its line');

select * from finish();
rollback;
