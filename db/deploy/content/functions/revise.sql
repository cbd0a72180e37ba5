-- Deploy aquascene:content/functions/revise to pg
-- requires: content/functions/guard_text
-- requires: content/functions/keep_revision
-- requires: admin/functions/require
-- requires: content/functions/move

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.revise(
    content_id      uuid,
    title           text default null,
    content         text default null,
    summary         text default null,
    excerpt         text default null,
    tags            text[] default null,
    categories      text[] default null,
    target_audience text default null,
    tone            text default null,
    focus_keyword   text default null,
    slug            text default null
)
returns content.generated_content
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _draft content.generated_content;
begin
    perform admin.require('content.write');
    if btrim(revise.title) = '' or btrim(revise.content) = '' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'an article has a title and a text',
            hint    = 'Leave out what is not to be changed.';
    end if;

    update content.generated_content as c
       set title = coalesce(revise.title, c.title),
           content = coalesce(revise.content, c.content),
           summary = coalesce(revise.summary, c.summary),
           excerpt = coalesce(revise.excerpt, c.excerpt),
           tags = coalesce(revise.tags, c.tags),
           categories = coalesce(revise.categories, c.categories),
           target_audience = coalesce(revise.target_audience, c.target_audience),
           tone = coalesce(revise.tone, c.tone),
           focus_keyword = coalesce(revise.focus_keyword, c.focus_keyword),
           slug = coalesce(revise.slug, c.slug)
     where c.id = revise.content_id
    returning c.* into _draft;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no generated content %s', coalesce(revise.content_id::text, 'null')),
            hint    = 'select id, title, status from content.generated_content lists them.';
    end if;

    -- Rejected and archived content is opened also when its text stays as it is.
    if _draft.status in ('rejected', 'archived') then
        _draft := content._move(_draft.id, 'revise');
    end if;
    return _draft;
end;
$function$;

comment on function content.revise is
$$Changes a draft, scores it anew, keeps the text that it had (content.revisions), and returns its
row.

content_id: the draft. The rest: null leaves it as it is. What was approved, scheduled or cancelled
goes back to review when its text is changed; what was rejected or archived becomes a draft.
Needs the permission content.write.
Errors: 28000, 42501 see admin.require; 22023 an empty title or text; P0002 no such content; 55000
the text is published: archive it first, or the slug has been published and stays; 22001, 23514 a
slug or focus_keyword that is none; 23505 the slug is taken.$$;

revoke execute on function content.revise from public;
grant execute on function content.revise to aquascene_editor;

commit;
