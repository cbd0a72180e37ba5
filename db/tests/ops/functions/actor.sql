-- Test ops._actor: who acts, signed so that nobody can pretend.
begin;
select plan(17);

select is(ops._actor(), null, 'should be nobody at first');

create temp table people (name text, id uuid);
insert into people values ('jo', test.admin('author', 'jo')), ('mo', test.admin('editor', 'mo'));

select ops._set_actor(id, '192.0.2.7', 'agent') from people where name = 'jo';
select is(ops._actor(), id, 'should be whom it was told') from people where name = 'jo';

-- What a session may set, one setting at a time
create function pg_temp.with_setting(name text, value text) returns uuid
language plpgsql as $function$
declare
    _before constant text := current_setting(with_setting.name);
    _actor  uuid;
begin
    perform set_config(with_setting.name, with_setting.value, true);
    _actor := ops._actor();
    perform set_config(with_setting.name, _before, true);
    return _actor;
end;
$function$;
select throws_ok(
    format($$ select pg_temp.with_setting(%L, %L) $$, s.name, s.value), '28000', null,
    format('should refuse %s set to %L', s.name, s.value))
  from (select 'aquascene.user_id', id::text from people where name = 'mo'
        union all
        values ('aquascene.user_id', 'not a uuid'), ('aquascene.ip_address', '192.0.2.8'),
               ('aquascene.ip_address', ''), ('aquascene.user_agent', 'another'),
               ('aquascene.scopes', '{users.manage}'), ('aquascene.actor_proof', ''),
               ('aquascene.actor_proof', repeat('0', 64))) as s (name, value);
select is(
    pg_temp.with_setting('aquascene.user_id', ''), null,
    'should let a session be nobody');
select is(ops._actor(), id, 'should still know who acts') from people where name = 'jo';

-- The same settings under another key, process or transaction
select isnt(
    ops._actor_proof('a', 'b', 'c', 'd', '\x01'), ops._actor_proof('a', 'b', 'c', 'd', '\x02'),
    'a proof should depend on the key');
select is_empty(
    $$ select a.parts, b.parts
         from (values (array['a', 'b', 'c', 'd']), (array['ab', '', 'c', 'd']),
                      (array['a,b', '', 'c', 'd']), (array['a', 'b,c', '', 'd']),
                      (array['a', 'b', '"c"', 'd']), (array['', '', '', '{a,b,c,d}'])) as a (parts)
         join (values (array['a', 'b', 'c', 'd']), (array['ab', '', 'c', 'd']),
                      (array['a,b', '', 'c', 'd']), (array['a', 'b,c', '', 'd']),
                      (array['a', 'b', '"c"', 'd']), (array['', '', '', '{a,b,c,d}'])) as b (parts)
           on a.parts <> b.parts
        where ops._actor_proof(a.parts[1], a.parts[2], a.parts[3], a.parts[4], '\x01')
              = ops._actor_proof(b.parts[1], b.parts[2], b.parts[3], b.parts[4], '\x01') $$,
    'nothing should move from one part to another');

select ops._set_actor(id, null, repeat('x', 600)) from people where name = 'mo';
select is(ops._actor(), id, 'should forget the one before') from people where name = 'mo';
select is(
    length(current_setting('aquascene.user_agent')), 500, 'should cut an agent that has no end');
select ops._set_actor(null);
select is(ops._actor(), null, 'should forget everybody');

select * from finish();
rollback;
