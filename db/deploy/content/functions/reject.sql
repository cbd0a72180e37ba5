-- Deploy aquascene:content/functions/reject to pg
-- requires: content/functions/move
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.reject(content_id uuid, reason text)
returns content.generated_content
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin.require('content.review');
    if coalesce(reject.reason, '') !~ '\S' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'a rejection needs a reason',
            hint    = 'Say in a sentence why it will not be used.';
    end if;
    return content._move(reject.content_id, 'reject', reject.reason);
end;
$function$;

comment on function content.reject is
$$Rejects a draft, or content in review, and returns its row.

reason: kept as review_note. Needs the permission content.review.
Errors: 28000, 42501 see admin.require; 22023 no reason; P0002 no such content; 55000 wrong
status.$$;

revoke execute on function content.reject from public;
grant execute on function content.reject to aquascene_editor;

commit;
