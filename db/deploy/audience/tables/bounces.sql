-- Deploy aquascene:audience/tables/bounces to pg
-- requires: audience/tables/subscribers

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table audience.bounces (
    id            bigint      not null generated always as identity primary key,
    subscriber_id uuid        not null references audience.subscribers (id) on delete cascade,
    kind          text        not null,
    code          text,
    diagnostic    text,
    occurred_at   timestamptz not null default now(),

    constraint bounces_kind_is_known check (kind in ('hard', 'soft'))
);
create index bounces_subscriber_id_idx on audience.bounces (subscriber_id, occurred_at);

comment on table audience.bounces is $$Mail that came back, until mail arrives again.$$;
comment on column audience.bounces.id is $$Identity of the bounce.$$;
comment on column audience.bounces.subscriber_id is $$Whose mail.$$;
comment on column audience.bounces.kind is
$$hard = the address does not work; soft = not now.$$;
comment on column audience.bounces.code is $$Enhanced status code (RFC 3463), such as 5.1.1.$$;
comment on column audience.bounces.diagnostic is $$What the mail server said.$$;
comment on column audience.bounces.occurred_at is $$When.$$;
comment on index audience.bounces_subscriber_id_idx is
$$Used to count a subscriber's soft bounces, and by the foreign key.$$;

grant select on audience.bounces to aquascene_reader;

commit;
