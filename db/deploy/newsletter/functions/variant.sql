-- Deploy aquascene:newsletter/functions/variant to pg
-- requires: newsletter/tables/newsletter_issues

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.variant_of(
    issue_id      uuid,
    subscriber_id uuid,
    variants      integer,
    share         numeric
)
returns integer
language sql
immutable
parallel safe
begin atomic
    select case when l.lot < share * 10000 then 1 + l.lot % variants end
      from (select (get_byte(h.hash, 0) * 65536 + get_byte(h.hash, 1) * 256
                    + get_byte(h.hash, 2)) % 10000 as lot
              from (select sha256(uuid_send(issue_id) || uuid_send(subscriber_id)) as hash) as h
           ) as l;
end;

comment on function newsletter.variant_of is
$$Returns which variant of an issue a person gets while it is tried, 1 to variants; null = the one
that wins. Drawn by lot, and always the same.

share: of all people who get one. Errors: none.$$;

revoke execute on function newsletter.variant_of from public;
grant execute on function newsletter.variant_of to aquascene_reader;     -- for the view

create or replace function newsletter._normal_share(z double precision)
returns double precision
language sql
immutable
parallel safe
begin atomic
    select case when z < 0 then t.tail else 1 - t.tail end
      from (select exp(- z * z / 2) / sqrt(2 * pi()) * p.x
                   * (0.319381530 + p.x * (-0.356563782 + p.x * (1.781477937
                   + p.x * (-1.821255978 + p.x * 1.330274429)))) as tail
              from (select 1 / (1 + 0.2316419 * abs(z)) as x) as p) as t;
end;

comment on function newsletter._normal_share is
$$Returns the share of a normal distribution below z standard deviations, to seven digits. Source:
Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17. Errors: none.$$;

revoke execute on function newsletter._normal_share from public;

commit;
