-- Test content._split_runs: words to search for where no space parts them.
begin;
select plan(28);

select throws_ok(
    $$ set local role aquascene_app; select content._split_runs('x') $$, '42501', null,
    'the public edge may not execute it');
select throws_ok(
    $$ set local role aquascene_app; select content._unspaced_class() $$, '42501', null,
    'nor its helper');
select volatility_is(
    'content', '_split_runs', array['text', 'boolean'], 'immutable', 'should be immutable');

select is(
    regexp_replace(content._split_runs(t.body), ' +', ' ', 'g'), t.expected,
    format('should make %s of %s', t.expected, t.body))
  from (values
        ('Java moss', 'Java moss'),
        ('Größe', 'Größe'),
        ('水', '水 水'),
        ('水草', '水 水草 草'),
        ('水草栽培', '水 水草 草栽 栽培 培'),
        ('水草、栽培', '水 水草 草 、 栽 栽培 培'),
        ('ab水草cd', 'ab 水 水草 草 cd'),
        ('カー・ネ', 'カ カー ー ・ ネ ネ'),
        ('人々', '人 人々 々'),
        ('수초', '수 수초 초'),
        ('ก่', 'ก ก่ ่'),
        ('𠀀𠀁', '𠀀 𠀀𠀁 𠀁'),
        ('moss/fern', 'moss fern'),
        ('Ä/ö', 'Ä ö'),
        (U&'e\0301', 'é'),
        ('ＣＯ２', 'CO2'),
        (U&'so\00ADft\200Bly\FEFF \202Eno\2069', 'softly no'),
        ('', '')
       ) as t (body, expected);
select is(
    regexp_replace(content._split_runs(t.body, is_query => true), ' +', ' ', 'g'), t.expected,
    format('should search for %s by %s', t.body, t.expected))
  from (values
        ('水', '水 水'),
        ('水草', '水草'),
        ('水草栽培', '水草 草栽 栽培'),
        ('"水草 栽培" -培', '" 水草 栽培 " - 培 培'),
        ('ab水草cd', 'ab 水草 cd')
       ) as t (body, expected);
select is(content._split_runs(null), null, 'should make null of null');
select is(length(content._split_runs(repeat('水草。', 100000))), 899999, 'should bear a long text');

select * from finish();
rollback;
