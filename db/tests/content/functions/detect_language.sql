-- Test content.detect_language: the language of a text.
begin;
select plan(47);

select volatility_is(
    'content', 'detect_language', array['text'], 'immutable', 'should be immutable');
select is(proparallel, 's', 'should be parallel safe')
  from pg_proc where oid = 'content.detect_language(text)'::regprocedure;
select throws_ok(
    $$ set local role aquascene_app; select content.detect_language('x') $$, '42501', null,
    'aquascene_app may not execute it');
select lives_ok(
    format($$ set local role %I; select content.detect_language('x') $$, r.name),
    format('%s may execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker')) as r (name);
reset role;

select is(
    (content.detect_language(t.body)).language, t.language,
    format('should know %s', t.language))
  from (values
        ('da', 'Planterne har brug for lys, og de vokser ikke, hvis der er for lidt af det.'),
        ('de', 'Die Pflanzen brauchen Licht und sie wachsen nicht, wenn es zu wenig ist.'),
        ('en', 'The plants need light and they will not grow when there is too little of it.'),
        ('es', 'Las plantas del acuario necesitan luz y no crecen si no la tienen.'),
        ('fi', 'Kasvit tarvitsevat valoa ja ne eivät kasva jos sitä ei ole.'),
        ('fr', 'Les plantes ont besoin de lumière et elles ne poussent pas sans elle.'),
        ('hu', 'A növényeknek fényre van szükségük, és nem nőnek, ha nincs.'),
        ('it', 'Le piante hanno bisogno di luce e non crescono se non ne hanno.'),
        ('nl', 'De planten hebben licht nodig en ze groeien niet als er te weinig is.'),
        ('no', 'Plantene trenger lys og de vokser ikke hvis det er for lite av det, ikkje sant.'),
        ('pt', 'As plantas do aquário precisam de luz e não crescem se não houver.'),
        ('ru', 'Растения нуждаются в свете, и они не растут, если его нет.'),
        ('sv', 'Växterna behöver ljus och de växer inte om det är för lite av det.'),
        ('tr', 'Bitkiler ışığa ihtiyaç duyar ve çok az olduğunda büyümez ama bu daha iyi.'),
        ('ja', '水草の世界へようこそ。とても美しいです。'),
        ('zh', '水草需要光照才能生长得很好'),
        ('ko', '수초는 빛이 필요합니다'),
        ('ar', 'النباتات تحتاج إلى الضوء'),
        ('he', 'הצמחים זקוקים לאור'),
        ('el', 'Τα φυτά χρειάζονται φως'),
        ('th', 'พืชน้ำต้องการแสง'),
        ('hi', 'पौधों को प्रकाश चाहिए')) as t (language, body);

-- The confidence: the lead over the second, or the part of the letters
select is(
    (content.detect_language(t.body))::text, t.expected,
    format('should give %s for %s',
        t.expected, t.what))
  from (values
        ('the and plants', '(en,1.00)', 'function words of one language alone'),
        ('水草需要光aaaaa', '(zh,0.50)', 'a text half of which is Chinese'),
        ('水草需要 光 — 照。', '(zh,1.00)', 'space and punctuation beside a script'),
        ('あいうえお水草需要光', '(ja,0.50)', 'kana among Han'),
        ('Anubias Cryptocoryne Bucephalandra', '(und,0)', 'names'),
        ('12345 67890', '(und,0)', 'numbers'),
        ('', '(und,0)', 'nothing'),
        (null, '(und,0)', 'null'),
        ('the the the and plants', '(en,1.00)', 'a word said often'),
        ('THE AND PLANTS', '(en,1.00)', 'capitals'),
        ('the and was', '(en,0.67)', 'three function words, one of them German too'),
        ('de la', '(und,0)', 'function words of French and Spanish alike'),
        ('the and of 水草需要光', '(zh,0.38)', 'a script beside function words')) as t (body, expected,
            what);

-- Six words in a hundred are enough; the hundredth part of others is not
create function pg_temp.words(n integer) returns text language sql as $function$
    select string_agg('q' || chr(97 + i / 26) || chr(97 + i % 26) || 'q', ' ')
      from generate_series(1, words.n) as i
$function$;
select is(
    (content.detect_language(t.body)).language, t.language, format('should take %s', t.what))
  from (values ('the and which ' || pg_temp.words(47), 'en', 'six in a hundred for enough'),
               ('the and which ' || pg_temp.words(48), 'und', 'less for too little'),
               ('水草需要光' || repeat('q', 45), 'und', 'a tenth of a script for too little'),
               ('水草需要光' || repeat('q', 44), 'zh', 'more than a tenth for enough'),
               ('水草需要' || repeat('q', 4), 'und', 'four letters for too little'),
               ('あいうえ' || repeat('q', 4), 'und', 'four kana for too little'),
               (repeat('Anubias ', 500) || ' the and which', 'und',
                'the first 4,000 characters alone')) as t (body, language, what);

select * from finish();
rollback;
