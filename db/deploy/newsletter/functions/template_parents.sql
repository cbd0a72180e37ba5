-- Deploy aquascene:newsletter/functions/template_parents to pg
-- requires: newsletter/tables/newsletter_template_versions

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter._template_parents(sources text[])
returns table (name text, fault text)
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    select distinct
           substr(l.literal[1], 2, length(l.literal[1]) - 2),
           case when l.literal is null
                then format('%s has to name one template in quotes: %s', t.tag[1],
                            left(btrim(regexp_replace(t.tag[2], '[[:cntrl:]]', ' ', 'g')), 60))
           end
      from unnest(_template_parents.sources) as s (source)
     cross join lateral regexp_matches(
               regexp_replace(s.source, '\{#.*?#\}', '', 'g'),
               '\{%[-+]?\s*(extends|include|import|from)\M((?:[^%]|%(?!\}))*)%\}', 'g') as t (tag)
      left join lateral regexp_match(
               t.tag[2],
               '^\s*("[^"\n]*"|''[^''\n]*'')\s*(?:[-+]?$|(?:ignore|with|without|as|import)\M)')
           as l (literal) on true;
$function$;

comment on function newsletter._template_parents is
$$Returns the templates that Jinja2 sources extend, include or import, each once; in place of the
name a fault, where a tag names none in quotes.

sources: HTML and text of a template. Errors: none.$$;

revoke execute on function newsletter._template_parents from public;

create or replace function newsletter._template_closure(names text[])
returns table (name text, template_id integer, version integer)
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    with recursive used (name) as (         -- each name once, so that a cycle ends
        select n.name
          from unnest(_template_closure.names) as n (name)
         union
        select p.name
          from used as u
          join newsletter.newsletter_templates as t on t.name = u.name
         cross join lateral (
               select v.parents
                 from newsletter.newsletter_template_versions as v
                where v.template_id = t.id
                order by v.version desc
                limit 1) as newest
         cross join lateral unnest(newest.parents) as p (name)
    )
    select u.name, t.id, newest.version
      from used as u
      left join newsletter.newsletter_templates as t on t.name = u.name
      left join lateral (
           select v.version
             from newsletter.newsletter_template_versions as v
            where v.template_id = t.id
            order by v.version desc
            limit 1) as newest on true;
$function$;

comment on function newsletter._template_closure is
$$Returns the newest version of templates and of all that they extend, include or import; without
template_id and version where there is none of that name.

Errors: none.$$;

revoke execute on function newsletter._template_closure from public;

commit;
