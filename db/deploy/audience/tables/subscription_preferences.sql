-- Deploy aquascene:audience/tables/subscription_preferences to pg
-- requires: audience/tables/subscribers

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table audience.subscription_preferences (
    id                   uuid        not null default gen_random_uuid() primary key,
    subscriber_id        uuid        not null unique
        references audience.subscribers (id) on delete cascade,
    newsletter_frequency varchar(20) not null default 'weekly',
    content_types        text[],
    preferred_send_time  time        not null default '09:00',
    preferred_send_days  integer[]   not null default '{1,2,3,4,5,6,7}',
    email_format         varchar(10) not null default 'html',
    double_opt_in        boolean     not null default false,
    marketing_consent    boolean     not null default false,
    analytics_consent    boolean     not null default false,
    third_party_sharing  boolean     not null default false,
    gdpr_consent         boolean     not null default false,
    gdpr_consent_date    timestamptz,
    updated_at           timestamptz not null default now(),

    constraint subscription_preferences_frequency_is_known check (
        newsletter_frequency in ('daily', 'weekly', 'bi_weekly', 'monthly', 'never')),
    constraint subscription_preferences_format_is_known check (email_format in ('html', 'text')),
    constraint subscription_preferences_days_are_week_days
        check (preferred_send_days <@ array[1, 2, 3, 4, 5, 6, 7])
);

create trigger updated_at before update on audience.subscription_preferences
    for each row execute function ops.set_updated_at();

comment on table audience.subscription_preferences is
$$What each subscriber wants, and what they consented to.$$;
comment on column audience.subscription_preferences.id is $$Identity of the row.$$;
comment on column audience.subscription_preferences.subscriber_id is $$Whose preferences.$$;
comment on column audience.subscription_preferences.newsletter_frequency is
$$daily, weekly, bi_weekly, monthly, or never.$$;
comment on column audience.subscription_preferences.content_types is
$$Kinds of content wanted; null or empty = all.$$;
comment on column audience.subscription_preferences.preferred_send_time is
$$Hour wanted, in the subscriber's time zone.$$;
comment on column audience.subscription_preferences.preferred_send_days is
$$ISO week days wanted, 1 = Monday.$$;
comment on column audience.subscription_preferences.email_format is $$html or text.$$;
comment on column audience.subscription_preferences.double_opt_in is
$$Whether the address was confirmed by its owner.$$;
comment on column audience.subscription_preferences.marketing_consent is
$$Follows from consent_events.$$;
comment on column audience.subscription_preferences.analytics_consent is
$$Follows from consent_events.$$;
comment on column audience.subscription_preferences.third_party_sharing is
$$Follows from consent_events.$$;
comment on column audience.subscription_preferences.gdpr_consent is
$$Consent to be sent the newsletter; follows from consent_events.$$;
comment on column audience.subscription_preferences.gdpr_consent_date is
$$When it was last given.$$;
comment on column audience.subscription_preferences.updated_at is
$$When the preferences were last changed.$$;

grant select on audience.subscription_preferences to aquascene_reader;

commit;
