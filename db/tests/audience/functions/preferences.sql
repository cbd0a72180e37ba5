-- Test audience.preferences, update_preferences and next_send_time.
begin;
select plan(41);

select test.travel_to('2030-05-06 12:00Z');    -- a Monday
create temp table person as
select test.subscriber('ada@example.com') as id, test.subscriber('bob@example.com') as other;
create temp table link as
select n.name, audience._preferences_token(p.id, n.until) as token
  from person as p
  join (values ('good', timestamptz '2030-05-06 13:00Z'), ('old', '2030-05-06 12:00Z')
       ) as n (name, until) on true;
grant select on link, person to aquascene_app, aquascene_editor;

set local role aquascene_reader;
select throws_ok($$ select audience.preferences('x') $$, '42501', null, 'a reader may not');
reset role;
set local role aquascene_app;
select results_eq(
    $$ select p.* from link cross join audience.preferences(token) as p where name = 'good' $$,
    $$ values ('ada@example.com'::varchar, null::varchar, null::varchar, 'en'::varchar,
               'UTC'::varchar, 'active'::varchar, 'weekly'::varchar, null::text[], '09:00'::time,
               '{1,2,3,4,5,6,7}'::integer[], 'html'::varchar,
               '{"newsletter": true, "marketing": false, "analytics": false,
                 "third_party": false}'::jsonb,
               '{plant-care,hardscape,fish,equipment-reviews,community}'::text[]) $$,
    'should show what somebody wants');
select throws_ok(
    format('select audience.preferences(%L)', t.token), '22023', t.said,
    format('should refuse a token that is %s', t.what))
  from (select 'too old' as what, token, 'this link has expired' as said from link
         where name = 'old'
         union all
        select 'truncated', left(token, -4), 'not a valid preferences token' from link
         where name = 'good'
         union all
        select 'none', '', 'not a valid preferences token'
         union all
        select 'null', null, 'not a valid preferences token') as t;
select lives_ok(
    $$ select audience.update_preferences(
           token, 'monthly', '{guide}', '18:30', '{2,4}', 'Europe/Berlin', 'text', 'de', 'Ada', 'L',
           '{"newsletter": true, "marketing": true}', '192.0.2.1') from link where name = 'good' $$,
    'should take all of it');
select results_eq(
    $$ select p.first_name, p.last_name, p.language, p.timezone, p.newsletter_frequency,
              p.content_types, p.preferred_send_time, p.preferred_send_days, p.email_format,
              p.consents
         from link cross join audience.preferences(token) as p where name = 'good' $$,
    $$ values ('Ada'::varchar, 'L'::varchar, 'de'::varchar, 'Europe/Berlin'::varchar,
               'monthly'::varchar, '{guide}'::text[], '18:30'::time, '{2,4}'::integer[],
               'text'::varchar,
               '{"newsletter": true, "marketing": true, "analytics": false,
                 "third_party": false}'::jsonb) $$,
    'should show it then');
select lives_ok($$ select audience.update_preferences(token) from link where name = 'good' $$,
                'should take nothing');
select throws_ok(
    format('select audience.update_preferences(%L, %s)', l.token, c.arguments), '22023', c.said,
    format('should refuse %s', c.arguments))
  from link as l
  join (values
            ($$newsletter_frequency => 'hourly', email_format => 'pdf'$$,
             'newsletter_frequency ''hourly'' is not daily, weekly, bi_weekly, monthly or never; '
             'email_format ''pdf'' is neither html nor text'),
            ($$content_types => '{a,null}'$$, 'content_types is no list of up to 50 names'),
            ($$content_types => array_fill('a'::text, '{51}')$$,
             'content_types is no list of up to 50 names'),
            ($$preferred_send_days => '{0}'$$,
             'preferred_send_days {0} are no days from 1, Monday, to 7'),
            ($$preferred_send_days => '{}'$$,
             'preferred_send_days {} are no days from 1, Monday, to 7'),
            ($$preferred_send_days => '{1,null}'$$,
             'preferred_send_days {1,NULL} are no days from 1, Monday, to 7'),
            ($$timezone => 'Mars/Base'$$, 'there is no time zone ''Mars/Base'''),
            ($$language => 'German'$$, 'language ''German'' is no code such as en'),
            ($$first_name => repeat('x', 101)$$, 'a name is longer than 100 characters'),
            ($$consents => '{"spam": true}'$$, 'wrong consents: spam is true')
       ) as c (arguments, said) on l.name = 'good';
-- Which parameter it was, for the form
create function pg_temp.wrong_parameter(token text) returns text
language plpgsql as $function$
declare
    _column text;
begin
    perform audience.update_preferences(
        token, preferred_send_days => '{8}', timezone => 'Mars/Base');
exception
    when invalid_parameter_value then
        get stacked diagnostics _column = column_name;
        return _column;
end;
$function$;
select is(pg_temp.wrong_parameter(token), 'preferred_send_days', 'should name the first parameter')
  from link where name = 'good';
reset role;

-- From a link to unsubscribe
create temp table leave as
select ops._sign_token('unsubscribe', uuid_send(id) || '\x00'::bytea) as token from person;
grant select on leave to aquascene_app;
set local role aquascene_reader;
select throws_ok($$ select audience.preferences_link('x') $$, '42501', null, 'a reader may not');
reset role;
set local role aquascene_app;
select is(p.email, 'ada@example.com', 'should lead to the preferences of the same person')
  from leave cross join audience.preferences(audience.preferences_link(token)) as p;
select throws_ok(
    format('select audience.preferences_link(%L)', t.token), '22023',
    'not a valid unsubscribe token', format('should refuse %s', t.what))
  from (select 'a damaged token' as what, left(token, -4) as token from leave
         union all
        select 'a token for the preferences', token from link where name = 'good'
         union all
        select 'null', null) as t;
reset role;
select is(audience.preferences_link(token), audience._preferences_token(id, '2030-05-06 13:00Z'),
          'should be good for an hour')
  from leave, person;
select results_eq(
    $$ select h.purpose, h.is_granted, h.source, h.ip_address
         from person as p cross join audience.consent_history(p.id) as h $$,
    $$ values ('marketing', true, 'preferences', '192.0.2.1'::inet) $$,
    'should record only what changed, with where from');
select is(newsletter_frequency, 'weekly', 'should leave others alone')
  from audience.subscription_preferences as p join person on p.subscriber_id = person.other;

-- When: Tuesdays and Thursdays at 18:30 in Berlin
set local role aquascene_editor;
select is(audience.next_send_time(id, t.earliest), t.due,
          format('should be due from %s on', t.earliest))
  from person
 cross join (values
            (timestamptz '2030-05-06 12:00Z', timestamptz '2030-05-07 16:30Z'),
            ('2030-05-07 16:30Z', '2030-05-07 16:30Z'),
            ('2030-05-07 16:30:01Z', '2030-05-09 16:30Z'),
            ('2030-05-09 16:31Z', '2030-05-14 16:30Z'), ('2030-12-31 22:00Z', '2031-01-02 17:30Z'),
            -- the evenings before and after the clocks change on Sundays
            ('2030-03-29 00:00Z', '2030-04-02 16:30Z'), ('2030-03-27 00:00Z', '2030-03-28 17:30Z'),
            ('2030-10-25 00:00Z', '2030-10-29 17:30Z')) as t (earliest, due);
select is(audience.next_send_time(id), '2030-05-07 16:30Z', 'should begin now') from person;
reset role;
-- At a time that clocks skip, and show twice
update audience.subscription_preferences
   set preferred_send_time = '02:30', preferred_send_days = '{7}';
select is(audience.next_send_time(id, t.earliest), t.due, format('should be due at %s', t.due))
  from person
 cross join (values (timestamptz '2030-03-30 12:00Z', timestamptz '2030-03-31 01:30Z'),
                    ('2030-10-26 12:00Z', '2030-10-27 01:30Z')) as t (earliest, due);
update audience.subscription_preferences set newsletter_frequency = 'never';
select is(audience.next_send_time(id), null, 'should never be due for who wants none') from person;
select is(audience.next_send_time(gen_random_uuid()), null, 'nor for nobody');

select * from finish();
rollback;
