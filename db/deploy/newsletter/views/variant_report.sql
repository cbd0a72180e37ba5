-- Deploy aquascene:newsletter/views/variant_report to pg
-- requires: newsletter/functions/variant
-- requires: newsletter/tables/newsletter_deliveries

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace view newsletter.variant_report as
select
    i.id as issue_id,
    i.issue_number,
    s.variant::integer as variant,
    s.subject_line,
    coalesce(d.sent_count, 0) as sent_count,
    coalesce(d.unique_opens, 0) as unique_opens,
    coalesce(d.unique_clicks, 0) as unique_clicks,
    case when d.sent_count > 0
         then round(case i.test_metric when 'opens' then d.unique_opens
                                       else d.unique_clicks end::numeric / d.sent_count, 4)
         end as rate,
    s.variant is not distinct from i.winner as is_winner,
    case when s.variant = i.winner then i.winner_confidence end as confidence
from newsletter.newsletter_issues as i
cross join lateral unnest(i.subject_variants) with ordinality as s (subject_line, variant)
left join lateral (
    select
        count(*) as sent_count,
        count(l.first_opened_at) as unique_opens,
        count(l.first_clicked_at) as unique_clicks
    from newsletter.newsletter_deliveries as l
    where l.issue_date = i.issue_date and l.issue_id = i.id and l.status = 'sent'
      and newsletter.variant_of(i.id, l.subscriber_id, cardinality(i.subject_variants),
                              i.test_share) = s.variant
) as d on true;

comment on view newsletter.variant_report is
$$How the subjects of issues did that were tried (newsletter.set_variants), by those they were tried
on; counts the ledger.$$;
comment on column newsletter.variant_report.issue_id is $$The issue.$$;
comment on column newsletter.variant_report.issue_number is $$Its number.$$;
comment on column newsletter.variant_report.variant is $$Place of the subject, from 1.$$;
comment on column newsletter.variant_report.subject_line is $$The subject, in Jinja2.$$;
comment on column newsletter.variant_report.sent_count is $$Whom it was sent to as a trial.$$;
comment on column newsletter.variant_report.unique_opens is $$Of these, who opened it.$$;
comment on column newsletter.variant_report.unique_clicks is $$Of these, who clicked.$$;
comment on column newsletter.variant_report.rate is
$$What decides: unique_opens or unique_clicks / sent_count.$$;
comment on column newsletter.variant_report.is_winner is $$Whether all others get it.$$;
comment on column newsletter.variant_report.confidence is
$$Of the winner: how sure it is that it is better than the next.$$;

grant select on newsletter.variant_report to aquascene_reader;

commit;
