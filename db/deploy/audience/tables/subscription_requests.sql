-- Deploy aquascene:audience/tables/subscription_requests to pg
-- requires: audience/tables/subscribers

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- What somebody asked for in the name of an address waits here, and changes nothing before whoever
-- reads the address's mail says so.
create table audience.subscription_requests (
    id            uuid        not null default gen_random_uuid() primary key,
    subscriber_id uuid        not null references audience.subscribers (id) on delete cascade,
    kind          text        not null,
    email         text        not null,
    details       jsonb       not null default '{}',
    requested_at  timestamptz not null default now(),
    expires_at    timestamptz not null,
    mail_at       timestamptz not null default now(),
    mailed_at     timestamptz,
    confirmed_at  timestamptz,

    constraint subscription_requests_kind_is_known check (kind in ('subscribe', 'change_email')),
    constraint subscription_requests_details_is_an_object
        check (jsonb_typeof(details) = 'object')
);
create index subscription_requests_subscriber_id_idx
    on audience.subscription_requests (subscriber_id, requested_at desc);
create index subscription_requests_waiting_idx
    on audience.subscription_requests (requested_at) where mailed_at is null;

comment on table audience.subscription_requests is
$$Sign-ups and changes of address that wait to be confirmed by a link in a mail.$$;
comment on column audience.subscription_requests.id is $$Identity; carried by the link.$$;
comment on column audience.subscription_requests.subscriber_id is $$Who it is about.$$;
comment on column audience.subscription_requests.kind is
$$subscribe = get mail; change_email = get it at another address.$$;
comment on column audience.subscription_requests.email is $$The address that has to confirm.$$;
comment on column audience.subscription_requests.details is
$$What takes effect then: consents, source, ip_address, text_version, evidence.$$;
comment on column audience.subscription_requests.requested_at is $$When it was asked for.$$;
comment on column audience.subscription_requests.expires_at is $$The link is good until then.$$;
comment on column audience.subscription_requests.mail_at is $$Not mailed before.$$;
comment on column audience.subscription_requests.mailed_at is
$$When a worker took it to send the mail.$$;
comment on column audience.subscription_requests.confirmed_at is $$When the link was followed.$$;
comment on index audience.subscription_requests_subscriber_id_idx is
$$Used to see whether an address was asked just now, and by the foreign key.$$;
comment on index audience.subscription_requests_waiting_idx is
$$Used by audience.claim_requests.$$;

commit;
