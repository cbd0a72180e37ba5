-- Test audience.subscriber_segments: columns, keys, checks, privileges, the triggers.
begin;
select plan(16);

select results_eq(
    $$ select test.columns('audience.subscriber_segments') $$,
    $$ values ('id integer not null default '
               || 'nextval(''audience.subscriber_segments_id_seq''::regclass)'),
              ('name character varying(100) not null'),
              ('description text'),
              ('segment_type character varying(30) not null default ''manual''::character '
               || 'varying'),
              ('filter_criteria jsonb not null default ''{}''::jsonb'),
              ('subscriber_count integer not null default 0'),
              ('is_active boolean not null default true'),
              ('refers_to integer[] not null default ''{}''::integer[]'),
              ('refreshed_at timestamp with time zone'),
              ('refreshed_below xid8'),
              ('refreshed_by text'),
              ('created_at timestamp with time zone not null default now()'),
              ('updated_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audience.subscriber_segments') $$,
    $$ values ('PRIMARY KEY (id)'),
              ('UNIQUE (name)') $$,
    'should have these keys');
select is_empty(
    $$ select test.indexes('audience.subscriber_segments') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select * from audience.subscriber_segments $$, 'a reader may read');
reset role;
set local role aquascene_editor;
select throws_ok(
    $$ delete from audience.subscriber_segments $$, '42501', null, 'an editor may not write');
reset role;

insert into audience.subscriber_segments (name) values ('everybody');
select throws_like(
    format('update audience.subscriber_segments set %s', c.change),
    format('%%"subscriber_segments_%s"%%', c.name), format('should refuse %s', c.change))
  from (values ('type_is_known', $$segment_type = 'static'$$),
               ('count_is_a_count', 'subscriber_count = -1'),
               ('filter_criteria_is_an_object', $$filter_criteria = '[]'$$)) as c (name, change);
select lives_ok(
    format('update audience.subscriber_segments set segment_type = %L', t.type),
    format('should accept the type %s', t.type))
  from unnest('{manual,automatic,behavioral,demographic}'::text[]) as t (type);

select test.travel_to('2030-05-06 07:08Z');
set local session_replication_role = replica;     -- the log refuses otherwise
delete from audit.audit_log;
set local session_replication_role = origin;
update audience.subscriber_segments set subscriber_count = 7;
select is(updated_at, '2030-05-06 07:08Z', 'should stamp updated_at')
  from audience.subscriber_segments;
select is_empty($$ select from audit.audit_log $$, 'should not audit the count of members');
update audience.subscriber_segments set is_active = false;
insert into audience.subscriber_segments (name) values ('nobody');
delete from audience.subscriber_segments where name = 'nobody';
select results_eq(
    $$ select action, table_name, new_data ->> 'is_active' from audit.audit_log order by action $$,
    $$ values ('delete', 'audience.subscriber_segments', null::text),
              ('insert', 'audience.subscriber_segments', 'true'),
              ('update', 'audience.subscriber_segments', 'false') $$,
    'should audit what people change');
select is(l.record_id, s.id::text, 'should audit under the id')
  from audit.audit_log as l
 cross join audience.subscriber_segments as s
 where l.action = 'update';

select * from finish();
rollback;
