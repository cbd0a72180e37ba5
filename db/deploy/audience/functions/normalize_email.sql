-- Deploy aquascene:audience/functions/normalize_email to pg
-- requires: audience/grants/schema
-- requires: ops/functions/url_host

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience.normalize_email(email text)
returns text
language plpgsql
immutable
strict
parallel safe
security definer                            -- what it calls is granted to nobody
set search_path = pg_catalog, pg_temp
as $function$
declare
    _email  constant text := btrim(left(normalize_email.email, 1000), E' \t\r\n');
    _local  constant text := substring(_email from '^([^@]{1,64})@[^@]+$');
    _domain constant text := ops._ascii_domain(substring(_email from '@([^@]+)$'));
begin
    if _local is null or _domain is null
        -- Look-alikes of letters are not ASCII; what stands in quotes is no name that people use.
        or _local !~ '^[A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+)*$'
        or _domain !~ '^[a-z0-9-]+(\.[a-z0-9-]+)*\.([a-z]{2,63}|xn--[a-z0-9-]{2,59})$'
        or length(_local) + 1 + length(_domain) > 254
        or right(_email, 1) = '.'
    then
        return null;
    end if;
    return lower(_local) || '@' || _domain;
end;
$function$;

comment on function audience.normalize_email is
$$Returns an address in the form in which it is known once: lower case, the domain in ASCII (IDNA);
null when it is none.

email: one address (RFC 5321: 64 characters before the @, 254 in all), without a display name; white
space around it is no part of it. What stands after a + is kept. Errors: none.$$;

revoke execute on function audience.normalize_email from public;
grant execute on function audience.normalize_email
    to aquascene_reader, aquascene_app, aquascene_worker, aquascene_editor;

-- Addresses as nearly all are, in 1 microsecond: up to 64 characters, so that no part is too long.
create or replace function audience._quick_email(email text)
returns text
language sql
immutable
parallel safe
begin atomic
    select case when length(_quick_email.email) <= 64
                     and _quick_email.email ~ ('^[A-Za-z0-9_+-]+([.][A-Za-z0-9_+-]+)*@'
                                               '([A-Za-z0-9]+(-+[A-Za-z0-9]+)*[.])+'
                                               '[A-Za-z][A-Za-z]+$')
                then lower(_quick_email.email)
                else audience.normalize_email(_quick_email.email) end;
end;

comment on function audience._quick_email is
$$Returns what audience.normalize_email returns, quicker for many. Errors: none.$$;

revoke execute on function audience._quick_email from public;

create or replace function audience._checked_email(email text)
returns text
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
begin
    if audience.normalize_email(_checked_email.email) is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('%L is no e-mail address', left(_checked_email.email, 100)),
            column  = 'email',
            hint    = 'Write it as in ada@example.com, without a name.';
    end if;
    return audience.normalize_email(_checked_email.email);
end;
$function$;

comment on function audience._checked_email is
$$Returns an address as audience.normalize_email does. Errors: 22023 it is none.$$;

revoke execute on function audience._checked_email from public;

commit;
