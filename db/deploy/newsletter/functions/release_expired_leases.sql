-- Deploy aquascene:newsletter/functions/release_expired_leases to pg
-- requires: newsletter/tables/newsletter_batches
-- requires: newsletter/tables/newsletter_chunks
-- requires: newsletter/tables/newsletter_deliveries
-- requires: admin/functions/require
-- requires: audit/functions/record_event
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter._resolve_unknown(
    issue_id       uuid,
    policy         text,
    subscriber_ids uuid[] default null
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _issue newsletter.newsletter_issues;
    _ids   uuid[];
begin
    select i.* into _issue
      from newsletter.newsletter_issues as i
     where i.id = _resolve_unknown.issue_id;
    with unknown as (
        select d.subscriber_id
          from newsletter.newsletter_deliveries as d
         where d.issue_date = _issue.issue_date and d.issue_id = _issue.id
           and d.status = 'unknown'
           and (_resolve_unknown.subscriber_ids is null
                or d.subscriber_id = any(_resolve_unknown.subscriber_ids))
         order by d.subscriber_id
           for update
    ), resolved as (
        update newsletter.newsletter_deliveries as d
           set status = case _resolve_unknown.policy when 'resend' then 'deferred'
                                                     else 'sent' end,
               sent_at = case _resolve_unknown.policy when 'resend' then null
                                                      else ops.now() end,
               batch_id = case _resolve_unknown.policy when 'resend' then null
                                                       else d.batch_id end,
               error = format('unknown, %s', _resolve_unknown.policy)
          from unknown as u
         where d.issue_date = _issue.issue_date and d.issue_id = _issue.id
           and d.subscriber_id = u.subscriber_id
        returning d.subscriber_id
    )
    select array_agg(r.subscriber_id order by r.subscriber_id) into _ids from resolved as r;
    if _ids is null then
        return 0;
    end if;
    if _resolve_unknown.policy = 'resend' then
        insert into newsletter.newsletter_chunks (issue_id, due_at, is_retry, subscriber_ids)
        select _issue.id, ops.now(), true, _ids[n : n + 999]
          from generate_series(1, cardinality(_ids), 1000) as n;
    end if;
    return cardinality(_ids);
end;
$function$;

comment on function newsletter._resolve_unknown is
$$Decides of recipients of whom nobody knows whether they were sent to, and returns how many.

policy: resend or assume_sent. subscriber_ids: of these alone; null = all of the issue. Errors:
none. Writes: newsletter.newsletter_deliveries, newsletter.newsletter_chunks.$$;

revoke execute on function newsletter._resolve_unknown from public;

create or replace function newsletter.release_expired_leases()
returns bigint
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _batch record;
    _ids   uuid[];
    _count bigint := 0;
begin
    for _batch in
        select b.id, b.worker, b.subscriber_ids, i.id as issue_id, i.issue_date, i.unknown_policy
          from newsletter.newsletter_batches as b
          join newsletter.newsletter_issues as i on i.id = b.issue_id
         where b.expires_at <= ops.now() and b.expired_at is null
         order by b.id
           for update of b skip locked
    loop
        with held as (
            select d.subscriber_id
              from unnest(_batch.subscriber_ids) as r (id)
             cross join lateral (
                   select d.subscriber_id
                     from newsletter.newsletter_deliveries as d
                    where d.issue_date = _batch.issue_date and d.issue_id = _batch.issue_id
                      and d.subscriber_id = r.id and d.batch_id = _batch.id
                      and d.status = 'sending'
                    limit 1
                      for update) as d
        ), lost as (
            update newsletter.newsletter_deliveries as d
               set status = 'unknown', error = format('worker %s did not tell', _batch.worker)
              from held as h
             where d.issue_date = _batch.issue_date and d.issue_id = _batch.issue_id
               and d.subscriber_id = h.subscriber_id
            returning d.subscriber_id
        )
        select array_agg(l.subscriber_id) into _ids from lost as l;
        update newsletter.newsletter_batches as b
           set expired_at = ops.now()
         where b.id = _batch.id;
        continue when _ids is null;

        _count := _count + cardinality(_ids);
        if _batch.unknown_policy <> 'keep' then
            perform newsletter._resolve_unknown(_batch.issue_id, _batch.unknown_policy, _ids);
        end if;
        perform audit.record_event(
            'newsletter', 'recipients_unknown',
            jsonb_build_object('issue_id', _batch.issue_id, 'worker', _batch.worker,
                               'recipients', cardinality(_ids), 'policy', _batch.unknown_policy),
            'warning', 'newsletter');
    end loop;
    return _count;
end;
$function$;

comment on function newsletter.release_expired_leases is
$$Marks what dead workers held as unknown, neither sent nor lost, and returns how many recipients;
the issue's unknown_policy then decides of them, or a person by newsletter.resolve_unknown.

Errors: none. Writes: newsletter.newsletter_deliveries, newsletter.newsletter_batches,
newsletter.newsletter_chunks, audit.system_events. Locks: the batches, without waiting; their
rows.$$;

revoke execute on function newsletter.release_expired_leases from public;
grant execute on function newsletter.release_expired_leases to aquascene_worker;

create or replace function newsletter.resolve_unknown(issue_id uuid, policy text)
returns bigint
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _status text;
begin
    perform admin.require('newsletter.write');
    if coalesce(resolve_unknown.policy, '') not in ('resend', 'assume_sent') then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('no policy %L', left(resolve_unknown.policy, 50)),
            hint    = 'resend risks a second message, assume_sent that somebody gets none.';
    end if;
    select i.status into _status
      from newsletter.newsletter_issues as i
     where i.id = resolve_unknown.issue_id
       for no key update;                   -- it does not end meanwhile
    if _status is null then
        raise exception using
            errcode = 'no_data_found',
            message = format('no newsletter issue %s',
                             coalesce(resolve_unknown.issue_id::text, 'null')),
            hint    = 'select id, status from newsletter.newsletter_issues lists them.';
    end if;
    if _status <> 'sending' then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('issue is %s, not sending', _status),
            detail  = format('Row of newsletter.newsletter_issues with id %s.',
                             resolve_unknown.issue_id),
            hint    = 'Only while it is sent can recipients be sent to again.';
    end if;
    return newsletter._resolve_unknown(resolve_unknown.issue_id, resolve_unknown.policy);
end;
$function$;

comment on function newsletter.resolve_unknown is
$$Decides of the recipients of an issue of whom nobody knows whether they were sent to, and returns
how many.

policy: resend = send again, some get a second message, with the same Message-ID; assume_sent =
take them for sent, some may get none. Needs the permission newsletter.write. Errors: 28000,
42501 see admin.require; 22023 no such policy; P0002 no such issue; 55000 it is not being sent.
Writes: newsletter.newsletter_deliveries, newsletter.newsletter_chunks. Locks: the issue, the
rows.$$;

revoke execute on function newsletter.resolve_unknown from public;
grant execute on function newsletter.resolve_unknown to aquascene_editor;

commit;
