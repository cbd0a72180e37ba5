-- Test content._check_publishable: what must not be published, by schedule and publish.
begin;
select plan(19);

select test.travel_to('2031-01-01 10:00Z');
create temp table draft as
select test.content('approved') as good, test.content('approved') as poor,
       test.content('approved') as dull, test.content('approved') as blind;
update content.generated_content set quality_score = 0.70;
update content.generated_content set quality_score = 0.69
 where id in (select unnest(array[poor, dull]) from draft);
insert into content.content_assets (filename, file_path, mime_type, file_type, width, height)
values ('moss.jpg', '/moss.jpg', 'image/jpeg', 'image', 1, 1);
insert into content.content_asset_relations (content_id, asset_id)
select d.blind, a.id from draft as d, content.content_assets as a;

select throws_ok(
    $$ set local role aquascene_editor; select content._check_publishable(null, null) $$, '42501',
    null, 'nobody executes it');
reset role;
select test.act_as('editor');
select is((content.publish(good)).status::text, 'published', 'should let pass what is good enough')
  from draft;
select throws_ok(
    format('select content.%s', c.call), '55000', c.message, format('should refuse %s', c.call))
  from draft as d
 cross join lateral (values
           (format('publish(%L)', d.poor), 'quality 0.69 is below 0.7'),
           (format('schedule(%L, %L)', d.poor, '2031-02-01Z'), 'quality 0.69 is below 0.7'),
           (format('publish(%L, %L)', d.poor, E' \n'), 'quality 0.69 is below 0.7'),
           (format('publish(%L)', d.blind), 'pictures lack an alternative text: moss.jpg'),
           (format('schedule(%L, %L)', d.blind, '2031-02-01Z'),
            'pictures lack an alternative text: moss.jpg')) as c (call, message);
select throws_like(
    format($$ select content.publish(%L, 'It is news.') $$, poor),
    '%lacks the permission content.override', 'should let no editor override it')
  from draft;
select is(c.status::text, 'approved', 'should leave what it refuses')
  from draft as d join content.generated_content as c on c.id = d.poor;
select is(count(*), 0::bigint, 'should write no event of what is refused')
  from audit.system_events where event_name = 'quality_overridden';

create temp table person as select test.act_as('admin') as id;
select is((content.publish(poor, override_reason => 'It is news.')).status::text, 'published',
          'should let an admin override it') from draft;
select is((content.schedule(dull, '2031-02-01Z', 'It is fun.')).status::text, 'scheduled',
          'should let an admin override it when scheduling, too') from draft;
select results_eq(
    $$ select e.event_data from audit.system_events as e
        where e.event_name = 'quality_overridden' order by e.event_data ->> 'reason' $$,
    $$ select jsonb_build_object('content_id', c.id, 'quality_score', 0.69, 'min_quality', 0.7,
                                 'reason', c.reason, 'user_id', p.id)
         from draft as d, person as p,
              lateral (values (d.dull, 'It is fun.'), (d.poor, 'It is news.')) as c (id, reason) $$,
    'should write down who did, and why');
select throws_ok(
    format($$ select content.publish(%L, 'It is news.') $$, blind), '55000', null,
    'should let nobody override a picture without text')
  from draft;
update content.content_assets set alt_text = 'Moss on wood';
select is((content.publish(blind)).status::text, 'published', 'should accept a picture with text')
  from draft;

update ops.settings set value = '0.2' where key = 'workflow.min_quality';
create temp table low as select test.content('approved') as id, test.content('approved') as none;
update content.generated_content set quality_score = 0.2 where id = (select id from low);
select is((content.publish(id)).status::text, 'published', 'should go by the setting') from low;
update content.generated_content set quality_score = null where id = (select none from low);
select throws_ok(
    format('select content.publish(%L)', none), '55000', null, 'should refuse an unknown quality')
  from low;
select is_empty($$ select content.publish_due() $$, 'should publish nothing before its time');
select test.travel_to('2031-02-01 00:00Z');
select is(count(*), 1::bigint, 'should publish what was scheduled with a reason')
  from content.publish_due();

select * from finish();
rollback;
