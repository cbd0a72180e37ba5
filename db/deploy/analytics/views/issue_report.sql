-- Deploy aquascene:analytics/views/issue_report to pg
-- requires: analytics/tables/newsletter_breakdowns
-- requires: newsletter/tables/newsletter_links
-- requires: audience/tables/subscriber_segments

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace view analytics.issue_report as
select
    i.issue_number,
    b.issue_id,
    b.dimension,
    coalesce(l.url, s.name, b.key) as label,
    b.sent_count,
    b.open_count,
    b.unique_opens,
    b.click_count,
    b.unique_clicks,
    b.unsubscribe_count,
    b.bounce_count,
    b.complaint_count,
    round(least(b.unique_opens, b.sent_count)::numeric / nullif(b.sent_count, 0), 4) as open_rate,
    round(least(b.unique_clicks, b.sent_count)::numeric / nullif(b.sent_count, 0), 4) as click_rate,
    b.key
from analytics.newsletter_breakdowns as b
join newsletter.newsletter_issues as i on i.id = b.issue_id
left join newsletter.newsletter_links as l
  on b.dimension = 'link' and l.id = case b.dimension when 'link' then b.key::bigint end
left join audience.subscriber_segments as s
  on b.dimension = 'segment' and s.id = case b.dimension when 'segment' then b.key::integer end;

comment on view analytics.issue_report is
$$What an issue earned by hour, link, domain, segment and client:
select * from analytics.issue_report where issue_number = 12 order by dimension, open_count desc.$$;
comment on column analytics.issue_report.issue_number is $$The issue's number.$$;
comment on column analytics.issue_report.issue_id is $$The issue.$$;
comment on column analytics.issue_report.dimension is $$hour, link, domain, segment or client.$$;
comment on column analytics.issue_report.label is
$$The hour (UTC), the link's address, the domain, the segment's name, the client.$$;
comment on column analytics.issue_report.sent_count is
$$Messages handed over, of domains and segments, once the issue is sent.$$;
comment on column analytics.issue_report.open_count is $$Opens, repeated ones too.$$;
comment on column analytics.issue_report.unique_opens is
$$Recipients who opened it; not of clients and links.$$;
comment on column analytics.issue_report.click_count is $$Clicks, repeated ones too.$$;
comment on column analytics.issue_report.unique_clicks is
$$Recipients who clicked; not of clients and links.$$;
comment on column analytics.issue_report.unsubscribe_count is $$People who unsubscribed.$$;
comment on column analytics.issue_report.bounce_count is $$Messages that came back.$$;
comment on column analytics.issue_report.complaint_count is $$People who called it spam.$$;
comment on column analytics.issue_report.open_rate is
$$unique_opens / sent_count, 0 to 1; null where sent_count is 0.$$;
comment on column analytics.issue_report.click_rate is
$$unique_clicks / sent_count, 0 to 1; null where sent_count is 0.$$;
comment on column analytics.issue_report.key is $$As in analytics.newsletter_breakdowns.$$;

grant select on analytics.issue_report to aquascene_reader;

commit;
