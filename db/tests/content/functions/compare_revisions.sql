-- Test content.compare_revisions: two versions, paragraph by paragraph.
begin;
select plan(28);

create temp table draft as select test.content(body => 'a') as id, test.content() as other;
grant select on draft to public;

select throws_ok(
    $$ set local role aquascene_app; select content.compare_revisions(null, 1) $$, '42501',
    'permission denied for function compare_revisions', 'the public edge may not execute it');
select throws_ok(
    $$ set local role aquascene_editor; select content._find_version(null, 1) $$, '42501', null,
    'an editor may not execute _find_version');

-- A diff in one line: =a -b +c
create function pg_temp.diff(before text, after text) returns text
language plpgsql as $function$
declare
    _id constant uuid := test.content(body => replace(diff.before, ' ', E'\n\n'));
begin
    update content.generated_content as c
       set title = 'Later', content = replace(diff.after, ' ', E'\n\n') where c.id = _id;
    return (select string_agg(r.kind || r.paragraph, ' ' order by r.place)
              from content.compare_revisions(_id, 1, 2) as r);
end;
$function$;
select is(pg_temp.diff(t.before, t.after), t.diff, format('%L to %L', t.before, t.after))
  from (values
            ('a b c', 'a b c', '=a =b =c'),
            ('a b c', 'a c', '=a -b =c'),
            ('a c', 'a b c', '=a +b =c'),
            ('a b c', 'a x c', '=a -b +x =c'),
            ('a b', 'x y', '-a -b +x +y'),
            ('a b c', 'b c', '-a =b =c'),
            ('b c', 'a b c', '+a =b =c'),
            ('a b c', 'a b', '=a =b -c'),
            ('a b', 'a b c', '=a =b +c'),
            ('a b c d', 'a x d', '=a -b -c +x =d'),
            ('a b c', 'c a b', '=c =a =b'),
            ('a b c', 'c b a', '=c =b =a'),
            ('a x b', 'b a', '=b =a -x'),
            ('a a b', 'a b', '=a -a =b'),
            ('a b', 'a b a', '=a =b +a'),
            ('a', '', '-a'),
            ('', 'a', '+a'),
            ('', '', null)
       ) as t (before, after, diff);

update content.generated_content as c set content = E'b\n\nc' from draft as d where c.id = d.id;
update content.generated_content as c set content = E'c\n\nd' from draft as d where c.id = d.id;
set local role aquascene_reader;
select results_eq(
    $$ select r.kind, r.paragraph from draft, content.compare_revisions(other, 1) as r $$,
    $$ values ('=', 'Plants need light. They need water too.') $$,
    'should compare the only version with itself');
select results_eq(
    $$ select r.place, r.kind, r.paragraph
         from draft, content.compare_revisions(content_id => id, from_revision => 1) as r $$,
    $$ values (1::bigint, '-', 'a'), (2, '+', 'c'), (3, '+', 'd') $$,
    'should compare with the present version');
select is(string_agg(r.kind || r.paragraph, ' ' order by r.place), t.diff,
          format('should compare %s with %s', t.from_revision, t.to_revision))
  from draft,
       (values (1, 2, '-a +b +c'), (2, 3, '-b =c +d'), (3, 2, '+b =c -d')) as t (from_revision,
                                                                                to_revision, diff)
 cross join lateral content.compare_revisions(id, t.from_revision, t.to_revision) as r
 group by t.from_revision, t.to_revision, t.diff;
reset role;
select throws_ok(
    format('select content.compare_revisions(%L, %s)', d.id, t.arguments), 'P0002', null,
    format('should refuse %s, which is not there', t.arguments))
  from draft as d, (values ('0'), ('1, 4'), ('4, 1')) as t (arguments);

select * from finish();
rollback;
