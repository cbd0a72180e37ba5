-- Test ops.enforce_transition: every edge of every diagram, and every pair that is none.
begin;
select plan(13);

set local role aquascene_admin;
select throws_ok(
    $$ select ops.enforce_transition() $$, '42501', null, 'nobody executes it but a trigger');
reset role;

insert into ops.scheduled_jobs (name, description, schedule, kind, command)
values ('job', 'A job.', '* * * * *', 'sql', 'select 1');

-- Every status that a table takes, as its check constraint lists them.
create temp table statuses as
select m.entity, m.relation, m.column_name, s.status[1] as status
  from (values
            ('content', 'content.generated_content', 'status'),
            ('newsletter_issue', 'newsletter.newsletter_issues', 'status'),
            ('subscriber', 'audience.subscribers', 'status'),
            ('instagram_post', 'social.instagram_posts', 'status'),
            ('scraping_job', 'scraping.scraping_jobs', 'status'),
            ('raw_content', 'content.raw_content', 'processing_status'),
            ('job_run', 'ops.job_runs', 'status')
       ) as m (entity, relation, column_name)
  join pg_constraint as k on k.conrelid = m.relation::regclass
                         and k.conname like '%\_status\_is\_known'
 cross join lateral regexp_matches(pg_get_constraintdef(k.oid), '''(\w+)''', 'g') as s (status);

create temp table attempts (
    entity text, from_status text, to_status text, outcome text, message text, detail text,
    hint text, wrong_row boolean, place text, expected_place text
);

-- Makes a row with a status and tries to give it another.
create function pg_temp.attempt(entity text, relation text, column_name text, from_status text,
                                to_status text)
returns attempts
language plpgsql as $function$
declare
    _id     uuid;
    _result attempts;
    _schema text;
    _table  text;
begin
    _result.entity := attempt.entity;
    _result.from_status := attempt.from_status;
    _result.to_status := attempt.to_status;
    _result.expected_place := attempt.relation;
    case attempt.entity
        when 'content' then
            _id := test.content(attempt.from_status);
        when 'newsletter_issue' then
            _id := test.issue(attempt.from_status);
        when 'subscriber' then
            _id := test.subscriber(status => attempt.from_status);
        when 'raw_content' then
            _id := test.raw(status => attempt.from_status);
        when 'scraping_job' then
            insert into scraping.scraping_jobs (status) values (attempt.from_status)
            returning id into _id;
        when 'instagram_post' then
            insert into social.instagram_posts (status) values (attempt.from_status)
            returning id into _id;
        when 'job_run' then
            insert into ops.job_runs (job_name, due_at, status, finished_at)
            values ('job', now(), attempt.from_status,
                    case when attempt.from_status <> 'running' then now() end)
            returning id into _id;
    end case;
    begin
        if attempt.entity = 'job_run' then
            update ops.job_runs
               set status = attempt.to_status,
                   finished_at = case when attempt.to_status <> 'running' then now() end
             where id = _id;
        else
            execute format('update %s set %I = %L where id = %L', attempt.relation,
                           attempt.column_name, attempt.to_status, _id);
        end if;
        _result.outcome := 'changed';
    exception
        when others then
            get stacked diagnostics
                _result.message = message_text,
                _result.detail = pg_exception_detail,
                _result.hint = pg_exception_hint,
                _schema = schema_name,
                _table = table_name;
            _result.outcome := sqlstate;
            _result.place := concat_ws('.', _schema, _table);
            _result.wrong_row := _result.detail not like '%' || _id || '.';
    end;
    return _result;
end;
$function$;

insert into attempts
select a.*
  from statuses as f
  join statuses as t using (entity, relation, column_name)
 cross join lateral pg_temp.attempt(entity, relation, column_name, f.status, t.status) as a;

select is(
    count(distinct (entity, from_status)), 45::bigint, 'should insert a row of any status')
  from attempts;
select results_eq(
    $$ select entity, from_status, to_status
         from attempts
        where outcome = 'changed' and from_status <> to_status
        order by entity, from_status, to_status $$,
    $$ select entity, from_status, to_status
         from ops.status_transitions
        order by entity, from_status, to_status $$,
    'should let pass the edges of the diagrams, all of them, and no other');
select is_empty(
    $$ select * from attempts where from_status = to_status and outcome <> 'changed' $$,
    'should let pass an update that leaves the status');
select is_empty(
    $$ select * from attempts where outcome not in ('changed', '55000') $$,
    'should refuse with 55000');
select is_empty(
    $$ select entity, from_status, to_status, message
         from attempts
        where outcome <> 'changed'
          and message <> format('%s cannot go from %s to %s', replace(entity, '_', ' '),
                                from_status, to_status) $$,
    'should say what cannot be');
select is_empty(
    $$ select entity, from_status, to_status, detail, place
         from attempts
        where outcome <> 'changed'
          and (wrong_row is not false or detail not like 'Row of ' || '%' || ' with id %') $$,
    'should name the row');
select results_eq(
    $$ select distinct entity, regexp_replace(place, '_(\d{4}_\d\d|default)$', '')
         from attempts where outcome <> 'changed' order by entity $$,
    $$ select distinct entity, relation from statuses order by entity $$,
    'should name schema and table');
select results_eq(
    $$ select distinct a.entity, a.from_status, a.hint
         from attempts as a
        where a.outcome <> 'changed'
          and exists (select from ops.status_transitions as t
                       where t.entity = a.entity and t.from_status = a.from_status)
        order by a.entity, a.from_status $$,
    $$ select t.entity, t.from_status,
              format('From %s it can go to: %s.', t.from_status,
                     string_agg(format('%s (%s)', t.to_status, t.event), ', '
                                order by t.to_status))
         from ops.status_transitions as t
        where exists (select from attempts as a
                       where a.entity = t.entity and a.from_status = t.from_status
                         and a.outcome <> 'changed')
        group by t.entity, t.from_status
        order by t.entity, t.from_status $$,
    'should list the statuses that can be reached');
select results_eq(
    $$ select distinct a.entity, a.from_status, a.hint
         from attempts as a
        where a.outcome <> 'changed'
          and not exists (select from ops.status_transitions as t
                           where t.entity = a.entity and t.from_status = a.from_status)
        order by a.entity, a.from_status $$,
    $$ select s.entity, s.status, s.status || ' is a final status.'
         from statuses as s
        where not exists (select from ops.status_transitions as t
                           where t.entity = s.entity and t.from_status = s.status)
        order by s.entity, s.status $$,
    'should say that a status is final');

-- It reads the diagram for writers that hold no privilege on it.
create temp table posts (id integer, status text);
create trigger transition before update of status on posts
    for each row when (old.status is distinct from new.status)
    execute function ops.enforce_transition('content');
insert into posts values (1, 'draft');
grant select, update on posts to aquascene_app;
set local role aquascene_app;
select throws_ok(
    $$ update posts set status = 'published' $$, '55000',
    'content cannot go from draft to published', 'should refuse for whoever writes');
select lives_ok(
    $$ update posts set status = 'review' $$, 'should let pass for whoever writes');
reset role;
select results_eq(
    $$ select id, status from posts $$, $$ values (1, 'review') $$, 'should write the new status');

select * from finish();
rollback;
