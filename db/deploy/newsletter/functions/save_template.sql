-- Deploy aquascene:newsletter/functions/save_template to pg
-- requires: newsletter/tables/newsletter_templates
-- requires: admin/functions/require

begin;
set local role aquascene_owner;

create or replace function newsletter.save_template(
    name            text,
    template_type   text,
    html_template   text,
    text_template   text default null,
    default_subject text default null,
    description     text default null,
    variables       jsonb default '[]'
)
returns newsletter.newsletter_templates
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _template newsletter.newsletter_templates;
begin
    perform admin.require('newsletter.write');
    insert into newsletter.newsletter_templates as t (
        name, template_type, html_template, text_template, default_subject, description, variables)
    values (
        save_template.name, save_template.template_type, save_template.html_template,
        save_template.text_template, save_template.default_subject, save_template.description,
        save_template.variables)
    on conflict on constraint newsletter_templates_name_key do update
       set template_type = excluded.template_type,
           html_template = excluded.html_template,
           text_template = excluded.text_template,
           default_subject = excluded.default_subject,
           description = excluded.description,
           variables = excluded.variables
    returning t.* into _template;
    return _template;
end;
$function$;

comment on function newsletter.save_template is
$$Adds a template, or changes the one of that name, and returns its row.

template_type: weekly-digest, announcement, how-to-guide or community-showcase. html_template,
text_template: Jinja2. variables: a list of {name, type, default, description}. Needs the permission
newsletter.write. Errors: 28000, 42501 see admin.require; 23514 no such type, or variables that are
no list; 23502 a name, type or template is missing. Writes: newsletter.newsletter_templates
(audited).$$;

revoke execute on function newsletter.save_template from public;
grant execute on function newsletter.save_template to aquascene_editor;

commit;
