-- Deploy aquascene:ops/functions/enforce_transition to pg
-- requires: ops/tables/status_transitions

begin;
set local role aquascene_owner;

create or replace function ops.enforce_transition()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on the diagram
set search_path = pg_catalog, pg_temp
as $function$
declare
    _from      text := to_jsonb(old) ->> tg_argv[1];
    _to        text := to_jsonb(new) ->> tg_argv[1];
    _reachable text;
begin
    if exists (
        select
          from ops.status_transitions as t
         where t.entity = tg_argv[0] and t.from_status = _from and t.to_status = _to
    ) then
        return new;
    end if;

    select string_agg(format('%s (%s)', t.to_status, t.event), ', ' order by t.to_status)
      into _reachable
      from ops.status_transitions as t
     where t.entity = tg_argv[0] and t.from_status = _from;

    raise exception using
        errcode = 'object_not_in_prerequisite_state',
        message = format('%s cannot go from %s to %s', replace(tg_argv[0], '_', ' '), _from, _to),
        detail  = format('Row of %I.%I with id %s.', tg_table_schema, tg_table_name,
                         to_jsonb(old) ->> 'id'),
        hint    = case when _reachable is null then format('%s is a final status.', _from)
                       else format('From %s it can go to: %s.', _from, _reachable) end,
        schema  = tg_table_schema,
        table   = tg_table_name,
        column  = tg_argv[1];
end;
$function$;

comment on function ops.enforce_transition is
$$Trigger, before update of a status for each row: refuses an edge that is not in
ops.status_transitions.

Arguments: the entity, and the column that holds its status.
Errors: 55000 no such edge; DETAIL names the row, HINT lists the statuses that can be reached.$$;

revoke execute on function ops.enforce_transition from public;

commit;
