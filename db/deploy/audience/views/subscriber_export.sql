-- Deploy aquascene:audience/views/subscriber_export to pg
-- requires: audience/tables/subscribers
-- requires: audience/tables/subscription_preferences

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace view audience.subscriber_export as
select s.id, s.email, s.first_name, s.last_name, s.full_name, s.phone, s.country, s.timezone,
       s.language, s.source, s.status, s.subscription_date, s.confirmed_at, s.unsubscribed_at,
       to_jsonb(s.tags)::text as tags, p.newsletter_frequency,
       to_jsonb(p.content_types)::text as content_types,
       coalesce(p.gdpr_consent, false)::text as newsletter_consent,
       nullif(s.custom_fields, '{}')::text as custom_fields
  from audience.subscribers as s
  left join audience.subscription_preferences as p on p.subscriber_id = s.id;

comment on view audience.subscriber_export is
$$Subscribers as the lines of a file: a row each, columns named as the fields of
audience.begin_import.$$;
comment on column audience.subscriber_export.id is $$Identity of the subscriber.$$;
comment on column audience.subscriber_export.email is $$Address.$$;
comment on column audience.subscriber_export.first_name is $$Given name.$$;
comment on column audience.subscriber_export.last_name is $$Family name.$$;
comment on column audience.subscriber_export.full_name is $$Name as one.$$;
comment on column audience.subscriber_export.phone is $$Telephone number.$$;
comment on column audience.subscriber_export.country is $$Country, as given.$$;
comment on column audience.subscriber_export.timezone is $$IANA time zone.$$;
comment on column audience.subscriber_export.language is $$ISO 639-1 code.$$;
comment on column audience.subscriber_export.source is $$Where the subscription came from.$$;
comment on column audience.subscriber_export.status is $$As in audience.subscribers.$$;
comment on column audience.subscriber_export.subscription_date is $$Since when.$$;
comment on column audience.subscriber_export.confirmed_at is $$When the address was confirmed.$$;
comment on column audience.subscriber_export.unsubscribed_at is $$When the person left.$$;
comment on column audience.subscriber_export.tags is $$Labels, a JSON list.$$;
comment on column audience.subscriber_export.newsletter_frequency is $$How often.$$;
comment on column audience.subscriber_export.content_types is
$$Kinds of content wanted, a JSON list.$$;
comment on column audience.subscriber_export.newsletter_consent is
$$Whether the person agreed to the newsletter.$$;
comment on column audience.subscriber_export.custom_fields is
$$Fields of the deployer, a JSON object.$$;

grant select on audience.subscriber_export to aquascene_reader;

commit;
