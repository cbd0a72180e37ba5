-- Deploy aquascene:newsletter/functions/submit to pg
-- requires: newsletter/functions/move
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.submit(issue_id uuid)
returns newsletter.newsletter_issues
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin.require('newsletter.write');
    return newsletter._move(submit.issue_id, 'submit');
end;
$function$;

comment on function newsletter.submit is
$$Sends an issue to review and returns its row.

issue_id: a draft. Needs the permission newsletter.write.
Errors: 28000, 42501 see admin.require; P0002 no such issue; 55000 not a draft;
22023 faults in the values of the template's variables, see DETAIL.$$;

revoke execute on function newsletter.submit from public;
grant execute on function newsletter.submit to aquascene_editor;

commit;
