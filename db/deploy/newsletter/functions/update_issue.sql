-- Deploy aquascene:newsletter/functions/update_issue to pg
-- requires: newsletter/tables/newsletter_issues
-- requires: newsletter/functions/unready_articles
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.update_issue(
    issue_id             uuid,
    subject_line         text default null,
    preview_text         text default null,
    content_ids          uuid[] default null,
    personalization_data jsonb default null,
    is_public            boolean default null
)
returns newsletter.newsletter_issues
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _missing text;
    _issue   newsletter.newsletter_issues;
begin
    perform admin.require('newsletter.write');
    select i.* into _issue
      from newsletter.newsletter_issues as i
     where i.id = update_issue.issue_id
       for update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no newsletter issue %s',
                             coalesce(update_issue.issue_id::text, 'null')),
            hint    = 'select id, status from newsletter.newsletter_issues lists them.';
    end if;
    if _issue.status <> 'draft' then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('issue is %s, not a draft', _issue.status),
            detail  = format('Row of newsletter.newsletter_issues with id %s.', _issue.id),
            hint    = 'newsletter.return_to_draft opens it again.';
    end if;

    _missing := newsletter._unready_articles(update_issue.content_ids, 'infinity');
    if cardinality(update_issue.content_ids) = 0 or _missing is not null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = coalesce('neither published nor scheduled: ' || _missing,
                                'an issue needs an article'),
            hint    = 'Pass the ids of articles that are published, or scheduled to be.';
    end if;

    update newsletter.newsletter_issues as i
       set subject_line = coalesce(update_issue.subject_line, i.subject_line),
           preview_text = coalesce(update_issue.preview_text, i.preview_text),
           content_ids = coalesce(update_issue.content_ids, i.content_ids),
           personalization_data = coalesce(update_issue.personalization_data,
                                           i.personalization_data),
           is_public = coalesce(update_issue.is_public, i.is_public)
     where i.id = _issue.id
    returning i.* into _issue;
    return _issue;
end;
$function$;

comment on function newsletter.update_issue is
$$Changes a draft of an issue and returns its row; null leaves as it is.

issue_id: a draft. subject_line, preview_text: Jinja2, a line each. content_ids: articles
that are published or scheduled to be, in order. is_public: whether the archive shows it.
personalization_data: values for the template's variables, all of them; they are checked
when the issue is submitted. Needs the permission newsletter.write. Errors: 28000, 42501 see
admin.require; P0002 no such issue; 55000 not a draft; 22023 no articles, or some that are
neither published nor scheduled; 23514 a subject or preview of several lines, or
personalization_data that is no object.
Writes: newsletter.newsletter_issues (audited). Locks: the row.$$;

revoke execute on function newsletter.update_issue from public;
grant execute on function newsletter.update_issue to aquascene_editor;

commit;
