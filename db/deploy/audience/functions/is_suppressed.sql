-- Deploy aquascene:audience/functions/is_suppressed to pg
-- requires: audience/functions/address_hash
-- requires: audience/tables/suppressions

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience._is_suppressed(email text)
returns boolean
language sql
stable
begin atomic
    select exists (select from audience.suppressions as s
                    where s.address_hash = audience._address_hash(email))
        or exists (select from audience.suppressions as s
                    where s.domain = split_part(email, '@', 2));
end;

comment on function audience._is_suppressed is
$$Returns whether an address, or its whole domain, is suppressed.

email: the address, lower case. Errors: none.$$;

revoke execute on function audience._is_suppressed from public;

commit;
