-- Deploy aquascene:ops/tables/status_transitions to pg
-- requires: ops/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table ops.status_transitions (
    entity      text not null,
    from_status text not null,
    to_status   text not null,
    event       text not null,
    note        text,

    primary key (entity, from_status, to_status),
    constraint status_transitions_lead_to_one_status unique (entity, from_status, event),
    constraint status_transitions_go_somewhere check (from_status <> to_status)
);

comment on table ops.status_transitions is
$$Every allowed change of a status; ops.enforce_transition refuses the others.$$;
comment on column ops.status_transitions.entity is
$$What has the status: content, newsletter_issue, subscriber …$$;
comment on column ops.status_transitions.from_status is $$The status before.$$;
comment on column ops.status_transitions.to_status is $$The status after.$$;
comment on column ops.status_transitions.event is
$$What makes it happen, as the diagrams name it.$$;
comment on column ops.status_transitions.note is $$When the edge is allowed, in a sentence.$$;

grant select on ops.status_transitions to aquascene_reader;

commit;
