-- Deploy aquascene:content/functions/guard_text to pg
-- requires: content/tables/generated_content
-- requires: ops/tables/status_transitions

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._guard_text()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on the diagram
set search_path = pg_catalog, pg_temp
as $function$
declare
    _to_status text;
begin
    select t.to_status into _to_status
      from ops.status_transitions as t
     where t.entity = 'content' and t.from_status = old.status and t.event = 'revise';
    if found then
        new.status := _to_status;
        new.approved_by := null;
        new.approved_at := null;
    elsif old.status not in ('draft', 'review', 'needs_revision') then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('the text is %s and cannot be changed', old.status),
            detail  = format('Its id is %s.', old.id),
            hint    = 'Withdraw it with content.archive; then content.revise opens it as a draft.';
    end if;
    return new;
end;
$function$;

comment on function content._guard_text is
$$Trigger, before update of the text for each row: what was approved is what is published. A text
that is changed goes where the event revise leads from its status (approved, scheduled and
cancelled: to review; rejected and archived: to draft), without its approval; drafts and what is
in review stay; a published text is not changed.

Errors: 55000 the text is published.$$;

create trigger guard_text
    before update of title, content, summary, excerpt on content.generated_content
    for each row when ((old.title, old.content, old.summary, old.excerpt)
                       is distinct from (new.title, new.content, new.summary, new.excerpt))
    execute function content._guard_text();

revoke execute on function content._guard_text from public;

commit;
