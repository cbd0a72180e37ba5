-- Deploy aquascene:newsletter/functions/approve to pg
-- requires: newsletter/functions/move
-- requires: admin/functions/require

begin;
set local role aquascene_owner;

create or replace function newsletter.approve(issue_id uuid)
returns newsletter.newsletter_issues
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    return newsletter._move(approve.issue_id, 'approve',
                            person => admin.require('newsletter.review'));
end;
$function$;

comment on function newsletter.approve is
$$Approves an issue in review, as the acting person, and returns its row. What is sent is
the template as it is now, whatever becomes of it.

issue_id: an issue in review. Needs the permission newsletter.review.
Errors: 28000, 42501 see admin.require; P0002 no such issue; 55000 not in review;
22023 faults in the values of the template's variables, see DETAIL.$$;

revoke execute on function newsletter.approve from public;
grant execute on function newsletter.approve to aquascene_editor;

commit;
