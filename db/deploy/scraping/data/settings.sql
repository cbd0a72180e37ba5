-- Deploy aquascene:scraping/data/settings to pg
-- requires: ops/tables/settings
-- requires: admin/triggers/audited

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

insert into ops.settings (key, value, description)
values
    ('scraping.user_agent', '"AquaSceneBot/0.1 (+https://example.org/bot)"',
     'How the crawler introduces itself: with an address where a site''s owner learns who you are. '
     'Of robots.txt the part for the name before the slash is obeyed.'),
    ('scraping.pause_after_failures', '5',
     'Jobs in a row that fail before the target is paused, with a system event.'),
    ('scraping.max_wait', '"10 minutes"',
     'Longest interval that a job waits for a host that asks to be left alone (Retry-After); its '
     'pages stay due for a later job.'),
    ('scraping.max_fetch_interval', '"30 days"',
     'Longest interval between two looks at a page that does not change.'),
    ('scraping.robots_lifetime', '"1 day"',
     'Interval for which a robots.txt is believed (RFC 9309: at most a day).'),
    ('scraping.max_known_pages', '100000',
     'Addresses that a target may know; further links are dropped, with a system event.');

commit;
