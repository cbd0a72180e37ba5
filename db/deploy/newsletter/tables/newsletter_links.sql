-- Deploy aquascene:newsletter/tables/newsletter_links to pg
-- requires: newsletter/tables/newsletter_issues
-- requires: content/tables/generated_content

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table newsletter.newsletter_links (
    id         bigint not null generated always as identity primary key,
    issue_id   uuid   not null references newsletter.newsletter_issues (id) on delete cascade,
    content_id uuid references content.generated_content (id) on delete set null,
    url        text   not null,

    constraint newsletter_links_are_known_once_an_issue unique (issue_id, url),
    constraint newsletter_links_url_is_http check (url ~ '^https?://[^/]')
);
create index newsletter_links_content_id_idx on newsletter.newsletter_links (content_id);

comment on table newsletter.newsletter_links is $$The tracked links of each issue.$$;
comment on column newsletter.newsletter_links.id is $$Identity of the link.$$;
comment on column newsletter.newsletter_links.issue_id is $$The issue.$$;
comment on column newsletter.newsletter_links.content_id is $$Article it leads to, if it does.$$;
comment on column newsletter.newsletter_links.url is $$Where it leads.$$;
comment on index newsletter.newsletter_links_content_id_idx is
$$Used to count the clicks of an article, and by the foreign key.$$;

grant select on newsletter.newsletter_links to aquascene_reader;

commit;
