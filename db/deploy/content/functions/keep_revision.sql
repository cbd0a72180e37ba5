-- Deploy aquascene:content/functions/keep_revision to pg
-- requires: content/tables/content_revisions

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._keep_revision()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on revisions
set search_path = pg_catalog, pg_temp
as $function$
begin
    -- The update holds the row's lock, so numbers cannot collide.
    insert into content.content_revisions (content_id, revision, title, content, summary, excerpt,
                                           status, changed_by, changed_at)
    select old.id, coalesce(max(r.revision), 0) + 1, old.title, old.content, old.summary,
           old.excerpt, old.status,
           ops._actor(), ops.now()
      from content.content_revisions as r
     where r.content_id = old.id;
    return null;
end;
$function$;

comment on function content._keep_revision is
$$Trigger, after update of the text for each row: keeps the text that was replaced.
Errors: none.$$;

create trigger keep_revision
    after update of title, content, summary, excerpt on content.generated_content
    for each row when ((old.title, old.content, old.summary, old.excerpt)
                       is distinct from (new.title, new.content, new.summary, new.excerpt))
    execute function content._keep_revision();

revoke execute on function content._keep_revision from public;

commit;
