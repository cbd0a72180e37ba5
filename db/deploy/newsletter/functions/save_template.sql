-- Deploy aquascene:newsletter/functions/save_template to pg
-- requires: newsletter/functions/keep_template_version
-- requires: newsletter/functions/variable_faults
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Saves queue up: two at once, each fine by itself, could make templates extend each other.
create or replace function newsletter.save_template(
    name            text,
    template_type   text,
    html_template   text,
    text_template   text default null,
    default_subject text default null,
    description     text default null,
    variables       jsonb default '[]',
    preheader       text default null
)
returns newsletter.newsletter_templates
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _template newsletter.newsletter_templates;
    _faults   text[];
begin
    perform admin.require('newsletter.write');
    perform pg_advisory_xact_lock('newsletter.newsletter_templates'::regclass::bigint);

    select array_agg(f.path || ': ' || f.fault order by f.path collate "C", f.fault)
      into _faults
      from (select s.path, s.fault
              from newsletter._schema_faults(save_template.variables) as s
             union all
            select 'name', 'is not of letters, digits, spaces and . _ -'
             where save_template.name !~ '^[[:alnum:]]([[:alnum:] ._-]*[[:alnum:]])?$'
             union all
            select t.name, 'is blank'
              from (values ('html_template', save_template.html_template),
                           ('text_template', save_template.text_template)) as t (name, source)
             where t.source !~ '\S'
             union all
            select 'html_template, text_template', p.fault
              from newsletter._template_parents(
                       array[save_template.html_template, save_template.text_template]) as p
             where p.fault is not null
             union all
            select 'html_template, text_template',
                   case when c.name = save_template.name then 'extends or includes itself, '
                                                              'by way of others perhaps'
                        else format('there is no template %L', left(c.name, 100)) end
              from newsletter._template_closure(
                       array(select p.name
                               from newsletter._template_parents(
                                        array[save_template.html_template,
                                              save_template.text_template]) as p
                              where p.name is not null)) as c
             where c.template_id is null or c.name = save_template.name) as f;
    if _faults is not null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('template %s has %s', left(save_template.name, 100),
                             case cardinality(_faults) when 1 then 'a fault'
                                  else cardinality(_faults) || ' faults' end),
            detail  = array_to_string(_faults[1:20], e'\n'),
            hint    = 'docs/guide/templates.md shows how templates are written.';
    end if;

    insert into newsletter.newsletter_templates as t (
        name, template_type, html_template, text_template, default_subject, description, variables,
        preheader)
    values (
        save_template.name, save_template.template_type, save_template.html_template,
        save_template.text_template, save_template.default_subject, save_template.description,
        save_template.variables, save_template.preheader)
    on conflict on constraint newsletter_templates_name_key do update
       set template_type = excluded.template_type,
           html_template = excluded.html_template,
           text_template = excluded.text_template,
           default_subject = excluded.default_subject,
           description = excluded.description,
           variables = excluded.variables,
           preheader = excluded.preheader
     where (t.template_type, t.html_template, t.text_template, t.default_subject, t.description,
            t.variables, t.preheader)
           is distinct from
           (excluded.template_type, excluded.html_template, excluded.text_template,
            excluded.default_subject, excluded.description, excluded.variables,
            excluded.preheader);
    select t.* into _template
      from newsletter.newsletter_templates as t
     where t.name = save_template.name;
    return _template;
end;
$function$;

comment on function newsletter.save_template is
$$Adds a template, or changes the one of that name, and returns its row. What changed is kept as a
version; issues that are approved keep theirs.

template_type: weekly-digest, announcement, how-to-guide or community-showcase; layout for what only
others extend or include. html_template, text_template, default_subject, preheader: Jinja2; they may
extend and include templates that are there, by name in quotes. Without text_template the text is
made from the HTML. variables: a list of {name, type, default, description, is_required}; type is
text, number, boolean, date, url or list. Needs the permission newsletter.write. Errors: 28000,
42501 see admin.require; 22023 faults, all of which DETAIL lists: variables that are wrong, a
template that is blank, extends what is not there or itself; 23514 no such type, more than 500 kB,
or a subject or preheader of several lines; 23502 a name, type or template is missing; 22001 a name
or subject that is too long. Writes: newsletter.newsletter_templates (audited),
newsletter.newsletter_template_versions. Locks: all saving of templates.$$;

revoke execute on function newsletter.save_template from public;
grant execute on function newsletter.save_template to aquascene_editor;

commit;
