-- Deploy aquascene:newsletter/tables/newsletter_template_versions to pg
-- requires: newsletter/tables/newsletter_templates
-- requires: admin/tables/admin_users

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table newsletter.newsletter_template_versions (
    template_id     integer      not null
        references newsletter.newsletter_templates (id) on delete cascade,
    version         integer      not null,
    name            varchar(100) not null,
    html_template   text         not null,
    text_template   text,
    default_subject varchar(255),
    preheader       text,
    variables       jsonb        not null,
    parents         text[]       not null,
    saved_by        uuid references admin.admin_users (id),
    saved_at        timestamptz  not null default now(),

    primary key (template_id, version),
    constraint newsletter_template_versions_version_is_positive check (version >= 1)
);
create index newsletter_template_versions_saved_by_idx
    on newsletter.newsletter_template_versions (saved_by);

comment on table newsletter.newsletter_template_versions is
$$What templates were: each time one changed, a row that stays as it is. An approved issue keeps to
the versions it was approved with.$$;
comment on column newsletter.newsletter_template_versions.template_id is $$The template.$$;
comment on column newsletter.newsletter_template_versions.version is
$$1, 2, 3 …; the highest is what the template is now.$$;
comment on column newsletter.newsletter_template_versions.name is $$Its name then.$$;
comment on column newsletter.newsletter_template_versions.html_template is $$Its HTML part.$$;
comment on column newsletter.newsletter_template_versions.text_template is $$Its text part.$$;
comment on column newsletter.newsletter_template_versions.default_subject is $$Its subject.$$;
comment on column newsletter.newsletter_template_versions.preheader is
$$Its line beside the subject.$$;
comment on column newsletter.newsletter_template_versions.variables is $$Its variables.$$;
comment on column newsletter.newsletter_template_versions.parents is
$$Names of the templates that it extends, includes or imports itself.$$;
comment on column newsletter.newsletter_template_versions.saved_by is
$$Who saved it; null = nobody acted.$$;
comment on column newsletter.newsletter_template_versions.saved_at is $$When.$$;
comment on index newsletter.newsletter_template_versions_saved_by_idx is
$$Used by the foreign key.$$;

grant select on newsletter.newsletter_template_versions to aquascene_reader;

commit;
