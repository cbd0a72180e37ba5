-- Test content.search: finds published articles by their words.
begin;
select plan(76);

create function pg_temp.article(
    title text, body text default 'x', summary text default null, language text default 'en',
    status text default 'published', published_at timestamptz default '2031-01-01Z',
    content_type text default 'guide', tags text[] default null, categories text[] default null)
returns void language sql as $function$
    insert into content.generated_content (content_type, title, content, summary, language, status,
                                           published_at, tags, categories)
    values (article.content_type, article.title, article.body, article.summary, article.language,
            article.status, article.published_at, article.tags, article.categories);
$function$;
create function pg_temp.titles(
    query text, content_type text default null, category text default null, tag text default null,
    language text default null, published_from timestamptz default null,
    published_to timestamptz default null)
returns text language sql as $function$
    select string_agg(s.title, ', ' order by s.title collate "C")
      from content.search(titles.query, titles.content_type, titles.category, titles.tag,
                          titles.language, titles.published_from, titles.published_to) as s;
$function$;

select volatility_is(
    'content', 'search',
    array['text', 'text', 'text', 'text', 'text', 'timestamp with time zone',
          'timestamp with time zone', 'text', 'integer'],
    'stable', 'should be stable');
select lives_ok(
    format($$ set local role %I; select content.search('moss') $$, r.name),
    format('%s may execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app')) as r (name);
reset role;
select throws_ok(
    format($$ set local role aquascene_app; select %s $$, c.call), '42501', null,
    format('the public edge may not execute %s', c.call))
  from (values ('content._snippet(null, null)'),
               ('content._search_token(null, null, null, null, null)'),
               ('content._search_newest(null, null, null, null, null, null, null, null, 1)')
       ) as c (call);
reset role;
select is_empty($$ select content.search('moss') $$, 'should find nothing in an empty table');
select is_empty($$ select content.search() $$, 'nor anything new');

-- What is found
select pg_temp.article('A', 'Mosses grow slowly.', published_at => '2031-01-05Z');
select pg_temp.article('B', 'x', 'Growing java moss');
select pg_temp.article('C moss', 'java fern', published_at => '2031-01-02Z');
select pg_temp.article('D', 'Das Café wächst. Pflanzen mögen Größe.', language => 'de');
select pg_temp.article('E', '水草栽培の方法。初心者向け。', language => 'ja');
select pg_temp.article('F', 'วิธีปลูกพรรณไม้น้ำ', language => 'th');
select pg_temp.article('G', '수초 키우기', language => 'ko');
select pg_temp.article('H', 'mosses', language => 'xx');
select pg_temp.article('I ' || s.status, 'moss', status => s.status)
  from (values ('draft'), ('review'), ('archived')) as s (status);
select is(pg_temp.titles(t.query), t.expected, format('should find %s by %s', t.expected, t.query))
  from (values
        ('moss', 'A, B, C moss, H'),
        ('mosses', 'A, B, C moss, H'),
        ('MOSS ', 'A, B, C moss'),
        ('java moss', 'B, C moss'),
        ('"java moss"', 'B'),
        ('java or slowly', 'A, B, C moss'),
        ('moss -java', 'A'),
        ('slow', 'A'),
        ('grow', 'A, B'),
        ('gro', 'A, B, D'),
        ('cafe', 'D'),
        ('grosse', 'D'),
        ('Pflanze', 'D'),
        ('水草', 'E'),
        ('栽培 水草', 'E'),
        ('初心者', 'E'),
        ('法', 'E'),
        ('ปลูก', 'F'),
        ('수초', 'G'),
        ('키', 'G')
       ) as t (query, expected);
select results_eq(
    $$ select title, match from content.search('moss -slowly', language => 'en') $$,
    $$ values ('C moss', 'words'), ('B', 'words') $$,
    'should rank a title before a summary');
select results_eq(
    $$ select s.title, s.content_type, s.language, s.published_at
         from content.search('slowly') as s $$,
    $$ values ('A', 'guide', 'en', '2031-01-05Z'::timestamptz) $$, 'should say what it is');

-- Snippets
select pg_temp.article(
    'Snippet', '<b>Rotala</b> & "rotalas" aren''t' || repeat(' word', 40) || ' anubias'
               || repeat(' word', 40) || U&' \E000cryptocoryne\E001 <img src=x onerror=alert(1)>');
select is(
    s.snippet, t.expected, format('should mark %s', t.query))
  from (values
        ('rotala', '&lt;b&gt;<mark>Rotala</mark>&lt;/b&gt; &amp; &quot;<mark>rotalas</mark>&quot; '
                   'aren&#39;t' || repeat(' word', 25) || ' …'),
        ('anubias', '…' || repeat(' word', 7) || ' <mark>anubias</mark>' || repeat(' word', 22)
                    || ' …'),
        ('cryptocoryne', '…' || repeat(' word', 7) || ' <mark>cryptocoryne</mark> '
                         '&lt;img src=x onerror=alert(1)&gt;')
       ) as t (query, expected)
 cross join lateral content.search(t.query) as s;
select matches(
    s.snippet, '^… .*<mark>anubias</mark>.* … .*<mark>cryptocoryne</mark>',
    'should show the places of two words')
  from content.search('cryptocoryne anubias') as s;
select is(s.snippet, t.expected, format('should mark %s', t.query))
  from (values ('水草', '<mark>水草</mark>栽培の方法。初心者向け。'),
               ('cafe', 'Das <mark>Café</mark> wächst. Pflanzen mögen Größe.'),
               ('pflanzen', 'Das Café wächst. <mark>Pflanzen</mark> mögen Größe.')
       ) as t (query, expected)
 cross join lateral content.search(t.query) as s;
select is(s.snippet, 'java fern', 'should show the beginning when only the title has it')
  from content.search('moss -growing -slowly', language => 'en') as s;
delete from content.generated_content where title = 'Snippet';

-- Filters
insert into content.content_categories (name, slug) values ('Plants', 'plants');
insert into content.content_categories (name, slug, parent_id)
select 'Ferns', 'ferns', c.id from content.content_categories as c where c.slug = 'plants';
select pg_temp.article('J', 'lily', tags => '{a,b}', categories => '{plants}');
select pg_temp.article('K', 'lily', tags => '{b}', categories => '{ferns}',
                       content_type => 'review', published_at => '2031-03-01Z');
select pg_temp.article('L', 'lily', language => 'de', published_at => '2031-02-01Z');
select is(
    (case t.query when 'lily' then t.found
                  else (select string_agg(f.title, ', ' order by f.title collate "C")
                          from regexp_split_to_table(t.found, ', ') as f (title)) end),
    t.expected, format('should filter %s by %s', t.query, t.what))
  from (values ('lily'), (null)) as q (query)
 cross join lateral (values
        (q.query, 'type', pg_temp.titles(q.query, content_type => 'review'), 'K'),
        (q.query, 'category', pg_temp.titles(q.query, category => 'ferns'), 'K'),
        (q.query, 'category above', pg_temp.titles(q.query, category => 'plants'), 'J, K'),
        (q.query, 'tag', pg_temp.titles(q.query, tag => 'b'), 'J, K'),
        (q.query, 'language', pg_temp.titles(q.query, language => 'de'),
         case when q.query is null then 'D, L' else 'L' end),
        (q.query, 'time', pg_temp.titles(q.query, published_from => '2031-02-01Z',
                                         published_to => '2031-03-01Z'), 'L')
       ) as t (query, what, found, expected);
select is_empty(
    $$ select content.search('lily', category => 'no-such') $$,
    'should find nothing in a category that is not there');

-- Typing errors
select results_eq(
    $$ select title, match, snippet from content.search('mosss') $$,
    $$ values ('C moss', 'similar', 'java fern') $$, 'should find a title that reads alike');
select is_empty($$ select content.search('zzzzqqq') $$, 'should find nothing that reads like it');
select is_empty(
    $$ select content.search('mosss', language => 'de') $$, 'should filter what reads alike');
select is(
    current_setting('pg_trgm.word_similarity_threshold'), '0.6',
    'should leave the threshold of others alone');

-- Nothing asked for
select results_eq(
    format($$ select title, match, rank from content.search(%L, page_size => 2) $$, t.query),
    $$ values ('K', 'newest', 0::real), ('L', 'newest', 0) $$, 'should list the newest')
  from (values (null), (''), (E' \t\n ')) as t (query);

-- Pages
select pg_temp.article(format('Page %s', n), repeat('page ', n % 7) || 'filler ' || n,
                       published_at => '2031-05-01Z'::timestamptz + n % 3 * interval '1 day')
  from generate_series(1, 40) as n;
create function pg_temp.pages(query text, between_pages text default null)
returns setof text language plpgsql as $function$
declare
    _after text;
    _page  content.search_hit[];
begin
    loop
        _page := array(select s from content.search(pages.query, after => _after,
                                                    page_size => 7) as s);
        exit when cardinality(_page) = 0;
        return query select h.title from unnest(_page) as h;
        _after := (_page[cardinality(_page)]).after;
        if pages.between_pages is not null then
            execute pages.between_pages;
        end if;
    end loop;
end;
$function$;
select results_eq(
    format('select pg_temp.pages(%L)', t.query),
    format('select title from content.search(%L, page_size => 100)', t.query),
    format('should give the same in pages for %s', t.query))
  from (values ('page'), (null), ('paige')) as t (query);
select results_eq(
    $$ select pg_temp.pages('page',
           $sql$ select pg_temp.article('page page', 'page',
                                        published_at => '2032-01-01Z') $sql$) $$,
    $$ select title from content.search('page', published_to => '2032-01-01Z', page_size => 100) $$,
    'should give the same in pages while others publish');
delete from content.generated_content where title = 'page page';
select throws_ok(
    format($$ select content.search('page', after => %L) $$, t.token), '22023', null,
    format('should refuse %s', t.token))
  from (values (''), ('x'), ('w_0.1_1_1_x'),
               ('w_1e-45_1_1_00000000-0000-0000-0000-000000000000'),
               ('w_0.1_9999999999999999999_1_00000000-0000-0000-0000-000000000000'),
               ('w_NaN_1_1_00000000-0000-0000-0000-000000000000')) as t (token);
select throws_ok(
    format($$ select content.search('page', page_size => %s) $$, t.size), '22023', null,
    format('should refuse pages of %s', t.size))
  from (values ('0'), ('101'), ('-1'), ('null')) as t (size);

-- Plans, made above for a small table
insert into content.generated_content (content_type, title, content, status, published_at)
select 'guide', 'Filler ' || n, 'common ' || case when n % 500 = 0 then 'rare' else '' end,
       'published', '2030-01-01Z'
  from generate_series(1, 3000) as n;
create function pg_temp.visited(statement text) returns text language plpgsql as $function$
declare
    _before record;
    _after  record;
begin
    select t.seq_scan, t.seq_tup_read, t.idx_tup_fetch into _before
      from pg_stat_xact_all_tables as t
     where t.relid = 'content.generated_content'::regclass;
    execute visited.statement;
    select t.seq_scan, t.seq_tup_read, t.idx_tup_fetch into _after
      from pg_stat_xact_all_tables as t
     where t.relid = 'content.generated_content'::regclass;
    return format('%s scans, %s rows', _after.seq_scan - _before.seq_scan,
                  _after.idx_tup_fetch - _before.idx_tup_fetch);
end;
$function$;
select matches(
    pg_temp.visited(format('select content.search(%s)', t.arguments)), t.expected,
    format('should scan no table for %s', t.arguments))
  from (values ($$'rare'$$, '^0 scans, \d\d rows$'),
               ($$'common'$$, '^0 scans, 3\d\d\d rows$'),
               ($$'commno filer'$$, '^0 scans, '),
               ('null, page_size => 5', '^0 scans, ')) as t (arguments, expected);

select * from finish();
rollback;
