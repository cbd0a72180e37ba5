-- Deploy aquascene:newsletter/views/sending_capacity to pg
-- requires: newsletter/tables/smtp_accounts
-- requires: newsletter/tables/sending_limits
-- requires: newsletter/tables/sending_hours
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace view newsletter.sending_capacity as
select
    a.name as account,
    a.weight,
    a.is_active,
    u.hour_count,
    l.per_hour,
    u.day_count,
    d.day_limit,
    l.per_second,
    least(
        l.per_hour - least(u.hour_count, l.per_hour),
        d.day_limit - least(u.day_count, d.day_limit),
        floor(greatest(extract(epoch from s.burst - (greatest(l.free_at, ops.now()) - ops.now())),
                       0) * l.per_second)
    )::bigint as allowance,
    greatest(
        a.retry_at,
        case when l.free_at > '-infinity' then l.free_at - s.burst + s.pace end,
        case when u.hour_count >= l.per_hour or u.day_count >= d.day_limit
             then date_trunc('hour', ops.now(), 'UTC') + interval '1 hour' end,
        ops.now()
    ) as available_at
from newsletter.smtp_accounts as a
left join newsletter.sending_limits as l on l.kind = 'account' and l.name = a.name
cross join lateral (
    select
        coalesce(sum(h.claimed_count)
                 filter (where h.started_at = date_trunc('hour', ops.now(), 'UTC')),
                     0)::bigint as hour_count,
        coalesce(sum(h.claimed_count), 0)::bigint as day_count
    from newsletter.sending_hours as h
    where h.account = a.name and h.started_at > ops.now() - interval '24 hours'
) as u
cross join lateral newsletter.day_limit(l) as d (day_limit)
cross join lateral (
    select
        make_interval(secs => (1 / l.per_second)::double precision) as pace,
        greatest(make_interval(secs => (1 / l.per_second)::double precision),
                 interval '1 second') as burst
) as s;

comment on view newsletter.sending_capacity is
$$What each account has been given, and what it may still be given now.$$;
comment on column newsletter.sending_capacity.account is $$The account.$$;
comment on column newsletter.sending_capacity.weight is $$Its share of the messages.$$;
comment on column newsletter.sending_capacity.is_active is $$Whether workers use it.$$;
comment on column newsletter.sending_capacity.hour_count is $$Messages in this hour.$$;
comment on column newsletter.sending_capacity.per_hour is $$Its limit; null = any.$$;
comment on column newsletter.sending_capacity.day_count is $$Messages in the last 24 hours.$$;
comment on column newsletter.sending_capacity.day_limit is
$$Its limit, with the warm-up; null = any.$$;
comment on column newsletter.sending_capacity.per_second is $$Its limit; null = any.$$;
comment on column newsletter.sending_capacity.allowance is
$$Messages that it may be given at this moment, suspended or not; null = any.$$;
comment on column newsletter.sending_capacity.available_at is
$$When it may be used again; now, when it may be used.$$;

grant select on newsletter.sending_capacity to aquascene_reader;

commit;
