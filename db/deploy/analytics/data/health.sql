-- Deploy aquascene:analytics/data/health to pg
-- requires: ops/tables/settings

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

insert into ops.settings (key, value, description)
values
    ('health.late', '"1 hour"',
     'Interval after which what is due and not done is told of: jobs, recipients, events for '
     'endpoints, roll-ups, seals of the audit log.'),
    ('health.queue_late', '"24 hours"', 'Interval that raw content may wait to be processed.'),
    ('health.backup_age', '"26 hours"', 'Age of the last backup of a repository, at most.'),
    ('health.transaction_age', '"1 hour"',
     'Interval that a transaction may be open; it keeps dead rows, and holds up roll-ups.'),
    ('health.idle_age', '"10 minutes"',
     'Interval that a session may do nothing in a transaction, or wait for a lock.'),
    ('health.replica_delay', '"5 minutes"', 'Interval that a replica may be behind.'),
    ('health.wal_bytes', '1073741824',
     'Bytes of WAL that a slot, a replica or an archive may be behind.'),
    ('health.wraparound_age', '1000000000',
     'Transactions or multixacts since a database was frozen; at 2,000 million it stops.'),
    ('health.dead_rows', '100000',
     'Dead rows of a table that are no matter; more are, when they are more than the living.'),
    ('health.read_blocks', '1000000', 'Blocks read since the statistics began, before they tell.'),
    ('health.read_percent', '10', 'Percent of blocks, at least, that are too many to be read.');

commit;
