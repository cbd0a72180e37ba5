-- Test content._seo_checks, _seo_keyword and _seo_score: what search engines look at.
begin;
select plan(52);

create function pg_temp.draft(
    title text default 'x', body text default 'x', summary text default null,
    excerpt text default null, tags text[] default null, focus_keyword text default null,
    slug text default null, language text default 'en')
returns content.generated_content
language plpgsql as $function$
declare
    _draft content.generated_content;
begin
    _draft.title := draft.title;
    _draft.content := draft.body;
    _draft.summary := draft.summary;
    _draft.excerpt := draft.excerpt;
    _draft.tags := draft.tags;
    _draft.focus_keyword := draft.focus_keyword;
    _draft.slug := draft.slug;
    _draft.language := draft.language;
    _draft.word_count := content.count_words(draft.body);
    return _draft;
end;
$function$;
create function pg_temp.passed(check_name text, draft content.generated_content) returns boolean
language sql as $function$
    select c.passed from content._seo_checks(passed.draft) as c
     where c.check_name = passed.check_name;
$function$;

select throws_ok(
    format($$ set local role aquascene_worker; select content.%s(null) $$, f.name), '42501', null,
    format('nobody executes %s', f.name))
  from (values ('_seo_checks'), ('_seo_keyword'), ('_seo_score')) as f (name);
reset role;

select is(content._seo_keyword(t.draft), t.keyword, format('should take %s', t.what))
  from (values
        ('the focus keyword', pg_temp.draft(focus_keyword => ' moss ', tags => '{fish}'), 'moss'),
        ('the first tag', pg_temp.draft(focus_keyword => ' ', tags => '{fish,moss}'), 'fish'),
        ('the title''s word that the text has most',
         pg_temp.draft('The fish and the moss', 'Moss is green. Mosses grow. A fish swims.'),
             'moss'),
        ('the title''s first word when the text has none', pg_temp.draft('Fish and moss', 'x'),
         'fish'),
        ('nothing of a title that says nothing', pg_temp.draft('The', 'x'), null)
       ) as t (what, draft, keyword);

select is(pg_temp.passed(t.check_name, t.draft), t.passed,
          format('%s: %s should %s', t.check_name, t.what,
                 case when t.passed then 'pass' else 'fail' end))
  from (values
        ('title length', '19 characters', pg_temp.draft(repeat('x', 19)), false),
        ('title length', '20 characters', pg_temp.draft(repeat('x', 20)), true),
        ('title length', '70 characters', pg_temp.draft(repeat('x', 70)), true),
        ('title length', '71 characters', pg_temp.draft(repeat('x', 71)), false),
        ('description length', 'none', pg_temp.draft(), false),
        ('description length', 'an excerpt of 69', pg_temp.draft(excerpt => repeat('x', 69)),
            false),
        ('description length', 'an excerpt of 70', pg_temp.draft(excerpt => repeat('x', 70)), true),
        ('description length', 'a summary of 320',
         pg_temp.draft(summary => repeat('x', 320), excerpt => ' '), true),
        ('description length', 'a summary of 321', pg_temp.draft(summary => repeat('x', 321)),
            false),
        ('keyword in title', 'another form of it',
         pg_temp.draft('Growing mosses', focus_keyword => 'moss'), true),
        ('keyword in title', 'no word of it', pg_temp.draft('Fish', focus_keyword => 'moss'),
            false),
        ('keyword in title', 'two words together',
         pg_temp.draft('Java moss on wood', focus_keyword => 'java moss'), true),
        ('keyword in title', 'two words apart',
         pg_temp.draft('Moss from Java', focus_keyword => 'java moss'), false),
        ('keyword in title', 'a stop word', pg_temp.draft('The', focus_keyword => 'the'), false),
        ('keyword in title', 'German forms',
         pg_temp.draft('Die Moose', focus_keyword => 'Moos', language => 'de'), true),
        ('keyword in introduction', 'the 100th word',
         pg_temp.draft(body => repeat('x ', 99) || 'moss', focus_keyword => 'moss'), true),
        ('keyword in introduction', 'the 101st word',
         pg_temp.draft(body => repeat('x ', 100) || 'moss', focus_keyword => 'moss'), false),
        ('keyword in headings', 'Markdown',
         pg_temp.draft(body => E'x\n## On moss\nx', focus_keyword => 'moss'), true),
        ('keyword in headings', 'HTML',
         pg_temp.draft(body => 'x <h2 class="a">On moss</h2> x', focus_keyword => 'moss'), true),
        ('keyword in headings', 'the text alone',
         pg_temp.draft(body => E'moss\n## On fish\nmoss', focus_keyword => 'moss'), false),
        ('keyword density', '1 in 50',
         pg_temp.draft(body => repeat('x ', 49) || 'moss', focus_keyword => 'moss'), true),
        ('keyword density', '1 in 10',
         pg_temp.draft(body => repeat('x ', 9) || 'moss', focus_keyword => 'moss'), false),
        ('keyword density', '1 in 500',
         pg_temp.draft(body => repeat('x ', 499) || 'moss', focus_keyword => 'moss'), false),
        ('headings', '299 words without', pg_temp.draft(body => repeat('x ', 299)), true),
        ('headings', '300 words without', pg_temp.draft(body => repeat('x ', 300)), false),
        ('headings', '300 words with one', pg_temp.draft(body => E'# A\n' || repeat('x ', 300)),
            true),
        ('links', 'none', pg_temp.draft(body => '![a](b.png)'), false),
        ('links', 'Markdown', pg_temp.draft(body => 'See [moss](https://example.com/).'), true),
        ('links', 'HTML', pg_temp.draft(body => '<a href="/moss">moss</a>'), true),
        ('picture texts', 'no picture', pg_temp.draft(), true),
        ('picture texts', 'Markdown with', pg_temp.draft(body => '![Moss](a.png)'), true),
        ('picture texts', 'Markdown without', pg_temp.draft(body => '![ ](a.png)'), false),
        ('picture texts', 'HTML with', pg_temp.draft(body => '<img src="a" alt="Moss">'), true),
        ('picture texts', 'HTML without', pg_temp.draft(body => '<img src="a"><p>'), false),
        ('length', '299 words', pg_temp.draft(body => repeat('x ', 299)), false),
        ('length', '300 words', pg_temp.draft(body => repeat('x ', 300)), true),
        ('slug', 'none', pg_temp.draft(), false), ('slug', 'a good one',
            pg_temp.draft(slug => 'a-b'), true),
        ('slug', 'capitals', pg_temp.draft(slug => 'A-b'), false)
       ) as t (check_name, what, draft, passed);
select is(sum(c.weight), 15.0, 'should weigh them') from content._seo_checks(pg_temp.draft()) as c;
select is(content._seo_score(pg_temp.draft(repeat('x', 30))),
          round((2.0 + 2.0 + 1.0 + 1.0) / 15, 2),
              'should be the part of the weights that is passed');
select is(a.advice, 'the title has 81 characters: keep it within 20 to 70.',
    'should say what to do')
  from content._seo_checks(pg_temp.draft(repeat('x', 81))) as a where a.check_name = 'title length';
select alike(a.advice, 'Fine: %', 'should say when it is fine')
  from content._seo_checks(pg_temp.draft(repeat('x', 50))) as a where a.check_name = 'title length';
select lives_ok(
    $$ select content._seo_score(pg_temp.draft(body => repeat('[a](b) <img ', 200000))) $$,
    'should bear a text of markup');

select * from finish();
rollback;
