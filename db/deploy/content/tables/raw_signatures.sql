-- Deploy aquascene:content/tables/raw_signatures to pg
-- requires: content/tables/raw_content

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Apart from raw_content, so that changes of its rows do not write the index again.
create table content.raw_signatures (
    raw_content_id uuid      not null primary key
        references content.raw_content (id) on delete cascade,
    bands          integer[] not null,

    constraint raw_signatures_have_eight_bands check (cardinality(bands) = 8)
);
-- Without the list of pending entries, which every look-up would have to read through.
create index raw_signatures_bands_idx
    on content.raw_signatures using gin (bands) with (fastupdate = off);

comment on table content.raw_signatures is
$$MinHash signatures of raw content, to find near-duplicates by; of originals only, so that a text
found a thousand times is looked up once.$$;
comment on column content.raw_signatures.raw_content_id is $$The item.$$;
comment on column content.raw_signatures.bands is
$$Eight hashes: texts that are alike have at least one in common.$$;
comment on index content.raw_signatures_bands_idx is
$$Used by content.ingest_raw_many to find texts that may be alike.$$;

grant select on content.raw_signatures to aquascene_reader;

commit;
