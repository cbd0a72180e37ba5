-- Test newsletter.sending_limits: columns, keys, checks.
begin;
select plan(16);

select results_eq(
    $$ select test.columns('newsletter.sending_limits') $$,
    $$ values ('kind text not null'),
              ('name character varying(253) not null'),
              ('per_second numeric(10,3)'),
              ('per_hour integer'),
              ('per_day integer'),
              ('warm_up_from date'),
              ('warm_up_start integer'),
              ('warm_up_factor numeric(6,3)'),
              ('free_at timestamp with time zone not null '
               'default ''-infinity''::timestamp with time zone') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('newsletter.sending_limits') $$, $$ values ('PRIMARY KEY (kind, name)') $$,
    'should have this key');

set local role aquascene_reader;
select lives_ok($$ select free_at from newsletter.sending_limits $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I; delete from newsletter.sending_limits $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_worker'), ('aquascene_admin')) as r (name);

select throws_like(
    format('insert into newsletter.sending_limits (kind, name, %s', v.rest),
    '%"' || v.fault || '"%', format('should refuse %s', v.rest))
  from (values
            ($$per_day) values ('planet', 'a', 1)$$, 'sending_limits_kind_is_known'),
            ($$per_day) values ('domain', 'Example.com', 1)$$,
             'sending_limits_name_is_lower_case'),
            ($$per_day) values ('domain', '', 1)$$, 'sending_limits_name_is_lower_case'),
            ($$per_day) values ('domain', 'a', 0)$$, 'sending_limits_are_positive'),
            ($$per_hour) values ('domain', 'a', 0)$$, 'sending_limits_are_positive'),
            ($$per_second) values ('domain', 'a', 0)$$, 'sending_limits_are_positive'),
            ($$warm_up_start, warm_up_from, warm_up_factor) values ('domain', 'a', 1, now(), 0.9)$$,
             'sending_limits_are_positive'),
            ($$warm_up_from) values ('domain', 'a', now())$$, 'sending_limits_warm_up_is_whole'),
            ($$free_at) values ('domain', 'a', now())$$, 'sending_limits_limit_something')
       ) as v (rest, fault);

insert into newsletter.sending_limits (kind, name, per_day) values ('domain', 'example.com', 1);
update newsletter.sending_limits set free_at = now();
select is(count(*), 1::bigint, 'the next free time should not be audited')
  from audit.audit_log where table_name = 'newsletter.sending_limits';
update newsletter.sending_limits set per_day = 2;
select is(count(*), 2::bigint, 'a limit should be')
  from audit.audit_log where table_name = 'newsletter.sending_limits';

select * from finish();
rollback;
