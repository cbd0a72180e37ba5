-- Test content.count_words.
begin;
select plan(47);

select volatility_is('content', 'count_words', array['text'], 'immutable', 'should be immutable');
select is(proparallel, 's', 'should be parallel safe')
  from pg_proc where oid = 'content.count_words(text)'::regprocedure;
select throws_ok(
    $$ set local role aquascene_app; select content.count_words('x') $$, '42501', null,
    'aquascene_app may not execute it');
select lives_ok(
    format($$ set local role %I; select content.count_words('x') $$, r.name),
    format('%s may execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker')) as r (name);
reset role;

select is(
    content.count_words(t.body), t.expected,
    format('should count %s in %L', t.expected,
    t.body))
  from (values ('One two  three.', 3), (E'one\ntwo\n\nthree', 3), ('', 0), (' - !', 0),
               ('don''t fish’s well-known', 3), ('a -b- c', 3), ('rock-''n''-roll', 3),
               ('24 °C', 2), ('Растения ждут', 2), ('수초 키우기', 2), ('水草の世界', 5),
               ('ヨーロッパ', 5), ('豈㐀', 2), ('Ich mag水草 sehr', 5),
               -- Marks, joiners, apostrophes and hyphens that bind
               ('हिन्दी में पौधे।', 3), ('مُحَمَّدٌ كِتَابٌ، نعم؟', 3),
               (E'cafe\u0301 na\u0131ve', 2),
               (E'Wasser\u00ADpflanze x', 2), (E'می\u200Cخواهم برو', 2),
               ('l’eau aujourdʼhui d‘eau e‑mail', 4), ('naïve façade ½ ² ª', 5),
               -- Marks that part
               ('«Oui» — non… “yes”', 3), ('word—word', 2), (E'\ufeffa\u200bb', 2),
               ('5 € – 3 × 4', 3), ('👍 ok 👩‍🌾', 1), ('שלום עולם', 2), (E'\u202Ea\u202C', 1),
               ('ΑΒΓ δεζ·ηθ', 3), ('１２３ ＡＢ、Ｃ', 3), ('a_b', 2), ('é', 1), ('– é', 1),
               -- Scripts without spaces
               ('𠀀𠀁', 2), ('สวัสดีครับ', 2), ('สวัสดีครับผ', 3), ('។ ភាសាខ្មែរ', 2),
               ('ພາສາລາວ ok', 3),
               ('မြန်မာ', 2), ('水草 สวัส ok', 4)) as t (body, expected);
select is(
    content.count_words(repeat('å ', 1000000)), 1000000,
    'should count the words of a text of 3 MB');
select is(content.count_words(null), null, 'should give null for null');

select * from finish();
rollback;
