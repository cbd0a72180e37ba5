-- Deploy aquascene:ops/data/secrets to pg
-- requires: ops/tables/secrets

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- gen_random_uuid() draws 122 bits from the server's strong random source; three of them, hashed,
-- give 32 bytes that hold 256 bits.
insert into ops.secrets (name, use, value)
select s.name, s.use,
       pg_catalog.sha256(pg_catalog.uuid_send(gen_random_uuid())
                         || pg_catalog.uuid_send(gen_random_uuid())
                         || pg_catalog.uuid_send(gen_random_uuid()))
  from (values ('token', 'signs'), ('actor', 'signs'), ('audit', 'signs'),
               ('suppression', 'hashes'), ('social', 'encrypts'), ('totp', 'encrypts'))
           as s (name, use);

commit;
