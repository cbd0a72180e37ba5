-- Deploy aquascene:newsletter/data/personal_data to pg
-- requires: audience/tables/personal_data
-- requires: newsletter/tables/newsletter_deliveries
-- requires: newsletter/tables/newsletter_issues
-- requires: newsletter/tables/newsletter_links
-- requires: newsletter/tables/email_events

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

insert into audience.personal_data (table_name, person_column, erasure, columns, exported_as,
                                    description)
values
    ('newsletter.newsletter_deliveries', 'subscriber_id', 'keep', '{error}',
     $$to_jsonb(t) || jsonb_build_object(
           'subject_line', (select i.subject_line
                              from newsletter.newsletter_issues as i
                             where i.id = t.issue_id))$$,
     'What became of each mail; mail servers quote addresses in what they say.'),
    ('newsletter.email_events', 'subscriber_id', 'keep', '{}',
     $$to_jsonb(t) - 'xid' || jsonb_build_object(
           'url', (select l.url from newsletter.newsletter_links as l where l.id = t.link_id))$$,
     'Opens, clicks, bounces, complaints and unsubscribes; they count for the issue.');

commit;
