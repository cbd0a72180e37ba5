-- Deploy aquascene:newsletter/functions/record_click to pg
-- requires: newsletter/tables/email_events
-- requires: newsletter/tables/newsletter_links
-- requires: ops/functions/verify_token

begin;
set local role aquascene_owner;

create or replace function newsletter.record_click(token text)
returns text
language plpgsql
volatile
security definer                            -- the public edge writes no tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _payload constant text := encode(ops._verify_token('click', record_click.token), 'hex');
    _link_id constant bigint := ('x' || substr(_payload, 65, 16))::bit(64)::bigint;
    _url     text;
begin
    select l.url into _url from newsletter.newsletter_links as l where l.id = _link_id;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('link %s is gone', _link_id),
            hint    = 'The issue it belonged to was deleted.';
    end if;

    insert into newsletter.email_events (subscriber_id, issue_id, event_type, link_id, occurred_at)
    values (left(_payload, 32)::uuid, substr(_payload, 33, 32)::uuid, 'click', _link_id,
            ops.now());
    return _url;
end;
$function$;

comment on function newsletter.record_click is
$$Records that a recipient followed a link, each time, and returns the address to redirect to.

token: from the link. Errors: 22023 a forged or damaged token; P0002 the issue was deleted.
Writes: newsletter.email_events.$$;

revoke execute on function newsletter.record_click from public;
grant execute on function newsletter.record_click to aquascene_app, aquascene_worker;

commit;
