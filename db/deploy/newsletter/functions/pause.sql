-- Deploy aquascene:newsletter/functions/pause to pg
-- requires: newsletter/tables/newsletter_issues
-- requires: newsletter/tables/newsletter_chunks
-- requires: newsletter/data/settings
-- requires: admin/functions/require
-- requires: audit/functions/record_event
-- requires: ops/functions/setting
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter._pause_if_failing(issue_id uuid)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _failed bigint;
    _total  bigint;
begin
    select sum(c.failed_count), sum(c.failed_count + c.sent_count) into _failed, _total
      from newsletter.newsletter_chunks as c
     where c.issue_id = _pause_if_failing.issue_id;
    if _total >= ops.setting('newsletter.failure_sample')::integer
        and _failed > _total * ops.setting('newsletter.max_failure_ratio')::numeric
    then
        update newsletter.newsletter_issues as i
           set paused_at = ops.now(),
               pause_reason = format('%s of %s messages were refused', _failed, _total)
         where i.id = _pause_if_failing.issue_id and i.status = 'sending' and i.paused_at is null;
        if found then
            perform audit.record_event(
                'newsletter', 'issue_paused',
                jsonb_build_object('issue_id', _pause_if_failing.issue_id, 'failed', _failed,
                                   'settled', _total),
                'error', 'newsletter');
            return true;
        end if;
    end if;
    return false;
end;
$function$;

comment on function newsletter._pause_if_failing is
$$Pauses an issue of which more than newsletter.max_failure_ratio was refused, and tells whether it
did. Errors: none. Writes: newsletter.newsletter_issues, audit.system_events.$$;

revoke execute on function newsletter._pause_if_failing from public;

create or replace function newsletter.pause(issue_id uuid, reason text)
returns newsletter.newsletter_issues
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _issue newsletter.newsletter_issues;
begin
    perform admin.require('newsletter.write');
    if coalesce(btrim(pause.reason), '') = '' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'reason is empty',
            hint    = 'Say why, for who resumes it.';
    end if;
    update newsletter.newsletter_issues as i
       set paused_at = coalesce(i.paused_at, ops.now()),
           pause_reason = coalesce(i.pause_reason, pause.reason)
     where i.id = pause.issue_id and i.status in ('scheduled', 'sending')
    returning i.* into _issue;
    if _issue.id is null then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('issue %s is neither scheduled nor sending',
                             coalesce(pause.issue_id::text, 'null')),
            hint    = 'select id, status from newsletter.newsletter_issues lists them.';
    end if;
    return _issue;
end;
$function$;

comment on function newsletter.pause is
$$Stops a scheduled issue, or one that is being sent, for a while, and returns its row. What workers
hold they finish; paused again, the first reason stays.

reason: for who resumes it. Needs the permission newsletter.write. Errors: 28000, 42501 see
admin.require; 22023 no reason; 55000 no such issue, or one neither scheduled nor sending.
Writes: newsletter.newsletter_issues (audited).$$;

revoke execute on function newsletter.pause from public;
grant execute on function newsletter.pause to aquascene_editor;

create or replace function newsletter.resume(issue_id uuid)
returns newsletter.newsletter_issues
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _issue newsletter.newsletter_issues;
begin
    perform admin.require('newsletter.write');
    update newsletter.newsletter_issues as i
       set paused_at = null, pause_reason = null
     where i.id = resume.issue_id
    returning i.* into _issue;
    if _issue.id is null then
        raise exception using
            errcode = 'no_data_found',
            message = format('no newsletter issue %s', coalesce(resume.issue_id::text, 'null')),
            hint    = 'select id, status from newsletter.newsletter_issues lists them.';
    end if;
    return _issue;
end;
$function$;

comment on function newsletter.resume is
$$Goes on with an issue that was paused, by a person or because too much was refused, and returns
its row. One that is not paused stays as it is.

Needs the permission newsletter.write. Errors: 28000, 42501 see admin.require; P0002 no such
issue. Writes: newsletter.newsletter_issues (audited).$$;

revoke execute on function newsletter.resume from public;
grant execute on function newsletter.resume to aquascene_editor;

commit;
