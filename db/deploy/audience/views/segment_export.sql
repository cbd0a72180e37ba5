-- Deploy aquascene:audience/views/segment_export to pg
-- requires: audience/views/subscriber_export
-- requires: audience/tables/subscriber_segments
-- requires: audience/tables/subscriber_segment_memberships

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace view audience.segment_export as
select g.name as segment, e.*
  from audience.subscriber_segments as g
  join audience.subscriber_segment_memberships as m on m.segment_id = g.id
  join audience.subscriber_export as e on e.id = m.subscriber_id;

comment on view audience.segment_export is
$$audience.subscriber_export for the members of segments: a row for each segment and member.$$;
comment on column audience.segment_export.segment is $$Name of the segment.$$;
comment on column audience.segment_export.id is $$Identity of the subscriber.$$;
comment on column audience.segment_export.email is $$Address.$$;
comment on column audience.segment_export.first_name is $$Given name.$$;
comment on column audience.segment_export.last_name is $$Family name.$$;
comment on column audience.segment_export.full_name is $$Name as one.$$;
comment on column audience.segment_export.phone is $$Telephone number.$$;
comment on column audience.segment_export.country is $$Country, as given.$$;
comment on column audience.segment_export.timezone is $$IANA time zone.$$;
comment on column audience.segment_export.language is $$ISO 639-1 code.$$;
comment on column audience.segment_export.source is $$Where the subscription came from.$$;
comment on column audience.segment_export.status is $$As in audience.subscribers.$$;
comment on column audience.segment_export.subscription_date is $$Since when.$$;
comment on column audience.segment_export.confirmed_at is $$When the address was confirmed.$$;
comment on column audience.segment_export.unsubscribed_at is $$When the person left.$$;
comment on column audience.segment_export.tags is $$Labels, a JSON list.$$;
comment on column audience.segment_export.newsletter_frequency is $$How often.$$;
comment on column audience.segment_export.content_types is
$$Kinds of content wanted, a JSON list.$$;
comment on column audience.segment_export.newsletter_consent is
$$Whether the person agreed to the newsletter.$$;
comment on column audience.segment_export.custom_fields is
$$Fields of the deployer, a JSON object.$$;

grant select on audience.segment_export to aquascene_reader;

commit;
