-- Test admin._check_permission: programs may act for nobody, people need the permission.
begin;
select plan(11);

-- As our own functions call it: as the owner, whatever the role of the caller.
create function test.checked() returns boolean
language plpgsql security definer
as $function$
begin
    perform admin._check_permission('audience.manage');
    return true;
end;
$function$;
grant usage on schema test to public;
grant execute on function test.checked() to public;

set local role aquascene_worker;
select ok(test.checked(), 'a worker may act for nobody');
set local role aquascene_admin;
select ok(test.checked(), 'an operator may act for nobody');
reset role;
select ok(test.checked(), 'a superuser may act for nobody');
select throws_ok(
    format($$ set local role %I; select test.checked() $$, r.name), '28000', null,
    format('%s may not act for nobody', r.name))
  from (values ('aquascene_editor'), ('aquascene_reader'), ('aquascene_app')) as r (name);

select test.act_as('author');
select throws_ok(
    format($$ set local role %I; select test.checked() $$, r.name), '42501', null,
    format('%s may not act for an author who may not', r.name))
  from (values ('aquascene_worker'), ('aquascene_admin'), ('aquascene_editor')) as r (name);
select test.act_as('editor');
set local role aquascene_editor;
select ok(test.checked(), 'an editor who may is let through');
set local role aquascene_worker;
select ok(test.checked(), 'by a worker, too');
reset role;

select * from finish();
rollback;
