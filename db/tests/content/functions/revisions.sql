-- Test content.revisions: every version of a text, and what it changed.
begin;
select plan(20);

select test.travel_to('2031-01-01 10:00Z');
create temp table person as select test.admin('author') as a, test.admin('editor') as b;
create temp table draft as
select test.content('draft', 'One', E'Moss grows.\n\nFish swim.') as id, test.content() as other;
update content.generated_content as c
   set created_by = p.a, created_at = '2030-12-31Z' from person as p, draft as d where c.id = d.id;
grant select on draft to public;

select throws_ok(
    $$ set local role aquascene_app; select content.revisions(null) $$, '42501',
    'permission denied for function revisions', 'the public edge may not execute it');
set local role aquascene_reader;
select results_eq(
    $$ select r.* from draft, content.revisions(content_id => id) as r $$,
    $$ select 1, 'One', 'draft', c.created_by, '2030-12-31Z'::timestamptz, 4, null::integer,
              null::integer, null::numeric
         from content.generated_content as c join draft using (id) $$,
    'should show a new draft as the first, by its author');
reset role;

select admin.act_as(b) from person;
update content.generated_content as c
   set title = 'Two', content = E'Moss grows.\n\nShrimp swim.\n\nSnails crawl.', status = 'review'
  from draft as d where c.id = d.id;
select test.travel_to('2031-01-02 10:00Z');
select set_config('aquascene.user_id', '', true);
update content.generated_content as c set summary = 'S' from draft as d where c.id = d.id;
select test.travel_to('2031-01-03 10:00Z');
select admin.act_as(a) from person;
update content.generated_content as c set content = E'Snails crawl.\n\nMoss grows.'
  from draft as d where c.id = d.id;
create temp table found as select r.* from draft, content.revisions(id) as r;
select results_eq(
    $$ select revision, title, status, word_count from found $$,
    $$ values (1, 'One', 'draft', 4), (2, 'Two', 'review', 6), (3, 'Two', 'review', 6),
              (4, 'Two', 'review', 4) $$,
    'should show each text with the status it had last, the present one as the last');
select results_eq(
    $$ select revision, changed_by, changed_at from found $$,
    $$ select v.revision, v.who, v.at
         from person as p
        cross join lateral (values (1, p.a, '2030-12-31Z'::timestamptz),
                                   (2, p.b, '2031-01-01 10:00Z'), (3, null, '2031-01-02 10:00Z'),
                                   (4, p.a, '2031-01-03 10:00Z')) as v (revision, who, at) $$,
    'should tell who wrote each version when');
select results_eq(
    $$ select revision, paragraphs_added, paragraphs_removed, similarity from found $$,
    $$ values (1, null::integer, null::integer, null::numeric), (2, 2, 1, 0.60), (3, 0, 0, 1.00),
              (4, 0, 1, 0.80) $$,
    'should count the paragraphs that came and went, and compare the words');
select is(count(*), 1::bigint, 'should leave the other draft alone')
  from draft, content.revisions(other);
select throws_ok(
    format('select content.revisions(%s)', i.id), 'P0002', null,
    format('should refuse %s, which is not there', i.id))
  from (values ('gen_random_uuid()'), ('null')) as i (id);

select throws_ok(
    $$ set local role aquascene_editor; select content._word_similarity('', '') $$, '42501', null,
    'an editor may not execute _word_similarity');
select is(content._word_similarity(t.before, t.after), t.similarity,
          format('%L and %L are alike by %s', t.before, t.after, t.similarity))
  from (values
            ('Moss grows', 'Moss grows', 1), ('Moss grows.', 'moss, GROWS!', 1),
            ('grows moss', 'moss grows', 1), ('moss', 'fish', 0), ('a b c d', 'a b', 0.67),
            ('a a a', 'a', 0.50), ('', 'a', 0), ('', '', 1), ('!', '?', 1),
            ('水草', '水草', 1), ('мох, рыба', 'мох', 0.67)
       ) as t (before, after, similarity);

select * from finish();
rollback;
