-- Test content.detect_language: the language of a text. How often it is right over real texts of
-- many languages, python/tests/test_language.py measures.
begin;
select plan(47);

select throws_ok(
    $$ set local role aquascene_app; select content.detect_language('x') $$, '42501',
    'permission denied for function detect_language', 'aquascene_app may not execute it');
select lives_ok(
    format($$ set local role %I; select content.detect_language('x') $$, r.name),
    format('%s may execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker')) as r (name);
reset role;

select is(d.language, t.language, format('should know %s', t.language))
  from (values
        ('en', 'The moss grows on the wood, and it needs little light to do so.'),
        ('de', 'Das Moos wächst auf dem Holz und braucht dafür nur wenig Licht.'),
        ('nl', 'Het mos groeit op het hout en heeft daar maar weinig licht voor nodig.'),
        ('fr', 'La mousse pousse sur le bois et elle a besoin de peu de lumière.'),
        ('es', 'El musgo crece sobre la madera y necesita muy poca luz para ello.'),
        ('pt', 'O musgo cresce sobre a madeira e não precisa de muita luz para isso.'),
        ('it', 'Il muschio cresce sul legno e non ha bisogno di molta luce per farlo.'),
        ('ro', 'Mușchiul crește pe lemn și nu are nevoie de multă lumină pentru aceasta.'),
        ('sv', 'Mossan växer på träet och den behöver inte mycket ljus för det.'),
        ('da', 'Mosset vokser på træet, og det har ikke brug for meget lys af den grund.'),
        ('no', 'Mosen vokser på treet, og den trenger ikke mye lys for å gjøre det.'),
        ('fi', 'Sammal kasvaa puun päällä, eikä se tarvitse siihen paljon valoa.'),
        ('hu', 'A moha a fán nő, és ehhez nem kell neki sok fény, csak egy kevés.'),
        ('pl', 'Mech rośnie na drewnie i nie potrzebuje do tego dużo światła.'),
        ('cs', 'Mech roste na dřevě a k tomu nepotřebuje příliš mnoho světla, ale vodu.'),
        ('tr', 'Yosun ağacın üzerinde büyür ve bunun için çok ışığa ihtiyacı yoktur.'),
        ('vi', 'Rêu mọc trên gỗ và nó không cần nhiều ánh sáng để làm điều đó.'),
        ('id', 'Lumut itu tumbuh di atas kayu dan tidak membutuhkan banyak cahaya.'),
        ('ru', 'Мох растёт на дереве, и для этого ему не нужно много света.'),
        ('uk', 'Мох росте на дереві, і для цього йому не потрібно багато світла.'),
        ('bg', 'Мъхът расте върху дървото и не се нуждае от много светлина за това.'),
        ('sr', 'Маховина расте на дрвету и за то јој није потребно много светлости.'),
        ('el', 'Το βρύο φυτρώνει πάνω στο ξύλο.'),
        ('he', 'הטחב גדל על העץ.'),
        ('ar', 'ينمو الطحلب على الخشب ولا يحتاج إلى ضوء كثير.'),
        ('fa', 'خزه روی چوب می‌روید و برای این کار به نور زیادی نیاز ندارد.'),
        ('hi', 'काई लकड़ी पर उगती है और इसके लिए ज्यादा रोशनी की जरूरत नहीं है।'),
        ('th', 'มอสขึ้นบนไม้'),
        ('ko', '이끼는 나무 위에서 자란다.'),
        ('ja', '苔は木の上に生える。'),
        ('zh', '苔藓生长在木头上。')
       ) as t (language, text)
 cross join lateral content.detect_language(t.text) as d;

select is(d.language, 'und', format('should not guess at %s', t.name))
  from (values ('null', null), ('nothing', ''), ('numbers', '12345 678 9.0'),
               ('an address', 'https://example.com/a/b?c=d'), ('keys', 'asdf qwer zxcv uiop hjkl'),
               ('marks', E'\u200f\u200b .,;'), ('one word', 'Hello')) as t (name, text)
 cross join lateral content.detect_language(t.text) as d;
select is(confidence, 0::numeric, 'should not be confident of nothing')
  from content.detect_language('');
select is(language, 'de', 'should read capitals')
  from content.detect_language('DAS MOOS WÄCHST AUF DEM HOLZ UND BRAUCHT WENIG LICHT');
select is(
    content.detect_language(normalize('Mușchiul crește și în apă, dar nu în lumină', nfd)),
    content.detect_language('Mușchiul crește și în apă, dar nu în lumină'),
    'should read decomposed letters as it reads composed ones');
select is(content.detect_language(repeat('x', 10000000)), content.detect_language(repeat('x', 600)),
          'should look at the beginning of a long text only');
select cmp_ok(
    (content.detect_language('Ça va')).confidence, '<',
    (content.detect_language('La mousse pousse sur le bois et elle a besoin de lumière')).confidence,
    'should trust more words more');
select cmp_ok(count(distinct language), '>=', 24::bigint, 'should tell many languages apart')
  from content.language_features;

select * from finish();
rollback;
