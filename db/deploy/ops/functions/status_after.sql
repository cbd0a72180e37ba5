-- Deploy aquascene:ops/functions/status_after to pg
-- requires: ops/tables/status_transitions

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops._status_after(
    entity      text,
    from_status text,
    event       text,
    id          text
)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _to_status text;
    _events    text;
begin
    select t.to_status into _to_status
      from ops.status_transitions as t
     where t.entity = _status_after.entity and t.from_status = _status_after.from_status
       and t.event = _status_after.event;
    if found then
        return _to_status;
    end if;

    select string_agg(t.event, ', ' order by t.event) into _events
      from ops.status_transitions as t
     where t.entity = _status_after.entity and t.from_status = _status_after.from_status;
    raise exception using
        errcode = 'object_not_in_prerequisite_state',
        message = format('cannot %s: the %s is %s', replace(_status_after.event, '_', ' '),
                         replace(_status_after.entity, '_', ' '), _status_after.from_status),
        detail  = format('Its id is %s.', _status_after.id),
        hint    = case when _events is null then format('%s is final.', _status_after.from_status)
                       else format('What can be done with it: %s.', _events) end;
end;
$function$;

comment on function ops._status_after is
$$Returns the status that an event leads to.

entity, from_status, event: as in ops.status_transitions. id: for the error's detail.
Errors: 55000 the event is not possible from that status; HINT lists those that are.$$;

revoke execute on function ops._status_after from public;

commit;
