-- Test content.set_alt_text: says what a picture shows.
begin;
select plan(13);

create temp table asset as select test.asset() as id;
grant select on asset to public;

select throws_ok(
    format($$ set local role %I; select content.set_alt_text(gen_random_uuid(), '') $$, r.name),
    '42501', 'permission denied for function set_alt_text', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);
select throws_ok(
    $$ select content.set_alt_text(gen_random_uuid(), '') $$, '28000', null,
    'should need a person');
select test.act_as('analyst');
select throws_like(
    $$ select content.set_alt_text(gen_random_uuid(), '') $$,
    'user-% lacks the permission content.write', 'should need the permission content.write');

select test.act_as('author');
set local role aquascene_editor;
select results_eq(
    $$ select r.id, r.alt_text from asset,
              content.set_alt_text(asset_id => asset.id, alt_text => E' Java\n moss ') as r $$,
    $$ select id, 'Java moss' from asset $$, 'should return the row, with one line');
reset role;
select is(a.alt_text, 'Java moss', 'should write it down')
  from content.content_assets as a join asset using (id);
select is((content.set_alt_text(id, t.alt_text)).alt_text, null,
          format('%L should take it away', t.alt_text))
  from asset, (values (null), (''), (E' \u200b')) as t (alt_text);

select content.set_alt_text(id, 'Moss') from asset;
insert into content.content_asset_relations (content_id, asset_id)
select test.content('published'), id from asset;
select throws_ok(
    format('select content.set_alt_text(%L, %L)', id, ' '), '55000', null,
    'should refuse to take it from what readers see')
  from asset;
select is((content.set_alt_text(id, 'Wood')).alt_text, 'Wood', 'may say it better') from asset;
select throws_ok(
    $$ select content.set_alt_text(gen_random_uuid(), 'Moss') $$, 'P0002', null,
    'should refuse an asset that is not there');

select * from finish();
rollback;
