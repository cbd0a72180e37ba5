-- Test audience.import_presets: how the files of other products are read.
begin;
select plan(12);

select results_eq(
    $$ select test.columns('audience.import_presets') $$,
    $$ values ('name text not null'),
              ('mapping jsonb not null'),
              ('status_values jsonb not null default ''{}''::jsonb'),
              ('description text not null') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audience.import_presets') $$,
    $$ values ('PRIMARY KEY (name)') $$,
    'should have these keys');
set local role aquascene_app;
select throws_ok($$ select * from audience.import_presets $$, '42501', null,
    'the public edge may not read');
reset role;
set local role aquascene_editor;
select throws_ok($$ delete from audience.import_presets $$, '42501', null,
    'an editor may not write');
reset role;

select results_eq(
    $$ select name from audience.import_presets order by name $$,
    $$ values ('ghost'), ('listmonk'), ('mailchimp'), ('plain') $$, 'should have these presets');
select is_empty(
    $$ select p.name, m.value
         from audience.import_presets as p
        cross join lateral jsonb_each_text(p.mapping) as m
        where not audience._is_import_field(m.value) or m.key <> lower(btrim(m.key)) $$,
    'should map lower-case columns to fields that there are');
select is_empty(
    $$ select name from audience.import_presets as p
        where not exists (select from jsonb_each_text(p.mapping) as m where m.value = 'email') $$,
    'should each know the column of the address');
select is_empty(
    $$ select p.name, v.value
         from audience.import_presets as p
        cross join lateral jsonb_each_text(p.status_values) as v
        where v.value not in ('active', 'pending', 'unconfirmed', 'unsubscribed', 'bounced',
                              'complained')
           or v.key <> lower(v.key) $$,
    'should know only statuses that there are');
select results_eq(
    $$ select p.name, string_agg(v.key, ' ' order by v.key)
         from audience.import_presets as p
        cross join lateral jsonb_each_text(p.status_values) as v
        where v.value = 'active' group by p.name order by p.name $$,
    $$ values ('ghost', '1 true'), ('listmonk', 'enabled'),
              ('plain', 'active confirmed enabled subscribed') $$,
    'should make nobody active but by these words');
select throws_like(
    format('update audience.import_presets set %s', c.change),
    format('%%"import_presets_%s"%%', c.name), format('should refuse %s', c.change))
  from (values ('mapping_is_an_object', $$mapping = '[]'$$),
               ('status_values_is_an_object', $$status_values = '[]'$$)) as c (name, change);
update audience.import_presets set description = 'Other' where name = 'plain';
select is(count(*), 1::bigint, 'should audit changes')
  from audit.audit_log as l
 where l.table_name = 'audience.import_presets' and l.record_id = 'plain'
   and l.action = 'update';

select * from finish();
rollback;
