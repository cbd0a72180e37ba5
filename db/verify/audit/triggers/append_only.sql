-- Verify aquascene:audit/triggers/append_only on pg

begin;

select 1 / (count(*) = 4 and bool_and(t.tgenabled = 'O'))::int
  from pg_catalog.pg_trigger as t
 where (t.tgrelid, t.tgname) in (
           ('audit.audit_log'::regclass, 'append_only'),
           ('audit.audit_log'::regclass, 'never_truncated'),
           ('audit.seals'::regclass, 'append_only'),
           ('audit.system_events'::regclass, 'never_truncated'));

rollback;
