-- Deploy aquascene:newsletter/functions/issue_payload to pg
-- requires: newsletter/functions/issue_templates
-- requires: newsletter/tables/newsletter_links
-- requires: content/tables/generated_content
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.issue_payload(issue_id uuid)
returns jsonb
language plpgsql
stable
security definer                            -- workers read no templates
set search_path = pg_catalog, pg_temp
as $function$
declare
    _issue   newsletter.newsletter_issues;
    _payload jsonb;
begin
    select i.* into _issue
      from newsletter.newsletter_issues as i
     where i.id = issue_payload.issue_id;
    select jsonb_build_object(
               'issue_id', i.id,
               'issue_number', i.issue_number,
               'subject_line', i.subject_line,
               'subject_variants', i.subject_variants,
               'preview_text', i.preview_text,
               'template', t.name,
               'template_version', t.version,
               'html_template', t.html_template,
               'text_template', t.text_template,
               'templates', (
                   select coalesce(jsonb_object_agg(v.name, jsonb_build_object(
                              'html_template', v.html_template,
                              'text_template', v.text_template)), '{}')
                     from newsletter._issue_templates(_issue) as v),
               'variables', (
                   select coalesce(jsonb_object_agg(d.value ->> 'name', coalesce(
                              nullif(i.personalization_data -> (d.value ->> 'name'), 'null'),
                              d.value -> 'default', 'null')), '{}')
                     from jsonb_array_elements(newsletter._issue_variables(_issue)) as d),
               'public_url', ops.setting('site.public_url'),
               'from_email', ops.setting('newsletter.from_email'),
               'from_name', ops.setting('newsletter.from_name'),
               'links', (
                   select coalesce(jsonb_object_agg(l.content_id, l.id), '{}')
                     from newsletter.newsletter_links as l
                    where l.issue_id = i.id and l.content_id is not null),
               'articles', (
                   select coalesce(jsonb_agg(jsonb_build_object(
                              'content_id', c.id, 'title', c.title, 'summary', c.summary,
                              'excerpt', c.excerpt, 'language', c.language,
                              'reading_time', c.estimated_reading_time) order by u.place), '[]')
                     from unnest(i.content_ids) with ordinality as u (id, place)
                     join content.generated_content as c on c.id = u.id))
      into _payload
      from newsletter.newsletter_issues as i
      join lateral (
           select v.*
             from newsletter._issue_templates(_issue) as v
            limit 1) as t on true
     where i.id = issue_payload.issue_id;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no newsletter issue %s with a template',
                             coalesce(issue_payload.issue_id::text, 'null')),
            hint    = 'select id, design_template from newsletter.newsletter_issues lists them.';
    end if;
    return _payload;
end;
$function$;

comment on function newsletter.issue_payload is
$$Returns what rendering an issue needs and is the same for all its recipients, as a JSON object:
issue_id, issue_number, subject_line, subject_variants, preview_text, template (its name),
template_version, html_template, text_template, templates (HTML and text by name of it and of all
that it extends or includes), variables (values by name, or their defaults), public_url,
from_email, from_name, links (the link_id of each content_id, once the audience is frozen), and
articles: content_id, title, summary, excerpt, language, reading_time (minutes), in order. Of an
approved issue, the templates are those that were approved.

issue_id: an issue with a template. Errors: P0002 no such issue.$$;

revoke execute on function newsletter.issue_payload from public;
grant execute on function newsletter.issue_payload to aquascene_worker, aquascene_editor;

commit;
