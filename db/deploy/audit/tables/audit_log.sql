-- Deploy aquascene:audit/tables/audit_log to pg
-- requires: audit/grants/schema
-- requires: admin/tables/admin_users
-- requires: ops/tables/partition_policies

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Tells changes of one transaction apart, which have the same time and xid.
create sequence audit.entry_numbers;

-- No checks: only audit._watch's triggers write here, and reading the expressions anew for each
-- statement costs more than the rest of a row.
-- changed_by refers to admin.admin_users without a foreign key: ops._actor has verified it, the
-- check costs as much again, and an entry outlives the account.
create table audit.audit_log (
    id         uuid        not null default gen_random_uuid(),
    table_name text        not null,
    record_id  text        not null,
    action     text        not null,
    old_data   jsonb,
    new_data   jsonb,
    changed_by uuid,
    changed_at timestamptz not null default now(),
    ip_address inet,
    user_agent text,
    xid        bigint      not null default pg_current_xact_id()::text::bigint,
    number     bigint      not null default nextval('audit.entry_numbers'),
    erased_digest bytea,

    primary key (number, changed_at)
) partition by range (changed_at);
create index audit_log_record_id_table_name_idx
    on audit.audit_log (record_id, table_name, changed_at);
create index audit_log_changed_by_idx on audit.audit_log (changed_by)
    where changed_by is not null;
create index audit_log_xid_idx on audit.audit_log using brin (xid) with (autosummarize = on);

create table audit.audit_log_default
    partition of audit.audit_log default;
comment on table audit.audit_log_default is
$$Rows of audit.audit_log that no monthly partition took; should stay empty.$$;

insert into ops.partition_policies (table_name, partition_column, retention, description)
values ('audit.audit_log', 'changed_at', interval '6 months',
        'The seed keeps audit logs for 6 months.');

comment on table audit.audit_log is
$$Who changed what: one entry for each changed row of the audited tables, partitioned by month.$$;
comment on column audit.audit_log.id is $$Identity of the entry.$$;
comment on column audit.audit_log.table_name is $$Schema-qualified name of the table.$$;
comment on column audit.audit_log.record_id is
$$Primary key of the row; several columns are joined by a comma.$$;
comment on column audit.audit_log.action is $$insert, update or delete.$$;
comment on column audit.audit_log.old_data is
$$What was there: the changed columns, or the whole row deleted.$$;
comment on column audit.audit_log.new_data is
$$What is there now: the changed columns, or the whole row inserted.$$;
comment on column audit.audit_log.changed_by is $$The acting person; null when nobody signed in.$$;
comment on column audit.audit_log.changed_at is $$When.$$;
comment on column audit.audit_log.ip_address is $$Where the person was.$$;
comment on column audit.audit_log.user_agent is $$What the person used.$$;
comment on column audit.audit_log.xid is
$$Transaction that wrote it; audit.seal stops at the oldest one still running.$$;
comment on column audit.audit_log.number is
$$Order of the entries of one row, also within a transaction; with gaps.$$;
comment on column audit.audit_log.erased_digest is
$$Digest of the data as they were, where an erasure blotted somebody out; null = they are as they
were.$$;
comment on index audit.audit_log_record_id_table_name_idx is
$$Used to read the history of one row.$$;
comment on index audit.audit_log_changed_by_idx is
$$Used to read what a person did.$$;
comment on index audit.audit_log_xid_idx is $$Used by audit.seal to read on from the last seal.$$;

grant select on audit.audit_log to aquascene_reader;

commit;
