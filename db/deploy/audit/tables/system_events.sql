-- Deploy aquascene:audit/tables/system_events to pg
-- requires: audit/grants/schema
-- requires: ops/tables/partition_policies

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table audit.system_events (
    id           uuid         not null default gen_random_uuid(),
    event_type   varchar(50)  not null,
    event_name   varchar(100) not null,
    event_data   jsonb        not null default '{}',
    severity     varchar(20)  not null default 'info',
    service_name varchar(100),
    occurred_at  timestamptz  not null default now(),
    resolved_at  timestamptz,
    created_at   timestamptz  not null default now(),

    primary key (id, occurred_at),
    constraint system_events_severity_is_known
        check (severity in ('debug', 'info', 'warning', 'error', 'critical')),
    constraint system_events_data_is_an_object check (jsonb_typeof(event_data) = 'object'),
    constraint system_events_resolved_after_occurred check (resolved_at >= occurred_at)
) partition by range (occurred_at);
create index system_events_open_idx
    on audit.system_events (severity, occurred_at desc) where resolved_at is null;

create table audit.system_events_default
    partition of audit.system_events default;
comment on table audit.system_events_default is
$$Rows of audit.system_events that no monthly partition took; should stay empty.$$;

insert into ops.partition_policies (table_name, partition_column, retention, description)
values ('audit.system_events', 'occurred_at', interval '1 year',
        'A year of incidents is enough to see a pattern.');

comment on table audit.system_events is
$$What happened that an operator may want to know, partitioned by month.$$;
comment on column audit.system_events.id is $$Identity of the event.$$;
comment on column audit.system_events.event_type is
$$Kind of event: scraping, content, newsletter, security …$$;
comment on column audit.system_events.event_name is $$What happened.$$;
comment on column audit.system_events.event_data is $$The particulars.$$;
comment on column audit.system_events.severity is $$debug, info, warning, error or critical.$$;
comment on column audit.system_events.service_name is $$Who reported it.$$;
comment on column audit.system_events.occurred_at is $$When it happened.$$;
comment on column audit.system_events.resolved_at is
$$When somebody dealt with it; null while it is open.$$;
comment on column audit.system_events.created_at is $$When it was written down.$$;
comment on index audit.system_events_open_idx is
$$Used by analytics.system_health for what is open.$$;

grant select on audit.system_events to aquascene_reader;

commit;
