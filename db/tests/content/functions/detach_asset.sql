-- Test content.detach_asset: content uses a file no more.
begin;
select plan(10);

create temp table made as
select test.content('published') as article, test.content() as other, test.asset('Moss') as asset;
grant select on made to public;
insert into content.content_asset_relations (content_id, asset_id, relation_type)
select m.article, m.asset, 'featured' from made as m
union all
select m.other, m.asset, 'inline' from made as m;

select throws_ok(
    format($$ set local role %I;
              select content.detach_asset(gen_random_uuid(), gen_random_uuid()) $$, r.name),
    '42501', 'permission denied for function detach_asset', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);
select throws_ok(
    $$ select content.detach_asset(gen_random_uuid(), gen_random_uuid()) $$, '28000', null,
    'should need a person');
select test.act_as('analyst');
select throws_like(
    $$ select content.detach_asset(gen_random_uuid(), gen_random_uuid()) $$,
    'user-% lacks the permission content.write', 'should need the permission content.write');

select test.act_as('author');
set local role aquascene_editor;
select results_eq(
    $$ select r.content_id, r.asset_id, r.relation_type::text from made,
              content.detach_asset(content_id => article, asset_id => asset) as r $$,
    $$ select article, asset, 'featured' from made $$, 'should return the row that is gone');
reset role;
select results_eq(
    $$ select content_id from content.content_asset_relations $$, $$ select other from made $$,
    'should detach it there, and nowhere else');
select is(count(*), 1::bigint, 'should leave the asset') from content.content_assets;
select throws_ok(
    format('select content.detach_asset(%L, %L)', article, asset), 'P0002', null,
    'should refuse it twice')
  from made;
select throws_ok(
    $$ select content.detach_asset(null, null) $$, 'P0002', null, 'should refuse null');

select * from finish();
rollback;
