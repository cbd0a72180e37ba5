-- Deploy aquascene:analytics/tables/newsletter_metrics to pg
-- requires: analytics/grants/schema
-- requires: newsletter/tables/newsletter_issues
-- requires: ops/tables/partition_policies

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table analytics.newsletter_metrics (
    id                uuid        not null default gen_random_uuid(),
    issue_id          uuid references newsletter.newsletter_issues (id) on delete cascade,
    metric_type       varchar(50) not null,
    sent_count        integer     not null default 0,
    delivered_count   integer     not null
        generated always as (greatest(sent_count - bounce_count, 0)) stored,
    open_count        integer     not null default 0,
    click_count       integer     not null default 0,
    unsubscribe_count integer     not null default 0,
    bounce_count      integer     not null default 0,
    complaint_count   integer     not null default 0,
    unique_opens      integer     not null default 0,
    unique_clicks     integer     not null default 0,
    machine_open_count     integer     not null default 0,
    machine_click_count    integer     not null default 0,
    attributed_count  integer     not null default 0,
    open_rate         decimal(5, 4) generated always as (
        case when sent_count > bounce_count
             then least(unique_opens::numeric / (sent_count - bounce_count), 1) end) stored,
    click_rate        decimal(5, 4) generated always as (
        case when sent_count > bounce_count
             then least(unique_clicks::numeric / (sent_count - bounce_count), 1) end) stored,
    unsubscribe_rate  decimal(5, 4) generated always as (
        case when sent_count > bounce_count
             then least(unsubscribe_count::numeric / (sent_count - bounce_count), 1) end) stored,
    bounce_rate       decimal(5, 4) generated always as (
        case when sent_count > 0 then least(bounce_count::numeric / sent_count, 1) end) stored,
    recorded_at       timestamptz not null default now(),

    primary key (id, recorded_at),
    constraint newsletter_metrics_counts_are_counts check (
        sent_count >= 0 and open_count >= 0 and click_count >= 0
        and unsubscribe_count >= 0 and bounce_count >= 0 and complaint_count >= 0
        and unique_opens >= 0 and unique_clicks >= 0 and machine_open_count >= 0
        and machine_click_count >= 0)
) partition by range (recorded_at);
create index idx_newsletter_performance
    on analytics.newsletter_metrics (issue_id, open_rate desc, click_rate desc);
create unique index newsletter_metrics_one_total_an_issue
    on analytics.newsletter_metrics (issue_id, recorded_at) where metric_type = 'total';

create table analytics.newsletter_metrics_default
    partition of analytics.newsletter_metrics default;
comment on table analytics.newsletter_metrics_default is
$$Rows of analytics.newsletter_metrics that no monthly partition took; should stay empty.$$;

insert into ops.partition_policies (table_name, partition_column, retention, description)
values ('analytics.newsletter_metrics', 'recorded_at', interval '1 year',
        'The seed keeps newsletter metrics for 1 year.');

comment on table analytics.newsletter_metrics is $$What issues earn, partitioned by month.$$;
comment on column analytics.newsletter_metrics.id is $$Identity of the row.$$;
comment on column analytics.newsletter_metrics.issue_id is $$The issue.$$;
comment on column analytics.newsletter_metrics.metric_type is
$$total = from the first message to now, one row an issue; other types are the deployer's.$$;
comment on column analytics.newsletter_metrics.sent_count is
$$Messages that the mail server took, or bounced.$$;
comment on column analytics.newsletter_metrics.delivered_count is $$Of these, not bounced.$$;
comment on column analytics.newsletter_metrics.open_count is
$$Opens by readers, repeated ones too.$$;
comment on column analytics.newsletter_metrics.click_count is
$$Clicks by readers, repeated ones too.$$;
comment on column analytics.newsletter_metrics.unsubscribe_count is
$$People who unsubscribed by a link of the issue.$$;
comment on column analytics.newsletter_metrics.bounce_count is
$$Messages that came back or were refused for good.$$;
comment on column analytics.newsletter_metrics.complaint_count is $$People who called it spam.$$;
comment on column analytics.newsletter_metrics.unique_opens is $$Recipients who opened it.$$;
comment on column analytics.newsletter_metrics.unique_clicks is $$Recipients who clicked.$$;
comment on column analytics.newsletter_metrics.machine_open_count is
$$Opens by proxies and scanners, which no other column counts.$$;
comment on column analytics.newsletter_metrics.machine_click_count is
$$Clicks by scanners, which no other column counts.$$;
comment on column analytics.newsletter_metrics.attributed_count is
$$Messages that newsletter_breakdowns counts by domain and segment: sent_count once the issue is
sent.$$;
comment on column analytics.newsletter_metrics.open_rate is $$unique_opens / delivered_count.$$;
comment on column analytics.newsletter_metrics.click_rate is $$unique_clicks / delivered_count.$$;
comment on column analytics.newsletter_metrics.unsubscribe_rate is
$$unsubscribe_count / delivered_count.$$;
comment on column analytics.newsletter_metrics.bounce_rate is $$bounce_count / sent_count.$$;
comment on column analytics.newsletter_metrics.recorded_at is
$$For total: midnight (UTC) of the day the issue began to be sent.$$;
comment on index analytics.idx_newsletter_performance is
$$Used by analytics.newsletter_performance, and by the foreign key.$$;
comment on index analytics.newsletter_metrics_one_total_an_issue is
$$Used by analytics.roll_up_email_events to find the row to add to.$$;

grant select on analytics.newsletter_metrics to aquascene_reader;

commit;
