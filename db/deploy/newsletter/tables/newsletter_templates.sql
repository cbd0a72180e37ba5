-- Deploy aquascene:newsletter/tables/newsletter_templates to pg
-- requires: newsletter/grants/schema
-- requires: audit/functions/record_change
-- requires: ops/functions/set_updated_at

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table newsletter.newsletter_templates (
    id              serial       not null primary key,
    name            varchar(100) not null unique,
    description     text,
    template_type   varchar(50)  not null,
    html_template   text         not null,
    text_template   text,
    default_subject varchar(255),
    variables       jsonb        not null default '[]',
    is_active       boolean      not null default true,
    created_at      timestamptz  not null default now(),
    updated_at      timestamptz  not null default now(),
    preheader       text,

    constraint newsletter_templates_type_is_known check (
        template_type in ('weekly-digest', 'announcement', 'how-to-guide', 'community-showcase',
                          'layout')),
    constraint newsletter_templates_are_no_larger_than_half_a_megabyte check (
        octet_length(html_template) <= 500000 and octet_length(text_template) <= 500000),
    constraint newsletter_templates_default_subject_is_a_line
        check (default_subject !~ '[[:cntrl:]\u2028\u2029]'),
    constraint newsletter_templates_preheader_is_a_line
        check (preheader !~ '[[:cntrl:]\u2028\u2029]' and length(preheader) <= 1000),
    constraint newsletter_templates_variables_is_a_list check (jsonb_typeof(variables) = 'array')
);

create trigger updated_at before update on newsletter.newsletter_templates
    for each row execute function ops.set_updated_at();

do $audit$
begin
    perform audit._watch('newsletter.newsletter_templates', 'id', '', '');
end;
$audit$;

comment on table newsletter.newsletter_templates is
$$Templates of issues, in Jinja2, as they are now.
newsletter.newsletter_template_versions has what they were.$$;
comment on column newsletter.newsletter_templates.id is $$Identity of the template.$$;
comment on column newsletter.newsletter_templates.name is $$Name by which issues choose it.$$;
comment on column newsletter.newsletter_templates.description is $$What it is for.$$;
comment on column newsletter.newsletter_templates.template_type is
$$weekly-digest, announcement, how-to-guide or community-showcase; layout = not for issues, others
extend or include it.$$;
comment on column newsletter.newsletter_templates.html_template is
$$Jinja2 template of the HTML part.$$;
comment on column newsletter.newsletter_templates.text_template is
$$Jinja2 template of the text part; null = it is made from the HTML.$$;
comment on column newsletter.newsletter_templates.default_subject is
$$Subject when the issue gives none, in Jinja2.$$;
comment on column newsletter.newsletter_templates.variables is
$$Variables it takes: a list of {name, type, default, description, is_required}; see
newsletter.save_template.$$;
comment on column newsletter.newsletter_templates.is_active is $$Whether it may be chosen.$$;
comment on column newsletter.newsletter_templates.created_at is $$When it was made.$$;
comment on column newsletter.newsletter_templates.updated_at is $$When it was last changed.$$;
comment on column newsletter.newsletter_templates.preheader is
$$Line beside the subject when the issue gives none, in Jinja2.$$;

grant select on newsletter.newsletter_templates to aquascene_reader;

commit;
