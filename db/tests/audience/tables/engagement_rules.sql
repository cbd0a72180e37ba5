-- Test audience.engagement_rules: columns, keys, checks, privileges, what is shipped.
begin;
select plan(16);

select results_eq(
    $$ select test.columns('audience.engagement_rules') $$,
    $$ values ('level text not null'),
              ('place smallint not null'),
              ('min_open_share numeric not null default 0'),
              ('min_click_count integer not null default 0'),
              ('opened_within interval') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audience.engagement_rules') $$,
    $$ values ('PRIMARY KEY (level)'), ('UNIQUE (place)') $$,
    'should have these keys');
select is_empty(
    $$ select test.indexes('audience.engagement_rules') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select * from audience.engagement_rules $$, 'a reader may read');
reset role;
set local role aquascene_admin;
select throws_ok($$ delete from audience.engagement_rules $$, '42501', null,
                 'an admin may not write');
reset role;

select throws_like(
    format('update audience.engagement_rules set %I = %L', c.name, c.value),
    format('%%"engagement_rules_%s"%%', c.constraint_name), format('should refuse %s %s', c.name,
                                                                    c.value))
  from (values ('level', 'huge', 'level_is_known'),
               ('min_open_share', '-0.1', 'open_share_is_a_share'),
               ('min_open_share', '1.1', 'open_share_is_a_share'),
               ('min_open_share', 'NaN', 'open_share_is_a_share'),
               ('min_click_count', '-1', 'clicks_is_a_count'),
               ('opened_within', '0', 'opened_within_is_positive'),
               ('opened_within', '-1 day', 'opened_within_is_positive'),
               ('opened_within', '1000 years', 'opened_within_is_positive'))
       as c (name, value, constraint_name);
select throws_ok($$ update audience.engagement_rules set place = 1 $$, '23505', null,
                 'should try one rule at a time');

select results_eq(
    $$ select level from audience.engagement_rules order by place $$,
    $$ values ('high'), ('medium'), ('low') $$, 'should ship a rule for each level');
update audience.engagement_rules set min_click_count = 5 where level = 'high';
select results_eq(
    $$ select record_id, old_data, new_data from audit.audit_log
        where table_name = 'audience.engagement_rules' and action = 'update' $$,
    $$ values ('high', '{"min_click_count": 1}'::jsonb, '{"min_click_count": 5}'::jsonb) $$,
    'should be audited');

select * from finish();
rollback;
