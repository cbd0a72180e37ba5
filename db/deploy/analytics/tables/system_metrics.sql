-- Deploy aquascene:analytics/tables/system_metrics to pg
-- requires: analytics/grants/schema
-- requires: ops/tables/partition_policies

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table analytics.system_metrics (
    id           uuid           not null default gen_random_uuid(),
    service_name text           not null,
    metric_name  text           not null,
    metric_value numeric(15, 4) not null,
    metric_unit  text,
    tags         jsonb          not null default '{}',
    recorded_at  timestamptz    not null default now(),
    date_bucket  date           not null default current_date,

    primary key (id, service_name, date_bucket),
    constraint system_metrics_tags_is_an_object check (jsonb_typeof(tags) = 'object')
) partition by range (date_bucket);
create index system_metrics_name_idx
    on analytics.system_metrics (service_name, metric_name, recorded_at desc);

create table analytics.system_metrics_default
    partition of analytics.system_metrics default;
comment on table analytics.system_metrics_default is
$$Rows of analytics.system_metrics that no monthly partition took; should stay empty.$$;

insert into ops.partition_policies (table_name, partition_column, retention, description)
values ('analytics.system_metrics', 'date_bucket', interval '3 months',
        'Long enough to compare a quarter.');

comment on table analytics.system_metrics is
$$What services report of themselves, partitioned by month.$$;
comment on column analytics.system_metrics.id is $$Identity of the row.$$;
comment on column analytics.system_metrics.service_name is $$Who reports.$$;
comment on column analytics.system_metrics.metric_name is $$What is measured.$$;
comment on column analytics.system_metrics.metric_value is $$The value.$$;
comment on column analytics.system_metrics.metric_unit is $$Its unit.$$;
comment on column analytics.system_metrics.tags is $$Particulars.$$;
comment on column analytics.system_metrics.recorded_at is $$When it was measured.$$;
comment on column analytics.system_metrics.date_bucket is $$The day.$$;
comment on index analytics.system_metrics_name_idx is
$$Used to read one measure of a service over time.$$;

grant select on analytics.system_metrics to aquascene_reader;

commit;
