-- Test audience.suppressions: columns, keys, checks, privileges.
begin;
select plan(17);

select results_eq(
    $$ select test.columns('audience.suppressions') $$,
    $$ values ('id bigint not null identity'),
              ('address_hash bytea'),
              ('domain text'),
              ('reason text not null'),
              ('created_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audience.suppressions') $$,
    $$ values ('PRIMARY KEY (id)'),
              ('UNIQUE (address_hash)'),
              ('UNIQUE (domain)') $$,
    'should have these keys');
select is_empty($$ select test.indexes('audience.suppressions') $$, 'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select * from audience.suppressions $$, 'a reader may read');
reset role;
set local role aquascene_admin;
select throws_ok(
    $$ delete from audience.suppressions $$, '42501', null, 'an admin may not write');
reset role;

select throws_like(
    format('insert into audience.suppressions (address_hash, domain, reason) values (%L, %L, %L)',
           c.hash, c.domain, c.reason),
    format('%%"suppressions_%s"%%', c.name), format('should refuse %s', c.what))
  from (values ('name_an_address_or_a_domain', 'neither', null, null, 'manual'),
               ('name_an_address_or_a_domain', 'both', sha256('a'), 'example.com', 'manual'),
               ('address_hash_is_sha256', 'a hash of 31 bytes', substring(sha256('a') from 2),
                null, 'manual'),
               ('address_hash_is_sha256', 'a hash of 33 bytes', sha256('a') || 'a'::bytea,
                null, 'manual'),
               ('domain_is_lower_case', 'capitals', null, 'Example.com', 'manual'),
               ('reason_is_known', 'a strange reason', null, 'example.com', 'spam')
       ) as c (name, what, hash, domain, reason);
select lives_ok(
    format('insert into audience.suppressions (address_hash, reason) values (%L, %L)',
           sha256(r.name::bytea), r.name),
    format('should accept an address for %s', r.name))
  from unnest('{bounce,complaint,erasure,manual}'::text[]) as r (name);
select lives_ok(
    $$ insert into audience.suppressions (domain, reason) values ('example.com', 'manual') $$,
    'should accept a domain');
select throws_ok(
    $$ update audience.suppressions set id = 1 $$, '428C9', null,
    'should give its own identity always');

select * from finish();
rollback;
