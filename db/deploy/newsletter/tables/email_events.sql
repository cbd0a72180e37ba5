-- Deploy aquascene:newsletter/tables/email_events to pg
-- requires: newsletter/grants/schema
-- requires: ops/tables/partition_policies

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- No key and no foreign key: it is only appended to, one event a commit, and may be distributed. No
-- check either: PostgreSQL reads its expression anew for each statement, 15 percent of an event.
-- Only functions write here, each a type of its own.
create table newsletter.email_events (
    subscriber_id uuid        not null,
    issue_id      uuid        not null,
    event_type    text        not null,
    link_id       bigint,
    client        text,
    is_machine    boolean     not null default false,
    xid           xid8        not null default pg_current_xact_id(),
    occurred_at   timestamptz not null default now()
) partition by range (occurred_at);
create index email_events_xid_idx on newsletter.email_events (xid);
create index email_events_feedback_idx on newsletter.email_events (subscriber_id, issue_id)
    where event_type in ('bounce', 'complaint');

create table newsletter.email_events_default
    partition of newsletter.email_events default;
comment on table newsletter.email_events_default is
$$Rows of newsletter.email_events that no monthly partition took; should stay empty.$$;

insert into ops.partition_policies (table_name, partition_column, retention, description)
values ('newsletter.email_events', 'occurred_at', interval '1 year',
        'Roll-ups keep the totals for longer.');

comment on table newsletter.email_events is
$$Opens, clicks, bounces, complaints and unsubscribes as they came in, append-only, partitioned by
month.$$;
comment on column newsletter.email_events.subscriber_id is $$Who; the only personal datum here.$$;
comment on column newsletter.email_events.issue_id is $$Which issue.$$;
comment on column newsletter.email_events.event_type is
$$open, click, bounce, complaint or unsubscribe.$$;
comment on column newsletter.email_events.link_id is $$Which link, for a click.$$;
comment on column newsletter.email_events.client is
$$What it was read with (newsletter.mail_clients), for an open or a click; null = nobody knows.$$;
comment on column newsletter.email_events.is_machine is
$$Whether a proxy or a scanner did it, which says nothing about a reader.$$;
comment on column newsletter.email_events.xid is
$$Transaction that wrote it; roll-ups stop at the oldest one still running.$$;
comment on column newsletter.email_events.occurred_at is $$When.$$;
comment on index newsletter.email_events_xid_idx is
$$Used by analytics.roll_up_email_events to read on from its watermark.$$;
comment on index newsletter.email_events_feedback_idx is
$$Used by newsletter.record_feedback to record an event once; opens and clicks are not in it.$$;

grant select on newsletter.email_events to aquascene_reader;

commit;
