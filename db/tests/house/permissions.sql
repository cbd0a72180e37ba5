-- Test that a function which changes something for a person asks whether the person may.
begin;
select plan(5);

create temp table functions as
select p.oid, n.nspname || '.' || p.proname as name, p.provolatile,
       regexp_replace(p.prosrc, '--[^\n]*', '', 'g') as body,
       exists (select from aclexplode(p.proacl) as a
                where a.grantee::regrole::text in ('aquascene_editor', 'aquascene_admin'))
           as is_for_people
  from pg_proc as p
  join pg_namespace as n on n.oid = p.pronamespace
 where n.nspname in ('ops', 'audit', 'admin', 'scraping', 'content', 'audience', 'newsletter',
                     'social', 'analytics');

-- Those that ask, by themselves or through others that they call.
create temp table asking as
with recursive asks (name) as (
    select f.name from functions as f
     where f.body ~ 'admin\.(require|_check_permission|_person)\s*\('
    union
    select f.name
      from asks as a
      join functions as f on position(a.name || '(' in f.body) > 0
)
select name from asks;

create temp table exceptions (name text, reason text);
insert into exceptions
values -- before anybody acts
       ('admin.act_as', 'says who acts: the caller vouches for the person'),
       ('admin.begin_login', 'nobody is signed in yet'),
       ('admin.login', 'nobody is signed in yet'),
       ('admin.authenticate', 'makes a person act'),
       ('admin.authenticate_key', 'makes a person act'),
       ('admin.logout', 'whoever holds a session may end it'),
       ('admin.reset_password', 'whoever was mailed the link may'),
       ('admin.create_first_admin', 'there is nobody yet who could'),
       -- the same for everybody, by schedule
       ('admin.delete_expired_sessions', 'job'),
       ('audit.seal', 'job'),
       ('analytics.learn_engagement', 'job'),
       ('analytics.roll_up_email_events', 'job'),
       ('audience.delete_import_faults', 'job'),
       ('audience.delete_unconfirmed', 'job'),
       ('audience.expire_pending', 'job'),
       ('audience.refresh_engagement', 'job'),
       ('newsletter.advance', 'job: does only what somebody has scheduled'),
       ('newsletter.begin_sending', 'job: does only what somebody has scheduled'),
       ('ops.alarm_partitions', 'job'),
       ('ops.apply_retention', 'job'),
       ('ops.archive_old_metrics', 'job'),
       ('ops.ensure_partitions', 'job'),
       ('ops.update_table_statistics', 'job'),
       ('ops.finish_archive', 'operator'),
       ('ops.record_backup', 'of programs that make backups'),
       ('ops.claim_run', 'runs jobs'),
       ('ops.execute_run', 'runs jobs'),
       ('ops.extend_run', 'runs jobs'),
       ('ops.fail_run', 'runs jobs'),
       ('ops.finish_run', 'runs jobs'),
       ('ops.return_run', 'runs jobs'),
       ('ops.run_due_job', 'runs jobs'),
       ('ops.cancel_overdue_runs', 'runs jobs'),
       ('ops.sync_pg_cron', 'runs jobs'),
       -- of who runs the server
       ('ops.confirm_epoch', 'operator: says that a restored database may act'),
       ('ops.create_monthly_partition', 'operator'),
       ('ops.drain_default', 'operator'),
       ('ops.cancel_drain', 'operator'),
       ('ops.rotate_secret', 'operator: when a key has become known'),
       ('audit.verify_chain', 'operator'),
       ('audit.record_event', 'programs tell what happened'),
       -- for subscribers, by whoever serves them
       ('audience.subscribe', 'the public edge: acts for the subscriber'),
       ('audience.unsubscribe_person', 'also by the edge, for who complains: leaving is for all');

select is_empty(
    $$ select f.name from functions as f
        where f.is_for_people and f.provolatile = 'v'
          and f.name not in (select name from asking)
          and f.name not in (select name from exceptions) $$,
    'a function that changes something should ask for a permission, or be listed with a reason');
select is_empty(
    $$ select e.name from exceptions as e where e.name not in (select name from functions) $$,
    'no exception should be of a function that is not there');
select is_empty(
    $$ select e.name from exceptions as e join asking as a using (name) $$,
    'no exception should be of a function that asks');
select is_empty(
    $$ select f.name, m.permission[1]
         from functions as f
        cross join lateral regexp_matches(
                  f.body, 'admin\.(?:require|_check_permission)\(''([^'']*)''', 'g')
              as m (permission)
        where not exists (select from admin.role_permissions as r
                           where r.permission = m.permission[1]) $$,
    'every permission that is asked for should be one that somebody has');
select cmp_ok(count(*), '>=', 60::bigint, 'should find those that ask') from asking;

select * from finish();
rollback;
