-- Test audit.system_events: columns, keys, checks, partitions.
begin;
select plan(14);

select results_eq(
    $$ select test.columns('audit.system_events') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('event_type character varying(50) not null'),
              ('event_name character varying(100) not null'),
              ('event_data jsonb not null default ''{}''::jsonb'),
              ('severity character varying(20) not null default ''info''::character varying'),
              ('service_name character varying(100)'),
              ('occurred_at timestamp with time zone not null default now()'),
              ('resolved_at timestamp with time zone'),
              ('created_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audit.system_events') $$,
    $$ values ('PRIMARY KEY (id, occurred_at)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('audit.system_events') $$,
    $$ values ('system_events_open_idx btree (severity, occurred_at DESC) WHERE '
              || '(resolved_at IS NULL)') $$,
    'should have these indexes');
select is(
    pg_get_partkeydef('audit.system_events'::regclass), 'RANGE (occurred_at)',
    'should be partitioned by the instant of the event');

set local role aquascene_reader;
select lives_ok($$ select event_data from audit.system_events $$, 'a reader may read');
select throws_ok(
    $$ insert into audit.system_events (event_type, event_name) values ('a', 'b') $$, '42501', null,
    'a reader may not write');
reset role;

select throws_like(
    format($$ insert into audit.system_events (event_type, event_name, %I)
              values ('t', 'n', %L) $$, c.column_name, c.value),
    format('%%"%s"%%', c.name), format('should refuse %s %s', c.column_name, c.value))
  from (values
            ('system_events_severity_is_known', 'severity', 'fatal'),
            ('system_events_data_is_an_object', 'event_data', '[]'),
            ('system_events_resolved_after_occurred', 'resolved_at',
             (now() - interval '1 us')::text)
       ) as c (name, column_name, value);
select lives_ok(
    format($$ insert into audit.system_events (event_type, event_name, severity, resolved_at)
              values ('t', 'n', %L, now()) $$, s.severity),
    format('should accept %s', s.severity))
  from (values ('debug'), ('info'), ('warning'), ('error'), ('critical')) as s (severity);

select * from finish();
rollback;
