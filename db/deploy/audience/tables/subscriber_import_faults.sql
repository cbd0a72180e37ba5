-- Deploy aquascene:audience/tables/subscriber_import_faults to pg
-- requires: audience/tables/subscriber_imports

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table audience.subscriber_import_faults (
    import_id   bigint not null
        references audience.subscriber_imports (id) on delete cascade,
    line_number bigint not null,
    outcome     text   not null,
    reason      text   not null,

    primary key (import_id, line_number),
    constraint subscriber_import_faults_outcome_is_known
        check (outcome in ('invalid', 'suppressed', 'duplicate', 'known'))
);

comment on table audience.subscriber_import_faults is
$$Lines of a file that were not taken in, and why; kept for audience.keep_import_faults.$$;
comment on column audience.subscriber_import_faults.import_id is $$Which import.$$;
comment on column audience.subscriber_import_faults.line_number is
$$Line of the file on which it begins.$$;
comment on column audience.subscriber_import_faults.outcome is
$$invalid = something is wrong with it; suppressed = the address must get no mail; duplicate = an
earlier line has the address; known = a subscriber has it.$$;
comment on column audience.subscriber_import_faults.reason is $$All that is wrong, in words.$$;

grant select on audience.subscriber_import_faults to aquascene_reader;

commit;
