-- Deploy aquascene:analytics/views/email_activity to pg
-- requires: newsletter/tables/email_events

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace view analytics.email_activity as
select
    e.issue_id,
    date_trunc('hour', e.occurred_at, 'UTC') as hour,
    e.event_type,
    count(*) as event_count
from newsletter.email_events as e
group by e.issue_id, date_trunc('hour', e.occurred_at, 'UTC'), e.event_type;

comment on view analytics.email_activity is
$$Events of each issue by the hour (UTC). It reads the events themselves: for a report now and
then; totals are in newsletter_metrics.$$;
comment on column analytics.email_activity.issue_id is $$The issue.$$;
comment on column analytics.email_activity.hour is $$Beginning of the hour.$$;
comment on column analytics.email_activity.event_type is
$$open, click, bounce, complaint or unsubscribe.$$;
comment on column analytics.email_activity.event_count is $$How many.$$;

grant select on analytics.email_activity to aquascene_reader;

commit;
