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
    ('health.replica_delay', '"5 minutes"', 'Interval that a replica may be behind.'),
    ('health.wal_bytes', '1073741824',
     'Bytes of WAL that a slot without its replica, or an archive that is behind, may hold.'),
    ('health.wraparound_age', '1000000000',
     'Transactions or multixacts since a database was frozen; at 2,000 million it stops.');

commit;
