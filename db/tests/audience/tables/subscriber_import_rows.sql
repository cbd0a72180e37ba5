-- Test audience.subscriber_import_rows: lines that wait to be taken in.
begin;
select plan(7);

select results_eq(
    $$ select test.columns('audience.subscriber_import_rows') $$,
    $$ values ('import_id bigint not null'),
              ('row_number integer not null'),
              ('line_number bigint not null'),
              ('fields text[]'),
              ('problem text'),
              ('repeated_key text') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audience.subscriber_import_rows') $$,
    $$ values ('PRIMARY KEY (import_id, row_number)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('audience.subscriber_import_rows') $$,
    $$ values ('subscriber_import_rows_repeated_idx btree (import_id, repeated_key, '
               || 'row_number) WHERE (repeated_key IS NOT NULL)') $$,
    'should have these indexes');
select results_eq(
    $$ select a.attname::text collate "default", string_agg(r.name, ' ' order by r.name)
         from pg_attribute as a
        cross join unnest('{aquascene_admin,aquascene_app,aquascene_editor,aquascene_reader,
                            aquascene_worker}'::text[]) as r (name)
        where a.attrelid = 'audience.subscriber_import_rows'::regclass and a.attnum > 0
          and has_column_privilege(r.name, a.attrelid, a.attnum, 'insert')
        group by a.attnum, a.attname order by a.attnum $$,
    $$ select c.name, 'aquascene_admin aquascene_editor aquascene_worker'
         from unnest('{import_id,row_number,line_number,fields,problem}'::text[]) as c (name) $$,
    'who imports may insert what a file says, and nothing else');
set local role aquascene_editor;
select throws_ok(
    $$ insert into audience.subscriber_import_rows (import_id, row_number, line_number,
                                                    repeated_key)
       values (1, 1, 2, 'x') $$, '42501', null, 'an editor may not say what is repeated');
select throws_ok($$ select * from audience.subscriber_import_rows $$, '42501', null,
    'an editor may not read');
select throws_ok($$ delete from audience.subscriber_import_rows $$, '42501', null,
    'an editor may not delete');
reset role;

select * from finish();
rollback;
