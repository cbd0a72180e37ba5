-- Test that what is written in the audit log is not rewritten, by the owner neither.
begin;
select plan(13);

insert into content.content_categories (name, slug) values ('Moss', 'moss');
set local role aquascene_owner;

select throws_ok(
    c.statement, '55000', null, format('should refuse: %s', c.statement))
  from (values ('update audit.audit_log set new_data = ''{}'''),
               ('delete from audit.audit_log'), ('truncate audit.audit_log'),
               ('delete from audit.seals'), ('update audit.seals set row_count = 0'),
               ('truncate audit.seals'), ('truncate audit.system_events'))
            as c (statement);

-- An erasure
select set_config('aquascene.erases', '00000000-0000-0000-0000-000000000007', true);
create temp table before as
select a.id, audit._data_digest(a.old_data, a.new_data) as digest
  from audit.audit_log as a where a.table_name = 'content.content_categories';
select throws_ok(
    $$ update audit.audit_log set changed_by = null, record_id = '7' $$, '55000', null,
    'an erasure should not change who did what');
update audit.audit_log as a set new_data = '{"name": "(erased)"}'
  from before as b where a.id = b.id;
select is(a.erased_digest, b.digest, 'an erasure should keep the digest of what was there')
  from audit.audit_log as a join before as b using (id);
select results_eq(
    $$ select r.original_digest, r.redacted_digest, r.erased_for, r.redacted_at
         from audit.redactions as r join before as b on b.id = r.entry_id $$,
    $$ select b.digest, audit._data_digest(null, '{"name": "(erased)"}'),
              '00000000-0000-0000-0000-000000000007'::uuid, ops.now() from before as b $$,
    'an erasure should be vouched for');
update audit.audit_log as a set new_data = '{"name": "gone"}' from before as b where a.id = b.id;
select is(a.erased_digest, b.digest, 'a second erasure should keep the first digest')
  from audit.audit_log as a join before as b using (id);
select is(
    r.redacted_digest, audit._data_digest(null, '{"name": "gone"}'),
    'a second erasure should vouch for what is there now')
  from audit.redactions as r join before as b on b.id = r.entry_id;
select set_config('aquascene.erases', '', true);

-- Retention
reset role;
select test.travel_to(now() + interval '7 months');
select lives_ok(
    $$ delete from audit.audit_log where changed_at < ops.now() - interval '7 months' $$,
    'the retention should delete what is old');
select * from finish();
rollback;
