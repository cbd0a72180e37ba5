-- Deploy aquascene:analytics/tables/newsletter_breakdowns to pg
-- requires: analytics/grants/schema
-- requires: newsletter/tables/newsletter_issues

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table analytics.newsletter_breakdowns (
    issue_id          uuid    not null
        references newsletter.newsletter_issues (id) on delete cascade,
    dimension         text    not null,
    key               text    not null,
    sent_count        bigint  not null default 0,
    open_count        bigint  not null default 0,
    click_count       bigint  not null default 0,
    unique_opens      bigint  not null default 0,
    unique_clicks     bigint  not null default 0,
    unsubscribe_count bigint  not null default 0,
    bounce_count      bigint  not null default 0,
    complaint_count   bigint  not null default 0,

    constraint newsletter_breakdowns_pkey primary key (issue_id, dimension, key),
    constraint newsletter_breakdowns_dimension_is_known
        check (dimension in ('hour', 'link', 'domain', 'segment', 'client')),
    constraint newsletter_breakdowns_counts_are_counts check (
        least(sent_count, open_count, click_count, unique_opens, unique_clicks, unsubscribe_count,
              bounce_count, complaint_count) >= 0)
);

comment on table analytics.newsletter_breakdowns is
$$What an issue earned, taken apart; kept by analytics.roll_up_email_events.$$;
comment on column analytics.newsletter_breakdowns.issue_id is $$The issue.$$;
comment on column analytics.newsletter_breakdowns.dimension is
$$hour, link, domain (of the recipient), segment (that got the issue) or client.$$;
comment on column analytics.newsletter_breakdowns.key is
$$The hour in UTC, the id of the link or segment, the domain, the client.$$;
comment on column analytics.newsletter_breakdowns.sent_count is
$$Messages handed over, of domains and segments, once the issue is sent; 0 of the others.$$;
comment on column analytics.newsletter_breakdowns.open_count is
$$Opens by readers; of a client that is a machine, those by it.$$;
comment on column analytics.newsletter_breakdowns.click_count is
$$Clicks by readers; of a client that is a machine, those by it.$$;
comment on column analytics.newsletter_breakdowns.unique_opens is
$$Recipients who opened it, counted where they first did; 0 of clients and links.$$;
comment on column analytics.newsletter_breakdowns.unique_clicks is
$$Recipients who clicked, counted where they first did; 0 of clients and links.$$;
comment on column analytics.newsletter_breakdowns.unsubscribe_count is $$People who unsubscribed.$$;
comment on column analytics.newsletter_breakdowns.bounce_count is $$Messages that came back.$$;
comment on column analytics.newsletter_breakdowns.complaint_count is $$People who called it spam.$$;

grant select on analytics.newsletter_breakdowns to aquascene_reader;

commit;
