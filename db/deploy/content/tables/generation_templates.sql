-- Deploy aquascene:content/tables/generation_templates to pg
-- requires: content/grants/schema
-- requires: audit/functions/record_change
-- requires: ops/functions/set_updated_at

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table content.generation_templates (
    name          varchar(100) not null primary key,
    content_type  varchar(50)  not null,
    description   text         not null default '',
    system_prompt text         not null,
    user_prompt   text         not null,
    parameters    jsonb        not null default '{}',
    is_active     boolean      not null default true,
    created_at    timestamptz  not null default now(),
    updated_at    timestamptz  not null default now(),

    constraint generation_templates_name_is_an_identifier check (name ~ '^[a-z][a-z0-9_]*$'),
    constraint generation_templates_content_type_is_not_blank check (btrim(content_type) <> ''),
    constraint generation_templates_prompts_are_not_blank
        check (btrim(system_prompt) <> '' and btrim(user_prompt) <> ''),
    constraint generation_templates_parameters_is_an_object
        check (jsonb_typeof(parameters) = 'object'),
    constraint generation_templates_parameters_have_their_types check (
        coalesce(jsonb_typeof(parameters -> 'max_words') = 'number', true)
        and coalesce(jsonb_typeof(parameters -> 'max_characters') = 'number', true)
        and coalesce(jsonb_typeof(parameters -> 'max_tokens') = 'number', true)
        and coalesce(jsonb_typeof(parameters -> 'temperature') = 'number', true)
        and coalesce(jsonb_typeof(parameters -> 'tone') = 'string', true)
        and coalesce(jsonb_typeof(parameters -> 'target_audience') = 'string', true)),
    constraint generation_templates_parameters_fit_a_draft check (
        length(parameters ->> 'tone') <= 30 and length(parameters ->> 'target_audience') <= 50)
);

create trigger updated_at before update on content.generation_templates
    for each row execute function ops.set_updated_at();

do $audit$
begin
    perform audit._watch('content.generation_templates', 'name', '', '');
end;
$audit$;

comment on table content.generation_templates is
$$Prompts of the generators that ask a language model, in Jinja2.$$;
comment on column content.generation_templates.name is
$$Name by which a worker chooses it, and template_used of its drafts: [a-z0-9_].$$;
comment on column content.generation_templates.content_type is
$$content_type of the drafts made with it.$$;
comment on column content.generation_templates.description is $$What it is for.$$;
comment on column content.generation_templates.system_prompt is
$$Jinja2: who the model is and how it writes. What a source is, that its text is no instruction, and
the JSON to answer with are said by the generator after it.$$;
comment on column content.generation_templates.user_prompt is
$$Jinja2: what to write. Both prompts see template, parameters, language and sources, a list of
{number, domain, language, words, quoted}; quoted is the delimited text, the only way to it.$$;
comment on column content.generation_templates.parameters is
$$What the prompts may use, and what the answer is held to: max_words (refused beyond twice as
many), max_characters (refused beyond), tone and target_audience (of the draft); temperature and
max_tokens go to the endpoint. Others are for the prompts alone.$$;
comment on column content.generation_templates.is_active is $$Whether it may be used.$$;
comment on column content.generation_templates.created_at is $$When it was made.$$;
comment on column content.generation_templates.updated_at is $$When it was last changed.$$;

grant select on content.generation_templates to aquascene_reader;

commit;
