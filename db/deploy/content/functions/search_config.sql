-- Deploy aquascene:content/functions/search_config to pg
-- requires: content/data/search_configurations

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.search_config(language text)
returns regconfig
language sql
immutable
parallel safe
begin atomic
    select case language
               when 'ar' then 'content.arabic'::regconfig
               when 'ca' then 'content.catalan'::regconfig
               when 'da' then 'content.danish'::regconfig
               when 'de' then 'content.german'::regconfig
               when 'el' then 'content.greek'::regconfig
               when 'en' then 'content.english'::regconfig
               when 'es' then 'content.spanish'::regconfig
               when 'eu' then 'content.basque'::regconfig
               when 'fi' then 'content.finnish'::regconfig
               when 'fr' then 'content.french'::regconfig
               when 'ga' then 'content.irish'::regconfig
               when 'hi' then 'content.hindi'::regconfig
               when 'hu' then 'content.hungarian'::regconfig
               when 'hy' then 'content.armenian'::regconfig
               when 'id' then 'content.indonesian'::regconfig
               when 'it' then 'content.italian'::regconfig
               when 'lt' then 'content.lithuanian'::regconfig
               when 'ne' then 'content.nepali'::regconfig
               when 'nl' then 'content.dutch'::regconfig
               when 'no' then 'content.norwegian'::regconfig
               when 'pt' then 'content.portuguese'::regconfig
               when 'ro' then 'content.romanian'::regconfig
               when 'ru' then 'content.russian'::regconfig
               when 'sr' then 'content.serbian'::regconfig
               when 'sv' then 'content.swedish'::regconfig
               when 'ta' then 'content.tamil'::regconfig
               when 'tr' then 'content.turkish'::regconfig
               when 'yi' then 'content.yiddish'::regconfig
               else 'content.simple'::regconfig
           end;
end;

comment on function content.search_config is
$$Returns the text search configuration for a language, content.simple when there is none. All of
them leave accents out.

language: ISO 639-1 code. Errors: none.$$;

revoke execute on function content.search_config from public;
grant execute on function content.search_config to aquascene_reader, aquascene_app;

commit;
