-- Deploy aquascene:content/functions/seo_report to pg
-- requires: content/functions/seo_checks
-- requires: content/functions/found_content

begin;
set local role aquascene_owner;

create or replace function content.seo_report(content_id uuid)
returns table ("check" text, passed boolean, weight numeric, advice text)
language sql
stable
security definer                            -- its helpers are granted to nobody
set search_path = pg_catalog, pg_temp
as $function$
    select c.check_name, c.passed, c.weight, c.advice
      from content._seo_checks(content._found_content(seo_report.content_id)) as c;
$function$;

comment on function content.seo_report is
$$Explains the seo_score of content as a checklist: what is looked at, whether it is passed, its
weight in the whole, and what to do. seo_score is the part of all weights that is passed.

content_id: any content. The keyword is focus_keyword, else the first tag, else the word of the
title that the text has most often; words match by their stems, in the content's language.
Errors: P0002 no such content.$$;

revoke execute on function content.seo_report from public;
grant execute on function content.seo_report to aquascene_reader, aquascene_editor;

commit;
