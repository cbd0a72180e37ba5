-- Test the codes of the second factor: RFC 6238, RFC 4226, RFC 4648.
begin;
select plan(35);

select is(
    admin._totp_code('12345678901234567890', t.seconds / 30, 8), t.code,
    format('RFC 6238: the code at %s', t.seconds))
  from (values (59::bigint, '94287082'), (1111111109, '07081804'), (1111111111, '14050471'),
               (1234567890, '89005924'), (2000000000, '69279037'), (20000000000, '65353130'))
           as t (seconds, code);
select is(
    admin._totp_code('12345678901234567890', c.count, 6), c.code,
    format('RFC 4226: the code of count %s', c.count))
  from (values (0, '755224'), (1, '287082'), (2, '359152'), (3, '969429'), (4, '338314'),
               (5, '254676'), (6, '287922'), (7, '162583'), (8, '399871'), (9, '520489'))
           as c (count, code);
select is(admin._base32(b.bytes), b.text, format('RFC 4648: base32 of %s', b.bytes))
  from (values (''::bytea, null), ('fooba', 'MZXW6YTB'), ('foobarfoob', 'MZXW6YTBOJTG633C'),
               ('\xffffffffff', '77777777')) as b (bytes, text);

create temp table person as select test.person('ada') as id;
insert into admin.totp_secrets (user_id, secret, confirmed_at, recovery_hashes)
select id,
       public.pgp_sym_encrypt_bytea('12345678901234567890', admin._totp_key(),
                                    'cipher-algo=aes256'),
       now(), array[admin._recovery_hash('ABCDEFGH23456722'), admin._recovery_hash('OTHER')]
  from person;
create function pg_temp.use(step integer) returns boolean
language sql as $function$
    select admin._use_second_factor(id, admin._totp_code('12345678901234567890', step, 6))
      from person;
$function$;
select test.travel_to(to_timestamp(30 * 1000000 + 15));
select ok(not pg_temp.use(999998), 'should refuse a code of a minute ago');
select ok(not pg_temp.use(1000002), 'should refuse a code of the minute to come');
select ok(pg_temp.use(999999), 'should take the code of the step before');
select ok(not pg_temp.use(999999), 'should take it once');
select ok(pg_temp.use(1000001), 'should take the code of the step to come');
select ok(not pg_temp.use(1000000), 'should take none that is older than one that was used');
select test.travel_to(to_timestamp(30 * 1000005));
select ok(
    (select admin._use_second_factor(id, ' 12 3' || E'\t') is false from person),
    'should refuse what is no code');
select ok(
    (select admin._use_second_factor(
                id, regexp_replace(admin._totp_code('12345678901234567890', 1000005, 6),
                                   '(...)', '\1 ')) from person),
    'should take a code with blanks');
select ok(
    (select admin._use_second_factor(id, null) is false from person), 'should refuse no code');
select ok(
    (select admin._use_second_factor(id, repeat('1', 10000000)) is false from person),
    'should refuse ten million digits');

select ok(
    (select admin._use_second_factor(id, 'abcd-efgh-2345-6722') from person),
    'should take a recovery code in small letters with dashes');
select ok(
    (select not admin._use_second_factor(id, 'ABCDEFGH23456722') from person),
    'should take a recovery code once');
select is(
    (select recovery_hashes from admin.totp_secrets), array[admin._recovery_hash('OTHER')],
    'should keep the other recovery codes');
update admin.totp_secrets set confirmed_at = null;
select test.travel_to(to_timestamp(30 * 1000009));
select ok(not pg_temp.use(1000009), 'should take none before it is confirmed');
select ok(not admin._use_second_factor(gen_random_uuid(), '1'), 'should take none of nobody');

select * from finish();
rollback;
