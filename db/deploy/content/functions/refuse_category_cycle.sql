-- Deploy aquascene:content/functions/refuse_category_cycle to pg
-- requires: content/tables/content_categories

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Two who move categories at once would each see the tree without the other's move. So they take
-- turns, and ask for their turn before the statement locks a row.
create or replace function content._begin_category_move()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform pg_advisory_xact_lock('content.content_categories'::regclass::bigint);
    return null;
end;
$function$;

comment on function content._begin_category_move is
$$Trigger, before each statement that may move categories: waits until nobody else moves one.
Errors: none. Locks: an advisory lock of content.content_categories, until the transaction ends.$$;

-- After the statement, so that one that exchanges two categories is judged by how it ends.
create or replace function content._refuse_category_cycle()
returns trigger
language plpgsql
volatile
security definer                            -- whoever moves one need not read the others
set search_path = pg_catalog, pg_temp
as $function$
declare
    _max_depth constant integer := 10;
    _above     integer := new.parent_id;
    _depth     integer := 1;
begin
    while _above is not null and _depth <= _max_depth loop
        if _above = new.id then
            raise exception using
                errcode = 'object_not_in_prerequisite_state',
                message = format('category %L would be below itself', new.slug),
                detail  = format('It is category %s, and would be below %s.', new.id,
                                 new.parent_id),
                hint    = 'Move the category that is to be above it out of it first.';
        end if;
        _depth := _depth + 1;
        -- Locked, so that a transaction with an older view of the tree fails with 40001.
        select c.parent_id into _above
          from content.content_categories as c
         where c.id = _above
           for share;
    end loop;

    with recursive below as (
        select new.id, _depth as depth
        union all
        select c.id, b.depth + 1
          from below as b
          join content.content_categories as c on c.parent_id = b.id
         where b.depth <= _max_depth
    )
    select max(b.depth) into _depth from below as b;
    if _depth > _max_depth then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('category %L would be, or have others, deeper than %s', new.slug,
                             _max_depth),
            detail  = format('It is category %s, and would be below %s.', new.id, new.parent_id),
            hint    = 'Put it, or what is below it, higher up.';
    end if;
    return null;
end;
$function$;

comment on function content._refuse_category_cycle is
$$Trigger, after insert or update of parent_id for each row: refuses a category below itself, over
any number of others, and a tree of more than ten levels.
Errors: 55000 it would be below itself, or too deep; 40001 the tree was changed under a transaction
that is repeatable read or serializable. Locks: the categories above, shared.$$;

create trigger begin_category_move
    before insert or update of parent_id on content.content_categories
    for each statement execute function content._begin_category_move();

create trigger refuse_category_cycle
    after insert or update of parent_id on content.content_categories
    for each row when (new.parent_id is not null)
    execute function content._refuse_category_cycle();

revoke execute on function content._begin_category_move from public;
revoke execute on function content._refuse_category_cycle from public;

commit;
