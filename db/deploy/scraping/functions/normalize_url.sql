-- Deploy aquascene:scraping/functions/normalize_url to pg
-- requires: scraping/grants/schema
-- requires: ops/functions/url_host

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function scraping.normalize_url(url text)
returns text
language plpgsql
immutable
strict
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
declare
    -- Parameters that name a visit or a campaign, and not a page.
    _of_visits constant text :=
        '^(utm_[a-z0-9_]+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|mc_cid'
        '|mc_eid|igshid|_ga|_gl|_hsenc|_hsmi|mkt_tok|phpsessid|jsessionid|aspsessionid[a-z]*'
        '|session_?id|sess_?id|sid|cfid|cftoken|oscsid|zenid)$';
    _url    constant text := btrim(left(normalize_url.url, 8192), E' \t\n\r\f');
    _host   constant text := ops._url_host(left(_url, 2048));
    _scheme constant text := lower(substring(_url from '^([A-Za-z]+):'));
    -- What stands before the last @ is a user and a password, and may look like a host and a port.
    _port   constant integer := nullif(substring(
        substring(_url from '^[^:]+://(?:[^/?#]*@)?([^/?#@]*)'), ':([0-9]{1,5})$')::integer,
        case _scheme when 'https' then 443 else 80 end);
    _rest   text := split_part(regexp_replace(_url, '^[^:]+://[^/?#]*', ''), '#', 1);
    _path   text;
    _kept   text[] := array[]::text[];
    _part   text;
    _query  text;
begin
    if _host is null or _port not between 1 and 65535 or length(normalize_url.url) > 8192 then
        return null;
    end if;

    -- What may not stand there is encoded, what need not be is not (RFC 3986, 6.2.2).
    if _rest !~ '^[A-Za-z0-9._~:/?@!$&''()*+,;=-]*$' then
        _rest := (
            select string_agg(
                       case when upper(m.part[1]) ~ '^([46][1-9A-F]|[57][0-9A]|3[0-9]|2[DE]|5F|7E)$'
                            then convert_from(decode(m.part[1], 'hex'), 'UTF8')     -- unreserved
                            when m.part[1] is not null then '%' || upper(m.part[1])
                            when m.part[2] is not null then m.part[2]
                            else regexp_replace(upper(encode(convert_to(m.part[3], 'UTF8'), 'hex')),
                                                '(..)', '%\1', 'g') end,
                       '' order by m.place)
              from regexp_matches(
                       _rest, '%([0-9A-Fa-f]{2})|([A-Za-z0-9._~:/?@!$&''()*+,;=-]+)|(.)', 'g')
                   with ordinality as m (part, place));
    end if;

    _path := regexp_replace(split_part(_rest, '?', 1), ';jsessionid=[^/;]*', '', 'gi');
    _query := substr(_rest, strpos(_rest || '?', '?') + 1);
    if _path ~ '/\.\.?(/|$)' then                -- dot segments (RFC 3986, 5.2.4)
        foreach _part in array string_to_array(substr(_path, 2), '/') loop
            if _part = '..' then
                _kept := trim_array(_kept, least(cardinality(_kept), 1));
            elsif _part <> '.' then
                _kept := _kept || _part;
            end if;
        end loop;
        -- They are places too: a/. is a/, and a/b/.. is a/.
        _path := '/' || array_to_string(
            case when _path ~ '/\.\.?$' then _kept || ''::text else _kept end, '/');
    end if;
    if _query <> '' then
        _query := (
            select string_agg(q.part, '&' order by q.place)
              from string_to_table(_query, '&') with ordinality as q (part, place)
             where q.part <> '' and lower(split_part(q.part, '=', 1)) !~ _of_visits);
    end if;

    _rest := _scheme || '://' || _host || coalesce(':' || _port, '')
             || case when _path like '/%' then _path else '/' || _path end
             || coalesce('?' || nullif(_query, ''), '');
    return case when length(_rest) <= 2048 then _rest end;
end;
$function$;

comment on function scraping.normalize_url is
$$Returns an address in the form in which it is known once: scheme and host in lower-case ASCII,
no usual port, credentials and fragment, dot segments resolved, percent-encoding as RFC 3986 has it,
and without parameters that name a visit or a campaign (utm_source, PHPSESSID …); null when it is
no http(s) address of at most 2,048 characters (8,192 as given), or its port is not from 1 to 65535.

url: an absolute address. Errors: none.$$;

revoke execute on function scraping.normalize_url from public;
grant execute on function scraping.normalize_url to aquascene_reader, aquascene_worker;

create or replace function scraping._is_trap(url text)
returns boolean
language sql
immutable
strict
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    select p.path ~ '/(([^/]+/){1,4})\1\1' or p.path ~ '(/[^/]*){22}'
      from (select regexp_replace(url, '^https?://[^/]*|/?([?].*)?$', '', 'g') || '/'
           ) as p (path);
$function$;

comment on function scraping._is_trap is
$$Returns whether an address looks as if a site made it without end: one to four segments three
times in a row, or more than 20 segments.

url: from scraping.normalize_url. Errors: none.$$;

revoke execute on function scraping._is_trap from public;

create or replace function scraping._is_within(url text, domains text[])
returns boolean
language sql
immutable
strict
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    select exists (
        select
          from unnest(domains) as d (domain)
         cross join substring(url from '^https?://([^/]+)') as h (host)
         where d.domain in (h.host, regexp_replace(h.host, ':[0-9]+$', ''))
            or right(regexp_replace(h.host, ':[0-9]+$', ''), length(d.domain) + 1)
                   = '.' || d.domain);
$function$;

comment on function scraping._is_within is
$$Returns whether an address is at one of the domains, or below it.

url: from scraping.normalize_url. domains: lower-case, with a port to allow only this.
Errors: none.$$;

revoke execute on function scraping._is_within from public;

commit;
