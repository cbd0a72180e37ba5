-- Deploy aquascene:audience/functions/engagement_level to pg
-- requires: audience/tables/engagement_rules
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience._engagement_level(
    sent_count   integer,
    opened_count integer,
    click_count  integer,
    last_open_at timestamptz
)
returns table (level text)
language sql
stable
begin atomic                                -- in line, in the statements that ask it
    select coalesce(
        (select r.level
           from audience.engagement_rules as r
          where opened_count > 0
            and opened_count >= sent_count * r.min_open_share
            and click_count >= r.min_click_count
            and (r.opened_within is null or last_open_at >= ops.now() - r.opened_within)
          order by r.place
          limit 1),
        'inactive');
end;

comment on function audience._engagement_level is
$$Returns one row: the level of somebody who did as much, by audience.engagement_rules.

All parameters: as in audience.subscriber_engagement. Errors: none.$$;

revoke execute on function audience._engagement_level from public;

commit;
