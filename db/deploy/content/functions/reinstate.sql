-- Deploy aquascene:content/functions/reinstate to pg
-- requires: content/functions/move
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.reinstate(content_id uuid)
returns content.generated_content
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin.require('content.publish');
    return content._move(reinstate.content_id, 'reinstate');
end;
$function$;

comment on function content.reinstate is
$$Makes cancelled content approved again and returns its row.

content_id: content that was cancelled and not changed since. Needs the permission content.publish.
Errors: 28000, 42501 see admin.require; P0002 no such content; 55000 not cancelled.$$;

revoke execute on function content.reinstate from public;
grant execute on function content.reinstate to aquascene_editor;

commit;
