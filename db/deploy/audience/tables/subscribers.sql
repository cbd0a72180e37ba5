-- Deploy aquascene:audience/tables/subscribers to pg
-- requires: audience/grants/schema
-- requires: ops/functions/set_updated_at
-- requires: ops/functions/enforce_transition

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table audience.subscribers (
    id                uuid         not null default gen_random_uuid() primary key,
    email             varchar(255) not null unique,
    first_name        varchar(100),
    last_name         varchar(100),
    full_name         varchar(200),
    phone             varchar(50),
    country           varchar(100),
    timezone          varchar(50)  not null default 'UTC',
    language          varchar(10)  not null default 'en',
    source            varchar(50),
    status            varchar(20)  not null default 'active',
    subscription_date timestamptz  not null default now(),
    confirmed_at      timestamptz,
    unsubscribed_at   timestamptz,
    bounce_count      integer      not null default 0,
    complaint_count   integer      not null default 0,
    last_activity_at  timestamptz  not null default now(),
    preferences       jsonb        not null default '{}',
    custom_fields     jsonb        not null default '{}',
    tags              text[],
    is_suppressed     boolean      not null default false,
    created_at        timestamptz  not null default now(),
    updated_at        timestamptz  not null default now(),

    constraint subscribers_status_is_known check (
        status in ('pending', 'active', 'unconfirmed', 'unsubscribed', 'bounced', 'complained')),
    constraint subscribers_email_is_normalised
        check (email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
    constraint subscribers_counts_are_counts check (bounce_count >= 0 and complaint_count >= 0),
    constraint subscribers_preferences_is_an_object check (jsonb_typeof(preferences) = 'object'),
    constraint subscribers_custom_fields_is_an_object
        check (jsonb_typeof(custom_fields) = 'object')
);
create index idx_subscribers_status on audience.subscribers (status);
create index idx_subscribers_tags on audience.subscribers using gin (tags);
create index idx_subscribers_active_location
    on audience.subscribers (status, country, timezone) where status = 'active';
create index subscribers_subscription_date_idx on audience.subscribers (subscription_date);

create trigger updated_at before update on audience.subscribers
    for each row execute function ops.set_updated_at();

create trigger transition before update of status on audience.subscribers
    for each row when (old.status is distinct from new.status)
    execute function ops.enforce_transition('subscriber');

comment on table audience.subscribers is $$People who asked for mail.$$;
comment on column audience.subscribers.id is
$$Identity of the subscriber; the only thing that events carry.$$;
comment on column audience.subscribers.email is $$Address, lower case.$$;
comment on column audience.subscribers.first_name is $$Given name.$$;
comment on column audience.subscribers.last_name is $$Family name.$$;
comment on column audience.subscribers.full_name is $$Name as one, where it is not made of two.$$;
comment on column audience.subscribers.phone is $$Telephone number.$$;
comment on column audience.subscribers.country is $$Country, as given.$$;
comment on column audience.subscribers.timezone is $$IANA time zone.$$;
comment on column audience.subscribers.language is $$ISO 639-1 code.$$;
comment on column audience.subscribers.source is
$$Where the subscription came from: form, import, api …$$;
comment on column audience.subscribers.status is
$$pending = has not confirmed yet; active = gets mail; unconfirmed = never confirmed; unsubscribed
= asked to stop; bounced = the address does not work; complained = called it spam.$$;
comment on column audience.subscribers.subscription_date is $$When the person subscribed.$$;
comment on column audience.subscribers.confirmed_at is $$When the address was confirmed.$$;
comment on column audience.subscribers.unsubscribed_at is $$When the person last unsubscribed.$$;
comment on column audience.subscribers.bounce_count is $$Bounces so far.$$;
comment on column audience.subscribers.complaint_count is $$Spam complaints so far.$$;
comment on column audience.subscribers.last_activity_at is $$When the person last did something.$$;
comment on column audience.subscribers.preferences is $$Anything chosen that has no column.$$;
comment on column audience.subscribers.custom_fields is $$Fields of the deployer.$$;
comment on column audience.subscribers.tags is $$Labels.$$;
comment on column audience.subscribers.is_suppressed is
$$Whether audience.suppressions holds the address or its domain; kept by what writes there, so that
an audience of millions is decided without a hash for each.$$;
comment on column audience.subscribers.created_at is $$When the row was written.$$;
comment on column audience.subscribers.updated_at is $$When it was last changed.$$;
comment on index audience.idx_subscribers_status is $$Used to list subscribers of a status.$$;
comment on index audience.idx_subscribers_tags is $$Used to find subscribers by tag.$$;
comment on index audience.idx_subscribers_active_location is $$Used by segments on location.$$;
comment on index audience.subscribers_subscription_date_idx is
$$Used by audience.refresh_segment to find who came of age.$$;

grant select on audience.subscribers to aquascene_reader;

commit;
