-- Test newsletter.smtp_accounts: columns, keys, checks, the audit trail.
begin;
select plan(14);

select results_eq(
    $$ select test.columns('newsletter.smtp_accounts') $$,
    $$ values ('name character varying(50) not null'),
              ('url character varying(500) not null'),
              ('weight integer not null default 1'),
              ('is_active boolean not null default true'),
              ('failure_count integer not null default 0'),
              ('retry_at timestamp with time zone'),
              ('last_error text'),
              ('created_at timestamp with time zone not null default now()'),
              ('updated_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('newsletter.smtp_accounts') $$, $$ values ('PRIMARY KEY (name)') $$,
    'should have this key');

set local role aquascene_reader;
select lives_ok($$ select url from newsletter.smtp_accounts $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I; delete from newsletter.smtp_accounts $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_worker'), ('aquascene_admin')) as r (name);

select throws_like(
    format('insert into newsletter.smtp_accounts (name, url, weight, failure_count) '
           'values (%L, %L, %s, %s)', v.name, v.url, v.weight, v.failures),
    '%"' || v.fault || '"%', format('should refuse %s', v))
  from (values ('Main', 'smtp://mail.example.com', 1, 0, 'smtp_accounts_name_is_a_word'),
               ('a', 'http://mail.example.com', 1, 0, 'smtp_accounts_url_holds_no_password'),
               ('a', 'smtp://ada:secret@mail.example.com', 1, 0,
                'smtp_accounts_url_holds_no_password'),
               ('a', 'smtp://mail.example.com', 0, 0, 'smtp_accounts_weight_is_positive'),
               ('a', 'smtp://mail.example.com', 1, -1, 'smtp_accounts_failure_count_is_a_count')
       ) as v (name, url, weight, failures, fault);

insert into newsletter.smtp_accounts (name, url) values ('main', 'smtp://ada@mail.example.com:587');
update newsletter.smtp_accounts set failure_count = 1, last_error = 'x', retry_at = now();
select is(count(*), 1::bigint, 'what happens to an account should not be audited')
  from audit.audit_log where table_name = 'newsletter.smtp_accounts';
update newsletter.smtp_accounts set weight = 2;
select is(count(*), 2::bigint, 'what somebody changes should be')
  from audit.audit_log where table_name = 'newsletter.smtp_accounts';
update newsletter.smtp_accounts set updated_at = '-infinity';
select ok(updated_at > now() - interval '1 day', 'should tell when it last changed')
  from newsletter.smtp_accounts;
select lives_ok(
    $$ insert into newsletter.smtp_accounts (name, url) values ('b', 'smtps://[::1]:465') $$,
    'should take an IPv6 address');

select * from finish();
rollback;
