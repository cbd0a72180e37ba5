-- Deploy aquascene:audience/tables/personal_data to pg
-- requires: audience/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table audience.personal_data (
    table_name    text   not null primary key,
    person_column text,
    erasure       text   not null,
    columns       text[] not null default '{}',
    exported_as   text   not null default 'to_jsonb(t)',
    description   text   not null,

    constraint personal_data_erasure_is_known check (erasure in ('delete', 'keep')),
    constraint personal_data_deletes_by_person
        check (erasure = 'keep' or person_column is not null),
    constraint personal_data_is_of_people
        check (person_column is not null or cardinality(columns) > 0)
);

comment on table audience.personal_data is
$$Where data about subscribers is held, for audience.export_subscriber and
audience.erase_subscriber: each domain registers its own tables.$$;
comment on column audience.personal_data.table_name is $$Schema-qualified name of the table.$$;
comment on column audience.personal_data.person_column is
$$Column that holds the subscriber's id; null where people are only mentioned.$$;
comment on column audience.personal_data.erasure is
$$delete = a person's rows go; keep = they stay, with the id that leads to nobody any more.$$;
comment on column audience.personal_data.columns is
$$Free text (text, text[] or jsonb): null in rows of the person that are kept; elsewhere the person
is blotted out of it.$$;
comment on column audience.personal_data.exported_as is
$$SQL over t, a row of the table: the row as jsonb for who asks what is held.$$;
comment on column audience.personal_data.description is $$What is held, and what for.$$;

grant select on audience.personal_data to aquascene_reader;

commit;
