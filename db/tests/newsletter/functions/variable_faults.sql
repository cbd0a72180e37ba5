-- Test newsletter._value_fault, _schema_faults, _variable_faults: variables and their values.
begin;
select plan(46);

select is(newsletter._value_fault(c.type, c.value::jsonb), null, c.type || ' ' || c.value)
  from (values ('text', '""'), ('text', '"ü\n"'), ('number', '-1.5e3'), ('boolean', 'false'),
               ('date', '"2028-02-29"'), ('date', '"9999-12-31"'),
               ('url', '"https://example.com/a?b=c#d"'), ('url', '"http://[::1]:80"'),
               ('list', '[]'), ('list', '[1, "a", {"b": null}]'), ('poem', '1'))
       as c (type, value);
select is(newsletter._value_fault(c.type, c.value::jsonb), c.fault, c.type || ' ' || c.value)
  from (values ('text', '1', 'is a number, not text'),
               ('text', 'null', 'is null, not text'),
               ('number', '"1"', 'is text, not a number'),
               ('boolean', '0', 'is a number, not true or false'),
               ('date', '"2030-02-29"', 'is "2030-02-29", a day that its month has not'),
               ('date', '"2030-13-01"', 'is "2030-13-01", not a date such as 2030-12-31'),
               ('date', '"0000-01-01"', 'is "0000-01-01", not a date such as 2030-12-31'),
               ('date', '"2030-01-01 "', 'is "2030-01-01 ", not a date such as 2030-12-31'),
               ('date', '{}', 'is an object, not a date'),
               ('url', '"javascript:alert(1)"',
                'is "javascript:alert(1)", not a URL that begins with http:// or https://'),
               ('url', '"https://"',
                'is "https://", not a URL that begins with http:// or https://'),
               ('url', '"https://a b"',
                'is "https://a b", not a URL that begins with http:// or https://'),
               ('url', '"https://a/\"onclick"', 'is "https://a/\"onclick", not a URL that begins '
                'with http:// or https://'),
               ('list', '"a"', 'is text, not a list')) as c (type, value, fault);
select is(newsletter._value_fault('text', to_jsonb(repeat('a', 100000))),
          'is larger than 100000 bytes', 'should refuse a huge text');
select is(newsletter._value_fault('list', (select jsonb_agg(1) from generate_series(1, 1001))),
          'has more than 1000 entries', 'should refuse a long list');

select is(newsletter._value_fault('text', to_jsonb(repeat('a', 99998))), null,
          'a hundred thousand bytes are fine');
select is(newsletter._value_fault('list', (select jsonb_agg(1) from generate_series(1, 1000))),
          null, 'a thousand entries are fine');
select is(newsletter._value_fault('boolean', '"true"'), 'is text, not true or false',
          'a word is no truth');

create function pg_temp.schema_faults(variables jsonb) returns text[]
language sql as $function$
    select coalesce(array_agg(f.path || ': ' || f.fault order by f.path collate "C"), '{}')
      from newsletter._schema_faults(variables) as f;
$function$;
select is(
    pg_temp.schema_faults($$ [{"name": "a", "type": "text"},
        {"name": "b", "type": "date", "default": "2030-01-01", "description": "When",
         "is_required": true}, {"name": "c", "type": "list", "default": null}] $$),
    '{}', 'a schema without faults should have none');
select is(pg_temp.schema_faults('[]'), '{}', 'no variables should be fine');
select is(
    pg_temp.schema_faults($$ [1, {}, {"name": "A b", "type": "poem", "default": 1},
        {"name": "a", "type": "number", "default": "1", "description": 2, "is_required": "yes",
         "label": 1}, {"name": "a", "type": "url", "default": "ftp://example.com"}] $$),
    array['variables[0]: is number, not an object',
          'variables[1].name: is missing, not a name such as hero_title',
          'variables[1].type: is missing, not one of text, number, boolean, date, url, list',
          'variables[2].name: is A b, not a name such as hero_title',
          'variables[2].type: is poem, not one of text, number, boolean, date, url, list',
          'variables[3].default: is text, not a number',
          'variables[3].description: is no text',
          'variables[3].is_required: is neither true nor false',
          'variables[3].label: is none of name, type, default, description, is_required',
          'variables[3].name: a is there 2 times',
          'variables[4].default: is "ftp://example.com", not a URL that begins with http:// or '
          'https://'],
    'all faults should be told at once');
select is(pg_temp.schema_faults('{}'), '{variables: is no list}', 'an object is no list');
select is(pg_temp.schema_faults('null'), '{variables: is no list}', 'null is no list');
select is(
    pg_temp.schema_faults((select jsonb_agg(jsonb_build_object('name', 'a' || n, 'type', 'text'))
                             from generate_series(1, 101) as n)),
    '{variables: has more than 100 entries}', 'a hundred are enough');

select is(
    pg_temp.schema_faults((select jsonb_agg(jsonb_build_object('name', 'a' || n, 'type', 'text'))
                             from generate_series(1, 100) as n)),
    '{}', 'and a hundred are fine');

create function pg_temp.faults(variables jsonb, given jsonb) returns text[]
language sql as $function$
    select coalesce(array_agg(f.path || ': ' || f.fault order by f.path collate "C"), '{}')
      from newsletter._variable_faults(variables, given) as f;
$function$;
create temp table declared as select $$ [
    {"name": "city", "type": "text", "is_required": true},
    {"name": "when", "type": "date", "is_required": true, "default": "2030-01-01"},
    {"name": "size", "type": "number"}] $$::jsonb as variables;
select is(pg_temp.faults(variables, given::jsonb), expected, given)
  from declared, (values
            ('{"city": "Rome", "when": "2031-01-01", "size": 1}', '{}'::text[]),
            ('{"city": "Rome", "when": null, "size": null}', '{}'),
            ('{"city": "Rome"}', '{}'),
            ('{"city": ""}', '{}'),
            ('{}', '{"city: is missing, and it has no default"}'),
            ('{"city": null}', '{"city: is missing, and it has no default"}'),
            ('{"city": 1, "when": "soon", "size": "L", "colour": "green"}',
             array['city: is a number, not text', 'colour: is no variable of the template',
                   'size: is text, not a number',
                   'when: is "soon", not a date such as 2030-12-31'])
       ) as c (given, expected);
select is(pg_temp.faults('[]', '{}'), '{}', 'nothing for nothing');
select is(pg_temp.faults('[]', '{"a": 1}'), '{a: is no variable of the template}',
          'nothing may be given when nothing is declared');

select * from finish();
rollback;
