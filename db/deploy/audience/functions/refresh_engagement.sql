-- Deploy aquascene:audience/functions/refresh_engagement to pg
-- requires: audience/tables/subscriber_engagement
-- requires: audience/functions/engagement_level
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience.set_engagement_rule(
    level           text,
    min_open_share  numeric,
    min_click_count integer default 0,
    opened_within   interval default null
)
returns audience.engagement_rules
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _rule audience.engagement_rules;
begin
    perform admin._check_permission('audience.manage');
    update audience.engagement_rules as r
       set min_open_share = set_engagement_rule.min_open_share,
           min_click_count = set_engagement_rule.min_click_count,
           opened_within = set_engagement_rule.opened_within
     where r.level = set_engagement_rule.level
    returning r.* into _rule;
    if _rule.level is null then
        raise exception using
            errcode = 'no_data_found',
            message = format('no level %L has a rule', left(set_engagement_rule.level, 50)),
            hint    = 'There are high, medium and low; who fits none is inactive.';
    end if;
    return _rule;
end;
$function$;

comment on function audience.set_engagement_rule is
$$Changes what makes readers high, medium or low, and returns the rule; audience.refresh_engagement
applies it to those who do nothing just now.

level: high, medium or low. min_open_share: issues opened over issues sent, 0 to 1. min_click_count:
at least so many. opened_within: the last open is not older; null = whenever. A person who acts
needs audience.manage. Errors: 28000 nobody acts; 42501 the permission is missing; P0002 no such
level; 23514 a share, count or interval that cannot be; 23502 one is missing. Writes:
audience.engagement_rules (audited).$$;

revoke execute on function audience.set_engagement_rule from public;
grant execute on function audience.set_engagement_rule to aquascene_admin;

create or replace function audience.refresh_engagement(batch_size integer default 50000)
returns bigint
language sql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
    with wrong as (
        select e.subscriber_id
          from audience.subscriber_engagement as e
         cross join lateral audience._engagement_level(
               e.sent_count, e.opened_count, e.click_count, e.last_open_at) as l
         where e.level <> l.level
         order by e.subscriber_id
         limit refresh_engagement.batch_size
           for update of e skip locked
    ), changed as (
        update audience.subscriber_engagement as e
           set level = (select l.level
                          from audience._engagement_level(e.sent_count, e.opened_count,
                                                          e.click_count, e.last_open_at) as l)
          from wrong as w
         where e.subscriber_id = w.subscriber_id
        returning e.subscriber_id
    )
    select count(*) from changed;
$function$;

comment on function audience.refresh_engagement is
$$Brings levels of engagement up to date where time has passed, or a rule has changed, and returns
how many changed; as many as batch_size: call it again. What readers do is taken in by
analytics.roll_up_email_events.

Errors: 2201W a negative batch_size. Writes: audience.subscriber_engagement. Locks: its rows,
without waiting.$$;

revoke execute on function audience.refresh_engagement from public;
grant execute on function audience.refresh_engagement to aquascene_worker, aquascene_admin;

commit;
