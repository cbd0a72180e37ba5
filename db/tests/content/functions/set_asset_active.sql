-- Test content.set_asset_active: takes a file out of use, and back.
begin;
select plan(12);

create temp table asset as select test.asset('Moss') as id, test.asset('Wood') as other;
grant select on asset to public;
insert into content.content_asset_relations (content_id, asset_id)
select test.content('published'), id from asset;

select throws_ok(
    format($$ set local role %I; select content.set_asset_active(gen_random_uuid(), true) $$,
           r.name),
    '42501', 'permission denied for function set_asset_active',
    format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);
select throws_ok(
    $$ select content.set_asset_active(gen_random_uuid(), true) $$, '28000', null,
    'should need a person');
select test.act_as('analyst');
select throws_like(
    $$ select content.set_asset_active(gen_random_uuid(), true) $$,
    'user-% lacks the permission content.write', 'should need the permission content.write');

select test.act_as('author');
set local role aquascene_editor;
select results_eq(
    $$ select r.id, r.is_active from asset,
              content.set_asset_active(asset_id => asset.id, is_active => false) as r $$,
    $$ select id, false from asset $$, 'should return the row');
reset role;
select results_eq(
    $$ select a.is_active, x.other = a.id from content.content_assets as a, asset as x
        order by 1 $$,
    $$ values (false, false), (true, true) $$, 'should write it down, for this one');
select is(count(*), 1::bigint, 'should leave it where it is attached')
  from content.content_asset_relations;
select is((content.set_asset_active(id, false)).is_active, false, 'may be called again')
  from asset;
select is((content.set_asset_active(id, true)).is_active, true, 'should take it back') from asset;
select throws_ok(
    format('select content.set_asset_active(%L, null)', id), '23502', null, 'should refuse null')
  from asset;
select throws_ok(
    $$ select content.set_asset_active(gen_random_uuid(), true) $$, 'P0002', null,
    'should refuse an asset that is not there');

select * from finish();
rollback;
