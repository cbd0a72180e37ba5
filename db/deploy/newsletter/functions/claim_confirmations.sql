-- Deploy aquascene:newsletter/functions/claim_confirmations to pg
-- requires: audience/functions/subscribe
-- requires: newsletter/data/settings
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.claim_confirmations(batch_size integer default 100)
returns table (
    request_id uuid,
    kind       text,
    email      text,
    first_name text,
    language   text,
    url        text,
    expires_at timestamptz,
    from_email text,
    from_name  text
)
language sql
volatile
security definer                            -- workers need not read settings
set search_path = pg_catalog, pg_temp
as $function$
    select r.request_id, r.kind, r.email, r.first_name, r.language,
           (ops.setting('site.public_url') #>> '{}') || '/confirm/' || r.token, r.expires_at,
           ops.setting('newsletter.from_email') #>> '{}',
           ops.setting('newsletter.from_name') #>> '{}'
      from audience.claim_requests(claim_confirmations.batch_size) as r;
$function$;

comment on function newsletter.claim_confirmations is
$$Hands a worker the mails that ask addresses to confirm: audience.claim_requests with the url of
the link, and the sender.

batch_size: 1 to 10,000. Errors: 22023 a batch_size out of range.
Writes and locks: as audience.claim_requests.$$;

revoke execute on function newsletter.claim_confirmations from public;
grant execute on function newsletter.claim_confirmations to aquascene_worker;

commit;
