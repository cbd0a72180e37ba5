-- Test social.instagram_posts: columns, keys, checks, privileges, the triggers.
begin;
select plan(27);

select results_eq(
    $$ select test.columns('social.instagram_posts') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('content_id uuid'),
              ('post_type character varying(20) not null default ''feed''::character varying'),
              ('caption text'),
              ('hashtags text[]'),
              ('media_urls text[]'),
              ('instagram_media_ids text[]'),
              ('scheduled_for timestamp with time zone'),
              ('posted_at timestamp with time zone'),
              ('instagram_post_id character varying(100)'),
              ('status character varying(20) not null default ''scheduled''::character varying'),
              ('metrics jsonb not null default ''{}''::jsonb'),
              ('engagement_data jsonb not null default ''{}''::jsonb'),
              ('created_at timestamp with time zone not null default now()'),
              ('updated_at timestamp with time zone not null default now()'),
              ('account_id integer') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('social.instagram_posts') $$,
    $$ values ('FOREIGN KEY (account_id) REFERENCES social.social_accounts(id)'),
              ('FOREIGN KEY (content_id) REFERENCES content.generated_content(id)'),
              ('PRIMARY KEY (id)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('social.instagram_posts') $$,
    $$ values ('instagram_posts_account_id_idx btree (account_id)'),
              ('instagram_posts_content_id_idx btree (content_id)'),
              ('instagram_posts_due_idx btree (scheduled_for) WHERE ((status)::text = '
               || '''scheduled''::text)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select * from social.instagram_posts $$, 'a reader may read');
reset role;
set local role aquascene_editor;
select throws_ok(
    $$ update social.instagram_posts set caption = '' $$, '42501', null,
    'an editor may not write');
reset role;

insert into social.instagram_posts (caption) values ('Light');
select throws_like(
    format('update social.instagram_posts set %s', c.change),
    format('%%"instagram_posts_%s"%%', c.name), format('should refuse %s', c.change))
  from (values ('type_is_known', $$post_type = 'live'$$),
               ('caption_fits', $$caption = repeat('ü', 2201)$$),
               ('hashtags_fit', $$hashtags = array_fill('a'::text, '{31}')$$),
               ('metrics_is_an_object', $$metrics = '[]'$$),
               ('engagement_data_is_an_object', $$engagement_data = '[]'$$)) as c (name, change);
select throws_like(
    $$ insert into social.instagram_posts (status) values ('posted') $$,
    '%"instagram_posts_status_is_known"%', 'should refuse a strange status');
select lives_ok(
    $$ update social.instagram_posts
          set caption = repeat('ü', 2200), hashtags = array_fill('a'::text, '{30}') $$,
    'should accept as much as Instagram does');
select lives_ok(
    format('update social.instagram_posts set post_type = %L', t.type),
    format('should accept a %s', t.type))
  from unnest('{feed,story,reel,igtv}'::text[]) as t (type);
select lives_ok(
    format('insert into social.instagram_posts (status) values (%L)', s.status),
    format('should accept the status %s', s.status))
  from unnest('{draft,scheduled,publishing,published,failed,unknown,cancelled}'::text[])
       as s (status);

select throws_ok(
    $$ update social.instagram_posts set status = 'failed' where status = 'published' $$,
    '55000', 'instagram post cannot go from published to failed',
    'should refuse an edge that is not in the diagram');
select test.travel_to('2030-05-06 07:08Z');
set local session_replication_role = replica;     -- the log refuses otherwise
delete from audit.audit_log;
set local session_replication_role = origin;
select lives_ok(
    $$ update social.instagram_posts set status = 'published' where status = 'unknown' $$,
    'should accept an edge that is');
update social.instagram_posts set metrics = '{"likes": 1}', engagement_data = '{"a": 1}';
select is(min(updated_at), '2030-05-06 07:08Z', 'should stamp updated_at')
  from social.instagram_posts;
delete from social.instagram_posts where status <> 'published';
insert into social.instagram_posts (caption) values ('Water');
select results_eq(
    $$ select l.action, l.table_name, count(*), bool_and(l.record_id is not null),
              string_agg(l.new_data ->> 'status', ' ')
         from audit.audit_log as l group by 1, 2 order by l.action $$,
    $$ values ('delete', 'social.instagram_posts', 6::bigint, true, null),
              ('insert', 'social.instagram_posts', 1, true, 'scheduled'),
              ('update', 'social.instagram_posts', 1, true, 'published') $$,
    'should audit what people change, and not what Instagram measures');

select * from finish();
rollback;
