-- Deploy aquascene:newsletter/functions/set_variants to pg
-- requires: newsletter/tables/newsletter_issues
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.set_variants(
    issue_id uuid,
    subjects text[],
    share    double precision default 0.2,
    metric   text default 'opens',
    wait     interval default '4 hours'
)
returns newsletter.newsletter_issues
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _issue    newsletter.newsletter_issues;
    _subjects constant text[] := coalesce(set_variants.subjects, '{}');
begin
    perform admin.require('newsletter.write');
    select i.* into _issue
      from newsletter.newsletter_issues as i
     where i.id = set_variants.issue_id
       for update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no newsletter issue %s',
                             coalesce(set_variants.issue_id::text, 'null')),
            hint    = 'select id, status from newsletter.newsletter_issues lists them.';
    end if;
    if _issue.status <> 'draft' then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('issue is %s, not a draft', _issue.status),
            detail  = format('Row of newsletter.newsletter_issues with id %s.', _issue.id),
            hint    = 'newsletter.return_to_draft opens it again.';
    end if;
    if cardinality(_subjects) not in (0, 2, 3, 4, 5)
        or cardinality(_subjects) <> (select count(distinct btrim(s.subject))
                                        from unnest(_subjects) as s (subject)
                                       where btrim(s.subject) <> '' and length(s.subject) <= 1000
                                         and s.subject !~ '[[:cntrl:]\u2028\u2029]')
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'subjects are not two to five different lines',
            hint    = 'An empty list is no test.';
    end if;
    if not coalesce(set_variants.share between 0.01 and 1
                    and set_variants.metric in ('opens', 'clicks')
                    and set_variants.wait between interval '1 minute' and interval '7 days', false)
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('share %s, metric %L or wait %s cannot be',
                             coalesce(set_variants.share::text, 'null'), set_variants.metric,
                             coalesce(set_variants.wait::text, 'null')),
            hint    = 'share is 0.01 to 1, metric opens or clicks, wait a minute to 7 days.';
    end if;
    if _subjects <> '{}' and _issue.send_mode <> 'now' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('subjects cannot be tried on an issue that is sent by %s',
                             _issue.send_mode),
            hint    = 'All of a test have to be sent to at once: make the issue with send_mode '
                      'now.';
    end if;

    update newsletter.newsletter_issues as i
       set subject_variants = _subjects,
           subject_line = coalesce(_subjects[1], i.subject_line),
           test_share = case when _subjects <> '{}' then set_variants.share end,
           test_metric = case when _subjects <> '{}' then set_variants.metric end,
           test_wait = case when _subjects <> '{}' then set_variants.wait end
     where i.id = _issue.id
    returning i.* into _issue;
    return _issue;
end;
$function$;

comment on function newsletter.set_variants is
$$Has several subjects tried on a part of the audience of a draft: as it begins, that part gets one
of them each; after a while the winner is decided, and the others get that. Returns the issue's
row.

subjects: two to five, in Jinja2; the first is the issue's until it is decided; {} = no test.
share: of the audience, 0.01 to 1, drawn by lot. metric: opens or clicks, of readers, each
counted once. wait: 1 minute to 7 days. Needs the permission newsletter.write. Errors: 28000,
42501 see admin.require; P0002 no such issue; 55000 it is not a draft; 22023 one of these cannot
be, or the issue is not sent at once. Writes: newsletter.newsletter_issues (audited).$$;

revoke execute on function newsletter.set_variants from public;
grant execute on function newsletter.set_variants to aquascene_editor;

commit;
