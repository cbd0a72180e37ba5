-- Deploy aquascene:analytics/functions/rate to pg
-- requires: analytics/grants/schema

begin;
set local role aquascene_owner;

create or replace function analytics._rate(part bigint, whole bigint)
returns numeric
language sql
immutable
parallel safe
begin atomic
    select case when whole > 0 then round(least(1, part::numeric / whole), 4) end;
end;

comment on function analytics._rate is
$$Returns part / whole, at most 1, to four digits; null of nothing.

part, whole: counts. Errors: none.$$;

revoke execute on function analytics._rate from public;

commit;
