-- Deploy aquascene:audience/tables/consent_events to pg
-- requires: audience/tables/subscribers

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table audience.consent_events (
    id            bigint      not null generated always as identity primary key,
    subscriber_id uuid        not null references audience.subscribers (id) on delete cascade,
    purpose       text        not null,
    is_granted    boolean     not null,
    source        text        not null,
    ip_address    inet,
    text_version  text,
    evidence      jsonb       not null default '{}',
    occurred_at   timestamptz not null default now(),

    constraint consent_events_purpose_is_known
        check (purpose in ('newsletter', 'marketing', 'analytics', 'third_party')),
    constraint consent_events_evidence_is_an_object check (jsonb_typeof(evidence) = 'object')
);
create index consent_events_subscriber_id_idx
    on audience.consent_events (subscriber_id, occurred_at);

comment on table audience.consent_events is $$Every consent given and withdrawn, append-only.$$;
comment on column audience.consent_events.id is $$Order of writing.$$;
comment on column audience.consent_events.subscriber_id is $$Who.$$;
comment on column audience.consent_events.purpose is
$$newsletter, marketing, analytics or third_party.$$;
comment on column audience.consent_events.is_granted is $$true = given; false = withdrawn.$$;
comment on column audience.consent_events.source is $$How: form, import, link …$$;
comment on column audience.consent_events.ip_address is $$Where from.$$;
comment on column audience.consent_events.text_version is
$$Version of the text that was agreed to.$$;
comment on column audience.consent_events.evidence is $$What proves it.$$;
comment on column audience.consent_events.occurred_at is $$When.$$;
comment on index audience.consent_events_subscriber_id_idx is
$$Used to read a person's consent history, and by the foreign key.$$;

grant select on audience.consent_events to aquascene_reader;

commit;
