-- Verify aquascene:audit/tables/seals on pg

begin;

select
    number, month, xid_from, xid_below, first_at, last_at, row_count, digest, previous, sealed_at,
    proof
  from audit.seals
 where false;
select is_head, seal_number, seal_proof, xid_below, sealed_at, proof
  from audit.chain_heads
 where false;
select
    entry_id, changed_at, original_digest, redacted_digest, erased_for, redacted_at, proof
  from audit.redactions
 where false;
select 1 / (bool_and(has_table_privilege('aquascene_reader', t.name, 'SELECT')
                     and not has_table_privilege('aquascene_admin', t.name, 'INSERT')))::int
  from (values ('audit.seals'), ('audit.chain_heads'), ('audit.redactions')) as t (name);

rollback;
