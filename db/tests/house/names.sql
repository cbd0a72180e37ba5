-- Test the names in our schemas. Columns of the seed that are named otherwise are listed here.
begin;
select plan(10);

create temp table ours as
select n.oid
  from pg_namespace as n
 where n.nspname in ('ops', 'audit', 'admin', 'scraping', 'content', 'audience', 'newsletter',
                     'social', 'analytics');
create temp table relations as
select c.oid, c.relkind, c.relname, c.relnamespace::regnamespace || '.' || c.relname as name
  from pg_class as c
 where c.relnamespace in (select oid from ours) and not c.relispartition;
create temp table columns as
select r.name, r.relkind, a.attname, a.attnum, r.oid, a.atttypid::regtype::text as type
  from relations as r
  join pg_attribute as a on a.attrelid = r.oid
 where r.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped;
create temp table foreign_columns as
select k.conrelid, k.confrelid, unnest(k.conkey) as attnum
  from pg_constraint as k
 where k.contype = 'f';

select is_empty(
    $$ select 'relation', name from relations where relname !~ '^_?[a-z][a-z0-9_]*$'
       union all
       select name, attname from columns where attname !~ '^[a-z][a-z0-9_]*$'
       union all
       select 'function', p.oid::regprocedure::text
         from pg_proc as p
        where p.pronamespace in (select oid from ours) and p.proname !~ '^_?[a-z][a-z0-9_]*$'
       union all
       select p.oid::regprocedure::text, a.name
         from pg_proc as p
        cross join lateral unnest(p.proargnames) as a (name)
        where p.pronamespace in (select oid from ours) and a.name !~ '^[a-z][a-z0-9_]*$'
       union all
       select 'constraint', k.conname
         from pg_constraint as k
        where k.connamespace in (select oid from ours) and k.conname !~ '^[a-z][a-z0-9_]*$'
       union all
       select 'trigger', t.tgname
         from pg_trigger as t
        where t.tgrelid in (select oid from relations) and not t.tgisinternal
          and t.tgname !~ '^[a-z][a-z0-9_]*$' $$,
    'names should be snake_case');
select is_empty(
    $$ select p.oid::regprocedure
         from pg_proc as p
        where p.pronamespace in (select oid from ours)
          and p.pronargs > coalesce(cardinality(array_remove(p.proargnames, '')), 0) $$,
    'every parameter should have a name');
select is_empty(
    $$ select r.name, k.conname
         from pg_constraint as k
         join relations as r on r.oid = k.conrelid
        where k.contype = 'c'
          and (not starts_with(k.conname, r.relname || '_')
               or k.conname ~ '_check\d*$'
               or length(k.conname) < length(r.relname) + 6) $$,
    'check constraints should be named as statements that begin with the table');
select is_empty(
    $$ select name from relations
        where relkind in ('r', 'p') and relname !~ 's$'
          and name not in (
              'content.raw_content', 'content.generated_content', 'audit.audit_log',
              -- not in the seed: mass nouns
              'ops.outbox', 'audience.subscriber_engagement',
              'content.raw_queue', 'audience.personal_data') $$,
    'tables should be plural');

select is_empty(
    $$ select name, attname, type from columns
        where type in ('timestamp without time zone', 'time with time zone')
       union all
       select 'function', p.oid::regprocedure::text, t.type::regtype::text
         from pg_proc as p
        cross join lateral unnest(array_append(
                  coalesce(p.proallargtypes, p.proargtypes::oid[]), p.prorettype)) as t (type)
        where p.pronamespace in (select oid from ours)
          and t.type in ('timestamp'::regtype, 'timestamp[]'::regtype, 'timetz'::regtype) $$,
    'instants should be timestamptz');
select is_empty(
    $$ select name, attname, type from columns
        where (attname like '%\_at') <> (type = 'timestamp with time zone')
          and attname not in ('scheduled_for', 'last_login', 'subscription_date',
                              'gdpr_consent_date')
          -- not in the seed: bounds and hours of reports
          and (name, attname::text) not in (
              ('ops.partition_report', 'partition_start'),
              ('ops.partition_report', 'partition_end'),
              ('analytics.email_activity', 'hour')) $$,
    'an instant should be called …_at, and nothing else should');
select is_empty(
    $$ select name, attname, type from columns
        where (attname like 'is\_%') <> (type = 'boolean')
          and attname not in ('processed', 'gdpr_consent', 'marketing_consent',
                              'analytics_consent', 'third_party_sharing', 'double_opt_in')
          -- not in the seed: the answer of a report
          and (name, attname::text) <> ('newsletter.delivery_accounting', 'balanced') $$,
    'a boolean should be called is_…, and nothing else should');
select is_empty(
    $$ select name, attname, type from columns
        where attname like '%\_count' and type not in ('integer', 'bigint')
       union all
       select c.name, c.attname, c.type
         from columns as c
         join pg_constraint as k on k.conrelid = c.oid and c.attnum = any (k.conkey)
        where k.contype = 'c' and k.conname ~ '_(is_a_count|counts_are_counts)$'
          and c.attname not like '%\_count'
          and c.attname not in ('pages_scraped', 'content_found', 'unique_opens', 'unique_clicks',
                                'estimated_reading_time')
          -- not in the seed: tries of a thing, links from a start page
          and c.attname not in ('attempts', 'depth') $$,
    'a count should be called …_count, and whole');
select is_empty(
    $$ select c.name, c.attname, c.type from columns as c
        where c.attname like '%\_id' and c.type not in ('uuid', 'integer', 'bigint')
          -- ids of other systems; the key of any table as text
          and (c.name, c.attname::text) not in (
              ('social.social_accounts', 'account_id'),
              ('social.instagram_posts', 'instagram_post_id'),
              ('newsletter.newsletter_deliveries', 'message_id'),
              ('audit.audit_log', 'record_id')) $$,
    'an id should be a uuid or a number');
select is_empty(
    $$ select c.name, c.attname
         from foreign_columns as f
         join columns as c on c.oid = f.conrelid and c.attnum = f.attnum
        where c.attname not like '%\_id'
          and not (c.attname like '%\_by' and f.confrelid = 'admin.admin_users'::regclass)
          -- references to a name
          and (c.name, c.attname::text) not in (
              ('newsletter.newsletter_issues', 'design_template'),
              ('ops.job_runs', 'job_name'),
              ('ops.job_states', 'job_name'),
              ('scraping.scraping_job_hosts', 'host'),
              ('scraping.scraper_leases', 'host'),
              -- says what it is better than an _id would
              ('content.raw_content', 'duplicate_of')) $$,
    'a reference should be called …_id, or …_by for a person');

select * from finish();
rollback;
