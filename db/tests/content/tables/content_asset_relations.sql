-- Test content.content_asset_relations: columns, keys, indexes, checks, the audit.
begin;
select plan(17);

select results_eq(
    $$ select test.columns('content.content_asset_relations') $$,
    $$ values ('content_id uuid not null'),
              ('asset_id uuid not null'),
              ('relation_type character varying(50) not null '
               'default ''inline''::character varying'),
              ('sort_order integer not null default 0'),
              ('created_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('content.content_asset_relations') $$,
    $$ values ('FOREIGN KEY (asset_id) REFERENCES content.content_assets(id)'),
              ('FOREIGN KEY (content_id) REFERENCES content.generated_content(id) '
               'ON DELETE CASCADE'),
              ('PRIMARY KEY (content_id, asset_id)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('content.content_asset_relations') $$,
    $$ values ('content_asset_relations_asset_id_idx btree (asset_id)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select asset_id from content.content_asset_relations $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I; delete from content.content_asset_relations $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker'), ('aquascene_admin')) as r (name);

create temp table pair as select test.content() as content_id, gen_random_uuid() as asset_id;
insert into content.content_assets (id, filename, file_path) select asset_id, 'x', 'x' from pair;
insert into content.content_asset_relations (content_id, asset_id) select * from pair;
select throws_like(
    $$ update content.content_asset_relations set relation_type = 'cover' $$,
    '%"content_asset_relations_type_is_known"%', 'should refuse a strange relation_type');
select lives_ok(
    format('update content.content_asset_relations set relation_type = %L', t.name),
    format('should accept %s', t.name))
  from (values ('featured'), ('inline'), ('gallery'), ('attachment'), ('thumbnail')) as t (name);
select throws_ok(
    $$ delete from content.content_assets $$, '23503', null, 'should keep an asset that is used');
select throws_ok(
    $$ insert into content.content_asset_relations (content_id, asset_id)
       select gen_random_uuid(), asset_id from pair $$, '23503', null,
    'should refuse content that is not there');

update content.content_asset_relations set sort_order = 3;
delete from content.generated_content where id = (select content_id from pair);
select is_empty(
    $$ select from content.content_asset_relations $$, 'should go with the content');
select results_eq(
    $$ select a.action, a.new_data ->> 'sort_order'
         from audit.audit_log as a
         join pair as p on a.record_id = p.content_id || ',' || p.asset_id
        where a.action <> 'update' or a.new_data ? 'sort_order'
        order by a.action collate "C" $$,
    $$ values ('delete', null), ('insert', '0'), ('update', '3') $$,
    'should audit each change');

select * from finish();
rollback;
