-- Deploy aquascene:content/functions/generation_setup to pg
-- requires: content/tables/generation_templates
-- requires: content/data/settings
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.generation_setup(
    template  text default null,
    generator text default null
)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _generator constant text :=
        coalesce(generation_setup.generator, ops.setting('generation.generator') #>> '{}');
    _name      constant text :=
        coalesce(generation_setup.template, ops.setting('generation.template') #>> '{}');
    _endpoint  constant text := ops.setting('generation.endpoint') #>> '{}';
    _model     constant text := ops.setting('generation.model') #>> '{}';
    _template  content.generation_templates;
begin
    if _generator <> all (array['extractive', 'chat']) then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('no generator %L', _generator),
            hint    = 'It is extractive or chat; the setting generation.generator says which.';
    end if;
    if _generator = 'extractive' then
        return jsonb_build_object('generator', _generator);
    end if;

    select t.* into _template
      from content.generation_templates as t
     where t.name = _name;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no generation template %L', _name),
            hint    = format('There are: %s.',
                             (select string_agg(t.name, ', ' order by t.name)
                                from content.generation_templates as t where t.is_active));
    end if;
    if not _template.is_active then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('generation template %s is not active', _name),
            hint    = 'Choose another, or save it with is_active => true.';
    end if;
    if _endpoint !~ '^https?://[^/?#[:space:]]+' or btrim(_model) = '' then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('the setting %s is %s',
                             case when btrim(_model) = '' then 'generation.model'
                                  else 'generation.endpoint' end,
                             case when btrim(_model) = '' or btrim(_endpoint) = '' then 'empty'
                                  else 'no http address' end),
            hint    = 'As an admin: ops.set_setting(key, value) for generation.endpoint, the base '
                      'URL of the API up to /v1, and generation.model.';
    end if;

    return jsonb_build_object(
        'generator', _generator,
        'endpoint', _endpoint,
        'model', _model,
        'timeout', extract(epoch from (ops.setting('generation.timeout') #>> '{}')::interval),
        'deadline', extract(epoch from (ops.setting('generation.deadline') #>> '{}')::interval),
        'max_retries', ops.setting('generation.max_retries')::integer,
        'max_source_characters', ops.setting('generation.max_source_characters')::integer,
        'price_per_million_input',
        ops.setting('generation.price_per_million_input')::numeric,
        'price_per_million_output',
        ops.setting('generation.price_per_million_output')::numeric,
        'template', to_jsonb(_template));
end;
$function$;

comment on function content.generation_setup is
$$Returns how drafts are generated now, as one JSON object: generator; for chat also endpoint,
model, timeout and deadline (seconds), max_retries, max_source_characters, price_per_million_input,
price_per_million_output and template, a row of content.generation_templates.

template, generator: instead of those that the settings generation.template and generation.generator
name. No key is in it: the database knows none. Errors: 22023 no such generator; P0002 no such
template; 55000 the template is not active, or the endpoint or model is not set.$$;

revoke execute on function content.generation_setup from public;
grant execute on function content.generation_setup to aquascene_reader;

commit;
