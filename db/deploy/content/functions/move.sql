-- Deploy aquascene:content/functions/move to pg
-- requires: content/tables/generated_content
-- requires: ops/functions/status_after

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._move(
    content_id    uuid,
    event         text,
    note          text default null,
    person        uuid default null,
    scheduled_for timestamptz default null
)
returns content.generated_content
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _draft     content.generated_content;
    _to_status text;
begin
    select c.* into _draft
      from content.generated_content as c
     where c.id = _move.content_id
       for update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no generated content %s', coalesce(_move.content_id::text, 'null')),
            hint    = 'select id, title, status from content.generated_content lists them.';
    end if;

    _to_status := ops._status_after('content', _draft.status, _move.event, _draft.id::text);
    update content.generated_content as c
       set status = _to_status,
           review_note = coalesce(_move.note, c.review_note),
           scheduled_for = coalesce(_move.scheduled_for, c.scheduled_for),
           approved_by = case _move.event when 'approve' then _move.person
                                          when 'request_changes' then null
                                          else c.approved_by end,
           approved_at = case _move.event when 'approve' then ops.now()
                                          when 'request_changes' then null
                                          else c.approved_at end
     where c.id = _draft.id
    returning c.* into _draft;
    return _draft;
end;
$function$;

comment on function content._move is
$$Moves a draft along the edge of an event in ops.status_transitions and returns its row.

event: submit, approve … note: kept as review_note. person: who approves. scheduled_for: when to
publish. A request for changes takes an approval back. Errors: P0002 no such content; 55000 no such
edge from its status. Writes: content.generated_content. Locks: the row.$$;

revoke execute on function content._move from public;

commit;
