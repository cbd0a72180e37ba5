-- Deploy aquascene:newsletter/tables/sending_hours to pg
-- requires: newsletter/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table newsletter.sending_hours (
    account       varchar(50) not null,
    started_at    timestamptz not null,
    claimed_count bigint      not null,

    constraint sending_hours_pkey primary key (account, started_at),
    constraint sending_hours_claimed_count_is_a_count check (claimed_count >= 0)
);

comment on table newsletter.sending_hours is
$$How many messages each account was given, hour by hour; what limits are held against.$$;
comment on column newsletter.sending_hours.account is
$$The account; no foreign key, it may be gone.$$;
comment on column newsletter.sending_hours.started_at is $$Beginning of the hour, UTC.$$;
comment on column newsletter.sending_hours.claimed_count is
$$Messages claimed for it; those given back unsent count too.$$;

grant select on newsletter.sending_hours to aquascene_reader;

commit;
