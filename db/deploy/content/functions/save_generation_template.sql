-- Deploy aquascene:content/functions/save_generation_template to pg
-- requires: content/tables/generation_templates
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.save_generation_template(
    name          text,
    content_type  text,
    system_prompt text,
    user_prompt   text,
    description   text    default '',
    parameters    jsonb   default '{}',
    is_active     boolean default true
)
returns content.generation_templates
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _template content.generation_templates;
begin
    perform admin.require('content.write');
    insert into content.generation_templates as t (
        name, content_type, system_prompt, user_prompt, description, parameters, is_active)
    values (
        save_generation_template.name, save_generation_template.content_type,
        save_generation_template.system_prompt, save_generation_template.user_prompt,
        save_generation_template.description, save_generation_template.parameters,
        save_generation_template.is_active)
    on conflict on constraint generation_templates_pkey do update
       set content_type = excluded.content_type,
           system_prompt = excluded.system_prompt,
           user_prompt = excluded.user_prompt,
           description = excluded.description,
           parameters = excluded.parameters,
           is_active = excluded.is_active
    returning t.* into _template;
    return _template;
end;
$function$;

comment on function content.save_generation_template is
$$Adds a prompt for generators, or changes the one of that name, and returns its row.

name: [a-z0-9_]. system_prompt, user_prompt: Jinja2. parameters: see the column. is_active: false
keeps it from being used. Needs the permission content.write. Errors: 28000, 42501 see
admin.require; 23514 a strange name, a blank prompt, or parameters of the wrong type; 23502 one of
them is null; 22001 a name or content_type that is too long.
Writes: content.generation_templates (audited).$$;

revoke execute on function content.save_generation_template from public;
grant execute on function content.save_generation_template to aquascene_editor;

commit;
