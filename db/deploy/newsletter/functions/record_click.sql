-- Deploy aquascene:newsletter/functions/record_click to pg
-- requires: newsletter/tables/email_events
-- requires: newsletter/tables/newsletter_links
-- requires: ops/functions/verify_token

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.record_click(
    token      text,
    link_id    bigint,
    client     text default null,
    is_machine boolean default false
)
returns text
language plpgsql
volatile
security definer                            -- the public edge writes no tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _payload  constant text := encode(ops._verify_token('track', record_click.token), 'hex');
    _issue_id constant uuid := substr(_payload, 33, 32)::uuid;
    _url      text;
begin
    select l.url into _url
      from newsletter.newsletter_links as l
     where l.id = record_click.link_id and l.issue_id = _issue_id;
    if _url is null then
        raise exception using
            errcode = 'no_data_found',
            message = format('the issue has no link %s',
                             coalesce(record_click.link_id::text, 'null')),
            hint    = 'Use the link exactly as it was sent.';
    end if;

    insert into newsletter.email_events (
        subscriber_id, issue_id, event_type, link_id, client, is_machine, occurred_at)
    values (left(_payload, 32)::uuid, _issue_id, 'click', record_click.link_id,
            left(record_click.client, 50), coalesce(record_click.is_machine, false), ops.now());
    return _url;
end;
$function$;

comment on function newsletter.record_click is
$$Records that a recipient followed a link, each time, and returns the address to redirect to.

token: track_token of newsletter.claim_batch. link_id: a link of that issue, as in
newsletter.issue_payload; no other is followed. client, is_machine: of
newsletter.mail_client. Errors:
22023 a forged or damaged token; P0002 the issue has no such link. Writes:
newsletter.email_events.$$;

revoke execute on function newsletter.record_click from public;
grant execute on function newsletter.record_click to aquascene_app, aquascene_worker;

commit;
