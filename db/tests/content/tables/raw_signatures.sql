-- Test content.raw_signatures: by what near-duplicates are found.
begin;
select plan(6);

select results_eq(
    $$ select test.columns('content.raw_signatures') $$,
    $$ values ('raw_content_id uuid not null'), ('bands integer[] not null') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('content.raw_signatures') $$,
    $$ values ('FOREIGN KEY (raw_content_id) REFERENCES content.raw_content(id) ON DELETE CASCADE'),
              ('PRIMARY KEY (raw_content_id)') $$,
    'should have these keys');
select is(c.reloptions, '{fastupdate=off}', 'should have no list that every look-up reads')
  from pg_class as c where c.oid = 'content.raw_signatures_bands_idx'::regclass;
select throws_ok(
    format($$ set local role %I; delete from content.raw_signatures $$, r.name), '42501', null,
    format('%s may not write', r.name))
  from (values ('aquascene_worker'), ('aquascene_admin')) as r (name);
reset role;
select throws_like(
    $$ insert into content.raw_signatures values (gen_random_uuid(), '{1,2}') $$,
    '%"raw_signatures_have_eight_bands"%', 'should refuse another signature');

select * from finish();
rollback;
