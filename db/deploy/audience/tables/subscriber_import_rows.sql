-- Deploy aquascene:audience/tables/subscriber_import_rows to pg
-- requires: audience/tables/subscriber_imports

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Logged, so that an import goes on after a crash. No foreign key: it would cost more than COPY;
-- audience.delete_import_faults removes rows of no import.
create table audience.subscriber_import_rows (
    import_id    bigint  not null,
    row_number   integer not null,
    line_number  bigint  not null,
    fields       text[],
    problem      text,
    repeated_key text,

    primary key (import_id, row_number)
);
create index subscriber_import_rows_repeated_idx
    on audience.subscriber_import_rows (import_id, repeated_key, row_number)
 where repeated_key is not null;

comment on table audience.subscriber_import_rows is
$$Lines of files that wait to be taken in; gone when the import is done.$$;
comment on column audience.subscriber_import_rows.import_id is $$Which import.$$;
comment on column audience.subscriber_import_rows.row_number is $$Place of the line, from 1.$$;
comment on column audience.subscriber_import_rows.line_number is
$$Line of the file on which it begins, as an editor shows it: the header is line 1.$$;
comment on column audience.subscriber_import_rows.fields is
$$Cells, in the order of the columns; null when the line cannot be read.$$;
comment on column audience.subscriber_import_rows.problem is
$$Why the line cannot be read.$$;
comment on column audience.subscriber_import_rows.repeated_key is
$$The address, where more than one line has it.$$;
comment on index audience.subscriber_import_rows_repeated_idx is
$$Used to find the earlier line of an address.$$;

-- The one table that is written by others than functions: COPY takes a million lines in seconds.
-- What was put there that is no part of an import, audience.finish_staging refuses.
grant insert (import_id, row_number, line_number, fields, problem)
   on audience.subscriber_import_rows to aquascene_editor, aquascene_worker;

commit;
