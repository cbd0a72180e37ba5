-- Deploy aquascene:ops/data/preflight to pg

begin;
set local search_path = pg_catalog, pg_temp;

do $preflight$
declare
    _schemas  constant text[] := array['ops', 'audit', 'admin', 'scraping', 'content',
                                       'audience', 'newsletter', 'social', 'analytics'];
    _trusted  constant text[] := array['uuid-ossp', 'pgcrypto', 'pg_trgm', 'unaccent'];
    _needed   constant text[] := _trusted || array['pg_stat_statements'];
    _me       constant pg_catalog.pg_roles := (
        select r from pg_catalog.pg_roles as r where r.rolname = current_user);
    _found    text;
begin
    if current_setting('server_version_num')::int < 150000 then
        raise exception using
            errcode = 'feature_not_supported',
            message = format('PostgreSQL %s is too old: AquaScene needs 15 or later',
                             current_setting('server_version')),
            hint    = 'Deploy to a server of version 15 or later.';
    end if;

    if current_setting('server_encoding') <> 'UTF8' then
        raise exception using
            errcode = 'feature_not_supported',
            message = format('database %s has encoding %s: AquaScene needs UTF8',
                             current_database(), current_setting('server_encoding')),
            hint    = 'createdb --encoding=UTF8 --template=template0 …';
    end if;

    if 'é' !~ '[[:alpha:]]' then
        raise exception using
            errcode = 'feature_not_supported',
            message = format('database %s has LC_CTYPE %s, which knows only ASCII letters',
                             current_database(), current_setting('lc_ctype')),
            hint    = 'createdb --locale=C.UTF-8 --template=template0 …';
    end if;

    select string_agg(n.nspname, ', ' order by n.nspname) into _found
      from pg_catalog.pg_namespace as n
     where n.nspname = any(_schemas);
    if _found is not null then
        raise exception using
            errcode = 'duplicate_schema',
            message = format('database %s already has schema %s', current_database(), _found),
            hint    = 'Deploy to an empty database (createdb), or rename what is there.';
    end if;

    if not _me.rolsuper and not pg_catalog.pg_has_role(
        current_user, (select d.datdba from pg_catalog.pg_database as d
                        where d.datname = current_database()), 'USAGE') then
        raise exception using
            errcode = 'insufficient_privilege',
            message = format('role %s does not own database %s', current_user, current_database()),
            hint    = format('As a superuser: alter database %I owner to %I;',
                             current_database(), current_user);
    end if;

    if not _me.rolsuper and not _me.rolcreaterole then
        raise exception using
            errcode = 'insufficient_privilege',
            message = format('role %s may not create roles', current_user),
            hint    = format('As a superuser: alter role %I createrole;', current_user);
    end if;

    select string_agg(quote_ident(e.name), ', ' order by e.name) into _found
      from unnest(_needed) as e (name)
     where not exists (select from pg_catalog.pg_available_extensions as a
                        where a.name = e.name);
    if _found is not null then
        raise exception using
            errcode = 'feature_not_supported',
            message = format('the server lacks the extension %s', _found),
            hint    = 'Install the contrib package of this PostgreSQL (Debian: postgresql-15).';
    end if;

    select string_agg(quote_ident(e.name), ', ' order by e.name) into _found
      from unnest(_needed) as e (name)
     where not _me.rolsuper
       and e.name <> all (_trusted)
       and not exists (select from pg_catalog.pg_extension as x where x.extname = e.name);
    if _found is not null then
        raise exception using
            errcode = 'insufficient_privilege',
            message = format('database %s lacks extension %s, which only a superuser makes',
                             current_database(), _found),
            hint    = format('As a superuser in this database: create extension %s;', _found);
    end if;

    select string_agg(format('%I (in schema %I)', x.extname, n.nspname), ', ' order by x.extname)
      into _found
      from pg_catalog.pg_extension as x
      join pg_catalog.pg_namespace as n on n.oid = x.extnamespace
     where x.extname = any(_needed) and n.nspname <> 'public';
    if _found is not null then
        raise exception using
            errcode = 'feature_not_supported',
            message = format('extension outside schema public: %s', _found),
            hint    = 'alter extension … set schema public;';
    end if;
end;
$preflight$;

commit;
