-- Deploy aquascene:content/functions/quality_report to pg
-- requires: content/functions/quality_parts
-- requires: content/functions/found_content

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.quality_report(content_id uuid)
returns table (part text, score numeric, weight numeric, finding text)
language sql
stable
security definer                            -- its helpers are granted to nobody
set search_path = pg_catalog, pg_temp
as $function$
    select c.part, c.score, c.weight, c.finding
      from content._quality_parts(content._found_content(quality_report.content_id)) as c;
$function$;

comment on function content.quality_report is
$$Explains the quality_score of content: its parts with their score (0 to 1), their weight in the
whole, and what was found. The sum of score times weight is quality_score.

content_id: any content. The parts: readability for its audience, structure, variety of words,
originality against its source material, seo, completeness. Errors: P0002 no such content.$$;

revoke execute on function content.quality_report from public;
grant execute on function content.quality_report to aquascene_reader, aquascene_editor;

commit;
