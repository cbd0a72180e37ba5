-- Verify aquascene:social/tables/instagram_posts on pg

begin;

select
    id, content_id, post_type, caption, hashtags, media_urls, instagram_media_ids, scheduled_for,
    posted_at, instagram_post_id, status, metrics, engagement_data, created_at, updated_at,
    account_id
  from social.instagram_posts
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'social.instagram_posts'::regclass;
select 1 / (count(*) = 3 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'social.instagram_posts'::regclass
   and c.relname in ('instagram_posts_due_idx', 'instagram_posts_content_id_idx',
                     'instagram_posts_account_id_idx');
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'social.instagram_posts'::regclass and tgname = 'updated_at';
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.enforce_transition()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'social.instagram_posts'::regclass and tgname = 'transition';
select 1 / (tgenabled = 'O'
            and tgfoid = 'audit.record_inserts()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'social.instagram_posts'::regclass and tgname = 'audit_insert';
select 1 / has_table_privilege('aquascene_reader', 'social.instagram_posts', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'social.instagram_posts', 'INSERT'))::int;

rollback;
