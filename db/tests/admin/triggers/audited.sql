-- Test the audit triggers of the tables that are older than audit.record_change.
begin;
select plan(5);

insert into ops.settings (key, value, description) values ('test.number', '1', '');
insert into ops.status_transitions values ('thing', 'a', 'b', 'move');
insert into ops.partition_policies (table_name, partition_column, description)
values ('ops.things', 'at', '');
insert into ops.scheduled_jobs (name, description, schedule, kind, command)
values ('job', 'A job.', '* * * * *', 'sql', 'select 1');
insert into admin.role_permissions values ('analyst', 'test.it');
insert into admin.admin_users (username, email, password_hash)
values ('jo', 'jo@example.com', 'top-secret');

update ops.settings set value = '2' where key = 'test.number';
update ops.status_transitions set event = 'go' where entity = 'thing';
update ops.partition_policies set premake_months = 1 where table_name = 'ops.things';
update ops.scheduled_jobs set is_enabled = false where name = 'job';
update admin.role_permissions set permission = 'test.that' where permission = 'test.it';
update admin.admin_users set password_hash = 'top-secret-too', role = 'admin';

delete from ops.settings where key = 'test.number';
delete from ops.status_transitions where entity = 'thing';
delete from ops.partition_policies where table_name = 'ops.things';
delete from ops.scheduled_jobs where name = 'job';
delete from admin.role_permissions where permission = 'test.that';
create temp table people as select id from admin.admin_users;
delete from admin.admin_users;

select results_eq(
    $$ select table_name, record_id, string_agg(action, ' ' order by action collate "C")
         from audit.audit_log
        where table_name <> 'admin.admin_users' and changed_at = now()
        group by table_name, record_id
        order by table_name collate "C", record_id collate "C" $$,
    $$ values ('admin.role_permissions', 'analyst,test.it', 'insert'),
              ('admin.role_permissions', 'analyst,test.that', 'delete update'),
              ('ops.partition_policies', 'ops.things', 'delete insert update'),
              ('ops.scheduled_jobs', 'job', 'delete insert update'),
              ('ops.settings', 'test.number', 'delete insert update'),
              ('ops.status_transitions', 'thing,a,b', 'delete insert update') $$,
    'should write each change with the key of the row');
select results_eq(
    $$ select a.action, a.old_data, a.new_data
         from audit.audit_log as a join people as p on a.record_id = p.id::text
        where a.table_name = 'admin.admin_users' and a.action = 'update' $$,
    $$ values ('update', '{"role": "author", "password_hash": "(secret)"}'::jsonb,
               '{"role": "admin", "password_hash": "(secret)"}'::jsonb) $$,
    'should write the changes of a person');
select is(count(*), 3::bigint, 'should write that a person came and went')
  from audit.audit_log as a join people as p on a.record_id = p.id::text;
select is_empty(
    $$ select * from audit.audit_log as a where a::text like '%top-secret%' $$,
    'should never write the hash of a password');

select test.admin(username => 'mo');
create temp table before as select count(*) as entries from audit.audit_log;
update admin.admin_users set last_login = now();
select is(count(*), max(b.entries), 'should not write when a person signs in')
  from audit.audit_log, before as b;

select * from finish();
rollback;
