-- Test audience.criteria_fields: columns, keys, checks, privileges, and that every field works.
begin;
select plan(15);

select results_eq(
    $$ select test.columns('audience.criteria_fields') $$,
    $$ values ('name text not null'),
              ('kind text not null'),
              ('expression text not null'),
              ('source text'),
              ('missing_value text'),
              ('lookup text'),
              ('description text not null') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audience.criteria_fields') $$,
    $$ values ('PRIMARY KEY (name)') $$, 'should have these keys');
select is_empty($$ select test.indexes('audience.criteria_fields') $$, 'should have no indexes');

set local role aquascene_reader;
select lives_ok($$ select * from audience.criteria_fields $$, 'a reader may read');
reset role;
set local role aquascene_admin;
select throws_ok(
    $$ delete from audience.criteria_fields $$, '42501', null, 'an admin may not write');
reset role;

select throws_like(
    format('insert into audience.criteria_fields (name, kind, expression, source, missing_value, '
           'lookup, description) values (%L, %L, %L, %L, %L, %L, %L)', f.name, f.kind, f.expression,
           f.source, f.missing_value, f.lookup, ''),
    format('%%"criteria_fields_%s"%%', f.fault), format('should refuse what breaks %s', f.fault))
  from (values
       ('name_is_a_path', 'A b', 'text', 's.email', null, null, null),
       ('kind_is_known', 'a', 'blob', 's.email', null, null, null),
       ('source_is_known', 'a', 'text', 's.email', 'elsewhere', null, null),
       ('missing_value_is_a_single_one', 'a', 'list', 's.tags', null, 'x', null),
       ('family_has_a_key', 'a.*', 'json', 's.preferences', null, null, null),
       ('issue_has_a_value', 'a', 'issue', 'true', null, null, null),
       ('issue_has_a_value', 'a', 'text', 's.email', null, null, 'true')
       ) as f (fault, name, kind, expression, source, missing_value, lookup);

-- Every field
create function pg_temp.who(field audience.criteria_fields, value jsonb) returns bigint
language plpgsql as $$
declare
    _count bigint;
begin
    execute 'select count(*)' || audience._segment_source(audience.compile_criteria(
        jsonb_build_object(replace(field.name, '*', 'x'), value))) into _count;
    return _count;
end $$;
create temp table made as
select audience.create_segment('all') as segment, test.issue() as issue, test.subscriber() as who;
select is_empty(
    $$ select f.name
         from made, audience.criteria_fields as f
        where pg_temp.who(f, case f.kind
                  when 'number' then '">= 0"' when 'age' then '"0..9"'
                  when 'date' then '"2031-01-01"'
                  when 'boolean' then 'true' when 'segment' then '"all"'
                  when 'issue' then to_jsonb(made.issue) else '"x"' end::jsonb) not in (0, 1) $$,
    'should compile every field');
select is_empty(
    $$ select f.name, f.expression from audience.criteria_fields as f
        where f.source is not null and f.expression <> ''
          and left(f.expression, 60) !~ ('\m' || case f.source
                  when 'subscribers' then 's' when 'subscription_preferences' then 'p'
                  else 'e' end || '\.') $$,
    'should name the table of each field');
select results_eq(
    $$ select name from audience.criteria_fields where source is null order by 1 $$,
    $$ values ('clicked_issue'), ('opened_issue'), ('received_issue') $$,
    'changes should be logged of all but the ledger');

select * from finish();
rollback;
