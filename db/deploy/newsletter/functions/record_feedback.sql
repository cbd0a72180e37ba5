-- Deploy aquascene:newsletter/functions/record_feedback to pg
-- requires: newsletter/tables/newsletter_issues
-- requires: newsletter/tables/newsletter_deliveries
-- requires: newsletter/tables/email_events
-- requires: audience/functions/record_bounce
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Locks the subscriber, then the ledger's row, as newsletter.acknowledge does; under these locks it
-- looks whether an event is there before it writes one.
create or replace function newsletter.record_feedback(
    message_id text,
    kind       text,
    code       text default null,
    diagnostic text default null,
    source     text default 'feedback'
)
returns text
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan     -- a plan made for an empty ledger scans it
as $function$
declare
    -- As newsletter.claim_batch makes it.
    _ids       constant text[] := regexp_match(
        left(record_feedback.message_id, 1000),
        '^\s*<?([0-9a-f]{32})\.([0-9a-f]{32})@[^@<>[:space:]]+>?\s*$', 'i');
    _issue_id  constant uuid := _ids[1]::uuid;
    _person_id constant uuid := _ids[2]::uuid;
    _event     constant text := case when record_feedback.kind in ('bounce', 'hard', 'soft')
                                     then 'bounce' else record_feedback.kind end;
    _kind      constant text :=
        case when record_feedback.kind <> 'bounce' then record_feedback.kind
             when record_feedback.code ~ '^5\.(1\.|2\.1$)' then 'hard'
             else 'soft' end;
    _person    audience.subscribers;
    _date      date;
    _row       record;
    _is_known  boolean;
begin
    if coalesce(record_feedback.kind, '')
           not in ('bounce', 'hard', 'soft', 'complaint', 'delivered', 'unsubscribe')
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('no kind of feedback %L', left(record_feedback.kind, 50)),
            hint    = 'There are bounce, hard, soft, complaint, delivered and unsubscribe.';
    end if;
    select i.issue_date into _date
      from newsletter.newsletter_issues as i
     where i.id = _issue_id;
    if _date is null then
        return 'ignored';
    end if;

    if _kind = 'delivered' then
        -- Nearly every message arrives: nothing is locked or written unless it is news.
        select d.status, d.sent_at into _row
          from newsletter.newsletter_deliveries as d
         where d.issue_date = _date and d.issue_id = _issue_id and d.subscriber_id = _person_id;
        if not found or _row.status = 'skipped' then
            return 'ignored';
        end if;
        perform audience.record_delivery(array[_person_id], before => _row.sent_at);
        update newsletter.newsletter_deliveries as d
           set status = 'sent', sent_at = ops.now()
         where d.issue_date = _date and d.issue_id = _issue_id and d.subscriber_id = _person_id
           and d.status = 'unknown';
        return case when found then 'recorded' else 'repeated' end;
    end if;

    select s.* into _person from audience.subscribers as s where s.id = _person_id for update;
    select d.status into _row
      from newsletter.newsletter_deliveries as d
     where d.issue_date = _date and d.issue_id = _issue_id and d.subscriber_id = _person_id
       for update;
    if not found or _row.status = 'skipped' then
        return 'ignored';
    end if;
    if _row.status = 'unknown' then
        update newsletter.newsletter_deliveries as d
           set status = case _event when 'bounce' then 'failed' else 'sent' end,
               sent_at = case _event when 'bounce' then null else ops.now() end,
               error_code = case _event when 'bounce' then left(record_feedback.code, 20) end,
               error = case _event when 'bounce' then left(record_feedback.diagnostic, 500) end
         where d.issue_date = _date and d.issue_id = _issue_id and d.subscriber_id = _person_id;
    end if;

    if _event = 'unsubscribe' then
        _is_known := _person.status is distinct from 'active';
    else
        _is_known := exists (
            select
              from newsletter.email_events as e
             where e.subscriber_id = _person_id and e.issue_id = _issue_id
               and e.event_type in ('bounce', 'complaint') and e.event_type = _event
               and e.occurred_at >= _date::timestamp at time zone 'UTC');
    end if;
    if not _is_known then
        insert into newsletter.email_events (subscriber_id, issue_id, event_type, occurred_at)
        values (_person_id, _issue_id, _event, ops.now());
    end if;
    -- That an address does not work is news also after it did not just then.
    if _is_known
        and (_kind <> 'hard' or _person.id is null or _person.status in ('bounced', 'complained')
             or exists (select from audience.bounces as b
                         where b.subscriber_id = _person_id and b.kind = 'hard'))
    then
        return 'repeated';
    end if;

    if _person.id is not null then          -- of who was erased the issue's numbers are all
        case
            when _event = 'complaint' then
                perform audience.record_complaint(
                    _person_id, coalesce(record_feedback.source, 'feedback'),
                    jsonb_strip_nulls(jsonb_build_object(
                        'issue_id', _issue_id, 'code', left(record_feedback.code, 50),
                        'diagnostic', left(record_feedback.diagnostic, 500))));
            when _event = 'unsubscribe' then
                perform audience.unsubscribe_person(
                    _person_id, left(record_feedback.diagnostic, 500),
                    coalesce(record_feedback.source, 'feedback'));
            -- What is refused for our reputation tells nothing about the address.
            when record_feedback.kind <> 'bounce'
                or coalesce(record_feedback.code, '') !~ '^5\.7\.'
            then
                perform audience.record_bounce(_person_id, _kind, record_feedback.code,
                                               record_feedback.diagnostic);
            else
                null;
        end case;
    end if;
    return 'recorded';
end;
$function$;

comment on function newsletter.record_feedback is
$$Records what a mail server or provider tells of a message after it was handed over, once however
often and in whatever order it is told, and returns what came of it: recorded; repeated, known
before; ignored, no message of ours.

message_id: the Message-ID of newsletter.claim_batch, with or without <>. kind: hard = the address
does not work; soft = it did not this time; bounce = one of both, by the code; complaint = called
spam; delivered; unsubscribe. code: enhanced status code (RFC 3463). diagnostic: words of the
server. source: who tells. A message whose fate was unknown is settled: failed after a bounce,
else sent. Bounces, complaints and unsubscriptions count for the issue and for the subscriber.
Errors: 22023 no such kind. Writes: newsletter.email_events, newsletter.newsletter_deliveries,
audience.bounces, audience.subscribers, audience.suppressions, audience.consent_events,
audience.subscription_preferences. Locks: the subscriber, the ledger's row.$$;

revoke execute on function newsletter.record_feedback from public;
-- The edge, too: it checks who signed a webhook, and it cannot list the ids in a Message-ID.
grant execute on function newsletter.record_feedback to aquascene_worker, aquascene_app;

commit;
