-- Test content.add_asset: takes a file in.
begin;
select plan(44);

select test.travel_to('2031-01-01 10:00Z');
create function pg_temp.add(
    filename text default 'moss.jpg', file_path text default '2030/moss.jpg',
    mime_type text default 'image/jpeg', file_size bigint default 1000,
    width integer default 800, height integer default 600)
returns content.content_assets
language sql as $function$
    select content.add_asset(add.filename, add.file_path, add.mime_type, add.file_size, add.width,
                             add.height);
$function$;

select throws_ok(
    format($$ set local role %I; select content.add_asset('a', 'b', 'c', 1) $$, r.name),
    '42501', 'permission denied for function add_asset', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);
select throws_ok($$ select pg_temp.add() $$, '28000', null, 'should need a person');
select test.act_as('analyst');
select throws_like(
    $$ select pg_temp.add() $$, 'user-% lacks the permission content.write',
    'should need the permission content.write');

create temp table person as select test.act_as('author') as id;
set local role aquascene_editor;
create temp table made as
select a.*
  from content.add_asset(
           filename => 'moss.jpg', file_path => 'https://example.com/moss.jpg',
           mime_type => 'Image/JPEG; q=1', file_size => 20971520, width => 800, height => 600,
           alt_text => E' Java \n moss', caption => 'A moss.', original_filename => 'DSC 1.JPG',
           metadata => '{"camera": "x"}') as a;
reset role;
select results_eq(
    $$ select filename::text, file_path, mime_type::text, file_type::text, file_size, width,
              height, alt_text, caption, original_filename::text, metadata, uploaded_at, is_active
         from made $$,
    $$ values ('moss.jpg', 'https://example.com/moss.jpg', 'image/jpeg', 'image', 20971520::bigint,
               800, 600, 'Java moss', 'A moss.', 'DSC 1.JPG', '{"camera": "x"}'::jsonb,
               '2031-01-01 10:00Z'::timestamptz, true) $$,
    'should return the row, with type and alt text tidied');
select is(m.uploaded_by, p.id, 'should note who brought it') from made as m, person as p;
select is(count(*), 1::bigint, 'should write it down')
  from content.content_assets join made using (id);
select is((content.add_asset('a.mp4', 'a.mp4', 'video/mp4', 1)).width, null,
          'should need no width of a film');
select is((content.add_asset('a.mp4', 'a.mp4', 'video/mp4', 1, metadata => null)).metadata, '{}',
          'should take no metadata');

update ops.settings
   set value = '["image/png", "video/mp4", "audio/ogg", "text/csv", "application/pdf", "font/woff",
                 "application/msword", "application/epub+zip", "application/zip",
                 "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]'
 where key = 'content.asset_mime_types';
select is((pg_temp.add(mime_type => t.mime_type)).file_type::text, t.file_type,
          format('%s should be %s', t.mime_type, t.file_type))
  from (values ('image/png', 'image'), ('video/mp4', 'video'), ('audio/ogg', 'audio'),
               ('text/csv', 'document'), ('application/pdf', 'document'),
               ('application/msword', 'document'), ('application/epub+zip', 'document'),
               ('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'document'),
               ('application/zip', 'other'), ('font/woff', 'other')) as t (mime_type, file_type);
select throws_ok(
    format('select pg_temp.add(mime_type => %L)', t.mime_type), '22023', null,
    format('should refuse files of type %L', t.mime_type))
  from (values ('image/jpeg'), ('png'), (''), (null), ('image/png, text/csv')) as t (mime_type);

select throws_ok(
    format('select pg_temp.add(mime_type => ''image/png'', %s)', t.argument), '22023', null,
    format('should refuse %s', t.argument))
  from (values ('filename => null'), ('filename => '''''), ('filename => ''a/b'''),
               ('filename => ''a\b'''), (E'filename => E''a\\nb'''), ('filename => '' a'''),
               ('file_path => null'), ('file_path => '' '''), ('file_path => ''../a'''),
               ('file_path => ''a/..'''), ('file_path => ''a\..\b'''),
               ('file_size => 0'), ('file_size => -1'), ('file_size => null'),
               ('width => null'), ('height => 0')) as t (argument);
select lives_ok(
    $$ select pg_temp.add(mime_type => 'image/png', filename => 'a..b', file_path => 'x/a..b') $$,
    'should take dots in a name');
select throws_ok(
    $$ select pg_temp.add(mime_type => 'image/png', file_size => 20971521) $$, '53400', null,
    'should refuse what is too large');
update ops.settings set value = '30000000000' where key = 'content.max_asset_bytes';
select lives_ok(
    $$ select pg_temp.add(mime_type => 'image/png', file_size => 30000000000) $$,
    'should take what the setting allows');

select * from finish();
rollback;
