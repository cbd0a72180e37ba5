-- Deploy aquascene:content/functions/archive to pg
-- requires: content/functions/move
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.archive(content_id uuid)
returns content.generated_content
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin.require('content.publish');
    return content._move(archive.content_id, 'archive');
end;
$function$;

comment on function content.archive is
$$Withdraws published content from its readers and returns its row.

content_id: published content; content.revise opens it as a draft again. Needs the permission
content.publish. Errors: 28000, 42501 see admin.require; P0002 no such content; 55000 not
published.$$;

revoke execute on function content.archive from public;
grant execute on function content.archive to aquascene_editor;

commit;
