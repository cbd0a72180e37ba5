-- Test content._lacks_alt_text: whether a picture says nothing to who cannot see it.
begin;
select plan(15);

select throws_ok(
    $$ set local role aquascene_editor;
       select content._lacks_alt_text(null::content.content_assets) $$, '42501', null,
    'an editor may not execute it');

select is(
    content._lacks_alt_text(jsonb_populate_record(
        null::content.content_assets,
        jsonb_build_object('file_type', t.file_type, 'mime_type', t.mime_type,
                           'alt_text', t.alt_text))),
    t.lacks, format('%s %s with %L: %s', t.file_type, t.mime_type, t.alt_text, t.lacks))
  from (values
            ('image', 'image/jpeg', null, true),
            ('image', 'image/jpeg', '', true),
            ('image', 'image/jpeg', E' \t\n', true),
            ('image', 'image/jpeg', E'\u00a0\u200b', true),
            ('image', 'image/jpeg', 'Moss', false),
            ('image', 'image/jpeg', '水草', false),
            ('image', 'image/jpeg', E'\U0001f420', false),
            ('image', null, null, true),
            (null, 'image/png', null, true),
            ('other', 'image/png', null, true),
            ('video', 'video/mp4', null, false),
            ('document', 'application/pdf', null, false),
            (null, null, null, false)
       ) as t (file_type, mime_type, alt_text, lacks);
select is(
    content._lacks_alt_text(null::content.content_assets), false, 'nothing lacks nothing');

select * from finish();
rollback;
