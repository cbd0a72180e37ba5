-- Deploy aquascene:newsletter/data/settings to pg
-- requires: ops/tables/settings
-- requires: admin/triggers/audited

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

insert into ops.settings (key, value, description)
values
    ('site.public_url', '"http://localhost:8000"',
     'Address of the public edge, without a slash at the end: the beginning of every link sent.'),
    ('newsletter.from_email', '"newsletter@example.com"', 'Sender of every issue.'),
    ('newsletter.from_name', '"AquaScene"', 'Name of the sender.'),
    ('newsletter.chunk_size', '1000', 'Recipients in a chunk, as the audience is frozen.'),
    ('newsletter.max_attempts', '5', 'Tries at a recipient whose server says later.'),
    ('newsletter.retry_delay', '"15 minutes"',
     'Interval before the second try at a recipient; each further try waits twice as long.'),
    ('newsletter.max_failure_ratio', '0.2',
     'Share of refused messages from which on an issue is paused by itself, 0 to 1.'),
    ('newsletter.failure_sample', '200',
     'Messages that must have been settled before newsletter.max_failure_ratio counts.');

commit;
