-- Test audience.apply_import: takes in the lines of a file, and says what became of each.
begin;
select plan(110);

-- An import, staged: rows is a list of lists of cells; a string instead is what is wrong with one.
create function pg_temp.staged(
    header   text[],
    rows     jsonb,
    mode     text default 'add',
    consents jsonb default '{"newsletter": true}',
    preset   text default 'plain',
    is_dry_run boolean default false
)
returns bigint
language plpgsql
as $function$
declare
    _id constant bigint := (
        select i.id
          from audience.begin_import('f.csv', 'fair', header, consents, preset => staged.preset,
                                     mode => staged.mode, text_version => 'v1',
                                     is_dry_run => staged.is_dry_run) as i);
begin
    insert into audience.subscriber_import_rows (
        import_id, row_number, line_number, fields, problem)
    select _id, r.place, r.place + 1,
           case when jsonb_typeof(r.cells) = 'array'
                then array(select jsonb_array_elements_text(r.cells)) end,
           case when jsonb_typeof(r.cells) = 'string' then r.cells #>> '{}' end
      from jsonb_array_elements(staged.rows) with ordinality as r (cells, place);
    perform audience.finish_staging(_id);
    return _id;
end;
$function$;

-- The same, taken in; the counts that are not 0.
create function pg_temp.import(
    header   text[],
    rows     jsonb,
    mode     text default 'add',
    consents jsonb default '{"newsletter": true}',
    preset   text default 'plain',
    is_dry_run boolean default false,
    batch_size integer default 10000
)
returns text
language plpgsql
as $function$
declare
    _import audience.subscriber_imports;
begin
    _import.id := pg_temp.staged(header, rows, mode, consents, preset, is_dry_run);
    loop
        _import := audience.apply_import(_import.id, import.batch_size);
        exit when _import.status = 'done';
    end loop;
    return concat_ws(', ',
        nullif(_import.added_count, 0) || ' added', nullif(_import.updated_count, 0) || ' updated',
        nullif(_import.known_count, 0) || ' known',
        nullif(_import.suppressed_count, 0) || ' suppressed',
        nullif(_import.duplicate_count, 0) || ' duplicate',
        nullif(_import.invalid_count, 0) || ' invalid');
end;
$function$;

create function pg_temp.faults()
returns setof text
language sql
as $function$
    select format('%s %s: %s', f.line_number, f.outcome, f.reason)
      from audience.subscriber_import_faults as f
     where f.import_id = (select max(i.id) from audience.subscriber_imports as i)
     order by f.line_number;
$function$;

select is(audience._instant(v.text), v.instant, format('should read %s', coalesce(v.text, 'null')))
  from (values ('2024-05-31T10:00:00Z', '2024-05-31 10:00Z'::timestamptz),
               ('2024-05-28 10:00:00.123456Z', '2024-05-28 10:00:00.123456Z'),
               ('2024-05-31', '2024-05-31 00:00Z'), ('2024-05-31 10:00', '2024-05-31 10:00Z'),
               ('2024-05-31 10:00:00+02', '2024-05-31 08:00Z'), ('2024-02-30', null),
               ('2024-05-31T25:00:00Z', null), ('31.05.2024', null), ('now', null),
               ('infinity', null), ('2024-05-28T10:00:00.' || repeat('1', 100000) || 'Z', null),
               (null, null)) as v (text, instant);
set local timezone = 'Asia/Tokyo';
select is(audience._instant('2024-05-31 10:00'), '2024-05-31 10:00Z', 'should not ask the session');
set local timezone = 'UTC';
select is(audience._text_list(v.text), v.list,
          format('should read the list %s', coalesce(v.text, 'null')))
  from (values ('a', '{a}'::text[]), (' a , "b c" ,, d"e', '{a,b c,"d\"e"}'),
               ('"plants","fish"', '{plants,fish}'), ('["a, b", "", "c"]', '{"a, b",c}'),
               ('[]', null), ('[1', null), ('{"a": 1}', '{"{\"a\": 1}"}'), (' , ', null),
               ('', null), (null, null)) as v (text, list);

set local role aquascene_app;
select throws_ok(format('select audience.%s(1)', f.name), '42501', null,
                 format('the public edge may not %s', f.name))
  from unnest('{apply_import,cancel_import,delete_import_faults}'::text[]) as f (name);
set local role aquascene_editor;
select throws_ok($$ select audience.delete_import_faults() $$, '42501', null,
    'nor may an editor delete reports');
reset role;

-- Everything that a line can say
select test.travel_to('2031-01-01 10:00Z');
select is(pg_temp.import(
    '{email,first_name,last_name,full_name,phone,country,timezone,language,tags,content_types,'
    'newsletter_frequency,status,subscription_date,confirmed_at,unsubscribed_at,custom_fields,'
    'town}',
    '[["Ada@EXAMPLE.com", " Ada ", "Lovelace", "Ada L.", "+49 1", "DE", "Europe/Berlin", "de",
       "plants, fish", "[\"how_to\"]", "monthly", "Subscribed", "2024-05-31", "2024-06-01 10:00",
       "", "{\"a\": 1}", "Ulm"],
      ["eda@example.com", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""],
      ["ida@example.com", "", "", "", "", "", "", "", "", "", "", "unsubscribed", "", "",
       "2025-01-01", "", ""],
      ["uda@example.com", "", "", "", "", "", "", "", "", "", "", "cleaned", "", "", "", "",
       ""]]'), '4 added', 'should add new people');
create temp view people as
select s.email::text as email, s.first_name::text as first_name, s.last_name::text as last_name,
       s.full_name::text as full_name, s.phone::text as phone, s.country::text as country,
       s.timezone::text as timezone, s.language::text as language, s.tags,
       s.status::text as status, s.custom_fields, s.source::text as source, s.subscription_date,
       s.confirmed_at, s.unsubscribed_at, p.content_types,
       p.newsletter_frequency::text as frequency, p.gdpr_consent, p.gdpr_consent_date,
       p.marketing_consent,
       (select string_agg(e.purpose || ' ' || e.is_granted, ', ' order by e.id)
          from audience.consent_events as e
         where e.subscriber_id = s.id) as answers
  from audience.subscribers as s
  join audience.subscription_preferences as p on p.subscriber_id = s.id;
select results_eq(
    $$ select email, first_name, last_name, full_name, phone, country, timezone, language, tags,
              content_types, frequency, status, subscription_date, confirmed_at, custom_fields,
              source
         from people where email = 'ada@example.com' $$,
    $$ values ('ada@example.com', 'Ada', 'Lovelace', 'Ada L.', '+49 1', 'DE', 'Europe/Berlin',
               'de', '{plants,fish}'::text[], '{how_to}'::text[], 'monthly', 'active',
               '2024-05-31'::timestamptz, '2024-06-01 10:00Z'::timestamptz, '{"a": 1}'::jsonb,
               'fair') $$, 'should take all that is said');
select results_eq(
    $$ select email, timezone, language, tags, frequency, status, subscription_date,
              confirmed_at, unsubscribed_at, custom_fields, gdpr_consent, answers
         from people where email <> 'ada@example.com' order by email $$,
    $$ values ('eda@example.com', 'UTC', 'en', null::text[], 'weekly', 'active',
               '2031-01-01 10:00Z'::timestamptz, '2031-01-01 10:00Z'::timestamptz,
               null::timestamptz, '{}'::jsonb, true, 'newsletter true'),
              ('ida@example.com', 'UTC', 'en', null, 'weekly', 'unsubscribed',
               '2031-01-01 10:00Z', null, '2025-01-01', '{}', false, null),
              ('uda@example.com', 'UTC', 'en', null, 'weekly', 'bounced', '2031-01-01 10:00Z',
               null, null, '{}', false, null) $$,
    'should take sensible values for the rest, and a consent only of who is active');
select results_eq(
    $$ select c.purpose, c.source, c.text_version, c.evidence - 'import', c.occurred_at
         from audience.consent_events as c join audience.subscribers as s
           on s.id = c.subscriber_id and s.email = 'ada@example.com' $$,
    $$ values ('newsletter', 'fair', 'v1', '{"line": 2}'::jsonb,
               '2031-01-01 10:00Z'::timestamptz) $$,
    'should record consent with the line of the file as evidence');
select is(pg_temp.import('{email,custom:x}', '[["c1@example.com", ""]]', consents =>
          '{"newsletter": false, "marketing": true}'), '1 added', 'should add who agreed to less');
select is(pg_temp.import('{email,newsletter_consent}', '[["c2@example.com", "yes"],
          ["c3@example.com", "false"], ["c4@example.com", ""]]', consents =>
          '{"newsletter": false}'), '3 added', 'should read consents of each line');
select results_eq(
    $$ select email, gdpr_consent, gdpr_consent_date, marketing_consent, answers
         from people where email like 'c_@example.com' order by email $$,
    $$ values ('c1@example.com', false, null::timestamptz, true, 'marketing true'),
              ('c2@example.com', true, '2031-01-01 10:00Z', false, 'newsletter true'),
              ('c3@example.com', false, null, false, null),
              ('c4@example.com', false, null, false, null) $$,
    'should keep what each agreed to, and no more');

-- What is wrong with a line, all of it
select is(pg_temp.import('{email,tags}', jsonb_build_array(b.email)), '1 invalid',
          format('should refuse %s', left(b.email::text, 60)))
  from (values ('["", "x"]'::jsonb), ('["nobody", ""]'), ('["a@@example.com", ""]'),
               ('["ada@example", ""]'), ('["аda@example.com", ""]'),
               ('["a\u200bb@example.com", ""]'),
               ('["\u202eada@example.com", ""]'), ('["Ada <ada@example.com>", ""]'),
               ('"a wrong quote"'), ('["x@example.com", "[\"a\""]'),
               (jsonb_build_array(repeat('x', 100000) || '@example.com', '')),
               (jsonb_build_array('x@example.com', repeat('x,', 101))),
               (jsonb_build_array('x@example.com', repeat('x', 5001)))) as b (email);
select is(pg_temp.import(array['email', f.name], jsonb_build_array(
              jsonb_build_array('x@example.com', f.value))), '1 invalid',
          format('should refuse %s %s', f.name, left(f.value, 40)))
  from (values ('first_name', repeat('x', 101)), ('last_name', repeat('x', 1000000)),
               ('full_name', repeat('x', 201)), ('phone', repeat('1', 51)),
               ('country', repeat('x', 101)), ('first_name', E'a\u202eb'),
               ('first_name', E'a\nb'), ('country', E'a\u0007b'), ('timezone', 'Mars/Olympus'),
               ('timezone', 'EST5EDT,M3.2.0'), ('language', 'German!'),
               ('language', 'abcdefghijk'), ('newsletter_frequency', 'hourly'),
               ('newsletter_consent', 'perhaps'), ('status', 'vip'),
               ('subscription_date', '2024-13-01'), ('subscription_date', '2099-01-01'),
               ('confirmed_at', 'soon'), ('unsubscribed_at', '31.12.2024'),
               ('custom_fields', '[1]'), ('custom_fields', '{"a":'),
               ('content_types', repeat('x', 2501)),
               ('custom_fields', jsonb_build_object('a', repeat('x', 10001))::text))
       as f (name, value);
select results_eq(
    $$ select pg_temp.import('{email,timezone,status}',
           '[["x", "Nowhere", "vip"], "a quote is opened and never closed"]')
       union all select * from pg_temp.faults() $$,
    $$ values ('2 invalid'), ('2 invalid: ''x'' is no e-mail address; there is no time zone '
               || '''Nowhere''; status ''vip'' means nothing here'),
              ('3 invalid: a quote is opened and never closed') $$,
    'should report all that is wrong with a line, with its number');
select is(count(*), 0::bigint, 'should write nothing of them')
  from audience.subscribers as s where s.email like 'x%';

-- Known, suppressed and repeated, with one line in a batch too
insert into audience.suppressions (address_hash, reason)
values (audience._address_hash('gone@example.com'), 'erasure');
insert into audience.suppressions (domain, reason) values ('example.net', 'manual');
create temp table mixed as
select '[["ada@example.com", "Other"], ["Gone@example.com", ""], ["x@example.net", ""],
         ["new@example.com", "1"], ["NEW@example.com", "2"], ["bad", ""], ["odd@example.com", ""],
         ["new@example.com", "3"]]'::jsonb as rows;
update mixed set rows = jsonb_set(rows, '{6,1}', to_jsonb(repeat('x', 101)))
    || '[["odd@example.com", "ok"]]';
create temp table seen as
select d.batch_size, pg_temp.import('{email,first_name}', m.rows, is_dry_run => true,
                                    batch_size => d.batch_size) as counts,
       array(select pg_temp.faults()) as faults
  from mixed as m cross join unnest('{1,2,3,10000}'::integer[]) as d (batch_size);
select is(s.counts, '2 added, 1 known, 2 suppressed, 2 duplicate, 2 invalid',
          format('a dry run by %s lines should count', s.batch_size))
  from seen as s;
select is(count(distinct s.faults), 1::bigint, 'the size of batches should change no report')
  from seen as s;
select is(count(*), 0::bigint, 'a dry run should write nobody')
  from audience.subscribers as s where s.email in ('new@example.com', 'odd@example.com');
select is(pg_temp.import('{email,first_name}', m.rows, batch_size => 2),
          '2 added, 1 known, 2 suppressed, 2 duplicate, 2 invalid',
          'should do what the dry run said') from mixed as m;
select results_eq(
    $$ select * from pg_temp.faults() $$,
    $$ values ('2 known: ada@example.com is a subscriber already'),
              ('3 suppressed: this address was erased, and must get no mail'),
              ('4 suppressed: x@example.net: nobody at this domain must get mail: manual'),
              ('6 duplicate: new@example.com is on line 5 already'),
              ('7 invalid: ''bad'' is no e-mail address'),
              ('8 invalid: first_name is longer than 100 characters'),
              ('9 duplicate: new@example.com is on line 5 already') $$,
    'should report each line that was not taken');
select is(array(select pg_temp.faults()), s.faults, 'and as the dry run did')
  from seen as s limit 1;
select results_eq(
    $$ select email, first_name from people
        where email in ('ada@example.com', 'new@example.com', 'odd@example.com') order by email $$,
    $$ values ('ada@example.com', 'Ada'), ('new@example.com', '1'), ('odd@example.com', 'ok') $$,
    'should leave who is known, take the first line, and a good one after a bad one');
select is(pg_temp.import('{email,first_name}', '[["ada@example.com", "Other"]]', 'skip'),
          '1 known', 'skip should count who is known');
select is_empty($$ select pg_temp.faults() $$, 'and not report them');

-- Update
select is(pg_temp.import('{email,first_name,phone,status,tags,newsletter_frequency,custom_fields}',
    '[["ada@example.com", "Augusta", "", "", "moss", "daily", "{\"b\": 2}"],
      ["ida@example.com", "Ida", "", "active", "", "", ""],
      ["uda@example.com", "", "", "active", "", "", ""],
      ["c1@example.com", "", "", "unsubscribed", "", "", ""],
      ["c2@example.com", "", "", "unsubscribed", "", "", ""],
      ["c3@example.com", "", "", "", "", "", ""],
      ["new2@example.com", "", "", "", "", "", ""]]', 'update'),
    '1 added, 6 updated', 'update should count who is changed, and add who is new');
select results_eq(
    $$ select email, first_name, last_name, phone, tags, frequency, custom_fields, content_types
         from people where email = 'ada@example.com' $$,
    $$ values ('ada@example.com', 'Augusta', 'Lovelace', '+49 1', '{moss}'::text[], 'daily',
               '{"a": 1, "b": 2}'::jsonb, '{how_to}'::text[]) $$,
    'should take what the file says, and leave what it does not');
select results_eq(
    $$ select email, status, unsubscribed_at, gdpr_consent, answers
         from people where email ~ '^(ida|uda|c[123])@' order by email $$,
    $$ values ('c1@example.com', 'unsubscribed', '2031-01-01 10:00Z'::timestamptz, false,
               'marketing true, newsletter false'),
              ('c2@example.com', 'unsubscribed', '2031-01-01 10:00Z', false,
               'newsletter true, newsletter false'),
              ('c3@example.com', 'active', null, true, 'newsletter true'),
              ('ida@example.com', 'unsubscribed', '2025-01-01', false, null),
              ('uda@example.com', 'bounced', null, false, null) $$,
    'who left stays away; who leaves by the file leaves; who never answered is asked no more');
insert into audience.consent_events (subscriber_id, purpose, is_granted, source)
select s.id, 'newsletter', false, 'form' from audience.subscribers as s
 where s.email = 'c3@example.com';
update audience.subscription_preferences as p set gdpr_consent = false
  from audience.subscribers as s where s.id = p.subscriber_id and s.email = 'c3@example.com';
select is(pg_temp.import('{email}', '[["c3@example.com"]]', 'update'), '1 updated',
          'should update who withdrew a consent');
select results_eq(
    $$ select gdpr_consent, answers from people where email = 'c3@example.com' $$,
    $$ values (false, 'newsletter true, newsletter false') $$,
    'but not give back what was withdrawn');

-- Batches
create temp table staged as
select pg_temp.staged('{email}', '[["b1@example.com"], ["b2@example.com"], ["b3@example.com"]]')
       as id;
grant select on staged to public;
set local role aquascene_worker;
select results_eq(
    $$ select i.status, i.done_count, i.added_count, i.finished_at
         from staged as s cross join lateral audience.apply_import(s.id, 2) as i $$,
    $$ values ('applying', 2, 2, null::timestamptz) $$, 'should do as many as were asked for');
select results_eq(
    $$ select i.status, i.done_count, i.added_count, i.finished_at
         from staged as s cross join lateral audience.apply_import(s.id, 2) as i $$,
    $$ values ('done', 3, 3, '2031-01-01 10:00Z'::timestamptz) $$, 'then the rest');
select results_eq(
    $$ select i.status, i.done_count
         from staged as s cross join lateral audience.apply_import(s.id) as i $$,
    $$ values ('done', 3) $$, 'then nothing more');
reset role;
select is_empty(
    $$ select from audience.subscriber_import_rows as r join staged as s on s.id = r.import_id $$,
    'should keep no lines when all are done');
select throws_ok(
    format($$ select audience.apply_import(s.id, %s) from staged as s $$, b.size), '22023',
    format('batch_size %s is not within 1 to 100000', b.size),
    format('should refuse %s lines', b.size))
  from (values ('0'), ('100001'), ('null')) as b (size);
select throws_ok($$ select audience.apply_import(0) $$, 'P0002', 'no import 0',
    'should refuse an import that there is not');
select throws_ok(
    $$ select audience.apply_import(id)
         from audience.begin_import('f', 's', '{email}', '{"newsletter": true}') $$, '55000', null,
    'should refuse one whose lines are not there');

-- The end of one that is not done
create temp table half as
select pg_temp.staged('{email}', '[["h1@example.com"], ["h2@example.com"]]') as id;
select audience.apply_import(h.id, 1) from half as h;
select results_eq(
    $$ select i.status, i.added_count, i.finished_at
         from half as h cross join lateral audience.cancel_import(h.id) as i $$,
    $$ values ('cancelled', 1, '2031-01-01 10:00Z'::timestamptz) $$,
    'should cancel what is left, and say what was done');
select is_empty(
    $$ select from audience.subscriber_import_rows as r join half as h on h.id = r.import_id $$,
    'should keep no lines of it');
select throws_ok(format($$ select audience.%s(h.id) from half as h $$, f.name), '55000', null,
                 format('%s should refuse one that is cancelled', f.name))
  from unnest('{apply_import,cancel_import}'::text[]) as f (name);
select throws_ok($$ select audience.cancel_import(0) $$, 'P0002', null,
    'should cancel no import that there is not');

-- Retention
insert into audience.subscriber_import_rows (import_id, row_number, line_number) values (0, 1, 2);
create temp table old as
select pg_temp.staged('{email}', '[["o1@example.com"]]') as id;
select audience.delete_import_faults();
select isnt_empty($$ select from audience.subscriber_import_faults $$,
    'should keep reports for a while');
select test.travel_to('2031-01-31 10:00Z');
select cmp_ok(audience.delete_import_faults(1), '=', 1::bigint, 'should delete as many as asked');
select cmp_ok(audience.delete_import_faults(), '>', 1::bigint, 'should delete the rest');
select is_empty($$ select from audience.subscriber_import_faults $$,
    'should leave none that is late');
select is_empty($$ select from audience.subscriber_import_rows $$,
    'nor lines that were never taken in, nor lines of no import');
select is(i.status, 'cancelled', 'should cancel what was never done')
  from audience.subscriber_imports as i join old as o on o.id = i.id;
select throws_ok($$ select audience.delete_import_faults(-1) $$, '22023', null,
    'should refuse a negative number');

select * from finish();
rollback;
