-- Deploy aquascene:content/functions/score to pg
-- requires: content/tables/generated_content
-- requires: content/functions/readability
-- requires: content/functions/count_words
-- requires: content/functions/quality_parts
-- requires: content/functions/seo_checks
-- requires: content/data/settings
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._score()
returns trigger
language plpgsql
volatile
security definer                            -- compares with raw_content, which writers cannot read
set search_path = pg_catalog, pg_temp
as $function$
begin
    -- Other tags are no other text: renaming a tag everywhere must not read all texts again. Of
    -- tags it counts only whether there are any, and the first where it stands for the keyword.
    if tg_op = 'UPDATE' and cardinality(old.tags) > 0 and cardinality(new.tags) > 0
        and new.tags[1] = old.tags[1]
        and (new.title, new.content, new.summary, new.excerpt, new.categories, new.language,
             new.target_audience, new.source_materials, new.focus_keyword, new.slug)
            is not distinct from
            (old.title, old.content, old.summary, old.excerpt, old.categories, old.language,
             old.target_audience, old.source_materials, old.focus_keyword, old.slug)
    then
        return new;
    end if;

    new.word_count := content.count_words(new.content);
    new.estimated_reading_time :=
        ceil(new.word_count / ops.setting('content.words_per_minute')::numeric);
    new.readability_score := content.readability(new.content, new.language);
    new.seo_score := content._seo_score(
        new.title, coalesce(nullif(new.excerpt, ''), new.summary), new.content, new.slug,
        content._seo_keyword(new.focus_keyword, new.tags, new.title, new.content, new.language),
        new.language);
    new.quality_score := (select round(sum(q.score * q.weight), 2)
                            from content._quality_parts(new) as q);
    return new;
end;
$function$;

comment on function content._score is
$$Trigger, before insert or update of the text and what describes it, for each row: counts words,
estimates the reading time, and scores readability, SEO and quality; content.seo_report and
content.quality_report explain the scores. Errors: none.$$;

create trigger score
    before insert or update of title, content, summary, excerpt, tags, categories, language,
                               target_audience, source_materials, focus_keyword,
                               slug
    on content.generated_content
    for each row execute function content._score();

revoke execute on function content._score from public;

commit;
