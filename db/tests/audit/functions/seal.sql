-- Test audit.seal: what it leaves alone. Seals and what they find need transactions that are over:
-- python/tests/test_audit_chain.py.
begin;
select plan(11);

select throws_ok(
    $$ set local role aquascene_editor; select audit.seal() $$, '42501', null, 'an editor may not');
select is(audit.chain_head(), null, 'there should be no seal at first');

insert into content.content_categories (name, slug) values ('Moss', 'moss');
set local role aquascene_worker;
select cmp_ok(audit.seal(), '>=', 0::bigint, 'a worker may');
reset role;
select is_empty(
    $$ select from audit.seals where xid_below > pg_current_xact_id()::text::bigint $$,
    'should leave out what this transaction wrote');
select is_empty($$ select * from audit.verify_chain() $$, 'should fit what is there');

-- What a digest depends on, and what it does not
create function pg_temp.digest(zone text, style text) returns bytea
language sql as $function$
    select set_config('timezone', digest.zone, true), set_config('datestyle', digest.style, true);
    select audit._entry_digest(
        '00000000-0000-0000-0000-000000000001', 't', 'r', 'insert',
        audit._data_digest(null, '{"b": 1, "a": "2026-01-01"}'), null, '2026-01-01 00:00Z',
        '192.0.2.7', 'agent', 1, 2);
$function$;
select is(
    pg_temp.digest('Asia/Kathmandu', 'German'), pg_temp.digest('UTC', 'ISO'),
    'a digest should be the same in every time zone and style');
select is(
    audit._data_digest(null, '{"a": 1, "b": 2}'), audit._data_digest(null, '{"b": 2,  "a": 1}'),
    'a digest should not depend on how JSON was written');
select isnt(
    audit._data_digest('{}', null), audit._data_digest(null, '{}'),
    'a digest should tell old from new');
select isnt(
    audit._entry_digest(null, 'a', 'b', 'c', '', null, now(), null, null, 1, 1),
    audit._entry_digest(null, 'a', 'b', 'c', '', null, now(), null, '', 1, 1),
    'a digest should tell null from empty');
select isnt(
    audit._entry_digest(null, 'a,b', 'b', 'c', '', null, now(), null, null, 1, 1),
    audit._entry_digest(null, 'a', 'b,b', 'c', '', null, now(), null, null, 1, 1),
    'a digest should tell where a column ends');

insert into audit.chain_heads (seal_number, seal_proof, xid_below, sealed_at, proof)
values (1, '', 9000000000000000000, now(), '')
on conflict (is_head) do update set xid_below = excluded.xid_below;
select throws_ok(
    $$ select audit.seal() $$, '55000', null, 'should refuse a database restored from a dump');

select * from finish();
rollback;
