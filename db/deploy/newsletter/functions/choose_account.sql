-- Deploy aquascene:newsletter/functions/choose_account to pg
-- requires: newsletter/views/sending_capacity
-- requires: audit/functions/record_event

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.choose_account()
returns table (name text, url text, wait interval, error text)
language sql
stable
security definer                            -- workers hold no privilege on accounts
set search_path = pg_catalog, pg_temp
as $function$
    select a.name::text, a.url::text, c.available_at - ops.now(),
           case when a.retry_at > ops.now() then a.last_error end
      from newsletter.smtp_accounts as a
      join newsletter.sending_capacity as c on c.account = a.name
     where a.is_active
     order by c.available_at, c.hour_count::numeric / a.weight, a.name
     limit 1;
$function$;

comment on function newsletter.choose_account is
$$Returns the account that a worker uses next: of those that may send now, the one that is most
behind its weight in this hour; otherwise the one that may send first, with available_at in the
future. No row without an active account.

url: without a password. last_error: why it could not be used last. Errors: none.$$;

revoke execute on function newsletter.choose_account from public;
grant execute on function newsletter.choose_account to aquascene_worker;

create or replace function newsletter.suspend_account(name text, error text)
returns timestamptz
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _until timestamptz;
begin
    -- Workers that notice it at once count as one.
    update newsletter.smtp_accounts as a
       set failure_count = a.failure_count + 1,
           retry_at = ops.now() + least(interval '1 minute' * (1 << least(a.failure_count, 6)),
                                               interval '1 hour'),
           last_error = left(suspend_account.error, 500)
     where a.name = suspend_account.name
       and coalesce(a.retry_at <= ops.now(), true)
    returning a.retry_at into _until;
    if found then
        perform audit.record_event(
            'newsletter', 'account_suspended',
            jsonb_build_object('account', suspend_account.name, 'until', _until,
                               'error', left(suspend_account.error, 500)),
            'warning', 'newsletter');
        return _until;
    end if;
    select a.retry_at into _until
      from newsletter.smtp_accounts as a
     where a.name = suspend_account.name;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no account %L', suspend_account.name),
            hint    = 'select name from newsletter.smtp_accounts lists them.';
    end if;
    return _until;
end;
$function$;

comment on function newsletter.suspend_account is
$$Leaves an account alone for a while, since its server cannot be used, and returns until when: a
minute, and twice as long each time in a row, an hour at most. newsletter.acknowledge of a message
that it took forgets that.

error: why. Errors: P0002 no such account. Writes: newsletter.smtp_accounts, audit.system_events.$$;

revoke execute on function newsletter.suspend_account from public;
grant execute on function newsletter.suspend_account to aquascene_worker;

create or replace function newsletter._allowance(account text, wanted integer)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _capacity newsletter.sending_capacity;
begin
    perform
       from newsletter.sending_limits as l
      where l.kind = 'account' and l.name = _allowance.account
        for no key update;
    select c.* into _capacity
      from newsletter.sending_capacity as c
     where c.account = _allowance.account;
    if _capacity.account is null then
        raise exception using
            errcode = 'no_data_found',
            message = format('no account %L', _allowance.account),
            hint    = 'select name from newsletter.smtp_accounts lists them.';
    end if;
    if not _capacity.is_active or _capacity.available_at > ops.now() then
        return 0;
    end if;
    return least(_allowance.wanted, _capacity.allowance);
end;
$function$;

comment on function newsletter._allowance is
$$Returns how many messages an account may be given, wanted at most; 0 when it is suspended. Errors:
P0002 no such account. Locks: its limits, until newsletter._spend is committed.$$;

revoke execute on function newsletter._allowance from public;

create or replace function newsletter._spend(account text, messages bigint)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $function$
    update newsletter.sending_limits as l
       set free_at = greatest(l.free_at, ops.now())
                     + make_interval(secs => (_spend.messages / l.per_second)::double precision)
     where l.kind = 'account' and l.name = _spend.account and l.per_second is not null;
    insert into newsletter.sending_hours as u (account, started_at, claimed_count)
    values (_spend.account, date_trunc('hour', ops.now(), 'UTC'), _spend.messages)
    on conflict on constraint sending_hours_pkey do update
       set claimed_count = u.claimed_count + excluded.claimed_count;
$function$;

comment on function newsletter._spend is
$$Writes down that an account was given messages. Errors: none. Writes: newsletter.sending_limits,
newsletter.sending_hours.$$;

revoke execute on function newsletter._spend from public;

create or replace function newsletter._hold_back(
    issue_id       uuid,
    issue_date     date,
    is_retry       boolean,
    subscriber_ids uuid[]
)
returns uuid[]
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan     -- a plan made for empty tables scans them
as $function$
declare
    _now   constant timestamptz := ops.now();
    _later uuid[];
begin
    perform
       from newsletter.sending_limits as l
      where l.kind = 'domain'
      order by l.name
        for no key update;

    with person as materialized (
        select r.id, split_part(s.email, '@', 2) as domain
          from unnest(_hold_back.subscriber_ids) as r (id)
         cross join lateral (
               select s.email
                 from audience.subscribers as s
                where s.id = r.id
                limit 1) as s
    ), pace as (
        select l.name, greatest(l.free_at, _now) as free_at,
               make_interval(secs => greatest(1 / l.per_second, 3600.0 / l.per_hour,
                                              86400.0 / newsletter.day_limit(l)
                                             )::double precision) as pace,
               case when l.per_second is not null then interval '1 second'
                    else interval '1 minute' end as step
          from newsletter.sending_limits as l
         where l.kind = 'domain'
    ), slotted as (
        select p.id, c.name, c.pace, c.step,
               c.free_at
               + c.pace * (row_number() over (partition by c.name order by p.id) - 1) as slot
          from person as p
          join pace as c on c.name = p.domain
    ), later as (
        select s.id, s.name,
               date_bin(s.step, s.slot, timestamptz '2000-01-01 00:00:00+00') as due_at
          from slotted as s
         where s.slot >= _now + s.step
    ), written as (
        insert into newsletter.newsletter_deliveries (
            issue_date, issue_id, subscriber_id, status, attempts, error)
        select _hold_back.issue_date, _hold_back.issue_id, l.id, 'deferred', 0,
               'held back: ' || l.name || ' is sent so many at a time'
          from later as l
         where not _hold_back.is_retry
    ), chunked as (
        insert into newsletter.newsletter_chunks (
            issue_id, due_at, is_retry, is_paced, subscriber_ids)
        select _hold_back.issue_id, l.due_at, true, true, array_agg(l.id order by l.id)
          from later as l
         group by l.due_at
         order by l.due_at
    ), spent as (
        update newsletter.sending_limits as l
           set free_at = s.free_at
          from (select s.name, max(s.slot + s.pace) as free_at
                  from slotted as s
                 group by s.name) as s
         where l.kind = 'domain' and l.name = s.name
    )
    select array_agg(l.id) into _later
      from later as l;

    if _later is null then
        return _hold_back.subscriber_ids;
    end if;
    return array(
        select r.id
          from unnest(_hold_back.subscriber_ids) with ordinality as r (id, place)
         where not exists (select from unnest(_later) as l (id) where l.id = r.id)
         order by r.place);
end;
$function$;

comment on function newsletter._hold_back is
$$Gives recipients at limited domains the next free times of their domain, puts those off whose time
has not come, as deferred and in chunks of their own, and returns the others.

issue_id, issue_date: the issue. is_retry: whether they are in the ledger. Errors: none. Writes:
newsletter.newsletter_deliveries, newsletter.newsletter_chunks, newsletter.sending_limits.
Locks: the limits of domains.$$;

revoke execute on function newsletter._hold_back from public;

commit;
