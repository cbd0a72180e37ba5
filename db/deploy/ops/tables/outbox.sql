-- Deploy aquascene:ops/tables/outbox to pg
-- requires: ops/grants/schema
-- requires: ops/tables/partition_policies

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create sequence ops.outbox_id_seq as bigint;

create table ops.outbox (
    id         bigint      not null default nextval('ops.outbox_id_seq'),
    topic      text        not null,
    payload    jsonb       not null default '{}',
    xid        xid8        not null default pg_current_xact_id(),
    created_at timestamptz not null default now(),

    primary key (id, created_at),
    constraint outbox_topic_is_a_name check (topic ~ '^[a-z_]+\.[a-z_]+$'),
    constraint outbox_payload_is_an_object check (jsonb_typeof(payload) = 'object')
) partition by range (created_at);
alter sequence ops.outbox_id_seq owned by ops.outbox.id;
create index outbox_xid_id_idx on ops.outbox (xid, id);

create table ops.outbox_default
    partition of ops.outbox default;
comment on table ops.outbox_default is
$$Rows of ops.outbox that no monthly partition took; should stay empty.$$;

insert into ops.partition_policies (table_name, partition_column, retention, description)
values ('ops.outbox', 'created_at', interval '3 months',
        'Endpoints are disabled after days of failures; a quarter can be replayed.');

comment on sequence ops.outbox_id_seq is $$Numbers events as they are written.$$;
comment on table ops.outbox is
$$Events to deliver to other systems, written in the transaction of the change they tell of.$$;
comment on column ops.outbox.id is $$Order of writing.$$;
comment on column ops.outbox.topic is $$What happened, such as content.published.$$;
comment on column ops.outbox.payload is $$The event for the receiver.$$;
comment on column ops.outbox.xid is
$$Transaction that wrote it; readers stop at the oldest one still running.$$;
comment on column ops.outbox.created_at is $$When it happened.$$;
comment on index ops.outbox_xid_id_idx is
$$Used by ops.claim_deliveries to read on from the cursor of an endpoint.$$;

grant select on ops.outbox to aquascene_reader;

commit;
