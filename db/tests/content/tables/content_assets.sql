-- Test content.content_assets: columns, keys, indexes, checks, the audit.
begin;
select plan(34);

select results_eq(
    $$ select test.columns('content.content_assets') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('filename character varying(255) not null'),
              ('original_filename character varying(255)'),
              ('file_path text not null'),
              ('file_size bigint'),
              ('mime_type character varying(100)'),
              ('file_type character varying(50)'),
              ('width integer'),
              ('height integer'),
              ('alt_text text'),
              ('caption text'),
              ('metadata jsonb not null default ''{}''::jsonb'),
              ('uploaded_at timestamp with time zone not null default now()'),
              ('uploaded_by uuid'),
              ('is_active boolean not null default true') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('content.content_assets') $$,
    $$ values ('FOREIGN KEY (uploaded_by) REFERENCES admin.admin_users(id)'),
              ('PRIMARY KEY (id)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('content.content_assets') $$,
    $$ values ('content_assets_uploaded_by_idx btree (uploaded_by)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select filename from content.content_assets $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I; update content.content_assets set filename = '' $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker'), ('aquascene_admin')) as r (name);

insert into content.content_assets (filename, file_path) values ('moss.jpg', '2030/moss.jpg');
select throws_like(
    format('update content.content_assets set %s', c.assignment), format('%%"%s"%%', c.name),
    format('should refuse %s', c.assignment))
  from (values
            ('content_assets_file_size_is_a_size', 'file_size = -1'),
            ('content_assets_have_positive_dimensions', 'width = 0'),
            ('content_assets_have_positive_dimensions', 'height = 0'),
            ('content_assets_mime_type_is_a_type', 'mime_type = ''jpeg'''),
            ('content_assets_mime_type_is_a_type', 'mime_type = ''image/'''),
            ('content_assets_mime_type_is_a_type', 'mime_type = ''/jpeg'''),
            ('content_assets_mime_type_is_a_type', 'mime_type = ''image/JPEG'''),
            ('content_assets_mime_type_is_a_type', 'mime_type = ''image/a/b'''),
            ('content_assets_mime_type_is_a_type', 'mime_type = ''text/html; charset=x'''),
            ('content_assets_file_type_is_known', 'file_type = ''picture'''),
            ('content_assets_metadata_is_an_object', 'metadata = ''[]''')
       ) as c (name, assignment);
select lives_ok(
    format('update content.content_assets set %s', c.assignment),
    format('should accept %s', c.assignment))
  from (values ('file_size = 0, width = 1, height = 1'), ('file_size = 3000000000'),
               ('mime_type = ''image/svg+xml'''),
               ('mime_type = ''application/vnd.oasis.opendocument.text-web'''),
               ('mime_type = ''video/mp4'''), ('mime_type = ''video/3gpp2'''),
               ('mime_type = ''application/vnd.ms-word.document.macroenabled.12'''),
               ('mime_type = ''x2/a_b'''), ('file_type = ''image'''),
               ('file_type = ''video'''), ('file_type = ''audio'''),
               ('file_type = ''document'''), ('file_type = ''other''')
       ) as c (assignment);

select is(a.new_data ->> 'filename', 'moss.jpg', 'should audit what came')
  from audit.audit_log as a join content.content_assets as s on a.record_id = s.id::text
 where a.table_name = 'content.content_assets' and a.action = 'insert';
update content.content_assets set caption = 'A moss.';
create temp table asset as select id from content.content_assets;
delete from content.content_assets;
select results_eq(
    $$ select a.action, coalesce(a.new_data, '{}') ->> 'caption'
         from audit.audit_log as a join asset on a.record_id = asset.id::text
        where a.action = 'delete' or (a.action = 'update' and a.new_data ? 'caption')
        order by a.action $$,
    $$ values ('delete', null), ('update', 'A moss.') $$, 'should audit what changed and went');
select throws_ok(
    $$ insert into content.content_assets (filename, file_path, uploaded_by)
       values ('x', 'x', gen_random_uuid()) $$, '23503', null,
    'should refuse a person who is not there');

select * from finish();
rollback;
