-- Deploy aquascene:audience/tables/subscriber_engagement to pg
-- requires: audience/tables/subscribers

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table audience.subscriber_engagement (
    subscriber_id uuid        not null primary key
        references audience.subscribers (id) on delete cascade,
    sent_count    integer     not null default 0,
    opened_count  integer     not null default 0,
    open_count    integer     not null default 0,
    click_count   integer     not null default 0,
    last_sent_at  timestamptz,
    last_open_at  timestamptz,
    last_click_at timestamptz,
    level         text        not null default 'inactive',
    updated_at    timestamptz not null default now(),

    constraint subscriber_engagement_counts_are_counts
        check (sent_count >= 0 and opened_count >= 0 and open_count >= 0 and click_count >= 0),
    constraint subscriber_engagement_level_is_known
        check (level in ('high', 'medium', 'low', 'inactive'))
);
create index subscriber_engagement_last_open_at_idx
    on audience.subscriber_engagement (last_open_at) where last_open_at is not null;
create index subscriber_engagement_last_click_at_idx
    on audience.subscriber_engagement (last_click_at) where last_click_at is not null;

create trigger updated_at before update on audience.subscriber_engagement
    for each row execute function ops.set_updated_at();

comment on table audience.subscriber_engagement is
$$What each subscriber does with the mail, kept by newsletter.finish_sending,
analytics.roll_up_email_events and audience.refresh_engagement.$$;
comment on column audience.subscriber_engagement.subscriber_id is $$Who.$$;
comment on column audience.subscriber_engagement.sent_count is $$Issues sent to the subscriber.$$;
comment on column audience.subscriber_engagement.opened_count is
$$Issues opened, each counted once.$$;
comment on column audience.subscriber_engagement.open_count is $$Opens, repeated ones too.$$;
comment on column audience.subscriber_engagement.click_count is $$Clicks, repeated ones too.$$;
comment on column audience.subscriber_engagement.last_sent_at is $$When the last issue was sent.$$;
comment on column audience.subscriber_engagement.last_open_at is $$When the last open came in.$$;
comment on column audience.subscriber_engagement.last_click_at is $$When the last click came in.$$;
comment on column audience.subscriber_engagement.updated_at is $$When it was last rolled up.$$;
comment on column audience.subscriber_engagement.level is
$$high, medium or low, the first of audience.engagement_rules that fits; inactive = none does, as
for somebody who has no row here.$$;
comment on index audience.subscriber_engagement_last_open_at_idx is
$$Used by audience.refresh_segment to find whose last open came of age.$$;
comment on index audience.subscriber_engagement_last_click_at_idx is
$$Used by audience.refresh_segment to find whose last click came of age.$$;

grant select on audience.subscriber_engagement to aquascene_reader;

commit;
