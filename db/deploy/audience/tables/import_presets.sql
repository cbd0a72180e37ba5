-- Deploy aquascene:audience/tables/import_presets to pg
-- requires: audience/grants/schema
-- requires: audit/functions/record_change

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table audience.import_presets (
    name          text  not null primary key,
    mapping       jsonb not null,
    status_values jsonb not null default '{}',
    description   text  not null,

    constraint import_presets_mapping_is_an_object check (jsonb_typeof(mapping) = 'object'),
    constraint import_presets_status_values_is_an_object
        check (jsonb_typeof(status_values) = 'object')
);

do $audit$
begin
    perform audit._watch('audience.import_presets', 'name', '', '');
end;
$audit$;

insert into audience.import_presets (name, mapping, status_values, description)
values
    ('plain',
     '{"email": "email", "e-mail": "email", "email address": "email", "mail": "email",
       "first_name": "first_name", "first name": "first_name", "last_name": "last_name",
       "last name": "last_name", "full_name": "full_name", "name": "full_name",
       "phone": "phone", "country": "country", "timezone": "timezone",
       "time zone": "timezone", "language": "language", "tags": "tags",
       "content_types": "content_types", "newsletter_frequency": "newsletter_frequency",
       "status": "status", "subscription_date": "subscription_date",
       "confirmed_at": "confirmed_at", "unsubscribed_at": "unsubscribed_at",
       "custom_fields": "custom_fields", "newsletter_consent": "newsletter_consent"}',
     '{"active": "active", "subscribed": "active", "confirmed": "active", "enabled": "active",
       "pending": "pending", "unconfirmed": "unconfirmed", "unsubscribed": "unsubscribed",
       "disabled": "unsubscribed", "blocklisted": "unsubscribed", "archived": "unsubscribed",
       "bounced": "bounced", "cleaned": "bounced", "complained": "complained"}',
     'Columns named as fields, or nearly; also what the export writes.'),
    ('listmonk',
     '{"email": "email", "name": "full_name", "attributes": "custom_fields",
       "status": "status", "created_at": "subscription_date"}',
     '{"enabled": "active", "disabled": "unsubscribed", "blocklisted": "unsubscribed"}',
     'Subscribers as listmonk exports them; who is disabled or blocked gets no mail.'),
    ('mailchimp',
     '{"email address": "email", "first name": "first_name", "last name": "last_name",
       "phone number": "phone", "timezone": "timezone", "optin_time": "subscription_date",
       "confirm_time": "confirmed_at", "cc": "country", "tags": "tags",
       "unsub_time": "unsubscribed_at", "clean_time": "bounced_at"}',
     '{}',
     'The three files of an audience of Mailchimp: subscribed, unsubscribed and cleaned.'),
    ('ghost',
     '{"email": "email", "name": "full_name", "note": "custom:note",
       "subscribed_to_emails": "status", "created_at": "subscription_date",
       "deleted_at": "unsubscribed_at", "labels": "tags", "tiers": "custom:tiers"}',
     '{"true": "active", "false": "unsubscribed", "1": "active", "0": "unsubscribed"}',
     'Members as Ghost exports them; only who is subscribed to e-mails gets mail.');

comment on table audience.import_presets is
$$How the files of other products are read: which column is what.$$;
comment on column audience.import_presets.name is $$Name to ask for.$$;
comment on column audience.import_presets.mapping is
$$Object of column, in lower case, and field, as in audience.begin_import.$$;
comment on column audience.import_presets.status_values is
$$Object of what stands in the column of the status, in lower case, and the status it means; what is
not here is a fault of the line.$$;
comment on column audience.import_presets.description is $$What files it is for.$$;

grant select on audience.import_presets to aquascene_reader;

commit;
