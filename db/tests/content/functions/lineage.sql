-- Test content.lineage: where content comes from, and what was made of it.
begin;
select plan(16);

select volatility_is('content', 'lineage', array['uuid'], 'stable', 'should be stable');
select throws_ok(
    $$ set local role aquascene_app; select content.lineage(gen_random_uuid()) $$, '42501', null,
    'aquascene_app may not execute it');

create temp table node as
select test.raw(url => 'https://example.com/1') as raw_1,
       test.raw(url => 'https://example.com/2', status => 'completed') as raw_2,
       test.raw() as raw_alone, gen_random_uuid() as raw_gone,
       test.content(title => 'First') as draft_1,
       test.content('published', title => 'Second') as draft_2,
       test.content(title => 'Own') as draft_alone;
update content.raw_content set title = 'Two', scraped_at = '2030-01-02 03:04Z'
 where id = (select raw_2 from node);
update content.raw_content set title = null, scraped_at = '2030-01-01 03:04Z'
 where id = (select raw_1 from node);
update content.generated_content
   set source_materials = jsonb_build_array(raw_2, raw_gone, raw_1),
       created_at = '2030-02-01 00:00Z'
  from node where id = draft_1;
update content.generated_content
   set source_materials = jsonb_build_array(raw_2, 'https://example.com', 7, null, '{}'::jsonb,
                                            upper(raw_1::text)),
       created_at = '2030-01-31 00:00Z'
  from node where id = draft_2;
grant select on node to aquascene_reader;

select lives_ok(
    format($$ set local role %I; select content.lineage(raw_1) from node $$, r.name),
    format('%s may execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_editor'), ('aquascene_worker')) as r (name);
reset role;

select results_eq(
    $$ select l.* from node cross join lateral content.lineage(draft_1) as l $$,
    $$ select 'source', 'raw_content', raw_2, 'Two', 'completed', 'https://example.com/2',
              '2030-01-02 03:04Z'::timestamptz from node
        union all
       select 'source', 'raw_content', raw_gone, null, null, null, null from node
        union all
       select 'source', 'raw_content', raw_1, null, 'pending', 'https://example.com/1',
              '2030-01-01 03:04Z' from node $$,
    'should give the sources of a draft in their order, also one that is there no more');
select results_eq(
    $$ select l.id from node cross join lateral content.lineage(content_id => draft_2) as l $$,
    $$ select raw_2 from node union all select raw_1 from node $$,
    'should leave out what is no id');
select results_eq(
    $$ select l.* from node cross join lateral content.lineage(raw_2) as l $$,
    $$ select 'result', 'generated_content', draft_2, 'Second', 'published', null::text,
              '2030-01-31 00:00Z'::timestamptz from node
        union all
       select 'result', 'generated_content', draft_1, 'First', 'draft', null, '2030-02-01 00:00Z'
         from node $$,
    'should give the drafts of a raw item, oldest first');
select results_eq(
    $$ select l.id from node cross join lateral content.lineage(raw_1) as l $$,
    $$ select draft_1 from node $$, 'should find those that name it among others');
select is_empty(
    $$ select l.* from node cross join lateral content.lineage(draft_alone) as l $$,
    'should give nothing for a draft without sources');
select is_empty(
    $$ select l.* from node cross join lateral content.lineage(raw_alone) as l $$,
    'should give nothing for a raw item without drafts');
select throws_ok(
    format('select * from content.lineage(%L)', n.id), 'P0002', null,
    format('should refuse %s', n.what))
  from (select 'an id that is nowhere' as what, gen_random_uuid()::text as id
         union all select 'a raw item that is there no more', raw_gone::text from node
         union all select 'null', null) as n;

-- With many drafts, made after the function's plan was: the index, and no scan of the table.
insert into content.generated_content (content_type, title, content, source_materials)
select 'a', 'b', 'c', jsonb_build_array(gen_random_uuid()) from generate_series(1, 3000);
analyze content.generated_content;
create function pg_temp.plan_of(id uuid) returns setof text
language plpgsql as $function$
begin
    return query execute format(
        'explain select from content.generated_content as c '
        'where c.source_materials @> jsonb_build_array(%L::uuid)', plan_of.id);
end;
$function$;
select ok(
    string_agg(p.line, ' ') ~ 'generated_content_source_materials_idx',
    'its condition should use the index')
  from node cross join lateral pg_temp.plan_of(raw_1) as p (line);
select is(
    array_to_string(p.proconfig, ' ') ~ 'plan_cache_mode=force_custom_plan', true,
    'should be planned for what is there now')
  from pg_proc as p where p.oid = 'content.lineage(uuid)'::regprocedure;

select * from finish();
rollback;
