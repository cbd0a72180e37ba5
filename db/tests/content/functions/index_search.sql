-- Test content._index_search: keeps the words to search for.
begin;
select plan(18);

select throws_ok(
    $$ set local role aquascene_worker; select content._index_search() $$, '42501', null,
    'a worker may not execute it');
select throws_ok(
    $$ set local role aquascene_worker; select content._search_words('', '', '', '') $$, '42501',
    null, 'nor its helper');

select is(
    content._search_words(t.title, t.summary, t.body, t.language), t.expected::tsvector,
    format('should find the words of %s in %s', t.title, t.language))
  from (values
        ('Mosses', 'Carpeting', 'Growing slowly', 'en',
         '''moss'':1A ''carpet'':2B ''grow'':3 ''slowli'':4'),
        ('Mosses', null, '', 'en', '''moss'':1A'),
        ('Größe', '', 'die Pflanzen', 'de', '''gross'':1A ''pflanz'':3'),
        ('水草', '', 'CO2', 'ja', '''水'':1A ''水草'':2A ''草'':3A ''co2'':4'),
        ('', '', '', 'xx', '')
       ) as t (title, summary, body, language, expected);

-- Of what is too long for a tsvector, the beginning
select lives_ok(
    format($$ select content._search_words(%L, %L, %s, 'en') $$, t.title, t.summary, t.body),
    format('should take %s', t.what))
  from (values
        ('10 MB of one word', '', '', $$repeat('moss ', 2000000)$$),
        ('a word of 1 MB', '', '', $$repeat('m', 1000000)$$),
        ('2 MB of different words', '', '',
         $$(select string_agg(md5(n::text), ' ') from generate_series(1, 60000) as n)$$)
       ) as t (what, title, summary, body);
select cmp_ok(
    length(w.words), '>', 15000, 'should find many of 2 MB of different words')
  from content._search_words(
           'Moss', '', (select string_agg(md5(n::text), ' ') from generate_series(1, 60000) as n),
           'en') as w (words);

-- When
create temp table draft as select test.content(title => 'Ferns', body => 'x') as id;
create function pg_temp.words_after(assignment text) returns text language plpgsql as $function$
declare
    _words text;
begin
    update content.generated_content set search = '''none''' where id = (select id from draft);
    execute format('update content.generated_content set %s where id = (select id from draft) '
                   'returning search', words_after.assignment) into _words;
    return _words;
end;
$function$;
select is(search, '''fern'':1A ''x'':2', 'should index what is inserted')
  from content.generated_content where id = (select id from draft);
select is(
    pg_temp.words_after(t.assignment), t.expected, format('should follow %s', t.assignment))
  from (values ('title = ''Mosses''', '''moss'':1A ''x'':2'),
               ('content = ''y''', '''moss'':1A ''y'':2'),
               ('summary = ''z''', '''moss'':1A ''y'':3 ''z'':2B'),
               ('language = ''xx''', '''mosses'':1A ''y'':3 ''z'':2B'),
               ('tags = ''{x}''', '''none''')
       ) as t (assignment, expected);
select is(pg_temp.words_after('status = ''review'''), '''none''',
          'should not compute anew at a change of status');

select * from finish();
rollback;
