-- Deploy aquascene:newsletter/functions/compose_digest to pg
-- requires: newsletter/tables/newsletter_issue_segments
-- requires: content/tables/generated_content
-- requires: admin/functions/require
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- The lock comes first: of two calls at once, the second sees what the first took.
create or replace function newsletter._compose_digest(
    person               uuid,
    design_template      text,
    since                timestamptz,
    categories           text[],
    tags                 text[],
    languages            text[],
    max_articles         integer,
    segment_ids          integer[],
    personalization_data jsonb
)
returns setof newsletter.newsletter_issues
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan     -- since is what makes the index fit
as $function$
declare
    _template newsletter.newsletter_templates;
    _since    timestamptz := _compose_digest.since;
    _ids      uuid[];
    _issue    newsletter.newsletter_issues;
begin
    if not coalesce(_compose_digest.max_articles between 1 and 100, false) then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('max_articles %s is not between 1 and 100',
                             coalesce(_compose_digest.max_articles::text, 'null')),
            hint    = 'Twenty articles fit into a mail that no mail program cuts off.';
    end if;
    select t.* into _template
      from newsletter.newsletter_templates as t
     where t.name = _compose_digest.design_template and t.is_active
       and t.template_type <> 'layout';
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no active template %L', _compose_digest.design_template),
            hint    = 'select name from newsletter.newsletter_templates lists them.';
    end if;

    perform pg_advisory_xact_lock('newsletter.newsletter_issues'::regclass::bigint);
    -- When the last one was composed, not when it was sent: what came between is in none.
    if _since is null then
        select coalesce(max(i.created_at), ops.now() - interval '7 days') into _since
          from newsletter.newsletter_issues as i
         where i.template_type = _template.template_type and i.status = 'sent';
    end if;

    select array_agg(b.id order by b.engagement_prediction desc nulls last, b.published_at desc,
                                   b.id)
      into _ids
      from (select c.id, c.engagement_prediction, c.published_at
              from content.generated_content as c
             where c.status = 'published'
               and c.published_at >= _since and c.published_at <= ops.now()
               and (_compose_digest.categories is null
                    or c.categories && _compose_digest.categories)
               and (_compose_digest.tags is null or c.tags && _compose_digest.tags)
               and (_compose_digest.languages is null
                    or c.language = any (_compose_digest.languages))
               and c.id not in (select unnest(i.content_ids)
                                  from newsletter.newsletter_issues as i
                                 where i.template_type = _template.template_type)
             order by c.engagement_prediction desc nulls last, c.published_at desc, c.id
             limit _compose_digest.max_articles) as b;
    if _ids is null then
        return;
    end if;

    insert into newsletter.newsletter_issues as i (
        issue_number, template_type, subject_line, preview_text, content_ids, design_template,
        created_by, personalization_data, is_public)
    select coalesce(max(n.issue_number), 0) + 1, _template.template_type,
           coalesce(_template.default_subject, _template.name), _template.preheader, _ids,
           _template.name, _compose_digest.person, _compose_digest.personalization_data,
           coalesce(cardinality(_compose_digest.segment_ids), 0) = 0
      from newsletter.newsletter_issues as n
    returning i.* into _issue;
    insert into newsletter.newsletter_issue_segments (issue_id, segment_id)
    select distinct _issue.id, s.id
      from unnest(_compose_digest.segment_ids) as s (id);
    return next _issue;
end;
$function$;

comment on function newsletter._compose_digest is
$$Makes a draft of what was published, and returns its row: see newsletter.compose_digest.

person: who makes it, null for nobody. Errors: 22023 max_articles; P0002 no such template; 23503 no
such segment; 23514 personalization_data is no object. Writes: newsletter.newsletter_issues
(audited), newsletter.newsletter_issue_segments. Locks: the numbering of issues.$$;

revoke execute on function newsletter._compose_digest from public;

create or replace function newsletter.compose_digest(
    design_template      text,
    since                timestamptz default null,
    categories           text[] default null,
    tags                 text[] default null,
    languages            text[] default null,
    max_articles         integer default 10,
    segment_ids          integer[] default '{}',
    personalization_data jsonb default '{}'
)
returns setof newsletter.newsletter_issues
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    return query
    select d.*
      from newsletter._compose_digest(
             admin.require('newsletter.write'),
             compose_digest.design_template,
             compose_digest.since,
             compose_digest.categories,
             compose_digest.tags,
             compose_digest.languages,
             compose_digest.max_articles,
             compose_digest.segment_ids,
             compose_digest.personalization_data) as d;
end;
$function$;

comment on function newsletter.compose_digest is
$$Makes a draft of an issue of what was published, as the acting person, and returns its row; no row
when nothing is new. An article comes into one issue of a type only, so that it is safe to call
twice.

design_template: name of an active template; its subject and preheader are the issue's. since: what
was published before is left out; null = since the last issue of that type that was sent was
composed, or seven days. categories, tags: slugs and names, one of which an article must have;
languages: codes; null = any. max_articles: 1 to 100, those of which most is expected, in that
order. segment_ids: who gets it; all subscribers when empty. personalization_data: values for the
template's variables. Needs the permission newsletter.write. Errors: 28000, 42501 see
admin.require; P0002 no such template; 22023 max_articles out of range; 23503 no such segment;
23514 personalization_data is no object. Writes: newsletter.newsletter_issues (audited),
newsletter.newsletter_issue_segments. Locks: the numbering of issues.$$;

revoke execute on function newsletter.compose_digest from public;
grant execute on function newsletter.compose_digest to aquascene_editor;

create or replace function newsletter.compose_scheduled_digest(
    design_template      text,
    since                timestamptz default null,
    categories           text[] default null,
    tags                 text[] default null,
    languages            text[] default null,
    max_articles         integer default 10,
    segment_ids          integer[] default '{}',
    personalization_data jsonb default '{}'
)
returns setof newsletter.newsletter_issues
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    return query
    select d.*
      from newsletter._compose_digest(
             null,
             compose_scheduled_digest.design_template,
             compose_scheduled_digest.since,
             compose_scheduled_digest.categories,
             compose_scheduled_digest.tags,
             compose_scheduled_digest.languages,
             compose_scheduled_digest.max_articles,
             compose_scheduled_digest.segment_ids,
             compose_scheduled_digest.personalization_data) as d;
end;
$function$;

comment on function newsletter.compose_scheduled_digest is
$$Does what newsletter.compose_digest does, for a job: nobody acts, and nobody is noted as the
issue's author. It is a draft as any other, and a person submits and another approves it.

The parameters are those of newsletter.compose_digest. Errors: P0002 no such template; 22023
max_articles out of range; 23503 no such segment; 23514 personalization_data is no object.
Writes: newsletter.newsletter_issues (audited), newsletter.newsletter_issue_segments. Locks: the
numbering of issues.$$;

revoke execute on function newsletter.compose_scheduled_digest from public;
grant execute on function newsletter.compose_scheduled_digest to aquascene_worker;

commit;
