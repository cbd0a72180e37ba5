-- Deploy aquascene:analytics/views/newsletter_performance to pg
-- requires: analytics/tables/newsletter_metrics

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace view analytics.newsletter_performance as
select
    i.id as issue_id,
    i.issue_number,
    i.subject_line,
    i.template_type,
    i.status,
    i.sent_at,
    i.recipient_count,
    m.sent_count,
    m.delivered_count,
    m.open_count,
    m.unique_opens,
    m.click_count,
    m.unique_clicks,
    m.machine_open_count,
    m.machine_click_count,
    m.unsubscribe_count,
    m.bounce_count,
    m.complaint_count,
    m.open_rate,
    m.click_rate,
    m.unsubscribe_rate,
    m.bounce_rate
from newsletter.newsletter_issues as i
join analytics.newsletter_metrics as m
  on m.issue_id = i.id
 and m.metric_type = 'total'
 and m.recorded_at = i.issue_date::timestamp at time zone 'UTC';

comment on view analytics.newsletter_performance is
$$What each issue earned, read from counters: no event is counted again.$$;
comment on column analytics.newsletter_performance.issue_id is $$The issue.$$;
comment on column analytics.newsletter_performance.issue_number is $$Its number.$$;
comment on column analytics.newsletter_performance.subject_line is $$Its subject.$$;
comment on column analytics.newsletter_performance.template_type is $$Its kind.$$;
comment on column analytics.newsletter_performance.status is $$Its status.$$;
comment on column analytics.newsletter_performance.sent_at is
$$When the last message was handed over.$$;
comment on column analytics.newsletter_performance.recipient_count is $$Recipients frozen.$$;
comment on column analytics.newsletter_performance.sent_count is
$$Messages that the mail server took, or bounced.$$;
comment on column analytics.newsletter_performance.delivered_count is $$Of these, not bounced.$$;
comment on column analytics.newsletter_performance.open_count is $$Opens, repeated ones too.$$;
comment on column analytics.newsletter_performance.unique_opens is $$Recipients who opened it.$$;
comment on column analytics.newsletter_performance.click_count is $$Clicks, repeated ones too.$$;
comment on column analytics.newsletter_performance.unique_clicks is $$Recipients who clicked.$$;
comment on column analytics.newsletter_performance.machine_open_count is
$$Opens by proxies and scanners, which no other column counts.$$;
comment on column analytics.newsletter_performance.machine_click_count is
$$Clicks by scanners, which no other column counts.$$;
comment on column analytics.newsletter_performance.unsubscribe_count is
$$People who unsubscribed by a link of the issue.$$;
comment on column analytics.newsletter_performance.bounce_count is
$$Messages that came back or were refused for good.$$;
comment on column analytics.newsletter_performance.complaint_count is
$$People who called it spam.$$;
comment on column analytics.newsletter_performance.open_rate is $$unique_opens / delivered_count.$$;
comment on column analytics.newsletter_performance.click_rate is
$$unique_clicks / delivered_count.$$;
comment on column analytics.newsletter_performance.unsubscribe_rate is
$$unsubscribe_count / delivered_count.$$;
comment on column analytics.newsletter_performance.bounce_rate is $$bounce_count / sent_count.$$;

grant select on analytics.newsletter_performance to aquascene_reader;

commit;
