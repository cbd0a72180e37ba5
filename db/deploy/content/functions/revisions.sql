-- Deploy aquascene:content/functions/revisions to pg
-- requires: content/functions/keep_revision
-- requires: content/functions/split_paragraphs
-- requires: content/functions/normalize_text
-- requires: content/functions/count_words

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._word_similarity(before text, after text)
returns numeric
language sql
immutable
parallel safe
begin atomic
    select case
               when before = after then 1
               else coalesce(
                   (select round(2.0 * sum(least(w.old_uses, w.new_uses))
                                 / sum(w.old_uses + w.new_uses), 2)
                      from (select count(*) filter (where u.is_old) as old_uses,
                                   count(*) filter (where not u.is_old) as new_uses
                              from (select unnest(string_to_array(
                                               content.normalize_text(before), ' ')), true
                                    union all
                                    select unnest(string_to_array(
                                               content.normalize_text(after), ' ')), false
                                   ) as u (word, is_old)
                             group by u.word) as w), 1)
           end;
end;

comment on function content._word_similarity is
$$Returns the part of their words that two texts have in common, 0 to 1, in whatever order: twice
the common words by the words of both (Dice). Words are what stands between blanks and punctuation.

before, after: texts. Errors: none.$$;

create or replace function content.revisions(content_id uuid)
returns table (
    revision           integer,
    title              text,
    status             text,
    changed_by         uuid,
    changed_at         timestamptz,
    word_count         integer,
    paragraphs_added   integer,
    paragraphs_removed integer,
    similarity         numeric
)
language plpgsql
stable
security definer                            -- as every function of the API
set search_path = pg_catalog, pg_temp
as $function$
begin
    if not exists (
        select from content.generated_content as c where c.id = revisions.content_id
    ) then
        raise exception using
            errcode = 'no_data_found',
            message = format('no generated content %s',
                             coalesce(revisions.content_id::text, 'null')),
            hint    = 'select id, title, status from content.generated_content lists them.';
    end if;

    -- A kept row tells who replaced it: that one made the next.
    return query
    with version as (
        select r.revision, r.title, r.content, r.status, r.changed_by, r.changed_at
          from content.content_revisions as r
         where r.content_id = revisions.content_id
        union all
        select coalesce((select max(r.revision) from content.content_revisions as r
                          where r.content_id = c.id), 0) + 1,
               c.title, c.content, c.status, null, null
          from content.generated_content as c
         where c.id = revisions.content_id
    ), follows as (
        select v.revision, v.title, v.content, v.status,
               lag(v.content) over w as before,
               lag(v.changed_by, 1, c.created_by) over w as changed_by,
               lag(v.changed_at, 1, c.created_at) over w as changed_at
          from version as v
         cross join content.generated_content as c
         where c.id = revisions.content_id
        window w as (order by v.revision)
    )
    select f.revision, f.title, f.status::text, f.changed_by, f.changed_at,
           content.count_words(f.content), d.added::integer, d.removed::integer,
           case when f.before is not null
                then content._word_similarity(f.before, f.content) end
      from follows as f
      left join lateral (
               select count(*) filter (where o.place is null),
                      count(*) filter (where n.place is null)
                 from content._split_paragraphs(f.before) as o
                 full join content._split_paragraphs(f.content) as n
                      using (paragraph, occurrence)) as d (added, removed) on f.before is not null
     order by f.revision;
end;
$function$;

comment on function content.revisions is
$$Returns every version of a content, oldest first; the last is the present one.

revision: its number, as content.restore takes it. title: as it was. status: it had last with this
text. changed_by, changed_at: who wrote this version and when; of the first, the author.
paragraphs_added, paragraphs_removed: against the version before; one that is changed is both;
null for the first. similarity: the part of the words in common with the version before, 0 to 1.
content_id: the draft. Errors: P0002 no such content.$$;

revoke execute on function content._word_similarity from public;
revoke execute on function content.revisions from public;
grant execute on function content.revisions to aquascene_reader;

commit;
