-- Deploy aquascene:content/functions/approve to pg
-- requires: content/functions/move
-- requires: admin/functions/require

begin;
set local role aquascene_owner;

create or replace function content.approve(content_id uuid)
returns content.generated_content
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    return content._move(approve.content_id, 'approve',
                         person => admin.require('content.review'));
end;
$function$;

comment on function content.approve is
$$Approves content in review, as the acting person, and returns its row.

content_id: content in review. Needs the permission content.review.
Errors: 28000, 42501 see admin.require; P0002 no such content; 55000 wrong status.$$;

revoke execute on function content.approve from public;
grant execute on function content.approve to aquascene_editor;

commit;
