-- Deploy aquascene:content/tables/content_assets to pg
-- requires: content/grants/schema
-- requires: admin/tables/admin_users
-- requires: audit/functions/record_change

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table content.content_assets (
    id                uuid         not null default gen_random_uuid() primary key,
    filename          varchar(255) not null,
    original_filename varchar(255),
    file_path         text         not null,
    file_size         bigint,
    mime_type         varchar(100),
    file_type         varchar(50),
    width             integer,
    height            integer,
    alt_text          text,
    caption           text,
    metadata          jsonb        not null default '{}',
    uploaded_at       timestamptz  not null default now(),
    uploaded_by       uuid references admin.admin_users (id),
    is_active         boolean      not null default true,

    constraint content_assets_file_size_is_a_size check (file_size >= 0),
    constraint content_assets_have_positive_dimensions check (width > 0 and height > 0),
    -- as RFC 6838 names them, in lower case
    constraint content_assets_mime_type_is_a_type
        check (mime_type ~ '^[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*$'),
    constraint content_assets_file_type_is_known
        check (file_type in ('image', 'video', 'audio', 'document', 'other')),
    constraint content_assets_metadata_is_an_object check (jsonb_typeof(metadata) = 'object')
);
create index content_assets_uploaded_by_idx on content.content_assets (uploaded_by);

do $audit$
begin
    perform audit._watch('content.content_assets', 'id', '', '');
end;
$audit$;

comment on table content.content_assets is $$Pictures and files that content uses.$$;
comment on column content.content_assets.id is $$Identity of the asset.$$;
comment on column content.content_assets.filename is $$Name it is stored under.$$;
comment on column content.content_assets.original_filename is $$Name it came with.$$;
comment on column content.content_assets.file_path is $$Where it lies.$$;
comment on column content.content_assets.file_size is $$Bytes.$$;
comment on column content.content_assets.mime_type is $$Such as image/jpeg, in lower case.$$;
comment on column content.content_assets.file_type is $$image, video, audio, document or other.$$;
comment on column content.content_assets.width is $$Pixels.$$;
comment on column content.content_assets.height is $$Pixels.$$;
comment on column content.content_assets.alt_text is
$$What it shows, for who cannot see it; a picture is not published without.$$;
comment on column content.content_assets.caption is $$Text below it.$$;
comment on column content.content_assets.metadata is $$Anything else.$$;
comment on column content.content_assets.uploaded_at is $$When it came in.$$;
comment on column content.content_assets.uploaded_by is $$Who brought it.$$;
comment on column content.content_assets.is_active is $$Whether it may be attached.$$;
comment on index content.content_assets_uploaded_by_idx is
$$Used to list a person's uploads, and by the foreign key.$$;

grant select on content.content_assets to aquascene_reader;

commit;
