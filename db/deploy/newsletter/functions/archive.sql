-- Deploy aquascene:newsletter/functions/archive to pg
-- requires: newsletter/functions/issue_payload
-- requires: newsletter/tables/newsletter_links

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.archive(
    before    integer default null,
    page_size integer default 50
)
returns table (
    issue_number integer,
    subject_line text,
    preview_text text,
    sent_at      timestamptz
)
language plpgsql
stable
security definer                            -- the public edge reads no tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    if not coalesce(archive.page_size between 1 and 1000, false) then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('page_size %s is not between 1 and 1000',
                             coalesce(archive.page_size::text, 'null')),
            hint    = 'Fifty are a good page.';
    end if;
    return query
    select i.issue_number, i.subject_line, i.preview_text, i.sent_at
      from newsletter.newsletter_issues as i
     where i.status = 'sent' and i.is_public
       and i.issue_number < coalesce(archive.before::bigint, 2147483648)
     order by i.issue_number desc
     limit archive.page_size;
end;
$function$;

comment on function newsletter.archive is
$$Returns the public issues that were sent, the newest first, for everybody to read.

before: only those with a smaller number, for the next page. page_size: 1 to 1,000. Errors: 22023 a
page_size out of range.$$;

revoke execute on function newsletter.archive from public;
grant execute on function newsletter.archive to aquascene_app, aquascene_reader;

create or replace function newsletter.archived_issue(issue_number integer)
returns jsonb
language plpgsql
stable
security definer                            -- the public edge reads no tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _id      uuid;
    _sent_at timestamptz;
begin
    select i.id, i.sent_at into _id, _sent_at
      from newsletter.newsletter_issues as i
     where i.issue_number = archived_issue.issue_number and i.status = 'sent'
       and i.is_public;
    if _id is null then
        raise exception using
            errcode = 'no_data_found',
            message = format('no issue %s was sent',
                             coalesce(archived_issue.issue_number::text, 'null')),
            hint    = 'newsletter.archive() lists those that were.';
    end if;
    return newsletter.issue_payload(_id) || jsonb_build_object('sent_at', _sent_at);
end;
$function$;

comment on function newsletter.archived_issue is
$$Returns what rendering an issue that was sent needs, for everybody to read: as
newsletter.issue_payload, and sent_at.

issue_number: of newsletter.archive. Errors: P0002 no such issue was sent.$$;

revoke execute on function newsletter.archived_issue from public;
grant execute on function newsletter.archived_issue to aquascene_app, aquascene_reader;

create or replace function newsletter.archived_link(link_id bigint)
returns text
language plpgsql
stable
security definer                            -- the public edge reads no tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _url text;
begin
    select l.url into _url
      from newsletter.newsletter_links as l
      join newsletter.newsletter_issues as i
        on i.id = l.issue_id and i.status = 'sent' and i.is_public
     where l.id = archived_link.link_id;
    if _url is null then
        raise exception using
            errcode = 'no_data_found',
            message = format('no issue that was sent has a link %s',
                             coalesce(archived_link.link_id::text, 'null')),
            hint    = 'Use the link exactly as the issue has it.';
    end if;
    return _url;
end;
$function$;

comment on function newsletter.archived_link is
$$Returns where a link of an issue that was sent leads; nothing is recorded.

link_id: as in newsletter.archived_issue. Errors: P0002 no issue that was sent has it.$$;

revoke execute on function newsletter.archived_link from public;
grant execute on function newsletter.archived_link to aquascene_app, aquascene_reader;

commit;
