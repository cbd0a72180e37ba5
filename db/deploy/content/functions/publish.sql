-- Deploy aquascene:content/functions/publish to pg
-- requires: content/functions/move
-- requires: admin/functions/require
-- requires: content/functions/stamp_status

begin;
set local role aquascene_owner;

create or replace function content.publish(content_id uuid)
returns content.generated_content
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin.require('content.publish');
    return content._move(publish.content_id, 'publish');
end;
$function$;

comment on function content.publish is
$$Publishes approved or scheduled content now and returns its row.

Needs the permission content.publish. Errors: 28000, 42501 see admin.require; P0002 no such content;
55000 neither approved nor scheduled.$$;

revoke execute on function content.publish from public;
grant execute on function content.publish to aquascene_editor;

commit;
