-- Deploy aquascene:content/functions/compare_revisions to pg
-- requires: content/functions/keep_revision
-- requires: content/functions/split_paragraphs

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._find_version(content_id uuid, revision integer)
returns content.content_revisions
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _last    integer;
    _version content.content_revisions;
begin
    select coalesce(max(r.revision), 0) + 1 into _last
      from content.content_revisions as r
     where r.content_id = _find_version.content_id;

    if coalesce(_find_version.revision, _last) = _last then
        select c.id, _last, c.title, c.content, c.summary, c.excerpt, c.status,
               null::uuid, c.updated_at
          into _version
          from content.generated_content as c
         where c.id = _find_version.content_id;
    else
        select r.* into _version
          from content.content_revisions as r
         where r.content_id = _find_version.content_id
           and r.revision = _find_version.revision;
    end if;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no revision %s of content %s',
                             coalesce(_find_version.revision, _last),
                             coalesce(_find_version.content_id::text, 'null')),
            hint    = 'select * from content.revisions(content_id) lists them.';
    end if;
    return _version;
end;
$function$;

comment on function content._find_version is
$$Returns a version of a content as content.content_revisions keeps it; the present one is the last.

revision: its number; null for the present one. Errors: P0002 no such content or revision.$$;

-- Not the longest common subsequence, which takes time quadratic in the paragraphs: the first of
-- several equal paragraphs is matched with the first, and so on. One that was moved is equal.
create or replace function content.compare_revisions(
    content_id    uuid,
    from_revision integer,
    to_revision   integer default null
)
returns table (place bigint, kind text, paragraph text)
language plpgsql
stable
security definer                            -- as every function of the API
set search_path = pg_catalog, pg_temp
as $function$
declare
    _before constant text := (content._find_version(
        compare_revisions.content_id, compare_revisions.from_revision)).content;
    _after  constant text := (content._find_version(
        compare_revisions.content_id, compare_revisions.to_revision)).content;
begin
    return query
    with pair as (
        select o.place as old_place, n.place as new_place, p.paragraph
          from content._split_paragraphs(_before) as o
          full join content._split_paragraphs(_after) as n using (paragraph, occurrence)
         cross join lateral (select coalesce(n.paragraph, o.paragraph)) as p (paragraph)
    ), anchored as (
        -- What was removed stands after the last paragraph before it that is still there.
        select p.old_place, p.new_place, p.paragraph,
               (max(array[p.old_place, p.new_place]) filter (
                    where p.old_place is not null and p.new_place is not null)
                over (order by p.old_place rows unbounded preceding))[2] as anchor
          from pair as p
    )
    select row_number() over (order by coalesce(a.new_place, a.anchor, 0),
                                       a.new_place is null, a.old_place),
           case when a.new_place is null then '-' when a.old_place is null then '+' else '=' end,
           a.paragraph
      from anchored as a
     order by 1;
end;
$function$;

comment on function content.compare_revisions is
$$Returns the paragraphs of two versions of a content in order, as a person reads what was changed.

kind: = stands in both, - in the earlier alone, + in the later alone; a changed paragraph is both.
Equal paragraphs are paired by their text, wherever they stand: one that was moved is =, in its new
place. content_id: the draft. from_revision, to_revision: as content.revisions numbers them; null
is the present one. Errors: P0002 no such content or revision.$$;

revoke execute on function content._find_version from public;
revoke execute on function content.compare_revisions from public;
grant execute on function content.compare_revisions to aquascene_reader;

commit;
