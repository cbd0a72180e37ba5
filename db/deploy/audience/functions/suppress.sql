-- Deploy aquascene:audience/functions/suppress to pg
-- requires: audience/tables/suppressions
-- requires: audience/tables/subscribers
-- requires: audience/functions/is_suppressed
-- requires: audience/functions/address_hash
-- requires: audience/functions/normalize_email
-- requires: ops/functions/now
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience._suppress(email text, reason text)
returns boolean
language sql
volatile
set search_path = pg_catalog, pg_temp
as $function$
    with added as (
        insert into audience.suppressions (address_hash, reason, created_at)
        values (audience._address_hash(_suppress.email), _suppress.reason, ops.now())
        on conflict on constraint suppressions_address_hash_key do nothing
        returning id
    ), known as (
        update audience.subscribers as s
           set is_suppressed = true
         where s.email = _suppress.email and not s.is_suppressed
    )
    select exists (select from added);
$function$;

comment on function audience._suppress is
$$Keeps an address from getting mail, and returns whether it got any before; the first reason stays.

email: normalised. reason: as in audience.suppressions. Errors: 23514 no such reason.
Writes: audience.suppressions, audience.subscribers.$$;

revoke execute on function audience._suppress from public;

create or replace function audience.suppress(email text default null, domain text default null)
returns boolean
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _domain constant text := ops._ascii_domain(suppress.domain);
begin
    perform admin._check_permission('audience.manage');
    if num_nonnulls(suppress.email, suppress.domain) <> 1 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'suppress takes an address or a domain',
            hint    = 'Pass email => or domain =>.';
    end if;
    if suppress.email is not null then
        return audience._suppress(audience._checked_email(suppress.email), 'manual');
    end if;
    if _domain is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('%L is no domain', left(suppress.domain, 100)),
            hint    = 'Write it as in example.com.';
    end if;
    insert into audience.suppressions (domain, reason, created_at)
    values (_domain, 'manual', ops.now())
    on conflict on constraint suppressions_domain_key do nothing;
    if not found then
        return false;
    end if;
    update audience.subscribers as s
       set is_suppressed = true
     where split_part(s.email, '@', 2) = _domain and not s.is_suppressed;
    return true;
end;
$function$;

comment on function audience.suppress is
$$Keeps an address, or all addresses of a domain, from ever getting mail, also after they are
deleted and imported again; returns whether they got any before.

email, domain: one of them. Of an address only a keyed hash is kept. A person who acts needs
audience.manage. Errors: 28000 nobody acts; 42501 the permission is missing; 22023 both or none, or
it is no address or domain. Writes: audience.suppressions, audience.subscribers.$$;

revoke execute on function audience.suppress from public;
grant execute on function audience.suppress to aquascene_editor, aquascene_worker;

create or replace function audience.unsuppress(email text default null, domain text default null)
returns boolean
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin._check_permission('audience.manage');
    delete from audience.suppressions as s
     where s.address_hash = audience._address_hash(audience.normalize_email(unsuppress.email))
        or s.domain = ops._ascii_domain(unsuppress.domain);
    if not found then
        return false;
    end if;
    update audience.subscribers as s
       set is_suppressed = false
     where s.is_suppressed and not audience._is_suppressed(s.email)
       and (s.email = audience.normalize_email(unsuppress.email)
            or split_part(s.email, '@', 2) = ops._ascii_domain(unsuppress.domain));
    return true;
end;
$function$;

comment on function audience.unsuppress is
$$Lets an address, or a domain, get mail again, and returns whether it was suppressed. Nobody's
consent comes back by this.

email, domain: as in audience.suppress. A person who acts needs audience.manage. Errors: 28000
nobody acts; 42501 the permission is missing. Writes: audience.suppressions,
audience.subscribers.$$;

revoke execute on function audience.unsuppress from public;
grant execute on function audience.unsuppress to aquascene_admin;

commit;
