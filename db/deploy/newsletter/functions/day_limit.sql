-- Deploy aquascene:newsletter/functions/day_limit to pg
-- requires: newsletter/tables/sending_limits
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.day_limit(sending_limit newsletter.sending_limits)
returns bigint
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    select least(
               sending_limit.per_day::bigint,
               -- beyond any limit after a while: the exponent is not allowed to overflow
               case when d.growth < 20 then
                   floor(sending_limit.warm_up_start * exp(d.growth))::bigint end)
      from (select greatest((ops.now() at time zone 'UTC')::date - sending_limit.warm_up_from, 0)
                   * ln(sending_limit.warm_up_factor)::double precision as growth) as d;
$function$;

comment on function newsletter.day_limit is
$$Returns how many messages a limit allows in 24 hours: per_day, or what the warm-up has come to,
warm_up_start times warm_up_factor for each day (UTC) since warm_up_from, if that is less; null =
any. Errors: none.$$;

revoke execute on function newsletter.day_limit from public;
grant execute on function newsletter.day_limit to aquascene_reader;      -- for the view

commit;
