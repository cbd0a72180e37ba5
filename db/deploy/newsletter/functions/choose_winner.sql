-- Deploy aquascene:newsletter/functions/choose_winner to pg
-- requires: newsletter/views/variant_report
-- requires: audit/functions/record_event

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter._choose_winner(issue_id uuid)
returns newsletter.newsletter_issues
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _issue newsletter.newsletter_issues;
    _best  record;
begin
    select i.* into _issue
      from newsletter.newsletter_issues as i
     where i.id = _choose_winner.issue_id
       for update;
    if _issue.subject_variants = '{}' or _issue.winner is not null then
        return _issue;                      -- somebody else was faster
    end if;

    with tried as (
        select r.variant, r.subject_line, r.sent_count as sent,
               coalesce(r.rate, 0)::double precision as rate,
               row_number() over (order by r.rate desc nulls last, r.variant) as place
          from newsletter.variant_report as r
         where r.issue_id = _issue.id
    )
    select a.variant, a.subject_line,
           case when a.sent > 0 and b.sent > 0 then
               case when a.rate = b.rate then 0.5
                    else newsletter._normal_share(
                             (a.rate - b.rate)
                             / sqrt(p.rate * (1 - p.rate) * (1.0 / a.sent + 1.0 / b.sent)))
               end end as confidence
      into _best
      from tried as a
      join tried as b on b.place = 2
     cross join lateral (
           select (a.rate * a.sent + b.rate * b.sent) / nullif(a.sent + b.sent, 0) as rate) as p
     where a.place = 1;

    update newsletter.newsletter_issues as i
       set winner = _best.variant, winner_confidence = _best.confidence,
           subject_line = _best.subject_line
     where i.id = _issue.id
    returning i.* into _issue;
    perform audit.record_event(
        'newsletter', 'winner_chosen',
        jsonb_build_object('issue_id', _issue.id, 'variant', _issue.winner,
                           'confidence', _issue.winner_confidence),
        'info', 'newsletter');
    return _issue;
end;
$function$;

comment on function newsletter._choose_winner is
$$Decides which subject of an issue those get whom none was tried on, once, and returns its row: the
one with the best rate, the first of equal ones. Its confidence is that of a one-sided test of two
shares against the next best, with the pooled variance. Errors: none. Writes:
newsletter.newsletter_issues, audit.system_events. Locks: the issue.$$;

revoke execute on function newsletter._choose_winner from public;

commit;
