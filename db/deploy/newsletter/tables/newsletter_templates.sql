-- Deploy aquascene:newsletter/tables/newsletter_templates to pg
-- requires: newsletter/grants/schema
-- requires: audit/functions/record_change
-- requires: ops/functions/set_updated_at

begin;
set local role aquascene_owner;

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

    constraint newsletter_templates_type_is_known check (
        template_type in ('weekly-digest', 'announcement', 'how-to-guide', 'community-showcase')),
    constraint newsletter_templates_variables_is_a_list check (jsonb_typeof(variables) = 'array')
);

create trigger updated_at before update on newsletter.newsletter_templates
    for each row execute function ops.set_updated_at();

create trigger audit after insert or update or delete on newsletter.newsletter_templates
    for each row execute function audit.record_change(
        'id', '', '');

comment on table newsletter.newsletter_templates is $$Templates of issues, in Jinja2.$$;
comment on column newsletter.newsletter_templates.id is $$Identity of the template.$$;
comment on column newsletter.newsletter_templates.name is $$Name by which issues choose it.$$;
comment on column newsletter.newsletter_templates.description is $$What it is for.$$;
comment on column newsletter.newsletter_templates.template_type is
$$weekly-digest, announcement, how-to-guide or community-showcase.$$;
comment on column newsletter.newsletter_templates.html_template is
$$Jinja2 template of the HTML part.$$;
comment on column newsletter.newsletter_templates.text_template is
$$Jinja2 template of the text part.$$;
comment on column newsletter.newsletter_templates.default_subject is
$$Subject when the issue gives none.$$;
comment on column newsletter.newsletter_templates.variables is
$$Variables it takes: a list of {name, type, default, description}.$$;
comment on column newsletter.newsletter_templates.is_active is $$Whether it may be chosen.$$;
comment on column newsletter.newsletter_templates.created_at is $$When it was made.$$;
comment on column newsletter.newsletter_templates.updated_at is $$When it was last changed.$$;

grant select on newsletter.newsletter_templates to aquascene_reader;

commit;
