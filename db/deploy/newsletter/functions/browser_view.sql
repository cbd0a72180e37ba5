-- Deploy aquascene:newsletter/functions/browser_view to pg
-- requires: newsletter/functions/issue_payload
-- requires: audience/tables/subscribers
-- requires: ops/functions/sign_token
-- requires: ops/functions/verify_token

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.browser_view(token text)
returns jsonb
language plpgsql
stable
security definer                            -- the public edge reads no tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _payload   constant bytea := ops._verify_token('track', browser_view.token);
    _id        constant uuid := encode(substring(_payload from 1 for 16), 'hex')::uuid;
    _issue_id  constant uuid := encode(substring(_payload from 17 for 16), 'hex')::uuid;
    _recipient jsonb;
begin
    select jsonb_build_object(
               'email', coalesce(s.email, ''), 'first_name', s.first_name,
               'last_name', s.last_name, 'language', coalesce(s.language, 'en'),
               'email_format', 'html', 'track_token', browser_view.token,
               'unsubscribe_token', ops._sign_token('unsubscribe', _payload))
      into _recipient
      from (select) as one
      left join audience.subscribers as s on s.id = _id;
    return jsonb_build_object('issue', newsletter.issue_payload(_issue_id),
                              'recipient', _recipient);
end;
$function$;

comment on function newsletter.browser_view is
$$Returns what rendering an issue once more for one of its recipients needs, as a JSON object:
issue, as newsletter.issue_payload; recipient: email, first_name, last_name, language, email_format,
track_token, unsubscribe_token, as in newsletter.claim_batch. Of who was erased nothing is left: the
email is empty, the names are null.

token: track_token of newsletter.claim_batch. Errors: 22023 a forged or damaged token; P0002 the
issue is gone.$$;

revoke execute on function newsletter.browser_view from public;
grant execute on function newsletter.browser_view to aquascene_app;

commit;
