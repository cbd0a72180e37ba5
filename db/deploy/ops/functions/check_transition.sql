-- Deploy aquascene:ops/functions/check_transition to pg
-- requires: ops/tables/status_transitions

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops._check_transition(
    entity       text,
    from_status  text,
    to_status    text,
    table_schema text,
    table_name   text,
    id           text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _reachable text;
begin
    if exists (
        select
          from ops.status_transitions as t
         where t.entity = _check_transition.entity
           and t.from_status = _check_transition.from_status
           and t.to_status = _check_transition.to_status
    ) then
        return;
    end if;

    select string_agg(format('%s (%s)', t.to_status, t.event), ', ' order by t.to_status)
      into _reachable
      from ops.status_transitions as t
     where t.entity = _check_transition.entity
       and t.from_status = _check_transition.from_status;
    raise exception using
        errcode = 'object_not_in_prerequisite_state',
        message = format('%s cannot go from %s to %s', replace(_check_transition.entity, '_', ' '),
                         _check_transition.from_status, _check_transition.to_status),
        detail  = format('Row of %I.%I with id %s.', _check_transition.table_schema,
                         _check_transition.table_name, _check_transition.id),
        hint    = case when _reachable is null
                       then format('%s is a final status.', _check_transition.from_status)
                       else format('From %s it can go to: %s.', _check_transition.from_status,
                                   _reachable) end,
        schema  = _check_transition.table_schema,
        table   = _check_transition.table_name;
end;
$function$;

comment on function ops._check_transition is
$$Refuses a change of status that is not in ops.status_transitions.

entity, from_status, to_status: the change. table_schema, table_name, id: the row, for the error.
Errors: 55000 no such edge; DETAIL names the row, HINT lists the statuses that can be reached.$$;

revoke execute on function ops._check_transition from public;

commit;
