-- Deploy aquascene:newsletter/functions/create_issue to pg
-- requires: newsletter/tables/newsletter_issue_segments
-- requires: newsletter/functions/unready_articles
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.create_issue(
    design_template text,
    content_ids     uuid[],
    subject_line    text default null,
    preview_text    text default null,
    segment_ids     integer[] default '{}',
    excluded_ids    integer[] default '{}',
    content_types   text[] default '{}',
    send_mode       text default 'now',
    send_window     interval default '1 day',
    is_uncapped     boolean default false,
    unknown_policy  text default 'keep',
    personalization_data jsonb default '{}',
    is_public       boolean default null
)
returns newsletter.newsletter_issues
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _person   constant uuid := admin.require('newsletter.write');
    _template newsletter.newsletter_templates;
    _missing  text;
    _issue    newsletter.newsletter_issues;
begin
    select t.* into _template
      from newsletter.newsletter_templates as t
     where t.name = create_issue.design_template and t.is_active
       and t.template_type <> 'layout';
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no active template %L', create_issue.design_template),
            hint    = 'select name from newsletter.newsletter_templates lists them.';
    end if;

    _missing := newsletter._unready_articles(create_issue.content_ids, 'infinity');
    if coalesce(cardinality(create_issue.content_ids), 0) = 0 or _missing is not null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = coalesce('neither published nor scheduled: ' || _missing,
                                'an issue needs an article'),
            hint    = 'Pass the ids of articles that are published, or scheduled to be.';
    end if;

    -- Numbers are given one after the other: two calls at once queue up here.
    perform pg_advisory_xact_lock('newsletter.newsletter_issues'::regclass::bigint);
    insert into newsletter.newsletter_issues as i (
        issue_number, template_type, subject_line, preview_text, content_ids, design_template,
        created_by, content_types, send_mode, send_window, is_uncapped, unknown_policy,
        personalization_data, is_public)
    select coalesce(max(n.issue_number), 0) + 1, _template.template_type,
           coalesce(create_issue.subject_line, _template.default_subject, _template.name),
           coalesce(create_issue.preview_text, _template.preheader), create_issue.content_ids,
           _template.name, _person,
           create_issue.content_types, create_issue.send_mode, create_issue.send_window,
           create_issue.is_uncapped, create_issue.unknown_policy,
           create_issue.personalization_data,
           coalesce(create_issue.is_public,
                    coalesce(cardinality(create_issue.segment_ids), 0) = 0)
      from newsletter.newsletter_issues as n
    returning i.* into _issue;

    insert into newsletter.newsletter_issue_segments (issue_id, segment_id, is_excluded)
    select _issue.id, s.id, bool_or(s.is_excluded)
      from (select i.id, false as is_excluded from unnest(create_issue.segment_ids) as i (id)
            union all
            select e.id, true from unnest(create_issue.excluded_ids) as e (id)) as s
     group by s.id;
    return _issue;
end;
$function$;

comment on function newsletter.create_issue is
$$Makes an issue of articles that are published or scheduled to be, as the acting person, and
returns its row.

design_template: name of an active template. content_ids: the articles, in order. subject_line,
preview_text: Jinja2, a line each; the template's when null. personalization_data: values for the
template's variables. segment_ids: who gets it; all subscribers when empty. excluded_ids:
segments that do not. is_public: whether the archive shows it; null = if all subscribers get it. The
rest: as in newsletter.newsletter_issues. Needs the permission
newsletter.write. Errors: 28000, 42501 see admin.require; P0002 no such template, or a layout; 22023
an article is neither published nor scheduled, or there is none; 23503 no such segment; 23514 a
send_mode, send_window or unknown_policy that cannot be, or a subject of several lines; 23502
one of them is null.
Writes: newsletter.newsletter_issues (audited), newsletter.newsletter_issue_segments.$$;

revoke execute on function newsletter.create_issue from public;
grant execute on function newsletter.create_issue to aquascene_editor;

commit;
