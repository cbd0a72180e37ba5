-- Deploy aquascene:audience/functions/subscribe to pg
-- requires: audience/tables/subscription_requests
-- requires: audience/functions/normalize_email
-- requires: audience/functions/record_consents
-- requires: audience/functions/is_suppressed
-- requires: audience/data/settings
-- requires: ops/functions/setting
-- requires: ops/functions/verify_token
-- requires: admin/functions/check_permission
-- requires: ops/functions/emit

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience._is_time_zone(name text)
returns boolean
language plpgsql
stable
strict
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
begin
    -- pg_timezone_names reads a thousand files; PostgreSQL takes also what is no name, such as AB3.
    return name ~ '^[A-Za-z_]+(/[A-Za-z0-9_+-]+){0,2}$' and length(name) <= 50
           and now() at time zone name is not null;
exception
    when invalid_parameter_value then
        return false;
end;
$function$;

comment on function audience._is_time_zone is
$$Returns whether a text names a time zone; null for null. Errors: none.$$;

revoke execute on function audience._is_time_zone from public;

create or replace function audience._request(
    subscriber_id uuid,
    kind          text,
    email         text,
    details       jsonb
)
returns uuid
language sql
volatile
set search_path = pg_catalog, pg_temp
as $function$
    -- Whoever types an address again and again sends it one mail.
    insert into audience.subscription_requests (
        subscriber_id, kind, email, details, requested_at, mail_at, expires_at)
    select _request.subscriber_id, _request.kind, _request.email, _request.details, ops.now(),
           ops.now(), ops.now() + (ops.setting('audience.confirm_within') #>> '{}')::interval
     where not exists (
               select
                 from audience.subscription_requests as r
                where r.subscriber_id = _request.subscriber_id and r.email = _request.email
                  and r.requested_at
                          > ops.now() - (ops.setting('audience.request_pause') #>> '{}')::interval)
    returning id;
$function$;

comment on function audience._request is
$$Has an address asked to confirm, unless it was asked just now, and returns the request's id.

All parameters: as in audience.subscription_requests. Errors: none.
Writes: audience.subscription_requests.$$;

revoke execute on function audience._request from public;

-- The answer, and nearly the time it takes, is the same whether the address is known or not.
create or replace function audience.subscribe(
    email        text,
    first_name   text default null,
    last_name    text default null,
    consents     jsonb default '{"newsletter": true}',
    source       text default 'form',
    ip_address   inet default null,
    text_version text default null,
    evidence     jsonb default '{}',
    language     text default 'en',
    timezone     text default 'UTC'
)
returns void
language plpgsql
volatile
security definer                            -- the public edge writes no tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _email    constant text := audience._checked_email(subscribe.email);
    _consents constant jsonb := audience._checked_consents(subscribe.consents);
    _is_asked constant boolean := ops.setting('audience.double_opt_in')::boolean;
    _person   audience.subscribers;
begin
    if coalesce(btrim(subscribe.source), '') = '' or length(subscribe.source) > 50 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('source %L is not a text of 1 to 50 characters',
                             left(subscribe.source, 100)),
            hint    = 'Say where the sign-up came from, such as the name of the form.';
    end if;
    if audience._is_time_zone(subscribe.timezone) is not true then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('no time zone %L', left(subscribe.timezone, 100)),
            column  = 'timezone',
            hint    = 'Write it as in Europe/Berlin.';
    end if;
    if coalesce(subscribe.language, '') !~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,6})?$'
        or length(subscribe.first_name) > 100 or length(subscribe.last_name) > 100
        or jsonb_typeof(subscribe.evidence) is distinct from 'object'
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'a name is longer than 100 characters, language is no code such as en, or '
                      'evidence is no object',
            hint    = 'Shorten the name, or leave out what is optional.';
    end if;
    -- Who must not get mail is not asked either, and is not told so.
    if audience._is_suppressed(_email) then
        return;
    end if;

    insert into audience.subscribers as s (
        email, first_name, last_name, language, timezone, source, status, subscription_date,
        last_activity_at, confirmed_at)
    values (_email, nullif(btrim(subscribe.first_name), ''), nullif(btrim(subscribe.last_name), ''),
            subscribe.language, subscribe.timezone, subscribe.source,
            case when _is_asked then 'pending' else 'active' end, ops.now(), ops.now(),
            case when not _is_asked then ops.now() end)
    on conflict on constraint subscribers_email_key do nothing
    returning s.* into _person;
    if found then
        insert into audience.subscription_preferences (subscriber_id, double_opt_in)
        values (_person.id, _is_asked);
        if not _is_asked then
            perform audience._record_consents(
                _person.id, _consents, subscribe.source, subscribe.ip_address,
                subscribe.text_version, subscribe.evidence);
            perform ops._emit('subscriber.subscribed',
                              jsonb_build_object('subscriber_id', _person.id));
            return;
        end if;
    else
        select s.* into _person from audience.subscribers as s where s.email = _email for update;
    end if;

    -- What is typed into a form changes nothing about who is known: who reads the mail decides.
    if _person.status in ('pending', 'unconfirmed', 'unsubscribed') then
        if _person.status = 'unconfirmed' then
            update audience.subscribers as s set status = 'pending', subscription_date = ops.now()
             where s.id = _person.id;
        end if;
        perform audience._request(
            _person.id, 'subscribe', _email,
            jsonb_strip_nulls(jsonb_build_object(
                'consents', _consents, 'source', subscribe.source,
                'ip_address', subscribe.ip_address, 'text_version', subscribe.text_version,
                'evidence', subscribe.evidence)));
    end if;
end;
$function$;

comment on function audience.subscribe is
$$Signs an address up. With audience.double_opt_in whoever reads its mail has to confirm first
(audience.claim_requests, audience.confirm), and what was agreed to counts from then on. The same
answer, none, whether or not the address is known, so that nobody can find out who is a subscriber.

consents: an object of purposes (newsletter, marketing, analytics, third_party) and true or false.
source, ip_address, text_version, evidence (an object): where and how consent was given. language:
ISO 639-1. timezone: an IANA name. Errors: 22023 one of the arguments is none of that.
Writes: audience.subscribers, audience.subscription_preferences, audience.subscription_requests,
audience.consent_events. Locks: the subscriber.$$;

revoke execute on function audience.subscribe from public;
grant execute on function audience.subscribe to aquascene_app, aquascene_worker, aquascene_editor;

create or replace function audience.claim_requests(batch_size integer default 100)
returns table (
    request_id uuid,
    kind       text,
    email      text,
    first_name text,
    language   text,
    token      text,
    expires_at timestamptz
)
language plpgsql
volatile
security definer                            -- signs tokens, and reads what nobody else may
set search_path = pg_catalog, pg_temp
as $function$
begin
    if not coalesce(claim_requests.batch_size between 1 and 10000, false) then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('batch_size %s is not within 1 to 10000',
                             coalesce(claim_requests.batch_size::text, 'null')),
            hint    = 'A hundred is a good batch.';
    end if;
    return query
    with taken as (
        select r.id
          from audience.subscription_requests as r
         where r.mailed_at is null and r.mail_at <= ops.now() and r.expires_at > ops.now()
         order by r.requested_at
         limit claim_requests.batch_size
           for update skip locked
    )
    update audience.subscription_requests as r
       set mailed_at = ops.now()
      from taken as t, audience.subscribers as s
     where r.id = t.id and s.id = r.subscriber_id
    returning r.id, r.kind, r.email, s.first_name::text, s.language::text,
              ops._sign_token('confirm', uuid_send(r.id)
                              || int8send(floor(extract(epoch from r.expires_at))::bigint)),
              r.expires_at;
end;
$function$;

comment on function audience.claim_requests is
$$Hands a worker what to mail to addresses that have to confirm, each once; when the mail is lost,
the person signs up again. What no server took is given back by audience.release_requests.

batch_size: 1 to 10,000. Returns for each: kind (subscribe or change_email), email, first_name,
language, and the token of the link. Errors: 22023 a batch_size out of range.
Writes: audience.subscription_requests. Locks: the requests, without waiting.$$;

revoke execute on function audience.claim_requests from public;
grant execute on function audience.claim_requests to aquascene_worker;

create or replace function audience.release_requests(request_ids uuid[])
returns bigint
language sql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
    with released as (
        update audience.subscription_requests as r
           set mailed_at = null, mail_at = ops.now() + interval '5 minutes'
         where r.id = any (release_requests.request_ids)
           and r.mailed_at is not null and r.confirmed_at is null
        returning r.id
    )
    select count(*) from released;
$function$;

comment on function audience.release_requests is
$$Has what no mail server took mailed again in five minutes, and counts it.

request_ids: from audience.claim_requests. Errors: none. Writes: audience.subscription_requests.$$;

revoke execute on function audience.release_requests from public;
grant execute on function audience.release_requests to aquascene_worker;

create or replace function audience.confirm(token text, ip_address inet default null)
returns text
language plpgsql
volatile
security definer                            -- the public edge writes no tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _payload constant bytea := ops._verify_token('confirm', confirm.token);
    _request audience.subscription_requests;
    _person  audience.subscribers;
begin
    -- Subscriber first, as everywhere.
    select s.* into _person
      from audience.subscribers as s
      join audience.subscription_requests as r on r.subscriber_id = s.id
     where r.id = encode(substring(_payload from 1 for 16), 'hex')::uuid
       for update of s;
    select r.* into _request
      from audience.subscription_requests as r
     where r.id = encode(substring(_payload from 1 for 16), 'hex')::uuid
       for update;
    if _request.confirmed_at is not null then
        return _request.kind;               -- followed once more
    end if;
    if _request.id is null or _request.expires_at <= ops.now()
        or audience._is_suppressed(_request.email)
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'this link has expired',
            hint    = 'Sign up again to get another one.';
    end if;

    update audience.subscription_requests as r
       set confirmed_at = ops.now()
     where r.id = _request.id;
    if _request.kind = 'subscribe' then
        if _person.status = 'unconfirmed' then
            update audience.subscribers as s set status = 'pending' where s.id = _person.id;
            _person.status := 'pending';
        end if;
        update audience.subscribers as s
           set status = 'active', confirmed_at = ops.now(), last_activity_at = ops.now(),
               unsubscribed_at = null
         where s.id = _person.id and s.status in ('pending', 'unsubscribed');
        if found then
            perform audience._record_consents(
                _person.id, _request.details -> 'consents',
                _request.details ->> 'source',
                coalesce(confirm.ip_address, (_request.details ->> 'ip_address')::inet),
                _request.details ->> 'text_version',
                coalesce(_request.details -> 'evidence', '{}')
                    || jsonb_build_object('requested_at', _request.requested_at,
                                          'request_id', _request.id));
            perform ops._emit('subscriber.subscribed',
                              jsonb_build_object('subscriber_id', _person.id));
        end if;
    else
        if exists (select from audience.subscribers as s
                    where s.email = _request.email and s.id <> _person.id) then
            raise exception using
                errcode = 'invalid_parameter_value',
                message = 'this link has expired',
                hint    = 'Sign up again to get another one.';
        end if;
        update audience.subscribers as s
           set email = _request.email, last_activity_at = ops.now(), bounce_count = 0,
               is_suppressed = false,       -- seen above
               status = case s.status when 'bounced' then 'active' else s.status end
         where s.id = _person.id;
        delete from audience.bounces as b where b.subscriber_id = _person.id;
    end if;
    return _request.kind;
end;
$function$;

comment on function audience.confirm is
$$Does what somebody asked for in the name of an address, now that its reader says so, and returns
its kind: subscribe or change_email. Followed again, a link does nothing more.

token: from audience.claim_requests. ip_address: of who followed the link. Errors: 22023 a forged or
damaged token, one that has expired, or an address that must get no mail. Writes:
audience.subscribers, audience.subscription_preferences, audience.subscription_requests,
audience.consent_events, audience.bounces. Locks: the subscriber, the request.$$;

revoke execute on function audience.confirm from public;
grant execute on function audience.confirm to aquascene_app;

create or replace function audience.change_email(subscriber_id uuid, new_email text)
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _email  constant text := audience._checked_email(change_email.new_email);
    _status text;
begin
    perform admin._check_permission('audience.manage');
    select s.status into _status
      from audience.subscribers as s
     where s.id = change_email.subscriber_id
       for update;
    if _status is null then
        raise exception using
            errcode = 'no_data_found',
            message = format('no subscriber %s',
                             coalesce(change_email.subscriber_id::text, 'null')),
            hint    = 'select id, email from audience.subscribers lists them.';
    end if;
    if _status not in ('active', 'bounced', 'pending') then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('the subscriber is %s', _status),
            hint    = 'Somebody who gets no mail signs up anew with another address.';
    end if;
    -- Whether the address is somebody's, or must get no mail, is not told.
    if not audience._is_suppressed(_email)
        and not exists (select from audience.subscribers as s where s.email = _email)
    then
        perform audience._request(change_email.subscriber_id, 'change_email', _email, '{}');
    end if;
end;
$function$;

comment on function audience.change_email is
$$Asks the reader of another address to confirm that mail goes there from now on; who bounced is
active again then.

A person who acts needs audience.manage. Errors: 28000 nobody acts; 42501 the permission is missing;
P0002 no such subscriber; 22023 no address; 55000 the subscriber gets no mail.
Writes: audience.subscription_requests. Locks: the subscriber.$$;

revoke execute on function audience.change_email from public;
grant execute on function audience.change_email to aquascene_editor;

create or replace function audience.expire_pending(batch_size integer default 10000)
returns bigint
language sql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
    with late as (
        select s.id
          from audience.subscribers as s
         where s.status = 'pending'
           and s.subscription_date
                   <= ops.now() - (ops.setting('audience.confirm_within') #>> '{}')::interval
           and not exists (select
                             from audience.subscription_requests as r
                            where r.subscriber_id = s.id and r.confirmed_at is null
                              and r.expires_at > ops.now())
         limit expire_pending.batch_size
           for update skip locked
    ), expired as (
        update audience.subscribers as s
           set status = 'unconfirmed'
          from late as l
         where s.id = l.id
        returning s.id
    )
    select count(*) from expired;
$function$;

comment on function audience.expire_pending is
$$Gives up on sign-ups that were not confirmed within audience.confirm_within, and returns how many;
as many as batch_size: call it again.

Errors: none. Writes: audience.subscribers. Locks: the subscribers, without waiting.$$;

revoke execute on function audience.expire_pending from public;
grant execute on function audience.expire_pending to aquascene_worker, aquascene_admin;

commit;
