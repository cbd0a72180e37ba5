-- Deploy aquascene:content/functions/restore to pg
-- requires: content/functions/compare_revisions
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.restore(content_id uuid, revision integer)
returns content.generated_content
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _draft   content.generated_content;
    _version content.content_revisions;
begin
    perform admin.require('content.write');
    if restore.revision is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'revision is null',
            hint    = 'select * from content.revisions(content_id) lists them.';
    end if;
    -- Locked first, so that nobody edits between the look and the change.
    select c.* into _draft
      from content.generated_content as c
     where c.id = restore.content_id
       for no key update;
    _version := content._find_version(restore.content_id, restore.revision);

    if (_draft.title, _draft.content, _draft.summary, _draft.excerpt)
        is distinct from
       (_version.title, _version.content, _version.summary, _version.excerpt)
    then
        update content.generated_content as c
           set title = _version.title,
               content = _version.content,
               summary = _version.summary,
               excerpt = _version.excerpt
         where c.id = restore.content_id
        returning c.* into _draft;
    end if;
    return _draft;
end;
$function$;

comment on function content.restore is
$$Puts the title, text, summary and excerpt of an earlier version back, and returns the row.

It is an edit like any other: the text that it replaces is kept as a revision, and what holds for
edits in the content's status holds for it. When the text is the same already, nothing is changed.
revision: as content.revisions numbers it. Needs the permission content.write.
Errors: 28000, 42501 see admin.require; 22023 revision is null; P0002 no such content or revision;
55000 the content's status allows no edit.
Writes: content.generated_content, content.content_revisions. Locks: the row.$$;

revoke execute on function content.restore from public;
grant execute on function content.restore to aquascene_editor;

commit;
