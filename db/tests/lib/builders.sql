-- Builders for tests: each makes one thing with sensible defaults and returns its id, so that a
-- test names only what matters to it. Loaded once into the template database, beside pgTAP.
create schema test;
comment on schema test is 'Builders for tests; in no deployed database.';

create or replace function test.admin(role text default 'admin', username text default null)
returns uuid
language sql
as $function$
    insert into admin.admin_users (username, email, password_hash, role)
    select n.name, n.name || '@example.com', 'x', admin.role
      from (select coalesce(admin.username, 'user-' || gen_random_uuid())) as n (name)
    returning id;
$function$;

-- Makes a person of a role the one who acts in this transaction, and returns the person.
create or replace function test.act_as(role text default 'admin')
returns uuid
language plpgsql
as $function$
declare
    _id constant uuid := test.admin(act_as.role);
begin
    perform admin.act_as(_id);
    return _id;
end;
$function$;

-- Time travel: from now on ops.now() is a given instant, until the end of the transaction.
create or replace function test.travel_to(instant timestamptz)
returns void
language plpgsql
as $function$
begin
    execute format(
        'create or replace function ops.now() returns timestamptz language sql stable '
        'parallel safe as $now$ select %L::timestamptz $now$', travel_to.instant);
end;
$function$;

-- A raw item that waits in the queue, or is done with, or is held by a worker for a while.
create or replace function test.raw(
    body   text default null,
    url    text default 'https://example.com/article',
    status text default 'pending',
    held_by text default null,
    lease  interval default '5 minutes'
)
returns uuid
language sql
as $function$
    with item as (
        insert into content.raw_content (
            source_url, source_domain, content_type, title, content, processing_status, processed)
        values (raw.url, 'example.com', 'article', 'A title',
                coalesce(raw.body, 'Text ' || gen_random_uuid()), raw.status,
                raw.status = 'completed')
        returning id, processing_status
    ), queued as (
        insert into content.raw_queue (raw_content_id, next_attempt_at)
        select i.id, ops.now()
          from item as i
         where i.processing_status = 'pending' and raw.held_by is null
    ), leased as (
        insert into content.raw_leases (worker, expires_at, raw_content_ids, attempts)
        select raw.held_by, ops.now() + raw.lease, array[i.id], array[1]
          from item as i
         where raw.held_by is not null
    )
    select i.id from item as i;
$function$;

create or replace function test.content(
    status text default 'draft',
    title  text default 'A draft about water plants',
    body   text default 'Plants need light. They need water too.',
    summary  text default null,
    excerpt  text default null,
    language text default 'en'
)
returns uuid
language sql
as $function$
    insert into content.generated_content (content_type, title, content, status, summary, excerpt,
                                           language)
    values ('newsletter_article', content.title, content.body, content.status, content.summary,
            content.excerpt, content.language)
    returning id;
$function$;

create or replace function test.subscriber(
    email      text default null,
    status     text default 'active',
    is_consented boolean default true
)
returns uuid
language sql
as $function$
    with person as (
        insert into audience.subscribers (email, status)
        values (coalesce(subscriber.email, gen_random_uuid() || '@example.com'),
                subscriber.status)
        returning id
    )
    insert into audience.subscription_preferences (subscriber_id, gdpr_consent)
    select p.id, subscriber.is_consented from person as p
    returning subscriber_id;
$function$;

create or replace function test.template(name text default null)
returns text
language sql
as $function$
    insert into newsletter.newsletter_templates (name, template_type, html_template)
    values (coalesce(template.name, 'template-' || gen_random_uuid()), 'weekly-digest',
            '<p>{{ subject_line }}</p>')
    returning name;
$function$;

create or replace function test.issue(
    status      text default 'draft',
    content_ids uuid[] default null
)
returns uuid
language sql
as $function$
    insert into newsletter.newsletter_issues (
        template_type, subject_line, content_ids, design_template, status, is_uncapped)
    values ('weekly-digest', 'News of the week',
            coalesce(issue.content_ids, array[test.content('published')]), test.template(),
            issue.status, true)
    returning id;
$function$;

create or replace function test.target(
    name  text default 'site',
    rules jsonb default '{"selectors": {"content": "article"},
                          "extraction": {"follow_links": true, "max_depth": 3},
                          "rate_limiting": {"requests_per_second": 1}}'
)
returns text
language sql
as $function$
    insert into scraping.scraper_targets (name, base_url, domains, scraping_rules)
    values (target.name, 'https://example.com/', array['example.com'], target.rules)
    returning name;
$function$;

-- The columns of a relation, one line each as a person would write them, in order.
create or replace function test.columns(relation regclass)
returns setof text
language sql
set search_path = pg_catalog, pg_temp
as $function$
    select concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
                     case when a.attnotnull then 'not null' end,
                     case a.attidentity when 'a' then 'identity' end,
                     case when a.attgenerated <> '' then 'generated'
                          when d.adbin is not null
                          then 'default ' || pg_get_expr(d.adbin, d.adrelid) end)
      from pg_attribute as a
      left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attrelid = columns.relation and a.attnum > 0 and not a.attisdropped
     order by a.attnum;
$function$;

-- The primary, unique and foreign keys of a table, sorted.
create or replace function test.keys(relation regclass)
returns setof text
language sql
set search_path = pg_catalog, pg_temp
as $function$
    select pg_get_constraintdef(k.oid) collate "C"
      from pg_constraint as k
     where k.conrelid = keys.relation and k.contype in ('p', 'u', 'f') and k.conparentid = 0
     order by 1;
$function$;

-- The indexes of a table that belong to no key, sorted: name, method, columns and condition.
create or replace function test.indexes(relation regclass)
returns setof text
language sql
set search_path = pg_catalog, pg_temp
as $function$
    select regexp_replace(
               pg_get_indexdef(i.indexrelid) collate "C",
               '^CREATE (UNIQUE )?INDEX (\S+) ON (?:ONLY )?\S+ USING ', '\1\2 ')
      from pg_index as i
     where i.indrelid = indexes.relation
       and not exists (select from pg_constraint as k
                        where k.conindid = i.indexrelid and k.contype in ('p', 'u'))
     order by 1;
$function$;

-- An asset; a picture without alt text unless it is given one.
create or replace function test.asset(
    alt_text  text default null,
    file_type text default 'image',
    filename  text default 'moss.jpg',
    is_active boolean default true
)
returns uuid
language sql
as $function$
    insert into content.content_assets (filename, file_path, file_type, alt_text, is_active)
    values (asset.filename, '2030/' || asset.filename, asset.file_type, asset.alt_text,
            asset.is_active)
    returning id;
$function$;

-- A person with a password, hashed at the least cost, which the settings then say, too.
create or replace function test.person(
    username text default 'ada',
    password text default 'four words that differ',
    role     text default 'editor'
)
returns uuid
language sql
as $function$
    update ops.settings set value = '4' where key = 'admin.bcrypt_cost';
    insert into admin.admin_users (username, email, password_hash, role)
    values (person.username, person.username || '@example.com',
            public.crypt(person.password, public.gen_salt('bf', 4)), person.role)
    returning id;
$function$;

-- Both calls that sign somebody in, in one transaction as if they were two.
create or replace function test.login(
    username text default 'ada',
    password text default 'four words that differ',
    code     text default null,
    ip       inet default '192.0.2.7'
)
returns table (outcome text, user_id uuid, session_token text, expires_at timestamptz)
language plpgsql
as $function$
declare
    _attempt constant uuid := admin.begin_login(login.username, login.ip);
begin
    update admin.login_attempts as a set begun_in = '3' where a.id = _attempt;
    return query select * from admin.login(_attempt, login.password, login.code, 'agent/1.0');
end;
$function$;
