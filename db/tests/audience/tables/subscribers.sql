-- Test audience.subscribers: columns, keys, checks, privileges, the triggers.
begin;
select plan(26);

select results_eq(
    $$ select test.columns('audience.subscribers') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('email character varying(255) not null'),
              ('first_name character varying(100)'),
              ('last_name character varying(100)'),
              ('full_name character varying(200)'),
              ('phone character varying(50)'),
              ('country character varying(100)'),
              ('timezone character varying(50) not null default ''UTC''::character varying'),
              ('language character varying(10) not null default ''en''::character varying'),
              ('source character varying(50)'),
              ('status character varying(20) not null default ''active''::character varying'),
              ('subscription_date timestamp with time zone not null default now()'),
              ('confirmed_at timestamp with time zone'),
              ('unsubscribed_at timestamp with time zone'),
              ('bounce_count integer not null default 0'),
              ('complaint_count integer not null default 0'),
              ('last_activity_at timestamp with time zone not null default now()'),
              ('preferences jsonb not null default ''{}''::jsonb'),
              ('custom_fields jsonb not null default ''{}''::jsonb'),
              ('tags text[]'),
              ('is_suppressed boolean not null default false'),
              ('created_at timestamp with time zone not null default now()'),
              ('updated_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audience.subscribers') $$,
    $$ values ('PRIMARY KEY (id)'),
              ('UNIQUE (email)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('audience.subscribers') $$,
    $$ values ('idx_subscribers_active_location btree (status, country, timezone) WHERE '
               || '((status)::text = ''active''::text)'),
              ('idx_subscribers_status btree (status)'),
              ('idx_subscribers_tags gin (tags)'),
              ('subscribers_subscription_date_idx btree (subscription_date)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select * from audience.subscribers $$, 'a reader may read');
reset role;
set local role aquascene_app;
select throws_ok(
    $$ select from audience.subscribers $$, '42501', null, 'the public edge may not read');
reset role;
set local role aquascene_editor;
select throws_ok(
    $$ update audience.subscribers set email = 'x@y' $$, '42501', null,
    'an editor may not write');
reset role;

select test.subscriber('ada@example.com');
select throws_like(
    format('update audience.subscribers set %s', c.change),
    format('%%"subscribers_%s"%%', c.name), format('should refuse %s', c.change))
  from (values ('email_is_normalised', $$email = 'Ada@example.com'$$),
               ('email_is_normalised', $$email = 'ada.example.com'$$),
               ('email_is_normalised', $$email = '@example.com'$$),
               ('email_is_normalised', $$email = 'ada@'$$),
               ('email_is_normalised', $$email = 'ada@home@example.com'$$),
               ('email_is_normalised', $$email = 'a da@example.com'$$),
               ('counts_are_counts', 'bounce_count = -1'),
               ('counts_are_counts', 'complaint_count = -1'),
               ('preferences_is_an_object', $$preferences = '[]'$$),
               ('custom_fields_is_an_object', $$custom_fields = '[]'$$)) as c (name, change);
select throws_like(
    $$ insert into audience.subscribers (email, status) values ('x@y', 'gone') $$,
    '%"subscribers_status_is_known"%', 'should refuse a strange status');
select lives_ok(
    format($$ insert into audience.subscribers (email, status) values ('%s@localhost', %L) $$,
           s.status, s.status),
    format('should accept the status %s', s.status))
  from unnest('{pending,active,unconfirmed,unsubscribed,bounced,complained}'::text[])
       as s (status);

select throws_ok(
    $$ update audience.subscribers set status = 'active' where status = 'complained' $$,
    '55000', 'subscriber cannot go from complained to active',
    'should refuse an edge that is not in the diagram');
select test.travel_to('2030-05-06 07:08Z');
select lives_ok(
    $$ update audience.subscribers set status = 'active' where status = 'bounced' $$,
    'should accept an edge that is');
select is(updated_at, '2030-05-06 07:08Z', 'should stamp updated_at')
  from audience.subscribers where email = 'bounced@localhost';

select * from finish();
rollback;
