-- Deploy aquascene:ops/functions/url_host to pg
-- requires: ops/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops._punycode(label text)
returns text
language plpgsql
immutable
strict
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
-- The names are those of RFC 3492, section 6.3.
declare
    _digits constant text      := 'abcdefghijklmnopqrstuvwxyz0123456789';
    _input  constant integer[] := array(select ascii(c) from string_to_table(label, null) as c);
    _output text    := array_to_string(array(select chr(c) from unnest(_input) as c where c < 128),
                                       '');
    _basic  constant integer := length(_output);
    _done   integer := _basic;
    _n      integer := 128;
    _delta  bigint  := 0;
    _bias   integer := 72;
    _next   integer;
    _c      integer;
    _q      bigint;
    _k      integer;
    _t      integer;
begin
    if _basic > 0 then
        _output := _output || '-';
    end if;
    while _done < cardinality(_input) loop
        _next := (select min(c) from unnest(_input) as c where c >= _n);
        _delta := _delta + (_next - _n)::bigint * (_done + 1);
        _n := _next;
        foreach _c in array _input loop
            if _c < _n then
                _delta := _delta + 1;
            elsif _c = _n then
                _q := _delta;
                _k := 36;
                loop
                    _t := least(greatest(_k - _bias, 1), 26);
                    exit when _q < _t;
                    _output := _output
                               || substr(_digits, (_t + (_q - _t) % (36 - _t))::integer + 1, 1);
                    _q := (_q - _t) / (36 - _t);
                    _k := _k + 36;
                end loop;
                _output := _output || substr(_digits, _q::integer + 1, 1);
                -- adapt the bias
                _delta := case when _done = _basic then _delta / 700 else _delta / 2 end;
                _delta := _delta + _delta / (_done + 1);
                _k := 0;
                while _delta > 455 loop
                    _delta := _delta / 35;
                    _k := _k + 36;
                end loop;
                _bias := (_k + 36 * _delta / (_delta + 38))::integer;
                _delta := 0;
                _done := _done + 1;
            end if;
        end loop;
        _delta := _delta + 1;
        _n := _n + 1;
    end loop;
    return _output;
end;
$function$;

comment on function ops._punycode is
$$Returns a label of a domain name in Punycode (RFC 3492), without the prefix xn--.

label: at most 64 characters, at least one of them not ASCII. Errors: none.$$;

revoke execute on function ops._punycode from public;

create or replace function ops._ascii_domain(domain text)
returns text
language plpgsql
immutable
strict
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
declare
    -- The full stops of Chinese and Japanese part labels too (RFC 3490, section 3.1).
    _domain text := rtrim(lower(translate(left(_ascii_domain.domain, 1000), '。．｡', '...')), '.');
begin
    if octet_length(_domain) > length(_domain) then
        select string_agg(case when octet_length(l.label) = length(l.label) then l.label
                               else 'xn--' || ops._punycode(left(l.label, 64)) end,
                          '.' order by l.place)
          into _domain
          from string_to_table(lower(normalize(_domain, nfkc)), '.') with ordinality
               as l (label, place);
    end if;
    if length(_domain) > 253
        or _domain !~ '^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?'
                      '(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$'
    then
        return null;
    end if;
    return _domain;
end;
$function$;

comment on function ops._ascii_domain is
$$Returns a domain name in lower-case ASCII (IDNA: labels with other letters in Punycode), without a
full stop at the end; null when it is none.

domain: such as münchen.example. Errors: none.$$;

revoke execute on function ops._ascii_domain from public;

create or replace function ops._url_host(url text)
returns text
language plpgsql
immutable
strict
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
declare
    -- What stands before the last @ of the authority is a user and a password.
    _host constant text := substring(left(_url_host.url, 2048) from
        '^[Hh][Tt][Tt][Pp][Ss]?://(?:[^\\/?#[:space:]]*@)?'
        '(\[[0-9A-Fa-f:.]+\]|[^]\\/?#@:[:space:][]+)'
        '(?::[0-9]{0,5})?(?:[/?#][^\u0001-\u001f\u007f]*)?$');
begin
    if _host like '[%' then
        return lower(_host);
    end if;
    return ops._ascii_domain(_host);
end;
$function$;

comment on function ops._url_host is
$$Returns the host of an http(s) address in lower-case ASCII, without credentials and port; null
when the text is no such address, as when it holds control characters.

url: an absolute address; its first 2,048 characters are looked at. Errors: none.$$;

revoke execute on function ops._url_host from public;

commit;
