-- Test content._slug: the name that a text has in addresses.
begin;
select plan(38);

select throws_ok(
    $$ set local role aquascene_editor; select content._slug('') $$, '42501', null,
    'an editor may not execute it');

select is(content._slug(t.body), t.slug, format('should make %s of %L', t.slug, t.body))
  from (values
            ('Moss', 'moss'),
            ('  Java   Moss! ', 'java-moss'),
            ('Top 10: plants & wood', 'top-10-plants-wood'),
            ('Don''t, and don’t', 'dont-and-dont'),
            ('Süßwasser', 'susswasser'),
            ('Éclairage à l’étang', 'eclairage-a-letang'),
            (E'E\u0301tang', 'etang'),
            ('Ærø, Łódź, İzmir, ırmak', 'aero-lodz-izmir-irmak'),
            ('CO₂ ﬁsh', 'co2-fish'),
            ('Ａｑｕａ', 'aqua'),
            ('C++', 'c'),
            ('--a--b--', 'a-b')
       ) as t (body, slug);
select is(content._slug(null), null, 'should make nothing of null');
select is(content._slug(null, 'salt'), null, 'should make nothing of null with salt');

select matches(content._slug(t.body), '^[0-9a-f]{8}$', format('should make a hash of %L', t.body))
  from (values ('水草'), ('водоросли'), (''), ('!!!'), (E'\U0001f420')) as t (body);
select isnt(content._slug('水草'), content._slug('水'), 'should make different hashes');
select is(content._slug('水草'), content._slug('水草'), 'should make the same of the same');

select matches(content._slug('C++', 'c++'), '^c-[0-9a-f]{8}$', 'should add the hash of the salt');
select is(content._slug('C++', 'c++'), content._slug('C++', 'c++'), 'should add the same again');
select isnt(content._slug('C', 'c++'), content._slug('C', 'c#'), 'should add one for each salt');
select isnt(content._slug('水草'), content._slug('水草', '2'), 'should hash the salt alone');
select matches(
    content._slug(repeat('plant ', 20), 'x'), '^(plant-){6}plant-[0-9a-f]{8}$',
    'should make place for the hash');

select is(content._slug(t.body, null, t.max_length), t.slug, format('should cut %s', t.what))
  from (values
            (repeat('a', 50), 50, repeat('a', 50), 'nothing that fits'),
            (repeat('a', 51), 50, repeat('a', 50), 'within a long word'),
            ('one two three four', 14, 'one-two-three', 'between words'),
            ('one two three four', 13, 'one-two-three', 'where a word ends'),
            ('one two three four', 12, 'one-two', 'what is left of a word'),
            ('ab ' || repeat('c', 50), 20, 'ab-' || repeat('c', 17), 'no more than half'),
            ('one two three four', 1, 'one-two', 'to ten at least'),
            (repeat('a ', 30), 10, 'a-a-a-a-a', 'short words')
       ) as t (body, max_length, slug, what);

select is_empty(
    $$ select s.slug
         from (values (''), ('a'), ('-'), ('Ünï'), ('水草'), (repeat('x-', 60))) as b (body)
        cross join (values (null), ('salt')) as t (salt)
        cross join generate_series(1, 60) as l (max_length)
        cross join lateral content._slug(b.body, t.salt, l.max_length) as s (slug)
        where s.slug !~ '^[a-z0-9]+(-[a-z0-9]+)*$'
           or length(s.slug) > greatest(l.max_length, 10) $$,
    'should always be a slug, and never longer than it may');
select is(length(content._slug(repeat('moss', 1000000))), 50, 'should take a long text');
select is(
    (select p.provolatile::text from pg_proc as p
      where p.oid = 'content._slug(text,text,integer)'::regprocedure), 'i',
    'should be immutable');

select * from finish();
rollback;
