-- Deploy aquascene:content/functions/approve to pg
-- requires: content/functions/move
-- requires: content/tables/content_revisions
-- requires: content/data/settings
-- requires: admin/functions/require
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.approve(content_id uuid)
returns content.generated_content
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _person constant uuid := admin.require('content.review');
    _draft  content.generated_content;
begin
    -- The row is locked from here: who changed the text last cannot change any more.
    _draft := content._move(approve.content_id, 'approve', person => _person);
    if ops.setting('workflow.four_eyes')::boolean
        and _person in (_draft.created_by,
                        (select r.changed_by
                           from content.content_revisions as r
                          where r.content_id = _draft.id
                          order by r.revision desc
                          limit 1))
    then
        raise exception using
            errcode = 'insufficient_privilege',
            message = 'the author of a text does not approve it',
            detail  = format('Its id is %s.', _draft.id),
            hint    = 'Let somebody else read it, or turn the setting workflow.four_eyes off.';
    end if;
    return _draft;
end;
$function$;

comment on function content.approve is
$$Approves content in review, as the acting person, and returns its row.

content_id: content in review. Needs the permission content.review. While the setting
workflow.four_eyes is on, neither who made the draft nor who changed its text last may approve it.
Errors: 28000, 42501 see admin.require; 42501 by its author; P0002 no such content; 55000 wrong
status.$$;

revoke execute on function content.approve from public;
grant execute on function content.approve to aquascene_editor;

commit;
