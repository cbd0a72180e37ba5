-- Deploy aquascene:content/functions/cancel to pg
-- requires: content/functions/move
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.cancel(content_id uuid)
returns content.generated_content
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin.require('content.publish');
    return content._move(cancel.content_id, 'cancel');
end;
$function$;

comment on function content.cancel is
$$Takes scheduled content off the schedule and returns its row.

content_id: scheduled content; content.reinstate approves it again as it is. Needs the permission
content.publish. Errors: 28000, 42501 see admin.require; P0002 no such content; 55000 not
scheduled.$$;

revoke execute on function content.cancel from public;
grant execute on function content.cancel to aquascene_editor;

commit;
