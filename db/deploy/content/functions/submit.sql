-- Deploy aquascene:content/functions/submit to pg
-- requires: content/functions/move
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.submit(content_id uuid)
returns content.generated_content
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin.require('content.write');
    return content._move(submit.content_id, 'submit');
end;
$function$;

comment on function content.submit is
$$Sends a draft to review and returns its row.

content_id: a draft, or one that needs revision. Needs the permission content.write.
Errors: 28000, 42501 see admin.require; P0002 no such content; 55000 wrong status.$$;

revoke execute on function content.submit from public;
grant execute on function content.submit to aquascene_editor;

commit;
