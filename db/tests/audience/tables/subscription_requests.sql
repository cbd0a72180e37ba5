-- Test audience.subscription_requests: columns, keys, checks, privileges.
begin;
select plan(8);

select results_eq(
    $$ select test.columns('audience.subscription_requests') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('subscriber_id uuid not null'),
              ('kind text not null'),
              ('email text not null'),
              ('details jsonb not null default ''{}''::jsonb'),
              ('requested_at timestamp with time zone not null default now()'),
              ('expires_at timestamp with time zone not null'),
              ('mail_at timestamp with time zone not null default now()'),
              ('mailed_at timestamp with time zone'),
              ('confirmed_at timestamp with time zone') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audience.subscription_requests') $$,
    $$ values ('FOREIGN KEY (subscriber_id) REFERENCES audience.subscribers(id) ON DELETE '
               || 'CASCADE'),
              ('PRIMARY KEY (id)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('audience.subscription_requests') $$,
    $$ values ('subscription_requests_subscriber_id_idx btree (subscriber_id, requested_at DESC)'),
              ('subscription_requests_waiting_idx btree (requested_at) WHERE (mailed_at IS NULL)')
    $$, 'should have these indexes');
set local role aquascene_admin;
select throws_ok(
    $$ select * from audience.subscription_requests $$, '42501', null,
    'not even an admin may read what links are made of');
reset role;

insert into audience.subscription_requests (subscriber_id, kind, email, expires_at)
values (test.subscriber(), 'subscribe', 'ada@example.com', now());
select throws_like(
    format('update audience.subscription_requests set %s', c.change),
    format('%%"subscription_requests_%s"%%', c.name), format('should refuse %s', c.change))
  from (values ('kind_is_known', $$kind = 'leave'$$),
               ('details_is_an_object', $$details = '[]'$$)) as c (name, change);
select lives_ok($$ update audience.subscription_requests set kind = 'change_email' $$,
                'should accept another kind');
delete from audience.subscribers;
select is_empty($$ select from audience.subscription_requests $$,
    'should go with their subscriber');

select * from finish();
rollback;
