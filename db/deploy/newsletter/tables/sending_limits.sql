-- Deploy aquascene:newsletter/tables/sending_limits to pg
-- requires: newsletter/grants/schema
-- requires: audit/functions/record_change

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table newsletter.sending_limits (
    kind           text           not null,
    name           varchar(253)   not null,
    per_second     numeric(10, 3),
    per_hour       integer,
    per_day        integer,
    warm_up_from   date,
    warm_up_start  integer,
    warm_up_factor numeric(6, 3),
    free_at        timestamptz    not null default '-infinity',

    constraint sending_limits_pkey primary key (kind, name),
    constraint sending_limits_kind_is_known check (kind in ('account', 'domain')),
    constraint sending_limits_name_is_lower_case check (name = lower(name) and name <> ''),
    constraint sending_limits_are_positive
        check (per_second > 0 and per_hour > 0 and per_day > 0
               and warm_up_start > 0 and warm_up_factor >= 1),
    constraint sending_limits_warm_up_is_whole
        check (num_nulls(warm_up_from, warm_up_start, warm_up_factor) in (0, 3)),
    constraint sending_limits_limit_something
        check (num_nonnulls(per_second, per_hour, per_day, warm_up_from) > 0)
);

do $audit$
begin
    perform audit._watch('newsletter.sending_limits', 'kind,name', '', 'free_at');
end;
$audit$;

comment on table newsletter.sending_limits is
$$How much is sent at most, by an account or to a domain, by all workers together; may be changed
while they send.$$;
comment on column newsletter.sending_limits.kind is $$account or domain.$$;
comment on column newsletter.sending_limits.name is
$$The account (newsletter.smtp_accounts), or what follows the @ of recipients.$$;
comment on column newsletter.sending_limits.per_second is $$Messages a second; null = any.$$;
comment on column newsletter.sending_limits.per_hour is $$Messages an hour; null = any.$$;
comment on column newsletter.sending_limits.per_day is $$Messages in 24 hours; null = any.$$;
comment on column newsletter.sending_limits.warm_up_from is
$$First day of a warm-up, which limits the messages of a day beside per_day; null = none.$$;
comment on column newsletter.sending_limits.warm_up_start is $$Messages on its first day.$$;
comment on column newsletter.sending_limits.warm_up_factor is
$$Each further day so many times as many.$$;
comment on column newsletter.sending_limits.free_at is
$$When the next message may go, by per_second (accounts) or by all limits (domains).$$;

grant select on newsletter.sending_limits to aquascene_reader;

commit;
