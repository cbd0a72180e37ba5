-- Deploy aquascene:content/tables/content_asset_relations to pg
-- requires: content/tables/generated_content
-- requires: content/tables/content_assets

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table content.content_asset_relations (
    content_id    uuid        not null
        references content.generated_content (id) on delete cascade,
    asset_id      uuid        not null references content.content_assets (id),
    relation_type varchar(50) not null default 'inline',
    sort_order    integer     not null default 0,
    created_at    timestamptz not null default now(),

    primary key (content_id, asset_id),
    constraint content_asset_relations_type_is_known
        check (relation_type in ('featured', 'inline', 'gallery', 'attachment', 'thumbnail'))
);
create index content_asset_relations_asset_id_idx on content.content_asset_relations (asset_id);

do $audit$
begin
    perform audit._watch('content.content_asset_relations', 'content_id,asset_id', '', '');
end;
$audit$;

comment on table content.content_asset_relations is $$Which content uses which asset, and how.$$;
comment on column content.content_asset_relations.content_id is $$The draft or article.$$;
comment on column content.content_asset_relations.asset_id is $$The asset.$$;
comment on column content.content_asset_relations.relation_type is
$$featured = stands for the article; inline = in its text; gallery = one of several; attachment =
to download; thumbnail = small in lists.$$;
comment on column content.content_asset_relations.sort_order is
$$Place among the assets of the content.$$;
comment on column content.content_asset_relations.created_at is $$When it was attached.$$;
comment on index content.content_asset_relations_asset_id_idx is
$$Used to list where an asset is used, and by the foreign key.$$;

grant select on content.content_asset_relations to aquascene_reader;

commit;
