-- Deploy aquascene:newsletter/functions/preview to pg
-- requires: newsletter/tables/newsletter_issues
-- requires: audience/tables/subscription_preferences
-- requires: admin/functions/require
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.preview(
    issue_id      uuid,
    subscriber_id uuid default null
)
returns table (
    email             text,
    first_name        text,
    last_name         text,
    language          text,
    email_format      text,
    message_id        text,
    track_token       text,
    unsubscribe_token text
)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin.require('newsletter.write');
    if not exists (select from newsletter.newsletter_issues as i where i.id = preview.issue_id) then
        raise exception using
            errcode = 'no_data_found',
            message = format('no newsletter issue %s', coalesce(preview.issue_id::text, 'null')),
            hint    = 'select id, status from newsletter.newsletter_issues lists them.';
    end if;

    return query
    select p.*,
           '<preview.' || encode(uuid_send(preview.issue_id), 'hex') || '.'
           || encode(uuid_send(gen_random_uuid()), 'hex') || '@'
           || split_part(ops.setting('newsletter.from_email') #>> '{}', '@', 2) || '>',
           null::text, null::text
      from (select s.email::text, s.first_name::text, s.last_name::text, s.language::text,
                   coalesce(f.email_format, 'html')::text
              from audience.subscribers as s
              left join audience.subscription_preferences as f on f.subscriber_id = s.id
             where s.id = preview.subscriber_id
             union all
            select 'reader@example.com', 'Ada', 'Example', 'en', 'html'
             where preview.subscriber_id is null) as p;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no subscriber %s', preview.subscriber_id),
            hint    = 'Without a subscriber_id a person is made up.';
    end if;
end;
$function$;

comment on function newsletter.preview is
$$Returns what newsletter.claim_batch would for a person, to see an issue as that person would; it
counts nowhere: nothing is written, and the tokens are null, so that links lead to the articles
themselves and unsubscribe nobody.

issue_id: an issue in any status. subscriber_id: any subscriber; null = a person who is made up.
Needs the permission newsletter.write. Errors: 28000, 42501 see admin.require; P0002 no such issue,
or no such subscriber.$$;

revoke execute on function newsletter.preview from public;
grant execute on function newsletter.preview to aquascene_editor;

commit;
