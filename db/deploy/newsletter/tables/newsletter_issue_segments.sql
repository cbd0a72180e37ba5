-- Deploy aquascene:newsletter/tables/newsletter_issue_segments to pg
-- requires: newsletter/tables/newsletter_issues
-- requires: audience/tables/subscriber_segments

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table newsletter.newsletter_issue_segments (
    issue_id    uuid    not null references newsletter.newsletter_issues (id) on delete cascade,
    segment_id  integer not null references audience.subscriber_segments (id),
    is_excluded boolean not null default false,

    primary key (issue_id, segment_id)
);
create index newsletter_issue_segments_segment_id_idx
    on newsletter.newsletter_issue_segments (segment_id);

do $audit$
begin
    perform audit._watch('newsletter.newsletter_issue_segments', 'issue_id,segment_id', '', '');
end;
$audit$;

comment on table newsletter.newsletter_issue_segments is
$$Segments that get an issue and segments that do not; without any that gets it, all subscribers
do.$$;
comment on column newsletter.newsletter_issue_segments.issue_id is $$The issue.$$;
comment on column newsletter.newsletter_issue_segments.segment_id is $$The segment.$$;
comment on column newsletter.newsletter_issue_segments.is_excluded is
$$true = members do not get it; false = members get it.$$;
comment on index newsletter.newsletter_issue_segments_segment_id_idx is
$$Used by the foreign key.$$;

grant select on newsletter.newsletter_issue_segments to aquascene_reader;

commit;
