-- Test content._predict_engagement and _engagement_traits: what an article will earn.
begin;
select plan(14);

select throws_ok(
    format($$ set local role aquascene_worker; select content.%s $$, f.call), '42501', null,
    format('nobody executes %s', f.call))
  from (values ('_predict_engagement()'), ('_engagement_traits(null)')) as f (call);
reset role;
create function pg_temp.predicted(
    tags text[] default null, categories text[] default null, language text default 'en',
    scheduled_for timestamptz default null, body text default 'x')
returns numeric language sql as $function$
    insert into content.generated_content (content_type, title, content, tags, categories, language,
                                           scheduled_for)
    values ('guide', 'x', predicted.body, predicted.tags, predicted.categories, predicted.language,
            predicted.scheduled_for)
    returning engagement_prediction;
$function$;

select is(pg_temp.predicted(), null, 'should be unknown while nothing was learned');
insert into content.engagement_factors (dimension, value, effect, sample_count)
values ('mean', '', 0.5, 10), ('tag', 'moss', 0.2, 5), ('tag', 'fish', -0.1, 5),
       ('category', 'plants', 0.04, 5), ('language', 'de', -0.3, 5), ('length', 'short', 0.01, 5),
       ('weekday', '3', 0.1, 5), ('hour', '8', 0.05, 5), ('length', 'medium', 0.02, 2);
select is(pg_temp.predicted(), 0.51, 'should begin with the mean');
select is(pg_temp.predicted('{moss}'), 0.71, 'should add what a tag adds');
select is(pg_temp.predicted('{moss,fish}'), 0.56, 'should take the mean of several tags');
select is(pg_temp.predicted('{moss,unknown}'), 0.61, 'should count a tag that nobody knows');
select is(pg_temp.predicted(categories => '{plants}', language => 'de'), 0.25,
          'should add all dimensions');
select is(pg_temp.predicted(scheduled_for => '2031-01-01 09:59Z'), 0.66,
          'should know the weekday and the hour it is scheduled for, in UTC');
select is(pg_temp.predicted(body => repeat('w ', 300)), 0.52, 'should know its length');
select is(pg_temp.predicted('{}', '{}'), 0.51, 'should not divide by nothing');
insert into content.engagement_factors values ('tag', 'gold', 0.9, 5), ('tag', 'lead', -0.9, 5);
select is(pg_temp.predicted('{gold}'), 1.00, 'should stay below one');
select is(pg_temp.predicted('{lead}'), 0.00, 'should stay above nothing');
create temp table draft as select test.content() as id;
update content.generated_content set tags = '{moss}' where id = (select id from draft);
select is(c.engagement_prediction, 0.71, 'should follow a change')
  from draft join content.generated_content as c using (id);

select * from finish();
rollback;
