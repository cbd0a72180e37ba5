-- Deploy aquascene:content/functions/move to pg
-- requires: content/tables/generated_content

begin;
set local role aquascene_owner;

create or replace function content._move(content_id uuid, to_status text, note text default null)
returns content.generated_content
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _draft content.generated_content;
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
    if _draft.status = _move.to_status then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('content is %s already', _move.to_status),
            detail  = format('Row of content.generated_content with id %s.', _draft.id),
            hint    = 'Somebody was faster; nothing is left to do.';
    end if;

    update content.generated_content as c
       set status = _move.to_status, review_note = coalesce(_move.note, c.review_note)
     where c.id = _draft.id
    returning c.* into _draft;
    return _draft;
end;
$function$;

comment on function content._move is
$$Gives a draft another status and returns its row; the transition trigger judges the edge.

note: kept as review_note when given. Errors: P0002 no such content; 55000 no such edge, or already
there. Writes: content.generated_content. Locks: the row.$$;

revoke execute on function content._move from public;

commit;
