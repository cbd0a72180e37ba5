-- Deploy aquascene:newsletter/functions/approve to pg
-- requires: newsletter/functions/move
-- requires: admin/functions/require
-- requires: ops/functions/setting
-- requires: content/data/settings

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.approve(issue_id uuid)
returns newsletter.newsletter_issues
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _person constant uuid := admin.require('newsletter.review');
    _issue  newsletter.newsletter_issues;
begin
    _issue := newsletter._move(approve.issue_id, 'approve', person => _person);
    if ops.setting('workflow.four_eyes')::boolean and _person = _issue.created_by then
        raise exception using
            errcode = 'insufficient_privilege',
            message = 'who made an issue does not approve it',
            detail  = format('Its id is %s.', _issue.id),
            hint    = 'Let somebody else read it, or turn the setting workflow.four_eyes off.';
    end if;
    return _issue;
end;
$function$;

comment on function newsletter.approve is
$$Approves an issue in review, as the acting person, and returns its row. What is sent is the
template as it is now, whatever becomes of it.

issue_id: an issue in review. Needs the permission newsletter.review. While the setting
workflow.four_eyes is on, who made the issue may not approve it. Errors: 28000, 42501 see
admin.require; 42501 by who made it; P0002 no such issue; 55000 not in review; 22023 faults in
the values of the template's variables, see DETAIL.$$;

revoke execute on function newsletter.approve from public;
grant execute on function newsletter.approve to aquascene_editor;

commit;
