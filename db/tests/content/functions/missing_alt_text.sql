-- Test content._missing_alt_text: the pictures of a content that lack an alt text.
begin;
select plan(4);

create temp table draft as select test.content() as id, test.content() as other;
create temp table asset as
select test.asset(filename => 'b.jpg') as b, test.asset(filename => 'a.jpg') as a,
       test.asset(' ', filename => 'c.jpg') as blank, test.asset('Moss') as said,
       test.asset(file_type => 'document') as document, test.asset(filename => 'x') as elsewhere;
insert into content.content_asset_relations (content_id, asset_id, relation_type, sort_order)
select d.id, r.asset_id, r.type, r.place
  from asset as a
 cross join draft as d
 cross join lateral (values (a.b, 'inline', 2), (a.a, 'gallery', 2), (a.blank, 'featured', 1),
                            (a.said, 'inline', 0), (a.document, 'attachment', 3))
       as r (asset_id, type, place);
insert into content.content_asset_relations (content_id, asset_id)
select d.other, a.elsewhere from draft as d, asset as a;

select throws_ok(
    $$ set local role aquascene_editor; select content._missing_alt_text(null) $$, '42501', null,
    'an editor may not execute it');
select results_eq(
    $$ select m.asset_id, m.filename from draft, content._missing_alt_text(id) as m $$,
    $$ select blank, 'c.jpg' from asset union all select a, 'a.jpg' from asset
       union all select b, 'b.jpg' from asset $$,
    'should list them in the order of the content');
update content.content_assets set alt_text = 'A tank.';
select is_empty(
    $$ select m.* from draft, content._missing_alt_text(id) as m $$,
    'should list nothing when all have one');
select is_empty(
    $$ select * from content._missing_alt_text(gen_random_uuid()) $$,
    'should list nothing for what is not there');

select * from finish();
rollback;
