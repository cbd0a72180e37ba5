-- Deploy aquascene:newsletter/tables/newsletter_deliveries to pg
-- requires: newsletter/grants/schema
-- requires: ops/tables/partition_policies

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- No index but the key: the update that settles a recipient touches none (decision 0012).
create table newsletter.newsletter_deliveries (
    issue_date       date        not null,
    issue_id         uuid        not null,
    subscriber_id    uuid        not null,
    status           text        not null,
    attempts         smallint    not null default 1,
    batch_id         bigint,
    sent_at          timestamptz,
    first_opened_at  timestamptz,
    first_clicked_at timestamptz,
    error_code       text,
    error            text,

    primary key (issue_date, issue_id, subscriber_id),
    constraint newsletter_deliveries_status_is_known check (
        status in ('sending', 'sent', 'failed', 'deferred', 'skipped', 'unknown')),
    constraint newsletter_deliveries_attempts_is_a_count check (attempts >= 0)
) partition by range (issue_date);
create table newsletter.newsletter_deliveries_default
    partition of newsletter.newsletter_deliveries default;
comment on table newsletter.newsletter_deliveries_default is
$$Rows of newsletter.newsletter_deliveries that no monthly partition took; should stay empty.$$;

insert into ops.partition_policies (table_name, partition_column, retention, fillfactor,
                                    description)
values ('newsletter.newsletter_deliveries', 'issue_date', interval '2 years', 50,
        'As long as the content metrics that are read beside it.');

comment on table newsletter.newsletter_deliveries is
$$The ledger: what became of each recipient of each issue, partitioned by month, written before the
message is handed over.$$;
comment on column newsletter.newsletter_deliveries.issue_date is
$$Day (UTC) the issue's audience was frozen.$$;
comment on column newsletter.newsletter_deliveries.issue_id is
$$The issue; no foreign key, the ledger outlives it and may be distributed.$$;
comment on column newsletter.newsletter_deliveries.subscriber_id is
$$The recipient; the only personal datum here.$$;
comment on column newsletter.newsletter_deliveries.status is
$$sending = a worker holds it; sent = the mail server took it; failed = refused for good; deferred
= refused for now; skipped = not to be sent any more; unknown = its worker died while sending.$$;
comment on column newsletter.newsletter_deliveries.attempts is $$Times it was handed over.$$;
comment on column newsletter.newsletter_deliveries.batch_id is
$$The claim under which it was last handed out.$$;
comment on column newsletter.newsletter_deliveries.sent_at is $$When the mail server took it.$$;
comment on column newsletter.newsletter_deliveries.first_opened_at is
$$First open; kept by analytics.roll_up_email_events.$$;
comment on column newsletter.newsletter_deliveries.first_clicked_at is
$$First click; kept by analytics.roll_up_email_events.$$;
comment on column newsletter.newsletter_deliveries.error_code is
$$Enhanced status code of the refusal, such as 5.1.1.$$;
comment on column newsletter.newsletter_deliveries.error is
$$Words of the refusal, or why it was skipped.$$;

grant select on newsletter.newsletter_deliveries to aquascene_reader;

commit;
