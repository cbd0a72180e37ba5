-- Deploy aquascene:content/functions/quality_report to pg
-- requires: content/functions/quality_parts

begin;
set local role aquascene_owner;

create or replace function content.quality_report(content_id uuid)
returns table (part text, score numeric, weight numeric, finding text)
language plpgsql
stable
security definer                            -- its helper is granted to nobody
set search_path = pg_catalog, pg_temp
as $function$
declare
    _draft content.generated_content;
begin
    select c.* into _draft
      from content.generated_content as c
     where c.id = quality_report.content_id;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no generated content %s',
                             coalesce(quality_report.content_id::text, 'null')),
            hint    = 'select id, title, status from content.generated_content lists them.';
    end if;
    return query
    select q.part, q.score, q.weight, q.finding from content._quality_parts(_draft) as q;
end;
$function$;

comment on function content.quality_report is
$$Explains the quality_score of content: its parts with their score (0 to 1), their weight in the
whole, and what was found. The sum of score times weight is quality_score.

content_id: any content. The parts: readability for its audience, structure, variety of words,
originality against its source material, seo, completeness. Errors: P0002 no such content.$$;

revoke execute on function content.quality_report from public;
grant execute on function content.quality_report to aquascene_reader, aquascene_editor;

commit;
