-- Deploy aquascene:newsletter/views/delivery_accounting to pg
-- requires: newsletter/tables/newsletter_chunks
-- requires: newsletter/tables/newsletter_deliveries

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace view newsletter.delivery_accounting as
select
    i.id as issue_id,
    i.issue_number,
    i.status,
    f.frozen,
    f.pending,
    d.sending,
    d.sent,
    d.failed,
    d.deferred,
    d.skipped,
    d.unknown,
    f.frozen = f.pending + d.sending + d.sent + d.failed + d.deferred + d.skipped + d.unknown
        as balanced
from newsletter.newsletter_issues as i
cross join lateral (
    select
        coalesce(sum(c.size), 0) as frozen,
        coalesce(sum(c.size - c.claimed_count), 0) as pending
    from newsletter.newsletter_chunks as c
    where c.issue_id = i.id and not c.is_retry
) as f
cross join lateral (
    select
        count(*) filter (where l.status = 'sending') as sending,
        count(*) filter (where l.status = 'sent') as sent,
        count(*) filter (where l.status = 'failed') as failed,
        count(*) filter (where l.status = 'deferred') as deferred,
        count(*) filter (where l.status = 'skipped') as skipped,
        count(*) filter (where l.status = 'unknown') as unknown
    from newsletter.newsletter_deliveries as l
    where l.issue_date = i.issue_date and l.issue_id = i.id
) as d;

comment on view newsletter.delivery_accounting is
$$Proves for each issue that frozen = pending + sending + sent + failed + deferred + skipped +
unknown; counts the ledger, so it is for checking, not for dashboards.$$;
comment on column newsletter.delivery_accounting.issue_id is $$The issue.$$;
comment on column newsletter.delivery_accounting.issue_number is $$Its number.$$;
comment on column newsletter.delivery_accounting.status is $$Its status.$$;
comment on column newsletter.delivery_accounting.frozen is
$$Recipients decided by newsletter.begin_sending.$$;
comment on column newsletter.delivery_accounting.pending is $$Not yet claimed by a worker.$$;
comment on column newsletter.delivery_accounting.sending is $$Held by a worker.$$;
comment on column newsletter.delivery_accounting.sent is $$Taken by the mail server.$$;
comment on column newsletter.delivery_accounting.failed is $$Refused for good.$$;
comment on column newsletter.delivery_accounting.deferred is
$$Refused for now, to be tried again.$$;
comment on column newsletter.delivery_accounting.skipped is
$$Left, or were suppressed, after the freeze.$$;
comment on column newsletter.delivery_accounting.unknown is $$Their worker died while sending.$$;
comment on column newsletter.delivery_accounting.balanced is
$$Whether nobody is missing; false is a fault.$$;

grant select on newsletter.delivery_accounting to aquascene_reader;

commit;
