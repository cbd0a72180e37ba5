-- Test ops._mirror_strays: the copy of strays follows the strays.
begin;
select plan(6);

create table public.strays (id integer primary key, note text);
create table public.copied (like public.strays including all);
alter table public.copied owner to aquascene_owner;
create trigger mirror after insert or update or delete on public.strays
    for each row execute function ops._mirror_strays(
        'public.copied', 't.id = ($1).id', 'id, note', '($1).id, ($1).note');
create trigger mirror_truncate after truncate on public.strays
    for each statement execute function ops._mirror_strays('public.copied');

insert into public.strays values (1, 'one'), (2, 'two'), (3, 'three');
select bag_eq('table public.copied', 'table public.strays', 'should insert');
update public.strays set note = 'changed' where id = 1;
update public.strays set id = 4 where id = 2;
select bag_eq('table public.copied', 'table public.strays', 'should update, the key too');
delete from public.strays where id = 3;
select bag_eq('table public.copied', 'table public.strays', 'should delete');
insert into public.copied values (5, 'copied already');
insert into public.strays values (5, 'copied already');
select bag_eq('table public.copied', 'table public.strays', 'should take a row once');
delete from public.copied where id = 1;
update public.strays set note = 'not copied yet' where id = 1;
select bag_eq(
    'table public.copied', 'table public.strays',
    'should copy what is changed before it is copied');
truncate public.strays;
select is_empty('table public.copied', 'should truncate');

select * from finish();
rollback;
