-- Test content.attach_asset: content uses a file.
begin;
select plan(20);

select test.travel_to('2031-01-01 10:00Z');
create temp table made as
select test.content() as draft, test.content('published') as published, test.asset() as bare,
       test.asset('Moss') as said, test.asset('Wood') as third,
       test.asset('Old', is_active => false) as retired;
grant select on made to public;

select throws_ok(
    format($$ set local role %I;
              select content.attach_asset(gen_random_uuid(), gen_random_uuid()) $$, r.name),
    '42501', 'permission denied for function attach_asset', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);
select throws_ok(
    $$ select content.attach_asset(gen_random_uuid(), gen_random_uuid()) $$, '28000', null,
    'should need a person');
select test.act_as('analyst');
select throws_like(
    $$ select content.attach_asset(gen_random_uuid(), gen_random_uuid()) $$,
    'user-% lacks the permission content.write', 'should need the permission content.write');

select test.act_as('author');
set local role aquascene_editor;
select results_eq(
    $$ select r.content_id, r.asset_id, r.relation_type::text, r.sort_order, r.created_at
         from made, content.attach_asset(content_id => draft, asset_id => bare,
                                         relation_type => 'featured', sort_order => 4) as r $$,
    $$ select draft, bare, 'featured', 4, '2031-01-01 10:00Z'::timestamptz from made $$,
    'should return the row');
reset role;
select is(count(*), 1::bigint, 'should write it down')
  from content.content_asset_relations as r
  join made as m on m.draft = r.content_id and m.bare = r.asset_id;
select results_eq(
    $$ select r.relation_type::text, r.sort_order from made,
              content.attach_asset(draft, said) as r $$,
    $$ values ('inline', 5) $$, 'should be inline and last by itself');
select results_eq(
    $$ select r.relation_type::text, r.sort_order from made,
              content.attach_asset(published, said) as r $$,
    $$ values ('inline', 0) $$, 'should begin at 0');
select results_eq(
    $$ select r.relation_type::text, r.sort_order from made,
              content.attach_asset(draft, bare, 'gallery') as r $$,
    $$ values ('gallery', 4) $$, 'should change how it is used, and leave its place');
select is(
    (content.attach_asset(draft, bare, 'gallery', 0)).sort_order, 0, 'should change its place')
  from made;
select is(count(*), 2::bigint, 'should have attached each once')
  from content.content_asset_relations as r join made as m on m.draft = r.content_id;

select throws_ok(
    format('select content.attach_asset(%L, %L)', published, bare), '55000', null,
    'should refuse a picture without alt text in what readers see')
  from made;
select throws_ok(
    format('select content.attach_asset(%L, %L)', draft, retired), '55000', null,
    'should refuse what is out of use')
  from made;
select throws_ok(
    format('select content.attach_asset(%L, %L, %L)', draft, third, 'cover'), '23514', null,
    'should refuse a strange relation_type')
  from made;
select throws_ok(
    format('select content.attach_asset(%L, %L, null)', draft, third), '23502', null,
    'should refuse no relation_type')
  from made;
select throws_ok(
    format('select content.attach_asset(%L, %L)', p.content_id, p.asset_id), 'P0002', null,
    format('should refuse %s that is not there', p.what))
  from made as m
 cross join lateral (values (gen_random_uuid(), m.said, 'content'), (null, m.said, 'null content'),
                            (m.draft, gen_random_uuid(), 'an asset'),
                            (m.draft, null, 'a null asset')) as p (content_id, asset_id, what);

select * from finish();
rollback;
