-- Deploy aquascene:ops/data/webhooks to pg
-- requires: ops/tables/settings
-- requires: ops/tables/secrets

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

insert into ops.settings (key, value, description)
values
    ('webhooks.max_attempts', '12',
     'Tries at an event, after which it goes to ops.webhook_failures and the next one is told.'),
    ('webhooks.first_delay', '"5 seconds"',
     'Interval before the second try; each further one waits twice as long.'),
    ('webhooks.longest_delay', '"6 hours"', 'Longest interval between two tries.'),
    ('webhooks.disable_after', '"5 days"',
     'Interval of failures only, after which an endpoint is disabled.'),
    ('webhooks.private_hosts', '[]',
     'Names of hosts, as in URLs, that events may be posted to at addresses that are not public.');

insert into ops.secrets (name, value)
select 'webhook',
       pg_catalog.sha256(pg_catalog.uuid_send(gen_random_uuid())
                         || pg_catalog.uuid_send(gen_random_uuid())
                         || pg_catalog.uuid_send(gen_random_uuid()));

commit;
