-- Deploy aquascene:ops/tables/rollup_watermarks to pg
-- requires: ops/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table ops.rollup_watermarks (
    name         text        not null primary key,
    below        xid8        not null default '0',
    rolled_up_at timestamptz,
    event_count  bigint      not null default 0
);

comment on table ops.rollup_watermarks is
$$How far each incremental roll-up has come, by transaction horizon, so that no event is missed or
counted twice.$$;
comment on column ops.rollup_watermarks.name is $$Name of the roll-up.$$;
comment on column ops.rollup_watermarks.below is
$$Events of transactions before this one are counted.$$;
comment on column ops.rollup_watermarks.rolled_up_at is $$When it last ran.$$;
comment on column ops.rollup_watermarks.event_count is $$Events counted since the beginning.$$;

grant select on ops.rollup_watermarks to aquascene_reader;

commit;
