-- Deploy aquascene:content/functions/search_config to pg
-- requires: content/grants/schema

begin;
set local role aquascene_owner;

create or replace function content.search_config(language text)
returns regconfig
language sql
immutable
parallel safe
begin atomic
    select case language
               when 'ar' then 'pg_catalog.arabic'::regconfig
               when 'ca' then 'pg_catalog.catalan'::regconfig
               when 'da' then 'pg_catalog.danish'::regconfig
               when 'de' then 'pg_catalog.german'::regconfig
               when 'el' then 'pg_catalog.greek'::regconfig
               when 'en' then 'pg_catalog.english'::regconfig
               when 'es' then 'pg_catalog.spanish'::regconfig
               when 'eu' then 'pg_catalog.basque'::regconfig
               when 'fi' then 'pg_catalog.finnish'::regconfig
               when 'fr' then 'pg_catalog.french'::regconfig
               when 'ga' then 'pg_catalog.irish'::regconfig
               when 'hi' then 'pg_catalog.hindi'::regconfig
               when 'hu' then 'pg_catalog.hungarian'::regconfig
               when 'hy' then 'pg_catalog.armenian'::regconfig
               when 'id' then 'pg_catalog.indonesian'::regconfig
               when 'it' then 'pg_catalog.italian'::regconfig
               when 'lt' then 'pg_catalog.lithuanian'::regconfig
               when 'ne' then 'pg_catalog.nepali'::regconfig
               when 'nl' then 'pg_catalog.dutch'::regconfig
               when 'no' then 'pg_catalog.norwegian'::regconfig
               when 'pt' then 'pg_catalog.portuguese'::regconfig
               when 'ro' then 'pg_catalog.romanian'::regconfig
               when 'ru' then 'pg_catalog.russian'::regconfig
               when 'sr' then 'pg_catalog.serbian'::regconfig
               when 'sv' then 'pg_catalog.swedish'::regconfig
               when 'ta' then 'pg_catalog.tamil'::regconfig
               when 'tr' then 'pg_catalog.turkish'::regconfig
               when 'yi' then 'pg_catalog.yiddish'::regconfig
               else 'pg_catalog.simple'::regconfig
           end;
end;

comment on function content.search_config is
$$Returns PostgreSQL's text search configuration for a language, simple when there is none.

language: ISO 639-1 code. Errors: none.$$;

revoke execute on function content.search_config from public;
grant execute on function content.search_config to aquascene_reader, aquascene_app;

commit;
