-- Deploy aquascene:content/functions/request_changes to pg
-- requires: content/functions/move
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.request_changes(content_id uuid, reason text)
returns content.generated_content
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin.require('content.review');
    if coalesce(request_changes.reason, '') !~ '\S' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'a request for changes needs a reason',
            hint    = 'Say in a sentence what is to be changed.';
    end if;
    return content._move(request_changes.content_id, 'request_changes', request_changes.reason);
end;
$function$;

comment on function content.request_changes is
$$Sends content in review, or approved, back to its author and returns its row.

reason: kept as review_note. Needs the permission content.review.
Errors: 28000, 42501 see admin.require; 22023 no reason; P0002 no such content; 55000 wrong
status.$$;

revoke execute on function content.request_changes from public;
grant execute on function content.request_changes to aquascene_editor;

commit;
