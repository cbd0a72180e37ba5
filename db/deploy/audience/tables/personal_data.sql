-- Deploy aquascene:audience/tables/personal_data to pg
-- requires: audience/grants/schema

begin;
set local role aquascene_owner;

create table audience.personal_data (
    table_name    text   not null primary key,
    person_column text,
    erasure       text   not null,
    columns       text[] not null default '{}',
    exported_as   text   not null default 'to_jsonb(t)',
    description   text   not null,

    constraint personal_data_erasure_is_known
        check (erasure in ('delete', 'clear', 'search', 'keep')),
    constraint personal_data_names_the_person_unless_searched
        check ((person_column is null) = (erasure = 'search')),
    constraint personal_data_names_columns_where_they_matter
        check ((cardinality(columns) > 0) = (erasure in ('clear', 'search')))
);

comment on table audience.personal_data is
$$Where data about subscribers is held, for audience.export_subscriber and
audience.erase_subscriber: each domain registers its own tables.$$;
comment on column audience.personal_data.table_name is $$Schema-qualified name of the table.$$;
comment on column audience.personal_data.person_column is
$$Column that holds the subscriber's id; null where people are only mentioned.$$;
comment on column audience.personal_data.erasure is
$$delete = a person's rows go; clear = the columns become null; search = the columns, text or jsonb,
are searched for the person, who is blotted out; keep = holds no more than the id.$$;
comment on column audience.personal_data.columns is $$Columns to clear or to search.$$;
comment on column audience.personal_data.exported_as is
$$SQL over t, a row of the table: the row as jsonb for who asks what is held.$$;
comment on column audience.personal_data.description is $$What is held, and what for.$$;

grant select on audience.personal_data to aquascene_reader;

commit;
