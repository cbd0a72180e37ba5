-- Deploy aquascene:ops/tables/webhook_endpoints to pg
-- requires: ops/tables/outbox
-- requires: ops/functions/set_updated_at
-- requires: audit/functions/record_change

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table ops.webhook_endpoints (
    id               bigint      not null generated always as identity primary key,
    url              text        not null,
    topics           text[]      not null default '{*}',
    description      text        not null default '',
    is_enabled       boolean     not null default true,
    secret           bytea       not null,
    old_secret       bytea,
    old_secret_ends_at timestamptz,
    cursor_xid       xid8        not null default pg_snapshot_xmin(pg_current_snapshot()),
    cursor_id        bigint      not null default 0,
    attempt_count    integer     not null default 0,
    failure_count    integer     not null default 0,
    first_failed_at    timestamptz,
    next_attempt_at  timestamptz not null default now(),
    leased_by        text,
    lease_id         uuid,
    lease_ends_at     timestamptz,
    last_error       text,
    delivered_count  bigint      not null default 0,
    delivered_at     timestamptz,
    created_at       timestamptz not null default now(),
    updated_at       timestamptz not null default now(),

    constraint webhook_endpoints_url_is_https_or_of_this_machine check (
        url ~ '^https://[^/@[:space:]]+(/[^[:space:]]*)?$'
        or url ~ '^http://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?(/[^[:space:]]*)?$'),
    constraint webhook_endpoints_url_is_short check (length(url) <= 2000),
    constraint webhook_endpoints_topics_are_patterns check (
        cardinality(topics) between 1 and 100 and array_position(topics, null) is null
        and array_to_string(topics, ' ')
            ~ '^(\*|[a-z_]+\.([a-z_]+|\*))( (\*|[a-z_]+\.([a-z_]+|\*)))*$'),
    constraint webhook_endpoints_description_is_short check (length(description) <= 500),
    constraint webhook_endpoints_counts_are_counts
        check (attempt_count >= 0 and failure_count >= 0 and delivered_count >= 0),
    constraint webhook_endpoints_old_secret_has_an_end
        check ((old_secret is null) = (old_secret_ends_at is null)),
    constraint webhook_endpoints_lease_is_whole
        check (num_nulls(leased_by, lease_id, lease_ends_at) in (0, 3))
);
grant select (id, url, topics, description, is_enabled, old_secret_ends_at, cursor_xid, cursor_id,
              attempt_count, failure_count, first_failed_at, next_attempt_at, leased_by,
              lease_ends_at, last_error, delivered_count, delivered_at, created_at, updated_at)
    on ops.webhook_endpoints to aquascene_reader;

create trigger updated_at before update on ops.webhook_endpoints
    for each row execute function ops.set_updated_at();

do $audit$
begin
    perform audit._watch(
        'ops.webhook_endpoints', 'id', 'secret,old_secret',
        'cursor_xid,cursor_id,attempt_count,failure_count,first_failed_at,next_attempt_at,'
        'leased_by,lease_id,lease_ends_at,last_error,delivered_count,delivered_at,updated_at');
end;
$audit$;

comment on table ops.webhook_endpoints is
$$Other systems that are told of what happens here, each with its place in ops.outbox.$$;
comment on column ops.webhook_endpoints.id is $$Number of the endpoint.$$;
comment on column ops.webhook_endpoints.url is
$$Where events are posted; https, or http on this machine.$$;
comment on column ops.webhook_endpoints.topics is
$$What it is told: topics of ops.outbox, all of a domain (content.*), or all (*).$$;
comment on column ops.webhook_endpoints.description is $$Whose it is, for people.$$;
comment on column ops.webhook_endpoints.is_enabled is
$$Whether it is told anything; who is enabled again is told what it missed.$$;
comment on column ops.webhook_endpoints.secret is
$$Key of the signatures, encrypted (pgp_sym_encrypt_bytea); shown once.$$;
comment on column ops.webhook_endpoints.old_secret is
$$The key before, which signs too until old_secret_ends_at; encrypted.$$;
comment on column ops.webhook_endpoints.old_secret_ends_at is $$How long the old key signs.$$;
comment on column ops.webhook_endpoints.cursor_xid is
$$Transaction of the last event that is settled; a new endpoint begins with what comes.$$;
comment on column ops.webhook_endpoints.cursor_id is $$The last event that is settled.$$;
comment on column ops.webhook_endpoints.attempt_count is
$$Failed tries at the event after the cursor.$$;
comment on column ops.webhook_endpoints.failure_count is $$Failed tries in a row.$$;
comment on column ops.webhook_endpoints.first_failed_at is $$The first of them.$$;
comment on column ops.webhook_endpoints.next_attempt_at is $$Not tried before.$$;
comment on column ops.webhook_endpoints.leased_by is $$The worker that is at it.$$;
comment on column ops.webhook_endpoints.lease_id is $$Which lease: an older one counts no more.$$;
comment on column ops.webhook_endpoints.lease_ends_at is $$From then on another may take it.$$;
comment on column ops.webhook_endpoints.last_error is $$Why the last try failed, or it was
disabled.$$;
comment on column ops.webhook_endpoints.delivered_count is $$Events it took.$$;
comment on column ops.webhook_endpoints.delivered_at is $$When it last took one.$$;
comment on column ops.webhook_endpoints.created_at is $$When the row was written.$$;
comment on column ops.webhook_endpoints.updated_at is $$When the row last changed.$$;

create table ops.webhook_failures (
    endpoint_id   bigint      not null
                  references ops.webhook_endpoints (id) on delete cascade,
    event_id      bigint      not null,
    topic         text        not null,
    attempt_count integer     not null,
    error         text        not null,
    failed_at     timestamptz not null,

    primary key (endpoint_id, event_id)
);

comment on table ops.webhook_failures is
$$Events that an endpoint never took, and that were passed over; ops.replay tells them again.$$;
comment on column ops.webhook_failures.endpoint_id is $$Who did not take it.$$;
comment on column ops.webhook_failures.event_id is $$The event in ops.outbox.$$;
comment on column ops.webhook_failures.topic is $$Its topic.$$;
comment on column ops.webhook_failures.attempt_count is $$How often it was tried.$$;
comment on column ops.webhook_failures.error is $$Why the last try failed.$$;
comment on column ops.webhook_failures.failed_at is $$When it was given up.$$;

grant select on ops.webhook_failures to aquascene_reader;

commit;
