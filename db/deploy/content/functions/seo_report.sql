-- Deploy aquascene:content/functions/seo_report to pg
-- requires: content/functions/seo_checks
-- requires: content/functions/found_content

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.seo_report(content_id uuid)
returns table ("check" text, passed boolean, weight numeric, advice text)
language sql
stable
security definer                            -- its helpers are granted to nobody
set search_path = pg_catalog, pg_temp
as $function$
    select c.check_name, c.passed, c.weight, c.advice
      from content._found_content(seo_report.content_id) as d
     cross join lateral content._seo_checks(
               d.title, coalesce(nullif(d.excerpt, ''), d.summary), d.content, d.slug,
               content._seo_keyword(d.focus_keyword, d.tags, d.title, d.content, d.language),
               d.language) as c;
$function$;

comment on function content.seo_report is
$$Explains the seo_score of content: each check, whether it is passed, its weight, and what was
found and is to be done. seo_score is the weight of what is passed, divided by the weight of all.

content_id: any content. The keyword is its focus_keyword; else its first tag; else the word of its
title that its text has most often. Title of 20–70 characters: weight 1. Description, which is the
excerpt or else the summary, of 70–160: 1. Keyword in the title: 1.5, within the first 100 words: 1,
in a heading: 1, 0.5–3 % of the words: 1. A heading for each 300 words: 1. Links, up to one in 30
words: 0.5. No image without an alt text: 0.5. 300 words: 1. A slug of up to 75 characters that has
the keyword: 0.5. Markdown and HTML are understood. Errors: P0002 no such content.$$;

revoke execute on function content.seo_report from public;
grant execute on function content.seo_report to aquascene_reader, aquascene_editor;

commit;
