-- Test audience._engagement_level with the rules as shipped, and that it is planned in line.
begin;
select plan(14);

select test.travel_to('2030-05-06 12:00Z');
select is(
    (select l.level from audience._engagement_level(c.sent, c.opened, c.clicks,
                                                    ops.now() - c.age) as l), c.level,
    format('should call %s opened of %s, %s ago, and %s clicks %s', c.opened, c.sent,
           coalesce(c.age::text, 'never'), c.clicks, c.level))
  from (values (0, 0, 0, null, 'inactive'),
               (9, 0, 9, interval '0', 'inactive'),
               (8, 4, 1, interval '0', 'high'),
               (8, 4, 1, interval '90 days', 'high'),
               (8, 4, 1, interval '90 days 1 second', 'low'),
               (8, 4, 0, interval '1 day', 'medium'),
               (8, 3, 9, interval '1 day', 'medium'),
               (8, 2, 0, interval '90 days', 'medium'),
               (9, 2, 9, interval '1 day', 'low'),
               (9, 1, 0, interval '180 days', 'low'),
               (9, 9, 9, interval '181 days', 'inactive'),
               (0, 1, 1, interval '0', 'high')) as c (sent, opened, clicks, age, level);

delete from audience.engagement_rules;
select is(level, 'inactive', 'should call everybody inactive without rules')
  from audience._engagement_level(1, 1, 1, ops.now());

create function pg_temp.plan_of(statement text) returns setof text language plpgsql as $function$
begin
    return query execute 'explain ' || statement;
end;
$function$;
select is_empty(
    $$ select p from pg_temp.plan_of(
           'select l.level from audience.subscriber_engagement as e
             cross join lateral audience._engagement_level(
                   e.sent_count, e.opened_count, e.click_count, e.last_open_at) as l') as p
        where p ilike '%function scan%' $$,
    'should be planned in line, not called for each row');

select * from finish();
rollback;
