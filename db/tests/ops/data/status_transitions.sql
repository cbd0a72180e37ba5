-- Test the edges in ops.status_transitions: the seed's three diagrams, architecture.md (Rules of
-- the data), and that every status is one that its table takes.
begin;
select plan(7);

create function pg_temp.missing(entity text, edges text[]) returns setof text
language sql as $function$
    select e.edge
      from unnest(missing.edges) as e (edge)
     where not exists (
        select from ops.status_transitions as t
         where t.entity = missing.entity
           and e.edge in (t.from_status || ' > ' || t.to_status,
                          t.from_status || ' > ' || t.to_status || ': ' || t.event));
$function$;

select is_empty(
    $$ select pg_temp.missing('content', array[
           'draft > review', 'review > approved', 'approved > scheduled',
           'scheduled > published', 'draft > rejected', 'approved > needs_revision',
           'scheduled > cancelled']) $$,
    'content: should have every edge of the seed''s diagram');
select is_empty(
    $$ select pg_temp.missing('content', array[
           'review > rejected', 'review > needs_revision', 'needs_revision > review',
           'rejected > draft', 'cancelled > approved', 'approved > published',
           'published > archived']) $$,
    'content: should have every edge that architecture.md adds');
select is_empty(
    $$ select pg_temp.missing('newsletter_issue', array[
           'draft > review', 'review > approved', 'review > draft: needs_revision',
           'approved > scheduled', 'scheduled > sending', 'sending > sent', 'sending > failed',
           'failed > scheduled: retry']) $$,
    'newsletter issue: should have every edge of the seed''s diagram');
select is_empty(
    $$ select pg_temp.missing('subscriber', array[
           'pending > active: email_confirmed', 'pending > unconfirmed: timeout',
           'active > unsubscribed: user_action', 'active > bounced: email_bounce',
           'active > complained: spam_complaint', 'bounced > active: email_updated',
           'unsubscribed > active: resubscribe']) $$,
    'subscriber: should have every edge of the seed''s diagram');
select results_eq(
    $$ select entity, count(*) from ops.status_transitions group by entity
        order by entity collate "C" $$,
    $$ values ('content', 18::bigint), ('instagram_post', 11), ('job_run', 6),
              ('newsletter_issue', 10), ('raw_content', 6), ('scraping_job', 7),
              ('subscriber', 8) $$,
    'should have no edge beyond these, and those of posts, runs, raw content and scraping jobs');

select is_empty(
    $$ select entity, from_status, event, string_agg(to_status, ', ')
         from ops.status_transitions
        group by entity, from_status, event having count(*) > 1 $$,
    'should lead from a status by an event to one status, since ops._status_after asks so');

-- The machine of each entity starts where its table's default says, and reaches every status.
select is_empty(
    $$ with recursive
       machines (entity, relation, column_name) as (
           values ('content', 'content.generated_content', 'status'),
                  ('newsletter_issue', 'newsletter.newsletter_issues', 'status'),
                  ('instagram_post', 'social.instagram_posts', 'status'),
                  ('scraping_job', 'scraping.scraping_jobs', 'status'),
                  ('raw_content', 'content.raw_content', 'processing_status'),
                  ('job_run', 'ops.job_runs', 'status')
       ),
       reached as (
           select m.entity,
                  substring(pg_get_expr(d.adbin, d.adrelid) from '''(\w+)''') as status
             from machines as m
             join pg_attribute as a on a.attrelid = m.relation::regclass
                                   and a.attname = m.column_name
             join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
           union
           select r.entity, t.to_status
             from reached as r
             join ops.status_transitions as t
               on t.entity = r.entity and t.from_status = r.status
       )
       select m.entity, s.status[1]
         from machines as m
         join pg_constraint as k on k.conrelid = m.relation::regclass
                                and k.conname like '%\_status\_is\_known'
        cross join lateral regexp_matches(pg_get_constraintdef(k.oid), '''(\w+)''', 'g')
                        as s (status)
       except
       select entity, status from reached $$,
    'should reach every status from the default one');

select * from finish();
rollback;
