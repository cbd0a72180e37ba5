-- Deploy aquascene:content/data/settings to pg
-- requires: ops/tables/settings
-- requires: admin/triggers/audited

begin;
set local role aquascene_owner;

insert into ops.settings (key, value, description)
values
    ('content.max_attempts', '5', 'Tries at processing a raw item before it is failed for good.'),
    ('content.retry_delay', '"5 minutes"',
     'Interval before the second try at a raw item; each further try waits twice as long.'),
    ('content.words_per_minute', '200', 'Reading speed behind estimated_reading_time.'),
    ('content.search_candidates', '1000',
     'Matches that content.search ranks: those with the words in their title, then the newest.'),
    ('content.search_facet_articles', '100000',
     'Articles, the newest, that content.search_facets counts when nothing is searched for.');

commit;
