-- Deploy aquascene:newsletter/functions/issue_templates to pg
-- requires: newsletter/tables/newsletter_issues
-- requires: newsletter/functions/template_parents

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter._issue_templates(issue newsletter.newsletter_issues)
returns setof newsletter.newsletter_template_versions
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    select v.*
      from (select p.key::integer as template_id, p.value::integer as version
              from jsonb_each_text(issue.template_versions) as p
             union all
            select c.template_id, c.version
              from newsletter._template_closure(array[issue.design_template::text]) as c
             where issue.template_versions is null) as u
      join newsletter.newsletter_template_versions as v
        on v.template_id = u.template_id and v.version = u.version
      join newsletter.newsletter_templates as t on t.id = v.template_id
     order by t.name <> issue.design_template, v.name collate "C";
$function$;

comment on function newsletter._issue_templates is
$$Returns the template of an issue, first, and all that it extends, includes or imports: the
versions that were approved, or the newest as long as nobody approved. Errors: none.$$;

revoke execute on function newsletter._issue_templates from public;

create or replace function newsletter._issue_variables(issue newsletter.newsletter_issues)
returns jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    select coalesce(jsonb_agg(d.declared order by d.declared ->> 'name'), '[]')
      from (select distinct on (e.value ->> 'name') e.value as declared
              from newsletter._issue_templates(issue) with ordinality as v
             cross join lateral jsonb_array_elements(v.variables) as e (value)
             order by e.value ->> 'name', v.ordinality) as d;
$function$;

comment on function newsletter._issue_variables is
$$Returns the variables that the template of an issue declares, and those that its layouts do; its
own declaration wins. Errors: none.$$;

revoke execute on function newsletter._issue_variables from public;

commit;
