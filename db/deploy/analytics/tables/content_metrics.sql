-- Deploy aquascene:analytics/tables/content_metrics to pg
-- requires: analytics/grants/schema
-- requires: content/tables/generated_content
-- requires: ops/tables/partition_policies

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table analytics.content_metrics (
    id           uuid         not null default gen_random_uuid(),
    content_id   uuid         not null
        references content.generated_content (id) on delete cascade,
    metric_type  varchar(50)  not null,
    metric_name  varchar(100) not null,
    metric_value decimal(15, 4),
    metric_data  jsonb        not null default '{}',
    recorded_at  timestamptz  not null default now(),
    date_bucket  date         not null default current_date,

    primary key (id, content_id, date_bucket),
    constraint content_metrics_are_measured_once_a_day
        unique (content_id, metric_type, metric_name, date_bucket),
    constraint content_metrics_type_is_known
        check (metric_type in ('engagement', 'seo', 'email', 'social')),
    constraint content_metrics_data_is_an_object check (jsonb_typeof(metric_data) = 'object')
) partition by range (date_bucket);
create index idx_content_metrics_content_date
    on analytics.content_metrics (content_id, date_bucket);
create index idx_content_metrics_type_date
    on analytics.content_metrics (metric_type, date_bucket);

create table analytics.content_metrics_default
    partition of analytics.content_metrics default;
comment on table analytics.content_metrics_default is
$$Rows of analytics.content_metrics that no monthly partition took; should stay empty.$$;

insert into ops.partition_policies (table_name, partition_column, retention, description)
values ('analytics.content_metrics', 'date_bucket', interval '2 years',
        'The seed keeps content metrics for 2 years.');

comment on table analytics.content_metrics is
$$What articles earn: one value a metric and day, partitioned by month.$$;
comment on column analytics.content_metrics.id is $$Identity of the row.$$;
comment on column analytics.content_metrics.content_id is $$The article.$$;
comment on column analytics.content_metrics.metric_type is $$engagement, seo, email or social.$$;
comment on column analytics.content_metrics.metric_name is
$$page_views, link_clicks, opens, clicks, likes …$$;
comment on column analytics.content_metrics.metric_value is $$The value, for the day.$$;
comment on column analytics.content_metrics.metric_data is $$Particulars.$$;
comment on column analytics.content_metrics.recorded_at is $$When the value was last written.$$;
comment on column analytics.content_metrics.date_bucket is $$The day.$$;
comment on index analytics.idx_content_metrics_content_date is
$$Used to read what an article earned over time, and by the foreign key.$$;
comment on index analytics.idx_content_metrics_type_date is
$$Used to read one kind of metric over time.$$;

grant select on analytics.content_metrics to aquascene_reader;

commit;
