create extension "uuid-ossp" with schema public;
create extension pg_stat_statements with schema public;
create extension pg_trgm with schema public;
create extension pgcrypto with schema public;
create extension unaccent with schema public;
create role aquascene_admin nologin;
create role aquascene_app nologin;
create role aquascene_editor nologin;
create role aquascene_owner nologin;
create role aquascene_reader nologin;
create role aquascene_worker nologin;
grant aquascene_editor to aquascene_admin;
grant aquascene_reader to aquascene_admin;
grant aquascene_reader to aquascene_editor;
grant aquascene_reader to aquascene_worker;
-- database: set search_path=public, ops, audit, admin, content, scraping, audience, social, newsletter, analytics;
-- database: grant create to aquascene_owner;

--
-- PostgreSQL database dump
--

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: admin; Type: SCHEMA; Schema: -; Owner: aquascene_owner
--

CREATE SCHEMA admin;

ALTER SCHEMA admin OWNER TO aquascene_owner;

--
-- Name: SCHEMA admin; Type: COMMENT; Schema: -; Owner: aquascene_owner
--

COMMENT ON SCHEMA admin IS 'The people who run the engine: users, sessions, permissions.';

--
-- Name: analytics; Type: SCHEMA; Schema: -; Owner: aquascene_owner
--

CREATE SCHEMA analytics;

ALTER SCHEMA analytics OWNER TO aquascene_owner;

--
-- Name: SCHEMA analytics; Type: COMMENT; Schema: -; Owner: aquascene_owner
--

COMMENT ON SCHEMA analytics IS 'Measures of content, issues and services, and the reports made of them.';

--
-- Name: audience; Type: SCHEMA; Schema: -; Owner: aquascene_owner
--

CREATE SCHEMA audience;

ALTER SCHEMA audience OWNER TO aquascene_owner;

--
-- Name: SCHEMA audience; Type: COMMENT; Schema: -; Owner: aquascene_owner
--

COMMENT ON SCHEMA audience IS 'Subscribers, their preferences and consent, segments and suppressions.';

--
-- Name: audit; Type: SCHEMA; Schema: -; Owner: aquascene_owner
--

CREATE SCHEMA audit;

ALTER SCHEMA audit OWNER TO aquascene_owner;

--
-- Name: SCHEMA audit; Type: COMMENT; Schema: -; Owner: aquascene_owner
--

COMMENT ON SCHEMA audit IS 'Who changed what, and what happened: the audit log and system events.';

--
-- Name: content; Type: SCHEMA; Schema: -; Owner: aquascene_owner
--

CREATE SCHEMA content;

ALTER SCHEMA content OWNER TO aquascene_owner;

--
-- Name: SCHEMA content; Type: COMMENT; Schema: -; Owner: aquascene_owner
--

COMMENT ON SCHEMA content IS 'Raw material, drafts and their workflow, taxonomy, assets and search.';

--
-- Name: newsletter; Type: SCHEMA; Schema: -; Owner: aquascene_owner
--

CREATE SCHEMA newsletter;

ALTER SCHEMA newsletter OWNER TO aquascene_owner;

--
-- Name: SCHEMA newsletter; Type: COMMENT; Schema: -; Owner: aquascene_owner
--

COMMENT ON SCHEMA newsletter IS 'Newsletter templates and issues, their sending and tracking.';

--
-- Name: ops; Type: SCHEMA; Schema: -; Owner: aquascene_owner
--

CREATE SCHEMA ops;

ALTER SCHEMA ops OWNER TO aquascene_owner;

--
-- Name: SCHEMA ops; Type: COMMENT; Schema: -; Owner: aquascene_owner
--

COMMENT ON SCHEMA ops IS 'What every domain leans on: clock, settings, secrets, state machines, partitions, retention,
jobs.';

--
-- Name: scraping; Type: SCHEMA; Schema: -; Owner: aquascene_owner
--

CREATE SCHEMA scraping;

ALTER SCHEMA scraping OWNER TO aquascene_owner;

--
-- Name: SCHEMA scraping; Type: COMMENT; Schema: -; Owner: aquascene_owner
--

COMMENT ON SCHEMA scraping IS 'What to fetch, when, and how politely: targets, jobs and the pages they know.';

--
-- Name: social; Type: SCHEMA; Schema: -; Owner: aquascene_owner
--

CREATE SCHEMA social;

ALTER SCHEMA social OWNER TO aquascene_owner;

--
-- Name: SCHEMA social; Type: COMMENT; Schema: -; Owner: aquascene_owner
--

COMMENT ON SCHEMA social IS 'Social accounts and the posts made for them.';

--
-- Name: _raw_item; Type: TYPE; Schema: content; Owner: aquascene_owner
--

CREATE TYPE content._raw_item AS (
	place bigint,
	fault text,
	id uuid,
	hash text,
	normalized text,
	bands integer[],
	duplicate_of uuid,
	similarity numeric
);

ALTER TYPE content._raw_item OWNER TO aquascene_owner;

--
-- Name: TYPE _raw_item; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TYPE content._raw_item IS 'What content.ingest_raw_many knows of an item: its place in the list, what is wrong with it, the
id and hash it will have, its normalised text (the part that is compared), its signature, and the
item it is nearly a duplicate of.';

--
-- Name: search_hit; Type: TYPE; Schema: content; Owner: aquascene_owner
--

CREATE TYPE content.search_hit AS (
	id uuid,
	title text,
	snippet text,
	content_type text,
	language text,
	published_at timestamp with time zone,
	rank real,
	match text,
	after text
);

ALTER TYPE content.search_hit OWNER TO aquascene_owner;

--
-- Name: TYPE search_hit; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TYPE content.search_hit IS 'An article that content.search found.';

--
-- Name: COLUMN search_hit.id; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.search_hit.id IS 'The article.';

--
-- Name: COLUMN search_hit.title; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.search_hit.title IS 'Its title, plain text.';

--
-- Name: COLUMN search_hit.snippet; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.search_hit.snippet IS 'A part of its text, as HTML: escaped, with what was found in <mark>.';

--
-- Name: COLUMN search_hit.content_type; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.search_hit.content_type IS 'Kind of article.';

--
-- Name: COLUMN search_hit.language; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.search_hit.language IS 'ISO 639-1 code.';

--
-- Name: COLUMN search_hit.published_at; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.search_hit.published_at IS 'When it was published.';

--
-- Name: COLUMN search_hit.rank; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.search_hit.rank IS 'How well it fits, more is better; comparable within one search only.';

--
-- Name: COLUMN search_hit.match; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.search_hit.match IS 'words = has the words; similar = no article has, and its title reads alike; newest = nothing was
asked for.';

--
-- Name: COLUMN search_hit.after; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.search_hit.after IS 'Token: give that of a page''s last row to get the next page.';

--
-- Name: act_as(uuid, inet, text); Type: FUNCTION; Schema: admin; Owner: aquascene_owner
--

CREATE FUNCTION admin.act_as(user_id uuid, ip inet DEFAULT NULL::inet, user_agent text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if not exists (
        select from admin.admin_users as u where u.id = act_as.user_id and u.is_active
    ) then
        raise exception using
            errcode = 'invalid_authorization_specification',
            message = format('no active admin user %s', coalesce(act_as.user_id::text, 'null')),
            hint    = 'select id, username from admin.admin_users where is_active lists them.';
    end if;

    perform set_config('aquascene.user_id', act_as.user_id::text, true),
            set_config('aquascene.ip_address', coalesce(act_as.ip::text, ''), true),
            set_config('aquascene.user_agent', coalesce(act_as.user_agent, ''), true);
end;
$$;

ALTER FUNCTION admin.act_as(user_id uuid, ip inet, user_agent text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION act_as(user_id uuid, ip inet, user_agent text); Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON FUNCTION admin.act_as(user_id uuid, ip inet, user_agent text) IS 'Makes a person the one who acts until the end of the transaction.

user_id: an active admin user. ip, user_agent: for the audit log. The caller vouches for the person:
grant this to applications that have authenticated somebody. Errors: 28000 no such active user.';

--
-- Name: create_user(text, text, text, text, text, text); Type: FUNCTION; Schema: admin; Owner: aquascene_owner
--

CREATE FUNCTION admin.create_user(username text, email text, password text, role text, first_name text DEFAULT NULL::text, last_name text DEFAULT NULL::text) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    _min_length constant integer := ops.setting('admin.min_password_length')::integer;
    _id         uuid;
begin
    if create_user.username !~ '^[a-z0-9][a-z0-9._-]{1,99}$' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('username %L is not a plain name', create_user.username),
            hint    = 'Use 2 to 100 lower-case letters, digits, dots, dashes and underscores.';
    end if;
    if create_user.email !~ '^[^@\s]+@[^@\s]+$' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('%L is not an e-mail address', create_user.email),
            hint    = 'Give an address such as jo@example.com.';
    end if;
    if length(create_user.password) < _min_length or octet_length(create_user.password) > 72 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('the password has %s characters', length(create_user.password)),
            hint    = format('Use at least %s characters and at most 72 bytes.', _min_length);
    end if;
    if create_user.role not in ('admin', 'editor', 'author', 'analyst') then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('no role %L', create_user.role),
            hint    = 'Roles are admin, editor, author and analyst.';
    end if;

    insert into admin.admin_users (username, email, password_hash, first_name, last_name, role)
    values (create_user.username, lower(create_user.email),
            public.crypt(create_user.password,
                         public.gen_salt('bf', ops.setting('admin.bcrypt_cost')::integer)),
            create_user.first_name, create_user.last_name, create_user.role)
    returning id into _id;
    return _id;
end;
$_$;

ALTER FUNCTION admin.create_user(username text, email text, password text, role text, first_name text, last_name text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION create_user(username text, email text, password text, role text, first_name text, last_name text); Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON FUNCTION admin.create_user(username text, email text, password text, role text, first_name text, last_name text) IS 'Makes an account and returns its id.

username, email: unique. password: stored as bcrypt. role: admin, editor, author or analyst.
Errors: 22023 a bad name, address, password or role; 23505 name or address taken; 23502 one of them
is null; 22001 one of them is too long. Writes: admin.admin_users (audited).';

--
-- Name: require(text); Type: FUNCTION; Schema: admin; Owner: aquascene_owner
--

CREATE FUNCTION admin.require(permission text) RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _user admin.admin_users;
begin
    select u.* into _user
      from admin.admin_users as u
     where u.id = nullif(current_setting('aquascene.user_id', true), '')::uuid
       and u.is_active;
    if not found then
        raise exception using
            errcode = 'invalid_authorization_specification',
            message = format('nobody acts in this transaction, and %s needs a person',
                             require.permission),
            hint    = 'Call admin.act_as(user_id) first, in the same transaction.';
    end if;

    if (_user.is_superuser
        or _user.permissions ? require.permission
        or exists (select from admin.role_permissions as p
                    where p.role = _user.role and p.permission = require.permission)) is not true
    then
        raise exception using
            errcode = 'insufficient_privilege',
            message = format('%s (%s) lacks the permission %s', _user.username, _user.role,
                             require.permission),
            hint    = 'admin.role_permissions says which roles have it.';
    end if;
    return _user.id;
end;
$$;

ALTER FUNCTION admin.require(permission text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION require(permission text); Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON FUNCTION admin.require(permission text) IS 'Returns the id of the person who acts (admin.act_as) if that person holds a permission.

permission: as in admin.role_permissions. Errors: 28000 nobody acts; 42501 the permission is
missing.';

--
-- Name: _engagement_samples(interval); Type: FUNCTION; Schema: analytics; Owner: aquascene_owner
--

CREATE FUNCTION analytics._engagement_samples(min_age interval) RETURNS TABLE(content_id uuid, engagement double precision)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select c.id, percent_rank() over (order by coalesce(m.total, 0))
      from content.generated_content as c
      left join (
          select e.content_id, sum(e.metric_value) as total
            from analytics.content_metrics as e
           where (e.metric_type, e.metric_name) in (
                     ('engagement', 'page_views'), ('email', 'clicks'), ('social', 'likes'),
                     ('social', 'comments'), ('social', 'shares'), ('social', 'saves'))
           group by e.content_id
          ) as m on m.content_id = c.id
     where c.status in ('published', 'archived')
       and c.published_at <= ops.now() - _engagement_samples.min_age;
$$;

ALTER FUNCTION analytics._engagement_samples(min_age interval) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _engagement_samples(min_age interval); Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON FUNCTION analytics._engagement_samples(min_age interval) IS 'Returns the engagement of each article published at least min_age ago: its rank among them by page
views, clicks and social interactions, 0 for the least and 1 for the most. Errors: none.';

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: engagement_factors; Type: TABLE; Schema: content; Owner: aquascene_owner
--

CREATE TABLE content.engagement_factors (
    dimension text NOT NULL,
    value text NOT NULL,
    effect numeric NOT NULL,
    sample_count integer NOT NULL,
    CONSTRAINT engagement_factors_dimension_is_known CHECK ((dimension = ANY (ARRAY['mean'::text, 'type'::text, 'category'::text, 'tag'::text, 'language'::text, 'length'::text, 'weekday'::text, 'hour'::text]))),
    CONSTRAINT engagement_factors_sample_count_is_a_count CHECK ((sample_count >= 0))
);

ALTER TABLE content.engagement_factors OWNER TO aquascene_owner;

--
-- Name: TABLE engagement_factors; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TABLE content.engagement_factors IS 'What published articles taught about engagement, for the prediction of drafts; written by
analytics.learn_engagement.';

--
-- Name: COLUMN engagement_factors.dimension; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.engagement_factors.dimension IS 'mean = the mean engagement, of all; type, category, tag, language, length (short, medium, long,
very long), weekday (1 = Monday, UTC), hour (of the day, in blocks of four, UTC).';

--
-- Name: COLUMN engagement_factors.value; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.engagement_factors.value IS 'The type, category,
    tag …; empty for mean.';

--
-- Name: COLUMN engagement_factors.effect; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.engagement_factors.effect IS 'What it adds to the prediction, already shrunk towards nothing where samples are few.';

--
-- Name: COLUMN engagement_factors.sample_count; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.engagement_factors.sample_count IS 'Articles it was learned from.';

--
-- Name: _fit_engagement(interval, integer, integer); Type: FUNCTION; Schema: analytics; Owner: aquascene_owner
--

CREATE FUNCTION analytics._fit_engagement(min_age interval, folds integer DEFAULT 1, left_out integer DEFAULT NULL::integer) RETURNS SETOF content.engagement_factors
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _shrinkage constant double precision := ops.setting('content.engagement_shrinkage')::float8;
    _ids       uuid[];
    _residuals double precision[];
    _mean      double precision;
    _factors   content.engagement_factors[];
    _dimension text;
begin
    select array_agg(s.content_id order by s.content_id), avg(s.engagement),
           array_agg(s.engagement order by s.content_id)
      into _ids, _mean, _residuals
      from analytics._engagement_samples(_fit_engagement.min_age) as s
     where abs(hashtext(s.content_id::text)::bigint) % _fit_engagement.folds
           is distinct from _fit_engagement.left_out;
    if _ids is null then
        return;
    end if;
    return next ('mean', '', _mean::numeric, cardinality(_ids))::content.engagement_factors;
    _residuals := array(
        select i.residual - _mean from unnest(_residuals) with ordinality as i (residual, place)
         order by i.place);

    -- One dimension after the other learns from what those before it left unexplained, so that a
    -- tag that always comes with its category does not count twice.
    foreach _dimension in array
        array['type', 'category', 'tag', 'language', 'length', 'weekday', 'hour']
    loop
        with trait as (
            select i.place, i.residual, t.value, t.share
              from unnest(_ids, _residuals) with ordinality as i (id, residual, place)
              join content.generated_content as c on c.id = i.id
             cross join lateral content._engagement_traits(c) as t
             where t.dimension = _dimension
        ), factor as (
            select t.value, count(*) as sample_count,
                   sum(t.residual * t.share) / (sum(t.share) + _shrinkage) as effect
              from trait as t
             group by t.value
        ), explained as (
            select t.place, sum(f.effect * t.share) as effect
              from trait as t
              join factor as f using (value)
             group by t.place
        )
        select array(select (_dimension, f.value, f.effect::numeric,
                             f.sample_count)::content.engagement_factors
                       from factor as f),
               array(select i.residual - coalesce(e.effect, 0)
                       from unnest(_residuals) with ordinality as i (residual, place)
                       left join explained as e using (place)
                      order by i.place)
          into _factors, _residuals;
        return query select f.* from unnest(_factors) as f;
    end loop;
end;
$$;

ALTER FUNCTION analytics._fit_engagement(min_age interval, folds integer, left_out integer) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _fit_engagement(min_age interval, folds integer, left_out integer); Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON FUNCTION analytics._fit_engagement(min_age interval, folds integer, left_out integer) IS 'Learns the effects of content.engagement_factors from published articles; effects are shrunk: the
sum of what is left unexplained, divided by the number of articles plus
content.engagement_shrinkage (ridge regression, one dimension after the other).

folds, left_out: leaves out one of so many parts of the articles, to test with. Errors: none.';

--
-- Name: _rate(bigint, bigint); Type: FUNCTION; Schema: analytics; Owner: aquascene_owner
--

CREATE FUNCTION analytics._rate(part bigint, whole bigint) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (whole > 0) THEN round(LEAST((1)::numeric, ((part)::numeric / (whole)::numeric)), 4)
             ELSE NULL::numeric
         END AS "case";
END;

ALTER FUNCTION analytics._rate(part bigint, whole bigint) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _rate(part bigint, whole bigint); Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON FUNCTION analytics._rate(part bigint, whole bigint) IS 'Returns part / whole, at most 1, to four digits; null of nothing.

part, whole: counts. Errors: none.';

--
-- Name: backtest_engagement(interval, integer); Type: FUNCTION; Schema: analytics; Owner: aquascene_owner
--

CREATE FUNCTION analytics.backtest_engagement(min_age interval DEFAULT '7 days'::interval, folds integer DEFAULT 5) RETURNS TABLE(articles bigint, correlation numeric, error numeric, naive_error numeric)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if backtest_engagement.folds is null or backtest_engagement.folds not between 2 and 100 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('folds %s is not from 2 to 100',
                             coalesce(backtest_engagement.folds::text, 'null')),
            hint    = 'Give 5 or 10.';
    end if;

    return query
    with factor as materialized (
        select n.fold, f.dimension, f.value, f.effect
          from generate_series(0, backtest_engagement.folds - 1) as n (fold)
         cross join lateral analytics._fit_engagement(
               backtest_engagement.min_age, backtest_engagement.folds, n.fold) as f
    ), prediction as (
        select s.engagement::numeric, m.effect as mean,
               greatest(0, least(1, m.effect + coalesce(sum(f.effect * t.share), 0))) as predicted
          from analytics._engagement_samples(backtest_engagement.min_age) as s
          join content.generated_content as c on c.id = s.content_id
         cross join lateral (
               select abs(hashtext(s.content_id::text)::bigint) % backtest_engagement.folds
              ) as p (fold)
          join factor as m on m.fold = p.fold and m.dimension = 'mean'
         cross join lateral content._engagement_traits(c) as t
          left join factor as f
                 on f.fold = p.fold and f.dimension = t.dimension and f.value = t.value
         group by s.content_id, s.engagement, m.effect
    )
    select count(*), round(corr(p.predicted, p.engagement)::numeric, 3),
           round(avg(abs(p.predicted - p.engagement)), 4),
           round(avg(abs(p.mean - p.engagement)), 4)
      from prediction as p;
end;
$$;

ALTER FUNCTION analytics.backtest_engagement(min_age interval, folds integer) OWNER TO aquascene_owner;

--
-- Name: FUNCTION backtest_engagement(min_age interval, folds integer); Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON FUNCTION analytics.backtest_engagement(min_age interval, folds integer) IS 'Tests the prediction of engagement on published articles: each is predicted by what the others
teach (cross-validation), and compared with what it earned. Returns the number of articles, the
correlation of prediction and truth, the mean absolute error, and that of always guessing the
mean: worth something when error is below naive_error.

min_age: see analytics.learn_engagement. folds: into how many parts the articles are divided, 2
to 100. Errors: 22023 folds out of range.';

--
-- Name: learn_engagement(interval); Type: FUNCTION; Schema: analytics; Owner: aquascene_owner
--

CREATE FUNCTION analytics.learn_engagement(min_age interval DEFAULT '7 days'::interval) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _learned bigint;
begin
    -- One at a time; readers go on with the old factors until this commits.
    lock table content.engagement_factors in share row exclusive mode;
    delete from content.engagement_factors;
    insert into content.engagement_factors
    select f.* from analytics._fit_engagement(learn_engagement.min_age) as f;
    get diagnostics _learned = row_count;

    update content.generated_content as c
       set scheduled_for = c.scheduled_for                -- fires the trigger score_engagement
     where c.status in ('draft', 'review', 'approved', 'scheduled', 'needs_revision');
    return _learned;
end;
$$;

ALTER FUNCTION analytics.learn_engagement(min_age interval) OWNER TO aquascene_owner;

--
-- Name: FUNCTION learn_engagement(min_age interval); Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON FUNCTION analytics.learn_engagement(min_age interval) IS 'Learns from published articles what drafts will earn, predicts the engagement of all unpublished
content anew, and returns the number of factors learned. Run it daily.

min_age: articles younger than that have not earned what they will and teach nothing.
Engagement is a rank: 0 the least, 1 the most read, clicked and liked article.
analytics.backtest_engagement says how good it is.
Errors: none. Writes: content.engagement_factors, content.generated_content. Locks:
content.engagement_factors against other calls.';

--
-- Name: roll_up(); Type: FUNCTION; Schema: analytics; Owner: aquascene_owner
--

CREATE FUNCTION analytics.roll_up() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
    _horizon xid8;
    _from    xid8;
    _count   bigint;
begin
    insert into ops.rollup_watermarks (name) values ('email_events')
    on conflict on constraint rollup_watermarks_pkey do nothing;
    select w.below into _from
      from ops.rollup_watermarks as w
     where w.name = 'email_events'
       for update;
    -- Taken under the lock, so never behind an earlier caller's.
    _horizon := pg_snapshot_xmin(pg_current_snapshot());
    if _from > _horizon then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('watermark %s is ahead of this server, which is at transaction %s',
                             _from, _horizon),
            detail  = 'Row of ops.rollup_watermarks with name email_events.',
            hint    = 'The database was restored from a dump: docs/guide/deploying.md says how to '
                      'go on.';
    end if;

    -- Every issue of these days, and every one that something happened to, has its row of totals.
    insert into analytics.newsletter_metrics as m (issue_id, metric_type, recorded_at)
    select i.id, 'total', i.issue_date::timestamp at time zone 'UTC'
      from newsletter.newsletter_issues as i
     where i.issue_date >= (ops.now() at time zone 'UTC')::date - 7
        or (i.issue_date is not null
            and i.id in (select e.issue_id from newsletter.email_events as e
                          where e.xid >= _from and e.xid < _horizon))
    on conflict (issue_id, recorded_at) where metric_type = 'total' do nothing;

    with event as materialized (
        select e.subscriber_id, e.issue_id, e.event_type, e.link_id, e.occurred_at
          from newsletter.email_events as e
         where e.xid >= _from and e.xid < _horizon
    ), first as (
        select l.issue_date, l.issue_id, l.subscriber_id, e.opened_at, e.clicked_at,
               (l.first_opened_at is null and e.opened_at is not null)::integer as opens,
               (l.first_clicked_at is null and e.clicked_at is not null)::integer as clicks
          from (select v.issue_id, v.subscriber_id,
                       min(v.occurred_at) filter (where v.event_type = 'open') as opened_at,
                       min(v.occurred_at) filter (where v.event_type = 'click') as clicked_at
                  from event as v
                 where v.event_type in ('open', 'click')
                 group by v.issue_id, v.subscriber_id) as e
          join newsletter.newsletter_issues as i on i.id = e.issue_id
          join newsletter.newsletter_deliveries as l
            on l.issue_date = i.issue_date and l.issue_id = i.id
           and l.subscriber_id = e.subscriber_id
    ), reached as (
        -- One update for both: a statement that updates a row twice loses the second.
        update newsletter.newsletter_deliveries as d
           set first_opened_at = coalesce(d.first_opened_at, f.opened_at),
               first_clicked_at = coalesce(d.first_clicked_at, f.clicked_at)
          from first as f
         where d.issue_date = f.issue_date and d.issue_id = f.issue_id
           and d.subscriber_id = f.subscriber_id and f.opens + f.clicks > 0
        returning d.issue_id, f.opens, f.clicks
    ), article as (
        insert into analytics.content_metrics as m (
            content_id, metric_type, metric_name, metric_value, date_bucket, recorded_at)
        select l.content_id, 'email', 'clicks', count(*), (e.occurred_at at time zone 'UTC')::date,
               ops.now()
          from event as e
          join newsletter.newsletter_links as l on l.id = e.link_id
          join content.generated_content as c on c.id = l.content_id
         group by l.content_id, (e.occurred_at at time zone 'UTC')::date
        on conflict on constraint content_metrics_are_measured_once_a_day do update
           set metric_value = m.metric_value + excluded.metric_value,
               recorded_at = excluded.recorded_at
    ), reader as (
        insert into audience.subscriber_engagement as g (
            subscriber_id, opened_count, open_count, click_count, last_open_at, last_click_at)
        select e.subscriber_id, coalesce(o.issues, 0),
               count(*) filter (where e.event_type = 'open'),
               count(*) filter (where e.event_type = 'click'),
               max(e.occurred_at) filter (where e.event_type = 'open'),
               max(e.occurred_at) filter (where e.event_type = 'click')
          from event as e
          join audience.subscribers as s on s.id = e.subscriber_id
          left join (select f.subscriber_id, sum(f.opens) as issues
                       from first as f
                      group by f.subscriber_id) as o on o.subscriber_id = e.subscriber_id
         where e.event_type in ('open', 'click')
         group by e.subscriber_id, o.issues
         order by e.subscriber_id
        on conflict on constraint subscriber_engagement_pkey do update
           set opened_count = g.opened_count + excluded.opened_count,
               open_count = g.open_count + excluded.open_count,
               click_count = g.click_count + excluded.click_count,
               last_open_at = greatest(g.last_open_at, excluded.last_open_at),
               last_click_at = greatest(g.last_click_at, excluded.last_click_at)
    ), counted as (
        select e.issue_id,
               count(*) filter (where e.event_type = 'open') as opens,
               count(*) filter (where e.event_type = 'click') as clicks,
               count(*) filter (where e.event_type = 'unsubscribe') as unsubscribes,
               count(*) filter (where e.event_type = 'bounce') as bounces,
               count(*) filter (where e.event_type = 'complaint') as complaints
          from event as e
         group by e.issue_id
    ), total as (
        update analytics.newsletter_metrics as m
           set open_count = m.open_count + c.opens,
               click_count = m.click_count + c.clicks,
               unsubscribe_count = m.unsubscribe_count + c.unsubscribes,
               bounce_count = m.bounce_count + c.bounces,
               complaint_count = m.complaint_count + c.complaints,
               unique_opens = m.unique_opens + coalesce(u.opens, 0),
               unique_clicks = m.unique_clicks + coalesce(u.clicks, 0)
          from counted as c
          left join (select r.issue_id, sum(r.opens) as opens, sum(r.clicks) as clicks
                       from reached as r
                      group by r.issue_id) as u using (issue_id)
          join newsletter.newsletter_issues as i on i.id = c.issue_id
         where m.issue_id = c.issue_id and m.metric_type = 'total'
           and m.recorded_at = i.issue_date::timestamp at time zone 'UTC'
    )
    select count(*) into _count from event;

    -- Messages are counted from the ledger while an issue is being sent; its end says the rest.
    update analytics.newsletter_metrics as m
       set sent_count = l.handed_over
      from newsletter.newsletter_issues as i
     cross join lateral (
               select case i.status
                          when 'sending' then (
                              select count(*)
                                from newsletter.newsletter_deliveries as d
                               where d.issue_date = i.issue_date and d.issue_id = i.id
                                 and d.status in ('sent', 'failed'))
                          else (i.metrics ->> 'sent')::bigint + (i.metrics ->> 'failed')::bigint
                      end) as l (handed_over)
     where m.issue_id = i.id and m.metric_type = 'total'
       and m.recorded_at = i.issue_date::timestamp at time zone 'UTC'
       and m.sent_count <> l.handed_over;

    update analytics.newsletter_metrics as m
       set delivered_count = r.delivered,
           open_rate = r.open_rate,
           click_rate = r.click_rate,
           unsubscribe_rate = r.unsubscribe_rate,
           bounce_rate = r.bounce_rate
      from (select t.id, t.recorded_at, d.delivered,
                   analytics._rate(t.unique_opens, d.delivered) as open_rate,
                   analytics._rate(t.unique_clicks, d.delivered) as click_rate,
                   analytics._rate(t.unsubscribe_count, d.delivered) as unsubscribe_rate,
                   analytics._rate(t.bounce_count, t.sent_count) as bounce_rate
              from analytics.newsletter_metrics as t
             cross join lateral (
                       select greatest(t.sent_count - t.bounce_count, 0)
                   ) as d (delivered)
             where t.metric_type = 'total') as r
     where m.id = r.id and m.recorded_at = r.recorded_at
       and (m.delivered_count, m.open_rate, m.click_rate, m.unsubscribe_rate, m.bounce_rate)
           is distinct from
           (r.delivered, r.open_rate, r.click_rate, r.unsubscribe_rate, r.bounce_rate);

    update ops.rollup_watermarks as w
       set below = _horizon, rolled_up_at = ops.now(), event_count = w.event_count + _count
     where w.name = 'email_events';
    return _count;
end;
$$;

ALTER FUNCTION analytics.roll_up() OWNER TO aquascene_owner;

--
-- Name: FUNCTION roll_up(); Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON FUNCTION analytics.roll_up() IS 'Adds the events that came in since the last call to newsletter_metrics, content_metrics,
subscriber_engagement and the first open and click in the ledger; returns how many events.

Each event is counted exactly once, however many call it and whenever the server stops: the
watermark moves in the same transaction. Events of transactions still running wait. Rates follow the
seed: unique opens and clicks and unsubscribes over delivered, bounces over sent.
Errors: 55000 the watermark is ahead of the server, after a restore from a dump.
Locks: its watermark''s row in ops.rollup_watermarks.';

--
-- Name: _secret(text); Type: FUNCTION; Schema: ops; Owner: aquascene_owner
--

CREATE FUNCTION ops._secret(name text) RETURNS bytea
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _value bytea;
begin
    select s.value into _value from ops.secrets as s where s.name = _secret.name;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no secret %L', _secret.name),
            hint    = 'Secrets are generated when ops/data/secrets is deployed.';
    end if;
    return _value;
end;
$$;

ALTER FUNCTION ops._secret(name text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _secret(name text); Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON FUNCTION ops._secret(name text) IS 'Returns a key of ops.secrets. Private: the owner''s own functions only.

name: token, suppression or social. Errors: P0002 no such secret.';

--
-- Name: _address_hash(text); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience._address_hash(email text) RETURNS bytea
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT public.hmac(convert_to(lower(email), 'UTF8'::name), ops._secret('suppression'::text), 'sha256'::text) AS hmac;
END;

ALTER FUNCTION audience._address_hash(email text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _address_hash(email text); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience._address_hash(email text) IS 'Returns the keyed hash under which an address is suppressed.

email: the address. Formula: HMAC-SHA-256 (RFC 2104) of its lower-case form. Errors: none.';

--
-- Name: _checked_consents(jsonb); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience._checked_consents(consents jsonb) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _wrong text;
begin
    if jsonb_typeof(consents) is distinct from 'object' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('consents is a JSON %s, not an object',
                             coalesce(jsonb_typeof(consents), 'null')),
            hint    = 'Pass {"newsletter": true}.';
    end if;
    select string_agg(format('%s is %s', c.key, left(c.value::text, 50)), ', ' order by c.key)
      into _wrong
      from jsonb_each(consents) as c
     where c.key not in ('newsletter', 'marketing', 'analytics', 'third_party')
        or jsonb_typeof(c.value) <> 'boolean';
    if _wrong is not null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('wrong consents: %s', _wrong),
            hint    = 'There are newsletter, marketing, analytics and third_party, true or false.';
    end if;
    return consents;
end;
$$;

ALTER FUNCTION audience._checked_consents(consents jsonb) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _checked_consents(consents jsonb); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience._checked_consents(consents jsonb) IS 'Returns consents as they are. Errors: 22023 they are no object of known purposes and booleans.';

--
-- Name: _checked_email(text); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience._checked_email(email text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if audience.normalize_email(_checked_email.email) is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('%L is no e-mail address', left(_checked_email.email, 100)),
            hint    = 'Write it as in ada@example.com, without a name.';
    end if;
    return audience.normalize_email(_checked_email.email);
end;
$$;

ALTER FUNCTION audience._checked_email(email text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _checked_email(email text); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience._checked_email(email text) IS 'Returns an address as audience.normalize_email does. Errors: 22023 it is none.';

--
-- Name: suppressions; Type: TABLE; Schema: audience; Owner: aquascene_owner
--

CREATE TABLE audience.suppressions (
    id bigint NOT NULL,
    address_hash bytea,
    domain text,
    reason text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT suppressions_address_hash_is_sha256 CHECK ((octet_length(address_hash) = 32)),
    CONSTRAINT suppressions_domain_is_lower_case CHECK ((domain = lower(domain))),
    CONSTRAINT suppressions_name_an_address_or_a_domain CHECK ((num_nonnulls(address_hash, domain) = 1)),
    CONSTRAINT suppressions_reason_is_known CHECK ((reason = ANY (ARRAY['bounce'::text, 'complaint'::text, 'erasure'::text, 'manual'::text])))
);

ALTER TABLE audience.suppressions OWNER TO aquascene_owner;

--
-- Name: TABLE suppressions; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON TABLE audience.suppressions IS 'Addresses and domains that get nothing, whatever is imported again.';

--
-- Name: COLUMN suppressions.id; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.suppressions.id IS 'Identity of the entry.';

--
-- Name: COLUMN suppressions.address_hash; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.suppressions.address_hash IS 'HMAC-SHA-256 of the address under a key of the database; survives erasure.';

--
-- Name: COLUMN suppressions.domain; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.suppressions.domain IS 'A whole domain, lower case.';

--
-- Name: COLUMN suppressions.reason; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.suppressions.reason IS 'bounce, complaint, erasure, manual.';

--
-- Name: COLUMN suppressions.created_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.suppressions.created_at IS 'Since when.';

--
-- Name: _is_suppressed(text); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience._is_suppressed(email text) RETURNS boolean
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT ((EXISTS ( SELECT
            FROM audience.suppressions s
           WHERE (s.address_hash = audience._address_hash(_is_suppressed.email)))) OR (EXISTS ( SELECT
            FROM audience.suppressions s
           WHERE (s.domain = split_part(_is_suppressed.email, '@'::text, 2)))));
END;

ALTER FUNCTION audience._is_suppressed(email text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _is_suppressed(email text); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience._is_suppressed(email text) IS 'Returns whether an address, or its whole domain, is suppressed.

email: the address, lower case. Errors: none.';

--
-- Name: _is_time_zone(text); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience._is_time_zone(name text) RETURNS boolean
    LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
begin
    -- pg_timezone_names reads a thousand files; PostgreSQL takes also what is no name, such as AB3.
    return name ~ '^[A-Za-z_]+(/[A-Za-z0-9_+-]+){0,2}$' and length(name) <= 50
           and now() at time zone name is not null;
exception
    when invalid_parameter_value then
        return false;
end;
$_$;

ALTER FUNCTION audience._is_time_zone(name text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _is_time_zone(name text); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience._is_time_zone(name text) IS 'Returns whether a text names a time zone; null for null. Errors: none.';

--
-- Name: subscribers; Type: TABLE; Schema: audience; Owner: aquascene_owner
--

CREATE TABLE audience.subscribers (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    email character varying(255) NOT NULL,
    first_name character varying(100),
    last_name character varying(100),
    full_name character varying(200),
    phone character varying(50),
    country character varying(100),
    timezone character varying(50) DEFAULT 'UTC'::character varying NOT NULL,
    language character varying(10) DEFAULT 'en'::character varying NOT NULL,
    source character varying(50),
    status character varying(20) DEFAULT 'active'::character varying NOT NULL,
    subscription_date timestamp with time zone DEFAULT now() NOT NULL,
    confirmed_at timestamp with time zone,
    unsubscribed_at timestamp with time zone,
    bounce_count integer DEFAULT 0 NOT NULL,
    complaint_count integer DEFAULT 0 NOT NULL,
    last_activity_at timestamp with time zone DEFAULT now() NOT NULL,
    preferences jsonb DEFAULT '{}'::jsonb NOT NULL,
    custom_fields jsonb DEFAULT '{}'::jsonb NOT NULL,
    tags text[],
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT subscribers_counts_are_counts CHECK (((bounce_count >= 0) AND (complaint_count >= 0))),
    CONSTRAINT subscribers_custom_fields_is_an_object CHECK ((jsonb_typeof(custom_fields) = 'object'::text)),
    CONSTRAINT subscribers_email_is_normalised CHECK ((((email)::text = lower((email)::text)) AND ((email)::text ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text))),
    CONSTRAINT subscribers_preferences_is_an_object CHECK ((jsonb_typeof(preferences) = 'object'::text)),
    CONSTRAINT subscribers_status_is_known CHECK (((status)::text = ANY ((ARRAY['pending'::character varying, 'active'::character varying, 'unconfirmed'::character varying, 'unsubscribed'::character varying, 'bounced'::character varying, 'complained'::character varying])::text[])))
);

ALTER TABLE audience.subscribers OWNER TO aquascene_owner;

--
-- Name: TABLE subscribers; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON TABLE audience.subscribers IS 'People who asked for mail.';

--
-- Name: COLUMN subscribers.id; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.id IS 'Identity of the subscriber; the only thing that events carry.';

--
-- Name: COLUMN subscribers.email; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.email IS 'Address, lower case.';

--
-- Name: COLUMN subscribers.first_name; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.first_name IS 'Given name.';

--
-- Name: COLUMN subscribers.last_name; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.last_name IS 'Family name.';

--
-- Name: COLUMN subscribers.full_name; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.full_name IS 'Name as one, where it is not made of two.';

--
-- Name: COLUMN subscribers.phone; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.phone IS 'Telephone number.';

--
-- Name: COLUMN subscribers.country; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.country IS 'Country, as given.';

--
-- Name: COLUMN subscribers.timezone; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.timezone IS 'IANA time zone.';

--
-- Name: COLUMN subscribers.language; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.language IS 'ISO 639-1 code.';

--
-- Name: COLUMN subscribers.source; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.source IS 'Where the subscription came from: form, import, api …';

--
-- Name: COLUMN subscribers.status; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.status IS 'pending = has not confirmed yet; active = gets mail; unconfirmed = never confirmed; unsubscribed
= asked to stop; bounced = the address does not work; complained = called it spam.';

--
-- Name: COLUMN subscribers.subscription_date; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.subscription_date IS 'When the person subscribed.';

--
-- Name: COLUMN subscribers.confirmed_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.confirmed_at IS 'When the address was confirmed.';

--
-- Name: COLUMN subscribers.unsubscribed_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.unsubscribed_at IS 'When the person last unsubscribed.';

--
-- Name: COLUMN subscribers.bounce_count; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.bounce_count IS 'Bounces so far.';

--
-- Name: COLUMN subscribers.complaint_count; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.complaint_count IS 'Spam complaints so far.';

--
-- Name: COLUMN subscribers.last_activity_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.last_activity_at IS 'When the person last did something.';

--
-- Name: COLUMN subscribers.preferences; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.preferences IS 'Anything chosen that has no column.';

--
-- Name: COLUMN subscribers.custom_fields; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.custom_fields IS 'Fields of the deployer.';

--
-- Name: COLUMN subscribers.tags; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.tags IS 'Labels.';

--
-- Name: COLUMN subscribers.created_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.created_at IS 'When the row was written.';

--
-- Name: COLUMN subscribers.updated_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscribers.updated_at IS 'When it was last changed.';

--
-- Name: _locked_subscriber(uuid); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience._locked_subscriber(subscriber_id uuid) RETURNS audience.subscribers
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _person audience.subscribers;
begin
    select s.* into _person
      from audience.subscribers as s
     where s.id = _locked_subscriber.subscriber_id
       for update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no subscriber %s',
                             coalesce(_locked_subscriber.subscriber_id::text, 'null')),
            hint    = 'select id, email from audience.subscribers lists them.';
    end if;
    return _person;
end;
$$;

ALTER FUNCTION audience._locked_subscriber(subscriber_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _locked_subscriber(subscriber_id uuid); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience._locked_subscriber(subscriber_id uuid) IS 'Returns a subscriber, locked. Errors: P0002 no such subscriber. Locks: the subscriber.';

--
-- Name: _preferences_person(text); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience._preferences_person(token text) RETURNS audience.subscribers
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _payload constant bytea := ops._verify_token('preferences', token);
    _person  audience.subscribers;
begin
    if ('x' || encode(substring(_payload from 17 for 8), 'hex'))::bit(64)::bigint
           > extract(epoch from ops.now())
    then
        select s.* into _person
          from audience.subscribers as s
         where s.id = encode(substring(_payload from 1 for 16), 'hex')::uuid
           for update;
    end if;
    if _person.id is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'this link has expired',
            hint    = 'Use the link in the newest mail.';
    end if;
    return _person;
end;
$$;

ALTER FUNCTION audience._preferences_person(token text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _preferences_person(token text); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience._preferences_person(token text) IS 'Returns whose preferences a token leads to, locked. Errors: 22023 a forged, damaged or expired
token, or one of somebody who is gone. Locks: the subscriber.';

--
-- Name: _sign_token(text, bytea); Type: FUNCTION; Schema: ops; Owner: aquascene_owner
--

CREATE FUNCTION ops._sign_token(purpose text, payload bytea) RETURNS text
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT translate(encode((payload || SUBSTRING(public.hmac(((convert_to(purpose, 'UTF8'::name) || '\x00'::bytea) || payload), ops._secret('token'::text), 'sha256'::text) FROM 1 FOR 16)), 'base64'::text), '+/=
'::text, '-_'::text) AS translate;
END;

ALTER FUNCTION ops._sign_token(purpose text, payload bytea) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _sign_token(purpose text, payload bytea); Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON FUNCTION ops._sign_token(purpose text, payload bytea) IS 'Returns a URL-safe token that carries payload and proves that this database signed it.

purpose: what the token may be used for; a token for another purpose does not verify.
payload: any bytes, readable by whoever holds the token. Formula: HMAC-SHA-256 (RFC 2104),
cut to 128 bits. Errors: none.';

--
-- Name: _preferences_token(uuid, timestamp with time zone); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience._preferences_token(subscriber_id uuid, expires_at timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT ops._sign_token('preferences'::text, (uuid_send(subscriber_id) || int8send((floor(EXTRACT(epoch FROM expires_at)))::bigint))) AS _sign_token;
END;

ALTER FUNCTION audience._preferences_token(subscriber_id uuid, expires_at timestamp with time zone) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _preferences_token(subscriber_id uuid, expires_at timestamp with time zone); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience._preferences_token(subscriber_id uuid, expires_at timestamp with time zone) IS 'Returns the token of a link to somebody''s preferences.

expires_at: the link is good until then. Errors: none.';

--
-- Name: _record_consents(uuid, jsonb, text, inet, text, jsonb); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience._record_consents(subscriber_id uuid, consents jsonb, source text, ip_address inet DEFAULT NULL::inet, text_version text DEFAULT NULL::text, evidence jsonb DEFAULT '{}'::jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    insert into audience.consent_events (
        subscriber_id, purpose, is_granted, source, ip_address, text_version, evidence, occurred_at)
    select _record_consents.subscriber_id, c.key, c.value = 'true', _record_consents.source,
           _record_consents.ip_address, _record_consents.text_version,
           coalesce(_record_consents.evidence, '{}'), ops.now()
      from jsonb_each(_record_consents.consents) as c
     order by c.key;
    update audience.subscription_preferences as p
       set gdpr_consent = coalesce((consents ->> 'newsletter')::boolean, p.gdpr_consent),
           gdpr_consent_date = case when consents -> 'newsletter' = 'true' then ops.now()
                                    else p.gdpr_consent_date end,
           marketing_consent = coalesce((consents ->> 'marketing')::boolean, p.marketing_consent),
           analytics_consent = coalesce((consents ->> 'analytics')::boolean, p.analytics_consent),
           third_party_sharing = coalesce((consents ->> 'third_party')::boolean,
                                          p.third_party_sharing)
     where p.subscriber_id = _record_consents.subscriber_id;
end;
$$;

ALTER FUNCTION audience._record_consents(subscriber_id uuid, consents jsonb, source text, ip_address inet, text_version text, evidence jsonb) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _record_consents(subscriber_id uuid, consents jsonb, source text, ip_address inet, text_version text, evidence jsonb); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience._record_consents(subscriber_id uuid, consents jsonb, source text, ip_address inet, text_version text, evidence jsonb) IS 'Records what a subscriber agreed to or withdrew; the consents in subscription_preferences follow.

consents: an object of purpose and true or false. The rest: as in audience.consent_events.
Errors: 23514 no such purpose.
Writes: audience.consent_events, audience.subscription_preferences.';

--
-- Name: _request(uuid, text, text, jsonb); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience._request(subscriber_id uuid, kind text, email text, details jsonb) RETURNS uuid
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    -- Whoever types an address again and again sends it one mail.
    insert into audience.subscription_requests (
        subscriber_id, kind, email, details, requested_at, expires_at)
    select _request.subscriber_id, _request.kind, _request.email, _request.details, ops.now(),
           ops.now() + (ops.setting('audience.confirm_within') #>> '{}')::interval
     where not exists (
               select
                 from audience.subscription_requests as r
                where r.subscriber_id = _request.subscriber_id and r.email = _request.email
                  and r.requested_at
                          > ops.now() - (ops.setting('audience.request_pause') #>> '{}')::interval)
    returning id;
$$;

ALTER FUNCTION audience._request(subscriber_id uuid, kind text, email text, details jsonb) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _request(subscriber_id uuid, kind text, email text, details jsonb); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience._request(subscriber_id uuid, kind text, email text, details jsonb) IS 'Has an address asked to confirm, unless it was asked just now, and returns the request''s id.

All parameters: as in audience.subscription_requests. Errors: none.
Writes: audience.subscription_requests.';

--
-- Name: _suppress(text, text); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience._suppress(email text, reason text) RETURNS boolean
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    with added as (
        insert into audience.suppressions (address_hash, reason, created_at)
        values (audience._address_hash(_suppress.email), _suppress.reason, ops.now())
        on conflict on constraint suppressions_address_hash_key do nothing
        returning id
    )
    select exists (select from added);
$$;

ALTER FUNCTION audience._suppress(email text, reason text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _suppress(email text, reason text); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience._suppress(email text, reason text) IS 'Keeps an address from getting mail, and returns whether it got any before; the first reason stays.

email: normalised. reason: as in audience.suppressions. Errors: 23514 no such reason.
Writes: audience.suppressions.';

--
-- Name: add_to_segment(integer, uuid[]); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.add_to_segment(segment_id integer, subscriber_ids uuid[]) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _added bigint;
begin
    if not exists (select from audience.subscriber_segments as s
                    where s.id = add_to_segment.segment_id) then
        raise exception using
            errcode = 'no_data_found',
            message = format('no segment %s', coalesce(add_to_segment.segment_id::text, 'null')),
            hint    = 'select id, name from audience.subscriber_segments lists them.';
    end if;

    insert into audience.subscriber_segment_memberships (
        subscriber_id, segment_id, added_at, added_by)
    select s.id, add_to_segment.segment_id, ops.now(),
           nullif(current_setting('aquascene.user_id', true), '')::uuid
      from audience.subscribers as s
     where s.id = any(add_to_segment.subscriber_ids)
     order by s.id
    on conflict on constraint subscriber_segment_memberships_pkey do nothing;
    get diagnostics _added = row_count;
    return _added;
end;
$$;

ALTER FUNCTION audience.add_to_segment(segment_id integer, subscriber_ids uuid[]) OWNER TO aquascene_owner;

--
-- Name: FUNCTION add_to_segment(segment_id integer, subscriber_ids uuid[]); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.add_to_segment(segment_id integer, subscriber_ids uuid[]) IS 'Adds subscribers to a segment and returns how many were not in it before.

segment_id: the segment. subscriber_ids: who; ids that are nobody''s are passed over.
Errors: P0002 no such segment. Writes: audience.subscriber_segment_memberships.';

--
-- Name: change_email(uuid, text); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.change_email(subscriber_id uuid, new_email text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _email  constant text := audience._checked_email(change_email.new_email);
    _status text;
begin
    select s.status into _status
      from audience.subscribers as s
     where s.id = change_email.subscriber_id
       for update;
    if _status is null then
        raise exception using
            errcode = 'no_data_found',
            message = format('no subscriber %s',
                             coalesce(change_email.subscriber_id::text, 'null')),
            hint    = 'select id, email from audience.subscribers lists them.';
    end if;
    if _status not in ('active', 'bounced', 'pending') then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('the subscriber is %s', _status),
            hint    = 'Somebody who gets no mail signs up anew with another address.';
    end if;
    -- Whether the address is somebody's, or must get no mail, is not told.
    if not audience._is_suppressed(_email)
        and not exists (select from audience.subscribers as s where s.email = _email)
    then
        perform audience._request(change_email.subscriber_id, 'change_email', _email, '{}');
    end if;
end;
$$;

ALTER FUNCTION audience.change_email(subscriber_id uuid, new_email text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION change_email(subscriber_id uuid, new_email text); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.change_email(subscriber_id uuid, new_email text) IS 'Asks the reader of another address to confirm that mail goes there from now on; who bounced is
active again then.

Errors: P0002 no such subscriber; 22023 no address; 55000 the subscriber gets no mail.
Writes: audience.subscription_requests. Locks: the subscriber.';

--
-- Name: claim_requests(integer); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.claim_requests(batch_size integer DEFAULT 100) RETURNS TABLE(request_id uuid, kind text, email text, first_name text, language text, token text, expires_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if not coalesce(claim_requests.batch_size between 1 and 10000, false) then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('batch_size %s is not within 1 to 10000',
                             coalesce(claim_requests.batch_size::text, 'null')),
            hint    = 'A hundred is a good batch.';
    end if;
    return query
    with taken as (
        select r.id
          from audience.subscription_requests as r
         where r.mailed_at is null and r.expires_at > ops.now()
         order by r.requested_at
         limit claim_requests.batch_size
           for update skip locked
    )
    update audience.subscription_requests as r
       set mailed_at = ops.now()
      from taken as t, audience.subscribers as s
     where r.id = t.id and s.id = r.subscriber_id
    returning r.id, r.kind, r.email, s.first_name::text, s.language::text,
              ops._sign_token('confirm', uuid_send(r.id)
                              || int8send(floor(extract(epoch from r.expires_at))::bigint)),
              r.expires_at;
end;
$$;

ALTER FUNCTION audience.claim_requests(batch_size integer) OWNER TO aquascene_owner;

--
-- Name: FUNCTION claim_requests(batch_size integer); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.claim_requests(batch_size integer) IS 'Hands a worker what to mail to addresses that have to confirm, each once; when the mail is lost,
the person signs up again.

batch_size: 1 to 10,000. Returns for each: kind (subscribe or change_email), email, first_name,
language, and the token of the link. Errors: 22023 a batch_size out of range.
Writes: audience.subscription_requests. Locks: the requests, without waiting.';

--
-- Name: confirm(text, inet); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.confirm(token text, ip_address inet DEFAULT NULL::inet) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _payload constant bytea := ops._verify_token('confirm', confirm.token);
    _request audience.subscription_requests;
    _person  audience.subscribers;
begin
    -- Subscriber first, as everywhere.
    select s.* into _person
      from audience.subscribers as s
      join audience.subscription_requests as r on r.subscriber_id = s.id
     where r.id = encode(substring(_payload from 1 for 16), 'hex')::uuid
       for update of s;
    select r.* into _request
      from audience.subscription_requests as r
     where r.id = encode(substring(_payload from 1 for 16), 'hex')::uuid
       for update;
    if _request.confirmed_at is not null then
        return _request.kind;               -- followed once more
    end if;
    if _request.id is null or _request.expires_at <= ops.now()
        or audience._is_suppressed(_request.email)
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'this link has expired',
            hint    = 'Sign up again to get another one.';
    end if;

    update audience.subscription_requests as r
       set confirmed_at = ops.now()
     where r.id = _request.id;
    if _request.kind = 'subscribe' then
        if _person.status = 'unconfirmed' then
            update audience.subscribers as s set status = 'pending' where s.id = _person.id;
            _person.status := 'pending';
        end if;
        update audience.subscribers as s
           set status = 'active', confirmed_at = ops.now(), last_activity_at = ops.now(),
               unsubscribed_at = null
         where s.id = _person.id and s.status in ('pending', 'unsubscribed');
        if found then
            perform audience._record_consents(
                _person.id, _request.details -> 'consents',
                _request.details ->> 'source',
                coalesce(confirm.ip_address, (_request.details ->> 'ip_address')::inet),
                _request.details ->> 'text_version',
                coalesce(_request.details -> 'evidence', '{}')
                    || jsonb_build_object('requested_at', _request.requested_at,
                                          'request_id', _request.id));
        end if;
    else
        if exists (select from audience.subscribers as s
                    where s.email = _request.email and s.id <> _person.id) then
            raise exception using
                errcode = 'invalid_parameter_value',
                message = 'this link has expired',
                hint    = 'Sign up again to get another one.';
        end if;
        update audience.subscribers as s
           set email = _request.email, last_activity_at = ops.now(), bounce_count = 0,
               status = case s.status when 'bounced' then 'active' else s.status end
         where s.id = _person.id;
        delete from audience.bounces as b where b.subscriber_id = _person.id;
    end if;
    return _request.kind;
end;
$$;

ALTER FUNCTION audience.confirm(token text, ip_address inet) OWNER TO aquascene_owner;

--
-- Name: FUNCTION confirm(token text, ip_address inet); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.confirm(token text, ip_address inet) IS 'Does what somebody asked for in the name of an address, now that its reader says so, and returns
its kind: subscribe or change_email. Followed again, a link does nothing more.

token: from audience.claim_requests. ip_address: of who followed the link. Errors: 22023 a forged or
damaged token, one that has expired, or an address that must get no mail. Writes:
audience.subscribers, audience.subscription_preferences, audience.subscription_requests,
audience.consent_events, audience.bounces. Locks: the subscriber, the request.';

--
-- Name: consent_history(uuid); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.consent_history(subscriber_id uuid) RETURNS TABLE(occurred_at timestamp with time zone, purpose text, is_granted boolean, source text, ip_address inet, text_version text, evidence jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select c.occurred_at, c.purpose, c.is_granted, c.source, c.ip_address, c.text_version,
           c.evidence
      from audience.consent_events as c
     where c.subscriber_id = consent_history.subscriber_id
     order by c.occurred_at, c.id;
$$;

ALTER FUNCTION audience.consent_history(subscriber_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION consent_history(subscriber_id uuid); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.consent_history(subscriber_id uuid) IS 'Returns every grant and withdrawal of a subscriber''s consents, oldest first.

subscriber_id: no such subscriber has none. Errors: none.';

--
-- Name: create_segment(text, text, text, jsonb); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.create_segment(name text, description text DEFAULT NULL::text, segment_type text DEFAULT 'manual'::text, filter_criteria jsonb DEFAULT '{}'::jsonb) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    insert into audience.subscriber_segments (name, description, segment_type, filter_criteria)
    values (create_segment.name, create_segment.description, create_segment.segment_type,
            create_segment.filter_criteria)
    returning id;
$$;

ALTER FUNCTION audience.create_segment(name text, description text, segment_type text, filter_criteria jsonb) OWNER TO aquascene_owner;

--
-- Name: FUNCTION create_segment(name text, description text, segment_type text, filter_criteria jsonb); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.create_segment(name text, description text, segment_type text, filter_criteria jsonb) IS 'Makes a segment and returns its id.

name: not yet taken. segment_type: manual, automatic, behavioral or demographic. filter_criteria: a
JSON object. Errors: 23505 the name is taken; 23514 no such type, or criteria that are no object;
23502 no name; 22001 a name or type that is too long.
Writes: audience.subscriber_segments (audited).';

--
-- Name: expire_pending(integer); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.expire_pending(batch_size integer DEFAULT 10000) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    with late as (
        select s.id
          from audience.subscribers as s
         where s.status = 'pending'
           and s.subscription_date
                   <= ops.now() - (ops.setting('audience.confirm_within') #>> '{}')::interval
           and not exists (select
                             from audience.subscription_requests as r
                            where r.subscriber_id = s.id and r.confirmed_at is null
                              and r.expires_at > ops.now())
         limit expire_pending.batch_size
           for update skip locked
    ), expired as (
        update audience.subscribers as s
           set status = 'unconfirmed'
          from late as l
         where s.id = l.id
        returning s.id
    )
    select count(*) from expired;
$$;

ALTER FUNCTION audience.expire_pending(batch_size integer) OWNER TO aquascene_owner;

--
-- Name: FUNCTION expire_pending(batch_size integer); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.expire_pending(batch_size integer) IS 'Gives up on sign-ups that were not confirmed within audience.confirm_within, and returns how many;
as many as batch_size: call it again.

Errors: none. Writes: audience.subscribers. Locks: the subscribers, without waiting.';

--
-- Name: import_subscribers(jsonb, text); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.import_subscribers(subscribers jsonb, source text) RETURNS TABLE(outcome text, row_count bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    AS $_$
begin
    if jsonb_typeof(import_subscribers.subscribers) is distinct from 'array' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'subscribers is not a JSON list',
            hint    = 'Pass [{"email": "ada@example.com"}, …].';
    end if;

    return query
    with input as (
        select i.place,
               lower(btrim(i.row ->> 'email')) as email,
               i.row ->> 'first_name' as first_name,
               i.row ->> 'last_name' as last_name,
               i.row ->> 'country' as country,
               coalesce(i.row ->> 'timezone', 'UTC') as timezone,
               coalesce(i.row ->> 'language', 'en') as language,
               nullif(i.row -> 'tags', 'null') as tags,
               nullif(i.row -> 'content_types', 'null') as content_types,
               coalesce(i.row ->> 'newsletter_frequency', 'weekly') as frequency,
               coalesce(i.row -> 'gdpr_consent' = 'true', false) as has_consent
          from jsonb_array_elements(import_subscribers.subscribers)
               with ordinality as i (row, place)
    ), zone as (
        select z.name from pg_timezone_names as z
    ), checked as (
        select i.*,
               i.email is not null
               and length(i.email) <= 254
               and i.email ~ '^[^@[:space:]]{1,64}@[a-z0-9.-]+\.[a-z0-9-]{2,}$'
               and i.frequency in ('daily', 'weekly', 'bi_weekly', 'monthly', 'never')
               and length(i.language) <= 10
               and coalesce(length(i.country), 0) <= 100
               and coalesce(length(i.first_name), 0) <= 100
               and coalesce(length(i.last_name), 0) <= 100
               and coalesce(jsonb_typeof(i.tags), 'array') = 'array'
               and coalesce(jsonb_typeof(i.content_types), 'array') = 'array'
               and z.name is not null as is_valid
          from input as i
          left join zone as z on z.name = i.timezone
    ), judged as (
        select c.*,
               case
                   when not c.is_valid then 'invalid'
                   when audience._is_suppressed(c.email) then 'suppressed'
                   when row_number() over (partition by c.email, c.is_valid order by c.place) > 1
                       then 'known'
                   else 'added'
               end as outcome
          from checked as c
    ), added as (
        insert into audience.subscribers as s (
            email, first_name, last_name, country, timezone, language, source, status,
            confirmed_at, tags)
        select j.email, j.first_name, j.last_name, j.country, j.timezone, j.language,
               import_subscribers.source, 'active', ops.now(),
               (select array_agg(t.tag) from jsonb_array_elements_text(j.tags) as t (tag))
          from judged as j
         where j.outcome = 'added'
         order by j.email                   -- two imports at once lock in the same order
        on conflict on constraint subscribers_email_key do nothing
        returning s.id, s.email
    ), preferences as (
        insert into audience.subscription_preferences (
            subscriber_id, newsletter_frequency, content_types, gdpr_consent, gdpr_consent_date)
        select a.id, j.frequency,
               (select array_agg(t.type)
                  from jsonb_array_elements_text(j.content_types) as t (type)),
               j.has_consent, case when j.has_consent then ops.now() end
          from added as a
          join judged as j on j.email = a.email and j.outcome = 'added'
    ), consents as (
        insert into audience.consent_events (
            subscriber_id, purpose, is_granted, source, occurred_at)
        select a.id, 'newsletter', true, import_subscribers.source, ops.now()
          from added as a
          join judged as j on j.email = a.email and j.outcome = 'added'
         where j.has_consent
    )
    select o.outcome, count(*)
      from judged as j
      left join added as a on a.email = j.email
     cross join lateral (
               select case when j.outcome = 'added' and a.id is null then 'known'
                           else j.outcome end) as o (outcome)
     group by o.outcome
     order by o.outcome;
end;
$_$;

ALTER FUNCTION audience.import_subscribers(subscribers jsonb, source text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION import_subscribers(subscribers jsonb, source text); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.import_subscribers(subscribers jsonb, source text) IS 'Takes in subscribers whose consent the caller vouches for, and counts what became of them.

subscribers: a JSON list of objects with email and, if wanted, first_name, last_name, country,
timezone (IANA), language, tags, content_types, newsletter_frequency, gdpr_consent (true = agreed to
the newsletter). source: where they come from. Returns a row for each outcome: added (active),
known (left as they are), suppressed, invalid. All or nothing. Errors: 22023 no JSON list; 22001
source is longer than 50 characters; 23502 no source.
Writes: audience.subscribers, subscription_preferences, consent_events.';

--
-- Name: next_send_time(uuid, timestamp with time zone); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.next_send_time(subscriber_id uuid, earliest timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    -- A time that a clock skips in spring is the hour after; one that it shows twice in autumn is
    -- the second.
    select min(t.instant)
      from audience.subscribers as s
      join audience.subscription_preferences as p on p.subscriber_id = s.id
     cross join (select coalesce(next_send_time.earliest, ops.now()) as earliest) as e
     cross join generate_series(0, 8) as d (days)
     cross join lateral (
           select (e.earliest at time zone s.timezone)::date + d.days as day) as c
     cross join lateral (
           select (c.day + p.preferred_send_time) at time zone s.timezone as instant) as t
     where s.id = next_send_time.subscriber_id and p.newsletter_frequency <> 'never'
       and extract(isodow from c.day) = any(p.preferred_send_days) and t.instant >= e.earliest;
$$;

ALTER FUNCTION audience.next_send_time(subscriber_id uuid, earliest timestamp with time zone) OWNER TO aquascene_owner;

--
-- Name: FUNCTION next_send_time(subscriber_id uuid, earliest timestamp with time zone); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.next_send_time(subscriber_id uuid, earliest timestamp with time zone) IS 'Returns the first instant from earliest on at which a subscriber likes to get mail: the preferred
time on a preferred day, in the subscriber''s time zone; null for somebody who wants none.

earliest: now when missing. Errors: none.';

--
-- Name: normalize_email(text); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.normalize_email(email text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    _email  constant text := btrim(left(normalize_email.email, 1000), E' \t\r\n');
    _local  constant text := substring(_email from '^([^@]{1,64})@[^@]+$');
    _domain constant text := ops._ascii_domain(substring(_email from '@([^@]+)$'));
begin
    if _local is null or _domain is null
        -- Look-alikes of letters are not ASCII; what stands in quotes is no name that people use.
        or _local !~ '^[A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+)*$'
        or _domain !~ '^[a-z0-9-]+(\.[a-z0-9-]+)*\.([a-z]{2,63}|xn--[a-z0-9-]{2,59})$'
        or length(_local) + 1 + length(_domain) > 254
        or right(_email, 1) = '.'
    then
        return null;
    end if;
    return lower(_local) || '@' || _domain;
end;
$_$;

ALTER FUNCTION audience.normalize_email(email text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION normalize_email(email text); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.normalize_email(email text) IS 'Returns an address in the form in which it is known once: lower case, the domain in ASCII (IDNA);
null when it is none.

email: one address (RFC 5321: 64 characters before the @, 254 in all), without a display name; white
space around it is no part of it. What stands after a + is kept. Errors: none.';

--
-- Name: preferences(text); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.preferences(token text) RETURNS TABLE(email character varying, first_name character varying, last_name character varying, language character varying, timezone character varying, status character varying, newsletter_frequency character varying, content_types text[], preferred_send_time time without time zone, preferred_send_days integer[], email_format character varying, consents jsonb)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select s.email, s.first_name, s.last_name, s.language, s.timezone, s.status,
           p.newsletter_frequency, p.content_types, p.preferred_send_time, p.preferred_send_days,
           p.email_format,
           jsonb_build_object('newsletter', p.gdpr_consent, 'marketing', p.marketing_consent,
                              'analytics', p.analytics_consent,
                              'third_party', p.third_party_sharing)
      from audience._preferences_person(preferences.token) as s
      join audience.subscription_preferences as p on p.subscriber_id = s.id;
$$;

ALTER FUNCTION audience.preferences(token text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION preferences(token text); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.preferences(token text) IS 'Returns what somebody wants to get, when and how, for the page that a link in a mail leads to.

token: of the link. Errors: 22023 a forged, damaged or expired token.';

--
-- Name: record_bounce(uuid, text, text, text); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.record_bounce(subscriber_id uuid, kind text, code text DEFAULT NULL::text, diagnostic text DEFAULT NULL::text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _person  audience.subscribers;
    _is_hard boolean := record_bounce.kind = 'hard';
begin
    if coalesce(record_bounce.kind, '') not in ('hard', 'soft') then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('no kind of bounce %L', record_bounce.kind),
            hint    = 'Say hard when the address does not work, soft when it does not just now.';
    end if;
    _person := audience._locked_subscriber(record_bounce.subscriber_id);
    if _person.status in ('bounced', 'complained') then
        return _person.status;              -- nothing that is not known
    end if;

    insert into audience.bounces (subscriber_id, kind, code, diagnostic, occurred_at)
    values (_person.id, record_bounce.kind, left(record_bounce.code, 20),
            left(record_bounce.diagnostic, 1000), ops.now());
    if not _is_hard then
        select count(*) >= ops.setting('audience.soft_bounce_limit')::integer into _is_hard
          from audience.bounces as b
         where b.subscriber_id = _person.id and b.kind = 'soft'
           and b.occurred_at
                   > ops.now() - (ops.setting('audience.soft_bounce_window') #>> '{}')::interval;
    end if;
    if _is_hard then
        perform audience._suppress(_person.email, 'bounce');
    end if;
    update audience.subscribers as s
       set bounce_count = s.bounce_count + 1,
           status = case when _is_hard and s.status = 'active' then 'bounced'
                         when _is_hard and s.status = 'pending' then 'unconfirmed'
                         else s.status end
     where s.id = _person.id
    returning s.status into _person.status;
    return _person.status;
end;
$$;

ALTER FUNCTION audience.record_bounce(subscriber_id uuid, kind text, code text, diagnostic text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION record_bounce(subscriber_id uuid, kind text, code text, diagnostic text); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.record_bounce(subscriber_id uuid, kind text, code text, diagnostic text) IS 'Records that a subscriber''s mail came back, and returns the subscriber''s status: bounced at once
when the bounce is hard, or the audience.soft_bounce_limit-th soft one within
audience.soft_bounce_window. The address is suppressed then.

kind: hard or soft. code: enhanced status code (RFC 3463). diagnostic: what the mail server said, of
which 1,000 characters are kept. Errors: 22023 no such kind; P0002 no such subscriber. Writes:
audience.bounces, audience.subscribers, audience.suppressions. Locks: the subscriber.';

--
-- Name: record_complaint(uuid, text, jsonb); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.record_complaint(subscriber_id uuid, source text DEFAULT 'feedback_loop'::text, evidence jsonb DEFAULT '{}'::jsonb) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _person audience.subscribers := audience._locked_subscriber(record_complaint.subscriber_id);
begin
    if _person.status = 'complained' then
        return _person.status;
    end if;
    perform audience._suppress(_person.email, 'complaint');
    perform audience._record_consents(
        _person.id, '{"newsletter": false, "marketing": false}', record_complaint.source,
        evidence => record_complaint.evidence);
    update audience.subscribers as s
       set complaint_count = s.complaint_count + 1,
           unsubscribed_at = ops.now(),
           status = case when s.status = 'active' then 'complained'
                         when s.status = 'pending' then 'unconfirmed'
                         else s.status end
     where s.id = _person.id
    returning s.status into _person.status;
    return _person.status;
end;
$$;

ALTER FUNCTION audience.record_complaint(subscriber_id uuid, source text, evidence jsonb) OWNER TO aquascene_owner;

--
-- Name: FUNCTION record_complaint(subscriber_id uuid, source text, evidence jsonb); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.record_complaint(subscriber_id uuid, source text, evidence jsonb) IS 'Records that a subscriber called our mail spam, and returns the subscriber''s status: complained.
The address is suppressed, and consents to get mail are withdrawn.

source, evidence: where it is known from. Errors: P0002 no such subscriber; 23502 no source; 23514
evidence is no object. Writes: audience.subscribers, audience.suppressions, audience.consent_events,
audience.subscription_preferences. Locks: the subscriber.';

--
-- Name: record_delivery(uuid[]); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.record_delivery(subscriber_ids uuid[]) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    -- Nearly nobody has a bounce to forget: those are found by their bounces.
    with bounced as (
        select s.id
          from audience.subscribers as s
         where s.id in (select b.subscriber_id
                          from audience.bounces as b
                         where b.subscriber_id = any(record_delivery.subscriber_ids))
           and s.status <> 'bounced'
         order by s.id
           for update
    ), forgotten as (
        delete from audience.bounces as b using bounced as s where b.subscriber_id = s.id
    ), counted as (
        update audience.subscribers as s
           set bounce_count = 0
          from bounced as b
         where s.id = b.id
        returning s.id
    )
    select count(*) from counted;
$$;

ALTER FUNCTION audience.record_delivery(subscriber_ids uuid[]) OWNER TO aquascene_owner;

--
-- Name: FUNCTION record_delivery(subscriber_ids uuid[]); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.record_delivery(subscriber_ids uuid[]) IS 'Forgets the bounces of subscribers whose mail arrived, and returns how many of them had any. Who
is bounced stays so: audience.change_email mends that.

Errors: none. Writes: audience.bounces, audience.subscribers.';

--
-- Name: resubscribe(text, inet); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.resubscribe(token text, ip_address inet DEFAULT NULL::inet) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _id constant uuid := encode(
        substring(ops._verify_token('unsubscribe', resubscribe.token) from 1 for 16), 'hex')::uuid;
    _person audience.subscribers;
begin
    select s.* into _person from audience.subscribers as s where s.id = _id for update;
    if _person.status is distinct from 'unsubscribed' or audience._is_suppressed(_person.email) then
        return coalesce(_person.status = 'active', false);
    end if;
    update audience.subscribers as s
       set status = 'active', unsubscribed_at = null, last_activity_at = ops.now()
     where s.id = _id;
    perform audience._record_consents(_id, '{"newsletter": true}', 'resubscribe',
                                      resubscribe.ip_address);
    return true;
end;
$$;

ALTER FUNCTION audience.resubscribe(token text, ip_address inet) OWNER TO aquascene_owner;

--
-- Name: FUNCTION resubscribe(token text, ip_address inet); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.resubscribe(token text, ip_address inet) IS 'Takes an unsubscription back, by the same link that made it, and returns whether the person gets
mail now.

token: that of the link to unsubscribe, which only who got our mail has. Errors: 22023 a forged or
damaged token. Writes: audience.subscribers, audience.consent_events,
audience.subscription_preferences. Locks: the subscriber.';

--
-- Name: subscribe(text, text, text, jsonb, text, inet, text, jsonb, text, text); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.subscribe(email text, first_name text DEFAULT NULL::text, last_name text DEFAULT NULL::text, consents jsonb DEFAULT '{"newsletter": true}'::jsonb, source text DEFAULT 'form'::text, ip_address inet DEFAULT NULL::inet, text_version text DEFAULT NULL::text, evidence jsonb DEFAULT '{}'::jsonb, language text DEFAULT 'en'::text, timezone text DEFAULT 'UTC'::text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    _email    constant text := audience._checked_email(subscribe.email);
    _consents constant jsonb := audience._checked_consents(subscribe.consents);
    _is_asked constant boolean := ops.setting('audience.double_opt_in')::boolean;
    _person   audience.subscribers;
begin
    if coalesce(btrim(subscribe.source), '') = '' or length(subscribe.source) > 50 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('source %L is not a text of 1 to 50 characters',
                             left(subscribe.source, 100)),
            hint    = 'Say where the sign-up came from, such as the name of the form.';
    end if;
    if audience._is_time_zone(subscribe.timezone) is not true then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('no time zone %L', left(subscribe.timezone, 100)),
            hint    = 'Write it as in Europe/Berlin.';
    end if;
    if coalesce(subscribe.language, '') !~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,6})?$'
        or length(subscribe.first_name) > 100 or length(subscribe.last_name) > 100
        or jsonb_typeof(subscribe.evidence) is distinct from 'object'
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'a name is longer than 100 characters, language is no code such as en, or '
                      'evidence is no object',
            hint    = 'Shorten the name, or leave out what is optional.';
    end if;
    -- Who must not get mail is not asked either, and is not told so.
    if audience._is_suppressed(_email) then
        return;
    end if;

    insert into audience.subscribers as s (
        email, first_name, last_name, language, timezone, source, status, subscription_date,
        last_activity_at, confirmed_at)
    values (_email, nullif(btrim(subscribe.first_name), ''), nullif(btrim(subscribe.last_name), ''),
            subscribe.language, subscribe.timezone, subscribe.source,
            case when _is_asked then 'pending' else 'active' end, ops.now(), ops.now(),
            case when not _is_asked then ops.now() end)
    on conflict on constraint subscribers_email_key do nothing
    returning s.* into _person;
    if found then
        insert into audience.subscription_preferences (subscriber_id, double_opt_in)
        values (_person.id, _is_asked);
        if not _is_asked then
            perform audience._record_consents(
                _person.id, _consents, subscribe.source, subscribe.ip_address,
                subscribe.text_version, subscribe.evidence);
            return;
        end if;
    else
        select s.* into _person from audience.subscribers as s where s.email = _email for update;
    end if;

    -- What is typed into a form changes nothing about who is known: who reads the mail decides.
    if _person.status in ('pending', 'unconfirmed', 'unsubscribed') then
        if _person.status = 'unconfirmed' then
            update audience.subscribers as s set status = 'pending', subscription_date = ops.now()
             where s.id = _person.id;
        end if;
        perform audience._request(
            _person.id, 'subscribe', _email,
            jsonb_strip_nulls(jsonb_build_object(
                'consents', _consents, 'source', subscribe.source,
                'ip_address', subscribe.ip_address, 'text_version', subscribe.text_version,
                'evidence', subscribe.evidence)));
    end if;
end;
$_$;

ALTER FUNCTION audience.subscribe(email text, first_name text, last_name text, consents jsonb, source text, ip_address inet, text_version text, evidence jsonb, language text, timezone text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION subscribe(email text, first_name text, last_name text, consents jsonb, source text, ip_address inet, text_version text, evidence jsonb, language text, timezone text); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.subscribe(email text, first_name text, last_name text, consents jsonb, source text, ip_address inet, text_version text, evidence jsonb, language text, timezone text) IS 'Signs an address up. With audience.double_opt_in whoever reads its mail has to confirm first
(audience.claim_requests, audience.confirm), and what was agreed to counts from then on. The same
answer, none, whether or not the address is known, so that nobody can find out who is a subscriber.

consents: an object of purposes (newsletter, marketing, analytics, third_party) and true or false.
source, ip_address, text_version, evidence (an object): where and how consent was given. language:
ISO 639-1. timezone: an IANA name. Errors: 22023 one of the arguments is none of that.
Writes: audience.subscribers, audience.subscription_preferences, audience.subscription_requests,
audience.consent_events. Locks: the subscriber.';

--
-- Name: suppress(text, text); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.suppress(email text DEFAULT NULL::text, domain text DEFAULT NULL::text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _domain constant text := ops._ascii_domain(suppress.domain);
begin
    if num_nonnulls(suppress.email, suppress.domain) <> 1 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'suppress takes an address or a domain',
            hint    = 'Pass email => or domain =>.';
    end if;
    if suppress.email is not null then
        return audience._suppress(audience._checked_email(suppress.email), 'manual');
    end if;
    if _domain is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('%L is no domain', left(suppress.domain, 100)),
            hint    = 'Write it as in example.com.';
    end if;
    insert into audience.suppressions (domain, reason, created_at)
    values (_domain, 'manual', ops.now())
    on conflict on constraint suppressions_domain_key do nothing;
    return found;
end;
$$;

ALTER FUNCTION audience.suppress(email text, domain text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION suppress(email text, domain text); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.suppress(email text, domain text) IS 'Keeps an address, or all addresses of a domain, from ever getting mail, also after they are
deleted and imported again; returns whether they got any before.

email, domain: one of them. Of an address only a keyed hash is kept. Errors: 22023 both or none, or
it is no address or domain. Writes: audience.suppressions.';

--
-- Name: unsubscribe(text, text); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.unsubscribe(token text, reason text DEFAULT NULL::text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    -- The payload begins with the subscriber's uuid; what follows is the sender's business.
    _id     constant uuid := encode(
        substring(ops._verify_token('unsubscribe', unsubscribe.token) from 1 for 16), 'hex')::uuid;
    _status text;
begin
    select s.status into _status
      from audience.subscribers as s
     where s.id = _id
       for update;
    if _status is null then
        return false;
    end if;

    -- Who gets no mail just now (pending, bounced …) withdraws the consent all the same.
    update audience.subscription_preferences as p
       set gdpr_consent = false
     where p.subscriber_id = _id and p.gdpr_consent;
    if found or _status = 'active' then
        insert into audience.consent_events (
            subscriber_id, purpose, is_granted, source, evidence, occurred_at)
        values (_id, 'newsletter', false, 'link',
                jsonb_strip_nulls(jsonb_build_object('reason', unsubscribe.reason)), ops.now());
    end if;
    update audience.subscribers as s
       set status = 'unsubscribed', unsubscribed_at = ops.now(), last_activity_at = ops.now()
     where s.id = _id and s.status = 'active';
    return true;
end;
$$;

ALTER FUNCTION audience.unsubscribe(token text, reason text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION unsubscribe(token text, reason text); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.unsubscribe(token text, reason text) IS 'Unsubscribes whom a signed link names, for good: the link works for ever and may be used again.

token: from the link. reason: in the person''s words. Returns whether the person is known; true also
when already unsubscribed. Errors: 22023 a forged or damaged token. Writes: audience.subscribers,
subscription_preferences, consent_events.';

--
-- Name: unsubscribe_person(uuid, text, text); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.unsubscribe_person(subscriber_id uuid, reason text DEFAULT NULL::text, source text DEFAULT 'editor'::text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _person audience.subscribers := audience._locked_subscriber(unsubscribe_person.subscriber_id);
begin
    if _person.status = 'unsubscribed' then
        return _person.status;
    end if;
    perform audience._record_consents(
        _person.id, '{"newsletter": false}', unsubscribe_person.source,
        evidence => jsonb_strip_nulls(jsonb_build_object('reason', unsubscribe_person.reason)));
    update audience.subscribers as s
       set status = 'unsubscribed', unsubscribed_at = ops.now(), last_activity_at = ops.now()
     where s.id = _person.id and s.status = 'active'
    returning s.status into _person.status;
    return _person.status;
end;
$$;

ALTER FUNCTION audience.unsubscribe_person(subscriber_id uuid, reason text, source text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION unsubscribe_person(subscriber_id uuid, reason text, source text); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.unsubscribe_person(subscriber_id uuid, reason text, source text) IS 'Unsubscribes somebody who asked for it otherwise than by a link, and returns the status.

reason, source: kept with the withdrawal of consent. Errors: P0002 no such subscriber; 23502 no
source. Writes: audience.subscribers, audience.consent_events, audience.subscription_preferences.
Locks: the subscriber.';

--
-- Name: unsuppress(text, text); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.unsuppress(email text DEFAULT NULL::text, domain text DEFAULT NULL::text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    delete from audience.suppressions as s
     where s.address_hash = audience._address_hash(audience.normalize_email(unsuppress.email))
        or s.domain = ops._ascii_domain(unsuppress.domain);
    return found;
end;
$$;

ALTER FUNCTION audience.unsuppress(email text, domain text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION unsuppress(email text, domain text); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.unsuppress(email text, domain text) IS 'Lets an address, or a domain, get mail again, and returns whether it was suppressed. Nobody''s
consent comes back by this.

email, domain: as in audience.suppress. Errors: none. Writes: audience.suppressions.';

--
-- Name: update_preferences(text, text, text[], time without time zone, integer[], text, text, text, text, text, jsonb, inet); Type: FUNCTION; Schema: audience; Owner: aquascene_owner
--

CREATE FUNCTION audience.update_preferences(token text, newsletter_frequency text DEFAULT NULL::text, content_types text[] DEFAULT NULL::text[], preferred_send_time time without time zone DEFAULT NULL::time without time zone, preferred_send_days integer[] DEFAULT NULL::integer[], timezone text DEFAULT NULL::text, email_format text DEFAULT NULL::text, language text DEFAULT NULL::text, first_name text DEFAULT NULL::text, last_name text DEFAULT NULL::text, consents jsonb DEFAULT NULL::jsonb, ip_address inet DEFAULT NULL::inet) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    _person constant audience.subscribers :=
        audience._preferences_person(update_preferences.token);
    _wrong  constant text := nullif(concat_ws('; ',
        case when update_preferences.newsletter_frequency
                      not in ('daily', 'weekly', 'bi_weekly', 'monthly', 'never')
             then format('newsletter_frequency %L is not daily, weekly, bi_weekly, monthly or '
                         'never', left(update_preferences.newsletter_frequency, 50)) end,
        case when cardinality(update_preferences.content_types) > 50
                  or exists (select from unnest(update_preferences.content_types) as t (type)
                              where coalesce(length(t.type) not between 1 and 50, true))
             then 'content_types is no list of up to 50 names' end,
        case when not update_preferences.preferred_send_days <@ array[1, 2, 3, 4, 5, 6, 7]
                  or cardinality(update_preferences.preferred_send_days) not between 1 and 7
                  or array_position(update_preferences.preferred_send_days, null) > 0
             then format('preferred_send_days %s are no days from 1, Monday, to 7',
                         left(update_preferences.preferred_send_days::text, 50)) end,
        case when audience._is_time_zone(update_preferences.timezone) is false
             then format('there is no time zone %L', left(update_preferences.timezone, 50)) end,
        case when update_preferences.email_format not in ('html', 'text')
             then format('email_format %L is neither html nor text',
                         left(update_preferences.email_format, 50)) end,
        case when update_preferences.language !~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,6})?$'
             then format('language %L is no code such as en',
                         left(update_preferences.language, 50)) end,
        case when length(update_preferences.first_name) > 100
                  or length(update_preferences.last_name) > 100
             then 'a name is longer than 100 characters' end), '');
    _asked  jsonb;
begin
    if _wrong is not null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = _wrong,
            hint    = 'Leave out what shall stay as it is.';
    end if;
    update audience.subscription_preferences as p
       set newsletter_frequency =
               coalesce(update_preferences.newsletter_frequency, p.newsletter_frequency),
           content_types = coalesce(update_preferences.content_types, p.content_types),
           preferred_send_time =
               coalesce(update_preferences.preferred_send_time, p.preferred_send_time),
           preferred_send_days =
               coalesce(update_preferences.preferred_send_days, p.preferred_send_days),
           email_format = coalesce(update_preferences.email_format, p.email_format)
     where p.subscriber_id = _person.id;
    update audience.subscribers as s
       set timezone = coalesce(update_preferences.timezone, s.timezone),
           language = coalesce(update_preferences.language, s.language),
           first_name = coalesce(update_preferences.first_name, s.first_name),
           last_name = coalesce(update_preferences.last_name, s.last_name),
           last_activity_at = ops.now()
     where s.id = _person.id;

    -- What is said again is no event.
    if update_preferences.consents is not null then
        select jsonb_object_agg(c.key, c.value) into _asked
          from jsonb_each(audience._checked_consents(update_preferences.consents)) as c
          join audience.subscription_preferences as p on p.subscriber_id = _person.id
         where (c.value = 'true') <> case c.key
                   when 'newsletter' then p.gdpr_consent
                   when 'marketing' then p.marketing_consent
                   when 'analytics' then p.analytics_consent
                   when 'third_party' then p.third_party_sharing end;
        if _asked is not null then
            perform audience._record_consents(_person.id, _asked, 'preferences',
                                              update_preferences.ip_address);
        end if;
    end if;
end;
$_$;

ALTER FUNCTION audience.update_preferences(token text, newsletter_frequency text, content_types text[], preferred_send_time time without time zone, preferred_send_days integer[], timezone text, email_format text, language text, first_name text, last_name text, consents jsonb, ip_address inet) OWNER TO aquascene_owner;

--
-- Name: FUNCTION update_preferences(token text, newsletter_frequency text, content_types text[], preferred_send_time time without time zone, preferred_send_days integer[], timezone text, email_format text, language text, first_name text, last_name text, consents jsonb, ip_address inet); Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON FUNCTION audience.update_preferences(token text, newsletter_frequency text, content_types text[], preferred_send_time time without time zone, preferred_send_days integer[], timezone text, email_format text, language text, first_name text, last_name text, consents jsonb, ip_address inet) IS 'Changes what somebody wants to get, when and how, and what was agreed to.

token: of the link to the preferences. The rest: null leaves it as it is. preferred_send_days: from
1, Monday, to 7. timezone: an IANA name. consents: an object of purposes and true or false.
ip_address: of who follows the link, kept with a change of consent. Errors: 22023 a forged, damaged
or expired token, or values that cannot be; all of them are named. Writes:
audience.subscription_preferences, audience.subscribers, audience.consent_events.
Locks: the subscriber.';

--
-- Name: record_change(); Type: FUNCTION; Schema: audit; Owner: aquascene_owner
--

CREATE FUNCTION audit.record_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _keys    constant text[] := string_to_array(tg_argv[0], ',');
    _secrets constant text[] := string_to_array(tg_argv[1], ',');
    _ignored constant text[] := array_append(string_to_array(tg_argv[2], ','), 'updated_at');
    _old     jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - _ignored end;
    _new     jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - _ignored end;
    _row     constant jsonb := coalesce(_new, _old);
    _record  text;
    _secret  text;
begin
    if tg_op = 'UPDATE' then
        select jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, _new -> o.key)
          into _old, _new
          from jsonb_each(_old) as o
         where o.value is distinct from _new -> o.key;
        if _old is null then
            return null;                    -- nothing worth telling was changed
        end if;
    end if;

    -- That a secret changed is told; what it is, never.
    foreach _secret in array _secrets loop
        if _old ->> _secret is not null then
            _old := _old || jsonb_build_object(_secret, '(secret)');
        end if;
        if _new ->> _secret is not null then
            _new := _new || jsonb_build_object(_secret, '(secret)');
        end if;
    end loop;

    select string_agg(_row ->> k.name, ',' order by k.place) into _record
      from unnest(_keys) with ordinality as k (name, place);

    insert into audit.audit_log (table_name, record_id, action, old_data, new_data, changed_by,
                                 changed_at, ip_address, user_agent)
    values (tg_table_schema || '.' || tg_table_name, _record, lower(tg_op), _old, _new,
            nullif(current_setting('aquascene.user_id', true), '')::uuid,
            ops.now(),
            nullif(current_setting('aquascene.ip_address', true), '')::inet,
            nullif(current_setting('aquascene.user_agent', true), ''));
    return null;
end;
$$;

ALTER FUNCTION audit.record_change() OWNER TO aquascene_owner;

--
-- Name: FUNCTION record_change(); Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON FUNCTION audit.record_change() IS 'Trigger, after insert, update or delete for each row: writes who changed what to audit.audit_log.

Arguments, each a comma-separated list of columns: the primary key; secrets, of which only the fact
of a change is told; columns to leave out. An update writes only the columns that changed, and
nothing when none did. The person, address and agent are those of admin.act_as.
Errors: 22P02 somebody set aquascene.user_id to what is no uuid.';

--
-- Name: record_event(text, text, jsonb, text, text); Type: FUNCTION; Schema: audit; Owner: aquascene_owner
--

CREATE FUNCTION audit.record_event(event_type text, event_name text, event_data jsonb DEFAULT '{}'::jsonb, severity text DEFAULT 'info'::text, service_name text DEFAULT NULL::text) RETURNS uuid
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    insert into audit.system_events (event_type, event_name, event_data, severity, service_name,
                                     occurred_at)
    values (record_event.event_type, record_event.event_name,
            coalesce(record_event.event_data, '{}'), record_event.severity,
            record_event.service_name, ops.now())
    returning id;
$$;

ALTER FUNCTION audit.record_event(event_type text, event_name text, event_data jsonb, severity text, service_name text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION record_event(event_type text, event_name text, event_data jsonb, severity text, service_name text); Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON FUNCTION audit.record_event(event_type text, event_name text, event_data jsonb, severity text, service_name text) IS 'Writes a system event and returns its id.

event_type, event_name: what happened. event_data: a JSON object. severity: debug, info, warning,
error or critical. service_name: who reports it. Errors: 23514 a severity that does not exist, or
data that is no object; 23502 a name is missing; 22001 one is too long.
Writes: audit.system_events.';

--
-- Name: _add_drafts(uuid[], text, jsonb); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._add_drafts(raw_content_ids uuid[], language text, drafts jsonb) RETURNS SETOF uuid
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _bad     bigint;
    _unknown uuid;
begin
    if jsonb_typeof(_add_drafts.drafts) is distinct from 'array' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'drafts is not a JSON list',
            hint    = 'Pass [{"content_type": …, "title": …, "content": …}].';
    end if;
    select d.place into _bad
      from jsonb_array_elements(_add_drafts.drafts) with ordinality as d (draft, place)
     where coalesce(btrim(d.draft ->> 'content_type'), '') = ''
        or coalesce(btrim(d.draft ->> 'title'), '') = ''
        or coalesce(btrim(d.draft ->> 'content'), '') = ''
     limit 1;
    if found then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('draft %s lacks content_type, title or content', _bad),
            hint    = 'Pass [{"content_type": …, "title": …, "content": …}].';
    end if;
    select s.id into _unknown
      from jsonb_to_recordset(_add_drafts.drafts) as d (source_materials uuid[])
     cross join lateral unnest(d.source_materials) as s (id)
     where not exists (select from content.raw_content as r where r.id = s.id)
     limit 1;
    if found then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('source_materials names %s, which is no raw content',
                             coalesce(_unknown::text, 'null')),
            hint    = 'List ids of content.raw_content; the item''s own need not be among them.';
    end if;

    return query
    insert into content.generated_content as c (
        content_type, title, content, summary, excerpt, template_used, tags, categories,
        target_audience, tone, language, metadata, source_materials, focus_keyword)
    select d.content_type, d.title, d.content, d.summary, d.excerpt, d.template_used, d.tags,
           d.categories, d.target_audience, d.tone,
           coalesce(d.language, nullif(_add_drafts.language, 'und'), 'en'),
           coalesce(d.metadata, '{}'), s.ids,
           nullif(btrim(left(d.focus_keyword, 100)), '')
      from jsonb_to_recordset(_add_drafts.drafts) as d (
               content_type text, title text, content text, summary text, excerpt text,
               template_used text, tags text[], categories text[], target_audience text, tone text,
               language text, metadata jsonb, source_materials uuid[], focus_keyword text)
     cross join lateral (
               select jsonb_agg(n.id order by n.place)
                 from (select l.id, min(l.place) as place
                         from unnest(_add_drafts.raw_content_ids || d.source_materials)
                              with ordinality as l (id, place)
                        group by l.id) as n) as s (ids)
    returning c.id;
end;
$$;

ALTER FUNCTION content._add_drafts(raw_content_ids uuid[], language text, drafts jsonb) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _add_drafts(raw_content_ids uuid[], language text, drafts jsonb); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._add_drafts(raw_content_ids uuid[], language text, drafts jsonb) IS 'Writes the drafts that a worker made of raw items, scores them, and returns their ids.

raw_content_ids: the items, first among the source_materials of every draft. language: of a draft
that names none, und and null are taken for en. drafts: see content.complete_raw.
Errors: 22023 drafts of the wrong shape, or source_materials that are no raw content; 22P02 tags,
categories or source_materials that are no list, or an id that is none; 23514 metadata that is no
object. Writes: content.generated_content.';

--
-- Name: _as_instant(text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._as_instant(value text) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE STRICT
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return nullif(nullif(value::timestamptz, 'infinity'), '-infinity');
exception
    when invalid_datetime_format or datetime_field_overflow
        or invalid_parameter_value or invalid_time_zone_displacement_value
    then                                    -- also an unknown time zone
        return null;
end;
$$;

ALTER FUNCTION content._as_instant(value text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _as_instant(value text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._as_instant(value text) IS 'Returns the instant that a text names, null when it names none. Errors: none.';

--
-- Name: _begin_category_move(); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._begin_category_move() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform pg_advisory_xact_lock('content.content_categories'::regclass::bigint);
    return null;
end;
$$;

ALTER FUNCTION content._begin_category_move() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _begin_category_move(); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._begin_category_move() IS 'Trigger, before each statement that may move categories: waits until nobody else moves one.
Errors: none. Locks: an advisory lock of content.content_categories, until the transaction ends.';

--
-- Name: _begin_tag_change(); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._begin_tag_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    lock table content.content_tags in row exclusive mode;
    if tg_op = 'UPDATE' then
        perform set_config('aquascene.tags_changed', 'on', true);
    end if;
    return null;
end;
$$;

ALTER FUNCTION content._begin_tag_change() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _begin_tag_change(); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._begin_tag_change() IS 'Trigger, before each statement that may change tags of content: keeps content.rename_tag and
content.merge_tags out until the end of the transaction, and notes that there is something to count.
Errors: none. Locks: content.content_tags in row exclusive mode.';

--
-- Name: _category_branch(text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._category_branch(category text) RETURNS text[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    with recursive branch (id, slug) as (
        select c.id, c.slug::text from content.content_categories as c
         where c.slug = _category_branch.category
        union                               -- so that a circle ends
        select c.id, c.slug
          from branch as b
          join content.content_categories as c on c.parent_id = b.id
    )
    select array_agg(b.slug)
      from (select b.slug from branch as b
            union
            select _category_branch.category) as b (slug)
     where _category_branch.category is not null;
$$;

ALTER FUNCTION content._category_branch(category text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _category_branch(category text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._category_branch(category text) IS 'Returns the slugs of a category and of all below it; null for null.

category: a slug, also one that no category has. Errors: none.';

--
-- Name: _check_alt_text(); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._check_alt_text() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _content_id uuid;
    _status     text;
begin
    if not content._lacks_alt_text(new) or content._lacks_alt_text(old) then
        return new;
    end if;

    with used as (
        select c.id, c.status
          from content.content_asset_relations as r
          join content.generated_content as c on c.id = r.content_id
         where r.asset_id = new.id
         order by c.id
           for share of c
    )
    select u.id, u.status into _content_id, _status
      from used as u
     where u.status in ('scheduled', 'published')
     limit 1;
    if found then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('picture %L needs an alt text, since content it is in is %s',
                             new.filename, _status),
            detail  = format('It is asset %s, in content %s.', new.id, _content_id),
            hint    = 'Say what the picture shows, or detach it first.';
    end if;
    return new;
end;
$$;

ALTER FUNCTION content._check_alt_text() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _check_alt_text(); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._check_alt_text() IS 'Trigger, before update of alt_text, file_type and mime_type for each row: while content that an
asset is attached to is scheduled or published, it cannot become a picture without alt text.
Errors: 55000 it would. Locks: all content that it is attached to, shared.';

--
-- Name: _check_asset_use(); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._check_asset_use() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _status text;
    _asset  content.content_assets;
begin
    select c.status into _status
      from content.generated_content as c
     where c.id = new.content_id
       for share;
    select a.* into _asset
      from content.content_assets as a
     where a.id = new.asset_id
       for share;

    if not _asset.is_active then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('asset %L is out of use', _asset.filename),
            detail  = format('It is asset %s.', _asset.id),
            hint    = 'Attach another, or call content.set_asset_active(asset_id, true).';
    end if;
    if _status in ('scheduled', 'published') and content._lacks_alt_text(_asset) then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('picture %L has no alt text, and the content is %s',
                             _asset.filename, _status),
            detail  = format('It is asset %s, for content %s.', _asset.id, new.content_id),
            hint    = 'Call content.set_alt_text(asset_id, alt_text) first.';
    end if;
    return new;
end;
$$;

ALTER FUNCTION content._check_asset_use() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _check_asset_use(); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._check_asset_use() IS 'Trigger, before insert or update of the ids for each row: refuses an asset that is out of use,
and, while the content is scheduled or published, a picture without alt text.
Errors: 55000 out of use, or no alt text. Locks: the content and the asset, shared.';

--
-- Name: generated_content; Type: TABLE; Schema: content; Owner: aquascene_owner
--

CREATE TABLE content.generated_content (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    content_type character varying(50) NOT NULL,
    title text NOT NULL,
    content text NOT NULL,
    summary text,
    excerpt text,
    template_used character varying(100),
    source_materials jsonb DEFAULT '[]'::jsonb NOT NULL,
    quality_score numeric(3,2),
    readability_score integer,
    seo_score numeric(3,2),
    engagement_prediction numeric(3,2),
    status character varying(20) DEFAULT 'draft'::character varying NOT NULL,
    tags text[],
    categories text[],
    target_audience character varying(50),
    tone character varying(30),
    word_count integer,
    estimated_reading_time integer,
    scheduled_for timestamp with time zone,
    published_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    approved_by uuid,
    approved_at timestamp with time zone,
    language character varying(10) DEFAULT 'en'::character varying NOT NULL,
    review_note text,
    search tsvector DEFAULT ''::tsvector NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    title_words tsvector DEFAULT ''::tsvector NOT NULL,
    slug character varying(100),
    focus_keyword character varying(100),
    CONSTRAINT generated_content_focus_keyword_is_a_keyword CHECK ((btrim((focus_keyword)::text) <> ''::text)),
    CONSTRAINT generated_content_metadata_is_an_object CHECK ((jsonb_typeof(metadata) = 'object'::text)),
    CONSTRAINT generated_content_published_has_published_at CHECK ((((status)::text <> ALL ((ARRAY['published'::character varying, 'archived'::character varying])::text[])) OR (published_at IS NOT NULL))),
    CONSTRAINT generated_content_reading_time_is_a_count CHECK ((estimated_reading_time >= 0)),
    CONSTRAINT generated_content_scheduled_has_scheduled_for CHECK ((((status)::text <> 'scheduled'::text) OR (scheduled_for IS NOT NULL))),
    CONSTRAINT generated_content_scores_are_in_range CHECK ((((quality_score >= (0)::numeric) AND (quality_score <= (1)::numeric)) AND ((seo_score >= (0)::numeric) AND (seo_score <= (1)::numeric)) AND ((engagement_prediction >= (0)::numeric) AND (engagement_prediction <= (1)::numeric)) AND ((readability_score >= 0) AND (readability_score <= 100)))),
    CONSTRAINT generated_content_slug_is_a_slug CHECK (((slug)::text ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
    CONSTRAINT generated_content_source_materials_is_a_list CHECK ((jsonb_typeof(source_materials) = 'array'::text)),
    CONSTRAINT generated_content_status_is_known CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'review'::character varying, 'approved'::character varying, 'scheduled'::character varying, 'published'::character varying, 'rejected'::character varying, 'needs_revision'::character varying, 'cancelled'::character varying, 'archived'::character varying])::text[]))),
    CONSTRAINT generated_content_word_count_is_a_count CHECK ((word_count >= 0))
)
WITH (toast_tuple_target='128');
ALTER TABLE ONLY content.generated_content ALTER COLUMN title SET STORAGE MAIN;
ALTER TABLE ONLY content.generated_content ALTER COLUMN template_used SET STORAGE MAIN;
ALTER TABLE ONLY content.generated_content ALTER COLUMN source_materials SET STORAGE MAIN;
ALTER TABLE ONLY content.generated_content ALTER COLUMN tags SET STORAGE MAIN;
ALTER TABLE ONLY content.generated_content ALTER COLUMN categories SET STORAGE MAIN;
ALTER TABLE ONLY content.generated_content ALTER COLUMN title_words SET STORAGE MAIN;

ALTER TABLE content.generated_content OWNER TO aquascene_owner;

--
-- Name: TABLE generated_content; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TABLE content.generated_content IS 'Drafts and articles, from the first version to the archive.';

--
-- Name: COLUMN generated_content.id; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.id IS 'Identity of the draft.';

--
-- Name: COLUMN generated_content.content_type; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.content_type IS 'Kind of article: newsletter_article, how_to_guide, product_review …';

--
-- Name: COLUMN generated_content.title; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.title IS 'Title.';

--
-- Name: COLUMN generated_content.content; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.content IS 'Text, paragraphs parted by empty lines.';

--
-- Name: COLUMN generated_content.summary; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.summary IS 'A few sentences that stand for the whole.';

--
-- Name: COLUMN generated_content.excerpt; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.excerpt IS 'The opening, for lists.';

--
-- Name: COLUMN generated_content.template_used; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.template_used IS 'Generator or prompt that wrote it.';

--
-- Name: COLUMN generated_content.source_materials; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.source_materials IS 'Ids of the raw_content it was made from.';

--
-- Name: COLUMN generated_content.quality_score; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.quality_score IS '0 to 1: is it worth publishing.';

--
-- Name: COLUMN generated_content.readability_score; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.readability_score IS '0 (hard) to 100 (easy), see content.readability.';

--
-- Name: COLUMN generated_content.seo_score; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.seo_score IS '0 to 1: will search engines like it.';

--
-- Name: COLUMN generated_content.engagement_prediction; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.engagement_prediction IS '0 to 1: the part of readers expected to act; null while nothing is known.';

--
-- Name: COLUMN generated_content.status; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.status IS 'draft = being written; review = waits for an editor; approved = may be published; scheduled =
will be; published = readers see it; rejected = will not be used; needs_revision = sent back to
its author; cancelled = was scheduled and is not any more; archived = was published and is
withdrawn.';

--
-- Name: COLUMN generated_content.tags; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.tags IS 'Tags, by name as content_tags spells them, each once.';

--
-- Name: COLUMN generated_content.categories; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.categories IS 'Categories, by slug; what is not in content_categories counts nowhere, see unknown_categories.';

--
-- Name: COLUMN generated_content.target_audience; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.target_audience IS 'beginner, intermediate, advanced …';

--
-- Name: COLUMN generated_content.tone; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.tone IS 'friendly, expert, playful …';

--
-- Name: COLUMN generated_content.word_count; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.word_count IS 'Words of content.';

--
-- Name: COLUMN generated_content.estimated_reading_time; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.estimated_reading_time IS 'Minutes.';

--
-- Name: COLUMN generated_content.scheduled_for; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.scheduled_for IS 'When it is to be published.';

--
-- Name: COLUMN generated_content.published_at; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.published_at IS 'When it was published.';

--
-- Name: COLUMN generated_content.created_at; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.created_at IS 'When the draft was made.';

--
-- Name: COLUMN generated_content.updated_at; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.updated_at IS 'When it was last changed.';

--
-- Name: COLUMN generated_content.created_by; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.created_by IS 'Author; null when a worker made it.';

--
-- Name: COLUMN generated_content.approved_by; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.approved_by IS 'Who approved it.';

--
-- Name: COLUMN generated_content.approved_at; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.approved_at IS 'When it was approved.';

--
-- Name: COLUMN generated_content.language; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.language IS 'ISO 639-1 code.';

--
-- Name: COLUMN generated_content.review_note; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.review_note IS 'What a reviewer last asked for, or why it was rejected.';

--
-- Name: COLUMN generated_content.search; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.search IS 'Weighted words of title (A), summary (B) and text (D), in the content''s language; kept by the
trigger index_search.';

--
-- Name: COLUMN generated_content.metadata; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.metadata IS 'How it was made: {generator, template, model, attempts, repaired, seconds, prompt_tokens,
completion_tokens, cost}, as far as known; {} for what people write. cost: in the currency of the
settings generation.price_per_million_…; attempts: requests to the endpoint.';

--
-- Name: COLUMN generated_content.title_words; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.title_words IS 'Those of title alone, short enough to stay in the row: content.search looks at them before it
fetches the rest. Kept by the trigger index_search.';

--
-- Name: COLUMN generated_content.slug; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.slug IS 'Its name in addresses: made of title and id, and kept from the first publication on.';

--
-- Name: COLUMN generated_content.focus_keyword; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generated_content.focus_keyword IS 'What it wants to be found by; null = its first tag, or a word of its title.';

--
-- Name: _check_publishable(content.generated_content, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._check_publishable(draft content.generated_content, override_reason text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _min_quality constant numeric := ops.setting('workflow.min_quality')::numeric;
    _pictures    text;
begin
    select string_agg(m.filename, ', ' order by m.filename) into _pictures
      from content._missing_alt_text(draft.id) as m;
    if _pictures is not null then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('pictures lack an alternative text: %s', _pictures),
            detail  = format('The id of the content is %s.', draft.id),
            hint    = 'Say what they show, with content.set_alt_text, for who cannot see them.';
    end if;

    if draft.quality_score >= _min_quality then
        return;
    end if;
    if coalesce(override_reason, '') !~ '\S' then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('quality %s is below %s', draft.quality_score, _min_quality),
            detail  = format('The id of the content is %s.', draft.id),
            hint    = 'content.quality_report says what to mend; an admin may give an '
                      'override_reason.';
    end if;
    perform admin.require('content.override');
    perform audit.record_event(
        'workflow', 'quality_overridden',
        jsonb_build_object('content_id', draft.id, 'quality_score', draft.quality_score,
                           'min_quality', _min_quality, 'reason', override_reason,
                           'user_id', current_setting('aquascene.user_id', true)),
        'warning', 'content');
end;
$$;

ALTER FUNCTION content._check_publishable(draft content.generated_content, override_reason text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _check_publishable(draft content.generated_content, override_reason text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._check_publishable(draft content.generated_content, override_reason text) IS 'Refuses content that must not be published: pictures without alternative text, or a quality below
workflow.min_quality that nobody with the permission content.override vouches for, with a reason.

Errors: 55000 not fit; 42501 the acting person may not override. Writes: audit.system_events when it
is overridden.';

--
-- Name: _clean_tags(); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._clean_tags() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if cardinality(new.tags) > 0 and (tg_op = 'INSERT' or new.tags is distinct from old.tags) then
        new.tags := content._spell_tags(content._tidy_tags(new.tags));
    end if;
    return new;
end;
$$;

ALTER FUNCTION content._clean_tags() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _clean_tags(); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._clean_tags() IS 'Trigger, before insert or update of tags for each row: tidies the tags, see content._tidy_tags,
and spells those that are known as content.content_tags does. Errors: none.';

--
-- Name: _count_deleted_tags(); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._count_deleted_tags() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _names   text[];
    _amounts bigint[];
begin
    select array_agg(t.name), array_agg(-t.amount) into _names, _amounts
      from (select u.name, count(*)
              from old_rows as o
             cross join lateral unnest(o.tags) as u (name)
             group by u.name) as t (name, amount);
    if _names is not null then
        perform content._count_tags(_names, _amounts);
    end if;
    return null;
end;
$$;

ALTER FUNCTION content._count_deleted_tags() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _count_deleted_tags(); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._count_deleted_tags() IS 'Trigger, after delete for each statement: counts the tags that went. Errors: none.
Writes: content.content_tags.';

--
-- Name: _count_inserted_tags(); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._count_inserted_tags() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _names   text[];
    _amounts bigint[];
begin
    select array_agg(t.name), array_agg(t.amount) into _names, _amounts
      from (select u.name, count(*)
              from new_rows as n
             cross join lateral unnest(n.tags) as u (name)
             group by u.name) as t (name, amount);
    if _names is not null then
        perform content._count_tags(_names, _amounts);
    end if;
    return null;
end;
$$;

ALTER FUNCTION content._count_inserted_tags() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _count_inserted_tags(); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._count_inserted_tags() IS 'Trigger, after insert for each statement: counts the tags that came. Errors: none.
Writes: content.content_tags.';

--
-- Name: _count_sentences(text, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._count_sentences(prose text, language text) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
    select
        -- A mark, what closes after it, and then no small letter; or the end of a paragraph
        regexp_count(_count_sentences.prose,
                     '[.!?…؟۔।]+["''”’»)\]]*( +["''“‘„«»(¿¡\[]*[^ \na-zß-öø-ÿа-џ]| *\n| *$)'
                     '|[^.!?…؟۔।。！？｡"''”’»)\] \n]["''”’»)\] ]*(\n|$)')
        + case when octet_length(_count_sentences.prose) > length(_count_sentences.prose)
               then regexp_count(_count_sentences.prose, '[。！？｡]+') else 0 end
        -- But not: initials, titles, numbered things
        - regexp_count(' ' || _count_sentences.prose,
                       '[ .("''“„«]([a-hj-zA-HJ-ZÄÖÜа-яА-Я]|[MD]rs?|Ms|Mme|Mlle|Prof|Dott|Sig'
                       '|Sra?|Dra|Hr|Gen|Col|Lt|Rev|Hon|St|Mt|vs|approx|bzw|ca|vgl|ggf|evtl|inkl'
                       '|dhr|mevr|drs|им|ул|проф)\.(?= +["“„«]?[A-ZÀ-ÞА-Я0-9])'
                       '|[ (](Nos?|Nr|Figs?|Vol|Art|Abb|Bd|Kap|[Pp]p|Ch|Sec|Eq|Jan|Feb|Mar|Apr|Jun'
                       '|Jul|Aug|Sept?|Oct|Nov|Dec|núm|pág|стр|рис|гл)\.(?= +[0-9])')
        - case when _count_sentences.language = any ('{cs,da,de,et,fi,hr,hu,lv,nb,no,pl,sk,sl}')
               then regexp_count(_count_sentences.prose, ' [0-9]{1,2}\.(?= +[A-ZÀ-Þ])')
               else 0 end;
$_$;

ALTER FUNCTION content._count_sentences(prose text, language text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _count_sentences(prose text, language text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._count_sentences(prose text, language text) IS 'Returns the number of sentences: marks that end one, and paragraphs that end without a mark.

prose: as from content._prose. language: ISO 639-1; some write ordinals with a full stop.
Errors: none.';

--
-- Name: _count_tags(text[], bigint[]); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._count_tags(names text[], amounts bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
declare
    _changes  jsonb;                        -- amount by name in lower case
    _keys     text[];
    _missing  text[];
    _misspelt text[];
begin
    select jsonb_object_agg(c.key, c.amount), array_agg(c.key) into _changes, _keys
      from (select lower(u.name), sum(u.amount)
              from unnest(_count_tags.names, _count_tags.amounts) as u (name, amount)
             group by lower(u.name)
            having sum(u.amount) <> 0) as c (key, amount);
    if _changes is null then
        return;
    end if;

    for _attempt in 1 .. 9 loop             -- a second only where a slug is taken
        select array_agg(n.name order by n.key) into _missing
          from (select lower(u.name), min(u.name)
                  from unnest(_count_tags.names) as u (name)
                 where (_changes ->> lower(u.name))::bigint > 0
                 group by lower(u.name)) as n (key, name)
         where (select t.id from content.content_tags as t where lower(t.name) = n.key) is null;
        exit when _missing is null;

        insert into content.content_tags (name, slug)
        select m.name,
               content._slug(m.name, case when _attempt > 1 then lower(m.name) || _attempt end)
          from unnest(_missing) with ordinality as m (name, place)
         order by m.place
            on conflict do nothing;
    end loop;

    with locked as (
        select t.id
          from content.content_tags as t
         where lower(t.name) = any (_keys)
         order by lower(t.name)
           for no key update
    ), changed as (
        update content.content_tags as t
           set usage_count = t.usage_count + (_changes ->> lower(t.name))::integer
         where t.id = any (array(select l.id from locked as l))
        returning t.name
    )
    select array_agg(u.name) into _misspelt
      from unnest(_count_tags.names) as u (name)
     where (_changes ->> lower(u.name))::bigint > 0
       and not exists (select from changed as c where c.name = u.name);

    -- Of two who bring a new tag at once, or in one statement, one spells it for both.
    if _misspelt is not null then
        update content.generated_content as c
           set tags = content._spell_tags(c.tags)
         where c.tags && _misspelt;
    end if;
end;
$$;

ALTER FUNCTION content._count_tags(names text[], amounts bigint[]) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _count_tags(names text[], amounts bigint[]); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._count_tags(names text[], amounts bigint[]) IS 'Adds amounts to the usage_count of tags, and makes the tags that are not there.

names: of tags, in any spelling. amounts: contents more, or fewer, for each name.
Errors: none. Writes: content.content_tags; content.generated_content, when it spells a new tag
otherwise. Locks: the tags, in the order of their names in lower case.';

--
-- Name: _count_updated_tags(); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._count_updated_tags() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _names   text[];
    _amounts bigint[];
begin
    if current_setting('aquascene.tags_changed', true) is distinct from 'on' then
        return null;
    end if;

    select array_agg(t.name), array_agg(t.amount) into _names, _amounts
      from (select c.name, sum(c.amount)
              from (select unnest(n.tags), 1 from new_rows as n
                    union all
                    select unnest(o.tags), -1 from old_rows as o) as c (name, amount)
             group by c.name
            having sum(c.amount) <> 0) as t (name, amount);
    if _names is not null then
        perform content._count_tags(_names, _amounts);
    end if;
    return null;
end;
$$;

ALTER FUNCTION content._count_updated_tags() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _count_updated_tags(); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._count_updated_tags() IS 'Trigger, after update for each statement: counts the tags that came and went. Errors: none.
Writes: content.content_tags.';

--
-- Name: _enforce_processing_transition(); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._enforce_processing_transition() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform ops._check_transition(tg_argv[0], old.processing_status, new.processing_status,
                                  tg_table_schema, tg_table_name, old.id::text);
    return new;
end;
$$;

ALTER FUNCTION content._enforce_processing_transition() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _enforce_processing_transition(); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._enforce_processing_transition() IS 'Trigger, before update of processing_status for each row: ops.enforce_transition for the one
table whose status has another name.

Argument: the entity. Errors: 55000 no such edge.';

--
-- Name: _engagement_traits(content.generated_content); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._engagement_traits(draft content.generated_content) RETURNS TABLE(dimension text, value text, share numeric)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select 'type', draft.content_type::text, 1.0
    union all
    select 'language', draft.language::text, 1.0
    union all
    select 'length', case when draft.word_count < 300 then 'short'
                          when draft.word_count < 700 then 'medium'
                          when draft.word_count < 1500 then 'long'
                          else 'very long' end, 1.0
    union all
    select t.dimension, t.value, 1.0
      from (select coalesce(draft.published_at, draft.scheduled_for) at time zone 'UTC') as d (day)
     cross join lateral (values
           ('weekday', extract(isodow from d.day)::text),
           ('hour', (extract(hour from d.day)::integer / 4 * 4)::text)) as t (dimension, value)
     where d.day is not null
    union all
    select 'category', c.slug, 1.0 / nullif(cardinality(draft.categories), 0)
      from unnest(draft.categories) as c (slug)
    union all
    select 'tag', t.name, 1.0 / nullif(cardinality(draft.tags), 0)
      from unnest(draft.tags) as t (name);
$$;

ALTER FUNCTION content._engagement_traits(draft content.generated_content) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _engagement_traits(draft content.generated_content); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._engagement_traits(draft content.generated_content) IS 'Returns what content has that articles before it had too, as in content.engagement_factors;
share: the part that one of several tags or categories has in the effect. Errors: none.';

--
-- Name: content_revisions; Type: TABLE; Schema: content; Owner: aquascene_owner
--

CREATE TABLE content.content_revisions (
    content_id uuid NOT NULL,
    revision integer NOT NULL,
    title text NOT NULL,
    content text NOT NULL,
    summary text,
    excerpt text,
    status character varying(20) NOT NULL,
    changed_by uuid,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT content_revisions_count_from_one CHECK ((revision >= 1))
);

ALTER TABLE content.content_revisions OWNER TO aquascene_owner;

--
-- Name: TABLE content_revisions; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TABLE content.content_revisions IS 'The texts a draft had before each change.';

--
-- Name: COLUMN content_revisions.content_id; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_revisions.content_id IS 'The draft.';

--
-- Name: COLUMN content_revisions.revision; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_revisions.revision IS '1, 2, 3 … in order.';

--
-- Name: COLUMN content_revisions.title; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_revisions.title IS 'Title it had.';

--
-- Name: COLUMN content_revisions.content; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_revisions.content IS 'Text it had.';

--
-- Name: COLUMN content_revisions.summary; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_revisions.summary IS 'Summary it had.';

--
-- Name: COLUMN content_revisions.excerpt; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_revisions.excerpt IS 'Excerpt it had.';

--
-- Name: COLUMN content_revisions.status; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_revisions.status IS 'Status it had.';

--
-- Name: COLUMN content_revisions.changed_by; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_revisions.changed_by IS 'Who replaced it.';

--
-- Name: COLUMN content_revisions.changed_at; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_revisions.changed_at IS 'When it was replaced.';

--
-- Name: _find_version(uuid, integer); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._find_version(content_id uuid, revision integer) RETURNS content.content_revisions
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _last    integer;
    _version content.content_revisions;
begin
    select coalesce(max(r.revision), 0) + 1 into _last
      from content.content_revisions as r
     where r.content_id = _find_version.content_id;

    if coalesce(_find_version.revision, _last) = _last then
        select c.id, _last, c.title, c.content, c.summary, c.excerpt, c.status,
               null::uuid, c.updated_at
          into _version
          from content.generated_content as c
         where c.id = _find_version.content_id;
    else
        select r.* into _version
          from content.content_revisions as r
         where r.content_id = _find_version.content_id
           and r.revision = _find_version.revision;
    end if;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no revision %s of content %s',
                             coalesce(_find_version.revision, _last),
                             coalesce(_find_version.content_id::text, 'null')),
            hint    = 'select * from content.revisions(content_id) lists them.';
    end if;
    return _version;
end;
$$;

ALTER FUNCTION content._find_version(content_id uuid, revision integer) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _find_version(content_id uuid, revision integer); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._find_version(content_id uuid, revision integer) IS 'Returns a version of a content as content.content_revisions keeps it; the present one is the last.

revision: its number; null for the present one. Errors: P0002 no such content or revision.';

--
-- Name: _found_content(uuid); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._found_content(content_id uuid) RETURNS content.generated_content
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _draft content.generated_content;
begin
    select c.* into _draft
      from content.generated_content as c
     where c.id = _found_content.content_id;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no generated content %s',
                             coalesce(_found_content.content_id::text, 'null')),
            hint    = 'select id, title, status from content.generated_content lists them.';
    end if;
    return _draft;
end;
$$;

ALTER FUNCTION content._found_content(content_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _found_content(content_id uuid); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._found_content(content_id uuid) IS 'Returns the row of content. Errors: P0002 no such content.';

--
-- Name: _guard_text(); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._guard_text() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _to_status text;
begin
    select t.to_status into _to_status
      from ops.status_transitions as t
     where t.entity = 'content' and t.from_status = old.status and t.event = 'revise';
    if found then
        new.status := _to_status;
        new.approved_by := null;
        new.approved_at := null;
    elsif old.status not in ('draft', 'review', 'needs_revision') then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('the text is %s and cannot be changed', old.status),
            detail  = format('Its id is %s.', old.id),
            hint    = 'Withdraw it with content.archive; then content.revise opens it as a draft.';
    end if;
    return new;
end;
$$;

ALTER FUNCTION content._guard_text() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _guard_text(); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._guard_text() IS 'Trigger, before update of the text for each row: what was approved is what is published. A text
that is changed goes where the event revise leads from its status (approved, scheduled and
cancelled: to review; rejected and archived: to draft), without its approval; drafts and what is
in review stay; a published text is not changed.

Errors: 55000 the text is published.';

--
-- Name: _index_search(); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._index_search() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    -- Not a generated column: with a row trigger before update, PostgreSQL computes those anew at
    -- every change of a status.
    new.search := content._search_words(new.title, new.summary, new.content, new.language);
    new.title_words := ts_filter(new.search, '{a}');
    return new;
end;
$$;

ALTER FUNCTION content._index_search() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _index_search(); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._index_search() IS 'Trigger, before insert or update of title, summary, text or language for each row: keeps the
words to search for. Errors: none.';

--
-- Name: _is_wanted(text, text[], text[], text, timestamp with time zone, text, text[], text, text, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._is_wanted(content_type text, categories text[], tags text[], language text, published_at timestamp with time zone, of_type text, in_categories text[], with_tag text, in_language text, published_from timestamp with time zone, published_to timestamp with time zone) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT (((of_type IS NULL) OR (content_type = of_type)) AND ((in_categories IS NULL) OR (categories && in_categories)) AND ((with_tag IS NULL) OR (tags @> ARRAY[with_tag])) AND ((in_language IS NULL) OR (language = in_language)) AND ((published_from IS NULL) OR (published_at >= published_from)) AND ((published_to IS NULL) OR (published_at < published_to)) AND isfinite(published_at));
END;

ALTER FUNCTION content._is_wanted(content_type text, categories text[], tags text[], language text, published_at timestamp with time zone, of_type text, in_categories text[], with_tag text, in_language text, published_from timestamp with time zone, published_to timestamp with time zone) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _is_wanted(content_type text, categories text[], tags text[], language text, published_at timestamp with time zone, of_type text, in_categories text[], with_tag text, in_language text, published_from timestamp with time zone, published_to timestamp with time zone); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._is_wanted(content_type text, categories text[], tags text[], language text, published_at timestamp with time zone, of_type text, in_categories text[], with_tag text, in_language text, published_from timestamp with time zone, published_to timestamp with time zone) IS 'Tells whether an article passes the filters of a search; a filter that is null lets all pass.

content_type … published_at: of the article. in_categories: slugs, one of which it must have.
with_tag: a tag it must have. published_from, published_to: it was published at the one or later,
and before the other. Errors: none.';

--
-- Name: _keep_revision(); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._keep_revision() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    -- The update holds the row's lock, so numbers cannot collide.
    insert into content.content_revisions (content_id, revision, title, content, summary, excerpt,
                                           status, changed_by, changed_at)
    select old.id, coalesce(max(r.revision), 0) + 1, old.title, old.content, old.summary,
           old.excerpt, old.status,
           nullif(current_setting('aquascene.user_id', true), '')::uuid, ops.now()
      from content.content_revisions as r
     where r.content_id = old.id;
    return null;
end;
$$;

ALTER FUNCTION content._keep_revision() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _keep_revision(); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._keep_revision() IS 'Trigger, after update of the text for each row: keeps the text that was replaced.
Errors: none.';

--
-- Name: _keyword_places(text, text, regconfig); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._keyword_places(body text, keyword text, config regconfig) RETURNS SETOF integer
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
declare
    _letters constant text := lower(btrim(_keyword_places.keyword));
    _keyword tsvector := to_tsvector(_keyword_places.config, _keyword_places.keyword);
    _body    tsvector;
begin
    if octet_length(_letters) > length(_letters)
        and _letters ~ '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]'
    then
        return query
        select (sum(length(s.part) + length(_letters)) over (order by s.place)
                - length(_letters) + 1)::integer
          from string_to_table(lower(_keyword_places.body), _letters)
               with ordinality as s (part, place)
         order by s.place
         limit (select greatest(count(*) - 1, 0)
                  from string_to_table(lower(_keyword_places.body), _letters));
        return;
    end if;

    if length(_keyword) = 0 then                -- nothing but stop words
        _keyword := to_tsvector('pg_catalog.simple', _keyword_places.keyword);
        _body := to_tsvector('pg_catalog.simple', _keyword_places.body);
    else
        _body := to_tsvector(_keyword_places.config, _keyword_places.body);
    end if;
    if length(_keyword) = 0 then
        return;
    end if;
    return query
    with part as (
        select k.lexeme, p.place - min(p.place) over () as step, count(*) over () as parts
          from unnest(_keyword) as k
         cross join lateral unnest(k.positions) as p (place)
    )
    select (w.place - k.step)::integer
      from part as k
      join unnest(_body) as b using (lexeme)
     cross join lateral unnest(b.positions) as w (place)
     group by 1
    having count(*) = min(k.parts)
     order by 1;
end;
$$;

ALTER FUNCTION content._keyword_places(body text, keyword text, config regconfig) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _keyword_places(body text, keyword text, config regconfig); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._keyword_places(body text, keyword text, config regconfig) IS 'Returns the places at which a keyword stands in a text, in any inflection, counted in words.

body: plain text; of one word at most 256 places are found. keyword: a word or phrase; null and one
without words are nowhere. config: the configuration that stems. Errors: none.';

--
-- Name: _stream_safe(text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._stream_safe(body text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    -- Marks that normalisation sorts: those with a combining class in Unicode 14.
    _marks constant text :=
        '\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7'
        '\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed'
        '\u0711\u0730-\u074a\u07eb-\u07f3\u07fd\u0816-\u0819\u081b-\u0823\u0825-\u0827'
        '\u0829-\u082d\u0859-\u085b\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff\u093c\u094d'
        '\u0951-\u0954\u09bc\u09cd\u09fe\u0a3c-\u0a4d\u0abc\u0acd\u0b3c\u0b4d\u0bcd\u0c3c'
        '\u0c4d-\u0c56\u0cbc\u0ccd\u0d3b-\u0d3c\u0d4d\u0dca\u0e38-\u0e3a\u0e48-\u0e4b'
        '\u0eb8-\u0eba\u0ec8-\u0ecb\u0f18-\u0f19\u0f35\u0f37\u0f39\u0f71-\u0f84\u0f86-\u0f87'
        '\u0fc6\u1037-\u103a\u108d\u135d-\u135f\u1714-\u1715\u1734\u17d2\u17dd\u18a9'
        '\u1939-\u193b\u1a17-\u1a18\u1a60-\u1a7f\u1ab0-\u1ace\u1b34-\u1b44\u1b6b-\u1b73'
        '\u1baa-\u1bab\u1be6-\u1bf3\u1c37\u1cd0-\u1cd2\u1cd4-\u1ce8\u1ced\u1cf4\u1cf8-\u1cf9'
        '\u1dc0-\u1dff\u20d0-\u20f0\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099-\u309a'
        '\ua66f\ua674-\ua67d\ua69e-\ua69f\ua6f0-\ua6f1\ua806\ua82c\ua8c4\ua8e0-\ua8f1'
        '\ua92b-\ua92d\ua953\ua9b3-\ua9c0\uaab0\uaab2-\uaab4\uaab7-\uaab8\uaabe-\uaabf\uaac1'
        '\uaaf6\uabed\ufb1e\ufe20-\ufe2f\U000101fd\U000102e0\U00010376-\U0001037a'
        '\U00010a0d-\U00010a0f\U00010a38-\U00010a3f\U00010ae5-\U00010ae6\U00010d24-\U00010d27'
        '\U00010eab-\U00010eac\U00010f46-\U00010f50\U00010f82-\U00010f85\U00011046\U00011070'
        '\U0001107f\U000110b9-\U000110ba\U00011100-\U00011102\U00011133-\U00011134\U00011173'
        '\U000111c0\U000111ca\U00011235-\U00011236\U000112e9-\U000112ea\U0001133b-\U0001133c'
        '\U0001134d\U00011366-\U00011374\U00011442-\U00011446\U0001145e\U000114c2-\U000114c3'
        '\U000115bf-\U000115c0\U0001163f\U000116b6-\U000116b7\U0001172b\U00011839-\U0001183a'
        '\U0001193d-\U0001193e\U00011943\U000119e0\U00011a34\U00011a47\U00011a99\U00011c3f'
        '\U00011d42-\U00011d45\U00011d97\U00016af0-\U00016af4\U00016b30-\U00016b36'
        '\U00016ff0-\U00016ff1\U0001bc9e\U0001d165-\U0001d169\U0001d16d-\U0001d172'
        '\U0001d17b-\U0001d182\U0001d185-\U0001d18b\U0001d1aa-\U0001d1ad\U0001d242-\U0001d244'
        '\U0001e000-\U0001e02a\U0001e130-\U0001e136\U0001e2ae\U0001e2ec-\U0001e2ef'
        '\U0001e8d0-\U0001e8d6\U0001e944-\U0001e94a';
begin
    if octet_length(body) = length(body) or body !~ ('[' || _marks || ']{31}') then
        return body;
    end if;
    return regexp_replace(body, '([' || _marks || ']{30})[' || _marks || ']+', '\1', 'g');
end;
$$;

ALTER FUNCTION content._stream_safe(body text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _stream_safe(body text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._stream_safe(body text) IS 'Returns a text without what exceeds thirty combining marks in a row, as Unicode''s Stream-Safe Text
Format (UAX #15) has it: no language needs as many, and normalize() sorts a row in a time that
grows with the square of its length and cannot be cancelled, a minute for 80,000 marks.

body: any text; null gives null. Errors: none.';

--
-- Name: _tidy_line(text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._tidy_line(body text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT "substring"(btrim(regexp_replace(regexp_replace(NORMALIZE(content._stream_safe(body), NFC), '[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]'::text, ''::text, 'g'::text), '[\u0001-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+'::text, ' '::text, 'g'::text)), '^.*[^ \u200c\u200d\ufe0f].*$'::text) AS "substring";
END;

ALTER FUNCTION content._tidy_line(body text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _tidy_line(body text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._tidy_line(body text) IS 'Returns a text as one line in Unicode NFC: every run of blanks and control characters is one
space, none stands at an end, and what cannot be seen is gone; null when nothing is left to see.

body: any text; null gives null. Errors: none.';

--
-- Name: content_assets; Type: TABLE; Schema: content; Owner: aquascene_owner
--

CREATE TABLE content.content_assets (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    filename character varying(255) NOT NULL,
    original_filename character varying(255),
    file_path text NOT NULL,
    file_size bigint,
    mime_type character varying(100),
    file_type character varying(50),
    width integer,
    height integer,
    alt_text text,
    caption text,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    uploaded_at timestamp with time zone DEFAULT now() NOT NULL,
    uploaded_by uuid,
    is_active boolean DEFAULT true NOT NULL,
    CONSTRAINT content_assets_file_size_is_a_size CHECK ((file_size >= 0)),
    CONSTRAINT content_assets_file_type_is_known CHECK (((file_type)::text = ANY ((ARRAY['image'::character varying, 'video'::character varying, 'audio'::character varying, 'document'::character varying, 'other'::character varying])::text[]))),
    CONSTRAINT content_assets_have_positive_dimensions CHECK (((width > 0) AND (height > 0))),
    CONSTRAINT content_assets_metadata_is_an_object CHECK ((jsonb_typeof(metadata) = 'object'::text)),
    CONSTRAINT content_assets_mime_type_is_a_type CHECK (((mime_type)::text ~ '^[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*$'::text))
);

ALTER TABLE content.content_assets OWNER TO aquascene_owner;

--
-- Name: TABLE content_assets; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TABLE content.content_assets IS 'Pictures and files that content uses.';

--
-- Name: COLUMN content_assets.id; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_assets.id IS 'Identity of the asset.';

--
-- Name: COLUMN content_assets.filename; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_assets.filename IS 'Name it is stored under.';

--
-- Name: COLUMN content_assets.original_filename; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_assets.original_filename IS 'Name it came with.';

--
-- Name: COLUMN content_assets.file_path; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_assets.file_path IS 'Where it lies.';

--
-- Name: COLUMN content_assets.file_size; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_assets.file_size IS 'Bytes.';

--
-- Name: COLUMN content_assets.mime_type; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_assets.mime_type IS 'Such as image/jpeg, in lower case.';

--
-- Name: COLUMN content_assets.file_type; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_assets.file_type IS 'image, video, audio, document or other.';

--
-- Name: COLUMN content_assets.width; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_assets.width IS 'Pixels.';

--
-- Name: COLUMN content_assets.height; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_assets.height IS 'Pixels.';

--
-- Name: COLUMN content_assets.alt_text; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_assets.alt_text IS 'What it shows, for who cannot see it; a picture is not published without.';

--
-- Name: COLUMN content_assets.caption; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_assets.caption IS 'Text below it.';

--
-- Name: COLUMN content_assets.metadata; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_assets.metadata IS 'Anything else.';

--
-- Name: COLUMN content_assets.uploaded_at; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_assets.uploaded_at IS 'When it came in.';

--
-- Name: COLUMN content_assets.uploaded_by; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_assets.uploaded_by IS 'Who brought it.';

--
-- Name: COLUMN content_assets.is_active; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_assets.is_active IS 'Whether it may be attached.';

--
-- Name: _lacks_alt_text(content.content_assets); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._lacks_alt_text(asset content.content_assets) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT (COALESCE(((((asset).file_type)::text = 'image'::text) OR (((asset).mime_type)::text ~~ 'image/%'::text)), false) AND (content._tidy_line((asset).alt_text) IS NULL));
END;

ALTER FUNCTION content._lacks_alt_text(asset content.content_assets) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _lacks_alt_text(asset content.content_assets); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._lacks_alt_text(asset content.content_assets) IS 'Returns whether an asset is a picture that says nothing to who cannot see it: its alt_text is
missing, or nothing but blanks.

asset: a row of content.content_assets. Errors: none.';

--
-- Name: _likeness(text[], text[]); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._likeness(one text[], other text[]) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT COALESCE(((( SELECT count(*) AS count
            FROM ( SELECT unnest(_likeness.one) AS unnest
                 INTERSECT
                  SELECT unnest(_likeness.other) AS unnest) b))::double precision / (NULLIF(( SELECT count(*) AS count
            FROM ( SELECT unnest(_likeness.one) AS unnest
                 UNION
                  SELECT unnest(_likeness.other) AS unnest) e), 0))::double precision), (0)::double precision) AS "coalesce";
END;

ALTER FUNCTION content._likeness(one text[], other text[]) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _likeness(one text[], other text[]); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._likeness(one text[], other text[]) IS 'Returns the part of two lists'' different elements that both have: 0 to 1. Errors: none.';

--
-- Name: _markup(text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._markup(body text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN ((strpos(m.text, '```'::text) > 0) OR (strpos(m.text, '~~~'::text) > 0) OR (strpos(m.text, '<'::text) > 0)) THEN regexp_replace(m.text, '(?:```.*?(?:```|$)|~~~.*?(?:~~~|$)|<pre[ >].*?</pre>|<script[ >].*?</script>|<style[ >].*?</style>|<!--.*?-->){1,1}?'::text, '
'::text, 'gi'::text)
             ELSE m.text
         END AS text
    FROM ( SELECT replace("left"(_markup.body, 50000), '
'::text, ''::text) AS replace) m(text);
END;

ALTER FUNCTION content._markup(body text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _markup(body text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._markup(body text) IS 'Returns the beginning of a text with its markup and without its code and comments.

body: Markdown or HTML; null gives null. Errors: none.';

--
-- Name: _minhash_bands(bigint[]); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._minhash_bands(shingles bigint[]) RETURNS integer[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _minima bigint[];
begin
    -- One hash per shingle serves all 24 positions: each position is the least hash of its own
    -- share of the shingles. A position without shingles, as short texts have, falls back to a hash
    -- of its own over all of them.
    _minima := array(
        select coalesce(
                   f.least_hash,
                   (select min(hashint8extended(s, p.position)) from unnest(shingles) as s))
          from generate_series(0, 23) as p (position)
          left join (
               select (s & 9223372036854775807) % 24 as position, min(s) as least_hash
                 from unnest(shingles) as s
                group by 1
               ) as f using (position)
         order by p.position);
    return array(
        select hash_array(array[_minima[3 * b + 1], _minima[3 * b + 2], _minima[3 * b + 3], b])
          from generate_series(0, 7) as b);
end;
$$;

ALTER FUNCTION content._minhash_bands(shingles bigint[]) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _minhash_bands(shingles bigint[]); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._minhash_bands(shingles bigint[]) IS 'Returns the MinHash signature of a set of shingles as 8 bands of 3 positions each.

shingles: as content._shingles returns them. Two sets of Jaccard index J have a band in common with
probability 1 - (1 - J³)⁸: 99.7 % at 0.8, 96 % at 0.7, 41 % at 0.4, 0.8 % at 0.1. Method: one
permutation hashing (Li, Owen and Zhang, 2012), banding (Leskovec, Rajaraman and Ullman, Mining of
Massive Datasets, chapter 3). Errors: none.';

--
-- Name: content_asset_relations; Type: TABLE; Schema: content; Owner: aquascene_owner
--

CREATE TABLE content.content_asset_relations (
    content_id uuid NOT NULL,
    asset_id uuid NOT NULL,
    relation_type character varying(50) DEFAULT 'inline'::character varying NOT NULL,
    sort_order integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT content_asset_relations_type_is_known CHECK (((relation_type)::text = ANY ((ARRAY['featured'::character varying, 'inline'::character varying, 'gallery'::character varying, 'attachment'::character varying, 'thumbnail'::character varying])::text[])))
);

ALTER TABLE content.content_asset_relations OWNER TO aquascene_owner;

--
-- Name: TABLE content_asset_relations; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TABLE content.content_asset_relations IS 'Which content uses which asset, and how.';

--
-- Name: COLUMN content_asset_relations.content_id; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_asset_relations.content_id IS 'The draft or article.';

--
-- Name: COLUMN content_asset_relations.asset_id; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_asset_relations.asset_id IS 'The asset.';

--
-- Name: COLUMN content_asset_relations.relation_type; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_asset_relations.relation_type IS 'featured = stands for the article; inline = in its text; gallery = one of several; attachment =
to download; thumbnail = small in lists.';

--
-- Name: COLUMN content_asset_relations.sort_order; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_asset_relations.sort_order IS 'Place among the assets of the content.';

--
-- Name: COLUMN content_asset_relations.created_at; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_asset_relations.created_at IS 'When it was attached.';

--
-- Name: _missing_alt_text(uuid); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._missing_alt_text(content_id uuid) RETURNS TABLE(asset_id uuid, filename text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT a.id,
     a.filename
    FROM (content.content_asset_relations r
      JOIN content.content_assets a ON ((a.id = r.asset_id)))
   WHERE ((r.content_id = _missing_alt_text.content_id) AND content._lacks_alt_text(a.*))
   ORDER BY r.sort_order, a.filename, a.id;
END;

ALTER FUNCTION content._missing_alt_text(content_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _missing_alt_text(content_id uuid); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._missing_alt_text(content_id uuid) IS 'Returns the pictures of a content that lack an alt text, in their order. Whoever is about to
publish locks the content''s row first: then none can be attached beside it, see
content._check_asset_use.

content_id: the draft. Errors: none.';

--
-- Name: _move(uuid, text, text, uuid, timestamp with time zone); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._move(content_id uuid, event text, note text DEFAULT NULL::text, person uuid DEFAULT NULL::uuid, scheduled_for timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS content.generated_content
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _draft     content.generated_content;
    _to_status text;
begin
    select c.* into _draft
      from content.generated_content as c
     where c.id = _move.content_id
       for update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no generated content %s', coalesce(_move.content_id::text, 'null')),
            hint    = 'select id, title, status from content.generated_content lists them.';
    end if;

    _to_status := ops._status_after('content', _draft.status, _move.event, _draft.id::text);
    update content.generated_content as c
       set status = _to_status,
           review_note = coalesce(_move.note, c.review_note),
           scheduled_for = coalesce(_move.scheduled_for, c.scheduled_for),
           approved_by = case _move.event when 'approve' then _move.person
                                          when 'request_changes' then null
                                          else c.approved_by end,
           approved_at = case _move.event when 'approve' then ops.now()
                                          when 'request_changes' then null
                                          else c.approved_at end
     where c.id = _draft.id
    returning c.* into _draft;
    return _draft;
end;
$$;

ALTER FUNCTION content._move(content_id uuid, event text, note text, person uuid, scheduled_for timestamp with time zone) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _move(content_id uuid, event text, note text, person uuid, scheduled_for timestamp with time zone); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._move(content_id uuid, event text, note text, person uuid, scheduled_for timestamp with time zone) IS 'Moves a draft along the edge of an event in ops.status_transitions and returns its row.

event: submit, approve … note: kept as review_note. person: who approves. scheduled_for: when to
publish. A request for changes takes an approval back. Errors: P0002 no such content; 55000 no such
edge from its status. Writes: content.generated_content. Locks: the row.';

--
-- Name: _overlap(bigint[], bigint[]); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._overlap(shingles bigint[], other_shingles bigint[], OUT jaccard numeric, OUT contained numeric) RETURNS record
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    with hit as (
        select max(s.of_first) + max(s.of_other) = 2 as is_in_both,
            max(s.of_first) = 1 as is_in_first
          from (select f.shingle, 1, 0 from unnest(_overlap.shingles) as f (shingle)
                union all
                select o.shingle, 0, 1 from unnest(_overlap.other_shingles) as o (shingle)
               ) as s (shingle, of_first, of_other)
         group by s.shingle
    )
    select round(count(*) filter (where h.is_in_both)::numeric / nullif(count(*), 0), 3),
           round(count(*) filter (where h.is_in_both)::numeric
                 / nullif(count(*) filter (where h.is_in_first), 0), 3)
      from hit as h;
$$;

ALTER FUNCTION content._overlap(shingles bigint[], other_shingles bigint[], OUT jaccard numeric, OUT contained numeric) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _overlap(shingles bigint[], other_shingles bigint[], OUT jaccard numeric, OUT contained numeric); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._overlap(shingles bigint[], other_shingles bigint[], OUT jaccard numeric, OUT contained numeric) IS 'Returns how far two texts'' sets of shingles are the same: jaccard, the part of all their shingles
that is in both, and contained, the part of the first set that is in the other; 0 to 1.

shingles, other_shingles: as content._shingles returns them. Errors: none.';

--
-- Name: _parse_query(regconfig, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._parse_query(config regconfig, query text) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return websearch_to_tsquery(_parse_query.config, _parse_query.query);
exception
    when internal_error or program_limit_exceeded then
        -- Its stack holds 32 operators: that many strokes are no language.
        return plainto_tsquery(_parse_query.config, _parse_query.query);
end;
$$;

ALTER FUNCTION content._parse_query(config regconfig, query text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _parse_query(config regconfig, query text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._parse_query(config regconfig, query text) IS 'Returns what websearch_to_tsquery makes of a query, and where it cannot cope, the plain words.
Errors: none.';

--
-- Name: _plain_title(text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._plain_title(title text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    -- What is left of tags within tags, or of a tag without end, is parted so that it is none.
    select nullif(left(btrim(regexp_replace(regexp_replace(regexp_replace(
               left(title, 10000),
               '<[^<>]*>|[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]', '', 'g'),
               '[[:space:][:cntrl:]]+', ' ', 'g'),
               '<(?=[[:alpha:]/!?])', '< ', 'g')), 500), '');
$$;

ALTER FUNCTION content._plain_title(title text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _plain_title(title text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._plain_title(title text) IS 'Returns a title without markup, control characters and overrides of direction, at most 500
characters; null when nothing is left. Errors: none.';

--
-- Name: _predict_engagement(); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._predict_engagement() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    select case when m.effect is not null
                then round(greatest(0, least(1, m.effect + coalesce(e.effect, 0))), 2) end
      into new.engagement_prediction
      from (select) as one
      left join content.engagement_factors as m on m.dimension = 'mean'
     cross join lateral (
           select sum(f.effect * t.share)
             from content._engagement_traits(new) as t
             join content.engagement_factors as f using (dimension, value)) as e (effect);
    return new;
end;
$$;

ALTER FUNCTION content._predict_engagement() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _predict_engagement(); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._predict_engagement() IS 'Trigger, before insert or update of what engagement was learned from, for each row: predicts the
engagement; null while analytics.learn_engagement had nothing to learn from. Errors: none.';

--
-- Name: _prose(text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._prose(body text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    _text text := replace(left(_prose.body, 50000), E'\r', '');
    _kept text;
begin
    if strpos(_text, '<') > 0 then
        if _text ~* '<(p|div|br|li|h[1-6])[ />]' then
            _text := translate(_text, E'\n\t', '  ');    -- in HTML, tags part paragraphs
        end if;
        -- The braces make the alternation as a whole prefer the nearest end.
        _text := regexp_replace(
            _text, '(?:<h[1-6][ >].*?</h[1-6]|<pre[ >].*?</pre|<script[ >].*?</script'
                   '|<style[ >].*?</style|<table[ >].*?</table|<figcaption[ >].*?</figcaption'
                   '|<!--.*?--){1,1}?>',
            E'\n\n', 'gi');
        _text := regexp_replace(
            _text, '</?(?:p|div|hr|li|[ou]l|d[ltd]|tr|t[dh]|blockquote|section|article|figure'
                   '|header|footer|main|aside|nav|body|html|head|title)(?:[ /][^<>]*)?>',
            E'\n\n', 'gi');
        _text := regexp_replace(_text, '<br[ /]*>', E'\n', 'gi');
        _text := regexp_replace(_text, '</?[a-zA-Z][^<>]*>', '', 'g');
    end if;

    if strpos(_text, '&') > 0 then
        _text := regexp_replace(_text, '&(?:#39|#x27|#8217|apos|[lr]squo);', '''', 'g');
        _text := regexp_replace(
            _text, '&([a-zA-Z])(?:acute|grave|circ|uml|tilde|cedil|ring|caron|slash);', '\1', 'g');
        _text := regexp_replace(_text, '&(?:#x?[0-9a-fA-F]+|[a-zA-Z]+);', ' ', 'g');
    end if;

    if strpos(_text, '```') > 0 or strpos(_text, '~~~') > 0 then
        _text := regexp_replace(
            _text, '(?:```.*?(?:```|$)|~~~.*?(?:~~~|$)){1,1}?', E'\n\n', 'g');
    end if;
    if strpos(_text, '](') > 0 then
        _text := regexp_replace(_text, '!\[[^][]*\]\([^()]*\)', '', 'g');
        _text := regexp_replace(_text, '\[([^][]*)\]\([^()]*\)', '\1', 'g');
    end if;
    if strpos(_text, '[') > 0 then                -- marks of notes, as encyclopedias have them
        _text := regexp_replace(
            _text, '\[(?:[0-9]+|[a-z]|note [0-9]+|citation needed|edit)\]', '', 'g');
    end if;
    if strpos(_text, '://') > 0 then
        _text := regexp_replace(
            _text, '[a-zA-Z]+://[^[:space:]]*[^[:space:].,;:!?)"'']', '', 'g');
    end if;

    -- Of Markdown go headings, rows of tables and rulers; of quotes and items only the marks.
    _text := E'\n' || _text;
    if strpos(_text, E'\n>') > 0 then
        _text := regexp_replace(_text, '\n>+[ \t]?', E'\n', 'g');
    end if;
    _text := regexp_replace(
        _text,
        '\n[ \t]*(?:#{1,6}[ \t][^\n]*|\|[^\n]*|[^\n]+\n(?:=+|-{3,})[ \t]*(?=\n|$)'
        '|[-=_*]{3,}[ \t]*(?=\n|$)|[-*+•][ \t]+|[0-9]{1,3}[.)][ \t]+)',
        E'\n\n', 'g');
    _text := replace(replace(_text, '*', ''), '`', '');

    -- One line a paragraph.
    _text := btrim(_text, E' \t\n');
    if strpos(_text, E'\n') = 0 then
        return _text;
    end if;
    _text := regexp_replace(_text, '\n[ \t\n]*\n', E'\x01', 'g');
    _text := replace(replace(_text, E'\n', ' '), E'\x01', E'\n');

    -- A short line that no mark ends is a heading, a caption or an item of a list.
    select string_agg(l.line, E'\n' order by l.place)
      into _kept
      from string_to_table(_text, E'\n') with ordinality as l (line, place)
     where octet_length(l.line) > 80 or l.line ~ '[.!?…。！？｡؟۔।]';
    return coalesce(_kept, _text);
end;
$_$;

ALTER FUNCTION content._prose(body text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _prose(body text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._prose(body text) IS 'Returns what of a text is read as sentences, a paragraph a line; null for null.

body: plain text, Markdown or HTML. Left out: tags and marks, headings, tables, code blocks,
images, addresses, and lines of up to 80 bytes without the mark that ends a sentence, unless there
are no others. Only the first 50,000 characters are looked at. Errors: none.';

--
-- Name: _quality_parts(content.generated_content); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._quality_parts(draft content.generated_content) RETURNS TABLE(part text, score numeric, weight numeric, finding text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    _normalized constant text := content.normalize_text(draft.content);
    _words      constant text[] := string_to_array(left(_normalized, 20000), ' ');
    _paragraphs constant integer[] := array(
        select content.count_words(p.text)
          from string_to_table(regexp_replace(left(draft.content, 100000), '\n\s*\n', E'\x01', 'g'),
                               E'\x01') as p (text)
         where p.text ~ '\S' and p.text !~ '^\s*(#|<h[1-6])');
    _headings   constant integer := regexp_count(
        left(draft.content, 100000), '^\s*(#{1,6} |<h[1-6])', 1, 'n');
    _range      constant int4range := case draft.target_audience
        when 'beginner' then int4range(60, 90)
        when 'intermediate' then int4range(45, 80)
        when 'advanced' then int4range(30, 70)
        when 'expert' then int4range(20, 70)
        else int4range(45, 85) end;
    _distance   integer;
    _variety    numeric;
    _sources    bigint[];
    _copied     numeric;
    _longest    constant integer := (select max(p) from unnest(_paragraphs) as p);
    _missing    text[];
begin
    _distance := case when draft.readability_score is null then 40
                      else greatest(lower(_range) - draft.readability_score,
                                    draft.readability_score - upper(_range), 0) end;
    return query
    select 'readability', round(greatest(0, 1 - _distance / 40.0), 2), 0.15,
           case when draft.readability_score is null then 'There are no words to read.'
                else format('Reading ease %s; %s readers like %s to %s.', draft.readability_score,
                            coalesce(draft.target_audience, 'most'), lower(_range),
                            upper(_range)) end;

    return query
    select 'structure',
           round((least(cardinality(_paragraphs) / 3.0, 1)
                  + least(150.0 / greatest(_longest, 1), 1)
                  + case when draft.word_count < 300 then 1
                         else least(_headings * 400.0 / draft.word_count, 1) end) / 3, 2),
           0.10,
           format('%s paragraphs, the longest of %s words, and %s headings; three paragraphs or '
                  'more, of at most 150 words, and a heading for every 400 words read well.',
                  cardinality(_paragraphs), coalesce(_longest, 0), _headings);

    -- Among the first 200 words, so that longer texts are not at a disadvantage.
    select count(distinct w.word)::numeric / greatest(count(*), 1) into _variety
      from unnest(_words[1:200]) as w (word);
    return query
    select 'variety', round(least(_variety / 0.55, 1), 2), 0.10,
           format('%s %% of the first 200 words are different ones; 55 %% are usual.',
                  round(100 * _variety));

    if jsonb_typeof(draft.source_materials) = 'array' then            -- else a check refuses
        select array_agg(s.shingle) into _sources
          from (select distinct m.id
                  from jsonb_array_elements_text(draft.source_materials) as m (id)
                 where m.id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                 limit 100) as m
          join content.raw_content as r on r.id = m.id::uuid
         cross join lateral unnest(content._shingles(content.normalize_text(r.content)))
              as s (shingle);
    end if;
    _copied := coalesce((content._overlap(content._shingles(_normalized), _sources)).contained, 0);
    return query
    select 'originality', round(least((1 - _copied) / 0.8, 1), 2), 0.40,
           case when _sources is null then 'It names no source material.'
                else format('%s %% of its runs of three words stand in its source material; up to '
                            '20 %% is quotation.', round(100 * _copied)) end;

    return query
    select 'seo', coalesce(draft.seo_score, 0), 0.15, 'content.seo_report explains it.'::text;

    _missing := array_remove(array[
        case when coalesce(draft.summary, '') !~ '\S' then 'a summary' end,
        case when coalesce(draft.excerpt, '') !~ '\S' then 'an excerpt' end,
        case when coalesce(cardinality(draft.tags), 0) = 0 then 'tags' end,
        case when coalesce(cardinality(draft.categories), 0) = 0 then 'a category' end,
        case when draft.word_count < 300 then '300 words' end], null);
    return query
    select 'completeness', round(1 - cardinality(_missing) / 5.0, 2), 0.10,
           case when _missing = '{}' then 'Nothing is missing.'
                else format('It lacks %s.', array_to_string(_missing, ', ')) end;
end;
$_$;

ALTER FUNCTION content._quality_parts(draft content.generated_content) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _quality_parts(draft content.generated_content); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._quality_parts(draft content.generated_content) IS 'Returns what content is worth in parts: score from 0 to 1, weight (they sum to 1), and what was
found.

draft: a row whose readability_score, seo_score and word_count are right. readability 0.15: 1
within the range for its audience, 0 at 40 points from it. structure 0.10: number and length of
paragraphs, headings. variety 0.10: different words. originality 0.40: the part of its shingles
that are not in its source material (of up to 100 sources, their first 100,000 characters), 1
from 80 % on; so copied content cannot reach 0.7. seo 0.15. completeness 0.10: summary, excerpt,
tags, category, length. Errors: none.';

--
-- Name: _raw_item_fault(jsonb); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._raw_item_fault(item jsonb) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    _language constant text := coalesce(item ->> 'language', '');
begin
    if jsonb_typeof(item) is distinct from 'object' then
        return format('the item is a JSON %s, not an object', coalesce(jsonb_typeof(item), 'null'));
    end if;
    return nullif(concat_ws('; ',
        case when jsonb_typeof(item -> 'source_url') is distinct from 'string'
                 or length(item ->> 'source_url') > 2048
                 or ops._url_host(item ->> 'source_url') is null
             then format('source_url %L is not an http(s) address of at most 2048 characters',
                         left(item ->> 'source_url', 200)) end,
        case when jsonb_typeof(item -> 'content_type') is distinct from 'string'
                 or length(btrim(item ->> 'content_type')) not between 1 and 50
             then format('content_type %L is not a text of 1 to 50 characters',
                         left(item ->> 'content_type', 200)) end,
        case when jsonb_typeof(item -> 'content') is distinct from 'string'
             then 'content is not a text' end,
        (select string_agg(format('%s is a JSON %s, not %s', k.key, jsonb_typeof(item -> k.key),
                                  k.type), '; ' order by k.key)
           from (values ('title', 'string'), ('html_content', 'string'), ('images', 'array'),
                        ('metadata', 'object'), ('language', 'string'), ('scraped_at', 'string')
                ) as k (key, type)
          where jsonb_typeof(item -> k.key) not in (k.type, 'null')),
        case when _language <> '' and _language !~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,6})?$'
             then format('language %L is not a code such as en', left(_language, 200)) end,
        case when item ->> 'scraped_at' <> '' and content._as_instant(item ->> 'scraped_at') is null
             then format('scraped_at %L is not an instant', left(item ->> 'scraped_at', 200)) end
    ), '');
end;
$_$;

ALTER FUNCTION content._raw_item_fault(item jsonb) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _raw_item_fault(item jsonb); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._raw_item_fault(item jsonb) IS 'Returns what is wrong with an item for content.ingest_raw_many, null when nothing is.

Errors: none.';

--
-- Name: _reading_ease(text, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._reading_ease(body text, language text) RETURNS numeric
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _language  constant text := split_part(translate(lower(_reading_ease.language), '_', '-'),
                                           '-', 1);
    _prose     constant text := content._prose(_reading_ease.body);
    _text      text := lower(_prose);
    _words     numeric;
    _sentences numeric;
    _syllables numeric;
begin
    if content.readability_formula(_language) not like '%fallback%' then
        if octet_length(_text) > length(_text) then
            _text := translate(_text, E'’ʼ‑\u00AD\u200B\u200C\u200D\uFEFF', '''''-');
        end if;
        -- Two spaces between words; in a compound, one
        _text := btrim(regexp_replace(
            replace(_text, '--', '  '),
            '[''-]*[^a-z0-9ß-öø-ÿœа-џ''-][^a-z0-9ß-öø-ÿœа-џ]*', '  ', 'g'),
            ' ''-');
        if _text <> '' then
            _text := '  ' || replace(_text, '-', ' ') || '  ';
            _words := (length(_text) - length(replace(_text, '  ', ''))) / 2 - 1;
            _sentences := greatest(content._count_sentences(_prose, _language), 1);
            _syllables := content._syllables(_text, _language);
            return case _language
                       when 'en' then 206.835 - 1.015 * _words / _sentences
                                      - 84.6 * _syllables / _words
                       when 'de' then 180 - _words / _sentences - 58.5 * _syllables / _words
                       when 'fr' then 207 - 1.015 * _words / _sentences
                                      - 73.6 * _syllables / _words
                       when 'es' then 206.84 - 1.02 * _words / _sentences
                                      - 60 * _syllables / _words
                       when 'it' then 217 - 1.3 * _words / _sentences - 60 * _syllables / _words
                       when 'nl' then 206.84 - 0.93 * _words / _sentences
                                      - 77 * _syllables / _words
                       when 'pt' then 248.835 - 1.015 * _words / _sentences
                                      - 84.6 * _syllables / _words
                       when 'ru' then 206.835 - 1.3 * _words / _sentences
                                      - 60.1 * _syllables / _words
                   end;
        end if;
    end if;

    _words := content.count_words(_prose);
    if _words > 0 then
        _sentences := greatest(content._count_sentences(_prose, _language), 1);
        return 140 - 2 * _words / _sentences - 8 * length(_prose) / _words;
    end if;
    return null;
end;
$$;

ALTER FUNCTION content._reading_ease(body text, language text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _reading_ease(body text, language text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._reading_ease(body text, language text) IS 'Returns the reading ease of a text as its formula gives it, which may be under 0 or over 100; null
for a text without words.

body: the text. language: ISO 639-1, with or without a region. Errors: none.';

--
-- Name: _refuse_category_cycle(); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._refuse_category_cycle() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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
$$;

ALTER FUNCTION content._refuse_category_cycle() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _refuse_category_cycle(); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._refuse_category_cycle() IS 'Trigger, after insert or update of parent_id for each row: refuses a category below itself, over
any number of others, and a tree of more than ten levels.
Errors: 55000 it would be below itself, or too deep; 40001 the tree was changed under a transaction
that is repeatable read or serializable. Locks: the categories above, shared.';

--
-- Name: _return_raw(uuid[], text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._return_raw(raw_content_ids uuid[], worker text) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _ids      constant uuid[] := _return_raw.raw_content_ids;
    _lease    content.raw_leases;
    _found    uuid[] := array[]::uuid[];
    _attempts integer;
    _lost     record;
begin
    -- Mostly a batch is returned as it was claimed; comparing two sets of a hundred costs more than
    -- all the rest.
    delete from content.raw_leases as l
     where l.worker = _return_raw.worker and l.expires_at > ops.now() and l.raw_content_ids = _ids
    returning l.attempts[1] into _attempts;
    if found then
        return _attempts;
    end if;

    for _lease in
        select l.*
          from content.raw_leases as l
         where l.worker = _return_raw.worker and l.expires_at > ops.now()
           and l.raw_content_ids && _ids
         order by l.id
           for update
    loop
        _attempts := _lease.attempts[array_position(_lease.raw_content_ids, _ids[1])];
        if _lease.raw_content_ids <@ _ids then
            delete from content.raw_leases as l where l.id = _lease.id;
            _found := _found || _lease.raw_content_ids;
        else
            _found := _found || array(
                select i.id from unnest(_lease.raw_content_ids) as i (id) where i.id = any(_ids));
            update content.raw_leases as l
               set (raw_content_ids, attempts) = (
                       select array_agg(i.id order by i.place), array_agg(i.tries order by i.place)
                         from unnest(_lease.raw_content_ids, _lease.attempts) with ordinality
                              as i (id, tries, place)
                        where i.id <> all(_ids))
             where l.id = _lease.id;
        end if;
    end loop;
    if _found @> _ids then
        return _attempts;
    end if;

    select i.id, r.processing_status, l.worker, l.expires_at
      into _lost
      from unnest(_ids) with ordinality as i (id, place)
      left join content.raw_content as r on r.id = i.id
      left join content.raw_leases as l on l.raw_content_ids @> array[i.id]
     where i.id is null or i.id <> all(_found)
     order by i.place
     limit 1;
    if _lost.processing_status is null then
        raise exception using
            errcode = 'no_data_found',
            message = format('no raw content %s', coalesce(_lost.id::text, 'null')),
            hint    = 'Pass an id that content.claim_raw returned.';
    end if;
    raise exception using
        errcode = 'object_not_in_prerequisite_state',
        message = format('worker %s does not hold raw content %s',
                         coalesce(quote_literal(_return_raw.worker), 'null'), _lost.id),
        detail  = format('It is %s, claimed by %s, lease until %s.', _lost.processing_status,
                         coalesce(quote_literal(_lost.worker), 'nobody'),
                         coalesce(_lost.expires_at::text, 'never')),
        hint    = 'The lease ran out or the work is done: claim again.';
end;
$$;

ALTER FUNCTION content._return_raw(raw_content_ids uuid[], worker text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _return_raw(raw_content_ids uuid[], worker text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._return_raw(raw_content_ids uuid[], worker text) IS 'Takes raw items out of the leases that a worker has on them, and returns how often the first was
claimed; all of them or none.

Errors: P0002 no such item; 55000 the worker does not hold one of them (any more).
Writes: content.raw_leases. Locks: the worker''s leases, in the order of their ids.';

--
-- Name: _score(); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._score() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    -- Other tags are no other text: renaming a tag everywhere must not read all texts again. Of
    -- tags it counts only whether there are any, and the first where it stands for the keyword.
    if tg_op = 'UPDATE' and cardinality(old.tags) > 0 and cardinality(new.tags) > 0
        and new.tags[1] = old.tags[1]
        and (new.title, new.content, new.summary, new.excerpt, new.categories, new.language,
             new.target_audience, new.source_materials, new.focus_keyword, new.slug)
            is not distinct from
            (old.title, old.content, old.summary, old.excerpt, old.categories, old.language,
             old.target_audience, old.source_materials, old.focus_keyword, old.slug)
    then
        return new;
    end if;

    new.word_count := content.count_words(new.content);
    new.estimated_reading_time :=
        ceil(new.word_count / ops.setting('content.words_per_minute')::numeric);
    new.readability_score := content.readability(new.content, new.language);
    new.seo_score := content._seo_score(
        new.title, coalesce(nullif(new.excerpt, ''), new.summary), new.content, new.slug,
        content._seo_keyword(new.focus_keyword, new.tags, new.title, new.content, new.language),
        new.language);
    new.quality_score := (select round(sum(q.score * q.weight), 2)
                            from content._quality_parts(new) as q);
    return new;
end;
$$;

ALTER FUNCTION content._score() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _score(); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._score() IS 'Trigger, before insert or update of the text and what describes it, for each row: counts words,
estimates the reading time, and scores readability, SEO and quality; content.seo_report and
content.quality_report explain the scores. Errors: none.';

--
-- Name: _search_newest(text, text[], text, text, timestamp with time zone, timestamp with time zone, timestamp with time zone, uuid, integer); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._search_newest(content_type text, categories text[], tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone, published_at timestamp with time zone, id uuid, page_size integer) RETURNS SETOF content.search_hit
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET extra_float_digits TO '1'
    AS $$
begin
    return query
    select c.id, c.title, content._snippet(coalesce(c.summary, c.content), c.language),
           c.content_type::text, c.language::text, c.published_at, 0::real, 'newest',
           content._search_token('newest', 0, c.published_at, c.published_at, c.id)
      from content.generated_content as c
     where c.status = 'published'
       and content._is_wanted(c.content_type, c.categories, c.tags, c.language, c.published_at,
                              _search_newest.content_type, _search_newest.categories,
                              _search_newest.tag, _search_newest.language,
                              _search_newest.published_from, _search_newest.published_to)
       and (_search_newest.id is null
            or (c.published_at, c.id) < (_search_newest.published_at, _search_newest.id))
     order by c.published_at desc, c.id desc
     limit _search_newest.page_size;
end;
$$;

ALTER FUNCTION content._search_newest(content_type text, categories text[], tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone, published_at timestamp with time zone, id uuid, page_size integer) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _search_newest(content_type text, categories text[], tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone, published_at timestamp with time zone, id uuid, page_size integer); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._search_newest(content_type text, categories text[], tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone, published_at timestamp with time zone, id uuid, page_size integer) IS 'Returns a page of the newest published articles.

Filters as in content._is_wanted; published_at, id: of the last row of the page before, or null.
Errors: none.';

--
-- Name: _search_queries(text, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._search_queries(query text, language text DEFAULT NULL::text) RETURNS TABLE(words tsquery, languages text[], places text[], marks text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET client_min_messages TO 'warning'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_sort TO 'off'
    SET jit TO 'off'
    AS $_$
declare
    _query    constant text := left(_search_queries.query, 400);
    -- Bounded again, since NFKC makes up to 18 characters of one.
    _text     constant text := left(content._split_runs(_query, is_query => true), 800);
    _is_open  constant boolean := _text ~ '[[:alnum:]]$';   -- the last word may be unfinished
    _language text := _search_queries.language;
    _configs  regconfig[] := array[]::regconfig[];
    _config   regconfig;
    _asked    text[] := array[]::text[];    -- what to search for, each once
    _spoken   text[] := array[]::text[];    -- and in which languages, line by line
    _words    text;
    _place    integer;
    _unspaced text;
    _runs     text;
begin
    if octet_length(_query) > length(_query) then
        _unspaced := format('[%s]+', content._unspaced_class());
        select string_agg(r.run[1], '|' order by length(r.run[1]) desc, r.run[1]) into _runs
          from regexp_matches(regexp_replace(_query, '(^|\s)-("[^"]*"?|\S+)', ' ', 'g'),
                              _unspaced, 'g') as r (run);
    end if;

    -- One index probe a language. In one statement this would be shorter, and to begin it would
    -- take as long as to search for a rare word.
    if _language is null then
        select c.language into _language
          from content.generated_content as c
         where c.status = 'published'
         order by c.language
         limit 1;
    end if;
    for _count in 1 .. 100 loop
        exit when _language is null;
        _config := content.search_config(_language);
        _place := array_position(_configs, _config);
        if _place is null then
            _words := content._parse_query(_config, _text);
            -- After a space or a quote the last word is finished.
            if _is_open and _words ~ '(^|[^!])''[^'']{3,}''$' then
                _words := _words || ':*';
            end if;
            -- A single character of a script without spaces stands at the beginning of a pair, or
            -- at the end of a run.
            if _runs is not null then
                _words := regexp_replace(
                    _words, format('''([%s])''(?!:)', content._unspaced_class()), '''\1'':*', 'g');
            end if;
            _configs := _configs || _config;
            _asked := _asked || _words;
            _spoken := _spoken || _language;
        else
            _spoken[_place] := _spoken[_place] || E'\n' || _language;
        end if;

        exit when _search_queries.language is not null;
        select c.language into _language
          from content.generated_content as c
         where c.status = 'published' and c.language > _language
         order by c.language
         limit 1;
    end loop;

    for _words, _language in
        select a.words, string_agg(a.spoken, E'\n')
          from unnest(_asked, _spoken) as a (words, spoken)
         group by a.words
    loop
        words := _words::tsquery;
        continue when querytree(words) in ('', 'T');    -- something has to be there
        languages := string_to_array(_language, E'\n');
        places := array(
            select '\m' || regexp_replace(m.word[1], '\W', '.', 'g')
              from regexp_matches(regexp_replace(_words, '!''([^'']|'''')+''', '', 'g'),
                                  '''((?:[^'']|'''')+)''', 'g')
                   with ordinality as m (word, place)
             where _runs is null or m.word[1] !~ _unspaced
             order by m.place
             limit 3);
        marks := format('(%s)', concat_ws(
            '|', _runs, nullif(array_to_string(places, '\w*|'), '') || '\w*'));
        places := array_remove(array[_runs], null) || places;
        return next;
    end loop;
end;
$_$;

ALTER FUNCTION content._search_queries(query text, language text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _search_queries(query text, language text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._search_queries(query text, language text) IS 'Returns what is searched for in each language of published content: languages in which it comes
to the same words share a row.

query: as typed, in the syntax of websearch_to_tsquery; what is after 400 characters is left out.
The last word matches as a prefix when it has three letters or more and nothing stands after it.
No row for what has no words to be found: only stop words, only excluded ones. language: only this
one. places: up to four regular expressions, by which the words are found fast where they stand in
a text, but for such as inflection or accents hide; marks: one for all of them, to the end of the
word. Errors: none.';

--
-- Name: _search_token(text, real, timestamp with time zone, timestamp with time zone, uuid); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._search_token(mode text, rank real, published_at timestamp with time zone, newest timestamp with time zone, id uuid) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT concat_ws('_'::text, "left"(mode, 1), (rank)::text, ((EXTRACT(epoch FROM published_at) * (1000000)::numeric))::bigint, ((EXTRACT(epoch FROM newest) * (1000000)::numeric))::bigint, id) AS concat_ws;
END;

ALTER FUNCTION content._search_token(mode text, rank real, published_at timestamp with time zone, newest timestamp with time zone, id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _search_token(mode text, rank real, published_at timestamp with time zone, newest timestamp with time zone, id uuid); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._search_token(mode text, rank real, published_at timestamp with time zone, newest timestamp with time zone, id uuid) IS 'Returns the place of a row in what a search finds, as a text that needs no escaping in a URL.

mode: words, similar or newest. newest: when the newest was published that the first page had to
choose from. The caller sets extra_float_digits = 1, with which the shortest text is written that
reads as the same number. Errors: none.';

--
-- Name: _search_words(text, text, text, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._search_words(title text, summary text, body text, language text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET client_min_messages TO 'warning'
    AS $$
declare
    _config constant regconfig := content.search_config(_search_words.language);
    _length integer := 1000000;
    _words  tsvector;
begin
    -- A tsvector holds 1 MB. No article comes near; of what does, the beginning is searched.
    loop
        begin
            _words := setweight(to_tsvector(_config, content._split_runs(
                                    left(_search_words.title, _length))), 'A')
                         || setweight(to_tsvector(_config, content._split_runs(
                                       left(coalesce(_search_words.summary, ''), _length))), 'B')
                      || setweight(to_tsvector(_config, content._split_runs(
                                       left(_search_words.body, _length))), 'D');
            exit;
        exception
            when program_limit_exceeded then
                _length := _length / 2;
        end;
    end loop;
    return _words;
end;
$$;

ALTER FUNCTION content._search_words(title text, summary text, body text, language text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _search_words(title text, summary text, body text, language text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._search_words(title text, summary text, body text, language text) IS 'Returns the weighted words of title (A), summary (B) and text (D) to search for.

language: ISO 639-1 code. Of a text too long for a tsvector, the beginning counts. Errors: none.';

--
-- Name: _sentences(text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._sentences(body text) RETURNS TABLE(place bigint, text text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 WITH line AS (
          SELECT l.place,
             regexp_replace(l.text, '^[[:space:]]*([-*+•‣◦▪–—]|#{1,6})[[:space:]]+'::text, ''::text) AS text
            FROM string_to_table(translate(_sentences.body, '

'::text, '

 '::text), '
'::text) WITH ORDINALITY l(text, place)
           WHERE (l.text ~ '[^[:space:]]'::text)
         ), piece AS (
          SELECT l.place AS line,
             p.place,
             btrim(p.text, ' 	'::text) AS text
            FROM (line l
              CROSS JOIN LATERAL string_to_table(regexp_replace(regexp_replace(l.text, '([.!?…؟۔।॥։።]["''”’»«›)\]\u200e\u200f]*)[[:space:]]+'::text, '\1'::text, 'g'::text), '([。！？｡]+[」』”’）】]*)[[:space:]]*'::text, '\1'::text, 'g'::text), ''::text) WITH ORDINALITY p(text, place))
           WHERE (p.text ~ '[^[:space:]]'::text)
         ), neighbour AS (
          SELECT p.line,
             p.place,
             p.text,
             lag(p.text) OVER (PARTITION BY p.line ORDER BY p.place) AS before,
             (p.text ~ '^["''“‘„«»‹¿¡(\[]*[[:lower:]]'::text) AS is_lower
            FROM piece p
         ), judged AS (
          SELECT n_1.line,
             n_1.place,
             n_1.text,
             ((n_1.before IS NULL) OR (NOT ((n_1.is_lower AND (NOT n_1.writes_small)) OR ((n_1.place = 2) AND (n_1.before ~ '^\(?([0-9]{1,3}|[[:alpha:]])[.)]$'::text)) OR (n_1.before ~* '(^|[^[:alnum:]])(dr|mr|mrs|ms|prof|st|vs|approx|ca|cf|e\.g|i\.e|z\.b|d\.h|u\.a|bzw|vgl|inkl|p\.ex|p\.ej|mme|sra?)\.$'::text) OR (n_1.before ~ '(^|[^[:alnum:]])[A-HJ-ZÀ-Þ]\.$'::text) OR ((n_1.text ~ '^[0-9]'::text) AND (n_1.before ~* '(^|[^[:alnum:]])(no|nr|fig|abb|vol|art|kap|ch|pp?)\.$'::text)) OR ((n_1.text ~ '^(Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)'::text) AND (n_1.before ~ '(^|[[:space:]])[0-9]{1,2}\.$'::text))))) AS is_first
            FROM ( SELECT m.line,
                     m.place,
                     m.text,
                     m.before,
                     m.is_lower,
                     ((2 * count(*) FILTER (WHERE m.is_lower) OVER ()) > count(*) OVER ()) AS writes_small
                    FROM neighbour m) n_1
         ), numbered AS (
          SELECT j.text,
             j.line,
             j.place,
             count(*) FILTER (WHERE j.is_first) OVER (ORDER BY j.line, j.place) AS sentence
            FROM judged j
         )
  SELECT n.sentence,
     string_agg(n.text, ' '::text ORDER BY n.line, n.place) AS string_agg
    FROM numbered n
   GROUP BY n.sentence
   ORDER BY n.sentence;
END;

ALTER FUNCTION content._sentences(body text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _sentences(body text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._sentences(body text) IS 'Returns the sentences of a text in their order, place from 1; none of an empty text.

body: paragraphs, one or more lines each; a line ends a sentence. Knows the full stops of Latin,
Arabic, Devanagari, Armenian, Ethiopic and Chinese script, quotes and brackets after them, numbers,
initials and the usual abbreviations; marks of lists and headings are left out. Errors: none.';

--
-- Name: _seo_checks(text, text, text, text, text, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._seo_checks(title text, description text, body text, slug text, keyword text, language text) RETURNS TABLE(check_name text, passed boolean, weight numeric, advice text)
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $_$
declare
    _config      constant regconfig := content.search_config(_seo_checks.language);
    _markup      constant text := content._markup(_seo_checks.body);
    _prose       constant text := content._prose(_seo_checks.body);
    _keyword     constant text := coalesce(btrim(_seo_checks.keyword), '');
    _title       constant integer := content._width(_seo_checks.title);
    _description constant integer := content._width(_seo_checks.description);
    _slug        constant integer := length(coalesce(_seo_checks.slug, ''));
    _words       constant integer := coalesce(content.count_words(_prose), 0);
    _wanted      constant integer := _words / 300;
    _most_links  constant integer := greatest(_words / 30, 1);
    _headings    text[]  := array[]::text[];
    _links       integer := 0;
    _images      integer := 0;
    _unnamed     integer := 0;
    _places      integer[];
    _in_title    boolean;
    _in_headings boolean;
    _in_slug     boolean;
    _density     numeric;
begin
    if strpos(_markup, '#') > 0 or strpos(_markup, '<') > 0 or strpos(_markup, E'\n--') > 0
        or strpos(_markup, E'\n=') > 0
    then
        _headings := array(
            select btrim(regexp_replace(coalesce(h.found[1], h.found[2], h.found[3]),
                                        '<[^>]*>', '', 'g'))
              from regexp_matches(
                       _markup,
                       '(?:^|\n) {0,3}#{1,6}[ \t]+([^\n]+)'
                       '|(?:^|\n)([^\n]*[^\n =-][^\n]*)\n(?:=+|-{3,})[ \t]*(?=\n|$)'
                       '|<h[1-6](?:[ \t\n][^>]*)?>((?:[^<]|<(?!/h))*)', 'gi') as h (found));
    end if;
    if strpos(_markup, '](') > 0 or strpos(_markup, '<') > 0 then
        _links := regexp_count(_markup, '(?:^|[^!])\[[^][]+\]\([^()[:space:]]')
                  + regexp_count(_markup, '<a[[:space:]][^>]*href', 1, 'i');
        _images := regexp_count(_markup, '!\[[^][]*\]\(')
                   + regexp_count(_markup, '<img[[:space:]/>]', 1, 'i');
        _unnamed := regexp_count(_markup, '!\[[[:space:]]*\]\(')
                    + regexp_count(_markup, '<img[[:space:]/>]', 1, 'i')
                    - regexp_count(_markup, '<img[[:space:]](?:[^>]*[[:space:]])?alt[[:space:]]*='
                                            '[[:space:]]*["'']?[[:space:]]*[^"''[:space:]>]',
                                   1, 'i');
    end if;
    _places := array(select content._keyword_places(_prose, _keyword, _config));
    _in_title := exists (select content._keyword_places(_seo_checks.title, _keyword, _config));
    _in_headings := exists (
        select content._keyword_places(array_to_string(_headings, E'.\n'), _keyword, _config));
    -- What has no Latin letter cannot stand in a slug.
    _in_slug := octet_length(_keyword) > length(_keyword) and lower(_keyword) !~ '[0-9a-zß-ɏ]'
                or exists (
        select content._keyword_places(replace(_seo_checks.slug, '-', ' '), _keyword, _config));
    _density := round(100.0 * cardinality(_places) * content.count_words(_keyword)
                      / greatest(_words, 1), 1);

    return query
    select c.name, c.passed, c.weight,
           case when c.passed then c.finding || ': fine.'
                when _keyword = '' and c.name like 'keyword%'
                then 'There is no keyword: set focus_keyword, or a tag.'
                else c.finding || ': ' || c.mend end
      from (values
        ('title_length', _title between 20 and 70, 1.0,
         format('The title has %s characters', _title), 'keep it within 20–70.'),
        ('description_length', _description between 70 and 160, 1.0,
         format('The description has %s characters', _description),
         'write an excerpt, or else a summary, of 70–160.'),
        ('keyword_in_title', _in_title, 1.5,
         format('The title %s "%s"', case when _in_title then 'has' else 'lacks' end, _keyword),
         'say it there, early.'),
        ('keyword_in_intro', coalesce(_places[1] <= 100, false), 1.0,
         case when cardinality(_places) = 0 then format('The text lacks "%s"', _keyword)
              else format('"%s" stands first at word %s', _keyword, _places[1]) end,
         'say it within the first 100 words.'),
        ('keyword_in_headings', _in_headings or cardinality(_headings) + _wanted = 0, 1.0,
         case when cardinality(_headings) = 0
              then format('There are no headings in %s words', _words)
              else format('%s of the headings has "%s"',
                          case when _in_headings then 'One' else 'None' end, _keyword) end,
         'have it in one.'),
        ('keyword_density', _density between 0.5 and 3 and _keyword <> '', 1.0,
         format('"%s" stands %s times in %s words, which is %s %%', _keyword,
                cardinality(_places), _words, _density), 'keep it within 0.5–3 %.'),
        ('headings', cardinality(_headings) >= _wanted, 1.0,
         format('%s heading%s in %s words', cardinality(_headings),
                case when cardinality(_headings) <> 1 then 's' end, _words),
         format('have one for each 300 words, %s or more.', _wanted)),
        ('links', _links between 1 and _most_links, 0.5,
         format('%s link%s in %s words', _links, case when _links <> 1 then 's' end, _words),
         format('have one at least, and one in 30 words at most, which is %s here.', _most_links)),
        ('image_alt', _unnamed = 0, 0.5,
         format('%s of %s images lack an alt text', _unnamed, _images),
         'say what each shows.'),
        ('length', _words >= 300, 1.0,
         format('The text has %s words', _words), 'write 300 or more.'),
        ('slug', _slug between 1 and 75 and (_in_slug or _keyword = ''), 0.5,
         case when _slug = 0 then 'There is no slug'
              when _in_slug then format('The slug has %s characters', _slug)
              else format('The slug has %s characters and not "%s"', _slug, _keyword) end,
         'write one of up to 75 characters that has the keyword.')
      ) as c (name, passed, weight, finding, mend);
end;
$_$;

ALTER FUNCTION content._seo_checks(title text, description text, body text, slug text, keyword text, language text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _seo_checks(title text, description text, body text, slug text, keyword text, language text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._seo_checks(title text, description text, body text, slug text, keyword text, language text) IS 'Returns what search engines look at in an article, whether it is as they advise, what it weighs,
and what was found and is to be done.

title, body, slug: its own. description: its excerpt, or else its summary. keyword: from
content._seo_keyword. language: ISO 639-1. The checks and their weights:
title_length 1: 20–70 characters. description_length 1: 70–160 characters.
keyword_in_title 1.5. keyword_in_intro 1: within 100 words. keyword_in_headings 1: of those there
are. keyword_density 1: 0.5–3 % of the words. headings 1: one for each 300 words. links 0.5: one in
30 words at most, one at least. image_alt 0.5: no image without. length 1: 300 words. slug 0.5: up
to 75 characters, with the keyword.
The keyword is found in any inflection that the language''s stems know. Words are those of
content._prose; only the first 50,000 characters of the body are looked at. Errors: none.';

--
-- Name: _seo_keyword(text, text[], text, text, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._seo_keyword(focus_keyword text, tags text[], title text, body text, language text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
declare
    _config  constant regconfig := content.search_config(_seo_keyword.language);
    _keyword text := nullif(btrim(_seo_keyword.focus_keyword), '');
begin
    if _keyword is null then
        select btrim(t.tag) into _keyword
          from unnest(_seo_keyword.tags) with ordinality as t (tag, place)
         where btrim(t.tag) <> ''
         order by t.place
         limit 1;
    end if;
    if _keyword is null then
        select lower(w.word) into _keyword
          from regexp_split_to_table(left(_seo_keyword.title, 500), '[^[:alnum:]]+')
               with ordinality as w (word, place)
         cross join lateral unnest(to_tsvector(_config, w.word)) as s
          join unnest(to_tsvector(_config, content._prose(_seo_keyword.body))) as b using (lexeme)
         where length(w.word) > 2
         order by cardinality(b.positions) desc, w.place
         limit 1;
    end if;
    return _keyword;
end;
$$;

ALTER FUNCTION content._seo_keyword(focus_keyword text, tags text[], title text, body text, language text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _seo_keyword(focus_keyword text, tags text[], title text, body text, language text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._seo_keyword(focus_keyword text, tags text[], title text, body text, language text) IS 'Returns the keyword that content is to be found by: the focus keyword; else the first tag; else
the word of the title, of three letters or more and no stop word, that the text has most often; null
when there is none.

language: ISO 639-1. Errors: none.';

--
-- Name: _seo_score(text, text, text, text, text, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._seo_score(title text, description text, body text, slug text, keyword text, language text) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select round(coalesce(sum(c.weight) filter (where c.passed), 0) / sum(c.weight), 2)
      from content._seo_checks(_seo_score.title, _seo_score.description, _seo_score.body,
                               _seo_score.slug, _seo_score.keyword, _seo_score.language) as c;
$$;

ALTER FUNCTION content._seo_score(title text, description text, body text, slug text, keyword text, language text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _seo_score(title text, description text, body text, slug text, keyword text, language text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._seo_score(title text, description text, body text, slug text, keyword text, language text) IS 'Returns the part of the weight of content._seo_checks that is passed, 0 to 1.

All parameters as there. Errors: none.';

--
-- Name: _set_slug(); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._set_slug() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
begin
    if tg_op = 'UPDATE' then
        if old.published_at is not null and old.slug is not null then
            if new.slug <> old.slug then
                raise exception using
                    errcode = 'object_not_in_prerequisite_state',
                    message = format('the address %s is published and cannot be changed', old.slug),
                    detail  = format('The id of the content is %s.', old.id),
                    hint    = 'Leave slug out; links to it would break.';
            end if;
            new.slug := old.slug;
            return new;
        end if;
        -- A slug that was made of the title follows it, until it is published.
        if new.slug = old.slug and new.title <> old.title
            and old.slug in (content._slug(old.title, null, 75),
                             content._slug(old.title, old.id::text, 75))
        then
            new.slug := null;
        end if;
    end if;

    if new.slug is null then
        new.slug := content._slug(new.title, null, 75);
        if not pg_try_advisory_xact_lock(
                   hashtext('content.generated_content.slug'), hashtext(new.slug) & 255)
            or exists (select from content.generated_content as c
                        where c.slug = new.slug and c.id <> new.id)
        then
            new.slug := content._slug(new.title, new.id::text, 75);
        end if;
    end if;
    return new;
end;
$$;

ALTER FUNCTION content._set_slug() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _set_slug(); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._set_slug() IS 'Trigger, before insert or update of title or slug for each row: makes a slug of the title where
there is none, with eight digits of a hash when it is taken; keeps it after the first publication.

Errors: 55000 the slug is published already. Locks: an advisory lock, tried without waiting, on one
of 256 numbers, until the transaction ends.';

--
-- Name: _shingles(text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._shingles(normalized text) RETURNS bigint[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    -- A shingle is made of the hashes of its words: joining words as texts costs three times more.
    _words constant bigint[] := array(
        select hashtext(w.word)::bigint
          from string_to_table(left(_shingles.normalized, 100000), ' ') as w (word));
begin
    if cardinality(_words) < 3 then
        return array[hashtextextended(_shingles.normalized, 0)];
    end if;
    return array(
        select hashint8extended(_words[i] * 1000003 + _words[i + 1] * 8191 + _words[i + 2], 0)
          from generate_series(1, cardinality(_words) - 2) as i);
end;
$$;

ALTER FUNCTION content._shingles(normalized text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _shingles(normalized text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._shingles(normalized text) IS 'Returns the shingles of a text: a hash of each run of three words, in order.

normalized: a text as content.normalize_text returns it; its first 100,000 characters are looked at.
Fewer than three words are one shingle. Errors: none.';

--
-- Name: _slug(text, text, integer); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._slug(body text, salt text DEFAULT NULL::text, max_length integer DEFAULT 50) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (_slug.body IS NULL) THEN NULL::text
             WHEN ((_slug.salt IS NULL) AND (s.slug <> ''::text)) THEN COALESCE("substring"("left"((s.slug || '-'::text), (l.max + 1)), format('^(.{%s,})-'::text, l.half)), "left"(s.slug, l.max))
             ELSE concat_ws('-'::text, NULLIF(rtrim("left"(s.slug, (l.max - 9)), '-'::text), ''::text), "left"(encode(sha256(convert_to(COALESCE(_slug.salt, _slug.body), 'UTF8'::name)), 'hex'::text), 8))
         END AS concat_ws
    FROM (((( SELECT lower(regexp_replace(NORMALIZE("left"(_slug.body, 1000), NFKD), '[\u0300-\u036f''’]'::text, ''::text, 'g'::text)) AS lower) a(letters)
      CROSS JOIN LATERAL ( SELECT replace(replace(replace(replace(translate(a.letters, 'øðđłıħŧ'::text, 'oddliht'::text), 'ß'::text, 'ss'::text), 'æ'::text, 'ae'::text), 'œ'::text, 'oe'::text), 'þ'::text, 'th'::text) AS replace) b(letters))
      CROSS JOIN LATERAL ( SELECT btrim(regexp_replace(b.letters, '[^a-z0-9]+'::text, '-'::text, 'g'::text), '-'::text) AS btrim) s(slug))
      CROSS JOIN LATERAL ( SELECT GREATEST(_slug.max_length, 10) AS "greatest",
             (GREATEST(_slug.max_length, 10) / 2) AS "?column?") l(max, half));
END;

ALTER FUNCTION content._slug(body text, salt text, max_length integer) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _slug(body text, salt text, max_length integer); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._slug(body text, salt text, max_length integer) IS 'Returns the name that a text has in addresses: its letters without accents, in lower case, and its
digits, with a hyphen for everything between them.

body: a title or name; null gives null. A text without Latin letters and digits gives eight digits
of a hash. salt: for a slug that is taken: eight digits of the hash of this are added; the same salt
gives the same slug. max_length: in characters, 10 at least. Errors: none.';

--
-- Name: _snippet(text, text, tsquery, text[], text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._snippet(body text, language text, words tsquery DEFAULT NULL::tsquery, places text[] DEFAULT NULL::text[], marks text DEFAULT NULL::text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    -- Characters for private use mark what is found until all else is escaped.
    _open   constant text := U&'\E000';
    _close  constant text := U&'\E001';
    _body   constant text := (              -- joined to nothing, it is fetched once
        case when octet_length(_snippet.body) > 50000 then left(_snippet.body, 50000)
             else _snippet.body || '' end);
    _width  constant integer := case when cardinality(_snippet.places) > 1 then 100 else 160 end;
    _found  integer[] := array[]::integer[];
    _place  text;
    _at     integer;
    _begin  integer;
    _end    integer := 1;
    _piece  text;
    _is_cut boolean;
    _text   text := '';
begin
    -- To parse all of the text takes a hundred times as long as to look for the words in it.
    foreach _place in array coalesce(_snippet.places, array[]::text[]) loop
        _at := regexp_instr(_body, _place, 1, 1, 0, 'i');
        if _at > 0 then
            _found := _found || _at;
        end if;
    end loop;

    if cardinality(_found) > 0 then
        if cardinality(_found) > 1 then
            _found := array(select f.place from unnest(_found) as f (place) order by f.place);
        end if;
        foreach _at in array _found loop
            continue when _at < _end;
            _begin := greatest(_at - 40, _end);
            _piece := substr(_body, _begin, _width);
            _is_cut := length(_piece) = _width;
            if _begin > _end then           -- words are whole
                _text := _text || '… ';
                _piece := substr(_piece, strpos(left(_piece, 40), ' ') + 1);
            end if;
            if _is_cut then
                _piece := left(_piece, length(_piece) - strpos(reverse(right(_piece, 20)), ' '));
                _piece := _piece || ' ';
            end if;
            _text := _text || _piece;
            _end := _begin + _width;
        end loop;
        if _is_cut then
            _text := _text || '…';
        end if;
        _text := regexp_replace(replace(replace(_text, _open, ''), _close, ''),
                                _snippet.marks, U&'\E000\\1\E001', 'gi');
    elsif _snippet.words is not null then
        -- Only the title has it, or an inflection or accent hides it.
        _text := ts_headline(
            content.search_config(_snippet.language), translate(_body, _open || _close, ''),
            _snippet.words, U&'StartSel=\E000, StopSel=\E001, MaxWords=30, MinWords=15');
    else
        _text := left(_body, 160) || case when length(_body) > 160 then ' …' else '' end;
    end if;

    _text := replace(replace(replace(replace(replace(
        _text, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;');
    return replace(replace(_text, _open, '<mark>'), _close, '</mark>');
end;
$$;

ALTER FUNCTION content._snippet(body text, language text, words tsquery, places text[], marks text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _snippet(body text, language text, words tsquery, places text[], marks text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._snippet(body text, language text, words tsquery, places text[], marks text) IS 'Returns a part of a text as HTML, what was found in <mark>, all else escaped.

body: the text, of which the first 50,000 characters are looked at. language: ISO 639-1 code.
words, places, marks: of content._search_queries; null gives the beginning. Errors: none.';

--
-- Name: _spell_tags(text[]); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._spell_tags(tags text[]) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
begin
    return array(
        select coalesce((select t.name
                           from content.content_tags as t
                          where lower(t.name) = lower(u.name)), u.name)
          from unnest(_spell_tags.tags) with ordinality as u (name, place)
         order by u.place);
end;
$$;

ALTER FUNCTION content._spell_tags(tags text[]) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _spell_tags(tags text[]); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._spell_tags(tags text[]) IS 'Returns tags as content.content_tags spells them; those that are not there stay.

tags: no null. Errors: none.';

--
-- Name: _split_paragraphs(text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._split_paragraphs(body text) RETURNS TABLE(place bigint, paragraph text, occurrence bigint)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT row_number() OVER (ORDER BY p.place) AS row_number,
     p.paragraph,
     row_number() OVER (PARTITION BY p.paragraph ORDER BY p.place) AS row_number
    FROM ( SELECT s.place,
             btrim(s.part, ' 	
'::text) AS btrim
            FROM regexp_split_to_table(_split_paragraphs.body, '\n\s*\n'::text) WITH ORDINALITY s(part, place)) p(place, paragraph)
   WHERE (p.paragraph <> ''::text);
END;

ALTER FUNCTION content._split_paragraphs(body text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _split_paragraphs(body text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._split_paragraphs(body text) IS 'Returns the paragraphs of a text, which empty lines part, with their place, and which of several
equal ones each is: 1 for the first.

body: any text; null gives none. Errors: none.';

--
-- Name: _split_runs(text, boolean); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._split_runs(body text, is_query boolean DEFAULT false) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    _body text := translate(_split_runs.body, '/', ' ');
begin
    if octet_length(_body) = length(_body) then     -- nothing but ASCII
        return _body;
    end if;

    -- What is not seen – soft hyphens, zero-width characters, marks of direction – goes.
    _body := translate(
        normalize(content._stream_safe(_body), nfkc),
        U&'\00AD\200B\200C\200D\200E\200F\202A\202B\202C\202D\202E\2060\2066\2067\2068\2069\FEFF',
        '');
    if _body !~ format('[%s]', content._unspaced_class()) then
        return _body;
    end if;

    -- A run ABC becomes A AB BC C.
    _body := regexp_replace(
        _body, format('(?<=[^%1$s])(?=[%1$s])|(?<=[%1$s])(?=[^%1$s])', content._unspaced_class()),
        ' ', 'g');
    _body := regexp_replace(
        _body, format('([%s])', content._unspaced_class()), '\1 \1', 'g');
    if _split_runs.is_query then
        -- The ends of a run in a query need not be the ends of one in the text.
        _body := regexp_replace(
            _body,
            format('(?<![%1$s])[%1$s] (?=[%1$s]{2})|(?<=[%1$s]{2}) [%1$s](?![%1$s])',
                   content._unspaced_class()),
            '', 'g');
    end if;
    return _body;
end;
$_$;

ALTER FUNCTION content._split_runs(body text, is_query boolean) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _split_runs(body text, is_query boolean); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._split_runs(body text, is_query boolean) IS 'Returns a text in which the parser of text search finds words: runs of scripts without spaces are
cut into overlapping pairs (ABC becomes A AB BC C), compatible characters are made one (NFKC),
characters that are not seen are left out, and a stroke parts words.

body: the text; null gives null. is_query: leaves out the single characters at the ends of a run
of two or more. Errors: none.';

--
-- Name: _stamp_status(); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._stamp_status() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    case new.status
        when 'scheduled' then
            new.scheduled_for := coalesce(new.scheduled_for, ops.now());
        when 'published', 'archived' then
            new.published_at := coalesce(new.published_at, ops.now());
        else
            null;
    end case;
    return new;
end;
$$;

ALTER FUNCTION content._stamp_status() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _stamp_status(); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._stamp_status() IS 'Trigger, before insert or update of status for each row: what is scheduled without a time is due
at once, what is published without a time was published now. Errors: none.';

--
-- Name: _syllables(text, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._syllables(words text, language text) RETURNS integer
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _words text := _syllables.words;
begin
    -- The silent u of que, gui …
    if _syllables.language = any ('{es,it,pt}') then
        _words := replace(replace(replace(_words, 'qu', 'q'), 'gue', 'ge'), 'gui', 'gi');
    elsif _syllables.language = 'de' then
        _words := replace(_words, 'qu', 'q');
    end if;

    return case _syllables.language
        when 'en' then
            regexp_count(_words, '[aeiouy]+')
            -- An e at the end is silent, with d or s as well, and so is one before an ending.
            - regexp_count(_words, '([bcdfghjkmnpqstvwxz]|[aeiouy]l|[aeouy]r)e ')
            - regexp_count(_words, '([bcfghjkmnpqsvwxz]|[aeiouyl]l|[aeouyr]r)ed '
                                   '|([bdfjkmnpqtvw]|[aeiouyr]l|[aeou]r|th)es ')
            - regexp_count(_words, '([bcdfghkmnpstvz]|[aeou]r)e(ly |ment|ful|less|ness)'
                                   '|[gq]ue[sd]? |''re |[aeiouy][bcdfghkmnprtvw]e''s ')
            -- Vowels side by side that are two syllables
            + regexp_count(_words, '[bdfhkmnprv]ia|[bdkmprvw]io|iu[ms] '
                                   '|[bdhmprv]ien[ct]|[cdrux]iet|scien|[lrs]ier ')
            -- and syllables without a vowel
            + regexp_count(_words, '[^qg ]u(a|e[nl])|[dnrtl]eo[^pu]|poe[mt]|[aeou]y[aou]'
                                   '|[aou]ye[^ds ]|[aeiouyhlrt]ying |[aeiou]ing'
                                   '|ism|[sd]n''t |[tdnsc]''ll |[td]''(d|ve) ')
            -- Abbreviations are read by their letters.
            + regexp_count(_words, ' [bcdfghjklmnpqrstvwxz][bcdfghjklmpqrstvwxz]+ ')
            -- Common words with a syllable more, or fewer, than the rules say. The lists stand in
            -- the statement, where they are hashed: a variable would be gone through for each word.
            + (select coalesce(sum(case
                   when w.word = any (
                       '{the,she,he,me,be,we,our,ours,ourselves,hour,hours,flour,sour,area,
                        areas,idea,ideas,maybe,anyone,uk,usa,eu,ok,dna,ceo,fbi,seo,bed,fed,
                        shed,wed,cement,recipe,recipes,cafe,naked,wicked,create,creates,
                        created,creating,creation,creations,creative,creativity,creator,
                        creators,recreation,reality,realize,realized,realise,realised,
                        realistic,react,reaction,reactions,nuclear,european,museum,museums,
                        theater,theaters,theatre,geography,geographic,geology,client,clients,
                        giant,giants,alien,aliens,alliance,reliable,reliability,appreciate,
                        appreciated,associate,associated,association,associations,negotiate,
                        negotiations,lion,lions,chaos,rhythm,ruin,ruins,ruined,suicide,fluid,
                        fluids,continuous,linear,ratio,argue,argued,argues,genuine,
                        extraordinary,cooperation,coordinate,coordinator,triumph,studying,
                        simultaneously,nevertheless,heavier,happier,easiest,earliest,
                        barriers,carriers,suppliers}'::text[]) then 1
                   when w.word = any (
                       '{dr,st,ms,cm,km,kg,th,nd,rd,sh,hm,hmm,mt,lbs,something,sometimes,
                        sometime,somebody,somewhere,somewhat,somehow,someday,therefore,
                        thereby,whereby,business,businesses,businessman,everything,
                        everybody,everyday,everywhere,several,interest,interests,
                        interested,interesting,evening,evenings,especially,basically,
                        typically,specifically,automatically,practically,temperature,
                        temperatures,vegetable,vegetables,marriage,marriages,carriage,
                        behavior,behaviour,behaviors,genius,awesome,catholic,wednesday,
                        chocolate,diamond,diamonds,prayer,prayers,desperate,valuable,
                        household,households,warehouse,safety,lifetime,lifestyle,
                        homework,homemade,livestock,baseball,facebook,framework,
                        elsewhere,guidelines,timeline,pipeline,baseline,milestone,
                        likewise,forecast,widespread,wireless,privilege,bizarre,
                        limestone,spacecraft,gateway,driveway,opera,averaged,dismissed,
                        recovery,requirement,requirements,laboratory,elementary,
                        differently,moreover,colonel,decorative,forehead,notebook}'::text[]) then -1
               end), 0)::integer
                 from unnest(string_to_array(_words, '  ')) as w (word))
        when 'de' then
            regexp_count(_words, 'aa|ai|au|äu|ay|ee|ei|eu|ey|ie|oo|ou|[aeiouyäöüéèà]')
            + regexp_count(_words, '[nlrtd]ien |ient|milie|linie|folie|eum ')
        when 'fr' then
            regexp_count(_words, '[aeiouyàâäéèêëîïôöùûüœæ]+')
            + regexp_count(_words, '[aeoéuœ][éèëï]|é[aâioôu]|ée[^ s]|oo|pays|[bcdfgptv][lr]i[aeoé]'
                                   '|[^qgoe ]u[aeé][^usx ]|[^ ]ou[aeé][^su ]')
            -- A mute e at the end of a word that has another vowel
            - regexp_count(_words, '[aeiouyàâäéèêëîïôöùûüœæ][^ aeiouyàâäéèêëîïôöùûüœæ]*'
                                   '([^ aeiouyàâäéèêëîïôöùûüœæ]|[qg]u)es? ')
        when 'es' then
            regexp_count(_words, '[iuü]?[aeoáéó]([iu]|y )?|[íúiuü]+| y ')
        when 'it' then
            regexp_count(_words, '[iu]?[aeoàèéòó][iu]?|i?[ùú]|[ìí]|[iu]+| y ')
            + regexp_count(_words, ' [dmstvz][iu][aeo] ')
        when 'nl' then
            regexp_count(_words, 'aai|eau|eeu|ieu|oei|ooi|aa|ai|au|ee|ei|eu|ie|ij|oe|oi|oo|ou|ui|uu'
                                 '|[aeiouyáàâäéèêëíìîïóòôöúùûü]')
        when 'pt' then
            regexp_count(_words, 'ã[eio]|õe|gua|[aeoáàâãéêóôõ][iu]?|[íú]|[iu]+')
            -- The weak end of história, água
            - regexp_count(_words, '[áéíóúâêô][^ aeiouáàâãéêíóôõú]*([^ aeiouáàâãéêíóôõú]i'
                                   '|[^ aeiouáàâãéêíóôõúgq]u)[aeo]s? ')
        when 'ru' then
            length(_words) - length(translate(_words, 'аеёиоуыэюя', ''))
    end
        -- One for a number, and for what else has no vowel
        + regexp_count(_words, ' [^aeiouyà-öø-ÿœа-џ ]+ ');
end;
$$;

ALTER FUNCTION content._syllables(words text, language text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _syllables(words text, language text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._syllables(words text, language text) IS 'Returns the number of syllables of words by the spelling rules of their language; null for a
language without rules here.

words: in lower case, two spaces before, between and after them, one within a compound. language:
en, de, fr, es, it, nl, pt or ru. Errors: none.';

--
-- Name: _telling_words(tsvector); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._telling_words(words tsvector) RETURNS tsquery
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    -- ANALYZE keeps how many rows have each of the thousand most frequent words. A word that is not
    -- among them is rarer than all of them.
    with frequent as (
        select e.lexeme, e.frequency, min(e.frequency) over () as lowest
          from pg_stats as s
         cross join lateral unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs)
                         as e (lexeme, frequency)
         where s.schemaname = 'content' and s.tablename = 'generated_content'
           and s.attname = 'search' and e.lexeme is not null
    ), weighed as (
        select w.lexeme,
               least(cardinality(w.positions), 5)
               * (case when 'A' = any (w.weights) then 3 else 1 end)
               * -ln(least(coalesce(
                         f.frequency,
                         (select min(r.lowest) / 2 from frequent as r), 0.001), 0.999)) as weight,
               f.frequency
          from unnest(_telling_words.words) as w
          left join frequent as f using (lexeme)
    )
    select string_agg(quote_literal(h.lexeme), ' | ')::tsquery
      from (select w.lexeme
              from weighed as w
             where coalesce(w.frequency, 0) < 0.02 and length(w.lexeme) between 2 and 100
             order by w.weight desc, w.lexeme
             limit 8) as h;
$$;

ALTER FUNCTION content._telling_words(words tsvector) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _telling_words(words tsvector); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._telling_words(words tsvector) IS 'Returns a query for any of the eight words that tell most about an article: rare among all
articles, by the statistics of the planner, and frequent in this one or in its title.

words: the column search of the article. Null when there is none. Errors: none.';

--
-- Name: _tidy_tags(text[]); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._tidy_tags(tags text[]) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if _tidy_tags.tags is null then
        return null;
    end if;
    return array(
        select d.name
          from (select distinct on (lower(t.name)) t.name, t.place
                  from (select rtrim(left(content._tidy_line(u.name), 50)), u.place
                          from unnest(_tidy_tags.tags) with ordinality as u (name, place)
                       ) as t (name, place)
                 where t.name is not null
                 order by lower(t.name), t.place) as d
         order by d.place
         limit 30);
end;
$$;

ALTER FUNCTION content._tidy_tags(tags text[]) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _tidy_tags(tags text[]); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._tidy_tags(tags text[]) IS 'Returns a list of tags as content keeps it: each one line of 50 characters at most, those that
differ only in upper and lower case once, as first written, 30 at most.

What is too much is cut and not refused: a page with a hundred keywords is still worth a draft.
tags: null gives null. Errors: none.';

--
-- Name: _unspaced_class(); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._unspaced_class() RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT '\u0e01-\u0e4e\u0e81-\u0ece\u1000-\u103f\u1780-\u17d3\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0002fa1f'::text;
END;

ALTER FUNCTION content._unspaced_class() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _unspaced_class(); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._unspaced_class() IS 'Returns the inside of a regular expression''s bracket with the letters of the scripts that are
written without spaces: Thai, Lao, Myanmar, Khmer, kana, Han, Hangul. Errors: none.';

--
-- Name: _width(text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._width(line text) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT COALESCE((length(btrim(line)) +
         CASE
             WHEN (octet_length(line) > length(line)) THEN regexp_count(line, '[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff]|[\uff01-\uff60]'::text)
             ELSE 0
         END), 0) AS "coalesce";
END;

ALTER FUNCTION content._width(line text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _width(line text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._width(line text) IS 'Returns the number of characters of a line, those of double width counted twice; 0 for null.

line: plain text. Errors: none.';

--
-- Name: normalize_text(text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.normalize_text(body text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    -- Short lines that pages put around every article, in the languages of most pages.
    _boilerplate constant text :=
        '^[ \t]*(share (this|on|via)|tweet( this)?[ \t]*$|print( this)?[ \t]*$|e-?mail this|'
        'follow us|like us on|subscribe( to| now|[ \t]*$)|sign (up|in)( for| to|[ \t]*$)|log in|'
        'newsletter[ \t]*$|advertisement|sponsored|all rights reserved|©|\(c\)|copyright |'
        'related (articles|posts|stories)|you may also like|read (more|next)|continue reading|'
        'leave a (comment|reply)|[0-9]* ?comments?[ \t]*$|skip to|back to top|'
        '(we|this site) uses? cookies|accept (all )?cookies|cookie (policy|settings)|'
        'privacy policy|'
        'terms of (use|service)|tags?:|filed under|posted (in|by|on)|table of contents[ \t]*$|'
        'teilen|drucken[ \t]*$|anzeige[ \t]*$|werbung[ \t]*$|weiterlesen|zum inhalt|'
        'alle rechte vorbehalten|newsletter abonnieren|lesen sie auch|das könnte sie|'
        'partager|imprimer[ \t]*$|publicité|tous droits réservés|lire (aussi|la suite)|'
        's''abonner|compartir|publicidad|todos los derechos|leer más|suscríbete|'
        'condividi|pubblicità|tutti i diritti|leggi anche|compartilh|todos os direitos|leia mais|'
        'delen|advertentie|lees (meer|ook)|поделиться|реклама|все права|читайте также)';
    _text text := lower(normalize_text.body);
begin
    if _text like E'%\n%' then
        -- Fewer than 80 characters: a paragraph that begins so is text.
        _text := regexp_replace(_text, _boilerplate || '[^\n]{0,60}$', '', 'gn');
    end if;
    if octet_length(_text) = length(_text) then
        return btrim(regexp_replace(_text, '[^a-z0-9]+', ' ', 'g'));
    end if;

    -- What is not seen parts no words: soft hyphen, zero-width characters, marks of direction.
    _text := regexp_replace(normalize(content._stream_safe(_text), nfc),
                            '[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]',
                            '', 'g');
    -- Han and kana are written without spaces: each character is a word.
    if _text ~ '[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]' then
        _text := regexp_replace(_text, '([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])', ' \1 ', 'g');
    end if;
    return btrim(regexp_replace(_text, '[^[:alnum:]]+', ' ', 'g'));
end;
$_$;

ALTER FUNCTION content.normalize_text(body text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION normalize_text(body text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.normalize_text(body text) IS 'Returns a text in the form in which duplicates are equal: lower case, Unicode NFC, without
invisible characters, punctuation and the lines that pages put around an article (share buttons,
copyright notices …), one space between words; each Han or kana character is a word.

body: any text; null gives null. Errors: none.';

--
-- Name: _word_similarity(text, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content._word_similarity(before text, after text) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (before = after) THEN (1)::numeric
             ELSE COALESCE(( SELECT round(((2.0 * sum(LEAST(w.old_uses, w.new_uses))) / sum((w.old_uses + w.new_uses))), 2) AS round
                FROM ( SELECT count(*) FILTER (WHERE u.is_old) AS old_uses,
                         count(*) FILTER (WHERE (NOT u.is_old)) AS new_uses
                        FROM ( SELECT unnest(string_to_array(content.normalize_text(_word_similarity.before), ' '::text)) AS unnest,
                                 true AS "?column?"
                             UNION ALL
                              SELECT unnest(string_to_array(content.normalize_text(_word_similarity.after), ' '::text)) AS unnest,
                                 false) u(word, is_old)
                       GROUP BY u.word) w), (1)::numeric)
         END AS "coalesce";
END;

ALTER FUNCTION content._word_similarity(before text, after text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _word_similarity(before text, after text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content._word_similarity(before text, after text) IS 'Returns the part of their words that two texts have in common, 0 to 1, in whatever order: twice
the common words by the words of both (Dice). Words are what stands between blanks and punctuation.

before, after: texts. Errors: none.';

--
-- Name: add_asset(text, text, text, bigint, integer, integer, text, text, text, jsonb); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.add_asset(filename text, file_path text, mime_type text, file_size bigint, width integer DEFAULT NULL::integer, height integer DEFAULT NULL::integer, alt_text text DEFAULT NULL::text, caption text DEFAULT NULL::text, original_filename text DEFAULT NULL::text, metadata jsonb DEFAULT '{}'::jsonb) RETURNS content.content_assets
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    _person    constant uuid := admin.require('content.write');
    _mime_type constant text := lower(btrim(split_part(add_asset.mime_type, ';', 1)));
    _allowed   constant jsonb := ops.setting('content.asset_mime_types');
    _max_bytes constant bigint := ops.setting('content.max_asset_bytes')::bigint;
    _file_type text;
    _asset     content.content_assets;
begin
    if (content._tidy_line(add_asset.filename) = add_asset.filename) is not true
        or add_asset.filename ~ '[/\\]'
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('filename %L is not the name of a file',
                             left(add_asset.filename, 100)),
            hint    = 'Give a name on one line without slashes, such as moss.jpg.';
    end if;
    if (content._tidy_line(add_asset.file_path) = add_asset.file_path) is not true
        or add_asset.file_path ~ '(^|[/\\])\.\.([/\\]|$)'
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('file_path %L is not the place of a file',
                             left(add_asset.file_path, 100)),
            hint    = 'Give a path without .. or an address, such as 2030/moss.jpg.';
    end if;
    if _mime_type is null or not _allowed ? _mime_type then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('files of type %L are not taken', left(add_asset.mime_type, 100)),
            hint    = 'The setting content.asset_mime_types lists those that are.';
    end if;
    if add_asset.file_size is null or add_asset.file_size < 1 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('file_size %s is not the size of a file',
                             coalesce(add_asset.file_size::text, 'null')),
            hint    = 'Give the number of bytes.';
    end if;
    if add_asset.file_size > _max_bytes then
        raise exception using
            errcode = 'configuration_limit_exceeded',
            message = format('%L has %s bytes, more than %s', add_asset.filename,
                             add_asset.file_size, _max_bytes),
            hint    = 'Make it smaller, or raise the setting content.max_asset_bytes.';
    end if;

    _file_type := case split_part(_mime_type, '/', 1)
                      when 'image' then 'image'
                      when 'video' then 'video'
                      when 'audio' then 'audio'
                      when 'text' then 'document'
                      else case when _mime_type ~ 'pdf|word|document|presentation|sheet|epub|rtf'
                                then 'document' else 'other' end
                  end;
    if _file_type = 'image' and (add_asset.width > 0 and add_asset.height > 0) is not true then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('%L is a picture without width and height', add_asset.filename),
            hint    = 'Give both in pixels, so that pages need not jump.';
    end if;

    insert into content.content_assets as a (
        filename, original_filename, file_path, file_size, mime_type, file_type, width, height,
        alt_text, caption, metadata, uploaded_at, uploaded_by)
    values (
        add_asset.filename, add_asset.original_filename, add_asset.file_path, add_asset.file_size,
        _mime_type, _file_type, add_asset.width, add_asset.height,
        content._tidy_line(add_asset.alt_text), add_asset.caption,
        coalesce(add_asset.metadata, '{}'), ops.now(), _person)
    returning a.* into _asset;
    return _asset;
end;
$_$;

ALTER FUNCTION content.add_asset(filename text, file_path text, mime_type text, file_size bigint, width integer, height integer, alt_text text, caption text, original_filename text, metadata jsonb) OWNER TO aquascene_owner;

--
-- Name: FUNCTION add_asset(filename text, file_path text, mime_type text, file_size bigint, width integer, height integer, alt_text text, caption text, original_filename text, metadata jsonb); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.add_asset(filename text, file_path text, mime_type text, file_size bigint, width integer, height integer, alt_text text, caption text, original_filename text, metadata jsonb) IS 'Takes a file in that lies somewhere already, and returns its row.

filename: a name without folders. file_path: where it lies. mime_type: in any case, what follows a
semicolon is cut; the setting content.asset_mime_types lists what is taken, and the file_type
follows from it. file_size: bytes, see the setting content.max_asset_bytes. width, height: pixels,
needed for pictures. alt_text: what a picture shows, needed before it is published. metadata: a JSON
object. Needs the permission content.write. Errors: 28000, 42501 see admin.require; 22023 a name,
path, type or size that cannot be, or a picture without width and height; 53400 too large; 22001 a
name longer than 255 characters; 23514 metadata that is no object, or a width or height that is not
positive. Writes: content.content_assets (audited).';

--
-- Name: approve(uuid); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.approve(content_id uuid) RETURNS content.generated_content
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _person constant uuid := admin.require('content.review');
    _draft  content.generated_content;
begin
    -- The row is locked from here: who changed the text last cannot change any more.
    _draft := content._move(approve.content_id, 'approve', person => _person);
    if ops.setting('workflow.four_eyes')::boolean
        and _person in (_draft.created_by,
                        (select r.changed_by
                           from content.content_revisions as r
                          where r.content_id = _draft.id
                          order by r.revision desc
                          limit 1))
    then
        raise exception using
            errcode = 'insufficient_privilege',
            message = 'the author of a text does not approve it',
            detail  = format('Its id is %s.', _draft.id),
            hint    = 'Let somebody else read it, or turn the setting workflow.four_eyes off.';
    end if;
    return _draft;
end;
$$;

ALTER FUNCTION content.approve(content_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION approve(content_id uuid); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.approve(content_id uuid) IS 'Approves content in review, as the acting person, and returns its row.

content_id: content in review. Needs the permission content.review. While the setting
workflow.four_eyes is on, neither who made the draft nor who changed its text last may approve it.
Errors: 28000, 42501 see admin.require; 42501 by its author; P0002 no such content; 55000 wrong
status.';

--
-- Name: archive(uuid); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.archive(content_id uuid) RETURNS content.generated_content
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform admin.require('content.publish');
    return content._move(archive.content_id, 'archive');
end;
$$;

ALTER FUNCTION content.archive(content_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION archive(content_id uuid); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.archive(content_id uuid) IS 'Withdraws published content from its readers and returns its row.

content_id: published content; content.revise opens it as a draft again. Needs the permission
content.publish. Errors: 28000, 42501 see admin.require; P0002 no such content; 55000 not
published.';

--
-- Name: attach_asset(uuid, uuid, text, integer); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.attach_asset(content_id uuid, asset_id uuid, relation_type text DEFAULT 'inline'::text, sort_order integer DEFAULT NULL::integer) RETURNS content.content_asset_relations
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _relation content.content_asset_relations;
begin
    perform admin.require('content.write');
    if not exists (
        select from content.generated_content as c where c.id = attach_asset.content_id
    ) then
        raise exception using
            errcode = 'no_data_found',
            message = format('no generated content %s',
                             coalesce(attach_asset.content_id::text, 'null')),
            hint    = 'select id, title, status from content.generated_content lists them.';
    end if;
    if not exists (
        select from content.content_assets as a where a.id = attach_asset.asset_id
    ) then
        raise exception using
            errcode = 'no_data_found',
            message = format('no asset %s', coalesce(attach_asset.asset_id::text, 'null')),
            hint    = 'select id, filename from content.content_assets lists them.';
    end if;

    insert into content.content_asset_relations as r (
        content_id, asset_id, relation_type, sort_order, created_at)
    values (
        attach_asset.content_id, attach_asset.asset_id, attach_asset.relation_type,
        coalesce(attach_asset.sort_order, (
            select max(o.sort_order) + 1
              from content.content_asset_relations as o
             where o.content_id = attach_asset.content_id), 0), ops.now())
    on conflict on constraint content_asset_relations_pkey do update
       set relation_type = excluded.relation_type,
           sort_order = coalesce(attach_asset.sort_order, r.sort_order)
    returning r.* into _relation;
    return _relation;
end;
$$;

ALTER FUNCTION content.attach_asset(content_id uuid, asset_id uuid, relation_type text, sort_order integer) OWNER TO aquascene_owner;

--
-- Name: FUNCTION attach_asset(content_id uuid, asset_id uuid, relation_type text, sort_order integer); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.attach_asset(content_id uuid, asset_id uuid, relation_type text, sort_order integer) IS 'Has content use an asset, or changes how it does, and returns the row of the two.

relation_type: featured, inline, gallery, attachment or thumbnail. sort_order: place among the
assets of the content; null puts a new one last and leaves another where it is. Needs the permission
content.write. Errors: 28000, 42501 see admin.require; P0002 no such content or asset; 55000 the
asset is out of use, or a picture without alt text while the content is scheduled or published;
23514 no such relation_type; 23502 it is null.
Writes: content.content_asset_relations (audited). Locks: the content and the asset, shared.';

--
-- Name: cancel(uuid); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.cancel(content_id uuid) RETURNS content.generated_content
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform admin.require('content.publish');
    return content._move(cancel.content_id, 'cancel');
end;
$$;

ALTER FUNCTION content.cancel(content_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION cancel(content_id uuid); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.cancel(content_id uuid) IS 'Takes scheduled content off the schedule and returns its row.

content_id: scheduled content; content.reinstate approves it again as it is. Needs the permission
content.publish. Errors: 28000, 42501 see admin.require; P0002 no such content; 55000 not
scheduled.';

--
-- Name: category_breadcrumb(integer, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.category_breadcrumb(category_id integer, separator text DEFAULT ' › '::text) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select string_agg(p.name, category_breadcrumb.separator order by p.depth)
      from content.category_path(category_breadcrumb.category_id) as p;
$$;

ALTER FUNCTION content.category_breadcrumb(category_id integer, separator text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION category_breadcrumb(category_id integer, separator text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.category_breadcrumb(category_id integer, separator text) IS 'Returns the names of the categories from the top down to one, as text: Plants › Mosses; null when
it is not there.

category_id: the last of them. separator: between two. Errors: none.';

--
-- Name: category_path(integer); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.category_path(category_id integer) RETURNS TABLE(depth integer, id integer, slug text, name text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    with recursive above as (
        select c.id, c.slug, c.name, c.parent_id, 0 as steps
          from content.content_categories as c
         where c.id = category_path.category_id
        union all
        select c.id, c.slug, c.name, c.parent_id, a.steps + 1
          from above as a
          join content.content_categories as c on c.id = a.parent_id
         where a.steps < 100                -- no end, were somebody to make a cycle by force
    )
    select (max(a.steps) over () - a.steps + 1)::integer, a.id, a.slug, a.name
      from above as a
     order by a.steps desc;
$$;

ALTER FUNCTION content.category_path(category_id integer) OWNER TO aquascene_owner;

--
-- Name: FUNCTION category_path(category_id integer); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.category_path(category_id integer) IS 'Returns the categories from the top down to one: depth 1 at the top; no row when it is not there.

category_id: the last of them. Errors: none.';

--
-- Name: claim_raw(text, integer, interval); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.claim_raw(worker text, batch_size integer DEFAULT 10, lease interval DEFAULT '00:05:00'::interval) RETURNS TABLE(id uuid, source_url text, source_domain character varying, content_type character varying, title text, content text, images jsonb, metadata jsonb, language character varying, word_count integer, scraped_at timestamp with time zone, attempts integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
#variable_conflict use_column
begin
    if claim_raw.worker is null or claim_raw.lease is null
        or claim_raw.lease not between '1 second' and '1 day'
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('worker %s cannot lease for %s',
                             coalesce(quote_literal(claim_raw.worker), 'null'),
                             coalesce(claim_raw.lease::text, 'null')),
            hint    = 'Give the worker a name, and a lease from 1 second to 1 day.';
    end if;

    return query
    with due as (
        select q.ctid                       -- locked, so it stays where it is
          from content.raw_queue as q
         where q.next_attempt_at <= ops.now()
         order by q.next_attempt_at, q.place
         limit claim_raw.batch_size
           for update skip locked
    ), claimed as (
        delete from content.raw_queue as q
         using due as d
         where q.ctid = d.ctid
        returning q.raw_content_id, q.attempts + 1 as attempts
    ), leased as (
        insert into content.raw_leases (worker, expires_at, raw_content_ids, attempts)
        select claim_raw.worker, ops.now() + claim_raw.lease, array_agg(c.raw_content_id),
               array_agg(c.attempts)
          from claimed as c
        having count(*) > 0
    )
    select r.id, r.source_url, r.source_domain, r.content_type, r.title, r.content, r.images,
           r.metadata, r.language, r.word_count, r.scraped_at, c.attempts
      from claimed as c
      join content.raw_content as r on r.id = c.raw_content_id;
end;
$$;

ALTER FUNCTION content.claim_raw(worker text, batch_size integer, lease interval) OWNER TO aquascene_owner;

--
-- Name: FUNCTION claim_raw(worker text, batch_size integer, lease interval); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.claim_raw(worker text, batch_size integer, lease interval) IS 'Hands up to batch_size waiting raw items to a worker, those that wait longest, and returns what a
draft can be made of: columns of content.raw_content, and attempts, this one included.

worker: a name that no other worker has. lease: how long the worker may take, from 1 second to 1
day; after it content.release_expired_leases gives the items to others. Errors: 22023 no worker,
or a lease out of range; 2201W a negative batch_size. Writes: content.raw_queue,
content.raw_leases. Locks: the rows of the queue that it takes.';

--
-- Name: compare_revisions(uuid, integer, integer); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.compare_revisions(content_id uuid, from_revision integer, to_revision integer DEFAULT NULL::integer) RETURNS TABLE(place bigint, kind text, paragraph text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _before constant text := (content._find_version(
        compare_revisions.content_id, compare_revisions.from_revision)).content;
    _after  constant text := (content._find_version(
        compare_revisions.content_id, compare_revisions.to_revision)).content;
begin
    return query
    with pair as (
        select o.place as old_place, n.place as new_place, p.paragraph
          from content._split_paragraphs(_before) as o
          full join content._split_paragraphs(_after) as n using (paragraph, occurrence)
         cross join lateral (select coalesce(n.paragraph, o.paragraph)) as p (paragraph)
    ), anchored as (
        -- What was removed stands after the last paragraph before it that is still there.
        select p.old_place, p.new_place, p.paragraph,
               (max(array[p.old_place, p.new_place]) filter (
                    where p.old_place is not null and p.new_place is not null)
                over (order by p.old_place rows unbounded preceding))[2] as anchor
          from pair as p
    )
    select row_number() over (order by coalesce(a.new_place, a.anchor, 0),
                                       a.new_place is null, a.old_place),
           case when a.new_place is null then '-' when a.old_place is null then '+' else '=' end,
           a.paragraph
      from anchored as a
     order by 1;
end;
$$;

ALTER FUNCTION content.compare_revisions(content_id uuid, from_revision integer, to_revision integer) OWNER TO aquascene_owner;

--
-- Name: FUNCTION compare_revisions(content_id uuid, from_revision integer, to_revision integer); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.compare_revisions(content_id uuid, from_revision integer, to_revision integer) IS 'Returns the paragraphs of two versions of a content in order, as a person reads what was changed.

kind: = stands in both, - in the earlier alone, + in the later alone; a changed paragraph is both.
Equal paragraphs are paired by their text, wherever they stand: one that was moved is =, in its new
place. content_id: the draft. from_revision, to_revision: as content.revisions numbers them; null
is the present one. Errors: P0002 no such content or revision.';

--
-- Name: complete_raw(uuid, text, jsonb); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.complete_raw(raw_content_id uuid, worker text, drafts jsonb) RETURNS SETOF uuid
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select content.complete_raw_many(
        array[complete_raw.raw_content_id], complete_raw.worker, complete_raw.drafts);
$$;

ALTER FUNCTION content.complete_raw(raw_content_id uuid, worker text, drafts jsonb) OWNER TO aquascene_owner;

--
-- Name: FUNCTION complete_raw(raw_content_id uuid, worker text, drafts jsonb); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.complete_raw(raw_content_id uuid, worker text, drafts jsonb) IS 'Takes the drafts that a worker made of one raw item, scores them, and returns their ids; see
content.complete_raw_many.

raw_content_id, worker: as claimed. drafts: a JSON list; an empty one completes the item without a
draft. Errors: P0002 no such item; 55000 the worker does not hold it any more (nothing is changed);
22023 drafts of the wrong shape, or source_materials that are no raw content; 22P02 tags, categories
or source_materials that are no list; 23514 metadata that is no object.
Writes: content.raw_leases, content.raw_content, content.generated_content.';

--
-- Name: complete_raw_many(uuid[], text, jsonb); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.complete_raw_many(raw_content_ids uuid[], worker text, drafts jsonb DEFAULT '[]'::jsonb) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
begin
    if cardinality(complete_raw_many.raw_content_ids) > 0 is not true then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'no raw content is named',
            hint    = 'Pass the ids that content.claim_raw returned.';
    end if;

    perform content._return_raw(complete_raw_many.raw_content_ids, complete_raw_many.worker);
    update content.raw_content as r
       set processing_status = 'completed', processed = true, processing_error = null,
           updated_at = ops.now()
     where r.id = any(complete_raw_many.raw_content_ids);

    if complete_raw_many.drafts = '[]' then
        return;
    end if;
    return query
    select d.id
      from content._add_drafts(
               complete_raw_many.raw_content_ids,
               -- The language of most of them; of equals, the first by name.
               (select mode() within group (order by r.language)
                  from content.raw_content as r
                 where r.id = any(complete_raw_many.raw_content_ids) and r.language <> 'und'),
               complete_raw_many.drafts) as d (id);
end;
$$;

ALTER FUNCTION content.complete_raw_many(raw_content_ids uuid[], worker text, drafts jsonb) OWNER TO aquascene_owner;

--
-- Name: FUNCTION complete_raw_many(raw_content_ids uuid[], worker text, drafts jsonb); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.complete_raw_many(raw_content_ids uuid[], worker text, drafts jsonb) IS 'Takes the drafts that a worker made of several raw items together, scores them, and returns their
ids; all or nothing.

raw_content_ids, worker: as claimed; these items are done. drafts: a JSON list of objects with
content_type, title, content and, if wanted, summary, excerpt, template_used, tags, categories,
target_audience, tone, language (that of most of the items, when missing), metadata (an object:
how it was made), source_materials (ids of further raw items), focus_keyword. Every draft names all
the items as its sources: a digest is one draft of many. Without drafts the items are done and
nothing came of them. Errors: P0002 no such item; 55000 the worker does not hold one of them any
more (nothing is changed); 22023 no items, drafts of the wrong shape, or source_materials that are
no raw content; 22P02 tags, categories or source_materials that are no list; 23514 metadata that is
no object.
Writes: content.raw_leases, content.raw_content, content.generated_content. Locks: the items.';

--
-- Name: count_words(text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.count_words(body text) RETURNS integer
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    -- Han, kana and Bopomofo; Thai, Lao, Burmese, Tai Tham and Khmer
    _han       constant text := '\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\u30fa\u30fc-\u312f'
                                '\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d'
                                '\U00020000-\U0003ffff';
    _unspaced  constant text := '\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u1049\u1050-\u109f'
                                '\u1780-\u17d3\u17d7\u17dc-\u17dd\u1a20-\u1a9f\ua9e0-\ua9ff'
                                '\uaa60-\uaa7f';
    -- Signs, and marks of punctuation but those within words: apostrophes, hyphens, joiners
    _other     constant text := '\u0001-/:-@[-`{-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8'
                                '\u00bb\u00bf\u00d7\u00f7\u02c2-\u02c5\u02d2-\u02df\u037e\u0387'
                                '\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05c6\u05f3\u05f4'
                                '\u0600-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u0700-\u070d'
                                '\u0964\u0965\u0e3f\u0e4f\u0e5a\u0e5b\u0f04-\u0f14\u104a-\u104f'
                                '\u10fb\u1360-\u1368\u166d\u1680\u17d4-\u17d6\u17d8-\u17db'
                                '\u1800-\u180a\u2000-\u200b\u200e-\u205f\u2061-\u2064\u20a0-\u20cf'
                                '\u2190-\u245f\u2500-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020'
                                '\u3030\u3036-\u303f\u30fb\u3200-\u33ff\ufd3e\ufd3f\ufe10-\ufe1f'
                                '\ufe30-\ufe6f\ufeff-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65'
                                '\uffe0-\uffff\U0001f000-\U0001faff';
    -- Joiners, soft hyphens, selectors: within a word only
    _invisible constant text := '\u00ad\u200c\u200d\u2060\ufe00-\ufe0f';
    _text      text := count_words.body;
    _spaced    text;
    _words     integer := 0;
begin
    if octet_length(_text) = length(_text) then
        return regexp_count(_text, '[0-9A-Za-z]+([''-][0-9A-Za-z]+)*');
    end if;

    if _text ~ ('[' || _han || _unspaced || ']') then
        _spaced := regexp_replace(_text, '[' || _han || ']+', '', 'g');
        _words := length(_text) - length(_spaced);
        _words := _words
                  + ceil((length(_spaced)
                          - length(regexp_replace(_spaced, '[' || _unspaced || ']+', '', 'g')))
                         / 5.0)::integer;
        _text := regexp_replace(_text, '[' || _han || _unspaced || ']+', ' ', 'g');
    end if;
    return _words + regexp_count(
        _text, '[^' || _other || _invisible || '][^' || _other || ']*'
               '([''’‘ʼ‐‑-][^' || _other || ']+)*');
end;
$$;

ALTER FUNCTION content.count_words(body text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION count_words(body text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.count_words(body text) IS 'Returns the number of words of a text; null for null.

body: any text. What apostrophes, hyphens or joiners bind is one word. Of the scripts that put no
spaces between words, each Han or kana character is a word, and Thai, Lao, Burmese and Khmer have
one word in five characters. Errors: none.';

--
-- Name: content_categories; Type: TABLE; Schema: content; Owner: aquascene_owner
--

CREATE TABLE content.content_categories (
    id integer NOT NULL,
    name character varying(100) NOT NULL,
    slug character varying(100) NOT NULL,
    description text,
    parent_id integer,
    sort_order integer DEFAULT 0 NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT content_categories_are_not_their_own_parent CHECK ((parent_id <> id)),
    CONSTRAINT content_categories_slug_is_a_slug CHECK (((slug)::text ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

ALTER TABLE content.content_categories OWNER TO aquascene_owner;

--
-- Name: TABLE content_categories; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TABLE content.content_categories IS 'A tree of subjects, of ten levels at most; content.category_tree shows it.';

--
-- Name: COLUMN content_categories.id; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_categories.id IS 'Identity of the category.';

--
-- Name: COLUMN content_categories.name; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_categories.name IS 'Name for people.';

--
-- Name: COLUMN content_categories.slug; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_categories.slug IS 'Name for addresses.';

--
-- Name: COLUMN content_categories.description; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_categories.description IS 'What belongs here.';

--
-- Name: COLUMN content_categories.parent_id; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_categories.parent_id IS 'Category above; null at the top.';

--
-- Name: COLUMN content_categories.sort_order; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_categories.sort_order IS 'Place among its siblings.';

--
-- Name: COLUMN content_categories.is_active; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_categories.is_active IS 'Whether it may be chosen.';

--
-- Name: COLUMN content_categories.created_at; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_categories.created_at IS 'When it was made.';

--
-- Name: COLUMN content_categories.updated_at; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_categories.updated_at IS 'When it was last changed.';

--
-- Name: delete_category(text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.delete_category(slug text) RETURNS content.content_categories
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
declare
    _category content.content_categories;
    _found    text;
begin
    perform admin.require('content.review');
    select c.* into _category
      from content.content_categories as c
     where c.slug = delete_category.slug
       for update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no category %L', left(delete_category.slug, 100)),
            hint    = 'select slug, breadcrumb from content.category_tree lists them.';
    end if;

    select c.slug into _found
      from content.content_categories as c
     where c.parent_id = _category.id
     order by c.slug
     limit 1;
    if found then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('category %L has others below it', _category.slug),
            detail  = format('One of them is %s.', _found),
            hint    = 'Move or delete those first.';
    end if;
    select c.id::text into _found
      from content.generated_content as c
     where c.status = 'published' and c.categories @> array[_category.slug::text]
     limit 1;
    if not found then                       -- few beside what is published
        select c.id::text into _found
          from content.generated_content as c
         where c.status in ('draft', 'review', 'approved', 'scheduled', 'rejected',
                            'needs_revision', 'cancelled', 'archived')
           and c.categories @> array[_category.slug::text]
         limit 1;
    end if;
    if found then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('category %L has contents', _category.slug),
            detail  = format('One of them is %s.', _found),
            hint    = 'Take it off them first, or call content.save_category with is_active => '
                      'false.';
    end if;

    delete from content.content_categories as c where c.id = _category.id;
    return _category;
end;
$$;

ALTER FUNCTION content.delete_category(slug text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION delete_category(slug text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.delete_category(slug text) IS 'Deletes a category that has neither others below it nor contents, in any status, and returns the
row that is gone.

slug: of the category. Needs the permission content.review. Content that is written meanwhile may
name it still; that is no worse than any other name that is not known, see
content.unknown_categories. Errors: 28000, 42501 see admin.require; P0002 no such category; 55000 it
has others below it, or contents. Writes: content.content_categories (audited). Locks: the row.';

--
-- Name: detach_asset(uuid, uuid); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.detach_asset(content_id uuid, asset_id uuid) RETURNS content.content_asset_relations
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _relation content.content_asset_relations;
begin
    perform admin.require('content.write');
    delete from content.content_asset_relations as r
     where r.content_id = detach_asset.content_id and r.asset_id = detach_asset.asset_id
    returning r.* into _relation;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('asset %s is not attached to content %s',
                             coalesce(detach_asset.asset_id::text, 'null'),
                             coalesce(detach_asset.content_id::text, 'null')),
            hint    = 'content.content_asset_relations lists what is.';
    end if;
    return _relation;
end;
$$;

ALTER FUNCTION content.detach_asset(content_id uuid, asset_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION detach_asset(content_id uuid, asset_id uuid); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.detach_asset(content_id uuid, asset_id uuid) IS 'Has content use an asset no more, and returns the row that is gone. The asset stays.

Needs the permission content.write. Errors: 28000, 42501 see admin.require; P0002 it is not
attached. Writes: content.content_asset_relations (audited).';

--
-- Name: detect_language(text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.detect_language(body text, OUT language text, OUT confidence numeric) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $_$
declare
    -- A few sentences tell the language as surely as a book, and cost less.
    _sample constant int := 500;
    _text   text := left(detect_language.body, _sample);
    _scripts constant text :=
        '[\u0370-\u03ff\u0530-\u05ff\u0780-\u07bf\u0980-\u139f\u1780-\u17ff\u1c90-\u1cbf'
        '\u1f00-\u1fff\u3040-\ud7af\uf900-\ufaff\uff66-\uff9f]';
    _danish_or_norwegian constant text :=
        '(øj|ej|æ[nlksgt]|gt|jd|øb|øg|ug|ds|øy|ei|kj|gj|sj|åp|ø[ktp]|oe|tt|pp)';
    _letters text;
    _found   record;
begin
    language := 'und';
    confidence := 0;
    -- Markup and addresses are in no language, and there may be more of them than of text.
    if _text ~ '<[[:alpha:]/!]|://' then
        _text := left(regexp_replace(left(detect_language.body, 10 * _sample),
                                     '<[[:alpha:]/!][^<>]*>|https?://\S*', ' ', 'g'), _sample);
    end if;
    _text := lower(_text);
    if octet_length(_text) > length(_text) then
        -- What is not seen parts no words, but for the non-joiner.
        _text := regexp_replace(
            case when _text is nfc normalized then _text else normalize(_text, nfc) end,
            '[\u00ad\u034f\u061c\u200b\u200d-\u200f\u202a-\u202e\u2060-\u206f\ufeff]', '', 'g');
    end if;
    -- One sign of code in ten characters: not a text in any language.
    if length(translate(_text, '{}[]()<>;=_|\$&#', '')) < length(_text) * 0.9 then
        return;
    end if;

    if _text ~ _scripts then
        _letters := regexp_replace(_text, '[[:space:][:punct:][:digit:]]+', '', 'g');
        select s.language into _found
          from (values
                -- Kana decide over Han, which Japanese has too.
                ('ja', '[\u3040-\u30ff\uff66-\uff9f]', 0.1),
                ('ko', '[\uac00-\ud7af\u1100-\u11ff\u3130-\u318f]', 0.3),
                ('zh', '[\u3400-\u9fff\uf900-\ufaff]', 0.3),
                ('el', '[\u0370-\u03ff\u1f00-\u1fff]', 0.3), ('he', '[\u0590-\u05ff]', 0.3),
                ('th', '[\u0e00-\u0e7f]', 0.3), ('lo', '[\u0e80-\u0eff]', 0.3),
                ('bn', '[\u0980-\u09ff]', 0.3), ('pa', '[\u0a00-\u0a7f]', 0.3),
                ('gu', '[\u0a80-\u0aff]', 0.3), ('or', '[\u0b00-\u0b7f]', 0.3),
                ('ta', '[\u0b80-\u0bff]', 0.3), ('te', '[\u0c00-\u0c7f]', 0.3),
                ('kn', '[\u0c80-\u0cff]', 0.3), ('ml', '[\u0d00-\u0d7f]', 0.3),
                ('si', '[\u0d80-\u0dff]', 0.3), ('bo', '[\u0f00-\u0fff]', 0.3),
                ('my', '[\u1000-\u109f]', 0.3), ('ka', '[\u10a0-\u10ff\u1c90-\u1cbf]', 0.3),
                ('am', '[\u1200-\u139f]', 0.3), ('km', '[\u1780-\u17ff]', 0.3),
                ('hy', '[\u0530-\u058f]', 0.3), ('dv', '[\u0780-\u07bf]', 0.3)
               ) as s (language, letters, share)
         where length(_letters) >= 3
           and regexp_count(_letters, s.letters) >= length(_letters) * s.share
         limit 1;
        if found then
            language := _found.language;
            confidence := 1;
            return;
        end if;
    end if;

    with word as (
        select w.word
          from string_to_table(
                   regexp_replace(_text, '[[:space:][:punct:][:digit:]]+', ' ', 'g'), ' ')
               as w (word)
         where w.word <> ''
    ), feature as (
        select f.feature, count(*) as times
          from (select w.word
                  from word as w
                union all
                select '-' || right(w.word, 3)
                  from word as w
                 where length(w.word) >= 5
                union all
                select left(w.word, 3) || '-'
                  from word as w
                 where length(w.word) >= 5
                union all
                select '''' || c.letter
                  from string_to_table(regexp_replace(_text, '[ -~\s]+', '', 'g'), null)
                       as c (letter)
                union all
                -- Danish and Norwegian share words more than spelling.
                select '~' || m.letters[1]
                  from regexp_matches(_text, _danish_or_norwegian, 'g') as m (letters)
                 where _text ~ '[æø]') as f (feature)
         group by f.feature
    ), score as (
        -- A feature that is repeated says no more than four times what it says once.
        select l.language, sum(l.weight * least(f.times, 4)) as score
          from feature as f
          join content.language_features as l using (feature)
         group by l.language
    )
    select s.language, s.score, lead(s.score, 1, 0) over (order by s.score desc) as next_score,
           (select count(*) from word as w) as words
      into _found
      from score as s
     order by s.score desc, s.language
     limit 1;
    -- Languages that are not known hit a feature here and there, those that are know one word in
    -- three: 0.1 a word parts them.
    if _found.score >= greatest(0.6, _found.words * 0.1) and _found.score > _found.next_score then
        language := _found.language;
        -- One or two words are little evidence, however clear.
        confidence := round(((_found.score - _found.next_score) / _found.score
                             * least(_found.score / 3, 1))::numeric, 2);
    end if;
end;
$_$;

ALTER FUNCTION content.detect_language(body text, OUT language text, OUT confidence numeric) OWNER TO aquascene_owner;

--
-- Name: FUNCTION detect_language(body text, OUT language text, OUT confidence numeric); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.detect_language(body text, OUT language text, OUT confidence numeric) IS 'Returns the language of a text (ISO 639-1; und when unsure) and a confidence from 0 to 1.

body: the text, plain or HTML; its first 500 characters without markup, addresses and invisible
characters are looked at. Method: the script alone for am bn bo dv el gu he hy ja ka km kn ko lo ml
my or pa si ta te th zh; else the weights in content.language_features of the words, beginnings and
ends of words and letters that are found. confidence: the lead over the second language, less when
little was found. Unsure: no or little text, code, a language that is not known. Errors: none.';

--
-- Name: fail_raw(uuid, text, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.fail_raw(raw_content_id uuid, worker text, error text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _attempts constant integer :=
        content._return_raw(array[fail_raw.raw_content_id], fail_raw.worker);
    _status   constant text :=
        case when _attempts >= ops.setting('content.max_attempts')::integer
             then 'failed' else 'pending' end;
begin
    update content.raw_content as r
       set processing_status = _status, processing_error = fail_raw.error,
           updated_at = ops.now()
     where r.id = fail_raw.raw_content_id;
    if _status = 'pending' then
        insert into content.raw_queue (raw_content_id, attempts, next_attempt_at)
        values (fail_raw.raw_content_id, _attempts,
                ops.now() + least((ops.setting('content.retry_delay') #>> '{}')::interval
                                      * power(2, least(_attempts - 1, 20)),
                                  interval '1 day'));
    end if;
    return _status;
end;
$$;

ALTER FUNCTION content.fail_raw(raw_content_id uuid, worker text, error text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION fail_raw(raw_content_id uuid, worker text, error text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.fail_raw(raw_content_id uuid, worker text, error text) IS 'Gives back a raw item that could not be processed, and returns the status it got.

raw_content_id, worker: as claimed. error: what went wrong. pending: it will be tried again after
content.retry_delay, doubled with each try, up to a day; failed: content.max_attempts are used up;
content.requeue_raw lets it wait again.
Errors: P0002 no such item; 55000 the worker does not hold it any more.
Writes: content.raw_leases, content.raw_queue, content.raw_content.';

--
-- Name: generation_setup(text, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.generation_setup(template text DEFAULT NULL::text, generator text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _generator constant text :=
        coalesce(generation_setup.generator, ops.setting('generation.generator') #>> '{}');
    _name      constant text :=
        coalesce(generation_setup.template, ops.setting('generation.template') #>> '{}');
    _endpoint  constant text := ops.setting('generation.endpoint') #>> '{}';
    _model     constant text := ops.setting('generation.model') #>> '{}';
    _template  content.generation_templates;
begin
    if _generator <> all (array['extractive', 'chat']) then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('no generator %L', _generator),
            hint    = 'It is extractive or chat; the setting generation.generator says which.';
    end if;
    if _generator = 'extractive' then
        return jsonb_build_object('generator', _generator);
    end if;

    select t.* into _template
      from content.generation_templates as t
     where t.name = _name;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no generation template %L', _name),
            hint    = format('There are: %s.',
                             (select string_agg(t.name, ', ' order by t.name)
                                from content.generation_templates as t where t.is_active));
    end if;
    if not _template.is_active then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('generation template %s is not active', _name),
            hint    = 'Choose another, or save it with is_active => true.';
    end if;
    if _endpoint !~ '^https?://[^/?#[:space:]]+' or btrim(_model) = '' then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('the setting %s is %s',
                             case when btrim(_model) = '' then 'generation.model'
                                  else 'generation.endpoint' end,
                             case when btrim(_model) = '' or btrim(_endpoint) = '' then 'empty'
                                  else 'no http address' end),
            hint    = 'As an admin: ops.set_setting(key, value) for generation.endpoint, the base '
                      'URL of the API up to /v1, and generation.model.';
    end if;

    return jsonb_build_object(
        'generator', _generator,
        'endpoint', _endpoint,
        'model', _model,
        'timeout', extract(epoch from (ops.setting('generation.timeout') #>> '{}')::interval),
        'deadline', extract(epoch from (ops.setting('generation.deadline') #>> '{}')::interval),
        'max_retries', ops.setting('generation.max_retries')::integer,
        'max_source_characters', ops.setting('generation.max_source_characters')::integer,
        'price_per_million_input',
        ops.setting('generation.price_per_million_input')::numeric,
        'price_per_million_output',
        ops.setting('generation.price_per_million_output')::numeric,
        'template', to_jsonb(_template));
end;
$$;

ALTER FUNCTION content.generation_setup(template text, generator text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION generation_setup(template text, generator text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.generation_setup(template text, generator text) IS 'Returns how drafts are generated now, as one JSON object: generator; for chat also endpoint,
model, timeout and deadline (seconds), max_retries, max_source_characters, price_per_million_input,
price_per_million_output and template, a row of content.generation_templates.

template, generator: instead of those that the settings generation.template and generation.generator
name. No key is in it: the database knows none. Errors: 22023 no such generator; P0002 no such
template; 55000 the template is not active, or the endpoint or model is not set.';

--
-- Name: ingest_raw(text, text, text, text, text, jsonb, jsonb, text, timestamp with time zone); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.ingest_raw(source_url text, content_type text, title text, content text, html_content text DEFAULT NULL::text, images jsonb DEFAULT '[]'::jsonb, metadata jsonb DEFAULT '{}'::jsonb, language text DEFAULT NULL::text, scraped_at timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS TABLE(outcome text, raw_content_id uuid, duplicate_of uuid, similarity numeric)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _done record;
begin
    select i.* into _done
      from content.ingest_raw_many(jsonb_build_array(jsonb_build_object(
               'source_url', ingest_raw.source_url,
               'content_type', ingest_raw.content_type,
               'title', ingest_raw.title,
               'content', ingest_raw.content,
               'html_content', ingest_raw.html_content,
               'images', ingest_raw.images,
               'metadata', ingest_raw.metadata,
               'language', ingest_raw.language,
               'scraped_at', ingest_raw.scraped_at))) as i;
    if _done.outcome = 'invalid' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = _done.reason,
            hint    = 'Give the whole address, such as https://example.com/page, and the text of '
                      'the page without markup.';
    end if;
    return query
    select _done.outcome, _done.raw_content_id, _done.duplicate_of, _done.similarity;
end;
$$;

ALTER FUNCTION content.ingest_raw(source_url text, content_type text, title text, content text, html_content text, images jsonb, metadata jsonb, language text, scraped_at timestamp with time zone) OWNER TO aquascene_owner;

--
-- Name: FUNCTION ingest_raw(source_url text, content_type text, title text, content text, html_content text, images jsonb, metadata jsonb, language text, scraped_at timestamp with time zone); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.ingest_raw(source_url text, content_type text, title text, content text, html_content text, images jsonb, metadata jsonb, language text, scraped_at timestamp with time zone) IS 'Takes in a text found at an address, unless the same text is there already.

source_url: http or https. content_type: kind of material. title, content: text without markup.
html_content: the markup. images: a list of {url, alt}. metadata: a JSON object. language: ISO
639-1, detected when null. scraped_at: now when null. Returns outcome (new, duplicate or
near_duplicate), the id of the row that holds the text, and what it repeats and how far, as
content.ingest_raw_many does. Errors: 22023 no http address, no text, or another argument that is
not what it should be; the message names it.
Writes: content.raw_content, content.raw_queue, content.raw_signatures.';

--
-- Name: ingest_raw_many(jsonb); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.ingest_raw_many(items jsonb) RETURNS TABLE(item bigint, outcome text, raw_content_id uuid, duplicate_of uuid, similarity numeric, reason text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
declare
    _threshold constant numeric :=
        ops.setting('content.near_duplicate_similarity')::numeric;
    _items    content._raw_item[];
    _near     record;
    _place    bigint;
    _left     integer;                      -- of the earlier items to compare an item with
    _jaccard  numeric;
    _inserted uuid[];
begin
    if jsonb_typeof(ingest_raw_many.items) is distinct from 'array' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('items is a JSON %s, not a list',
                             coalesce(jsonb_typeof(ingest_raw_many.items), 'null')),
            hint    = 'Pass [{"source_url": …, "content_type": …, "content": …}, …].';
    end if;

    -- Each offset 0 keeps what is computed from being computed again wherever it is used.
    _items := array(
        select row(e.place, coalesce(f.fault,
            case when n.text = '' then 'content has no words' end),
                   gen_random_uuid(),
                   encode(sha256(convert_to(n.text, 'UTF8')), 'hex'), left(n.text, 100000),
                   content._minhash_bands(content._shingles(nullif(n.text, ''))), null, null
               )::content._raw_item
          from jsonb_array_elements(ingest_raw_many.items) with ordinality as e (item, place)
         cross join lateral (select content._raw_item_fault(e.item) offset 0) as f (fault)
         cross join lateral (
               select content.normalize_text(e.item ->> 'content')
                where f.fault is null
                union all
               select null where f.fault is not null
               offset 0) as n (text)
         order by e.place);

    -- Near-duplicates of what is there: of each item the five rows with the most bands in common
    -- are compared for good.
    for _near in
        select i.place, c.raw_content_id, o.jaccard
          from unnest(_items) as i
         cross join lateral (
               select s.raw_content_id,
                      (select count(*) from unnest(s.bands, i.bands) as b (theirs, ours)
                        where b.theirs = b.ours) as common
                 from (select s.raw_content_id, s.bands
                         from content.raw_signatures as s
                        where s.bands && i.bands
                        limit 100) as s
                order by common desc
                limit 5) as c
          join content.raw_content as r on r.id = c.raw_content_id
         cross join lateral content._overlap(
               content._shingles(left(content.normalize_text(r.content), 100000)),
               content._shingles(i.normalized)) as o
         where i.fault is null and r.content_hash <> i.hash and o.jaccard >= _threshold
         order by i.place, o.jaccard, c.raw_content_id
    loop
        _items[_near.place].duplicate_of := _near.raw_content_id;
        _items[_near.place].similarity := _near.jaccard;
    end loop;

    -- … and of earlier items of the same list that are no near-duplicates themselves. Of the items
    -- that have a band in common the first fifty are looked at: a list of thousands that are all
    -- alike would be compared each with each.
    for _near in
        with first_of_its_hash as (
            select distinct on (i.hash) i.place, i.bands
              from unnest(_items) as i
             where i.fault is null
             order by i.hash, i.place
        ), band as (
            select f.place, b.band,
                   row_number() over (partition by b.band order by f.place) as nth
              from first_of_its_hash as f
             cross join lateral unnest(f.bands) as b (band)
        )
        select l.place, e.place as earlier
          from band as l
          join band as e on e.band = l.band and e.place < l.place and e.nth <= 50
         group by l.place, e.place
         order by l.place, count(*) desc, e.place
    loop
        if _near.place is distinct from _place then
            _place := _near.place;
            -- What is nearly a duplicate of a row of the table stays so.
            _left := case when _items[_place].duplicate_of is null then 5 else 0 end;
        end if;
        if _left > 0 and _items[_near.earlier].duplicate_of is null then
            _left := _left - 1;
            _jaccard := (content._overlap(
                content._shingles(_items[_near.earlier].normalized),
                content._shingles(_items[_place].normalized))).jaccard;
            if _jaccard >= _threshold
                and _jaccard > coalesce(_items[_place].similarity, 0)
            then
                _items[_place].duplicate_of := _items[_near.earlier].id;
                _items[_place].similarity := _jaccard;
            end if;
        end if;
    end loop;

    with first_of_its_hash as (
        select distinct on (i.hash) i.*
          from unnest(_items) as i
         where i.fault is null
         order by i.hash, i.place
    ), inserted as (
        insert into content.raw_content as r (
            id, source_url, source_domain, content_type, title, content, html_content, images,
            metadata, scraped_at, content_hash, language, word_count, processing_status,
            duplicate_of, similarity)
        select f.id, e.item ->> 'source_url', ops._url_host(e.item ->> 'source_url'),
               btrim(e.item ->> 'content_type'), content._plain_title(e.item ->> 'title'),
               e.item ->> 'content', e.item ->> 'html_content',
               coalesce(nullif(e.item -> 'images', 'null'), '[]'),
               coalesce(nullif(e.item -> 'metadata', 'null'), '{}'),
               coalesce(content._as_instant(nullif(e.item ->> 'scraped_at', '')), ops.now()),
               f.hash,
               coalesce(nullif(e.item ->> 'language', ''),
                        (select d.language
                           from content.detect_language(e.item ->> 'content') as d)),
               content.count_words(e.item ->> 'content'),
               case when f.duplicate_of is null then 'pending' else 'skipped' end,
               case when o.id is null then f.duplicate_of end, f.similarity
          from first_of_its_hash as f
          left join unnest(_items) as o on o.id = f.duplicate_of
          join jsonb_array_elements(ingest_raw_many.items) with ordinality as e (item, place)
            on e.place = f.place
         order by f.hash
            on conflict on constraint raw_content_content_hash_key do nothing
        returning r.id, r.processing_status
    ), queued as (
        insert into content.raw_queue (raw_content_id, next_attempt_at)
        select n.id, ops.now() from inserted as n where n.processing_status = 'pending'
    ), signed as (
        insert into content.raw_signatures (raw_content_id, bands)
        select n.id, f.bands
          from inserted as n
          join first_of_its_hash as f using (id)
         where n.processing_status = 'pending'
    )
    select coalesce(array_agg(n.id), '{}') into _inserted from inserted as n;

    -- The original may be another row than was thought: a call at the same instant wrote it first.
    update content.raw_content as r
       set duplicate_of = original.id
      from unnest(_items) as i
      join unnest(_items) as o on o.id = i.duplicate_of
      join content.raw_content as original on original.content_hash = o.hash
     where r.id = i.id and r.id = any(_inserted);

    return query
    select i.place,
           case when i.fault is not null then 'invalid'
                when i.id <> all(_inserted) then 'duplicate'
                when i.duplicate_of is not null then 'near_duplicate'
                else 'new' end,
           r.id,
           case when i.id = any(_inserted) then r.duplicate_of else r.id end,
           case when i.id = any(_inserted) then r.similarity when i.fault is null then 1 end,
           i.fault
      from unnest(_items) as i
      left join content.raw_content as r on r.content_hash = i.hash and i.fault is null
     order by i.place;
end;
$$;

ALTER FUNCTION content.ingest_raw_many(items jsonb) OWNER TO aquascene_owner;

--
-- Name: FUNCTION ingest_raw_many(items jsonb); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.ingest_raw_many(items jsonb) IS 'Takes in texts found at addresses, each unless the same text is there already, and returns one row
for each item, in order.

items: a JSON list of objects with source_url (http or https), content_type, content (text
without markup) and, if wanted, title, html_content, images (a list of {url, alt}), metadata (an
object), language (ISO 639-1; detected when missing) and scraped_at (now when missing). Returns
the item''s place from 1, and outcome: new; duplicate: the same text, as content.normalize_text
sees it, is there or came earlier in the list; near_duplicate: a text at least
content.near_duplicate_similarity alike is there: the item is kept, linked and not processed;
invalid: reason says why, and nothing is kept. raw_content_id: the row that holds the item''s
text. duplicate_of, similarity: what it repeats, and how far (see content.similarity). Of the
first 100,000 characters of a text the signature is made. Errors: 22023 items is no list. Writes:
content.raw_content, content.raw_queue, content.raw_signatures.';

--
-- Name: lineage(uuid); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.lineage(content_id uuid) RETURNS TABLE(direction text, kind text, id uuid, title text, status text, source_url text, at timestamp with time zone)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $_$
declare
    _is_draft constant boolean :=
        exists (select from content.generated_content as c where c.id = lineage.content_id);
    _is_raw   constant boolean :=
        exists (select from content.raw_content as r where r.id = lineage.content_id);
begin
    if not _is_draft and not _is_raw then
        raise exception using
            errcode = 'no_data_found',
            message = format('no generated or raw content %s', lineage.content_id),
            hint    = 'Pass an id of content.generated_content or content.raw_content.';
    end if;

    -- A cast in a where clause may run before the condition that guards it: hence the case.
    return query
    with named as (
        select case when m.text ~ '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$'
                    then m.text::uuid
               end as id, m.place
          from content.generated_content as c
         cross join lateral jsonb_array_elements_text(c.source_materials)
                    with ordinality as m (text, place)
         where c.id = lineage.content_id
    )
    select 'source', 'raw_content', n.id, r.title, r.processing_status::text, r.source_url,
           r.scraped_at
      from named as n
      left join content.raw_content as r on r.id = n.id
     where n.id is not null
     order by n.place;

    if _is_raw then
        return query
        select case when r.id = lineage.content_id then 'source' else 'duplicate' end,
               'raw_content', o.id, o.title, o.processing_status::text, o.source_url, o.scraped_at
          from content.raw_content as r
          join content.raw_content as o
            on o.id = case when r.id = lineage.content_id then r.duplicate_of else r.id end
         where r.id = lineage.content_id or r.duplicate_of = lineage.content_id
         order by o.scraped_at, o.id;

        return query
        select 'result', 'generated_content', c.id, c.title, c.status::text, null::text,
               c.created_at
          from content.generated_content as c
         where c.source_materials @> jsonb_build_array(lineage.content_id)
         order by c.created_at, c.id;
    end if;
end;
$_$;

ALTER FUNCTION content.lineage(content_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION lineage(content_id uuid); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.lineage(content_id uuid) IS 'Returns where content comes from and what was made of it.

content_id: a draft or article gives the raw items it was made from, direction source, in the order
of source_materials; a raw item gives the item that it nearly repeats (source), its near-duplicates
(duplicate) and the drafts made of it (result), oldest first. kind:
the table, raw_content or generated_content. source_url: of a raw item. at: scraped_at of a raw
item, created_at of a draft. A raw item that is there no more has only its id. Errors: P0002 no such
content.';

--
-- Name: merge_tags(text[], text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.merge_tags(from_names text[], into_name text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '5s'
    AS $$
declare
    _into_name text;
    _from      text[];
    _changed   bigint := 0;
begin
    perform admin.require('content.review');
    lock table content.content_tags in share row exclusive mode;
    select t.name into _into_name
      from content.content_tags as t
     where lower(t.name) = lower(content._tidy_line(merge_tags.into_name));
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no tag %L', left(merge_tags.into_name, 100)),
            hint    = 'Merge into a tag that is there, and rename it by content.rename_tag.';
    end if;
    select array_agg(distinct t.name::text) into _from
      from unnest(merge_tags.from_names) as f (name)
      join content.content_tags as t on lower(t.name) = lower(content._tidy_line(f.name))
     where t.name <> _into_name;

    if _from is not null then
        -- Of a tag that is there twice afterwards, the trigger clean_tags drops the second.
        update content.generated_content as c
           set tags = array(
                   select case when u.name = any (_from) then _into_name else u.name end
                     from unnest(c.tags) with ordinality as u (name, place)
                    order by u.place)
         where c.tags && _from;
        get diagnostics _changed = row_count;

        delete from content.content_tags as t where t.name = any (_from);
    end if;
    return _changed;
end;
$$;

ALTER FUNCTION content.merge_tags(from_names text[], into_name text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION merge_tags(from_names text[], into_name text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.merge_tags(from_names text[], into_name text) IS 'Replaces tags by another in all contents that have them, deletes them, and returns the number of
contents that it changed.

from_names: tags to replace; those that are not there, or not any more, are passed over, so that it
may be called again. into_name: the tag that stays. Needs the permission content.review.
Errors: 28000, 42501 see admin.require; P0002 no tag into_name; 55P03 others changed tags for five
seconds. Writes: content.content_tags, content.generated_content. Locks: content.content_tags
against all who change tags.';

--
-- Name: publish(uuid, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.publish(content_id uuid, override_reason text DEFAULT NULL::text) RETURNS content.generated_content
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _draft content.generated_content;
begin
    perform admin.require('content.publish');
    _draft := content._move(publish.content_id, 'publish');
    perform content._check_publishable(_draft, publish.override_reason);
    return _draft;
end;
$$;

ALTER FUNCTION content.publish(content_id uuid, override_reason text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION publish(content_id uuid, override_reason text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.publish(content_id uuid, override_reason text) IS 'Publishes approved or scheduled content now and returns its row.

override_reason: why content below the quality workflow.min_quality is published all the same; needs
the permission content.override, and is audited. Needs the permission content.publish.
Errors: 28000, 42501 see admin.require; P0002 no such content; 55000 neither approved nor scheduled,
quality too low, or a picture without alternative text.';

--
-- Name: publish_due(integer); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.publish_due(batch_size integer DEFAULT 1000) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
begin
    return query
    with due as (
        select c.id
          from content.generated_content as c
         where c.status = 'scheduled' and c.scheduled_for <= ops.now()
         order by c.scheduled_for
         limit publish_due.batch_size
           for update skip locked
    )
    update content.generated_content as c
       set status = 'published'
      from due as d
     where c.id = d.id
    returning c.id;
end;
$$;

ALTER FUNCTION content.publish_due(batch_size integer) OWNER TO aquascene_owner;

--
-- Name: FUNCTION publish_due(batch_size integer); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.publish_due(batch_size integer) IS 'Publishes up to batch_size contents whose time has come and returns their ids; none when nothing
is due. Call again while it returns batch_size of them; null takes all at once.
Errors: 2201W a negative batch_size.
Writes: content.generated_content. Locks: the rows it returns.';

--
-- Name: published_article(uuid); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.published_article(content_id uuid) RETURNS TABLE(id uuid, title text, content text, summary text, language text, tags text[], published_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select c.id, c.title, c.content, c.summary, c.language, c.tags, c.published_at
      from content.generated_content as c
     where c.id = published_article.content_id and c.status = 'published';
$$;

ALTER FUNCTION content.published_article(content_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION published_article(content_id uuid); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.published_article(content_id uuid) IS 'Returns a published article for its readers; no row when it is not published.

content_id: the article. Errors: none.';

--
-- Name: quality_report(uuid); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.quality_report(content_id uuid) RETURNS TABLE(part text, score numeric, weight numeric, finding text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select c.part, c.score, c.weight, c.finding
      from content._quality_parts(content._found_content(quality_report.content_id)) as c;
$$;

ALTER FUNCTION content.quality_report(content_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION quality_report(content_id uuid); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.quality_report(content_id uuid) IS 'Explains the quality_score of content: its parts with their score (0 to 1), their weight in the
whole, and what was found. The sum of score times weight is quality_score.

content_id: any content. The parts: readability for its audience, structure, variety of words,
originality against its source material, seo, completeness. Errors: P0002 no such content.';

--
-- Name: readability(text, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.readability(body text, language text) RETURNS integer
    LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _ease constant numeric := content._reading_ease(readability.body, readability.language);
begin
    -- greatest and least pass nulls over
    return case when _ease is not null then greatest(0, least(100, round(_ease))) end;
end;
$$;

ALTER FUNCTION content.readability(body text, language text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION readability(body text, language text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.readability(body text, language text) IS 'Returns the reading ease of a text from 0 (hard) to 100 (easy); null for a text without words.

body: plain text, Markdown or HTML; headings, code, tables, addresses and marks do not count, nor
does what follows the first 50,000 characters. language: ISO 639-1. With W words a sentence and S
syllables a word, the formulas are:
en: 206.835 - 1.015 W - 84.6 S (Flesch 1948).
de: 180 - W - 58.5 S (Amstad 1978).
fr: 207 - 1.015 W - 73.6 S (Kandel and Moles 1958; 209 - 1.15 W - 68 S is also told of them).
es: 206.84 - 1.02 W - 60 S (Fernández Huerta 1959; his text says sentences in 100 words for W, which
cannot be meant).
it: 217 - 1.3 W - 60 S (Franchina and Vacca 1972, revised by them in 1986).
nl: 206.84 - 0.93 W - 77 S (Douma 1960).
pt: 248.835 - 1.015 W - 84.6 S (Martins and others 1996).
ru: 206.835 - 1.3 W - 60.1 S (Oborneva 2006; 206.836 - 1.52 W - 65.14 S is also told of her).
Others, and texts that are not in the letters of these: 140 - 2 W - 8 C with C characters a word,
comparable only within a language; see content.readability_formula. Errors: none.';

--
-- Name: readability_formula(text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.readability_formula(language text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT
         CASE split_part(translate(lower(language), '_'::text, '-'::text), '-'::text, 1)
             WHEN 'en'::text THEN 'Flesch 1948'::text
             WHEN 'de'::text THEN 'Amstad 1978'::text
             WHEN 'fr'::text THEN 'Kandel and Moles 1958'::text
             WHEN 'es'::text THEN 'Fernández Huerta 1959'::text
             WHEN 'it'::text THEN 'Franchina and Vacca 1972, revised 1986'::text
             WHEN 'nl'::text THEN 'Douma 1960'::text
             WHEN 'pt'::text THEN 'Martins and others 1996'::text
             WHEN 'ru'::text THEN 'Oborneva 2006'::text
             ELSE 'length of words and sentences (fallback)'::text
         END AS "case";
END;

ALTER FUNCTION content.readability_formula(language text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION readability_formula(language text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.readability_formula(language text) IS 'Returns the name of the formula by which content.readability judges texts of a language.

language: ISO 639-1, with or without a region; null as one that is not known. Scores by different
formulas have the same meaning, but for those of the fallback: compare these only within a language.
Errors: none.';

--
-- Name: reinstate(uuid); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.reinstate(content_id uuid) RETURNS content.generated_content
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform admin.require('content.publish');
    return content._move(reinstate.content_id, 'reinstate');
end;
$$;

ALTER FUNCTION content.reinstate(content_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION reinstate(content_id uuid); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.reinstate(content_id uuid) IS 'Makes cancelled content approved again and returns its row.

content_id: content that was cancelled and not changed since. Needs the permission content.publish.
Errors: 28000, 42501 see admin.require; P0002 no such content; 55000 not cancelled.';

--
-- Name: reject(uuid, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.reject(content_id uuid, reason text) RETURNS content.generated_content
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform admin.require('content.review');
    if coalesce(reject.reason, '') !~ '\S' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'a rejection needs a reason',
            hint    = 'Say in a sentence why it will not be used.';
    end if;
    return content._move(reject.content_id, 'reject', reject.reason);
end;
$$;

ALTER FUNCTION content.reject(content_id uuid, reason text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION reject(content_id uuid, reason text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.reject(content_id uuid, reason text) IS 'Rejects a draft, or content in review, and returns its row.

reason: kept as review_note. Needs the permission content.review.
Errors: 28000, 42501 see admin.require; 22023 no reason; P0002 no such content; 55000 wrong
status.';

--
-- Name: related(uuid, integer); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.related(content_id uuid, page_size integer DEFAULT 5) RETURNS TABLE(id uuid, title text, content_type text, language text, published_at timestamp with time zone, rank real)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    SET max_parallel_workers_per_gather TO '0'
    AS $$
declare
    _language   text;
    _tags       text[];
    _categories text[];
    _search     tsvector;
    _words      tsquery;
    _self       real;
begin
    if related.page_size not between 1 and 100 or related.page_size is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('page_size %s is not between 1 and 100', related.page_size);
    end if;

    select c.language, c.tags, c.categories, c.search into _language, _tags, _categories, _search
      from content.generated_content as c
     where c.id = related.content_id and c.status = 'published';
    if not found then
        return;
    end if;
    _words := content._telling_words(_search);
    _self := ts_rank(_search, _words);

    return query
    with by_words as (
        select m.id, m.title, m.content_type, m.published_at, m.tags, m.categories, m.search
          from (select c.id, c.title, c.content_type, c.published_at, c.tags, c.categories,
                       c.search, c.status, c.language
                  from content.generated_content as c
                 where c.search @@ _words
                offset 0) as m
         where m.status = 'published' and m.language = _language
         order by m.published_at desc, m.id desc
         limit 300
    ), by_tags as (
        select c.id, c.title, c.content_type, c.published_at, c.tags, c.categories, c.search
          from content.generated_content as c
         where c.status = 'published' and c.language = _language and c.tags && _tags
         order by c.published_at desc, c.id desc
         limit 300
    ), candidate as (
        select * from by_words
        union all
        select * from by_tags as t where not exists (select from by_words as w where w.id = t.id)
    )
    select r.id, r.title, r.content_type::text, _language, r.published_at, r.rank::real
      from (select c.*,
                   0.6 * coalesce(least(ts_rank(c.search, _words) / nullif(_self, 0), 1), 0)
                   + 0.3 * content._likeness(c.tags, _tags)
                   + 0.1 * content._likeness(c.categories, _categories) as rank
              from candidate as c
             where c.id <> related.content_id) as r
     order by r.rank desc, r.published_at desc, r.id desc
     limit related.page_size;
end;
$$;

ALTER FUNCTION content.related(content_id uuid, page_size integer) OWNER TO aquascene_owner;

--
-- Name: FUNCTION related(content_id uuid, page_size integer); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.related(content_id uuid, page_size integer) IS 'Returns published articles in the same language that are about the same as an article, nearest
first; none when it is not published.

content_id: the article. page_size: 1 to 100. rank: 0 to 1, of which the article''s own rare words
make 0.6, tags 0.3 and categories 0.1; compared are the 300 newest that share a rare word and the
300 newest that share a tag. Errors: 22023 page_size out of range.';

--
-- Name: release_expired_leases(); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.release_expired_leases() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
declare
    _max_attempts constant integer := ops.setting('content.max_attempts')::integer;
    _released     bigint;
begin
    with expired as (
        select l.id
          from content.raw_leases as l
         where l.expires_at <= ops.now()
           for update skip locked
    ), ended as (
        delete from content.raw_leases as l
         using expired as e
         where l.id = e.id
        returning l.worker, l.raw_content_ids, l.attempts
    ), freed as (
        update content.raw_content as r
           set processing_status =
                   case when i.attempts >= _max_attempts then 'failed' else 'pending' end,
               processing_error = format('lease of worker %s ran out', e.worker),
               updated_at = ops.now()
          from ended as e
         cross join lateral unnest(e.raw_content_ids, e.attempts) as i (id, attempts)
         where r.id = i.id
        returning r.id, r.processing_status, i.attempts
    ), queued as (
        insert into content.raw_queue (raw_content_id, attempts, next_attempt_at)
        select f.id, f.attempts, ops.now()
          from freed as f
         where f.processing_status = 'pending'
    )
    select count(*) into _released from freed as f;
    return _released;
end;
$$;

ALTER FUNCTION content.release_expired_leases() OWNER TO aquascene_owner;

--
-- Name: FUNCTION release_expired_leases(); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.release_expired_leases() IS 'Frees the raw items whose worker''s lease ran out and returns how many; those without tries left
become failed. Errors: none. Writes: content.raw_leases, content.raw_queue,
content.raw_content.';

--
-- Name: content_tags; Type: TABLE; Schema: content; Owner: aquascene_owner
--

CREATE TABLE content.content_tags (
    id integer NOT NULL,
    name character varying(50) NOT NULL,
    slug character varying(50) NOT NULL,
    description text,
    usage_count integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT content_tags_name_is_a_line CHECK ((((name)::text <> ''::text) AND ((name)::text !~ '^\s|\s$'::text))),
    CONSTRAINT content_tags_slug_is_a_slug CHECK (((slug)::text ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
    CONSTRAINT content_tags_usage_count_is_a_count CHECK ((usage_count >= 0))
);

ALTER TABLE content.content_tags OWNER TO aquascene_owner;

--
-- Name: TABLE content_tags; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TABLE content.content_tags IS 'Words to find content by. Content that brings a new one makes it, see content._count_tags.';

--
-- Name: COLUMN content_tags.id; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_tags.id IS 'Identity of the tag.';

--
-- Name: COLUMN content_tags.name; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_tags.name IS 'The tag, as all contents spell it; one in upper and lower case.';

--
-- Name: COLUMN content_tags.slug; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_tags.slug IS 'Name for addresses.';

--
-- Name: COLUMN content_tags.description; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_tags.description IS 'When to use it.';

--
-- Name: COLUMN content_tags.usage_count; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_tags.usage_count IS 'Drafts and articles that have it, in any status; kept exact by triggers.';

--
-- Name: COLUMN content_tags.created_at; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_tags.created_at IS 'When it was made.';

--
-- Name: COLUMN content_tags.updated_at; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.content_tags.updated_at IS 'When it was last changed.';

--
-- Name: rename_tag(text, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.rename_tag(name text, new_name text) RETURNS content.content_tags
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '5s'
    AS $$
declare
    _new_name constant text := content._tidy_line(rename_tag.new_name);
    _old      content.content_tags;
    _tag      content.content_tags;
    _slug     text;
begin
    perform admin.require('content.review');
    if _new_name is null or length(_new_name) > 50 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('new_name %L is not a tag', left(rename_tag.new_name, 100)),
            hint    = 'A tag is a line of 1 to 50 characters.';
    end if;

    lock table content.content_tags in share row exclusive mode;
    select t.* into _old
      from content.content_tags as t
     where lower(t.name) = lower(content._tidy_line(rename_tag.name));
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no tag %L', left(rename_tag.name, 100)),
            hint    = 'select name, usage_count from content.content_tags lists them.';
    end if;
    if exists (
        select from content.content_tags as t
         where lower(t.name) = lower(_new_name) and t.id <> _old.id
    ) then
        raise exception using
            errcode = 'unique_violation',
            message = format('there is a tag %L already', _new_name),
            hint    = format('Call content.merge_tags(array[%L], %L) to make one of both.',
                             _old.name, _new_name);
    end if;

    _slug := content._slug(_new_name);
    if exists (select from content.content_tags as t where t.slug = _slug and t.id <> _old.id) then
        _slug := content._slug(_new_name, lower(_new_name));
    end if;
    update content.content_tags as t
       set name = _new_name,
           slug = _slug,
           -- another name begins at 0, and the triggers count those that come to it
           usage_count = case when lower(_new_name) = lower(_old.name) then t.usage_count
                              else 0 end
     where t.id = _old.id;

    update content.generated_content as c
       set tags = array_replace(c.tags, _old.name::text, _new_name)
     where c.tags @> array[_old.name::text];

    select t.* into _tag from content.content_tags as t where t.id = _old.id;
    return _tag;
end;
$$;

ALTER FUNCTION content.rename_tag(name text, new_name text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION rename_tag(name text, new_name text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.rename_tag(name text, new_name text) IS 'Gives a tag another name, in all contents that have it, and returns its row.

name: of the tag, in upper or lower case. new_name: 1 to 50 characters; also the same name spelt
otherwise. The slug follows the name. Needs the permission content.review.
Errors: 28000, 42501 see admin.require; 22023 new_name is no tag; P0002 no such tag; 23505 there is
a tag of the new name; 55P03 others changed tags for five seconds.
Writes: content.content_tags, content.generated_content. Locks: content.content_tags against all who
change tags.';

--
-- Name: request_changes(uuid, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.request_changes(content_id uuid, reason text) RETURNS content.generated_content
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform admin.require('content.review');
    if coalesce(request_changes.reason, '') !~ '\S' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'a request for changes needs a reason',
            hint    = 'Say in a sentence what is to be changed.';
    end if;
    return content._move(request_changes.content_id, 'request_changes', request_changes.reason);
end;
$$;

ALTER FUNCTION content.request_changes(content_id uuid, reason text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION request_changes(content_id uuid, reason text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.request_changes(content_id uuid, reason text) IS 'Sends content in review, or approved, back to its author and returns its row.

reason: kept as review_note. Needs the permission content.review.
Errors: 28000, 42501 see admin.require; 22023 no reason; P0002 no such content; 55000 wrong
status.';

--
-- Name: requeue_raw(uuid[]); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.requeue_raw(raw_content_ids uuid[]) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    with requeued as (
        update content.raw_content as r
           set processing_status = 'pending', processed = false, processing_error = null,
               updated_at = ops.now()
         where r.id = any(requeue_raw.raw_content_ids) and r.processing_status <> 'pending'
        returning r.id
    ), queued as (
        insert into content.raw_queue (raw_content_id, next_attempt_at)
        select r.id, ops.now() from requeued as r
    )
    select count(*) from requeued as r;
$$;

ALTER FUNCTION content.requeue_raw(raw_content_ids uuid[]) OWNER TO aquascene_owner;

--
-- Name: FUNCTION requeue_raw(raw_content_ids uuid[]); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.requeue_raw(raw_content_ids uuid[]) IS 'Lets raw items that are failed, skipped or completed wait for a worker again, with all tries, and
returns how many; what waits already, and ids that do not exist, are left alone.

raw_content_ids: of content.raw_content. A near-duplicate that is requeued will be processed.
Errors: none. Writes: content.raw_content, content.raw_queue.';

--
-- Name: restore(uuid, integer); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.restore(content_id uuid, revision integer) RETURNS content.generated_content
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _draft   content.generated_content;
    _version content.content_revisions;
begin
    perform admin.require('content.write');
    if restore.revision is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'revision is null',
            hint    = 'select * from content.revisions(content_id) lists them.';
    end if;
    -- Locked first, so that nobody edits between the look and the change.
    select c.* into _draft
      from content.generated_content as c
     where c.id = restore.content_id
       for no key update;
    _version := content._find_version(restore.content_id, restore.revision);

    if (_draft.title, _draft.content, _draft.summary, _draft.excerpt)
        is distinct from
       (_version.title, _version.content, _version.summary, _version.excerpt)
    then
        update content.generated_content as c
           set title = _version.title,
               content = _version.content,
               summary = _version.summary,
               excerpt = _version.excerpt
         where c.id = restore.content_id
        returning c.* into _draft;
    end if;
    return _draft;
end;
$$;

ALTER FUNCTION content.restore(content_id uuid, revision integer) OWNER TO aquascene_owner;

--
-- Name: FUNCTION restore(content_id uuid, revision integer); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.restore(content_id uuid, revision integer) IS 'Puts the title, text, summary and excerpt of an earlier version back, and returns the row.

It is an edit like any other: the text that it replaces is kept as a revision, and what holds for
edits in the content''s status holds for it. When the text is the same already, nothing is changed.
revision: as content.revisions numbers it. Needs the permission content.write.
Errors: 28000, 42501 see admin.require; 22023 revision is null; P0002 no such content or revision;
55000 the content''s status allows no edit.
Writes: content.generated_content, content.content_revisions. Locks: the row.';

--
-- Name: revise(uuid, text, text, text, text, text[], text[], text, text, text, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.revise(content_id uuid, title text DEFAULT NULL::text, content text DEFAULT NULL::text, summary text DEFAULT NULL::text, excerpt text DEFAULT NULL::text, tags text[] DEFAULT NULL::text[], categories text[] DEFAULT NULL::text[], target_audience text DEFAULT NULL::text, tone text DEFAULT NULL::text, focus_keyword text DEFAULT NULL::text, slug text DEFAULT NULL::text) RETURNS content.generated_content
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _draft content.generated_content;
begin
    perform admin.require('content.write');
    if btrim(revise.title) = '' or btrim(revise.content) = '' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'an article has a title and a text',
            hint    = 'Leave out what is not to be changed.';
    end if;

    update content.generated_content as c
       set title = coalesce(revise.title, c.title),
           content = coalesce(revise.content, c.content),
           summary = coalesce(revise.summary, c.summary),
           excerpt = coalesce(revise.excerpt, c.excerpt),
           tags = coalesce(revise.tags, c.tags),
           categories = coalesce(revise.categories, c.categories),
           target_audience = coalesce(revise.target_audience, c.target_audience),
           tone = coalesce(revise.tone, c.tone),
           focus_keyword = coalesce(revise.focus_keyword, c.focus_keyword),
           slug = coalesce(revise.slug, c.slug)
     where c.id = revise.content_id
    returning c.* into _draft;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no generated content %s', coalesce(revise.content_id::text, 'null')),
            hint    = 'select id, title, status from content.generated_content lists them.';
    end if;

    -- Rejected and archived content is opened also when its text stays as it is.
    if _draft.status in ('rejected', 'archived') then
        _draft := content._move(_draft.id, 'revise');
    end if;
    return _draft;
end;
$$;

ALTER FUNCTION content.revise(content_id uuid, title text, content text, summary text, excerpt text, tags text[], categories text[], target_audience text, tone text, focus_keyword text, slug text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION revise(content_id uuid, title text, content text, summary text, excerpt text, tags text[], categories text[], target_audience text, tone text, focus_keyword text, slug text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.revise(content_id uuid, title text, content text, summary text, excerpt text, tags text[], categories text[], target_audience text, tone text, focus_keyword text, slug text) IS 'Changes a draft, scores it anew, keeps the text that it had (content.revisions), and returns its
row.

content_id: the draft. The rest: null leaves it as it is. What was approved, scheduled or cancelled
goes back to review when its text is changed; what was rejected or archived becomes a draft.
Needs the permission content.write.
Errors: 28000, 42501 see admin.require; 22023 an empty title or text; P0002 no such content; 55000
the text is published: archive it first, or the slug has been published and stays; 22001, 23514 a
slug or focus_keyword that is none; 23505 the slug is taken.';

--
-- Name: revisions(uuid); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.revisions(content_id uuid) RETURNS TABLE(revision integer, title text, status text, changed_by uuid, changed_at timestamp with time zone, word_count integer, paragraphs_added integer, paragraphs_removed integer, similarity numeric)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if not exists (
        select from content.generated_content as c where c.id = revisions.content_id
    ) then
        raise exception using
            errcode = 'no_data_found',
            message = format('no generated content %s',
                             coalesce(revisions.content_id::text, 'null')),
            hint    = 'select id, title, status from content.generated_content lists them.';
    end if;

    -- A kept row tells who replaced it: that one made the next.
    return query
    with version as (
        select r.revision, r.title, r.content, r.status, r.changed_by, r.changed_at
          from content.content_revisions as r
         where r.content_id = revisions.content_id
        union all
        select coalesce((select max(r.revision) from content.content_revisions as r
                          where r.content_id = c.id), 0) + 1,
               c.title, c.content, c.status, null, null
          from content.generated_content as c
         where c.id = revisions.content_id
    ), follows as (
        select v.revision, v.title, v.content, v.status,
               lag(v.content) over w as before,
               lag(v.changed_by, 1, c.created_by) over w as changed_by,
               lag(v.changed_at, 1, c.created_at) over w as changed_at
          from version as v
         cross join content.generated_content as c
         where c.id = revisions.content_id
        window w as (order by v.revision)
    )
    select f.revision, f.title, f.status::text, f.changed_by, f.changed_at,
           content.count_words(f.content), d.added::integer, d.removed::integer,
           case when f.before is not null
                then content._word_similarity(f.before, f.content) end
      from follows as f
      left join lateral (
               select count(*) filter (where o.place is null),
                      count(*) filter (where n.place is null)
                 from content._split_paragraphs(f.before) as o
                 full join content._split_paragraphs(f.content) as n
                      using (paragraph, occurrence)) as d (added, removed) on f.before is not null
     order by f.revision;
end;
$$;

ALTER FUNCTION content.revisions(content_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION revisions(content_id uuid); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.revisions(content_id uuid) IS 'Returns every version of a content, oldest first; the last is the present one.

revision: its number, as content.restore takes it. title: as it was. status: it had last with this
text. changed_by, changed_at: who wrote this version and when; of the first, the author.
paragraphs_added, paragraphs_removed: against the version before; one that is changed is both;
null for the first. similarity: the part of the words in common with the version before, 0 to 1.
content_id: the draft. Errors: P0002 no such content.';

--
-- Name: save_category(text, text, text, text, integer, boolean); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.save_category(slug text, name text, description text DEFAULT NULL::text, parent text DEFAULT NULL::text, sort_order integer DEFAULT 0, is_active boolean DEFAULT true) RETURNS content.content_categories
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    _name      constant text := content._tidy_line(save_category.name);
    _parent_id integer;
    _category  content.content_categories;
begin
    perform admin.require('content.review');
    if save_category.slug is null or length(save_category.slug) > 100
        or save_category.slug !~ '^[a-z0-9]+(-[a-z0-9]+)*$'
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('%L is not a slug', left(save_category.slug, 100)),
            hint    = format('Give up to 100 lower-case letters, digits and hyphens, such as %s.',
                             content._slug(coalesce(save_category.name, save_category.slug, 'a')));
    end if;
    if _name is null or length(_name) > 100 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('%L is not a name', left(save_category.name, 100)),
            hint    = 'A name is a line of 1 to 100 characters.';
    end if;
    if save_category.parent = save_category.slug then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('category %L would be below itself', save_category.slug),
            hint    = 'Name another as parent, or none.';
    end if;
    if save_category.parent is not null then
        select c.id into _parent_id
          from content.content_categories as c
         where c.slug = save_category.parent;
        if not found then
            raise exception using
                errcode = 'no_data_found',
                message = format('no category %L', left(save_category.parent, 100)),
                hint    = 'select slug, breadcrumb from content.category_tree lists them.';
        end if;
    end if;

    insert into content.content_categories as c (
        slug, name, description, parent_id, sort_order, is_active)
    values (
        save_category.slug, _name, save_category.description, _parent_id,
        save_category.sort_order, save_category.is_active)
    on conflict on constraint content_categories_slug_key do update
       set name = excluded.name,
           description = excluded.description,
           parent_id = excluded.parent_id,
           sort_order = excluded.sort_order,
           is_active = excluded.is_active
    returning c.* into _category;
    return _category;
end;
$_$;

ALTER FUNCTION content.save_category(slug text, name text, description text, parent text, sort_order integer, is_active boolean) OWNER TO aquascene_owner;

--
-- Name: FUNCTION save_category(slug text, name text, description text, parent text, sort_order integer, is_active boolean); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.save_category(slug text, name text, description text, parent text, sort_order integer, is_active boolean) IS 'Adds a category, or changes the one of that slug, and returns its row.

slug: by which content names it. name: 1 to 100 characters. parent: slug of the category above; null
puts it at the top. sort_order: place among its siblings. is_active: whether it may be chosen. Needs
the permission content.review. Errors: 28000, 42501 see admin.require; 22023 bad slug or name; P0002
no such parent; 55000 it would be below itself, or deeper than ten levels; 23505 another category
has the name; 23502 sort_order or is_active is null; 23503 the parent was deleted meanwhile.
Writes: content.content_categories (audited).';

--
-- Name: generation_templates; Type: TABLE; Schema: content; Owner: aquascene_owner
--

CREATE TABLE content.generation_templates (
    name character varying(100) NOT NULL,
    content_type character varying(50) NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    system_prompt text NOT NULL,
    user_prompt text NOT NULL,
    parameters jsonb DEFAULT '{}'::jsonb NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT generation_templates_content_type_is_not_blank CHECK ((btrim((content_type)::text) <> ''::text)),
    CONSTRAINT generation_templates_name_is_an_identifier CHECK (((name)::text ~ '^[a-z][a-z0-9_]*$'::text)),
    CONSTRAINT generation_templates_parameters_fit_a_draft CHECK (((length((parameters ->> 'tone'::text)) <= 30) AND (length((parameters ->> 'target_audience'::text)) <= 50))),
    CONSTRAINT generation_templates_parameters_have_their_types CHECK ((COALESCE((jsonb_typeof((parameters -> 'max_words'::text)) = 'number'::text), true) AND COALESCE((jsonb_typeof((parameters -> 'max_characters'::text)) = 'number'::text), true) AND COALESCE((jsonb_typeof((parameters -> 'max_tokens'::text)) = 'number'::text), true) AND COALESCE((jsonb_typeof((parameters -> 'temperature'::text)) = 'number'::text), true) AND COALESCE((jsonb_typeof((parameters -> 'tone'::text)) = 'string'::text), true) AND COALESCE((jsonb_typeof((parameters -> 'target_audience'::text)) = 'string'::text), true))),
    CONSTRAINT generation_templates_parameters_is_an_object CHECK ((jsonb_typeof(parameters) = 'object'::text)),
    CONSTRAINT generation_templates_prompts_are_not_blank CHECK (((btrim(system_prompt) <> ''::text) AND (btrim(user_prompt) <> ''::text)))
);

ALTER TABLE content.generation_templates OWNER TO aquascene_owner;

--
-- Name: TABLE generation_templates; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TABLE content.generation_templates IS 'Prompts of the generators that ask a language model, in Jinja2.';

--
-- Name: COLUMN generation_templates.name; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generation_templates.name IS 'Name by which a worker chooses it, and template_used of its drafts: [a-z0-9_].';

--
-- Name: COLUMN generation_templates.content_type; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generation_templates.content_type IS 'content_type of the drafts made with it.';

--
-- Name: COLUMN generation_templates.description; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generation_templates.description IS 'What it is for.';

--
-- Name: COLUMN generation_templates.system_prompt; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generation_templates.system_prompt IS 'Jinja2: who the model is and how it writes. What a source is, that its text is no instruction, and
the JSON to answer with are said by the generator after it.';

--
-- Name: COLUMN generation_templates.user_prompt; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generation_templates.user_prompt IS 'Jinja2: what to write. Both prompts see template, parameters, language and sources, a list of
{number, domain, language, words, quoted}; quoted is the delimited text, the only way to it.';

--
-- Name: COLUMN generation_templates.parameters; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generation_templates.parameters IS 'What the prompts may use, and what the answer is held to: max_words (refused beyond twice as
many), max_characters (refused beyond), tone and target_audience (of the draft); temperature and
max_tokens go to the endpoint. Others are for the prompts alone.';

--
-- Name: COLUMN generation_templates.is_active; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generation_templates.is_active IS 'Whether it may be used.';

--
-- Name: COLUMN generation_templates.created_at; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generation_templates.created_at IS 'When it was made.';

--
-- Name: COLUMN generation_templates.updated_at; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.generation_templates.updated_at IS 'When it was last changed.';

--
-- Name: save_generation_template(text, text, text, text, text, jsonb, boolean); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.save_generation_template(name text, content_type text, system_prompt text, user_prompt text, description text DEFAULT ''::text, parameters jsonb DEFAULT '{}'::jsonb, is_active boolean DEFAULT true) RETURNS content.generation_templates
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _template content.generation_templates;
begin
    perform admin.require('content.write');
    insert into content.generation_templates as t (
        name, content_type, system_prompt, user_prompt, description, parameters, is_active)
    values (
        save_generation_template.name, save_generation_template.content_type,
        save_generation_template.system_prompt, save_generation_template.user_prompt,
        save_generation_template.description, save_generation_template.parameters,
        save_generation_template.is_active)
    on conflict on constraint generation_templates_pkey do update
       set content_type = excluded.content_type,
           system_prompt = excluded.system_prompt,
           user_prompt = excluded.user_prompt,
           description = excluded.description,
           parameters = excluded.parameters,
           is_active = excluded.is_active
    returning t.* into _template;
    return _template;
end;
$$;

ALTER FUNCTION content.save_generation_template(name text, content_type text, system_prompt text, user_prompt text, description text, parameters jsonb, is_active boolean) OWNER TO aquascene_owner;

--
-- Name: FUNCTION save_generation_template(name text, content_type text, system_prompt text, user_prompt text, description text, parameters jsonb, is_active boolean); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.save_generation_template(name text, content_type text, system_prompt text, user_prompt text, description text, parameters jsonb, is_active boolean) IS 'Adds a prompt for generators, or changes the one of that name, and returns its row.

name: [a-z0-9_]. system_prompt, user_prompt: Jinja2. parameters: see the column. is_active: false
keeps it from being used. Needs the permission content.write. Errors: 28000, 42501 see
admin.require; 23514 a strange name, a blank prompt, or parameters of the wrong type; 23502 one of
them is null; 22001 a name or content_type that is too long.
Writes: content.generation_templates (audited).';

--
-- Name: schedule(uuid, timestamp with time zone, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.schedule(content_id uuid, scheduled_for timestamp with time zone, override_reason text DEFAULT NULL::text) RETURNS content.generated_content
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _draft content.generated_content;
begin
    perform admin.require('content.publish');
    if schedule.scheduled_for is null or schedule.scheduled_for <= ops.now()
        or not isfinite(schedule.scheduled_for)
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('scheduled_for %s is not in the future',
                             coalesce(schedule.scheduled_for::text, 'null')),
            hint    = 'Give a later time, or call content.publish to publish now.';
    end if;

    _draft := content._move(schedule.content_id, 'schedule',
                            scheduled_for => schedule.scheduled_for);
    perform content._check_publishable(_draft, schedule.override_reason);
    return _draft;
end;
$$;

ALTER FUNCTION content.schedule(content_id uuid, scheduled_for timestamp with time zone, override_reason text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION schedule(content_id uuid, scheduled_for timestamp with time zone, override_reason text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.schedule(content_id uuid, scheduled_for timestamp with time zone, override_reason text) IS 'Schedules approved content for publication and returns its row.

scheduled_for: when to publish, later than now; content.publish_due does. override_reason: why
content below the quality workflow.min_quality is published all the same; needs the permission
content.override, and is audited. Needs the permission content.publish. Errors: 28000, 42501 see
admin.require; 22023 time not in the future; P0002 no such content; 55000 not approved, quality
too low, or a picture without alternative text.';

--
-- Name: search(text, text, text, text, text, timestamp with time zone, timestamp with time zone, text, integer, boolean); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.search(query text DEFAULT NULL::text, content_type text DEFAULT NULL::text, category text DEFAULT NULL::text, tag text DEFAULT NULL::text, language text DEFAULT NULL::text, published_from timestamp with time zone DEFAULT NULL::timestamp with time zone, published_to timestamp with time zone DEFAULT NULL::timestamp with time zone, after text DEFAULT NULL::text, page_size integer DEFAULT 20, with_snippets boolean DEFAULT true) RETURNS SETOF content.search_hit
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    SET max_parallel_workers_per_gather TO '0'
    SET work_mem TO '32MB'
    SET extra_float_digits TO '1'
    AS $_$
declare
    _query      constant text := (case when search.query ~ '\S' then search.query end);
    _categories constant text[] := (case
        when search.category is not null then content._category_branch(search.category) end);
    _candidates constant integer := ops.setting('content.search_candidates')::integer;
    _like       constant text := left(_query, 100);
    _token      constant text[] := regexp_match(
        search.after,
        '^([wsn])_(\d\d?(?:\.\d{1,12})?(?:e-[0-3]\d)?)_(\d{1,18}|-\d{1,17})_(\d{1,18}|-\d{1,17})_'
        '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$');
    _mode       text := _token[1];
    _rank       constant real := _token[2]::real;
    _published  constant timestamptz := timestamptz 'epoch'
        + _token[3]::bigint / 1000000 * interval '1 second'
        + _token[3]::bigint % 1000000 * interval '1 microsecond';
    _newest     constant timestamptz := timestamptz 'epoch'
        + _token[4]::bigint / 1000000 * interval '1 second'
        + _token[4]::bigint % 1000000 * interval '1 microsecond';
    _id         constant uuid := _token[5]::uuid;
    _threshold  text;
begin
    if search.page_size not between 1 and 100 or search.page_size is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('page_size %s is not between 1 and 100', search.page_size);
    end if;
    if search.after is not null and _token is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('%L is no place in a search', left(search.after, 100)),
            hint    = 'Give the column "after" of the last row of a page, or null for the first.';
    end if;
    _mode := coalesce(_mode, case when _query is null then 'n' else 'w' end);

    if _mode = 'n' then
        return query
        select n.id, n.title, case when search.with_snippets then n.snippet end, n.content_type,
               n.language, n.published_at, n.rank, n.match, n.after
          from content._search_newest(search.content_type, _categories, search.tag,
                                      search.language, search.published_from,
                                      search.published_to, _published, _id,
                                      search.page_size) as n;
        return;
    end if;

    if _mode = 'w' then
        -- Of what the index finds only short rows are visited (offset 0 keeps the planner from any
        -- other way in); the words of a row, which are kept apart, are fetched for candidates.
        return query
        with asked as materialized (
            select q.*, row_number() over () as place
              from content._search_queries(_query, search.language) as q
        ), candidate as materialized (
            select m.id, m.title, m.content, m.search, m.content_type, m.language, m.published_at,
                   q.place
              from asked as q
             cross join lateral (
                 select c.id, c.title, c.content, c.search, c.title_words, c.status,
                        c.content_type, c.categories, c.tags, c.language, c.published_at
                   from content.generated_content as c
                  where c.search @@ q.words
                 offset 0) as m
             where m.status = 'published' and m.language = any (q.languages)
               and content._is_wanted(m.content_type, m.categories, m.tags, m.language,
                                      m.published_at, search.content_type, _categories, search.tag,
                                      search.language, search.published_from,
                                      search.published_to)
               and (_newest is null or m.published_at <= _newest)
             order by (m.title_words @@ q.words) desc, m.published_at desc, m.id desc
             limit _candidates
        ), ranked as (
            select c.*, q.words, q.places, q.marks, ts_rank(c.search, q.words, 1) as rank,
                   max(c.published_at) over () as newest
              from asked as q
              join candidate as c using (place)
        ), page as (
            select r.*
              from ranked as r
             where _id is null or (r.rank, r.published_at, r.id) < (_rank, _published, _id)
             order by r.rank desc, r.published_at desc, r.id desc
             limit search.page_size
        )
        select p.id, p.title,
               case when search.with_snippets
                    then content._snippet(p.content, p.language, p.words, p.places, p.marks) end,
               p.content_type::text, p.language::text, p.published_at, p.rank, 'words',
               content._search_token('words', p.rank, p.published_at, p.newest, p.id)
          from page as p
         order by p.rank desc, p.published_at desc, p.id desc;
        if found or _token is not null then
            return;
        end if;
    end if;

    -- What somebody mistyped stands most likely in a title. The threshold is that of the operator,
    -- which alone uses the index; asking for a similarity first loads the extension that has it.
    perform public.word_similarity('', '');
    _threshold := current_setting('pg_trgm.word_similarity_threshold');
    perform set_config('pg_trgm.word_similarity_threshold', '0.45', true);
    return query
    with candidate as materialized (
        select m.*, public.word_similarity(_like, m.title) as rank
          from (select c.id, c.title, c.summary, c.content, c.content_type, c.categories, c.tags,
                       c.language, c.published_at
                  from content.generated_content as c
                 where c.status = 'published' and _like operator(public.<%) c.title
                offset 0) as m
         where content._is_wanted(m.content_type, m.categories, m.tags, m.language,
                                  m.published_at, search.content_type, _categories, search.tag,
                                  search.language, search.published_from, search.published_to)
           and (_newest is null or m.published_at <= _newest)
         limit _candidates
    ), page as (
        select r.*
          from (select c.*, max(c.published_at) over () as newest from candidate as c) as r
         where _id is null or (r.rank, r.published_at, r.id) < (_rank, _published, _id)
         order by r.rank desc, r.published_at desc, r.id desc
         limit search.page_size
    )
    select p.id, p.title,
           case when search.with_snippets
                then content._snippet(coalesce(p.summary, p.content), p.language) end,
           p.content_type::text, p.language::text, p.published_at, p.rank, 'similar',
           content._search_token('similar', p.rank, p.published_at, p.newest, p.id)
      from page as p
     order by p.rank desc, p.published_at desc, p.id desc;
    perform set_config('pg_trgm.word_similarity_threshold', _threshold, true);
end;
$_$;

ALTER FUNCTION content.search(query text, content_type text, category text, tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone, after text, page_size integer, with_snippets boolean) OWNER TO aquascene_owner;

--
-- Name: FUNCTION search(query text, content_type text, category text, tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone, after text, page_size integer, with_snippets boolean); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.search(query text, content_type text, category text, tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone, after text, page_size integer, with_snippets boolean) IS 'Returns published articles that fit a query, best first: those that have its words in title (which
counts most), summary or text, ranked; when none has, those whose title reads alike (a typo); the
newest when there is no query. See content.search_hit for the columns.

query: words, "a phrase", or, -without; accents and inflection make no difference; a last word of
three letters or more matches the beginnings of words, unless a space follows. Of a longer query,
the first 400 characters count. content_type, tag, language: only articles that have it. category:
a slug, only articles in it or below. published_from, published_to: published at the one or later,
and before the other. after: the column after of the last row of the page before; pages are stable
under what is published meanwhile. page_size: 1 to 100. with_snippets: false leaves the snippets out
(null), which make a third of the cost of a rare word.
Ranked are as many matches as the setting content.search_candidates says: first those with all
words in the title, then the newest; pages end there.
Errors: 22023 page_size out of range, or after is not from a search.';

--
-- Name: arabic; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.arabic (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.arabic
    ADD MAPPING FOR asciiword WITH arabic_stem;

ALTER TEXT SEARCH CONFIGURATION content.arabic
    ADD MAPPING FOR word WITH public.unaccent, arabic_stem;

ALTER TEXT SEARCH CONFIGURATION content.arabic
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.arabic
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.arabic
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.arabic
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.arabic
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.arabic
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.arabic
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.arabic
    ADD MAPPING FOR hword_part WITH public.unaccent, arabic_stem;

ALTER TEXT SEARCH CONFIGURATION content.arabic
    ADD MAPPING FOR hword_asciipart WITH arabic_stem;

ALTER TEXT SEARCH CONFIGURATION content.arabic
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.arabic
    ADD MAPPING FOR asciihword WITH arabic_stem;

ALTER TEXT SEARCH CONFIGURATION content.arabic
    ADD MAPPING FOR hword WITH public.unaccent, arabic_stem;

ALTER TEXT SEARCH CONFIGURATION content.arabic
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.arabic
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.arabic
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.arabic
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.arabic
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.arabic OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION arabic; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.arabic IS 'Words of content: pg_catalog.arabic without accents.';

--
-- Name: armenian; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.armenian (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.armenian
    ADD MAPPING FOR asciiword WITH armenian_stem;

ALTER TEXT SEARCH CONFIGURATION content.armenian
    ADD MAPPING FOR word WITH public.unaccent, armenian_stem;

ALTER TEXT SEARCH CONFIGURATION content.armenian
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.armenian
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.armenian
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.armenian
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.armenian
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.armenian
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.armenian
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.armenian
    ADD MAPPING FOR hword_part WITH public.unaccent, armenian_stem;

ALTER TEXT SEARCH CONFIGURATION content.armenian
    ADD MAPPING FOR hword_asciipart WITH armenian_stem;

ALTER TEXT SEARCH CONFIGURATION content.armenian
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.armenian
    ADD MAPPING FOR asciihword WITH armenian_stem;

ALTER TEXT SEARCH CONFIGURATION content.armenian
    ADD MAPPING FOR hword WITH public.unaccent, armenian_stem;

ALTER TEXT SEARCH CONFIGURATION content.armenian
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.armenian
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.armenian
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.armenian
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.armenian
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.armenian OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION armenian; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.armenian IS 'Words of content: pg_catalog.armenian without accents.';

--
-- Name: basque; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.basque (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.basque
    ADD MAPPING FOR asciiword WITH basque_stem;

ALTER TEXT SEARCH CONFIGURATION content.basque
    ADD MAPPING FOR word WITH public.unaccent, basque_stem;

ALTER TEXT SEARCH CONFIGURATION content.basque
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.basque
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.basque
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.basque
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.basque
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.basque
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.basque
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.basque
    ADD MAPPING FOR hword_part WITH public.unaccent, basque_stem;

ALTER TEXT SEARCH CONFIGURATION content.basque
    ADD MAPPING FOR hword_asciipart WITH basque_stem;

ALTER TEXT SEARCH CONFIGURATION content.basque
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.basque
    ADD MAPPING FOR asciihword WITH basque_stem;

ALTER TEXT SEARCH CONFIGURATION content.basque
    ADD MAPPING FOR hword WITH public.unaccent, basque_stem;

ALTER TEXT SEARCH CONFIGURATION content.basque
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.basque
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.basque
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.basque
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.basque
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.basque OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION basque; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.basque IS 'Words of content: pg_catalog.basque without accents.';

--
-- Name: catalan; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.catalan (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.catalan
    ADD MAPPING FOR asciiword WITH catalan_stem;

ALTER TEXT SEARCH CONFIGURATION content.catalan
    ADD MAPPING FOR word WITH public.unaccent, catalan_stem;

ALTER TEXT SEARCH CONFIGURATION content.catalan
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.catalan
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.catalan
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.catalan
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.catalan
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.catalan
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.catalan
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.catalan
    ADD MAPPING FOR hword_part WITH public.unaccent, catalan_stem;

ALTER TEXT SEARCH CONFIGURATION content.catalan
    ADD MAPPING FOR hword_asciipart WITH catalan_stem;

ALTER TEXT SEARCH CONFIGURATION content.catalan
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.catalan
    ADD MAPPING FOR asciihword WITH catalan_stem;

ALTER TEXT SEARCH CONFIGURATION content.catalan
    ADD MAPPING FOR hword WITH public.unaccent, catalan_stem;

ALTER TEXT SEARCH CONFIGURATION content.catalan
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.catalan
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.catalan
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.catalan
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.catalan
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.catalan OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION catalan; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.catalan IS 'Words of content: pg_catalog.catalan without accents.';

--
-- Name: danish; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.danish (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.danish
    ADD MAPPING FOR asciiword WITH danish_stem;

ALTER TEXT SEARCH CONFIGURATION content.danish
    ADD MAPPING FOR word WITH public.unaccent, danish_stem;

ALTER TEXT SEARCH CONFIGURATION content.danish
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.danish
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.danish
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.danish
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.danish
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.danish
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.danish
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.danish
    ADD MAPPING FOR hword_part WITH public.unaccent, danish_stem;

ALTER TEXT SEARCH CONFIGURATION content.danish
    ADD MAPPING FOR hword_asciipart WITH danish_stem;

ALTER TEXT SEARCH CONFIGURATION content.danish
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.danish
    ADD MAPPING FOR asciihword WITH danish_stem;

ALTER TEXT SEARCH CONFIGURATION content.danish
    ADD MAPPING FOR hword WITH public.unaccent, danish_stem;

ALTER TEXT SEARCH CONFIGURATION content.danish
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.danish
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.danish
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.danish
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.danish
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.danish OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION danish; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.danish IS 'Words of content: pg_catalog.danish without accents.';

--
-- Name: dutch; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.dutch (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.dutch
    ADD MAPPING FOR asciiword WITH dutch_stem;

ALTER TEXT SEARCH CONFIGURATION content.dutch
    ADD MAPPING FOR word WITH public.unaccent, dutch_stem;

ALTER TEXT SEARCH CONFIGURATION content.dutch
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.dutch
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.dutch
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.dutch
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.dutch
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.dutch
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.dutch
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.dutch
    ADD MAPPING FOR hword_part WITH public.unaccent, dutch_stem;

ALTER TEXT SEARCH CONFIGURATION content.dutch
    ADD MAPPING FOR hword_asciipart WITH dutch_stem;

ALTER TEXT SEARCH CONFIGURATION content.dutch
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.dutch
    ADD MAPPING FOR asciihword WITH dutch_stem;

ALTER TEXT SEARCH CONFIGURATION content.dutch
    ADD MAPPING FOR hword WITH public.unaccent, dutch_stem;

ALTER TEXT SEARCH CONFIGURATION content.dutch
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.dutch
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.dutch
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.dutch
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.dutch
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.dutch OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION dutch; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.dutch IS 'Words of content: pg_catalog.dutch without accents.';

--
-- Name: english; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.english (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.english
    ADD MAPPING FOR asciiword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION content.english
    ADD MAPPING FOR word WITH public.unaccent, english_stem;

ALTER TEXT SEARCH CONFIGURATION content.english
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.english
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.english
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.english
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.english
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.english
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.english
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.english
    ADD MAPPING FOR hword_part WITH public.unaccent, english_stem;

ALTER TEXT SEARCH CONFIGURATION content.english
    ADD MAPPING FOR hword_asciipart WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION content.english
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.english
    ADD MAPPING FOR asciihword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION content.english
    ADD MAPPING FOR hword WITH public.unaccent, english_stem;

ALTER TEXT SEARCH CONFIGURATION content.english
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.english
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.english
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.english
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.english
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.english OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION english; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.english IS 'Words of content: pg_catalog.english without accents.';

--
-- Name: finnish; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.finnish (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.finnish
    ADD MAPPING FOR asciiword WITH finnish_stem;

ALTER TEXT SEARCH CONFIGURATION content.finnish
    ADD MAPPING FOR word WITH public.unaccent, finnish_stem;

ALTER TEXT SEARCH CONFIGURATION content.finnish
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.finnish
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.finnish
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.finnish
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.finnish
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.finnish
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.finnish
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.finnish
    ADD MAPPING FOR hword_part WITH public.unaccent, finnish_stem;

ALTER TEXT SEARCH CONFIGURATION content.finnish
    ADD MAPPING FOR hword_asciipart WITH finnish_stem;

ALTER TEXT SEARCH CONFIGURATION content.finnish
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.finnish
    ADD MAPPING FOR asciihword WITH finnish_stem;

ALTER TEXT SEARCH CONFIGURATION content.finnish
    ADD MAPPING FOR hword WITH public.unaccent, finnish_stem;

ALTER TEXT SEARCH CONFIGURATION content.finnish
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.finnish
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.finnish
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.finnish
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.finnish
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.finnish OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION finnish; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.finnish IS 'Words of content: pg_catalog.finnish without accents.';

--
-- Name: french; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.french (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.french
    ADD MAPPING FOR asciiword WITH french_stem;

ALTER TEXT SEARCH CONFIGURATION content.french
    ADD MAPPING FOR word WITH public.unaccent, french_stem;

ALTER TEXT SEARCH CONFIGURATION content.french
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.french
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.french
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.french
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.french
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.french
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.french
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.french
    ADD MAPPING FOR hword_part WITH public.unaccent, french_stem;

ALTER TEXT SEARCH CONFIGURATION content.french
    ADD MAPPING FOR hword_asciipart WITH french_stem;

ALTER TEXT SEARCH CONFIGURATION content.french
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.french
    ADD MAPPING FOR asciihword WITH french_stem;

ALTER TEXT SEARCH CONFIGURATION content.french
    ADD MAPPING FOR hword WITH public.unaccent, french_stem;

ALTER TEXT SEARCH CONFIGURATION content.french
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.french
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.french
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.french
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.french
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.french OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION french; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.french IS 'Words of content: pg_catalog.french without accents.';

--
-- Name: german; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.german (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.german
    ADD MAPPING FOR asciiword WITH german_stem;

ALTER TEXT SEARCH CONFIGURATION content.german
    ADD MAPPING FOR word WITH public.unaccent, german_stem;

ALTER TEXT SEARCH CONFIGURATION content.german
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.german
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.german
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.german
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.german
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.german
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.german
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.german
    ADD MAPPING FOR hword_part WITH public.unaccent, german_stem;

ALTER TEXT SEARCH CONFIGURATION content.german
    ADD MAPPING FOR hword_asciipart WITH german_stem;

ALTER TEXT SEARCH CONFIGURATION content.german
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.german
    ADD MAPPING FOR asciihword WITH german_stem;

ALTER TEXT SEARCH CONFIGURATION content.german
    ADD MAPPING FOR hword WITH public.unaccent, german_stem;

ALTER TEXT SEARCH CONFIGURATION content.german
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.german
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.german
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.german
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.german
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.german OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION german; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.german IS 'Words of content: pg_catalog.german without accents.';

--
-- Name: greek; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.greek (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.greek
    ADD MAPPING FOR asciiword WITH greek_stem;

ALTER TEXT SEARCH CONFIGURATION content.greek
    ADD MAPPING FOR word WITH public.unaccent, greek_stem;

ALTER TEXT SEARCH CONFIGURATION content.greek
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.greek
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.greek
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.greek
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.greek
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.greek
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.greek
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.greek
    ADD MAPPING FOR hword_part WITH public.unaccent, greek_stem;

ALTER TEXT SEARCH CONFIGURATION content.greek
    ADD MAPPING FOR hword_asciipart WITH greek_stem;

ALTER TEXT SEARCH CONFIGURATION content.greek
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.greek
    ADD MAPPING FOR asciihword WITH greek_stem;

ALTER TEXT SEARCH CONFIGURATION content.greek
    ADD MAPPING FOR hword WITH public.unaccent, greek_stem;

ALTER TEXT SEARCH CONFIGURATION content.greek
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.greek
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.greek
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.greek
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.greek
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.greek OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION greek; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.greek IS 'Words of content: pg_catalog.greek without accents.';

--
-- Name: hindi; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.hindi (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.hindi
    ADD MAPPING FOR asciiword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION content.hindi
    ADD MAPPING FOR word WITH public.unaccent, hindi_stem;

ALTER TEXT SEARCH CONFIGURATION content.hindi
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.hindi
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hindi
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hindi
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hindi
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hindi
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hindi
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hindi
    ADD MAPPING FOR hword_part WITH public.unaccent, hindi_stem;

ALTER TEXT SEARCH CONFIGURATION content.hindi
    ADD MAPPING FOR hword_asciipart WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION content.hindi
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.hindi
    ADD MAPPING FOR asciihword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION content.hindi
    ADD MAPPING FOR hword WITH public.unaccent, hindi_stem;

ALTER TEXT SEARCH CONFIGURATION content.hindi
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hindi
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hindi
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hindi
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hindi
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hindi OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION hindi; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.hindi IS 'Words of content: pg_catalog.hindi without accents.';

--
-- Name: hungarian; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.hungarian (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.hungarian
    ADD MAPPING FOR asciiword WITH hungarian_stem;

ALTER TEXT SEARCH CONFIGURATION content.hungarian
    ADD MAPPING FOR word WITH public.unaccent, hungarian_stem;

ALTER TEXT SEARCH CONFIGURATION content.hungarian
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.hungarian
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hungarian
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hungarian
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hungarian
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hungarian
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hungarian
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hungarian
    ADD MAPPING FOR hword_part WITH public.unaccent, hungarian_stem;

ALTER TEXT SEARCH CONFIGURATION content.hungarian
    ADD MAPPING FOR hword_asciipart WITH hungarian_stem;

ALTER TEXT SEARCH CONFIGURATION content.hungarian
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.hungarian
    ADD MAPPING FOR asciihword WITH hungarian_stem;

ALTER TEXT SEARCH CONFIGURATION content.hungarian
    ADD MAPPING FOR hword WITH public.unaccent, hungarian_stem;

ALTER TEXT SEARCH CONFIGURATION content.hungarian
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hungarian
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hungarian
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hungarian
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hungarian
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.hungarian OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION hungarian; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.hungarian IS 'Words of content: pg_catalog.hungarian without accents.';

--
-- Name: indonesian; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.indonesian (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.indonesian
    ADD MAPPING FOR asciiword WITH indonesian_stem;

ALTER TEXT SEARCH CONFIGURATION content.indonesian
    ADD MAPPING FOR word WITH public.unaccent, indonesian_stem;

ALTER TEXT SEARCH CONFIGURATION content.indonesian
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.indonesian
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.indonesian
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.indonesian
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.indonesian
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.indonesian
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.indonesian
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.indonesian
    ADD MAPPING FOR hword_part WITH public.unaccent, indonesian_stem;

ALTER TEXT SEARCH CONFIGURATION content.indonesian
    ADD MAPPING FOR hword_asciipart WITH indonesian_stem;

ALTER TEXT SEARCH CONFIGURATION content.indonesian
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.indonesian
    ADD MAPPING FOR asciihword WITH indonesian_stem;

ALTER TEXT SEARCH CONFIGURATION content.indonesian
    ADD MAPPING FOR hword WITH public.unaccent, indonesian_stem;

ALTER TEXT SEARCH CONFIGURATION content.indonesian
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.indonesian
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.indonesian
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.indonesian
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.indonesian
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.indonesian OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION indonesian; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.indonesian IS 'Words of content: pg_catalog.indonesian without accents.';

--
-- Name: irish; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.irish (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.irish
    ADD MAPPING FOR asciiword WITH irish_stem;

ALTER TEXT SEARCH CONFIGURATION content.irish
    ADD MAPPING FOR word WITH public.unaccent, irish_stem;

ALTER TEXT SEARCH CONFIGURATION content.irish
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.irish
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.irish
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.irish
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.irish
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.irish
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.irish
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.irish
    ADD MAPPING FOR hword_part WITH public.unaccent, irish_stem;

ALTER TEXT SEARCH CONFIGURATION content.irish
    ADD MAPPING FOR hword_asciipart WITH irish_stem;

ALTER TEXT SEARCH CONFIGURATION content.irish
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.irish
    ADD MAPPING FOR asciihword WITH irish_stem;

ALTER TEXT SEARCH CONFIGURATION content.irish
    ADD MAPPING FOR hword WITH public.unaccent, irish_stem;

ALTER TEXT SEARCH CONFIGURATION content.irish
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.irish
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.irish
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.irish
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.irish
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.irish OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION irish; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.irish IS 'Words of content: pg_catalog.irish without accents.';

--
-- Name: italian; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.italian (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.italian
    ADD MAPPING FOR asciiword WITH italian_stem;

ALTER TEXT SEARCH CONFIGURATION content.italian
    ADD MAPPING FOR word WITH public.unaccent, italian_stem;

ALTER TEXT SEARCH CONFIGURATION content.italian
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.italian
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.italian
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.italian
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.italian
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.italian
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.italian
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.italian
    ADD MAPPING FOR hword_part WITH public.unaccent, italian_stem;

ALTER TEXT SEARCH CONFIGURATION content.italian
    ADD MAPPING FOR hword_asciipart WITH italian_stem;

ALTER TEXT SEARCH CONFIGURATION content.italian
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.italian
    ADD MAPPING FOR asciihword WITH italian_stem;

ALTER TEXT SEARCH CONFIGURATION content.italian
    ADD MAPPING FOR hword WITH public.unaccent, italian_stem;

ALTER TEXT SEARCH CONFIGURATION content.italian
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.italian
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.italian
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.italian
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.italian
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.italian OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION italian; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.italian IS 'Words of content: pg_catalog.italian without accents.';

--
-- Name: lithuanian; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.lithuanian (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.lithuanian
    ADD MAPPING FOR asciiword WITH lithuanian_stem;

ALTER TEXT SEARCH CONFIGURATION content.lithuanian
    ADD MAPPING FOR word WITH public.unaccent, lithuanian_stem;

ALTER TEXT SEARCH CONFIGURATION content.lithuanian
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.lithuanian
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.lithuanian
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.lithuanian
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.lithuanian
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.lithuanian
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.lithuanian
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.lithuanian
    ADD MAPPING FOR hword_part WITH public.unaccent, lithuanian_stem;

ALTER TEXT SEARCH CONFIGURATION content.lithuanian
    ADD MAPPING FOR hword_asciipart WITH lithuanian_stem;

ALTER TEXT SEARCH CONFIGURATION content.lithuanian
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.lithuanian
    ADD MAPPING FOR asciihword WITH lithuanian_stem;

ALTER TEXT SEARCH CONFIGURATION content.lithuanian
    ADD MAPPING FOR hword WITH public.unaccent, lithuanian_stem;

ALTER TEXT SEARCH CONFIGURATION content.lithuanian
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.lithuanian
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.lithuanian
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.lithuanian
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.lithuanian
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.lithuanian OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION lithuanian; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.lithuanian IS 'Words of content: pg_catalog.lithuanian without accents.';

--
-- Name: nepali; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.nepali (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.nepali
    ADD MAPPING FOR asciiword WITH nepali_stem;

ALTER TEXT SEARCH CONFIGURATION content.nepali
    ADD MAPPING FOR word WITH public.unaccent, nepali_stem;

ALTER TEXT SEARCH CONFIGURATION content.nepali
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.nepali
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.nepali
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.nepali
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.nepali
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.nepali
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.nepali
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.nepali
    ADD MAPPING FOR hword_part WITH public.unaccent, nepali_stem;

ALTER TEXT SEARCH CONFIGURATION content.nepali
    ADD MAPPING FOR hword_asciipart WITH nepali_stem;

ALTER TEXT SEARCH CONFIGURATION content.nepali
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.nepali
    ADD MAPPING FOR asciihword WITH nepali_stem;

ALTER TEXT SEARCH CONFIGURATION content.nepali
    ADD MAPPING FOR hword WITH public.unaccent, nepali_stem;

ALTER TEXT SEARCH CONFIGURATION content.nepali
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.nepali
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.nepali
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.nepali
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.nepali
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.nepali OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION nepali; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.nepali IS 'Words of content: pg_catalog.nepali without accents.';

--
-- Name: norwegian; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.norwegian (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.norwegian
    ADD MAPPING FOR asciiword WITH norwegian_stem;

ALTER TEXT SEARCH CONFIGURATION content.norwegian
    ADD MAPPING FOR word WITH public.unaccent, norwegian_stem;

ALTER TEXT SEARCH CONFIGURATION content.norwegian
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.norwegian
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.norwegian
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.norwegian
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.norwegian
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.norwegian
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.norwegian
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.norwegian
    ADD MAPPING FOR hword_part WITH public.unaccent, norwegian_stem;

ALTER TEXT SEARCH CONFIGURATION content.norwegian
    ADD MAPPING FOR hword_asciipart WITH norwegian_stem;

ALTER TEXT SEARCH CONFIGURATION content.norwegian
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.norwegian
    ADD MAPPING FOR asciihword WITH norwegian_stem;

ALTER TEXT SEARCH CONFIGURATION content.norwegian
    ADD MAPPING FOR hword WITH public.unaccent, norwegian_stem;

ALTER TEXT SEARCH CONFIGURATION content.norwegian
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.norwegian
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.norwegian
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.norwegian
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.norwegian
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.norwegian OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION norwegian; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.norwegian IS 'Words of content: pg_catalog.norwegian without accents.';

--
-- Name: portuguese; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.portuguese (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.portuguese
    ADD MAPPING FOR asciiword WITH portuguese_stem;

ALTER TEXT SEARCH CONFIGURATION content.portuguese
    ADD MAPPING FOR word WITH public.unaccent, portuguese_stem;

ALTER TEXT SEARCH CONFIGURATION content.portuguese
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.portuguese
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.portuguese
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.portuguese
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.portuguese
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.portuguese
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.portuguese
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.portuguese
    ADD MAPPING FOR hword_part WITH public.unaccent, portuguese_stem;

ALTER TEXT SEARCH CONFIGURATION content.portuguese
    ADD MAPPING FOR hword_asciipart WITH portuguese_stem;

ALTER TEXT SEARCH CONFIGURATION content.portuguese
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.portuguese
    ADD MAPPING FOR asciihword WITH portuguese_stem;

ALTER TEXT SEARCH CONFIGURATION content.portuguese
    ADD MAPPING FOR hword WITH public.unaccent, portuguese_stem;

ALTER TEXT SEARCH CONFIGURATION content.portuguese
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.portuguese
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.portuguese
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.portuguese
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.portuguese
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.portuguese OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION portuguese; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.portuguese IS 'Words of content: pg_catalog.portuguese without accents.';

--
-- Name: romanian; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.romanian (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.romanian
    ADD MAPPING FOR asciiword WITH romanian_stem;

ALTER TEXT SEARCH CONFIGURATION content.romanian
    ADD MAPPING FOR word WITH public.unaccent, romanian_stem;

ALTER TEXT SEARCH CONFIGURATION content.romanian
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.romanian
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.romanian
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.romanian
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.romanian
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.romanian
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.romanian
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.romanian
    ADD MAPPING FOR hword_part WITH public.unaccent, romanian_stem;

ALTER TEXT SEARCH CONFIGURATION content.romanian
    ADD MAPPING FOR hword_asciipart WITH romanian_stem;

ALTER TEXT SEARCH CONFIGURATION content.romanian
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.romanian
    ADD MAPPING FOR asciihword WITH romanian_stem;

ALTER TEXT SEARCH CONFIGURATION content.romanian
    ADD MAPPING FOR hword WITH public.unaccent, romanian_stem;

ALTER TEXT SEARCH CONFIGURATION content.romanian
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.romanian
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.romanian
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.romanian
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.romanian
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.romanian OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION romanian; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.romanian IS 'Words of content: pg_catalog.romanian without accents.';

--
-- Name: russian; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.russian (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.russian
    ADD MAPPING FOR asciiword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION content.russian
    ADD MAPPING FOR word WITH public.unaccent, russian_stem;

ALTER TEXT SEARCH CONFIGURATION content.russian
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.russian
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.russian
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.russian
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.russian
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.russian
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.russian
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.russian
    ADD MAPPING FOR hword_part WITH public.unaccent, russian_stem;

ALTER TEXT SEARCH CONFIGURATION content.russian
    ADD MAPPING FOR hword_asciipart WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION content.russian
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.russian
    ADD MAPPING FOR asciihword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION content.russian
    ADD MAPPING FOR hword WITH public.unaccent, russian_stem;

ALTER TEXT SEARCH CONFIGURATION content.russian
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.russian
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.russian
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.russian
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.russian
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.russian OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION russian; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.russian IS 'Words of content: pg_catalog.russian without accents.';

--
-- Name: serbian; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.serbian (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.serbian
    ADD MAPPING FOR asciiword WITH serbian_stem;

ALTER TEXT SEARCH CONFIGURATION content.serbian
    ADD MAPPING FOR word WITH public.unaccent, serbian_stem;

ALTER TEXT SEARCH CONFIGURATION content.serbian
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.serbian
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.serbian
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.serbian
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.serbian
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.serbian
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.serbian
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.serbian
    ADD MAPPING FOR hword_part WITH public.unaccent, serbian_stem;

ALTER TEXT SEARCH CONFIGURATION content.serbian
    ADD MAPPING FOR hword_asciipart WITH serbian_stem;

ALTER TEXT SEARCH CONFIGURATION content.serbian
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.serbian
    ADD MAPPING FOR asciihword WITH serbian_stem;

ALTER TEXT SEARCH CONFIGURATION content.serbian
    ADD MAPPING FOR hword WITH public.unaccent, serbian_stem;

ALTER TEXT SEARCH CONFIGURATION content.serbian
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.serbian
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.serbian
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.serbian
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.serbian
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.serbian OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION serbian; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.serbian IS 'Words of content: pg_catalog.serbian without accents.';

--
-- Name: simple; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.simple (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.simple
    ADD MAPPING FOR asciiword WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.simple
    ADD MAPPING FOR word WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.simple
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.simple
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.simple
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.simple
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.simple
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.simple
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.simple
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.simple
    ADD MAPPING FOR hword_part WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.simple
    ADD MAPPING FOR hword_asciipart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.simple
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.simple
    ADD MAPPING FOR asciihword WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.simple
    ADD MAPPING FOR hword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.simple
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.simple
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.simple
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.simple
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.simple
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.simple OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION simple; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.simple IS 'Words of content: pg_catalog.simple without accents.';

--
-- Name: spanish; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.spanish (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.spanish
    ADD MAPPING FOR asciiword WITH spanish_stem;

ALTER TEXT SEARCH CONFIGURATION content.spanish
    ADD MAPPING FOR word WITH public.unaccent, spanish_stem;

ALTER TEXT SEARCH CONFIGURATION content.spanish
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.spanish
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.spanish
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.spanish
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.spanish
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.spanish
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.spanish
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.spanish
    ADD MAPPING FOR hword_part WITH public.unaccent, spanish_stem;

ALTER TEXT SEARCH CONFIGURATION content.spanish
    ADD MAPPING FOR hword_asciipart WITH spanish_stem;

ALTER TEXT SEARCH CONFIGURATION content.spanish
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.spanish
    ADD MAPPING FOR asciihword WITH spanish_stem;

ALTER TEXT SEARCH CONFIGURATION content.spanish
    ADD MAPPING FOR hword WITH public.unaccent, spanish_stem;

ALTER TEXT SEARCH CONFIGURATION content.spanish
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.spanish
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.spanish
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.spanish
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.spanish
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.spanish OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION spanish; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.spanish IS 'Words of content: pg_catalog.spanish without accents.';

--
-- Name: swedish; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.swedish (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.swedish
    ADD MAPPING FOR asciiword WITH swedish_stem;

ALTER TEXT SEARCH CONFIGURATION content.swedish
    ADD MAPPING FOR word WITH public.unaccent, swedish_stem;

ALTER TEXT SEARCH CONFIGURATION content.swedish
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.swedish
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.swedish
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.swedish
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.swedish
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.swedish
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.swedish
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.swedish
    ADD MAPPING FOR hword_part WITH public.unaccent, swedish_stem;

ALTER TEXT SEARCH CONFIGURATION content.swedish
    ADD MAPPING FOR hword_asciipart WITH swedish_stem;

ALTER TEXT SEARCH CONFIGURATION content.swedish
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.swedish
    ADD MAPPING FOR asciihword WITH swedish_stem;

ALTER TEXT SEARCH CONFIGURATION content.swedish
    ADD MAPPING FOR hword WITH public.unaccent, swedish_stem;

ALTER TEXT SEARCH CONFIGURATION content.swedish
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.swedish
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.swedish
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.swedish
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.swedish
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.swedish OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION swedish; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.swedish IS 'Words of content: pg_catalog.swedish without accents.';

--
-- Name: tamil; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.tamil (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.tamil
    ADD MAPPING FOR asciiword WITH tamil_stem;

ALTER TEXT SEARCH CONFIGURATION content.tamil
    ADD MAPPING FOR word WITH public.unaccent, tamil_stem;

ALTER TEXT SEARCH CONFIGURATION content.tamil
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.tamil
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.tamil
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.tamil
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.tamil
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.tamil
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.tamil
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.tamil
    ADD MAPPING FOR hword_part WITH public.unaccent, tamil_stem;

ALTER TEXT SEARCH CONFIGURATION content.tamil
    ADD MAPPING FOR hword_asciipart WITH tamil_stem;

ALTER TEXT SEARCH CONFIGURATION content.tamil
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.tamil
    ADD MAPPING FOR asciihword WITH tamil_stem;

ALTER TEXT SEARCH CONFIGURATION content.tamil
    ADD MAPPING FOR hword WITH public.unaccent, tamil_stem;

ALTER TEXT SEARCH CONFIGURATION content.tamil
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.tamil
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.tamil
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.tamil
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.tamil
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.tamil OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION tamil; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.tamil IS 'Words of content: pg_catalog.tamil without accents.';

--
-- Name: turkish; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.turkish (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.turkish
    ADD MAPPING FOR asciiword WITH turkish_stem;

ALTER TEXT SEARCH CONFIGURATION content.turkish
    ADD MAPPING FOR word WITH public.unaccent, turkish_stem;

ALTER TEXT SEARCH CONFIGURATION content.turkish
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.turkish
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.turkish
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.turkish
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.turkish
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.turkish
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.turkish
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.turkish
    ADD MAPPING FOR hword_part WITH public.unaccent, turkish_stem;

ALTER TEXT SEARCH CONFIGURATION content.turkish
    ADD MAPPING FOR hword_asciipart WITH turkish_stem;

ALTER TEXT SEARCH CONFIGURATION content.turkish
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.turkish
    ADD MAPPING FOR asciihword WITH turkish_stem;

ALTER TEXT SEARCH CONFIGURATION content.turkish
    ADD MAPPING FOR hword WITH public.unaccent, turkish_stem;

ALTER TEXT SEARCH CONFIGURATION content.turkish
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.turkish
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.turkish
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.turkish
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.turkish
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.turkish OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION turkish; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.turkish IS 'Words of content: pg_catalog.turkish without accents.';

--
-- Name: yiddish; Type: TEXT SEARCH CONFIGURATION; Schema: content; Owner: aquascene_owner
--

CREATE TEXT SEARCH CONFIGURATION content.yiddish (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION content.yiddish
    ADD MAPPING FOR asciiword WITH yiddish_stem;

ALTER TEXT SEARCH CONFIGURATION content.yiddish
    ADD MAPPING FOR word WITH public.unaccent, yiddish_stem;

ALTER TEXT SEARCH CONFIGURATION content.yiddish
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.yiddish
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.yiddish
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.yiddish
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.yiddish
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.yiddish
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.yiddish
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.yiddish
    ADD MAPPING FOR hword_part WITH public.unaccent, yiddish_stem;

ALTER TEXT SEARCH CONFIGURATION content.yiddish
    ADD MAPPING FOR hword_asciipart WITH yiddish_stem;

ALTER TEXT SEARCH CONFIGURATION content.yiddish
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION content.yiddish
    ADD MAPPING FOR asciihword WITH yiddish_stem;

ALTER TEXT SEARCH CONFIGURATION content.yiddish
    ADD MAPPING FOR hword WITH public.unaccent, yiddish_stem;

ALTER TEXT SEARCH CONFIGURATION content.yiddish
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.yiddish
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.yiddish
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.yiddish
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.yiddish
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION content.yiddish OWNER TO aquascene_owner;

--
-- Name: TEXT SEARCH CONFIGURATION yiddish; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TEXT SEARCH CONFIGURATION content.yiddish IS 'Words of content: pg_catalog.yiddish without accents.';

--
-- Name: search_config(text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.search_config(language text) RETURNS regconfig
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT
         CASE language
             WHEN 'ar'::text THEN 'content.arabic'::regconfig
             WHEN 'ca'::text THEN 'content.catalan'::regconfig
             WHEN 'da'::text THEN 'content.danish'::regconfig
             WHEN 'de'::text THEN 'content.german'::regconfig
             WHEN 'el'::text THEN 'content.greek'::regconfig
             WHEN 'en'::text THEN 'content.english'::regconfig
             WHEN 'es'::text THEN 'content.spanish'::regconfig
             WHEN 'eu'::text THEN 'content.basque'::regconfig
             WHEN 'fi'::text THEN 'content.finnish'::regconfig
             WHEN 'fr'::text THEN 'content.french'::regconfig
             WHEN 'ga'::text THEN 'content.irish'::regconfig
             WHEN 'hi'::text THEN 'content.hindi'::regconfig
             WHEN 'hu'::text THEN 'content.hungarian'::regconfig
             WHEN 'hy'::text THEN 'content.armenian'::regconfig
             WHEN 'id'::text THEN 'content.indonesian'::regconfig
             WHEN 'it'::text THEN 'content.italian'::regconfig
             WHEN 'lt'::text THEN 'content.lithuanian'::regconfig
             WHEN 'ne'::text THEN 'content.nepali'::regconfig
             WHEN 'nl'::text THEN 'content.dutch'::regconfig
             WHEN 'no'::text THEN 'content.norwegian'::regconfig
             WHEN 'pt'::text THEN 'content.portuguese'::regconfig
             WHEN 'ro'::text THEN 'content.romanian'::regconfig
             WHEN 'ru'::text THEN 'content.russian'::regconfig
             WHEN 'sr'::text THEN 'content.serbian'::regconfig
             WHEN 'sv'::text THEN 'content.swedish'::regconfig
             WHEN 'ta'::text THEN 'content.tamil'::regconfig
             WHEN 'tr'::text THEN 'content.turkish'::regconfig
             WHEN 'yi'::text THEN 'content.yiddish'::regconfig
             ELSE 'content.simple'::regconfig
         END AS "case";
END;

ALTER FUNCTION content.search_config(language text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION search_config(language text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.search_config(language text) IS 'Returns the text search configuration for a language, content.simple when there is none. All of
them leave accents out.

language: ISO 639-1 code. Errors: none.';

--
-- Name: search_facets(text, text, text, text, text, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.search_facets(query text DEFAULT NULL::text, content_type text DEFAULT NULL::text, category text DEFAULT NULL::text, tag text DEFAULT NULL::text, language text DEFAULT NULL::text, published_from timestamp with time zone DEFAULT NULL::timestamp with time zone, published_to timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS TABLE(facet text, value text, count bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    SET max_parallel_workers_per_gather TO '0'
    SET work_mem TO '32MB'
    AS $$
declare
    _query      constant text := (
        case when search_facets.query ~ '\S' then search_facets.query end);
    _categories constant text[] := content._category_branch(search_facets.category);
    _newest     constant integer := ops.setting('content.search_facet_articles')::integer;
begin
    return query
    with matched as materialized (
        select m.content_type, m.categories, m.tags, m.language, m.published_at
          from content._search_queries(_query, search_facets.language) as q
         cross join lateral (
             select c.status, c.content_type, c.categories, c.tags, c.language, c.published_at
               from content.generated_content as c
              where c.search @@ q.words
             offset 0) as m
         where m.status = 'published' and m.language = any (q.languages)
           and content._is_wanted(m.content_type, m.categories, m.tags, m.language,
                                  m.published_at, search_facets.content_type, _categories,
                                  search_facets.tag, search_facets.language,
                                  search_facets.published_from, search_facets.published_to)
        union all
        (select c.content_type, c.categories, c.tags, c.language, c.published_at
           from content.generated_content as c
          where _query is null and c.status = 'published'
            and content._is_wanted(c.content_type, c.categories, c.tags, c.language,
                                   c.published_at, search_facets.content_type, _categories,
                                   search_facets.tag, search_facets.language,
                                   search_facets.published_from, search_facets.published_to)
          order by c.published_at desc
          limit _newest)
    ), counted as (
        select 'type' as facet, m.content_type::text as value, count(*) as count
          from matched as m group by m.content_type
        union all
        select 'category', v.value, count(*)
          from matched as m cross join lateral unnest(m.categories) as v (value) group by v.value
        union all
        select 'tag', v.value, count(*)
          from matched as m cross join lateral unnest(m.tags) as v (value) group by v.value
        union all
        select 'language', m.language, count(*) from matched as m group by m.language
        union all
        select 'month', to_char(v.month, 'YYYY-MM'), v.count
          from (select date_trunc('month', m.published_at, 'UTC') at time zone 'UTC' as month,
                       count(*) as count
                  from matched as m group by 1) as v
    ), placed as (
        select c.*, row_number() over (partition by c.facet
                                       order by c.count desc, c.value collate "C") as place
          from counted as c
         where c.value is not null
    )
    select p.facet, p.value, p.count
      from placed as p
     where p.place <= 100
     order by array_position(array['type', 'category', 'tag', 'language', 'month'], p.facet),
              p.count desc, p.value collate "C";
end;
$$;

ALTER FUNCTION content.search_facets(query text, content_type text, category text, tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone) OWNER TO aquascene_owner;

--
-- Name: FUNCTION search_facets(query text, content_type text, category text, tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.search_facets(query text, content_type text, category text, tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone) IS 'Returns how many published articles fit a query, by type, category, tag, language and month of
publication (2026-11, UTC); the 100 most frequent values of each, most frequent first.

Parameters: see content.search. All matches are counted that have the words, also those that
content.search is bounded not to rank, and none when only titles read alike. Without a
query, as many of the newest articles that pass the filters are counted as the setting
content.search_facet_articles says. Errors: none.';

--
-- Name: seo_report(uuid); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.seo_report(content_id uuid) RETURNS TABLE("check" text, passed boolean, weight numeric, advice text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select c.check_name, c.passed, c.weight, c.advice
      from content._found_content(seo_report.content_id) as d
     cross join lateral content._seo_checks(
               d.title, coalesce(nullif(d.excerpt, ''), d.summary), d.content, d.slug,
               content._seo_keyword(d.focus_keyword, d.tags, d.title, d.content, d.language),
               d.language) as c;
$$;

ALTER FUNCTION content.seo_report(content_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION seo_report(content_id uuid); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.seo_report(content_id uuid) IS 'Explains the seo_score of content: each check, whether it is passed, its weight, and what was
found and is to be done. seo_score is the weight of what is passed, divided by the weight of all.

content_id: any content. The keyword is its focus_keyword; else its first tag; else the word of its
title that its text has most often. Title of 20–70 characters: weight 1. Description, which is the
excerpt or else the summary, of 70–160: 1. Keyword in the title: 1.5, within the first 100 words: 1,
in a heading: 1, 0.5–3 % of the words: 1. A heading for each 300 words: 1. Links, up to one in 30
words: 0.5. No image without an alt text: 0.5. 300 words: 1. A slug of up to 75 characters that has
the keyword: 0.5. Markdown and HTML are understood. Errors: P0002 no such content.';

--
-- Name: set_alt_text(uuid, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.set_alt_text(asset_id uuid, alt_text text) RETURNS content.content_assets
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _asset content.content_assets;
begin
    perform admin.require('content.write');
    update content.content_assets as a
       set alt_text = content._tidy_line(set_alt_text.alt_text)
     where a.id = set_alt_text.asset_id
    returning a.* into _asset;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no asset %s', coalesce(set_alt_text.asset_id::text, 'null')),
            hint    = 'select id, filename from content.content_assets lists them.';
    end if;
    return _asset;
end;
$$;

ALTER FUNCTION content.set_alt_text(asset_id uuid, alt_text text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION set_alt_text(asset_id uuid, alt_text text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.set_alt_text(asset_id uuid, alt_text text) IS 'Says what an asset shows, for who cannot see it, and returns its row.

alt_text: kept as one line; null or nothing but blanks takes it away. Needs the permission
content.write. Errors: 28000, 42501 see admin.require; P0002 no such asset; 55000 it would be taken
from a picture in scheduled or published content. Writes: content.content_assets (audited).';

--
-- Name: set_asset_active(uuid, boolean); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.set_asset_active(asset_id uuid, is_active boolean) RETURNS content.content_assets
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _asset content.content_assets;
begin
    perform admin.require('content.write');
    update content.content_assets as a
       set is_active = set_asset_active.is_active
     where a.id = set_asset_active.asset_id
    returning a.* into _asset;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no asset %s', coalesce(set_asset_active.asset_id::text, 'null')),
            hint    = 'select id, filename from content.content_assets lists them.';
    end if;
    return _asset;
end;
$$;

ALTER FUNCTION content.set_asset_active(asset_id uuid, is_active boolean) OWNER TO aquascene_owner;

--
-- Name: FUNCTION set_asset_active(asset_id uuid, is_active boolean); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.set_asset_active(asset_id uuid, is_active boolean) IS 'Takes an asset out of use, or back into it, and returns its row. What it is attached to keeps it.

is_active: whether it may be attached. Needs the permission content.write.
Errors: 28000, 42501 see admin.require; P0002 no such asset; 23502 is_active is null.
Writes: content.content_assets (audited).';

--
-- Name: similarity(text, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.similarity(first text, second text) RETURNS numeric
    LANGUAGE sql IMMUTABLE STRICT SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select o.jaccard
      from content._overlap(content._shingles(content.normalize_text(similarity.first)),
                            content._shingles(content.normalize_text(similarity.second))) as o;
$$;

ALTER FUNCTION content.similarity(first text, second text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION similarity(first text, second text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.similarity(first text, second text) IS 'Returns how alike two texts are, from 0 to 1: the Jaccard index of their runs of three words,
after content.normalize_text.

first, second: texts, looked at up to 100,000 characters; null gives null. Errors: none.';

--
-- Name: submit(uuid); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.submit(content_id uuid) RETURNS content.generated_content
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform admin.require('content.write');
    return content._move(submit.content_id, 'submit');
end;
$$;

ALTER FUNCTION content.submit(content_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION submit(content_id uuid); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.submit(content_id uuid) IS 'Sends a draft to review and returns its row.

content_id: a draft, or one that needs revision. Needs the permission content.write.
Errors: 28000, 42501 see admin.require; P0002 no such content; 55000 wrong status.';

--
-- Name: summarize(text, integer, text); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.summarize(body text, sentences integer DEFAULT 3, language text DEFAULT 'en'::text) RETURNS text
    LANGUAGE sql IMMUTABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $_$
    with sentence as (
        -- An article has 10,000 characters; what is longer is summarized by how it begins.
        select s.place, s.text, length(s.text) > 650 as is_overlong,
               left(s.text, 650) as beginning
          from content._sentences(left(summarize.body, 300000)) as s
    ), word as (
        select s.place, w.lexeme
          from sentence as s
         cross join lateral unnest(to_tsvector(content.search_config(summarize.language),
                                               s.beginning)) as w
         union
        -- Han and kana are written without spaces: every two neighbours count as a word.
        select s.place, c.pair
          from sentence as s
         cross join lateral (
                   select c.letter || lead(c.letter) over (order by c.place)
                     from string_to_table(s.beginning, null) with ordinality as c (letter, place)
               ) as c (pair)
         where s.beginning ~ '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2}'
           and c.pair ~ '^[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2}$'
    ), frequency as (
        select w.lexeme, count(*)::numeric as sentences
          from word as w
         group by w.lexeme
    ), scored as (
        -- Frequent words make a sentence central; the root keeps long sentences from winning by
        -- length alone, and headings and fragments (fewer than four words) come last.
        select w.place, count(*) >= 4 as is_sentence, sum(f.sentences) / sqrt(count(*)) as score
          from word as w
          join frequency as f using (lexeme)
         group by w.place
    ), chosen as (
        select s.place,
               case when s.is_overlong then btrim(s.beginning) || '…' else s.text end as text
          from scored as c
          join sentence as s using (place)
         order by (c.is_sentence and not s.is_overlong) desc, c.score desc, c.place
         limit greatest(summarize.sentences, 0)
    )
    -- No space after a Chinese or Japanese full stop.
    select rtrim(string_agg(c.text || case when c.text ~ '[。！？｡][」』”’）】]*$' then ''
                                           else ' ' end, '' order by c.place))
      from chosen as c;
$_$;

ALTER FUNCTION content.summarize(body text, sentences integer, language text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION summarize(body text, sentences integer, language text); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.summarize(body text, sentences integer, language text) IS 'Returns the most central sentences of a text, in their order; null when there are none.

body: the text; of one longer than 300,000 characters, that many are read. sentences: how many at
most; one longer than 650 characters comes last and is cut. language: ISO 639-1, for its stop words
and stems. Formula: sum over a sentence''s words of the number of sentences that hold the word,
divided by the square root of the word count (extractive summary after Luhn, 1958). Errors: none.';

--
-- Name: unknown_categories(uuid); Type: FUNCTION; Schema: content; Owner: aquascene_owner
--

CREATE FUNCTION content.unknown_categories(content_id uuid) RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select u.slug
      from content.generated_content as g
     cross join lateral unnest(g.categories) with ordinality as u (slug, place)
     where g.id = unknown_categories.content_id
       and u.slug is not null
       and not exists (
           select from content.content_categories as c where c.slug = u.slug and c.is_active)
     group by u.slug
     order by min(u.place);
$$;

ALTER FUNCTION content.unknown_categories(content_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION unknown_categories(content_id uuid); Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON FUNCTION content.unknown_categories(content_id uuid) IS 'Returns the categories that a content names and nobody can choose: they are not in
content.content_categories, or not active.

Drafts may name what they like, for a worker''s guess must not cost a draft; what is not known counts
nowhere. content_id: the draft. Errors: none.';

--
-- Name: newsletter_issues; Type: TABLE; Schema: newsletter; Owner: aquascene_owner
--

CREATE TABLE newsletter.newsletter_issues (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    issue_number integer,
    template_type character varying(50) NOT NULL,
    subject_line text NOT NULL,
    preview_text text,
    content_ids uuid[] NOT NULL,
    personalization_data jsonb DEFAULT '{}'::jsonb NOT NULL,
    design_template character varying(100),
    scheduled_for timestamp with time zone,
    sent_at timestamp with time zone,
    status character varying(20) DEFAULT 'draft'::character varying NOT NULL,
    recipient_count integer DEFAULT 0 NOT NULL,
    metrics jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    approved_by uuid,
    approved_at timestamp with time zone,
    issue_date date,
    CONSTRAINT newsletter_issues_issue_number_is_positive CHECK ((issue_number >= 1)),
    CONSTRAINT newsletter_issues_metrics_is_an_object CHECK ((jsonb_typeof(metrics) = 'object'::text)),
    CONSTRAINT newsletter_issues_personalization_data_is_an_object CHECK ((jsonb_typeof(personalization_data) = 'object'::text)),
    CONSTRAINT newsletter_issues_recipient_count_is_a_count CHECK ((recipient_count >= 0)),
    CONSTRAINT newsletter_issues_scheduled_has_scheduled_for CHECK ((((status)::text <> 'scheduled'::text) OR (scheduled_for IS NOT NULL))),
    CONSTRAINT newsletter_issues_sent_has_sent_at CHECK ((((status)::text <> 'sent'::text) OR (sent_at IS NOT NULL))),
    CONSTRAINT newsletter_issues_status_is_known CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'review'::character varying, 'approved'::character varying, 'scheduled'::character varying, 'sending'::character varying, 'sent'::character varying, 'failed'::character varying])::text[]))),
    CONSTRAINT newsletter_issues_template_type_is_known CHECK (((template_type)::text = ANY ((ARRAY['weekly-digest'::character varying, 'announcement'::character varying, 'how-to-guide'::character varying, 'community-showcase'::character varying])::text[])))
);

ALTER TABLE newsletter.newsletter_issues OWNER TO aquascene_owner;

--
-- Name: TABLE newsletter_issues; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON TABLE newsletter.newsletter_issues IS 'Issues of the newsletter, from draft to sent.';

--
-- Name: COLUMN newsletter_issues.id; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issues.id IS 'Identity of the issue.';

--
-- Name: COLUMN newsletter_issues.issue_number; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issues.issue_number IS '1, 2, 3 … in the order of making.';

--
-- Name: COLUMN newsletter_issues.template_type; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issues.template_type IS 'Kind of issue, as newsletter_templates.template_type.';

--
-- Name: COLUMN newsletter_issues.subject_line; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issues.subject_line IS 'Subject.';

--
-- Name: COLUMN newsletter_issues.preview_text; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issues.preview_text IS 'Line that mail programs show beside the subject.';

--
-- Name: COLUMN newsletter_issues.content_ids; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issues.content_ids IS 'Articles, in order.';

--
-- Name: COLUMN newsletter_issues.personalization_data; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issues.personalization_data IS 'Values for the template''s variables.';

--
-- Name: COLUMN newsletter_issues.design_template; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issues.design_template IS 'Template.';

--
-- Name: COLUMN newsletter_issues.scheduled_for; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issues.scheduled_for IS 'When to send.';

--
-- Name: COLUMN newsletter_issues.sent_at; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issues.sent_at IS 'When the last message was handed over.';

--
-- Name: COLUMN newsletter_issues.status; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issues.status IS 'draft = being written; review = waits for an editor; approved = may be sent; scheduled = will be;
sending = its audience is frozen and workers send; sent; failed.';

--
-- Name: COLUMN newsletter_issues.recipient_count; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issues.recipient_count IS 'Recipients frozen.';

--
-- Name: COLUMN newsletter_issues.metrics; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issues.metrics IS 'How the sending ended: recipients sent, failed, skipped, unknown; and anything else measured.';

--
-- Name: COLUMN newsletter_issues.created_at; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issues.created_at IS 'When it was made.';

--
-- Name: COLUMN newsletter_issues.updated_at; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issues.updated_at IS 'When it was last changed.';

--
-- Name: COLUMN newsletter_issues.created_by; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issues.created_by IS 'Who made it.';

--
-- Name: COLUMN newsletter_issues.approved_by; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issues.approved_by IS 'Who approved it.';

--
-- Name: COLUMN newsletter_issues.approved_at; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issues.approved_at IS 'When it was approved.';

--
-- Name: COLUMN newsletter_issues.issue_date; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issues.issue_date IS 'Day (UTC) its audience was frozen: the partition of its deliveries.';

--
-- Name: _move(uuid, text, uuid, timestamp with time zone); Type: FUNCTION; Schema: newsletter; Owner: aquascene_owner
--

CREATE FUNCTION newsletter._move(issue_id uuid, event text, person uuid DEFAULT NULL::uuid, scheduled_for timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS newsletter.newsletter_issues
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _issue     newsletter.newsletter_issues;
    _to_status text;
begin
    select i.* into _issue
      from newsletter.newsletter_issues as i
     where i.id = _move.issue_id
       for update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no newsletter issue %s', coalesce(_move.issue_id::text, 'null')),
            hint    = 'select id, status from newsletter.newsletter_issues lists them.';
    end if;

    _to_status := ops._status_after('newsletter_issue', _issue.status, _move.event,
                                    _issue.id::text);
    update newsletter.newsletter_issues as i
       set status = _to_status,
           scheduled_for = coalesce(_move.scheduled_for, i.scheduled_for),
           approved_by = case _move.event when 'approve' then _move.person
                                          else i.approved_by end,
           approved_at = case _move.event when 'approve' then ops.now() else i.approved_at end
     where i.id = _issue.id
    returning i.* into _issue;
    return _issue;
end;
$$;

ALTER FUNCTION newsletter._move(issue_id uuid, event text, person uuid, scheduled_for timestamp with time zone) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _move(issue_id uuid, event text, person uuid, scheduled_for timestamp with time zone); Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON FUNCTION newsletter._move(issue_id uuid, event text, person uuid, scheduled_for timestamp with time zone) IS 'Moves an issue along the edge of an event in ops.status_transitions and returns its row.

event: submit, approve … person: who approves. scheduled_for: when to send.
Errors: P0002 no such issue; 55000 no such edge from its status.
Writes: newsletter.newsletter_issues. Locks: the row.';

--
-- Name: _stamp_status(); Type: FUNCTION; Schema: newsletter; Owner: aquascene_owner
--

CREATE FUNCTION newsletter._stamp_status() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    case new.status
        when 'scheduled' then
            new.scheduled_for := coalesce(new.scheduled_for, ops.now());
        when 'sending' then
            new.issue_date := coalesce(new.issue_date, (ops.now() at time zone 'UTC')::date);
        when 'sent' then
            new.sent_at := coalesce(new.sent_at, ops.now());
        else
            null;
    end case;
    return new;
end;
$$;

ALTER FUNCTION newsletter._stamp_status() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _stamp_status(); Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON FUNCTION newsletter._stamp_status() IS 'Trigger, before insert or update of status for each row: an issue scheduled without a time is due
at once; the day of sending and the time of the end are noted. Errors: none.';

--
-- Name: acknowledge(text, jsonb); Type: FUNCTION; Schema: newsletter; Owner: aquascene_owner
--

CREATE FUNCTION newsletter.acknowledge(worker text, results jsonb) RETURNS TABLE(status text, recipients bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
    _max   constant integer := ops.setting('newsletter.max_attempts')::integer;
    _delay constant interval := (ops.setting('newsletter.retry_delay') #>> '{}')::interval;
begin
    if jsonb_typeof(acknowledge.results) is distinct from 'array'
        or exists (select
                     from jsonb_array_elements(acknowledge.results) as r (result)
                    where coalesce(r.result ->> 'status', '')
                              not in ('sent', 'failed', 'deferred'))
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'results is not a JSON list of sent, failed and deferred',
            hint    = 'Pass [{issue_id, issue_date, subscriber_id, status}] as claimed.';
    end if;

    return query
    with result as (
        select r.issue_id, r.issue_date, r.subscriber_id, r.status, r.enhanced_code, r.error
          from jsonb_to_recordset(acknowledge.results) as r (
                   issue_id uuid, issue_date date, subscriber_id uuid, status text,
                   enhanced_code text, error text)
    ), settled as (
        update newsletter.newsletter_deliveries as d
           set status = case when r.status = 'deferred' and d.attempts >= _max then 'failed'
                             else r.status end,
               sent_at = case when r.status = 'sent' then ops.now() end,
               lease_expires_at = case when r.status = 'deferred' and d.attempts < _max
                                       then ops.now() + _delay * power(2, d.attempts - 1) end,
               error_code = r.enhanced_code,
               error = r.error
          from result as r
         where d.issue_date = r.issue_date and d.issue_id = r.issue_id
           and d.subscriber_id = r.subscriber_id
           and d.status = 'sending' and d.claimed_by = acknowledge.worker
        returning d.issue_id, d.subscriber_id, d.status
    ), bounced as (
        insert into newsletter.email_events (subscriber_id, issue_id, event_type, occurred_at)
        select s.subscriber_id, s.issue_id, 'bounce', ops.now()
          from settled as s
         where s.status = 'failed'
    )
    select coalesce(s.status, 'ignored'), count(*)
      from result as r
      left join settled as s
        on s.issue_id = r.issue_id and s.subscriber_id = r.subscriber_id
     group by 1
     order by 1;
end;
$$;

ALTER FUNCTION newsletter.acknowledge(worker text, results jsonb) OWNER TO aquascene_owner;

--
-- Name: FUNCTION acknowledge(worker text, results jsonb); Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON FUNCTION newsletter.acknowledge(worker text, results jsonb) IS 'Records what the mail server said of each recipient and counts it by the status they got.

worker: who claimed them. results: a JSON list of {issue_id, issue_date, subscriber_id, status:
sent, failed or deferred, error, enhanced_code}. deferred is tried again after
newsletter.retry_delay, doubled with each try, and fails after newsletter.max_attempts; ignored
counts recipients that the worker does not hold (any more). Safe to repeat.
Errors: 22023 results of the wrong shape. Writes: newsletter.newsletter_deliveries, and a bounce to
newsletter.email_events for each failure.';

--
-- Name: approve(uuid); Type: FUNCTION; Schema: newsletter; Owner: aquascene_owner
--

CREATE FUNCTION newsletter.approve(issue_id uuid) RETURNS newsletter.newsletter_issues
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return newsletter._move(approve.issue_id, 'approve',
                            person => admin.require('newsletter.review'));
end;
$$;

ALTER FUNCTION newsletter.approve(issue_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION approve(issue_id uuid); Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON FUNCTION newsletter.approve(issue_id uuid) IS 'Approves an issue in review, as the acting person, and returns its row.

issue_id: an issue in review. Needs the permission newsletter.review.
Errors: 28000, 42501 see admin.require; P0002 no such issue; 55000 not in review.';

--
-- Name: begin_sending(uuid); Type: FUNCTION; Schema: newsletter; Owner: aquascene_owner
--

CREATE FUNCTION newsletter.begin_sending(issue_id uuid) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _issue constant newsletter.newsletter_issues :=
        newsletter._move(begin_sending.issue_id, 'begin_sending');
    _size  constant integer := ops.setting('newsletter.chunk_size')::integer;
    _count bigint;
begin
    if _issue.scheduled_for > ops.now() then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('issue is due at %s', _issue.scheduled_for),
            detail  = format('Row of newsletter.newsletter_issues with id %s.', _issue.id),
            hint    = 'Call again then, or schedule it for now.';
    end if;

    with recipient as (
        select s.id, row_number() over (order by s.id) - 1 as place
          from audience.subscribers as s
          join audience.subscription_preferences as p on p.subscriber_id = s.id
         where s.status = 'active'
           and p.gdpr_consent
           and p.newsletter_frequency <> 'never'
           and (not exists (select from newsletter.newsletter_issue_segments as g
                             where g.issue_id = _issue.id and not g.is_excluded)
                or exists (select
                             from newsletter.newsletter_issue_segments as g
                             join audience.subscriber_segment_memberships as m
                               on m.segment_id = g.segment_id
                            where g.issue_id = _issue.id and not g.is_excluded
                              and m.subscriber_id = s.id))
           and not exists (select
                             from newsletter.newsletter_issue_segments as g
                             join audience.subscriber_segment_memberships as m
                               on m.segment_id = g.segment_id
                            where g.issue_id = _issue.id and g.is_excluded
                              and m.subscriber_id = s.id)
    )
    insert into newsletter.newsletter_chunks (issue_id, chunk, due_at, subscriber_ids)
    select _issue.id, r.place / _size + 1, ops.now(), array_agg(r.id order by r.id)
      from recipient as r
     group by r.place / _size;

    insert into newsletter.newsletter_links (issue_id, content_id, url)
    select _issue.id, c.id,
           (ops.setting('site.public_url') #>> '{}') || '/articles/' || c.id::text
      from unnest(_issue.content_ids) as c (id)
    on conflict on constraint newsletter_links_are_known_once_an_issue do nothing;

    select coalesce(sum(c.size), 0) into _count
      from newsletter.newsletter_chunks as c
     where c.issue_id = _issue.id;
    update newsletter.newsletter_issues as i
       set recipient_count = _count
     where i.id = _issue.id;
    return _count;
end;
$$;

ALTER FUNCTION newsletter.begin_sending(issue_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION begin_sending(issue_id uuid); Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON FUNCTION newsletter.begin_sending(issue_id uuid) IS 'Freezes the audience of a scheduled issue that is due, and returns how many recipients it has.

Recipients are active, consented to the newsletter, did not choose never, are in a segment of the
issue (if it names any) and in none that it excludes. Suppression is judged when a recipient is
claimed. Errors: P0002 no such issue; 55000 not scheduled, not due yet, or already sending.
Writes: newsletter.newsletter_issues, newsletter_chunks, newsletter_links. Locks: the issue.';

--
-- Name: claim_batch(text, integer, interval); Type: FUNCTION; Schema: newsletter; Owner: aquascene_owner
--

CREATE FUNCTION newsletter.claim_batch(worker text, batch_size integer DEFAULT 100, lease interval DEFAULT '00:05:00'::interval) RETURNS TABLE(issue_id uuid, issue_date date, subscriber_id uuid, email text, first_name text, last_name text, language text, message_id text, tokens jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
    _issue   newsletter.newsletter_issues;
    _chunk   newsletter.newsletter_chunks;
    _slice   uuid[];
begin
    if claim_batch.batch_size is null or claim_batch.batch_size not between 1 and 10000 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('batch_size %s is not between 1 and 10000',
                             coalesce(claim_batch.batch_size::text, 'null')),
            hint    = 'A few hundred recipients are a good batch.';
    end if;

    loop
        select c.* into _chunk
          from newsletter.newsletter_chunks as c
          join newsletter.newsletter_issues as i on i.id = c.issue_id and i.status = 'sending'
         where c.claimed_count < c.size and c.due_at <= ops.now()
         order by c.due_at, c.issue_id, c.chunk
         limit 1
           for update of c skip locked;

        if found then
            select i.* into _issue
              from newsletter.newsletter_issues as i
             where i.id = _chunk.issue_id;
            _slice := _chunk.subscriber_ids[
                _chunk.claimed_count + 1 : _chunk.claimed_count + claim_batch.batch_size];
            update newsletter.newsletter_chunks as c
               set claimed_count = c.claimed_count + cardinality(_slice)
             where c.issue_id = _chunk.issue_id and c.chunk = _chunk.chunk;

            -- The audience was decided at the freeze; who has left since is not written to.
            insert into newsletter.newsletter_deliveries as d (
                issue_date, issue_id, subscriber_id, status, attempts, claimed_by,
                lease_expires_at, error)
            select _issue.issue_date, _issue.id, r.id,
                   case when j.reason is null then 'sending' else 'skipped' end,
                   case when j.reason is null then 1 else 0 end,
                   claim_batch.worker, ops.now() + claim_batch.lease, j.reason
              from unnest(_slice) as r (id)
              left join audience.subscribers as s on s.id = r.id
              left join audience.subscription_preferences as p on p.subscriber_id = r.id
             cross join lateral (
                       select case when s.id is null then 'erased'
                                   when s.status <> 'active' then s.status
                                   when not coalesce(p.gdpr_consent, false) then 'no consent'
                                   when audience._is_suppressed(s.email) then 'suppressed'
                              end) as j (reason);
        else
            select i.* into _issue
              from newsletter.newsletter_deliveries as d
              join newsletter.newsletter_issues as i on i.id = d.issue_id and i.status = 'sending'
             where d.status = 'deferred' and d.lease_expires_at <= ops.now()
             order by d.lease_expires_at
             limit 1;
            if not found then
                return;
            end if;

            with due as (
                select d.subscriber_id
                  from newsletter.newsletter_deliveries as d
                 where d.issue_date = _issue.issue_date and d.issue_id = _issue.id
                   and d.status = 'deferred' and d.lease_expires_at <= ops.now()
                 order by d.lease_expires_at
                 limit claim_batch.batch_size
                   for update skip locked
            ), claimed as (
                update newsletter.newsletter_deliveries as d
                   set status = case when j.reason is null then 'sending' else 'skipped' end,
                       attempts = d.attempts + (j.reason is null)::integer,
                       claimed_by = claim_batch.worker,
                       lease_expires_at = ops.now() + claim_batch.lease,
                       error = coalesce(j.reason, d.error)
                  from due as u
                  left join audience.subscribers as s on s.id = u.subscriber_id
                  left join audience.subscription_preferences as p
                    on p.subscriber_id = u.subscriber_id
                 cross join lateral (
                           select case when s.id is null then 'erased'
                                       when s.status <> 'active' then s.status
                                       when not coalesce(p.gdpr_consent, false) then 'no consent'
                                       when audience._is_suppressed(s.email) then 'suppressed'
                                  end) as j (reason)
                 where d.issue_date = _issue.issue_date and d.issue_id = _issue.id
                   and d.subscriber_id = u.subscriber_id
                returning d.subscriber_id
            )
            select array_agg(c.subscriber_id) into _slice from claimed as c;
            if _slice is null then
                return;                     -- others hold what is due
            end if;
        end if;

        return query
        select _issue.id, _issue.issue_date, s.id, s.email::text, s.first_name::text,
               s.last_name::text, s.language::text,
               format('<%s.%s@%s>', replace(_issue.id::text, '-', ''),
                      replace(s.id::text, '-', ''),
                      split_part(ops.setting('newsletter.from_email') #>> '{}', '@', 2)),
               jsonb_build_object(
                   'open', ops._sign_token('open', k.payload),
                   'unsubscribe', ops._sign_token('unsubscribe', k.payload),
                   'links', (
                       select coalesce(jsonb_object_agg(
                                  l.content_id, ops._sign_token('click', k.payload
                                                                         || int8send(l.id))), '{}')
                         from newsletter.newsletter_links as l
                        where l.issue_id = _issue.id and l.content_id is not null))
          from unnest(_slice) as r (id)
          join newsletter.newsletter_deliveries as d
            on d.issue_date = _issue.issue_date and d.issue_id = _issue.id
           and d.subscriber_id = r.id and d.status = 'sending'
          join audience.subscribers as s on s.id = r.id
         cross join lateral (select uuid_send(s.id) || uuid_send(_issue.id)) as k (payload);
        exit when found;                    -- a slice of nobody but skipped: take the next one
    end loop;
end;
$$;

ALTER FUNCTION newsletter.claim_batch(worker text, batch_size integer, lease interval) OWNER TO aquascene_owner;

--
-- Name: FUNCTION claim_batch(worker text, batch_size integer, lease interval); Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON FUNCTION newsletter.claim_batch(worker text, batch_size integer, lease interval) IS 'Hands a worker the next recipients to send to: writes their ledger rows as sending, then returns
what rendering needs. Who has unsubscribed or was suppressed since the freeze is skipped.

worker: a name that no other worker has. batch_size: 1 to 10,000. lease: after it the rows count as
unknown. Returns tokens: {open, unsubscribe, links: {content_id: token}}; no row when nothing is
due. Commit before handing a message over. Errors: 22023 batch_size out of range.
Writes: newsletter.newsletter_chunks, newsletter.newsletter_deliveries. Locks: one chunk, or the
rows to retry.';

--
-- Name: create_issue(text, uuid[], text, text, integer[]); Type: FUNCTION; Schema: newsletter; Owner: aquascene_owner
--

CREATE FUNCTION newsletter.create_issue(design_template text, content_ids uuid[], subject_line text DEFAULT NULL::text, preview_text text DEFAULT NULL::text, segment_ids integer[] DEFAULT '{}'::integer[]) RETURNS newsletter.newsletter_issues
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _person   constant uuid := admin.require('newsletter.write');
    _template newsletter.newsletter_templates;
    _missing  text;
    _issue    newsletter.newsletter_issues;
begin
    select t.* into _template
      from newsletter.newsletter_templates as t
     where t.name = create_issue.design_template and t.is_active;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no active template %L', create_issue.design_template),
            hint    = 'select name from newsletter.newsletter_templates lists them.';
    end if;

    select string_agg(i.id::text, ', ') into _missing
      from unnest(create_issue.content_ids) as i (id)
     where not exists (select from content.generated_content as c
                        where c.id = i.id and c.status = 'published');
    if coalesce(cardinality(create_issue.content_ids), 0) = 0 or _missing is not null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = coalesce('not published: ' || _missing, 'an issue needs an article'),
            hint    = 'Pass the ids of published articles.';
    end if;

    -- Numbers are given one after the other: two calls at once queue up here.
    perform pg_advisory_xact_lock('newsletter.newsletter_issues'::regclass::bigint);
    insert into newsletter.newsletter_issues as i (
        issue_number, template_type, subject_line, preview_text, content_ids, design_template,
        created_by)
    select coalesce(max(n.issue_number), 0) + 1, _template.template_type,
           coalesce(create_issue.subject_line, _template.default_subject, _template.name),
           create_issue.preview_text, create_issue.content_ids, _template.name, _person
      from newsletter.newsletter_issues as n
    returning i.* into _issue;

    insert into newsletter.newsletter_issue_segments (issue_id, segment_id)
    select distinct _issue.id, s.id
      from unnest(create_issue.segment_ids) as s (id);
    return _issue;
end;
$$;

ALTER FUNCTION newsletter.create_issue(design_template text, content_ids uuid[], subject_line text, preview_text text, segment_ids integer[]) OWNER TO aquascene_owner;

--
-- Name: FUNCTION create_issue(design_template text, content_ids uuid[], subject_line text, preview_text text, segment_ids integer[]); Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON FUNCTION newsletter.create_issue(design_template text, content_ids uuid[], subject_line text, preview_text text, segment_ids integer[]) IS 'Makes an issue of published articles, as the acting person, and returns its row.

design_template: name of an active template. content_ids: the articles, in order. subject_line: the
template''s default when null. segment_ids: who gets it; all subscribers when empty. Needs the
permission newsletter.write. Errors: 28000, 42501 see admin.require; P0002 no such template; 22023
an article is not published, or there is none; 23503 no such segment.
Writes: newsletter.newsletter_issues (audited), newsletter.newsletter_issue_segments.';

--
-- Name: finish_sending(uuid); Type: FUNCTION; Schema: newsletter; Owner: aquascene_owner
--

CREATE FUNCTION newsletter.finish_sending(issue_id uuid) RETURNS newsletter.newsletter_issues
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _issue newsletter.newsletter_issues;
begin
    select i.* into _issue
      from newsletter.newsletter_issues as i
     where i.id = finish_sending.issue_id
       for update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no newsletter issue %s',
                             coalesce(finish_sending.issue_id::text, 'null')),
            hint    = 'select id, status from newsletter.newsletter_issues lists them.';
    end if;
    if _issue.status = 'sent' then
        return _issue;
    end if;
    if _issue.status <> 'sending' then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('issue is %s, not sending', _issue.status),
            detail  = format('Row of newsletter.newsletter_issues with id %s.', _issue.id),
            hint    = 'Call newsletter.begin_sending first.';
    end if;

    perform newsletter.release_expired_leases();
    if exists (select from newsletter.newsletter_chunks as c
                where c.issue_id = _issue.id and c.claimed_count < c.size)
        or exists (select from newsletter.newsletter_deliveries as d
                    where d.issue_date = _issue.issue_date and d.issue_id = _issue.id
                      and d.status in ('sending', 'deferred'))
    then
        return _issue;                      -- not yet
    end if;

    insert into audience.subscriber_engagement as e (subscriber_id, sent_count, last_sent_at)
    select d.subscriber_id, 1, d.sent_at
      from newsletter.newsletter_deliveries as d
      join audience.subscribers as s on s.id = d.subscriber_id
     where d.issue_date = _issue.issue_date and d.issue_id = _issue.id and d.status = 'sent'
     order by d.subscriber_id
    on conflict on constraint subscriber_engagement_pkey do update
       set sent_count = e.sent_count + 1,
           last_sent_at = greatest(e.last_sent_at, excluded.last_sent_at);

    update newsletter.newsletter_issues as i
       set status = 'sent',
           metrics = i.metrics || (
               select jsonb_build_object(
                          'sent', count(*) filter (where d.status = 'sent'),
                          'failed', count(*) filter (where d.status = 'failed'),
                          'skipped', count(*) filter (where d.status = 'skipped'),
                          'unknown', count(*) filter (where d.status = 'unknown'))
                 from newsletter.newsletter_deliveries as d
                where d.issue_date = i.issue_date and d.issue_id = i.id)
     where i.id = _issue.id
    returning i.* into _issue;
    return _issue;
end;
$$;

ALTER FUNCTION newsletter.finish_sending(issue_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION finish_sending(issue_id uuid); Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON FUNCTION newsletter.finish_sending(issue_id uuid) IS 'Ends an issue when every recipient is settled, and returns its row: sent, or still sending.

Safe to call at any time and again. Leases that ran out become unknown first.
Errors: P0002 no such issue; 55000 the issue is neither sending nor sent.
Writes: newsletter.newsletter_issues, audience.subscriber_engagement. Locks: the issue.';

--
-- Name: issue_payload(uuid); Type: FUNCTION; Schema: newsletter; Owner: aquascene_owner
--

CREATE FUNCTION newsletter.issue_payload(issue_id uuid) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _payload jsonb;
begin
    select jsonb_build_object(
               'issue_id', i.id,
               'issue_number', i.issue_number,
               'subject_line', i.subject_line,
               'preview_text', i.preview_text,
               'html_template', t.html_template,
               'text_template', t.text_template,
               'public_url', ops.setting('site.public_url'),
               'from_email', ops.setting('newsletter.from_email'),
               'from_name', ops.setting('newsletter.from_name'),
               'personalization_data', i.personalization_data,
               'articles', (
                   select coalesce(jsonb_agg(jsonb_build_object(
                              'content_id', c.id, 'title', c.title, 'summary', c.summary,
                              'excerpt', c.excerpt, 'language', c.language,
                              'reading_time', c.estimated_reading_time) order by u.place), '[]')
                     from unnest(i.content_ids) with ordinality as u (id, place)
                     join content.generated_content as c on c.id = u.id))
      into _payload
      from newsletter.newsletter_issues as i
      join newsletter.newsletter_templates as t on t.name = i.design_template
     where i.id = issue_payload.issue_id;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no newsletter issue %s with a template',
                             coalesce(issue_payload.issue_id::text, 'null')),
            hint    = 'select id, design_template from newsletter.newsletter_issues lists them.';
    end if;
    return _payload;
end;
$$;

ALTER FUNCTION newsletter.issue_payload(issue_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION issue_payload(issue_id uuid); Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON FUNCTION newsletter.issue_payload(issue_id uuid) IS 'Returns what rendering an issue needs and is the same for all its recipients, as a JSON object:
issue_id, issue_number, subject_line, preview_text, html_template, text_template, public_url,
from_email, from_name, personalization_data, and articles: content_id, title, summary, excerpt,
language, reading_time (minutes), in order.

issue_id: an issue with a template. Errors: P0002 no such issue.';

--
-- Name: record_click(text); Type: FUNCTION; Schema: newsletter; Owner: aquascene_owner
--

CREATE FUNCTION newsletter.record_click(token text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _payload constant text := encode(ops._verify_token('click', record_click.token), 'hex');
    _link_id constant bigint := ('x' || substr(_payload, 65, 16))::bit(64)::bigint;
    _url     text;
begin
    select l.url into _url from newsletter.newsletter_links as l where l.id = _link_id;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('link %s is gone', _link_id),
            hint    = 'The issue it belonged to was deleted.';
    end if;

    insert into newsletter.email_events (subscriber_id, issue_id, event_type, link_id, occurred_at)
    values (left(_payload, 32)::uuid, substr(_payload, 33, 32)::uuid, 'click', _link_id,
            ops.now());
    return _url;
end;
$$;

ALTER FUNCTION newsletter.record_click(token text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION record_click(token text); Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON FUNCTION newsletter.record_click(token text) IS 'Records that a recipient followed a link, each time, and returns the address to redirect to.

token: from the link. Errors: 22023 a forged or damaged token; P0002 the issue was deleted.
Writes: newsletter.email_events.';

--
-- Name: record_open(text); Type: FUNCTION; Schema: newsletter; Owner: aquascene_owner
--

CREATE FUNCTION newsletter.record_open(token text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _payload constant text := encode(ops._verify_token('open', record_open.token), 'hex');
begin
    insert into newsletter.email_events (subscriber_id, issue_id, event_type, occurred_at)
    values (left(_payload, 32)::uuid, substr(_payload, 33, 32)::uuid, 'open', ops.now());
    return true;
end;
$$;

ALTER FUNCTION newsletter.record_open(token text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION record_open(token text); Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON FUNCTION newsletter.record_open(token text) IS 'Records that a recipient opened an issue, each time; returns true.

token: from the link of the pixel. Errors: 22023 a forged or damaged token.
Writes: newsletter.email_events.';

--
-- Name: release_expired_leases(); Type: FUNCTION; Schema: newsletter; Owner: aquascene_owner
--

CREATE FUNCTION newsletter.release_expired_leases() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    with expired as (
        select d.issue_date, d.issue_id, d.subscriber_id
          from newsletter.newsletter_deliveries as d
         where d.status = 'sending' and d.lease_expires_at <= ops.now()
           for update skip locked
    ), released as (
        update newsletter.newsletter_deliveries as d
           set status = 'unknown', error = format('lease of worker %s ran out', d.claimed_by)
          from expired as e
         where d.issue_date = e.issue_date and d.issue_id = e.issue_id
           and d.subscriber_id = e.subscriber_id
        returning 1
    )
    select count(*) from released;
$$;

ALTER FUNCTION newsletter.release_expired_leases() OWNER TO aquascene_owner;

--
-- Name: FUNCTION release_expired_leases(); Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON FUNCTION newsletter.release_expired_leases() IS 'Marks what dead workers held as unknown, neither sent nor lost, and returns how many rows.

Errors: none. Writes: newsletter.newsletter_deliveries. Locks: those rows.';

--
-- Name: newsletter_templates; Type: TABLE; Schema: newsletter; Owner: aquascene_owner
--

CREATE TABLE newsletter.newsletter_templates (
    id integer NOT NULL,
    name character varying(100) NOT NULL,
    description text,
    template_type character varying(50) NOT NULL,
    html_template text NOT NULL,
    text_template text,
    default_subject character varying(255),
    variables jsonb DEFAULT '[]'::jsonb NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT newsletter_templates_type_is_known CHECK (((template_type)::text = ANY ((ARRAY['weekly-digest'::character varying, 'announcement'::character varying, 'how-to-guide'::character varying, 'community-showcase'::character varying])::text[]))),
    CONSTRAINT newsletter_templates_variables_is_a_list CHECK ((jsonb_typeof(variables) = 'array'::text))
);

ALTER TABLE newsletter.newsletter_templates OWNER TO aquascene_owner;

--
-- Name: TABLE newsletter_templates; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON TABLE newsletter.newsletter_templates IS 'Templates of issues, in Jinja2.';

--
-- Name: COLUMN newsletter_templates.id; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_templates.id IS 'Identity of the template.';

--
-- Name: COLUMN newsletter_templates.name; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_templates.name IS 'Name by which issues choose it.';

--
-- Name: COLUMN newsletter_templates.description; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_templates.description IS 'What it is for.';

--
-- Name: COLUMN newsletter_templates.template_type; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_templates.template_type IS 'weekly-digest, announcement, how-to-guide or community-showcase.';

--
-- Name: COLUMN newsletter_templates.html_template; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_templates.html_template IS 'Jinja2 template of the HTML part.';

--
-- Name: COLUMN newsletter_templates.text_template; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_templates.text_template IS 'Jinja2 template of the text part.';

--
-- Name: COLUMN newsletter_templates.default_subject; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_templates.default_subject IS 'Subject when the issue gives none.';

--
-- Name: COLUMN newsletter_templates.variables; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_templates.variables IS 'Variables it takes: a list of {name, type, default, description}.';

--
-- Name: COLUMN newsletter_templates.is_active; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_templates.is_active IS 'Whether it may be chosen.';

--
-- Name: COLUMN newsletter_templates.created_at; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_templates.created_at IS 'When it was made.';

--
-- Name: COLUMN newsletter_templates.updated_at; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_templates.updated_at IS 'When it was last changed.';

--
-- Name: save_template(text, text, text, text, text, text, jsonb); Type: FUNCTION; Schema: newsletter; Owner: aquascene_owner
--

CREATE FUNCTION newsletter.save_template(name text, template_type text, html_template text, text_template text DEFAULT NULL::text, default_subject text DEFAULT NULL::text, description text DEFAULT NULL::text, variables jsonb DEFAULT '[]'::jsonb) RETURNS newsletter.newsletter_templates
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _template newsletter.newsletter_templates;
begin
    perform admin.require('newsletter.write');
    insert into newsletter.newsletter_templates as t (
        name, template_type, html_template, text_template, default_subject, description, variables)
    values (
        save_template.name, save_template.template_type, save_template.html_template,
        save_template.text_template, save_template.default_subject, save_template.description,
        save_template.variables)
    on conflict on constraint newsletter_templates_name_key do update
       set template_type = excluded.template_type,
           html_template = excluded.html_template,
           text_template = excluded.text_template,
           default_subject = excluded.default_subject,
           description = excluded.description,
           variables = excluded.variables
    returning t.* into _template;
    return _template;
end;
$$;

ALTER FUNCTION newsletter.save_template(name text, template_type text, html_template text, text_template text, default_subject text, description text, variables jsonb) OWNER TO aquascene_owner;

--
-- Name: FUNCTION save_template(name text, template_type text, html_template text, text_template text, default_subject text, description text, variables jsonb); Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON FUNCTION newsletter.save_template(name text, template_type text, html_template text, text_template text, default_subject text, description text, variables jsonb) IS 'Adds a template, or changes the one of that name, and returns its row.

template_type: weekly-digest, announcement, how-to-guide or community-showcase. html_template,
text_template: Jinja2. variables: a list of {name, type, default, description}. Needs the permission
newsletter.write. Errors: 28000, 42501 see admin.require; 23514 no such type, or variables that are
no list; 23502 a name, type or template is missing. Writes: newsletter.newsletter_templates
(audited).';

--
-- Name: schedule(uuid, timestamp with time zone); Type: FUNCTION; Schema: newsletter; Owner: aquascene_owner
--

CREATE FUNCTION newsletter.schedule(issue_id uuid, scheduled_for timestamp with time zone) RETURNS newsletter.newsletter_issues
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform admin.require('newsletter.send');
    if schedule.scheduled_for is null or schedule.scheduled_for < ops.now()
        or not isfinite(schedule.scheduled_for)
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('scheduled_for %s is no time from now on',
                             coalesce(schedule.scheduled_for::text, 'null')),
            hint    = 'Give a later time, or now() to send as soon as a worker comes.';
    end if;

    return newsletter._move(schedule.issue_id, 'schedule',
                            scheduled_for => schedule.scheduled_for);
end;
$$;

ALTER FUNCTION newsletter.schedule(issue_id uuid, scheduled_for timestamp with time zone) OWNER TO aquascene_owner;

--
-- Name: FUNCTION schedule(issue_id uuid, scheduled_for timestamp with time zone); Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON FUNCTION newsletter.schedule(issue_id uuid, scheduled_for timestamp with time zone) IS 'Schedules an approved issue and returns its row.

scheduled_for: when to send; now() for at once. Needs the permission newsletter.send.
Errors: 28000, 42501 see admin.require; 22023 a time in the past; P0002 no such issue; 55000 not
approved.';

--
-- Name: submit(uuid); Type: FUNCTION; Schema: newsletter; Owner: aquascene_owner
--

CREATE FUNCTION newsletter.submit(issue_id uuid) RETURNS newsletter.newsletter_issues
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform admin.require('newsletter.write');
    return newsletter._move(submit.issue_id, 'submit');
end;
$$;

ALTER FUNCTION newsletter.submit(issue_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION submit(issue_id uuid); Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON FUNCTION newsletter.submit(issue_id uuid) IS 'Sends an issue to review and returns its row.

issue_id: a draft. Needs the permission newsletter.write.
Errors: 28000, 42501 see admin.require; P0002 no such issue; 55000 not a draft.';

--
-- Name: unsubscribe(text, text); Type: FUNCTION; Schema: newsletter; Owner: aquascene_owner
--

CREATE FUNCTION newsletter.unsubscribe(token text, reason text DEFAULT NULL::text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _payload constant text := encode(ops._verify_token('unsubscribe', unsubscribe.token), 'hex');
    _id      constant uuid := left(_payload, 32)::uuid;
    _status  text;
begin
    -- Locked before it is judged, so that of two clicks at once one counts.
    select s.status into _status from audience.subscribers as s where s.id = _id for update;

    if _status = 'active' and length(_payload) >= 64 then
        insert into newsletter.email_events (subscriber_id, issue_id, event_type, occurred_at)
        values (_id, substr(_payload, 33, 32)::uuid, 'unsubscribe', ops.now());
    end if;
    return audience.unsubscribe(unsubscribe.token, unsubscribe.reason);
end;
$$;

ALTER FUNCTION newsletter.unsubscribe(token text, reason text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION unsubscribe(token text, reason text); Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON FUNCTION newsletter.unsubscribe(token text, reason text) IS 'Unsubscribes whom a link of an issue names, and records the event for that issue, once.

token: from the link. reason: in the person''s words. Returns whether the person is known; true also
when already unsubscribed. Errors: 22023 a forged or damaged token. Writes: as audience.unsubscribe,
and newsletter.email_events. Locks: the subscriber.';

--
-- Name: _ascii_domain(text); Type: FUNCTION; Schema: ops; Owner: aquascene_owner
--

CREATE FUNCTION ops._ascii_domain(domain text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    -- The full stops of Chinese and Japanese part labels too (RFC 3490, section 3.1).
    _domain text := rtrim(lower(translate(left(_ascii_domain.domain, 1000), '。．｡', '...')), '.');
begin
    if octet_length(_domain) > length(_domain) then
        select string_agg(case when octet_length(l.label) = length(l.label) then l.label
                               else 'xn--' || ops._punycode(left(l.label, 64)) end,
                          '.' order by l.place)
          into _domain
          from string_to_table(lower(normalize(_domain, nfkc)), '.') with ordinality
               as l (label, place);
    end if;
    if length(_domain) > 253
        or _domain !~ '^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?'
                      '(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$'
    then
        return null;
    end if;
    return _domain;
end;
$_$;

ALTER FUNCTION ops._ascii_domain(domain text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _ascii_domain(domain text); Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON FUNCTION ops._ascii_domain(domain text) IS 'Returns a domain name in lower-case ASCII (IDNA: labels with other letters in Punycode), without a
full stop at the end; null when it is none.

domain: such as münchen.example. Errors: none.';

--
-- Name: _check_transition(text, text, text, text, text, text); Type: FUNCTION; Schema: ops; Owner: aquascene_owner
--

CREATE FUNCTION ops._check_transition(entity text, from_status text, to_status text, table_schema text, table_name text, id text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _reachable text;
begin
    if exists (
        select
          from ops.status_transitions as t
         where t.entity = _check_transition.entity
           and t.from_status = _check_transition.from_status
           and t.to_status = _check_transition.to_status
    ) then
        return;
    end if;

    select string_agg(format('%s (%s)', t.to_status, t.event), ', ' order by t.to_status)
      into _reachable
      from ops.status_transitions as t
     where t.entity = _check_transition.entity
       and t.from_status = _check_transition.from_status;
    raise exception using
        errcode = 'object_not_in_prerequisite_state',
        message = format('%s cannot go from %s to %s', replace(_check_transition.entity, '_', ' '),
                         _check_transition.from_status, _check_transition.to_status),
        detail  = format('Row of %I.%I with id %s.', _check_transition.table_schema,
                         _check_transition.table_name, _check_transition.id),
        hint    = case when _reachable is null
                       then format('%s is a final status.', _check_transition.from_status)
                       else format('From %s it can go to: %s.', _check_transition.from_status,
                                   _reachable) end,
        schema  = _check_transition.table_schema,
        table   = _check_transition.table_name;
end;
$$;

ALTER FUNCTION ops._check_transition(entity text, from_status text, to_status text, table_schema text, table_name text, id text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _check_transition(entity text, from_status text, to_status text, table_schema text, table_name text, id text); Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON FUNCTION ops._check_transition(entity text, from_status text, to_status text, table_schema text, table_name text, id text) IS 'Refuses a change of status that is not in ops.status_transitions.

entity, from_status, to_status: the change. table_schema, table_name, id: the row, for the error.
Errors: 55000 no such edge; DETAIL names the row, HINT lists the statuses that can be reached.';

--
-- Name: _punycode(text); Type: FUNCTION; Schema: ops; Owner: aquascene_owner
--

CREATE FUNCTION ops._punycode(label text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- The names are those of RFC 3492, section 6.3.
declare
    _digits constant text      := 'abcdefghijklmnopqrstuvwxyz0123456789';
    _input  constant integer[] := array(select ascii(c) from string_to_table(label, null) as c);
    _output text    := array_to_string(array(select chr(c) from unnest(_input) as c where c < 128),
                                       '');
    _basic  constant integer := length(_output);
    _done   integer := _basic;
    _n      integer := 128;
    _delta  bigint  := 0;
    _bias   integer := 72;
    _next   integer;
    _c      integer;
    _q      bigint;
    _k      integer;
    _t      integer;
begin
    if _basic > 0 then
        _output := _output || '-';
    end if;
    while _done < cardinality(_input) loop
        _next := (select min(c) from unnest(_input) as c where c >= _n);
        _delta := _delta + (_next - _n)::bigint * (_done + 1);
        _n := _next;
        foreach _c in array _input loop
            if _c < _n then
                _delta := _delta + 1;
            elsif _c = _n then
                _q := _delta;
                _k := 36;
                loop
                    _t := least(greatest(_k - _bias, 1), 26);
                    exit when _q < _t;
                    _output := _output
                               || substr(_digits, (_t + (_q - _t) % (36 - _t))::integer + 1, 1);
                    _q := (_q - _t) / (36 - _t);
                    _k := _k + 36;
                end loop;
                _output := _output || substr(_digits, _q::integer + 1, 1);
                -- adapt the bias
                _delta := case when _done = _basic then _delta / 700 else _delta / 2 end;
                _delta := _delta + _delta / (_done + 1);
                _k := 0;
                while _delta > 455 loop
                    _delta := _delta / 35;
                    _k := _k + 36;
                end loop;
                _bias := (_k + 36 * _delta / (_delta + 38))::integer;
                _delta := 0;
                _done := _done + 1;
            end if;
        end loop;
        _delta := _delta + 1;
        _n := _n + 1;
    end loop;
    return _output;
end;
$$;

ALTER FUNCTION ops._punycode(label text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _punycode(label text); Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON FUNCTION ops._punycode(label text) IS 'Returns a label of a domain name in Punycode (RFC 3492), without the prefix xn--.

label: at most 64 characters, at least one of them not ASCII. Errors: none.';

--
-- Name: _status_after(text, text, text, text); Type: FUNCTION; Schema: ops; Owner: aquascene_owner
--

CREATE FUNCTION ops._status_after(entity text, from_status text, event text, id text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _to_status text;
    _events    text;
begin
    select t.to_status into _to_status
      from ops.status_transitions as t
     where t.entity = _status_after.entity and t.from_status = _status_after.from_status
       and t.event = _status_after.event;
    if found then
        return _to_status;
    end if;

    select string_agg(t.event, ', ' order by t.event) into _events
      from ops.status_transitions as t
     where t.entity = _status_after.entity and t.from_status = _status_after.from_status;
    raise exception using
        errcode = 'object_not_in_prerequisite_state',
        message = format('cannot %s: the %s is %s', replace(_status_after.event, '_', ' '),
                         replace(_status_after.entity, '_', ' '), _status_after.from_status),
        detail  = format('Its id is %s.', _status_after.id),
        hint    = case when _events is null then format('%s is final.', _status_after.from_status)
                       else format('What can be done with it: %s.', _events) end;
end;
$$;

ALTER FUNCTION ops._status_after(entity text, from_status text, event text, id text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _status_after(entity text, from_status text, event text, id text); Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON FUNCTION ops._status_after(entity text, from_status text, event text, id text) IS 'Returns the status that an event leads to.

entity, from_status, event: as in ops.status_transitions. id: for the error''s detail.
Errors: 55000 the event is not possible from that status; HINT lists those that are.';

--
-- Name: _url_host(text); Type: FUNCTION; Schema: ops; Owner: aquascene_owner
--

CREATE FUNCTION ops._url_host(url text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    -- What stands before the last @ of the authority is a user and a password.
    _host constant text := substring(left(_url_host.url, 2048) from
        '^[Hh][Tt][Tt][Pp][Ss]?://(?:[^\\/?#[:space:]]*@)?'
        '(\[[0-9A-Fa-f:.]+\]|[^]\\/?#@:[:space:][]+)'
        '(?::[0-9]{0,5})?(?:[/?#][^\u0001-\u001f\u007f]*)?$');
begin
    if _host like '[%' then
        return lower(_host);
    end if;
    return ops._ascii_domain(_host);
end;
$_$;

ALTER FUNCTION ops._url_host(url text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _url_host(url text); Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON FUNCTION ops._url_host(url text) IS 'Returns the host of an http(s) address in lower-case ASCII, without credentials and port; null
when the text is no such address, as when it holds control characters.

url: an absolute address; its first 2,048 characters are looked at. Errors: none.';

--
-- Name: _verify_token(text, text); Type: FUNCTION; Schema: ops; Owner: aquascene_owner
--

CREATE FUNCTION ops._verify_token(purpose text, token text) RETURNS bytea
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    _bytes   bytea;
    _payload bytea;
begin
    -- 4 characters carry 3 bytes: a length of 4n + 1 cannot be. Longer than any token we make is
    -- refused before it costs anything.
    if length(_verify_token.token) <= 400
        and length(_verify_token.token) % 4 <> 1
        and _verify_token.token ~ '^[A-Za-z0-9_-]+$'
    then
        _bytes := decode(
            rpad(translate(_verify_token.token, '-_', '+/'),
                 (length(_verify_token.token) + 3) / 4 * 4, '='),
            'base64');
        _payload := substring(_bytes from 1 for greatest(octet_length(_bytes) - 16, 0));
        -- Compared as hashes, so that the time it takes tells nothing about the signature.
        if sha256(convert_to(ops._sign_token(_verify_token.purpose, _payload), 'UTF8'))
            = sha256(convert_to(_verify_token.token, 'UTF8'))
        then
            return _payload;
        end if;
    end if;

    raise exception using
        errcode = 'invalid_parameter_value',
        message = format('not a valid %s token', _verify_token.purpose),
        hint    = 'Use the link exactly as it was sent.';
end;
$_$;

ALTER FUNCTION ops._verify_token(purpose text, token text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _verify_token(purpose text, token text); Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON FUNCTION ops._verify_token(purpose text, token text) IS 'Returns the payload of a token made by ops._sign_token for the same purpose.

Errors: 22023 forged, damaged, or made for another purpose.';

--
-- Name: apply_retention(text); Type: FUNCTION; Schema: ops; Owner: aquascene_owner
--

CREATE FUNCTION ops.apply_retention(only_table text DEFAULT NULL::text) RETURNS TABLE(table_name text, partitions_dropped integer, rows_deleted bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '3s'
    AS $_$
declare
    _policy    record;
    _relation  regclass;
    _partition regclass;
begin
    if apply_retention.only_table is not null and not exists (
        select from ops.partition_policies as p where p.table_name = apply_retention.only_table
    ) then
        raise exception using
            errcode = 'no_data_found',
            message = format('no partition policy for table %L', apply_retention.only_table),
            hint    = 'select table_name from ops.partition_policies lists them.';
    end if;

    for _policy in
        select p.table_name, p.partition_column, ((ops.now())::date - p.retention)::date as cutoff
          from ops.partition_policies as p
         where p.retention is not null
           and (apply_retention.only_table is null or p.table_name = apply_retention.only_table)
         order by p.table_name
    loop
        apply_retention.table_name := _policy.table_name;
        apply_retention.partitions_dropped := 0;
        _relation := _policy.table_name::regclass;
        for _partition in
            select i.inhrelid::regclass
              from pg_inherits as i
              join pg_class as c on c.oid = i.inhrelid
             where i.inhparent = _relation
               and substring(pg_get_expr(c.relpartbound, c.oid) from $re$TO \('([^']+)'\)$re$)
                   ::timestamptz <= _policy.cutoff
             order by 1
        loop
            execute format('drop table %s', _partition);
            apply_retention.partitions_dropped := apply_retention.partitions_dropped + 1;
        end loop;

        execute format('delete from %s where %I < $1', _relation, _policy.partition_column)
          using _policy.cutoff;
        get diagnostics apply_retention.rows_deleted = row_count;
        return next;
    end loop;
end;
$_$;

ALTER FUNCTION ops.apply_retention(only_table text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION apply_retention(only_table text); Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON FUNCTION ops.apply_retention(only_table text) IS 'Removes rows older than their policy''s retention: whole partitions are dropped, the rest of the
month at the boundary is deleted.

only_table: a table_name of ops.partition_policies; null takes all. Returns a row for each table
with a retention. Errors: P0002 no such policy; 55P03 a lock could not be had within 3 s, call
again. Locks: access exclusive on the parent for the moment of a drop.';

--
-- Name: archive_old_metrics(); Type: FUNCTION; Schema: ops; Owner: aquascene_owner
--

CREATE FUNCTION ops.archive_old_metrics() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select count(*)
      from unnest(array['analytics.content_metrics', 'analytics.newsletter_metrics',
                        'audit.audit_log']) as t (table_name)
     cross join lateral ops.apply_retention(t.table_name);
$$;

ALTER FUNCTION ops.archive_old_metrics() OWNER TO aquascene_owner;

--
-- Name: FUNCTION archive_old_metrics(); Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON FUNCTION ops.archive_old_metrics() IS 'Removes content metrics, newsletter metrics and audit rows older than their retention
(2 years, 1 year, 6 months unless ops.partition_policies says otherwise).

Errors: P0002 a policy is missing. See ops.apply_retention for the numbers and all tables.';

--
-- Name: count_strays(regclass); Type: FUNCTION; Schema: ops; Owner: aquascene_owner
--

CREATE FUNCTION ops.count_strays(partitioned_table regclass) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _default regclass;
    _owner   name;
    _count   bigint;
begin
    select nullif(p.partdefid, 0), c.relowner::regrole
      into _default, _owner
      from pg_partitioned_table as p
      join pg_class as c on c.oid = p.partrelid
     where p.partrelid = count_strays.partitioned_table;
    if _owner <> current_user then          -- others' policies must not run as us
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('table %s belongs to %s', count_strays.partitioned_table, _owner),
            hint    = 'select table_name from ops.partition_policies lists the engine''s tables.';
    end if;
    if _default is null then
        return 0;
    end if;
    execute format('select count(*) from %s', _default) into _count;
    return _count;
end;
$$;

ALTER FUNCTION ops.count_strays(partitioned_table regclass) OWNER TO aquascene_owner;

--
-- Name: FUNCTION count_strays(partitioned_table regclass); Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON FUNCTION ops.count_strays(partitioned_table regclass) IS 'Returns how many rows lie in the default partition of a partitioned table; it should be 0.

partitioned_table: the parent. Counts exactly, which is cheap while there are few.
Errors: 22023 the table is not the engine''s.';

--
-- Name: create_monthly_partition(text, date); Type: FUNCTION; Schema: ops; Owner: aquascene_owner
--

CREATE FUNCTION ops.create_monthly_partition(table_name text, start_date date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'ops', 'audit', 'admin', 'content', 'scraping', 'audience', 'social', 'newsletter', 'analytics', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '3s'
    AS $_$
declare
    _parent    constant regclass := to_regclass(create_monthly_partition.table_name);
    _from      constant date := date_trunc('month', create_monthly_partition.start_date);
    _to        constant date := _from + interval '1 month';
    _schema    text;
    _name      text;
    _owner     name;
    _column    text;
    _default   regclass;
    _partition text;
    _attached  boolean;
begin
    if _parent is null or _from is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('no table %L, or no date %L', create_monthly_partition.table_name,
                             create_monthly_partition.start_date),
            hint    = 'Give a table such as content_metrics and a day of the month.';
    end if;

    select n.nspname, c.relname, c.relowner::regrole, a.attname, nullif(p.partdefid, 0)::regclass
      into _schema, _name, _owner, _column, _default
      from pg_partitioned_table as p
      join pg_class as c on c.oid = p.partrelid
      join pg_namespace as n on n.oid = c.relnamespace
      join pg_attribute as a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
     where p.partrelid = _parent and p.partstrat = 'r';
    if not found then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('table %s is not partitioned by range', _parent),
            hint    = 'select table_name from ops.partition_policies lists the tables that are.';
    end if;

    if _owner <> current_user then          -- others' triggers and defaults must not run as us
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('table %s belongs to %s', _parent, _owner),
            hint    = 'select table_name from ops.partition_policies lists the engine''s tables.';
    end if;

    execute format('lock table only %s in share update exclusive mode', _parent);

    _partition := _name || '_' || to_char(_from, 'YYYY_MM');
    select c.relispartition into _attached
      from pg_class as c
      join pg_namespace as n on n.oid = c.relnamespace
     where n.nspname = _schema and c.relname = _partition;
    if _attached then
        return;
    elsif found then
        raise exception using
            errcode = 'duplicate_table',
            message = format('table %I.%I is there but is not a partition', _schema, _partition),
            hint    = format('Attach it to %s, or rename it.', _parent);
    end if;

    execute format('create table %I.%I (like %s including all)', _schema, _partition, _parent);
    execute format('comment on table %I.%I is %L', _schema, _partition,
                   format('Rows of %I.%I of %s.', _schema, _name, to_char(_from, 'YYYY-MM')));

    if _default is not null then
        execute format('lock table %s in access exclusive mode', _default);
        execute format(
            'with moved as (delete from %s where %2$I >= %3$L and %2$I < %4$L returning *) '
            'insert into %5$I.%6$I select * from moved',
            _default, _column, _from, _to, _schema, _partition);
    end if;

    execute format('alter table %s attach partition %I.%I for values from (%L) to (%L)',
                   _parent, _schema, _partition, _from, _to);
end;
$_$;

ALTER FUNCTION ops.create_monthly_partition(table_name text, start_date date) OWNER TO aquascene_owner;

--
-- Name: FUNCTION create_monthly_partition(table_name text, start_date date); Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON FUNCTION ops.create_monthly_partition(table_name text, start_date date) IS 'Makes the partition table_YYYY_MM of a table that is partitioned by month (UTC).

table_name: the partitioned table, with or without its schema. start_date: any day of the month.
Does nothing when the partition is there. Rows of that month that lie in the default partition
move into it. Errors: 22023 no such table, not partitioned by range, or not the engine''s; 42P07 the
name is taken; 55P03 a lock could not be had within 3 s, call again. Locks: parent share update
exclusive, tables its foreign keys refer to share row exclusive, default partition access
exclusive.';

--
-- Name: enforce_transition(); Type: FUNCTION; Schema: ops; Owner: aquascene_owner
--

CREATE FUNCTION ops.enforce_transition() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform ops._check_transition(tg_argv[0], old.status, new.status, tg_table_schema,
                                  tg_table_name, old.id::text);
    return new;
end;
$$;

ALTER FUNCTION ops.enforce_transition() OWNER TO aquascene_owner;

--
-- Name: FUNCTION enforce_transition(); Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON FUNCTION ops.enforce_transition() IS 'Trigger, before update of the column status for each row: refuses an edge that is not in
ops.status_transitions.

Argument: the entity. The table has a column id.
Errors: 55000 no such edge; DETAIL names the row, HINT lists the statuses that can be reached.';

--
-- Name: ensure_partitions(integer); Type: FUNCTION; Schema: ops; Owner: aquascene_owner
--

CREATE FUNCTION ops.ensure_partitions(months_ahead integer DEFAULT NULL::integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _month   constant date := date_trunc('month', ops.now() at time zone 'UTC');
    _missing record;
    _made    integer := 0;
begin
    if ensure_partitions.months_ahead not between 0 and 60 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('months_ahead %s is not between 0 and 60',
                             ensure_partitions.months_ahead),
            hint    = 'Leave it out to use premake_months of ops.partition_policies.';
    end if;

    for _missing in
        select p.table_name, m.start::date as start_date
          from ops.partition_policies as p
         cross join lateral generate_series(
                   _month,
                   _month + make_interval(months =>
                       coalesce(ensure_partitions.months_ahead, p.premake_months)),
                   interval '1 month') as m (start)
         where not exists (
                   select
                     from pg_class as c
                    where c.oid = to_regclass(p.table_name || to_char(m.start, '_YYYY_MM'))
                      and c.relispartition)
         order by p.table_name, m.start
    loop
        perform ops.create_monthly_partition(_missing.table_name, _missing.start_date);
        _made := _made + 1;
    end loop;
    return _made;
end;
$$;

ALTER FUNCTION ops.ensure_partitions(months_ahead integer) OWNER TO aquascene_owner;

--
-- Name: FUNCTION ensure_partitions(months_ahead integer); Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON FUNCTION ops.ensure_partitions(months_ahead integer) IS 'Makes the missing partitions of this month and the months ahead, for every policy.

months_ahead: 0 to 60; null takes each policy''s premake_months. Returns how many were made: 0 when
called again. Errors: 22023 months_ahead out of range; 42P07 a partition''s name is taken; 55P03 a
lock could not be had within 3 s, call again. Locks: as ops.create_monthly_partition.';

--
-- Name: now(); Type: FUNCTION; Schema: ops; Owner: aquascene_owner
--

CREATE FUNCTION ops.now() RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT now() AS now;
END;

ALTER FUNCTION ops.now() OWNER TO aquascene_owner;

--
-- Name: FUNCTION now(); Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON FUNCTION ops.now() IS 'The instant by which functions decide: the start of the transaction.

Tests replace it inside their transaction to travel in time. Errors: none.';

--
-- Name: set_setting(text, jsonb); Type: FUNCTION; Schema: ops; Owner: aquascene_owner
--

CREATE FUNCTION ops.set_setting(key text, value jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _type text;
begin
    select jsonb_typeof(s.value) into _type from ops.settings as s where s.key = set_setting.key;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no setting %L', set_setting.key),
            hint    = 'select key, description from ops.settings lists what there is.';
    end if;
    if set_setting.value is null or jsonb_typeof(set_setting.value) <> _type then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('setting %s takes a JSON %s, not %s', set_setting.key, _type,
                             coalesce(set_setting.value::text, 'null')),
            hint    = 'Its description says what it may be.';
    end if;

    update ops.settings as s
       set value = set_setting.value
     where s.key = set_setting.key;
end;
$$;

ALTER FUNCTION ops.set_setting(key text, value jsonb) OWNER TO aquascene_owner;

--
-- Name: FUNCTION set_setting(key text, value jsonb); Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON FUNCTION ops.set_setting(key text, value jsonb) IS 'Changes the value of a setting that exists.

key: as listed in ops.settings. value: of the same JSON type as the present one.
Errors: P0002 no such setting; 22023 another JSON type. Writes: ops.settings (audited).';

--
-- Name: set_updated_at(); Type: FUNCTION; Schema: ops; Owner: aquascene_owner
--

CREATE FUNCTION ops.set_updated_at() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    new.updated_at := ops.now();
    return new;
end;
$$;

ALTER FUNCTION ops.set_updated_at() OWNER TO aquascene_owner;

--
-- Name: FUNCTION set_updated_at(); Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON FUNCTION ops.set_updated_at() IS 'Trigger, before update for each row: sets updated_at to ops.now(). Errors: none.';

--
-- Name: setting(text); Type: FUNCTION; Schema: ops; Owner: aquascene_owner
--

CREATE FUNCTION ops.setting(key text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _value jsonb;
begin
    select s.value into _value from ops.settings as s where s.key = setting.key;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no setting %L', setting.key),
            hint    = 'select key, description from ops.settings lists what there is.';
    end if;
    return _value;
end;
$$;

ALTER FUNCTION ops.setting(key text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION setting(key text); Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON FUNCTION ops.setting(key text) IS 'Returns the value of a setting as jsonb; cast it: ops.setting(''…'')::int, or #>> ''{}'' for text.

key: as listed in ops.settings. Errors: P0002 no such setting.';

--
-- Name: update_table_statistics(); Type: FUNCTION; Schema: ops; Owner: aquascene_owner
--

CREATE FUNCTION ops.update_table_statistics() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _table regclass;
begin
    for _table in
        select t.name::regclass
          from unnest(array['audience.subscribers', 'content.generated_content',
                            'analytics.content_metrics', 'analytics.newsletter_metrics'])
               as t (name)
    loop
        execute format('analyze %s', _table);
    end loop;

    update audience.subscriber_segments as s
       set subscriber_count = c.members
      from (select g.id, count(m.subscriber_id) as members
              from audience.subscriber_segments as g
              left join audience.subscriber_segment_memberships as m on m.segment_id = g.id
             group by g.id) as c
     where c.id = s.id and s.subscriber_count <> c.members;
end;
$$;

ALTER FUNCTION ops.update_table_statistics() OWNER TO aquascene_owner;

--
-- Name: FUNCTION update_table_statistics(); Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON FUNCTION ops.update_table_statistics() IS 'Analyzes subscribers, generated_content, content_metrics and newsletter_metrics, and brings
subscriber_segments.subscriber_count up to date. Run it nightly.

Errors: none. Writes: audience.subscriber_segments. Locks: share update exclusive on each table.';

--
-- Name: scraper_pages; Type: TABLE; Schema: scraping; Owner: aquascene_owner
--

CREATE TABLE scraping.scraper_pages (
    id bigint NOT NULL,
    target_id integer NOT NULL,
    job_id uuid,
    url text NOT NULL,
    host text GENERATED ALWAYS AS ("substring"(url, '^https?://([^/]+)'::text)) STORED NOT NULL,
    depth integer DEFAULT 0 NOT NULL,
    kind text,
    title text,
    outcome text,
    status_code integer,
    error text,
    etag text,
    last_modified text,
    content_hash text,
    redirected_to text,
    redirect_count integer DEFAULT 0 NOT NULL,
    raw_content_id uuid,
    failure_count integer DEFAULT 0 NOT NULL,
    fetch_interval interval,
    next_fetch_at timestamp with time zone,
    discovered_at timestamp with time zone DEFAULT now() NOT NULL,
    fetched_at timestamp with time zone,
    changed_at timestamp with time zone,
    CONSTRAINT scraper_pages_counts_are_counts CHECK (((depth >= 0) AND (failure_count >= 0) AND (redirect_count >= 0))),
    CONSTRAINT scraper_pages_fetch_interval_is_positive CHECK ((fetch_interval > '00:00:00'::interval)),
    CONSTRAINT scraper_pages_kind_is_known CHECK ((kind = ANY (ARRAY['page'::text, 'feed'::text, 'sitemap'::text]))),
    CONSTRAINT scraper_pages_outcome_is_known CHECK ((outcome = ANY (ARRAY['new'::text, 'duplicate'::text, 'near_duplicate'::text, 'filtered'::text, 'empty'::text, 'not_modified'::text, 'redirected'::text, 'blocked'::text, 'failed'::text]))),
    CONSTRAINT scraper_pages_status_code_is_http CHECK (((status_code >= 100) AND (status_code <= 599)))
);

ALTER TABLE scraping.scraper_pages OWNER TO aquascene_owner;

--
-- Name: TABLE scraper_pages; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON TABLE scraping.scraper_pages IS 'The frontier: every address a target knows, when it is due, and what came of it.';

--
-- Name: COLUMN scraper_pages.id; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.id IS 'Identity of the page.';

--
-- Name: COLUMN scraper_pages.target_id; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.target_id IS 'The target.';

--
-- Name: COLUMN scraper_pages.job_id; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.job_id IS 'The job that last asked for it.';

--
-- Name: COLUMN scraper_pages.url; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.url IS 'Address, as scraping.normalize_url has it.';

--
-- Name: COLUMN scraper_pages.host; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.host IS 'Host of the address, with the port if it is not the usual one.';

--
-- Name: COLUMN scraper_pages.depth; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.depth IS 'Links between base_url and the page.';

--
-- Name: COLUMN scraper_pages.kind; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.kind IS 'page = HTML; feed = RSS, Atom or JSON Feed; sitemap.';

--
-- Name: COLUMN scraper_pages.title; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.title IS 'Title of its article, if it had one.';

--
-- Name: COLUMN scraper_pages.outcome; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.outcome IS 'What came of it last: new, duplicate, near_duplicate (see content.ingest_raw); filtered = the
rules keep it out; empty = no article in it; not_modified; redirected; blocked = robots.txt forbids
it; failed.';

--
-- Name: COLUMN scraper_pages.status_code; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.status_code IS 'HTTP status of the last answer.';

--
-- Name: COLUMN scraper_pages.error; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.error IS 'What went wrong last.';

--
-- Name: COLUMN scraper_pages.etag; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.etag IS 'ETag of the last answer, for a conditional request.';

--
-- Name: COLUMN scraper_pages.last_modified; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.last_modified IS 'Last-Modified of the last answer.';

--
-- Name: COLUMN scraper_pages.content_hash; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.content_hash IS 'SHA-256 of the article''s text in hexadecimal, to see whether it changed.';

--
-- Name: COLUMN scraper_pages.redirected_to; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.redirected_to IS 'Where the last answer sent us.';

--
-- Name: COLUMN scraper_pages.redirect_count; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.redirect_count IS 'Redirects in a row that led here when it was found.';

--
-- Name: COLUMN scraper_pages.raw_content_id; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.raw_content_id IS 'What it gave.';

--
-- Name: COLUMN scraper_pages.failure_count; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.failure_count IS 'Failures in a row.';

--
-- Name: COLUMN scraper_pages.fetch_interval; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.fetch_interval IS 'Time between two looks at it: half as long after each change, half longer after none.';

--
-- Name: COLUMN scraper_pages.next_fetch_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.next_fetch_at IS 'A job that begins after this asks for it; one found lately counts as overdue for a while, by its
depth. Null: never.';

--
-- Name: COLUMN scraper_pages.discovered_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.discovered_at IS 'When a link to it was first seen.';

--
-- Name: COLUMN scraper_pages.fetched_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.fetched_at IS 'When it was last asked for.';

--
-- Name: COLUMN scraper_pages.changed_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_pages.changed_at IS 'When it was last seen changed.';

--
-- Name: _add_links(scraping.scraper_pages, jsonb, jsonb, timestamp with time zone); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping._add_links(page scraping.scraper_pages, rules jsonb, links jsonb, since timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
declare
    _depth   constant integer := coalesce((rules #>> '{extraction,max_depth}')::integer, 3);
    _limit   constant integer := ops.setting('scraping.max_known_pages')::integer;
    _target  scraping.scraper_targets;
    _urls    text[];
    _depths  integer[];
    _times   timestamptz[];
    _places  bigint[];
    _woken   integer;
    _added   integer;
begin
    select t.* into _target from scraping.scraper_targets as t where t.id = page.target_id;
    -- In the order of their addresses: two workers who find the same links do not deadlock.
    select array_agg(l.url order by l.url), array_agg(l.depth order by l.url),
           array_agg(l.modified order by l.url), array_agg(l.place order by l.url)
      into _urls, _depths, _times, _places
      from (select distinct on (n.url) n.url, e.place,
                   page.depth + case when e.link ->> 'listing' = 'true' then 0 else 1 end as depth,
                   content._as_instant(e.link ->> 'modified') as modified
              from jsonb_array_elements(links) with ordinality as e (link, place)
             cross join lateral (select scraping.normalize_url(e.link ->> 'url') offset 0)
                   as n (url)
             where scraping._is_within(n.url, _target.domains)
               and not scraping._is_trap(n.url)
               and not exists (
                       select
                         from jsonb_array_elements_text(
                                  coalesce(rules #> '{filters,exclude_patterns}', '[]'))
                                  as x (pattern)
                        where strpos(lower(n.url), lower(x.pattern)) > 0)
             order by n.url, e.place) as l
     where l.depth <= _depth;

    -- A feed or sitemap says that a page has changed since we looked.
    update scraping.scraper_pages as p
       set next_fetch_at = case when p.fetched_at > since then ops.now()   -- in the next job
                                else since end
      from (select l.url, l.modified from unnest(_urls, _times) as l (url, modified)) as l
     where p.target_id = page.target_id and p.url = l.url and l.modified > p.fetched_at
       and (p.next_fetch_at > since or p.next_fetch_at is null);
    get diagnostics _woken = row_count;

    -- What is new counts as overdue for a day, less with each link from the beginning, so that
    -- neither what is new nor what is old waits for ever when max_pages is small; what stands
    -- first on a page comes first.
    insert into scraping.scraper_pages (target_id, url, depth, redirect_count, next_fetch_at)
    select page.target_id, l.url, l.depth,
           case when page.redirected_to = l.url then page.redirect_count + 1 else 0 end,
           since - interval '1 day' / greatest(l.depth, 1)
               + least(l.place, 10000) * interval '1 millisecond'
      from unnest(_urls, _depths, _places) as l (url, depth, place)
     where not exists (select from scraping.scraper_pages as p
                        where p.target_id = page.target_id and p.url = l.url)
     order by l.url
     limit greatest(0, _limit - _target.page_count)
    on conflict on constraint scraper_pages_are_known_once_a_target do nothing;
    get diagnostics _added = row_count;

    if _added + _woken > 0 then
        insert into scraping.scraper_hosts (host)
        select distinct substring(l.url from '^https?://([^/]+)') as host
          from unnest(_urls) as l (url)
         order by host
        on conflict on constraint scraper_hosts_pkey do nothing;
        insert into scraping.scraping_job_hosts (job_id, host)
        select distinct page.job_id, substring(l.url from '^https?://([^/]+)') as host
          from unnest(_urls) as l (url)
          join scraping.scraping_jobs as j on j.id = page.job_id and j.status = 'running'
         order by host
        on conflict on constraint scraping_job_hosts_pkey do nothing;
    end if;
    return _added;
end;
$$;

ALTER FUNCTION scraping._add_links(page scraping.scraper_pages, rules jsonb, links jsonb, since timestamp with time zone) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _add_links(page scraping.scraper_pages, rules jsonb, links jsonb, since timestamp with time zone); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping._add_links(page scraping.scraper_pages, rules jsonb, links jsonb, since timestamp with time zone) IS 'Adds the links that a page gave to the frontier, as far as domains, depth, exclude_patterns and
the limits allow, and returns how many were new.

page: with the job that asked for it. rules: of the job. links: as in scraping.record_page.
since: when the job began. Errors: none. Writes: scraping.scraper_pages, scraping.scraper_hosts,
scraping.scraping_job_hosts.';

--
-- Name: _begin_job(uuid); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping._begin_job(job_id uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
declare
    _job    scraping.scraping_jobs;
    _target scraping.scraper_targets;
    _hosts  text[];
begin
    update scraping.scraping_jobs as j
       set status = 'running', started_at = ops.now(), configuration = t.scraping_rules
      from scraping.scraper_targets as t
     where j.id = _begin_job.job_id and t.id = j.target_id
    returning j.* into _job;
    select t.* into _target from scraping.scraper_targets as t where t.id = _job.target_id;

    insert into scraping.scraper_pages as p (target_id, url, next_fetch_at)
    values (_job.target_id, coalesce(scraping.normalize_url(_target.base_url), _target.base_url),
            'epoch')
    on conflict on constraint scraper_pages_are_known_once_a_target do update
       set depth = 0, next_fetch_at = excluded.next_fetch_at;

    with recursive host as (
        (select p.host
           from scraping.scraper_pages as p
          where p.target_id = _job.target_id and p.next_fetch_at is not null
          order by p.host
          limit 1)
        union all
        select (select p.host
                  from scraping.scraper_pages as p
                 where p.target_id = _job.target_id and p.host > h.host
                   and p.next_fetch_at is not null
                 order by p.host
                 limit 1)
          from host as h
         where h.host is not null
    )
    select array_agg(h.host order by h.host) into _hosts
      from host as h
     where scraping._is_within('http://' || h.host, _target.domains)    -- they may have changed
       and exists (select
                     from scraping.scraper_pages as p
                    where p.target_id = _job.target_id and p.host = h.host
                      and p.next_fetch_at <= _job.started_at);
    insert into scraping.scraper_hosts (host)
    select h.host from unnest(_hosts) as h (host) order by h.host
    on conflict on constraint scraper_hosts_pkey do nothing;
    insert into scraping.scraping_job_hosts (job_id, host)
    select _job.id, h.host from unnest(_hosts) as h (host);
end;
$$;

ALTER FUNCTION scraping._begin_job(job_id uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _begin_job(job_id uuid); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping._begin_job(job_id uuid) IS 'Begins a pending job: its work is the pages of its target that are due now at its domains,
base_url among them.

job_id: a pending job that the caller has locked. Errors: none. Writes: scraping.scraping_jobs,
scraping.scraper_pages, scraping.scraper_hosts, scraping.scraping_job_hosts.';

--
-- Name: _delay(jsonb, integer, interval); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping._delay(rules jsonb, rate_limit_delay integer, crawl_delay interval) RETURNS interval
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select greatest(
        make_interval(secs => coalesce(
            1 / (rules #>> '{rate_limiting,requests_per_second}')::double precision,
            rate_limit_delay)),
        case when coalesce((rules #>> '{extraction,respect_robots_txt}')::boolean, true)
             then crawl_delay end);
$$;

ALTER FUNCTION scraping._delay(rules jsonb, rate_limit_delay integer, crawl_delay interval) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _delay(rules jsonb, rate_limit_delay integer, crawl_delay interval); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping._delay(rules jsonb, rate_limit_delay integer, crawl_delay interval) IS 'Returns the time between two requests to a host.

rules, rate_limit_delay: of the target. crawl_delay: of the host''s robots.txt. Errors: none.';

--
-- Name: _finish_jobs(); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping._finish_jobs() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
declare
    _job      record;
    _failures integer;
begin
    -- A host has no more to do for a job when no page is due there, and nobody is at work who may
    -- find one. Who asks to be left alone for long is not waited for: those pages stay due.
    delete from scraping.scraping_job_hosts as w
     using (select l.job_id, l.host
              from scraping.scraping_job_hosts as l
              join scraping.scraper_hosts as h using (host)
              join scraping.scraping_jobs as j on j.id = l.job_id
              join scraping.scraper_targets as t on t.id = j.target_id
             where not exists (select from scraping.scraper_leases as s where s.job_id = l.job_id)
               and (h.next_request_at
                        > ops.now() + (ops.setting('scraping.max_wait') #>> '{}')::interval
                    or j.asked_count >= t.max_pages
                    or not exists (select
                                     from scraping.scraper_pages as p
                                    where p.target_id = j.target_id and p.host = l.host
                                      and p.next_fetch_at <= j.started_at))
               for update of l skip locked) as l
     where w.job_id = l.job_id and w.host = l.host;

    for _job in
        select j.id, j.target_id, j.started_at,
               exists (select from scraping.scraper_pages as p
                        where p.job_id = j.id and p.outcome not in ('failed', 'blocked'))
               or j.errors_count = 0 as is_good
          from scraping.scraping_jobs as j
          join scraping.scraper_targets as t on t.id = j.target_id
         where j.status = 'running'
           and not exists (select from scraping.scraping_job_hosts as w where w.job_id = j.id)
           and not exists (select from scraping.scraper_leases as s where s.job_id = j.id)
           for no key update of j, t skip locked
    loop
        update scraping.scraping_jobs as j
           set status = case when _job.is_good then 'completed' else 'failed' end,
               completed_at = greatest(ops.now(), _job.started_at)
         where j.id = _job.id;
        update scraping.scraper_targets as t
           set last_scraped_at = case when _job.is_good then ops.now() else t.last_scraped_at end,
               next_scrape_at = ops.now() + t.scrape_frequency
                   * case when _job.is_good then 1 else 2 ^ least(t.failure_count + 1, 6) end,
               success_count = t.success_count + _job.is_good::integer,
               error_count = t.error_count + (not _job.is_good)::integer,
               failure_count = case when _job.is_good then 0 else t.failure_count + 1 end
         where t.id = _job.target_id
        returning t.failure_count into _failures;

        if _failures >= ops.setting('scraping.pause_after_failures')::integer then
            update scraping.scraper_targets as t
               set is_active = false, paused_reason = format('%s jobs in a row failed', _failures)
             where t.id = _job.target_id and t.is_active;
            if found then
                perform audit.record_event(
                    'scraping', 'target_paused',
                    jsonb_build_object('target', t.name, 'failure_count', _failures,
                                       'last_error', j.error_details -> -1),
                    'error', 'scraping')
                   from scraping.scraper_targets as t
                   join scraping.scraping_jobs as j on j.id = _job.id
                  where t.id = _job.target_id;
            end if;
        end if;
    end loop;
end;
$$;

ALTER FUNCTION scraping._finish_jobs() OWNER TO aquascene_owner;

--
-- Name: FUNCTION _finish_jobs(); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping._finish_jobs() IS 'Ends the jobs that have nothing left to do: completed, or failed when each page that was asked for
failed; then the target waits twice as long for each failure in a row, and is paused after
scraping.pause_after_failures.

Errors: none. Writes: scraping.scraping_jobs, scraping.scraper_targets,
scraping.scraping_job_hosts, audit.system_events.';

--
-- Name: scraper_targets; Type: TABLE; Schema: scraping; Owner: aquascene_owner
--

CREATE TABLE scraping.scraper_targets (
    id integer NOT NULL,
    name character varying(100) NOT NULL,
    base_url character varying(500) NOT NULL,
    domains text[] NOT NULL,
    categories text[],
    scraping_rules jsonb NOT NULL,
    rate_limit_delay integer DEFAULT 2 NOT NULL,
    max_pages integer DEFAULT 100 NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    last_scraped_at timestamp with time zone,
    next_scrape_at timestamp with time zone,
    scrape_frequency interval DEFAULT '1 day'::interval NOT NULL,
    success_count integer DEFAULT 0 NOT NULL,
    error_count integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    failure_count integer DEFAULT 0 NOT NULL,
    paused_reason text,
    page_count integer DEFAULT 0 NOT NULL,
    CONSTRAINT scraper_targets_base_url_is_http CHECK (((base_url)::text ~ '^https?://[^/]'::text)),
    CONSTRAINT scraper_targets_counts_are_counts CHECK (((success_count >= 0) AND (error_count >= 0) AND (failure_count >= 0) AND (page_count >= 0))),
    CONSTRAINT scraper_targets_domains_are_named CHECK ((cardinality(domains) >= 1)),
    CONSTRAINT scraper_targets_max_pages_is_positive CHECK ((max_pages >= 1)),
    CONSTRAINT scraper_targets_rate_limit_delay_is_not_negative CHECK ((rate_limit_delay >= 0)),
    CONSTRAINT scraper_targets_rules_are_an_object CHECK ((jsonb_typeof(scraping_rules) = 'object'::text)),
    CONSTRAINT scraper_targets_scrape_frequency_is_bounded CHECK ((scrape_frequency <= '10 years'::interval)),
    CONSTRAINT scraper_targets_scrape_frequency_is_positive CHECK ((scrape_frequency > '00:00:00'::interval))
);

ALTER TABLE scraping.scraper_targets OWNER TO aquascene_owner;

--
-- Name: TABLE scraper_targets; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON TABLE scraping.scraper_targets IS 'Sites to take articles from, and the rules for each.';

--
-- Name: COLUMN scraper_targets.id; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_targets.id IS 'Identity of the target.';

--
-- Name: COLUMN scraper_targets.name; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_targets.name IS 'Name for people and commands.';

--
-- Name: COLUMN scraper_targets.base_url; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_targets.base_url IS 'Page, feed or sitemap to begin with.';

--
-- Name: COLUMN scraper_targets.domains; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_targets.domains IS 'Hosts that may be asked, and those below them.';

--
-- Name: COLUMN scraper_targets.categories; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_targets.categories IS 'Categories of what is found there.';

--
-- Name: COLUMN scraper_targets.scraping_rules; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_targets.scraping_rules IS 'What to take and how: see scraping.validate_rules.';

--
-- Name: COLUMN scraper_targets.rate_limit_delay; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_targets.rate_limit_delay IS 'Seconds between requests, unless the rules say requests_per_second.';

--
-- Name: COLUMN scraper_targets.max_pages; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_targets.max_pages IS 'Pages asked for in a job at most.';

--
-- Name: COLUMN scraper_targets.is_active; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_targets.is_active IS 'Whether it is scraped.';

--
-- Name: COLUMN scraper_targets.last_scraped_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_targets.last_scraped_at IS 'When a job last completed.';

--
-- Name: COLUMN scraper_targets.next_scrape_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_targets.next_scrape_at IS 'When the next job is due.';

--
-- Name: COLUMN scraper_targets.scrape_frequency; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_targets.scrape_frequency IS 'Time between jobs.';

--
-- Name: COLUMN scraper_targets.success_count; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_targets.success_count IS 'Jobs completed.';

--
-- Name: COLUMN scraper_targets.error_count; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_targets.error_count IS 'Jobs failed.';

--
-- Name: COLUMN scraper_targets.created_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_targets.created_at IS 'When the target was added.';

--
-- Name: COLUMN scraper_targets.updated_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_targets.updated_at IS 'When it was last changed.';

--
-- Name: COLUMN scraper_targets.failure_count; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_targets.failure_count IS 'Jobs failed in a row.';

--
-- Name: COLUMN scraper_targets.paused_reason; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_targets.paused_reason IS 'Why it is not scraped.';

--
-- Name: COLUMN scraper_targets.page_count; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_targets.page_count IS 'Pages found by links.';

--
-- Name: _found_target(text); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping._found_target(target_name text) RETURNS scraping.scraper_targets
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _target scraping.scraper_targets;
begin
    select t.* into _target
      from scraping.scraper_targets as t
     where t.name = _found_target.target_name
       for no key update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no scraper target %L', _found_target.target_name),
            hint    = 'select name from scraping.target_report lists them.';
    end if;
    return _target;
end;
$$;

ALTER FUNCTION scraping._found_target(target_name text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _found_target(target_name text); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping._found_target(target_name text) IS 'Returns the target of a name, locked. Errors: P0002 no such target. Locks: the target.';

--
-- Name: _is_selector(text); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping._is_selector(selector text) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    _name     constant text := '(-?([_a-zA-Z]|[^\u0001-\u009f]|\\[^\n])'
                               '([-_a-zA-Z0-9]|[^\u0001-\u009f]|\\[^\n])*)';
    _simple   constant text := '(#' || _name || '|\.' || _name || '|\[' || _name
                               || '( ?([~|^$*]?=) ?(""|' || _name || ')( ?[iIsS])?)?\]|:\u0001)';
    _compound constant text := '((\*|' || _name || ')' || _simple || '*|' || _simple || '+)';
    _complex  constant text := _compound || '( ?[>+~] ?' || _compound || '| ' || _compound || ')*';
    _list     constant text := '^' || _complex || '( ?, ?' || _complex || ')*$';
    _text     text := left(selector, 1000);
    _call     text[];
begin
    -- U+0001 stands for what was looked at.
    if length(selector) > 500 or selector ~ '\u0001' then
        return false;
    end if;
    -- Strings first, since anything may stand in them; then white space that means nothing.
    _text := regexp_replace(_text, '"([^"\\\n]|\\.)*"|''([^''\\\n]|\\.)*''', '""', 'g');
    _text := btrim(regexp_replace(_text, '[ \t\n\r\f]+', ' ', 'g'));
    _text := regexp_replace(_text, '(\[|\() | (\]|\))', '\1\2', 'g');
    _text := regexp_replace(
        _text, ':(first-child|last-child|only-child|first-of-type|last-of-type|only-of-type|empty'
               '|root|link|any-link|checked|disabled|enabled|optional|required|read-only'
               '|read-write|placeholder-shown)(?![-_a-zA-Z0-9(])', E':\u0001', 'g');
    -- From the innermost outwards; what is no more than a known call becomes a plain class.
    loop
        _call := regexp_match(_text, ':([a-z-]+)\(([^()]*)\)');
        exit when _call is null;
        if not (case
            when _call[1] in ('not', 'is', 'where') then _call[2] ~ _list
            when _call[1] = 'has' then regexp_replace(_call[2], '^[>+~] ?', '') ~ _list
            when _call[1] in ('nth-child', 'nth-last-child', 'nth-of-type', 'nth-last-of-type')
                then _call[2] ~ '^(odd|even|[+-]?[0-9]+|[+-]?[0-9]*n( ?[+-] ?[0-9]+)?)$'
            when _call[1] = 'lexbor-contains' then _call[2] ~ '^""( i)?$'
            else false
        end) then
            return false;
        end if;
        _text := overlay(_text placing E':\u0001'
                         from strpos(_text, ':' || _call[1] || '(' || _call[2] || ')')
                         for length(_call[1]) + length(_call[2]) + 3);
    end loop;
    return _text ~ _list;
end;
$_$;

ALTER FUNCTION scraping._is_selector(selector text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _is_selector(selector text); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping._is_selector(selector text) IS 'Returns whether a text is a CSS selector that the crawler understands: types, classes, ids,
attributes, combinators, lists, and the pseudo-classes of the structure of a document.

selector: at most 500 characters. Errors: none.';

--
-- Name: _is_trap(text); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping._is_trap(url text) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
    select p.path ~ '/(([^/]+/){1,4})\1\1' or p.path ~ '(/[^/]*){22}'
      from (select regexp_replace(url, '^https?://[^/]*|/?([?].*)?$', '', 'g') || '/'
           ) as p (path);
$_$;

ALTER FUNCTION scraping._is_trap(url text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _is_trap(url text); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping._is_trap(url text) IS 'Returns whether an address looks as if a site made it without end: one to four segments three
times in a row, or more than 20 segments.

url: from scraping.normalize_url. Errors: none.';

--
-- Name: _is_within(text, text[]); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping._is_within(url text, domains text[]) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
    select exists (
        select
          from unnest(domains) as d (domain)
         cross join substring(url from '^https?://([^/]+)') as h (host)
         where d.domain in (h.host, regexp_replace(h.host, ':[0-9]+$', ''))
            or right(regexp_replace(h.host, ':[0-9]+$', ''), length(d.domain) + 1)
                   = '.' || d.domain);
$_$;

ALTER FUNCTION scraping._is_within(url text, domains text[]) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _is_within(url text, domains text[]); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping._is_within(url text, domains text[]) IS 'Returns whether an address is at one of the domains, or below it.

url: from scraping.normalize_url. domains: lower-case, with a port to allow only this.
Errors: none.';

--
-- Name: _redirect_fault(scraping.scraper_pages, text); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping._redirect_fault(page scraping.scraper_pages, location text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _limit    constant integer := 5;
    _target   constant text    := scraping.normalize_url(location);
    _domains  text[];
    _loops    boolean;
begin
    if _target is null then
        return format('redirected to %s, which is not an http(s) address', left(location, 200));
    end if;
    select t.domains into _domains from scraping.scraper_targets as t where t.id = page.target_id;
    if not scraping._is_within(_target, _domains) then
        return format('redirected to %s, which is at none of the domains', _target);
    end if;
    with recursive hop as (
        select _target as url, 1 as hops
        union all
        select p.redirected_to, h.hops + 1
          from hop as h
          join scraping.scraper_pages as p on p.target_id = page.target_id and p.url = h.url
         where p.redirected_to is not null and h.url <> page.url and h.hops <= _limit
    )
    select bool_or(h.url = page.url) into _loops from hop as h;
    if _loops then
        return format('redirect loop: %s leads back here', _target);
    end if;
    if page.redirect_count >= _limit then
        return format('more than %s redirects in a row', _limit);
    end if;
    return null;
end;
$$;

ALTER FUNCTION scraping._redirect_fault(page scraping.scraper_pages, location text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _redirect_fault(page scraping.scraper_pages, location text); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping._redirect_fault(page scraping.scraper_pages, location text) IS 'Returns why a redirect is not followed, null when it is.

page: what was asked for. location: where it sends us. Errors: none.';

--
-- Name: _requests_at_once(jsonb); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping._requests_at_once(rules jsonb) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select coalesce((rules #>> '{rate_limiting,concurrent_requests}')::integer, 1);
$$;

ALTER FUNCTION scraping._requests_at_once(rules jsonb) OWNER TO aquascene_owner;

--
-- Name: FUNCTION _requests_at_once(rules jsonb); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping._requests_at_once(rules jsonb) IS 'Returns how many requests a host may be answering at a time.

rules: of the target. Errors: none.';

--
-- Name: add_target(text, text, text[], jsonb, integer, integer, interval, text[]); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping.add_target(name text, base_url text, domains text[] DEFAULT NULL::text[], scraping_rules jsonb DEFAULT '{}'::jsonb, rate_limit_delay integer DEFAULT 2, max_pages integer DEFAULT 100, scrape_frequency interval DEFAULT '1 day'::interval, categories text[] DEFAULT NULL::text[]) RETURNS scraping.scraper_targets
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _base_url constant text := scraping.normalize_url(add_target.base_url);
    _domains  text[];
    _errors   text;
    _no_host  text;
    _is_wrong boolean;
    _target   scraping.scraper_targets;
begin
    if _base_url is null or length(_base_url) > 500 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('base_url %L is not an http(s) address', add_target.base_url),
            hint    = 'Give the whole address of the page to begin with.';
    end if;
    select string_agg(format('%s %s', v.path, v.error), '; ') into _errors
      from scraping.validate_rules(add_target.scraping_rules) as v;
    if _errors is not null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('wrong scraping_rules: %s', _errors),
            hint    = '\df+ scraping.validate_rules says what there is.';
    end if;
    select array_agg(d.host order by d.place), min(d.domain) filter (where d.host is null),
           bool_or(d.host is null)
      into _domains, _no_host, _is_wrong
      from (select u.domain, u.place,
                   case when u.domain !~ '[/?#@]'
                        then substring(scraping.normalize_url('http://' || u.domain)
                                       from '^http://([^/]+)') end as host
              from unnest(add_target.domains) with ordinality as u (domain, place)) as d;
    if _is_wrong then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('domain %L is no name of a host', _no_host),
            hint    = 'Write it as in www.example.com.';
    end if;
    if add_target.domains is null then
        _domains := array[
            regexp_replace(substring(_base_url from '^https?://([^/]+)'), '^www\.', '')];
    elsif cardinality(_domains) > 0 and not scraping._is_within(_base_url, _domains) then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('base_url %L is at none of the domains %s', add_target.base_url,
                             _domains),
            hint    = 'Add its host to domains, or leave domains out.';
    end if;

    insert into scraping.scraper_targets as t (
        name, base_url, domains, scraping_rules, rate_limit_delay, max_pages, scrape_frequency,
        categories)
    values (
        add_target.name, _base_url, coalesce(_domains, '{}'), add_target.scraping_rules,
        add_target.rate_limit_delay, add_target.max_pages, add_target.scrape_frequency,
        add_target.categories)
    on conflict on constraint scraper_targets_name_key do update
       set base_url = excluded.base_url,
           domains = excluded.domains,
           scraping_rules = excluded.scraping_rules,
           rate_limit_delay = excluded.rate_limit_delay,
           max_pages = excluded.max_pages,
           scrape_frequency = excluded.scrape_frequency,
           categories = excluded.categories
    returning t.* into _target;
    return _target;
end;
$$;

ALTER FUNCTION scraping.add_target(name text, base_url text, domains text[], scraping_rules jsonb, rate_limit_delay integer, max_pages integer, scrape_frequency interval, categories text[]) OWNER TO aquascene_owner;

--
-- Name: FUNCTION add_target(name text, base_url text, domains text[], scraping_rules jsonb, rate_limit_delay integer, max_pages integer, scrape_frequency interval, categories text[]); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping.add_target(name text, base_url text, domains text[], scraping_rules jsonb, rate_limit_delay integer, max_pages integer, scrape_frequency interval, categories text[]) IS 'Adds a site to take articles from, or changes the one of that name, and returns its row. A job
that is under way keeps the rules it began with.

base_url: page, feed or sitemap to begin with. domains: hosts that may be asked, and those below
them; the host of base_url, without www, when missing. scraping_rules: see scraping.validate_rules.
rate_limit_delay: seconds between requests unless the rules give requests_per_second. max_pages:
pages asked for in a job at most. scrape_frequency: time between jobs, ten years at most. Errors:
22023 bad address, domain or rules, or the address is at none of the domains; 23514 a number out of
range; 23502, 22001 no name, or one of more than 100 characters.
Writes: scraping.scraper_targets (audited).';

--
-- Name: claim_pages(text, integer, interval, uuid); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping.claim_pages(worker text, batch_size integer DEFAULT 1, lease interval DEFAULT '00:02:00'::interval, only_job uuid DEFAULT NULL::uuid) RETURNS TABLE(page_id bigint, job_id uuid, host text, url text, depth integer, etag text, last_modified text, rules jsonb, robots_fetched_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
#variable_conflict use_column
declare
    _now      constant timestamptz := ops.now();
    _lifetime constant interval :=
        (ops.setting('scraping.robots_lifetime') #>> '{}')::interval;
    _handed   integer := 0;
    _work     record;
    _hosts    text[]  := array[]::text[];
    _asked    bigint;                       -- pages of the job, with those in flight
begin
    if not coalesce(claim_pages.batch_size between 1 and 1000, false) then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('batch_size %s is not within 1 to 1000',
                             coalesce(claim_pages.batch_size::text, 'null')),
            hint    = 'As many as are fetched at once.';
    end if;
    if claim_pages.lease > interval '0' is not true then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('lease %s is not positive',
                             coalesce(claim_pages.lease::text, 'null')),
            hint    = 'Longer than a page may take: two minutes is a good lease.';
    end if;
    if coalesce(btrim(claim_pages.worker), '') = '' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'worker has no name',
            hint    = 'Pass a name that no other worker has, such as host:pid.';
    end if;

    -- What dead workers held
    delete from scraping.scraper_leases as l
     using (select s.id from scraping.scraper_leases as s
             where s.expires_at <= _now
               for update skip locked) as s
     where l.id = s.id;

    perform scraping._begin_job(p.id)
       from (select j.id
               from scraping.scraping_jobs as j
              where j.status = 'pending' and j.id = coalesce(claim_pages.only_job, j.id)
              order by j.created_at, j.id
              limit 1
                for update skip locked) as p;

    for _work in
        with flying as materialized (
            select l.job_id, count(l.page_id) as pages
              from scraping.scraper_leases as l
             group by l.job_id
        )
        select w.job_id, w.host, j.target_id, j.configuration, j.started_at, t.max_pages,
               h.robots_fetched_at,
               scraping._delay(j.configuration, t.rate_limit_delay, h.crawl_delay) as delay,
               scraping._requests_at_once(j.configuration) as at_once
          from scraping.scraping_job_hosts as w
          join scraping.scraper_hosts as h using (host)
          join scraping.scraping_jobs as j on j.id = w.job_id
          join scraping.scraper_targets as t on t.id = j.target_id
          left join flying as f on f.job_id = j.id
         where h.next_request_at <= _now and j.status = 'running'
           and j.id = coalesce(claim_pages.only_job, j.id)
           and (select count(*) from scraping.scraper_leases as l where l.host = w.host)
                   < scraping._requests_at_once(j.configuration)
           -- Hosts that have nothing to hand out would stand before those of other jobs for ever.
           and j.asked_count + coalesce(f.pages, 0) < t.max_pages
           and (select p.id                     -- no join: one look into the index a host
                  from scraping.scraper_pages as p
                 where p.target_id = j.target_id and p.host = w.host
                   and p.next_fetch_at <= j.started_at
                   and not exists (select from scraping.scraper_leases as l where l.page_id = p.id)
                 order by p.next_fetch_at, p.id
                 limit 1) is not null
         order by h.next_request_at, w.job_id
         limit claim_pages.batch_size * 2 + 10
           for no key update of h skip locked
    loop
        exit when _handed = claim_pages.batch_size;
        continue when _work.host = any(_hosts);     -- two jobs at one host

        -- Again, now that the host is ours: another worker may have asked it just before.
        continue when (select count(*) >= _work.at_once or bool_or(l.page_id is null)
                         from scraping.scraper_leases as l
                        where l.host = _work.host);
        select j.asked_count + (select count(*) from scraping.scraper_leases as l
                                 where l.job_id = j.id and l.page_id is not null)
          into _asked
          from scraping.scraping_jobs as j
         where j.id = _work.job_id;

        page_id := null;
        if _asked < _work.max_pages then
            select p.id, p.url, p.depth, p.etag, p.last_modified
              into page_id, url, depth, etag, last_modified
              from scraping.scraper_pages as p
             where p.target_id = _work.target_id and p.host = _work.host
               and p.next_fetch_at <= _work.started_at
               and not exists (select from scraping.scraper_leases as l where l.page_id = p.id)
             order by p.next_fetch_at, p.id
             limit 1;
        end if;
        continue when page_id is null;
        if coalesce((_work.configuration #>> '{extraction,respect_robots_txt}')::boolean, true)
            and coalesce(_work.robots_fetched_at <= _now - _lifetime, true)
        then                                        -- first its robots.txt
            page_id := null;
            url := substring(url from '^https?://[^/]+') || '/robots.txt';
            depth := null;
            etag := null;
            last_modified := null;
        end if;

        insert into scraping.scraper_leases (job_id, host, page_id, worker, leased_at, expires_at)
        values (_work.job_id, _work.host, page_id, claim_pages.worker, _now,
                _now + claim_pages.lease);
        update scraping.scraper_hosts as h
           set next_request_at = _now + _work.delay
         where h.host = _work.host;
        job_id := _work.job_id;
        host := _work.host;
        rules := _work.configuration;
        robots_fetched_at := _work.robots_fetched_at;
        _handed := _handed + 1;
        _hosts := _hosts || _work.host;
        return next;
    end loop;

    if _handed = 0 then
        perform scraping._finish_jobs();
    end if;
end;
$$;

ALTER FUNCTION scraping.claim_pages(worker text, batch_size integer, lease interval, only_job uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION claim_pages(worker text, batch_size integer, lease interval, only_job uuid); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping.claim_pages(worker text, batch_size integer, lease interval, only_job uuid) IS 'Hands a worker pages to fetch at once, each on another host, of hosts that may be asked now;
begins pending jobs and ends those that are done. No row: see scraping.next_claim.

worker: a name that no other worker has. batch_size: 1 to 1,000. lease: after it another worker may
have the page; scraping.heartbeat extends it. only_job: pages of this job alone. Returns the page
with the job''s rules, and robots_fetched_at, by which a worker sees whether it knows the host''s
robots.txt (scraping.robots_txt); or, with page_id null, the address of the robots.txt to fetch and
hand to scraping.record_robots. Of a host the page that is due longest comes first. Errors: 22023 a
batch_size or lease out of range, or a worker without a name. Writes: scraping.scraper_leases,
scraping.scraper_hosts, scraping.scraping_jobs, scraping.scraping_job_hosts,
scraping.scraper_targets. Locks: the hosts, without waiting.';

--
-- Name: scraping_jobs; Type: TABLE; Schema: scraping; Owner: aquascene_owner
--

CREATE TABLE scraping.scraping_jobs (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    target_id integer,
    job_type character varying(30) DEFAULT 'scheduled'::character varying NOT NULL,
    status character varying(20) DEFAULT 'pending'::character varying NOT NULL,
    started_at timestamp with time zone,
    completed_at timestamp with time zone,
    pages_scraped integer DEFAULT 0 NOT NULL,
    content_found integer DEFAULT 0 NOT NULL,
    errors_count integer DEFAULT 0 NOT NULL,
    error_details jsonb DEFAULT '[]'::jsonb NOT NULL,
    configuration jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    asked_count integer DEFAULT 0 NOT NULL,
    CONSTRAINT scraping_jobs_complete_after_they_start CHECK ((completed_at >= started_at)),
    CONSTRAINT scraping_jobs_configuration_is_an_object CHECK ((jsonb_typeof(configuration) = 'object'::text)),
    CONSTRAINT scraping_jobs_counts_are_counts CHECK (((pages_scraped >= 0) AND (content_found >= 0) AND (errors_count >= 0) AND (asked_count >= 0))),
    CONSTRAINT scraping_jobs_error_details_is_a_list CHECK ((jsonb_typeof(error_details) = 'array'::text)),
    CONSTRAINT scraping_jobs_job_type_is_known CHECK (((job_type)::text = ANY ((ARRAY['scheduled'::character varying, 'manual'::character varying, 'test'::character varying])::text[]))),
    CONSTRAINT scraping_jobs_status_is_known CHECK (((status)::text = ANY ((ARRAY['pending'::character varying, 'running'::character varying, 'completed'::character varying, 'failed'::character varying, 'cancelled'::character varying])::text[])))
);

ALTER TABLE scraping.scraping_jobs OWNER TO aquascene_owner;

--
-- Name: TABLE scraping_jobs; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON TABLE scraping.scraping_jobs IS 'One visit to a target: what was asked, found and failed.';

--
-- Name: COLUMN scraping_jobs.id; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraping_jobs.id IS 'Identity of the job.';

--
-- Name: COLUMN scraping_jobs.target_id; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraping_jobs.target_id IS 'The target.';

--
-- Name: COLUMN scraping_jobs.job_type; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraping_jobs.job_type IS 'scheduled = it was due; manual = somebody asked; test = tries the rules.';

--
-- Name: COLUMN scraping_jobs.status; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraping_jobs.status IS 'pending = waits; running = pages are being fetched; completed; failed; cancelled.';

--
-- Name: COLUMN scraping_jobs.started_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraping_jobs.started_at IS 'When it began.';

--
-- Name: COLUMN scraping_jobs.completed_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraping_jobs.completed_at IS 'When it ended.';

--
-- Name: COLUMN scraping_jobs.pages_scraped; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraping_jobs.pages_scraped IS 'Pages that answered, with whatever status.';

--
-- Name: COLUMN scraping_jobs.content_found; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraping_jobs.content_found IS 'New raw content.';

--
-- Name: COLUMN scraping_jobs.errors_count; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraping_jobs.errors_count IS 'Pages that failed.';

--
-- Name: COLUMN scraping_jobs.error_details; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraping_jobs.error_details IS 'The first hundred failures: url, error.';

--
-- Name: COLUMN scraping_jobs.configuration; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraping_jobs.configuration IS 'The target''s rules when the job began.';

--
-- Name: COLUMN scraping_jobs.created_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraping_jobs.created_at IS 'When it was made.';

--
-- Name: COLUMN scraping_jobs.updated_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraping_jobs.updated_at IS 'When a worker last did something for it.';

--
-- Name: COLUMN scraping_jobs.asked_count; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraping_jobs.asked_count IS 'Pages asked for; max_pages at most.';

--
-- Name: enqueue_due(); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping.enqueue_due() RETURNS SETOF scraping.scraping_jobs
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    insert into scraping.scraping_jobs as j (target_id, job_type)
    select t.id, 'scheduled'
      from scraping.scraper_targets as t
     where t.is_active and (t.next_scrape_at is null or t.next_scrape_at <= ops.now())
     order by t.next_scrape_at nulls first, t.id
       for no key update                        -- it may be paused just now
        on conflict (target_id) where status in ('pending', 'running') do nothing
    returning j.*;
$$;

ALTER FUNCTION scraping.enqueue_due() OWNER TO aquascene_owner;

--
-- Name: FUNCTION enqueue_due(); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping.enqueue_due() IS 'Makes a job of each active target whose next_scrape_at has come and that has none unfinished, and
returns the new jobs. scraping.claim_pages begins them.

Errors: none. Writes: scraping.scraping_jobs. Locks: the targets.';

--
-- Name: heartbeat(text, interval); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping.heartbeat(worker text, lease interval DEFAULT '00:02:00'::interval) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    with beat as (
        update scraping.scraper_leases as l
           set expires_at = greatest(l.expires_at, ops.now() + heartbeat.lease)
         where l.id in (select s.id
                          from scraping.scraper_leases as s
                         where s.worker = heartbeat.worker
                           for update skip locked)
        returning l.id
    )
    select count(*)::integer from beat;
$$;

ALTER FUNCTION scraping.heartbeat(worker text, lease interval) OWNER TO aquascene_owner;

--
-- Name: FUNCTION heartbeat(worker text, lease interval); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping.heartbeat(worker text, lease interval) IS 'Extends the leases of a worker, which says so that it is alive, and returns how many it has.

worker: as claimed. lease: from now on. Errors: none. Writes: scraping.scraper_leases.';

--
-- Name: next_claim(uuid); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping.next_claim(only_job uuid DEFAULT NULL::uuid) RETURNS interval
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
    select min(n.wait)
      from (
        select greatest(
                   case when not (d.is_due and j.asked_count + b.pages < t.max_pages)
                        then coalesce(b.expires_at, ops.now())  -- it ends, or somebody finds more
                        when l.leased >= scraping._requests_at_once(j.configuration)
                             or l.is_robots_txt
                        then l.expires_at
                        else h.next_request_at end - ops.now(),
                   interval '0') as wait
          from scraping.scraping_jobs as j
          join scraping.scraper_targets as t on t.id = j.target_id
          join scraping.scraping_job_hosts as w on w.job_id = j.id
          join scraping.scraper_hosts as h using (host)
         cross join lateral (
               select count(*) as leased, min(s.expires_at) as expires_at,
                      bool_or(s.page_id is null) as is_robots_txt
                 from scraping.scraper_leases as s
                where s.host = w.host) as l
         cross join lateral (
               select count(s.page_id) as pages, min(s.expires_at) as expires_at
                 from scraping.scraper_leases as s
                where s.job_id = j.id) as b
         cross join lateral (
               select exists (select from scraping.scraper_pages as p
                               where p.target_id = j.target_id and p.host = w.host
                                 and p.next_fetch_at <= j.started_at
                                 and not exists (select from scraping.scraper_leases as s
                                                  where s.page_id = p.id)) as is_due) as d
         where j.status = 'running' and j.id = coalesce(next_claim.only_job, j.id)
        union all
        select interval '0'
          from scraping.scraping_jobs as j
         where (j.status = 'pending'
                or j.status = 'running' and not exists (
                       select from scraping.scraping_job_hosts as w where w.job_id = j.id))
           and j.id = coalesce(next_claim.only_job, j.id)
      ) as n;
$$;

ALTER FUNCTION scraping.next_claim(only_job uuid) OWNER TO aquascene_owner;

--
-- Name: FUNCTION next_claim(only_job uuid); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping.next_claim(only_job uuid) IS 'Returns how long to wait at most before scraping.claim_pages may have something to do; null when
no job is unfinished. A page that another worker records may bring work sooner.

only_job: this job alone. Errors: none.';

--
-- Name: normalize_url(text); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping.normalize_url(url text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    -- Parameters that name a visit or a campaign, and not a page.
    _of_visits constant text :=
        '^(utm_[a-z0-9_]+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|mc_cid'
        '|mc_eid|igshid|_ga|_gl|_hsenc|_hsmi|mkt_tok|phpsessid|jsessionid|aspsessionid[a-z]*'
        '|session_?id|sess_?id|sid|cfid|cftoken|oscsid|zenid)$';
    _url    constant text := btrim(left(normalize_url.url, 8192), E' \t\n\r\f');
    _host   constant text := ops._url_host(left(_url, 2048));
    _scheme constant text := lower(substring(_url from '^([A-Za-z]+):'));
    -- What stands before the last @ is a user and a password, and may look like a host and a port.
    _port   constant integer := nullif(substring(
        substring(_url from '^[^:]+://(?:[^/?#]*@)?([^/?#@]*)'), ':([0-9]{1,5})$')::integer,
        case _scheme when 'https' then 443 else 80 end);
    _rest   text := split_part(regexp_replace(_url, '^[^:]+://[^/?#]*', ''), '#', 1);
    _path   text;
    _kept   text[] := array[]::text[];
    _part   text;
    _query  text;
begin
    if _host is null or _port not between 1 and 65535 or length(normalize_url.url) > 8192 then
        return null;
    end if;

    -- What may not stand there is encoded, what need not be is not (RFC 3986, 6.2.2).
    if _rest !~ '^[A-Za-z0-9._~:/?@!$&''()*+,;=-]*$' then
        _rest := (
            select string_agg(
                       case when upper(m.part[1]) ~ '^([46][1-9A-F]|[57][0-9A]|3[0-9]|2[DE]|5F|7E)$'
                            then convert_from(decode(m.part[1], 'hex'), 'UTF8')     -- unreserved
                            when m.part[1] is not null then '%' || upper(m.part[1])
                            when m.part[2] is not null then m.part[2]
                            else regexp_replace(upper(encode(convert_to(m.part[3], 'UTF8'), 'hex')),
                                                '(..)', '%\1', 'g') end,
                       '' order by m.place)
              from regexp_matches(
                       _rest, '%([0-9A-Fa-f]{2})|([A-Za-z0-9._~:/?@!$&''()*+,;=-]+)|(.)', 'g')
                   with ordinality as m (part, place));
    end if;

    _path := regexp_replace(split_part(_rest, '?', 1), ';jsessionid=[^/;]*', '', 'gi');
    _query := substr(_rest, strpos(_rest || '?', '?') + 1);
    if _path ~ '/\.\.?(/|$)' then                -- dot segments (RFC 3986, 5.2.4)
        foreach _part in array string_to_array(substr(_path, 2), '/') loop
            if _part = '..' then
                _kept := trim_array(_kept, least(cardinality(_kept), 1));
            elsif _part <> '.' then
                _kept := _kept || _part;
            end if;
        end loop;
        -- They are places too: a/. is a/, and a/b/.. is a/.
        _path := '/' || array_to_string(
            case when _path ~ '/\.\.?$' then _kept || ''::text else _kept end, '/');
    end if;
    if _query <> '' then
        _query := (
            select string_agg(q.part, '&' order by q.place)
              from string_to_table(_query, '&') with ordinality as q (part, place)
             where q.part <> '' and lower(split_part(q.part, '=', 1)) !~ _of_visits);
    end if;

    _rest := _scheme || '://' || _host || coalesce(':' || _port, '')
             || case when _path like '/%' then _path else '/' || _path end
             || coalesce('?' || nullif(_query, ''), '');
    return case when length(_rest) <= 2048 then _rest end;
end;
$_$;

ALTER FUNCTION scraping.normalize_url(url text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION normalize_url(url text); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping.normalize_url(url text) IS 'Returns an address in the form in which it is known once: scheme and host in lower-case ASCII,
no usual port, credentials and fragment, dot segments resolved, percent-encoding as RFC 3986 has it,
and without parameters that name a visit or a campaign (utm_source, PHPSESSID …); null when it is
no http(s) address of at most 2,048 characters (8,192 as given), or its port is not from 1 to 65535.

url: an absolute address. Errors: none.';

--
-- Name: pause(text, text); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping.pause(target_name text, reason text DEFAULT NULL::text) RETURNS scraping.scraper_targets
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _target scraping.scraper_targets := scraping._found_target(pause.target_name);
begin
    update scraping.scraping_jobs as j
       set status = 'cancelled', completed_at = greatest(ops.now(), j.started_at)
     where j.target_id = _target.id and j.status in ('pending', 'running');
    delete from scraping.scraping_job_hosts as w
     using scraping.scraping_jobs as j
     where j.id = w.job_id and j.target_id = _target.id;
    update scraping.scraper_targets as t
       set is_active = false, paused_reason = pause.reason
     where t.id = _target.id
    returning t.* into _target;
    return _target;
end;
$$;

ALTER FUNCTION scraping.pause(target_name text, reason text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION pause(target_name text, reason text); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping.pause(target_name text, reason text) IS 'Keeps a target from being scraped until scraping.resume, cancels its unfinished job, and returns
its row. What workers are fetching for it is still recorded.

target_name: as in scraper_targets. reason: shown in scraping.target_report. Errors: P0002 no such
target. Writes: scraping.scraper_targets, scraping.scraping_jobs, scraping.scraping_job_hosts.
Locks: the target.';

--
-- Name: record_page(bigint, text, text, integer, text, text, text, text, jsonb, jsonb, text, interval, interval); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping.record_page(page_id bigint, worker text, outcome text, status_code integer DEFAULT NULL::integer, error text DEFAULT NULL::text, kind text DEFAULT NULL::text, etag text DEFAULT NULL::text, last_modified text DEFAULT NULL::text, article jsonb DEFAULT NULL::jsonb, links jsonb DEFAULT '[]'::jsonb, location text DEFAULT NULL::text, retry_after interval DEFAULT NULL::interval, answered interval DEFAULT '00:00:00'::interval, OUT outcome_recorded text, OUT raw_content_id uuid, OUT links_added integer) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    _now      constant timestamptz := ops.now();
    _longest  constant interval :=
        (ops.setting('scraping.max_fetch_interval') #>> '{}')::interval;
    _max_wait constant interval := (ops.setting('scraping.max_wait') #>> '{}')::interval;
    _text     constant text := record_page.article ->> 'content';
    _page     scraping.scraper_pages;
    _target   scraping.scraper_targets;
    _job      scraping.scraping_jobs;
    _job_id   uuid;
    _since    timestamptz;
    _error    text := left(record_page.error, 1000);
    _links    jsonb := coalesce(record_page.links, '[]');
    _hash     text;
    _changed  boolean;
    _interval interval;
    _wait     interval;                     -- that the host asks for
    _again    boolean;                      -- in this job
begin
    if coalesce(record_page.outcome, '')
        not in ('fetched', 'not_modified', 'redirected', 'blocked', 'failed')
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('no outcome %L', record_page.outcome),
            hint    = 'Say fetched, not_modified, redirected, blocked or failed.';
    end if;
    if jsonb_typeof(_links) <> 'array' or jsonb_typeof(record_page.article) <> 'object' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'links is no list, or article no object',
            hint    = 'Pass [{"url": …}, …] and {"title": …, "content": …}.';
    end if;

    delete from scraping.scraper_leases as l
     where l.page_id = record_page.page_id and l.worker = record_page.worker
    returning l.job_id into _job_id;
    select p.* into _page from scraping.scraper_pages as p where p.id = record_page.page_id;
    if _page.id is null then
        raise exception using
            errcode = 'no_data_found',
            message = format('no page %s', coalesce(record_page.page_id::text, 'null')),
            hint    = 'Pass the page_id that scraping.claim_pages returned.';
    end if;
    if _job_id is null then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('worker %s does not hold page %s',
                             coalesce(record_page.worker, 'null'), _page.id),
            detail  = format('Its address is %s.', _page.url),
            hint    = 'The lease ran out and another worker may have it: claim another page.';
    end if;
    _page.job_id := _job_id;
    select t.* into _target from scraping.scraper_targets as t where t.id = _page.target_id;
    select j.* into _job from scraping.scraping_jobs as j where j.id = _job_id;
    _since := least(_job.started_at, _now);

    -- What came of it
    links_added := 0;
    raw_content_id := _page.raw_content_id;
    outcome_recorded := record_page.outcome;
    if record_page.outcome = 'redirected' then
        _error := scraping._redirect_fault(_page, record_page.location);
        if _error is null then
            _page.redirected_to := scraping.normalize_url(record_page.location);
            -- A redirect is no step away from the beginning.
            _links := jsonb_build_array(
                jsonb_build_object('url', _page.redirected_to, 'listing', true));
        else
            outcome_recorded := 'failed';
        end if;
    elsif record_page.outcome = 'fetched' then
        _page.redirected_to := null;
        if coalesce(content.normalize_text(_text), '') = '' then
            outcome_recorded := 'empty';
        elsif content.count_words(_text)
                  < coalesce((_job.configuration #>> '{filters,min_word_count}')::integer, 0)
            or exists (
                select
                  from jsonb_array_elements_text(
                           coalesce(_job.configuration #> '{filters,exclude_patterns}', '[]'))
                           as x (pattern)
                 where strpos(lower(_page.url || ' '
                                    || coalesce(record_page.article ->> 'title', '')),
                              lower(x.pattern)) > 0)
        then
            outcome_recorded := 'filtered';
        else
            select i.outcome, i.raw_content_id
              into outcome_recorded, raw_content_id
              from content.ingest_raw(
                       source_url => _page.url,
                       content_type => 'article',
                       title => record_page.article ->> 'title',
                       content => _text,
                       html_content => record_page.article ->> 'html_content',
                       images => record_page.article -> 'images',
                       metadata => record_page.article
                                   - array['title', 'content', 'html_content', 'images', 'language']
                                   || jsonb_strip_nulls(jsonb_build_object(
                                          'categories', to_jsonb(_target.categories))),
                       -- Many pages say they are in the language of their template.
                       language => (
                           select case when d.confidence >= 0.1 then d.language
                                       else coalesce(substring(record_page.article ->> 'language'
                                                               from '^[a-z]{2,3}$'), d.language)
                                  end
                             from content.detect_language(_text) as d)) as i;
        end if;
        _hash := encode(sha256(convert_to(_text, 'UTF8')), 'hex');
    end if;
    if record_page.kind in ('feed', 'sitemap') or record_page.outcome = 'redirected'
        or coalesce((_job.configuration #>> '{extraction,follow_links}')::boolean, true)
    then
        if outcome_recorded <> 'failed' and jsonb_array_length(_links) > 0 then
            links_added := scraping._add_links(_page, _job.configuration, _links, _since);
        end if;
    end if;

    -- When to look again
    _interval := coalesce(_page.fetch_interval, _target.scrape_frequency);
    if outcome_recorded = 'failed' then
        _page.failure_count := _page.failure_count + 1;
        _wait := case when record_page.retry_after > interval '0'
                      then least(record_page.retry_after, _longest)
                      when record_page.status_code in (429, 503)
                      then interval '30 seconds' * 2 ^ least(_page.failure_count - 1, 10) end;
        _again := _wait <= _max_wait and _page.failure_count < 3;
        _page.next_fetch_at := case
            when _again is true then _page.next_fetch_at
            when record_page.status_code in (404, 410) and _page.failure_count >= 3 then null
            else _now + least(_target.scrape_frequency * 2 ^ least(_page.failure_count - 1, 10),
                              greatest(_longest, _target.scrape_frequency)) end;
    else
        _page.failure_count := 0;
        _changed := case record_page.outcome
            when 'fetched' then links_added > 0 or _hash is distinct from _page.content_hash
            else false end;
        if _page.fetch_interval is not null and outcome_recorded <> 'blocked' then
            _interval := case
                when _changed then greatest(_interval / 2, _target.scrape_frequency)
                else least(_interval * 1.5, greatest(_longest, _target.scrape_frequency)) end;
        end if;
        _page.next_fetch_at := _now + case outcome_recorded
            when 'blocked' then greatest(_target.scrape_frequency, interval '1 day')
            else _interval end;
    end if;

    update scraping.scraper_pages as p
       set job_id = _job_id,
           outcome = outcome_recorded,
           kind = coalesce(record_page.kind, p.kind),
           title = case record_page.outcome
                       when 'fetched' then content._plain_title(record_page.article ->> 'title')
                       else p.title end,
           status_code = record_page.status_code,
           error = _error,
           -- What is not understood is fetched whole next time.
           etag = case record_page.outcome
                      when 'fetched' then record_page.etag
                      when 'not_modified' then coalesce(record_page.etag, p.etag) end,
           last_modified = case record_page.outcome
                               when 'fetched' then record_page.last_modified
                               when 'not_modified'
                               then coalesce(record_page.last_modified, p.last_modified) end,
           content_hash = case record_page.outcome when 'fetched' then _hash
                                                   else p.content_hash end,
           redirected_to = _page.redirected_to,
           raw_content_id = record_page.raw_content_id,
           failure_count = _page.failure_count,
           fetch_interval = _interval,
           next_fetch_at = _page.next_fetch_at,
           fetched_at = case record_page.outcome when 'blocked' then p.fetched_at else _now end,
           changed_at = case when _changed then _now else p.changed_at end
     where p.id = _page.id;

    -- The time between requests counts from the beginning of the answer, since the host had the
    -- request by then for sure.
    update scraping.scraper_hosts as h
       set next_request_at = greatest(
               h.next_request_at,
               _now - least(greatest(record_page.answered, interval '0'), interval '1 day')
                   + scraping._delay(_job.configuration, _target.rate_limit_delay, h.crawl_delay),
               _now + _wait)
     where h.host = _page.host and record_page.outcome <> 'blocked';

    if links_added > 0 then
        update scraping.scraper_targets as t
           set page_count = t.page_count + links_added
         where t.id = _target.id
        returning t.* into _target;
        if _target.page_count >= ops.setting('scraping.max_known_pages')::integer
            and _target.page_count - links_added
                    < ops.setting('scraping.max_known_pages')::integer
        then
            perform audit.record_event(
                'scraping', 'frontier_full',
                jsonb_build_object('target', _target.name, 'page_count', _target.page_count),
                'warning', 'scraping');
        end if;
    end if;

    update scraping.scraping_jobs as j
       set asked_count = j.asked_count + (record_page.outcome <> 'blocked')::integer,
           pages_scraped = j.pages_scraped + (record_page.status_code is not null)::integer,
           content_found = j.content_found + (outcome_recorded = 'new')::integer,
           errors_count = j.errors_count + (outcome_recorded = 'failed')::integer,
           error_details = case
               when outcome_recorded = 'failed' and jsonb_array_length(j.error_details) < 100
               then j.error_details || jsonb_build_object('url', _page.url, 'error', _error)
               else j.error_details end
     where j.id = _job_id;
end;
$_$;

ALTER FUNCTION scraping.record_page(page_id bigint, worker text, outcome text, status_code integer, error text, kind text, etag text, last_modified text, article jsonb, links jsonb, location text, retry_after interval, answered interval, OUT outcome_recorded text, OUT raw_content_id uuid, OUT links_added integer) OWNER TO aquascene_owner;

--
-- Name: FUNCTION record_page(page_id bigint, worker text, outcome text, status_code integer, error text, kind text, etag text, last_modified text, article jsonb, links jsonb, location text, retry_after interval, answered interval, OUT outcome_recorded text, OUT raw_content_id uuid, OUT links_added integer); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping.record_page(page_id bigint, worker text, outcome text, status_code integer, error text, kind text, etag text, last_modified text, article jsonb, links jsonb, location text, retry_after interval, answered interval, OUT outcome_recorded text, OUT raw_content_id uuid, OUT links_added integer) IS 'Records what came of a page and returns outcome_recorded, raw_content_id and links_added.

page_id, worker: as claimed. outcome: fetched; not_modified; redirected, with location; blocked
(robots.txt forbids it; it was not asked for); failed, with error. status_code, etag,
last_modified: of the answer. kind: page, feed or sitemap. article: an object with title, content
(text), html_content, images, language (as the page says) and anything else for the metadata.
links: a list of {url, modified, listing}: absolute addresses in any form; modified, when a feed or
sitemap says so, asks for a known page anew; a listing (part of a sitemap) is no step deeper.
retry_after: how long the host asks to be left alone, scraping.max_fetch_interval at most.
answered: how long ago the answer began. The rules of the job decide what is kept and which links
are followed. Answers 429 and 503 are tried three times in a job when the host does not ask for more
than scraping.max_wait. outcome_recorded: new, duplicate, near_duplicate, filtered, empty,
not_modified, redirected, blocked or failed. Errors: 22023 no such outcome, or links, article or
images of the wrong shape; P0002 no such page; 55000 the worker does not hold it any more; 23514 a
status_code or kind that cannot be.
Writes: scraping.scraper_pages, scraping.scraper_leases, scraping.scraper_hosts,
scraping.scraping_jobs, scraping.scraping_job_hosts, scraping.scraper_targets,
content.raw_content, audit.system_events.';

--
-- Name: record_robots(text, text, integer, text, interval, text, interval); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping.record_robots(host text, worker text, status_code integer DEFAULT NULL::integer, body text DEFAULT NULL::text, crawl_delay interval DEFAULT NULL::interval, error text DEFAULT NULL::text, answered interval DEFAULT '00:00:00'::interval) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _now    constant timestamptz := ops.now();
    _delay  constant interval    := case when record_robots.crawl_delay > interval '0'
                                         then least(record_robots.crawl_delay, interval '1 hour')
                                         end;
    _known  constant boolean := coalesce(record_robots.status_code between 200 and 499, false)
                                and record_robots.status_code <> 429;
    _job_id uuid;
begin
    delete from scraping.scraper_leases as l
     where l.host = record_robots.host and l.page_id is null and l.worker = record_robots.worker
    returning l.job_id into _job_id;
    if _job_id is null then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('worker %s does not hold the robots.txt of %s',
                             coalesce(record_robots.worker, 'null'),
                             coalesce(record_robots.host, 'null')),
            hint    = 'The lease ran out and another worker may have it: claim another page.';
    end if;

    update scraping.scraper_hosts as h
       set robots_txt = case when not _known then h.robots_txt
                             when record_robots.status_code < 300
                             then left(coalesce(record_robots.body, ''), 512000)
                             else '' end,
           robots_fetched_at = case when _known then _now else h.robots_fetched_at end,
           crawl_delay = case when not _known then h.crawl_delay
                              else _delay end,
           next_request_at = greatest(
               h.next_request_at,
               _now - least(greatest(record_robots.answered, interval '0'), interval '1 day')
                   + (select scraping._delay(j.configuration, t.rate_limit_delay, _delay)
                        from scraping.scraping_jobs as j
                        join scraping.scraper_targets as t on t.id = j.target_id
                       where j.id = _job_id))
     where h.host = record_robots.host;

    update scraping.scraping_jobs as j
       set errors_count = j.errors_count + (not _known)::integer,
           error_details = case
               when not _known and jsonb_array_length(j.error_details) < 100
               then j.error_details || jsonb_build_object(
                        'url', record_robots.host || '/robots.txt',
                        'error', format('nothing is asked of this host until its robots.txt can be '
                                        'had: %s', record_robots.error))
               else j.error_details end
     where j.id = _job_id;
    if not _known then
        delete from scraping.scraping_job_hosts as w
         where w.job_id = _job_id and w.host = record_robots.host;
    end if;
end;
$$;

ALTER FUNCTION scraping.record_robots(host text, worker text, status_code integer, body text, crawl_delay interval, error text, answered interval) OWNER TO aquascene_owner;

--
-- Name: FUNCTION record_robots(host text, worker text, status_code integer, body text, crawl_delay interval, error text, answered interval); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping.record_robots(host text, worker text, status_code integer, body text, crawl_delay interval, error text, answered interval) IS 'Records the robots.txt of a host, which scraping.claim_pages had a worker ask for.

host, worker: as claimed. status_code: of the answer; null when there was none. body: its text, of
which 512,000 characters are kept. crawl_delay: what it asks us for, an hour at most. error: why it
could not be had. answered: how long ago the answer began. Without a robots.txt (an answer from 300
to 499, 429 apart) all is allowed. When there is none to be had (RFC 9309, 2.3.1.4) nothing is asked
of the host in this job; its pages stay due. Errors: 55000 the worker does not hold it any more.
Writes: scraping.scraper_hosts, scraping.scraper_leases, scraping.scraping_jobs,
scraping.scraping_job_hosts.';

--
-- Name: resume(text); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping.resume(target_name text) RETURNS scraping.scraper_targets
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _target scraping.scraper_targets := scraping._found_target(resume.target_name);
begin
    if not _target.is_active then
        update scraping.scraper_targets as t
           set is_active = true, paused_reason = null, failure_count = 0, next_scrape_at = ops.now()
         where t.id = _target.id
        returning t.* into _target;
    end if;
    return _target;
end;
$$;

ALTER FUNCTION scraping.resume(target_name text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION resume(target_name text); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping.resume(target_name text) IS 'Lets a paused target be scraped again, from now on, and returns its row; one that is not paused
stays as it is.

target_name: as in scraper_targets. Errors: P0002 no such target.
Writes: scraping.scraper_targets. Locks: the target.';

--
-- Name: robots_txt(text); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping.robots_txt(host text) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select h.robots_txt from scraping.scraper_hosts as h where h.host = robots_txt.host;
$$;

ALTER FUNCTION scraping.robots_txt(host text) OWNER TO aquascene_owner;

--
-- Name: FUNCTION robots_txt(host text); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping.robots_txt(host text) IS 'Returns the robots.txt of a host as it was fetched last; empty when it has none, null when nobody
has asked for it.

host: as scraping.claim_pages returns it. Errors: none.';

--
-- Name: start_job(text, text, boolean); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping.start_job(target_name text, job_type text DEFAULT 'manual'::text, refresh boolean DEFAULT false) RETURNS scraping.scraping_jobs
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    _target scraping.scraper_targets := scraping._found_target(start_job.target_name);
    _job    scraping.scraping_jobs;
begin
    if not _target.is_active then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('scraper target %s is paused', _target.name),
            detail  = coalesce('It was paused because: ' || _target.paused_reason, ''),
            hint    = format('select scraping.resume(%L) makes it active again.', _target.name);
    end if;

    select j.* into _job
      from scraping.scraping_jobs as j
     where j.target_id = _target.id and j.status in ('pending', 'running')
       for no key update;                       -- who records pages refers to it
    if not found then
        insert into scraping.scraping_jobs as j (target_id, job_type)
        values (_target.id, start_job.job_type)
        returning j.* into _job;
    end if;
    if _job.status = 'pending' then
        if start_job.refresh then
            update scraping.scraper_pages as p
               set next_fetch_at = ops.now()
             where p.target_id = _target.id and p.next_fetch_at > ops.now();
        end if;
        perform scraping._begin_job(_job.id);
    end if;
    select j.* into _job from scraping.scraping_jobs as j where j.id = _job.id;
    return _job;
end;
$$;

ALTER FUNCTION scraping.start_job(target_name text, job_type text, refresh boolean) OWNER TO aquascene_owner;

--
-- Name: FUNCTION start_job(target_name text, job_type text, refresh boolean); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping.start_job(target_name text, job_type text, refresh boolean) IS 'Begins a visit to a target and returns the job; one that is under way is returned as it is.

target_name: as in scraper_targets. job_type: scheduled, manual or test. refresh: every page that
the target knows is due, not only those whose time has come. Errors: P0002 no such target; 55000 the
target is paused; 23514, 22001, 23502 no such job_type. Writes: scraping.scraping_jobs,
scraping.scraper_pages, scraping.scraper_hosts, scraping.scraping_job_hosts. Locks: the target.';

--
-- Name: validate_rules(jsonb); Type: FUNCTION; Schema: scraping; Owner: aquascene_owner
--

CREATE FUNCTION scraping.validate_rules(rules jsonb) RETURNS TABLE(path text, error text)
    LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
begin
    if jsonb_typeof(rules) is distinct from 'object' then
        return query
        select '$'::text,
               format('is a JSON %s, not an object', coalesce(jsonb_typeof(rules), 'null'));
        return;
    end if;

    return query
    with known (section, name, type, least, most) as (
        values ('filters', 'min_word_count', 'whole number', 0, 1000000),
               ('filters', 'exclude_patterns', 'array', null, null),
               ('extraction', 'follow_links', 'boolean', null, null),
               ('extraction', 'max_depth', 'whole number', 0, 100),
               ('extraction', 'respect_robots_txt', 'boolean', null, null),
               ('rate_limiting', 'requests_per_second', 'number', 0.00001, 1000),
               ('rate_limiting', 'concurrent_requests', 'whole number', 1, 100),
               ('network', 'allow_private', 'array', null, null)
    ), section as (
        select s.key as section, s.value,
               jsonb_typeof(s.value) = 'object' as is_an_object,
               s.key = 'selectors' or s.key in (select k.section from known as k) as is_known
          from jsonb_each(rules) as s
    ), rule as (
        select s.section, r.key as name, r.value, format('$.%s.%s', s.section, r.key) as place
          from section as s
         cross join lateral jsonb_each(case when s.is_an_object then s.value else '{}' end) as r
         where s.is_known
    )
    select e.path, e.error
      from (
        select '$.' || s.section,
               case when s.is_known
                    then format('is a JSON %s, not an object', jsonb_typeof(s.value))
                    else 'is no rule; there are selectors, filters, extraction, rate_limiting and '
                         'network' end
          from section as s
         where not (s.is_known and s.is_an_object)
        union all
        select r.place,
               case when r.name !~ '^[a-z][a-z0-9_]{0,49}$'
                    then 'is no name of a field: lower-case letters, digits and _'
                    else format('%s is no CSS selector', left(r.value::text, 200)) end
          from rule as r
         where r.section = 'selectors'
           and not (r.name ~ '^[a-z][a-z0-9_]{0,49}$' and jsonb_typeof(r.value) = 'string'
                    and scraping._is_selector(r.value #>> '{}'))
        union all
        select r.place, 'is no rule; there are ' || k.names
          from rule as r
          join (select n.section, string_agg(n.name, ', ' order by n.name) as names,
                       array_agg(n.name) as list
                  from known as n
                 group by n.section) as k using (section)
         where r.name <> all (k.list)
        union all
        select r.place,
               case k.type
                    when 'whole number' then format('%s is not a whole number from %s to %s',
                                                    left(r.value::text, 200), k.least, k.most)
                    when 'number' then format('%s is not a number from %s to %s',
                                              left(r.value::text, 200), k.least, k.most)
                    when 'array' then 'is no list of up to 100 texts of 1 to 200 characters'
                    else format('%s is neither true nor false', left(r.value::text, 200)) end
          from rule as r
          join known as k using (section, name)
         where not case
               when k.type in ('number', 'whole number')
                   then case when jsonb_typeof(r.value) = 'number'
                             then (r.value #>> '{}')::numeric between k.least and k.most
                                  and (k.type = 'number'
                                       or scale(trim_scale((r.value #>> '{}')::numeric)) = 0)
                             else false end
               when k.type = 'array'
                   then case when jsonb_typeof(r.value) = 'array'
                             then jsonb_array_length(r.value) <= 100 and not exists (
                                      select
                                        from jsonb_array_elements(r.value) as v (item)
                                       where jsonb_typeof(v.item) <> 'string'
                                          or length(btrim(v.item #>> '{}')) not between 1 and 200)
                             else false end
               else jsonb_typeof(r.value) = 'boolean' end
      ) as e (path, error)
     order by e.path collate "C";
end;
$_$;

ALTER FUNCTION scraping.validate_rules(rules jsonb) OWNER TO aquascene_owner;

--
-- Name: FUNCTION validate_rules(rules jsonb); Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON FUNCTION scraping.validate_rules(rules jsonb) IS 'Returns all that is wrong with the rules of a target, one row an error with its JSON path; none
when they are right.

rules: an object of objects, each of which may be missing. selectors: CSS selectors of title,
content, author, date, images and any other field; without content the main text is found by
itself. filters: min_word_count, and exclude_patterns, texts that the address or title of what is
kept does not hold. extraction: follow_links (true), max_depth (3), respect_robots_txt (true).
rate_limiting: requests_per_second (else rate_limit_delay), concurrent_requests for each host (1).
network: allow_private, names of hosts that may be asked although their address is private.
Errors: none.';

--
-- Name: admin_sessions; Type: TABLE; Schema: admin; Owner: aquascene_owner
--

CREATE TABLE admin.admin_sessions (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    user_id uuid NOT NULL,
    session_token character varying(64) NOT NULL,
    ip_address inet,
    user_agent text,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT admin_sessions_expire_after_they_begin CHECK ((expires_at > created_at)),
    CONSTRAINT admin_sessions_token_is_a_hash CHECK (((session_token)::text ~ '^[0-9a-f]{64}$'::text))
);

ALTER TABLE admin.admin_sessions OWNER TO aquascene_owner;

--
-- Name: TABLE admin_sessions; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON TABLE admin.admin_sessions IS 'Who is signed in, by hash of the session''s token.';

--
-- Name: COLUMN admin_sessions.id; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_sessions.id IS 'Identity of the session.';

--
-- Name: COLUMN admin_sessions.user_id; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_sessions.user_id IS 'Who is signed in.';

--
-- Name: COLUMN admin_sessions.session_token; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_sessions.session_token IS 'SHA-256 of the token, hexadecimal; the token itself is not stored.';

--
-- Name: COLUMN admin_sessions.ip_address; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_sessions.ip_address IS 'Where from.';

--
-- Name: COLUMN admin_sessions.user_agent; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_sessions.user_agent IS 'With what.';

--
-- Name: COLUMN admin_sessions.expires_at; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_sessions.expires_at IS 'When it ends.';

--
-- Name: COLUMN admin_sessions.created_at; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_sessions.created_at IS 'When it began.';

--
-- Name: admin_users; Type: TABLE; Schema: admin; Owner: aquascene_owner
--

CREATE TABLE admin.admin_users (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    username character varying(100) NOT NULL,
    email character varying(255) NOT NULL,
    password_hash character varying(255) NOT NULL,
    first_name character varying(100),
    last_name character varying(100),
    role character varying(30) DEFAULT 'author'::character varying NOT NULL,
    permissions jsonb DEFAULT '[]'::jsonb NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    is_superuser boolean DEFAULT false NOT NULL,
    last_login timestamp with time zone,
    password_changed_at timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT admin_users_email_is_lower_case CHECK (((email)::text = lower((email)::text))),
    CONSTRAINT admin_users_permissions_is_a_list CHECK ((jsonb_typeof(permissions) = 'array'::text)),
    CONSTRAINT admin_users_role_is_known CHECK (((role)::text = ANY ((ARRAY['admin'::character varying, 'editor'::character varying, 'author'::character varying, 'analyst'::character varying])::text[])))
);

ALTER TABLE admin.admin_users OWNER TO aquascene_owner;

--
-- Name: TABLE admin_users; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON TABLE admin.admin_users IS 'People with an account: they write, review, publish, send, and read reports.';

--
-- Name: COLUMN admin_users.id; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_users.id IS 'Identity of the person.';

--
-- Name: COLUMN admin_users.username; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_users.username IS 'Name to sign in with.';

--
-- Name: COLUMN admin_users.email; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_users.email IS 'Address, lower case.';

--
-- Name: COLUMN admin_users.password_hash; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_users.password_hash IS 'bcrypt hash; never shown by a view nor written to the audit log.';

--
-- Name: COLUMN admin_users.first_name; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_users.first_name IS 'Given name.';

--
-- Name: COLUMN admin_users.last_name; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_users.last_name IS 'Family name.';

--
-- Name: COLUMN admin_users.role; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_users.role IS 'admin = everything; editor = reviews, publishes, sends; author = writes; analyst = reads.';

--
-- Name: COLUMN admin_users.permissions; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_users.permissions IS 'Permissions beyond the role''s, a list of names.';

--
-- Name: COLUMN admin_users.is_active; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_users.is_active IS 'Whether the person may act.';

--
-- Name: COLUMN admin_users.is_superuser; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_users.is_superuser IS 'Whether every permission is held.';

--
-- Name: COLUMN admin_users.last_login; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_users.last_login IS 'When the person last signed in.';

--
-- Name: COLUMN admin_users.password_changed_at; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_users.password_changed_at IS 'When the password was last changed.';

--
-- Name: COLUMN admin_users.created_at; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_users.created_at IS 'When the account was made.';

--
-- Name: COLUMN admin_users.updated_at; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.admin_users.updated_at IS 'When it was last changed.';

--
-- Name: role_permissions; Type: TABLE; Schema: admin; Owner: aquascene_owner
--

CREATE TABLE admin.role_permissions (
    role text NOT NULL,
    permission text NOT NULL,
    CONSTRAINT role_permissions_permission_is_a_name CHECK ((permission ~ '^[a-z]+\.[a-z_]+$'::text)),
    CONSTRAINT role_permissions_role_is_known CHECK ((role = ANY (ARRAY['admin'::text, 'editor'::text, 'author'::text, 'analyst'::text])))
);

ALTER TABLE admin.role_permissions OWNER TO aquascene_owner;

--
-- Name: TABLE role_permissions; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON TABLE admin.role_permissions IS 'The permissions of each role of admin users.';

--
-- Name: COLUMN role_permissions.role; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.role_permissions.role IS 'A value of admin_users.role.';

--
-- Name: COLUMN role_permissions.permission; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON COLUMN admin.role_permissions.permission IS 'What the role may do, as admin.require names it.';

--
-- Name: content_metrics; Type: TABLE; Schema: analytics; Owner: aquascene_owner
--

CREATE TABLE analytics.content_metrics (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    content_id uuid NOT NULL,
    metric_type character varying(50) NOT NULL,
    metric_name character varying(100) NOT NULL,
    metric_value numeric(15,4),
    metric_data jsonb DEFAULT '{}'::jsonb NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    date_bucket date DEFAULT CURRENT_DATE NOT NULL,
    CONSTRAINT content_metrics_data_is_an_object CHECK ((jsonb_typeof(metric_data) = 'object'::text)),
    CONSTRAINT content_metrics_type_is_known CHECK (((metric_type)::text = ANY ((ARRAY['engagement'::character varying, 'seo'::character varying, 'email'::character varying, 'social'::character varying])::text[])))
)
PARTITION BY RANGE (date_bucket);

ALTER TABLE analytics.content_metrics OWNER TO aquascene_owner;

--
-- Name: TABLE content_metrics; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON TABLE analytics.content_metrics IS 'What articles earn: one value a metric and day, partitioned by month.';

--
-- Name: COLUMN content_metrics.id; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_metrics.id IS 'Identity of the row.';

--
-- Name: COLUMN content_metrics.content_id; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_metrics.content_id IS 'The article.';

--
-- Name: COLUMN content_metrics.metric_type; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_metrics.metric_type IS 'engagement, seo, email or social.';

--
-- Name: COLUMN content_metrics.metric_name; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_metrics.metric_name IS 'page_views, link_clicks, opens, clicks, likes …';

--
-- Name: COLUMN content_metrics.metric_value; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_metrics.metric_value IS 'The value, for the day.';

--
-- Name: COLUMN content_metrics.metric_data; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_metrics.metric_data IS 'Particulars.';

--
-- Name: COLUMN content_metrics.recorded_at; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_metrics.recorded_at IS 'When the value was last written.';

--
-- Name: COLUMN content_metrics.date_bucket; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_metrics.date_bucket IS 'The day.';

--
-- Name: content_metrics_default; Type: TABLE; Schema: analytics; Owner: aquascene_owner
--

CREATE TABLE analytics.content_metrics_default (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    content_id uuid NOT NULL,
    metric_type character varying(50) NOT NULL,
    metric_name character varying(100) NOT NULL,
    metric_value numeric(15,4),
    metric_data jsonb DEFAULT '{}'::jsonb NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    date_bucket date DEFAULT CURRENT_DATE NOT NULL,
    CONSTRAINT content_metrics_data_is_an_object CHECK ((jsonb_typeof(metric_data) = 'object'::text)),
    CONSTRAINT content_metrics_type_is_known CHECK (((metric_type)::text = ANY ((ARRAY['engagement'::character varying, 'seo'::character varying, 'email'::character varying, 'social'::character varying])::text[])))
);

ALTER TABLE analytics.content_metrics_default OWNER TO aquascene_owner;

--
-- Name: TABLE content_metrics_default; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON TABLE analytics.content_metrics_default IS 'Rows of analytics.content_metrics that no monthly partition took; should stay empty.';

--
-- Name: content_performance; Type: VIEW; Schema: analytics; Owner: aquascene_owner
--

CREATE VIEW analytics.content_performance AS
 SELECT c.id AS content_id,
    c.title,
    c.content_type,
    c.language,
    c.status,
    c.published_at,
    c.quality_score,
    c.readability_score,
    c.seo_score,
    COALESCE(m.page_views, (0)::numeric) AS page_views,
    COALESCE(m.email_clicks, (0)::numeric) AS email_clicks,
    COALESCE(m.social_interactions, (0)::numeric) AS social_interactions,
    m.last_recorded_at
   FROM (content.generated_content c
     LEFT JOIN LATERAL ( SELECT sum(e.metric_value) FILTER (WHERE (((e.metric_type)::text = 'engagement'::text) AND ((e.metric_name)::text = 'page_views'::text))) AS page_views,
            sum(e.metric_value) FILTER (WHERE (((e.metric_type)::text = 'email'::text) AND ((e.metric_name)::text = 'clicks'::text))) AS email_clicks,
            sum(e.metric_value) FILTER (WHERE (((e.metric_type)::text = 'social'::text) AND ((e.metric_name)::text = ANY ((ARRAY['likes'::character varying, 'comments'::character varying, 'shares'::character varying, 'saves'::character varying])::text[])))) AS social_interactions,
            max(e.recorded_at) AS last_recorded_at
           FROM analytics.content_metrics e
          WHERE (e.content_id = c.id)) m ON (true))
  WHERE ((c.status)::text = ANY ((ARRAY['published'::character varying, 'archived'::character varying])::text[]));

ALTER TABLE analytics.content_performance OWNER TO aquascene_owner;

--
-- Name: VIEW content_performance; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON VIEW analytics.content_performance IS 'What each published article earned.';

--
-- Name: COLUMN content_performance.content_id; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_performance.content_id IS 'The article.';

--
-- Name: COLUMN content_performance.title; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_performance.title IS 'Its title.';

--
-- Name: COLUMN content_performance.content_type; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_performance.content_type IS 'Its kind.';

--
-- Name: COLUMN content_performance.language; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_performance.language IS 'ISO 639-1 code.';

--
-- Name: COLUMN content_performance.status; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_performance.status IS 'published or archived.';

--
-- Name: COLUMN content_performance.published_at; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_performance.published_at IS 'When it was published.';

--
-- Name: COLUMN content_performance.quality_score; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_performance.quality_score IS '0 to 1.';

--
-- Name: COLUMN content_performance.readability_score; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_performance.readability_score IS '0 to 100.';

--
-- Name: COLUMN content_performance.seo_score; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_performance.seo_score IS '0 to 1.';

--
-- Name: COLUMN content_performance.page_views; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_performance.page_views IS 'Views of its page.';

--
-- Name: COLUMN content_performance.email_clicks; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_performance.email_clicks IS 'Clicks on it in newsletters.';

--
-- Name: COLUMN content_performance.social_interactions; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_performance.social_interactions IS 'Likes, comments, shares and saves.';

--
-- Name: COLUMN content_performance.last_recorded_at; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.content_performance.last_recorded_at IS 'When something was last counted.';

--
-- Name: email_events; Type: TABLE; Schema: newsletter; Owner: aquascene_owner
--

CREATE TABLE newsletter.email_events (
    subscriber_id uuid NOT NULL,
    issue_id uuid NOT NULL,
    event_type text NOT NULL,
    link_id bigint,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    occurred_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT email_events_click_has_a_link CHECK (((event_type = 'click'::text) = (link_id IS NOT NULL))),
    CONSTRAINT email_events_type_is_known CHECK ((event_type = ANY (ARRAY['open'::text, 'click'::text, 'bounce'::text, 'complaint'::text, 'unsubscribe'::text])))
)
PARTITION BY RANGE (occurred_at);

ALTER TABLE newsletter.email_events OWNER TO aquascene_owner;

--
-- Name: TABLE email_events; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON TABLE newsletter.email_events IS 'Opens, clicks, bounces, complaints and unsubscribes as they came in, append-only, partitioned by
month.';

--
-- Name: COLUMN email_events.subscriber_id; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.email_events.subscriber_id IS 'Who; the only personal datum here.';

--
-- Name: COLUMN email_events.issue_id; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.email_events.issue_id IS 'Which issue.';

--
-- Name: COLUMN email_events.event_type; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.email_events.event_type IS 'open, click, bounce, complaint or unsubscribe.';

--
-- Name: COLUMN email_events.link_id; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.email_events.link_id IS 'Which link, for a click.';

--
-- Name: COLUMN email_events.xid; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.email_events.xid IS 'Transaction that wrote it; roll-ups stop at the oldest one still running.';

--
-- Name: COLUMN email_events.occurred_at; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.email_events.occurred_at IS 'When.';

--
-- Name: email_activity; Type: VIEW; Schema: analytics; Owner: aquascene_owner
--

CREATE VIEW analytics.email_activity AS
 SELECT e.issue_id,
    date_trunc('hour'::text, e.occurred_at, 'UTC'::text) AS hour,
    e.event_type,
    count(*) AS event_count
   FROM newsletter.email_events e
  GROUP BY e.issue_id, (date_trunc('hour'::text, e.occurred_at, 'UTC'::text)), e.event_type;

ALTER TABLE analytics.email_activity OWNER TO aquascene_owner;

--
-- Name: VIEW email_activity; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON VIEW analytics.email_activity IS 'Events of each issue by the hour (UTC). It reads the events themselves: for a report now and
then; totals are in newsletter_metrics.';

--
-- Name: COLUMN email_activity.issue_id; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.email_activity.issue_id IS 'The issue.';

--
-- Name: COLUMN email_activity.hour; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.email_activity.hour IS 'Beginning of the hour.';

--
-- Name: COLUMN email_activity.event_type; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.email_activity.event_type IS 'open, click, bounce, complaint or unsubscribe.';

--
-- Name: COLUMN email_activity.event_count; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.email_activity.event_count IS 'How many.';

--
-- Name: newsletter_metrics; Type: TABLE; Schema: analytics; Owner: aquascene_owner
--

CREATE TABLE analytics.newsletter_metrics (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    issue_id uuid,
    metric_type character varying(50) NOT NULL,
    sent_count integer DEFAULT 0 NOT NULL,
    delivered_count integer DEFAULT 0 NOT NULL,
    open_count integer DEFAULT 0 NOT NULL,
    click_count integer DEFAULT 0 NOT NULL,
    unsubscribe_count integer DEFAULT 0 NOT NULL,
    bounce_count integer DEFAULT 0 NOT NULL,
    complaint_count integer DEFAULT 0 NOT NULL,
    unique_opens integer DEFAULT 0 NOT NULL,
    unique_clicks integer DEFAULT 0 NOT NULL,
    open_rate numeric(5,4),
    click_rate numeric(5,4),
    unsubscribe_rate numeric(5,4),
    bounce_rate numeric(5,4),
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT newsletter_metrics_counts_are_counts CHECK (((sent_count >= 0) AND (delivered_count >= 0) AND (open_count >= 0) AND (click_count >= 0) AND (unsubscribe_count >= 0) AND (bounce_count >= 0) AND (complaint_count >= 0) AND (unique_opens >= 0) AND (unique_clicks >= 0))),
    CONSTRAINT newsletter_metrics_rates_are_rates CHECK ((((open_rate >= (0)::numeric) AND (open_rate <= (1)::numeric)) AND ((click_rate >= (0)::numeric) AND (click_rate <= (1)::numeric)) AND ((unsubscribe_rate >= (0)::numeric) AND (unsubscribe_rate <= (1)::numeric)) AND ((bounce_rate >= (0)::numeric) AND (bounce_rate <= (1)::numeric))))
)
PARTITION BY RANGE (recorded_at);

ALTER TABLE analytics.newsletter_metrics OWNER TO aquascene_owner;

--
-- Name: TABLE newsletter_metrics; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON TABLE analytics.newsletter_metrics IS 'What issues earn, partitioned by month.';

--
-- Name: COLUMN newsletter_metrics.id; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_metrics.id IS 'Identity of the row.';

--
-- Name: COLUMN newsletter_metrics.issue_id; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_metrics.issue_id IS 'The issue.';

--
-- Name: COLUMN newsletter_metrics.metric_type; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_metrics.metric_type IS 'total = from the first message to now, one row an issue; other types are the deployer''s.';

--
-- Name: COLUMN newsletter_metrics.sent_count; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_metrics.sent_count IS 'Messages that the mail server took, or bounced.';

--
-- Name: COLUMN newsletter_metrics.delivered_count; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_metrics.delivered_count IS 'Of these, not bounced.';

--
-- Name: COLUMN newsletter_metrics.open_count; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_metrics.open_count IS 'Opens, repeated ones too.';

--
-- Name: COLUMN newsletter_metrics.click_count; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_metrics.click_count IS 'Clicks, repeated ones too.';

--
-- Name: COLUMN newsletter_metrics.unsubscribe_count; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_metrics.unsubscribe_count IS 'People who unsubscribed by a link of the issue.';

--
-- Name: COLUMN newsletter_metrics.bounce_count; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_metrics.bounce_count IS 'Messages that came back or were refused for good.';

--
-- Name: COLUMN newsletter_metrics.complaint_count; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_metrics.complaint_count IS 'People who called it spam.';

--
-- Name: COLUMN newsletter_metrics.unique_opens; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_metrics.unique_opens IS 'Recipients who opened it.';

--
-- Name: COLUMN newsletter_metrics.unique_clicks; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_metrics.unique_clicks IS 'Recipients who clicked.';

--
-- Name: COLUMN newsletter_metrics.open_rate; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_metrics.open_rate IS 'unique_opens / delivered_count.';

--
-- Name: COLUMN newsletter_metrics.click_rate; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_metrics.click_rate IS 'unique_clicks / delivered_count.';

--
-- Name: COLUMN newsletter_metrics.unsubscribe_rate; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_metrics.unsubscribe_rate IS 'unsubscribe_count / delivered_count.';

--
-- Name: COLUMN newsletter_metrics.bounce_rate; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_metrics.bounce_rate IS 'bounce_count / sent_count.';

--
-- Name: COLUMN newsletter_metrics.recorded_at; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_metrics.recorded_at IS 'For total: midnight (UTC) of the day the issue began to be sent.';

--
-- Name: newsletter_metrics_default; Type: TABLE; Schema: analytics; Owner: aquascene_owner
--

CREATE TABLE analytics.newsletter_metrics_default (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    issue_id uuid,
    metric_type character varying(50) NOT NULL,
    sent_count integer DEFAULT 0 NOT NULL,
    delivered_count integer DEFAULT 0 NOT NULL,
    open_count integer DEFAULT 0 NOT NULL,
    click_count integer DEFAULT 0 NOT NULL,
    unsubscribe_count integer DEFAULT 0 NOT NULL,
    bounce_count integer DEFAULT 0 NOT NULL,
    complaint_count integer DEFAULT 0 NOT NULL,
    unique_opens integer DEFAULT 0 NOT NULL,
    unique_clicks integer DEFAULT 0 NOT NULL,
    open_rate numeric(5,4),
    click_rate numeric(5,4),
    unsubscribe_rate numeric(5,4),
    bounce_rate numeric(5,4),
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT newsletter_metrics_counts_are_counts CHECK (((sent_count >= 0) AND (delivered_count >= 0) AND (open_count >= 0) AND (click_count >= 0) AND (unsubscribe_count >= 0) AND (bounce_count >= 0) AND (complaint_count >= 0) AND (unique_opens >= 0) AND (unique_clicks >= 0))),
    CONSTRAINT newsletter_metrics_rates_are_rates CHECK ((((open_rate >= (0)::numeric) AND (open_rate <= (1)::numeric)) AND ((click_rate >= (0)::numeric) AND (click_rate <= (1)::numeric)) AND ((unsubscribe_rate >= (0)::numeric) AND (unsubscribe_rate <= (1)::numeric)) AND ((bounce_rate >= (0)::numeric) AND (bounce_rate <= (1)::numeric))))
);

ALTER TABLE analytics.newsletter_metrics_default OWNER TO aquascene_owner;

--
-- Name: TABLE newsletter_metrics_default; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON TABLE analytics.newsletter_metrics_default IS 'Rows of analytics.newsletter_metrics that no monthly partition took; should stay empty.';

--
-- Name: newsletter_performance; Type: VIEW; Schema: analytics; Owner: aquascene_owner
--

CREATE VIEW analytics.newsletter_performance AS
 SELECT i.id AS issue_id,
    i.issue_number,
    i.subject_line,
    i.template_type,
    i.status,
    i.sent_at,
    i.recipient_count,
    m.sent_count,
    m.delivered_count,
    m.open_count,
    m.unique_opens,
    m.click_count,
    m.unique_clicks,
    m.unsubscribe_count,
    m.bounce_count,
    m.complaint_count,
    m.open_rate,
    m.click_rate,
    m.unsubscribe_rate,
    m.bounce_rate
   FROM (newsletter.newsletter_issues i
     JOIN analytics.newsletter_metrics m ON (((m.issue_id = i.id) AND ((m.metric_type)::text = 'total'::text) AND (m.recorded_at = ((i.issue_date)::timestamp without time zone AT TIME ZONE 'UTC'::text)))));

ALTER TABLE analytics.newsletter_performance OWNER TO aquascene_owner;

--
-- Name: VIEW newsletter_performance; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON VIEW analytics.newsletter_performance IS 'What each issue earned, read from counters: no event is counted again.';

--
-- Name: COLUMN newsletter_performance.issue_id; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.issue_id IS 'The issue.';

--
-- Name: COLUMN newsletter_performance.issue_number; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.issue_number IS 'Its number.';

--
-- Name: COLUMN newsletter_performance.subject_line; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.subject_line IS 'Its subject.';

--
-- Name: COLUMN newsletter_performance.template_type; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.template_type IS 'Its kind.';

--
-- Name: COLUMN newsletter_performance.status; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.status IS 'Its status.';

--
-- Name: COLUMN newsletter_performance.sent_at; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.sent_at IS 'When the last message was handed over.';

--
-- Name: COLUMN newsletter_performance.recipient_count; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.recipient_count IS 'Recipients frozen.';

--
-- Name: COLUMN newsletter_performance.sent_count; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.sent_count IS 'Messages that the mail server took, or bounced.';

--
-- Name: COLUMN newsletter_performance.delivered_count; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.delivered_count IS 'Of these, not bounced.';

--
-- Name: COLUMN newsletter_performance.open_count; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.open_count IS 'Opens, repeated ones too.';

--
-- Name: COLUMN newsletter_performance.unique_opens; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.unique_opens IS 'Recipients who opened it.';

--
-- Name: COLUMN newsletter_performance.click_count; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.click_count IS 'Clicks, repeated ones too.';

--
-- Name: COLUMN newsletter_performance.unique_clicks; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.unique_clicks IS 'Recipients who clicked.';

--
-- Name: COLUMN newsletter_performance.unsubscribe_count; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.unsubscribe_count IS 'People who unsubscribed by a link of the issue.';

--
-- Name: COLUMN newsletter_performance.bounce_count; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.bounce_count IS 'Messages that came back or were refused for good.';

--
-- Name: COLUMN newsletter_performance.complaint_count; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.complaint_count IS 'People who called it spam.';

--
-- Name: COLUMN newsletter_performance.open_rate; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.open_rate IS 'unique_opens / delivered_count.';

--
-- Name: COLUMN newsletter_performance.click_rate; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.click_rate IS 'unique_clicks / delivered_count.';

--
-- Name: COLUMN newsletter_performance.unsubscribe_rate; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.unsubscribe_rate IS 'unsubscribe_count / delivered_count.';

--
-- Name: COLUMN newsletter_performance.bounce_rate; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.newsletter_performance.bounce_rate IS 'bounce_count / sent_count.';

--
-- Name: subscriber_engagement; Type: TABLE; Schema: audience; Owner: aquascene_owner
--

CREATE TABLE audience.subscriber_engagement (
    subscriber_id uuid NOT NULL,
    sent_count integer DEFAULT 0 NOT NULL,
    opened_count integer DEFAULT 0 NOT NULL,
    open_count integer DEFAULT 0 NOT NULL,
    click_count integer DEFAULT 0 NOT NULL,
    last_sent_at timestamp with time zone,
    last_open_at timestamp with time zone,
    last_click_at timestamp with time zone,
    level text GENERATED ALWAYS AS (
CASE
    WHEN (opened_count = 0) THEN 'inactive'::text
    WHEN ((opened_count * 2) < sent_count) THEN 'low'::text
    WHEN (click_count = 0) THEN 'medium'::text
    ELSE 'high'::text
END) STORED NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT subscriber_engagement_counts_are_counts CHECK (((sent_count >= 0) AND (opened_count >= 0) AND (open_count >= 0) AND (click_count >= 0)))
);

ALTER TABLE audience.subscriber_engagement OWNER TO aquascene_owner;

--
-- Name: TABLE subscriber_engagement; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON TABLE audience.subscriber_engagement IS 'What each subscriber does with the mail, kept by newsletter.finish_sending and
analytics.roll_up.';

--
-- Name: COLUMN subscriber_engagement.subscriber_id; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_engagement.subscriber_id IS 'Who.';

--
-- Name: COLUMN subscriber_engagement.sent_count; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_engagement.sent_count IS 'Issues sent to the subscriber.';

--
-- Name: COLUMN subscriber_engagement.opened_count; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_engagement.opened_count IS 'Issues opened, each counted once.';

--
-- Name: COLUMN subscriber_engagement.open_count; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_engagement.open_count IS 'Opens, repeated ones too.';

--
-- Name: COLUMN subscriber_engagement.click_count; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_engagement.click_count IS 'Clicks, repeated ones too.';

--
-- Name: COLUMN subscriber_engagement.last_sent_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_engagement.last_sent_at IS 'When the last issue was sent.';

--
-- Name: COLUMN subscriber_engagement.last_open_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_engagement.last_open_at IS 'When the last open came in.';

--
-- Name: COLUMN subscriber_engagement.last_click_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_engagement.last_click_at IS 'When the last click came in.';

--
-- Name: COLUMN subscriber_engagement.level; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_engagement.level IS 'high = opens half of the issues and clicks; medium = opens half; low = opens fewer; inactive =
opens none.';

--
-- Name: COLUMN subscriber_engagement.updated_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_engagement.updated_at IS 'When it was last rolled up.';

--
-- Name: subscription_preferences; Type: TABLE; Schema: audience; Owner: aquascene_owner
--

CREATE TABLE audience.subscription_preferences (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    subscriber_id uuid NOT NULL,
    newsletter_frequency character varying(20) DEFAULT 'weekly'::character varying NOT NULL,
    content_types text[],
    preferred_send_time time without time zone DEFAULT '09:00:00'::time without time zone NOT NULL,
    preferred_send_days integer[] DEFAULT '{1,2,3,4,5,6,7}'::integer[] NOT NULL,
    email_format character varying(10) DEFAULT 'html'::character varying NOT NULL,
    double_opt_in boolean DEFAULT false NOT NULL,
    marketing_consent boolean DEFAULT false NOT NULL,
    analytics_consent boolean DEFAULT false NOT NULL,
    third_party_sharing boolean DEFAULT false NOT NULL,
    gdpr_consent boolean DEFAULT false NOT NULL,
    gdpr_consent_date timestamp with time zone,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT subscription_preferences_days_are_week_days CHECK ((preferred_send_days <@ ARRAY[1, 2, 3, 4, 5, 6, 7])),
    CONSTRAINT subscription_preferences_format_is_known CHECK (((email_format)::text = ANY ((ARRAY['html'::character varying, 'text'::character varying])::text[]))),
    CONSTRAINT subscription_preferences_frequency_is_known CHECK (((newsletter_frequency)::text = ANY ((ARRAY['daily'::character varying, 'weekly'::character varying, 'bi_weekly'::character varying, 'monthly'::character varying, 'never'::character varying])::text[])))
);

ALTER TABLE audience.subscription_preferences OWNER TO aquascene_owner;

--
-- Name: TABLE subscription_preferences; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON TABLE audience.subscription_preferences IS 'What each subscriber wants, and what they consented to.';

--
-- Name: COLUMN subscription_preferences.id; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_preferences.id IS 'Identity of the row.';

--
-- Name: COLUMN subscription_preferences.subscriber_id; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_preferences.subscriber_id IS 'Whose preferences.';

--
-- Name: COLUMN subscription_preferences.newsletter_frequency; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_preferences.newsletter_frequency IS 'daily, weekly, bi_weekly, monthly, or never.';

--
-- Name: COLUMN subscription_preferences.content_types; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_preferences.content_types IS 'Kinds of content wanted; null or empty = all.';

--
-- Name: COLUMN subscription_preferences.preferred_send_time; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_preferences.preferred_send_time IS 'Hour wanted, in the subscriber''s time zone.';

--
-- Name: COLUMN subscription_preferences.preferred_send_days; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_preferences.preferred_send_days IS 'ISO week days wanted, 1 = Monday.';

--
-- Name: COLUMN subscription_preferences.email_format; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_preferences.email_format IS 'html or text.';

--
-- Name: COLUMN subscription_preferences.double_opt_in; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_preferences.double_opt_in IS 'Whether the address was confirmed by its owner.';

--
-- Name: COLUMN subscription_preferences.marketing_consent; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_preferences.marketing_consent IS 'Follows from consent_events.';

--
-- Name: COLUMN subscription_preferences.analytics_consent; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_preferences.analytics_consent IS 'Follows from consent_events.';

--
-- Name: COLUMN subscription_preferences.third_party_sharing; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_preferences.third_party_sharing IS 'Follows from consent_events.';

--
-- Name: COLUMN subscription_preferences.gdpr_consent; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_preferences.gdpr_consent IS 'Consent to be sent the newsletter; follows from consent_events.';

--
-- Name: COLUMN subscription_preferences.gdpr_consent_date; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_preferences.gdpr_consent_date IS 'When it was last given.';

--
-- Name: COLUMN subscription_preferences.updated_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_preferences.updated_at IS 'When the preferences were last changed.';

--
-- Name: subscriber_journey; Type: VIEW; Schema: analytics; Owner: aquascene_owner
--

CREATE VIEW analytics.subscriber_journey AS
 SELECT s.id,
    s.email,
    s.subscription_date,
    s.confirmed_at,
    s.status,
    p.newsletter_frequency,
    (COALESCE(g.opened_count, 0))::bigint AS newsletters_opened,
    COALESCE(g.click_count, 0) AS content_interactions
   FROM ((audience.subscribers s
     LEFT JOIN audience.subscription_preferences p ON ((p.subscriber_id = s.id)))
     LEFT JOIN audience.subscriber_engagement g ON ((g.subscriber_id = s.id)))
  WHERE ((s.status)::text = 'active'::text);

ALTER TABLE analytics.subscriber_journey OWNER TO aquascene_owner;

--
-- Name: VIEW subscriber_journey; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON VIEW analytics.subscriber_journey IS 'How far each active subscriber has come.';

--
-- Name: COLUMN subscriber_journey.id; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.subscriber_journey.id IS 'The subscriber.';

--
-- Name: COLUMN subscriber_journey.email; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.subscriber_journey.email IS 'Address.';

--
-- Name: COLUMN subscriber_journey.subscription_date; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.subscriber_journey.subscription_date IS 'When the person subscribed.';

--
-- Name: COLUMN subscriber_journey.confirmed_at; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.subscriber_journey.confirmed_at IS 'When the address was confirmed.';

--
-- Name: COLUMN subscriber_journey.status; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.subscriber_journey.status IS 'active.';

--
-- Name: COLUMN subscriber_journey.newsletter_frequency; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.subscriber_journey.newsletter_frequency IS 'How often they want mail.';

--
-- Name: COLUMN subscriber_journey.newsletters_opened; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.subscriber_journey.newsletters_opened IS 'Issues opened, each counted once, from the ledger by analytics.roll_up.';

--
-- Name: COLUMN subscriber_journey.content_interactions; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.subscriber_journey.content_interactions IS 'Clicks on articles.';

--
-- Name: system_events; Type: TABLE; Schema: audit; Owner: aquascene_owner
--

CREATE TABLE audit.system_events (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    event_type character varying(50) NOT NULL,
    event_name character varying(100) NOT NULL,
    event_data jsonb DEFAULT '{}'::jsonb NOT NULL,
    severity character varying(20) DEFAULT 'info'::character varying NOT NULL,
    service_name character varying(100),
    occurred_at timestamp with time zone DEFAULT now() NOT NULL,
    resolved_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT system_events_data_is_an_object CHECK ((jsonb_typeof(event_data) = 'object'::text)),
    CONSTRAINT system_events_resolved_after_occurred CHECK ((resolved_at >= occurred_at)),
    CONSTRAINT system_events_severity_is_known CHECK (((severity)::text = ANY ((ARRAY['debug'::character varying, 'info'::character varying, 'warning'::character varying, 'error'::character varying, 'critical'::character varying])::text[])))
)
PARTITION BY RANGE (occurred_at);

ALTER TABLE audit.system_events OWNER TO aquascene_owner;

--
-- Name: TABLE system_events; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON TABLE audit.system_events IS 'What happened that an operator may want to know, partitioned by month.';

--
-- Name: COLUMN system_events.id; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON COLUMN audit.system_events.id IS 'Identity of the event.';

--
-- Name: COLUMN system_events.event_type; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON COLUMN audit.system_events.event_type IS 'Kind of event: scraping, content, newsletter, security …';

--
-- Name: COLUMN system_events.event_name; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON COLUMN audit.system_events.event_name IS 'What happened.';

--
-- Name: COLUMN system_events.event_data; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON COLUMN audit.system_events.event_data IS 'The particulars.';

--
-- Name: COLUMN system_events.severity; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON COLUMN audit.system_events.severity IS 'debug, info, warning, error or critical.';

--
-- Name: COLUMN system_events.service_name; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON COLUMN audit.system_events.service_name IS 'Who reported it.';

--
-- Name: COLUMN system_events.occurred_at; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON COLUMN audit.system_events.occurred_at IS 'When it happened.';

--
-- Name: COLUMN system_events.resolved_at; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON COLUMN audit.system_events.resolved_at IS 'When somebody dealt with it; null while it is open.';

--
-- Name: COLUMN system_events.created_at; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON COLUMN audit.system_events.created_at IS 'When it was written down.';

--
-- Name: raw_content; Type: TABLE; Schema: content; Owner: aquascene_owner
--

CREATE TABLE content.raw_content (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    source_url text NOT NULL,
    source_domain character varying(255) NOT NULL,
    content_type character varying(50) NOT NULL,
    title text,
    content text,
    html_content text,
    images jsonb DEFAULT '[]'::jsonb NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    scraped_at timestamp with time zone DEFAULT now() NOT NULL,
    processed boolean DEFAULT false NOT NULL,
    processing_status character varying(20) DEFAULT 'pending'::character varying NOT NULL,
    processing_error text,
    content_hash character varying(64) COLLATE pg_catalog."C",
    language character varying(10) DEFAULT 'en'::character varying,
    word_count integer,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    duplicate_of uuid,
    similarity numeric(4,3),
    CONSTRAINT raw_content_hash_has_64_digits CHECK ((length((content_hash)::text) = 64)),
    CONSTRAINT raw_content_images_is_a_list CHECK ((jsonb_typeof(images) = 'array'::text)),
    CONSTRAINT raw_content_is_not_its_own_duplicate CHECK ((duplicate_of <> id)),
    CONSTRAINT raw_content_metadata_is_an_object CHECK ((jsonb_typeof(metadata) = 'object'::text)),
    CONSTRAINT raw_content_processing_status_is_known CHECK (((processing_status)::text = ANY ((ARRAY['pending'::character varying, 'completed'::character varying, 'failed'::character varying, 'skipped'::character varying])::text[]))),
    CONSTRAINT raw_content_similarity_is_in_range CHECK (((similarity >= (0)::numeric) AND (similarity <= (1)::numeric))),
    CONSTRAINT raw_content_word_count_is_a_count CHECK ((word_count >= 0))
)
WITH (toast_tuple_target='128', fillfactor='50');

ALTER TABLE content.raw_content OWNER TO aquascene_owner;

--
-- Name: TABLE raw_content; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TABLE content.raw_content IS 'What came in from sources,
    before anything is made of it; what waits stands in content.raw_queue.';

--
-- Name: COLUMN raw_content.id; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.id IS 'Identity of the item.';

--
-- Name: COLUMN raw_content.source_url; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.source_url IS 'Where it was found.';

--
-- Name: COLUMN raw_content.source_domain; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.source_domain IS 'Host of source_url, lower case.';

--
-- Name: COLUMN raw_content.content_type; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.content_type IS 'Kind of material: article, guide, review …';

--
-- Name: COLUMN raw_content.title; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.title IS 'Title as found.';

--
-- Name: COLUMN raw_content.content; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.content IS 'Text without markup.';

--
-- Name: COLUMN raw_content.html_content; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.html_content IS 'The markup it was taken from.';

--
-- Name: COLUMN raw_content.images; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.images IS 'Images: a list of {url, alt}.';

--
-- Name: COLUMN raw_content.metadata; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.metadata IS 'Anything else: author, published_at, description …';

--
-- Name: COLUMN raw_content.scraped_at; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.scraped_at IS 'When it was fetched.';

--
-- Name: COLUMN raw_content.processed; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.processed IS 'Whether a draft was made of it.';

--
-- Name: COLUMN raw_content.processing_status; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.processing_status IS 'pending = waits in content.raw_queue, or a worker holds it there; completed = drafts were made;
failed = no tries left; skipped = nothing is to be made of it, as of a near-duplicate.';

--
-- Name: COLUMN raw_content.processing_error; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.processing_error IS 'What went wrong at the last try.';

--
-- Name: COLUMN raw_content.content_hash; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.content_hash IS 'SHA-256 of the normalised text, hexadecimal: exact duplicates are refused.';

--
-- Name: COLUMN raw_content.language; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.language IS 'ISO 639-1 code; und when unsure.';

--
-- Name: COLUMN raw_content.word_count; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.word_count IS 'Words of content.';

--
-- Name: COLUMN raw_content.created_at; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.created_at IS 'When the row was written.';

--
-- Name: COLUMN raw_content.updated_at; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.updated_at IS 'When it was last changed.';

--
-- Name: COLUMN raw_content.duplicate_of; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.duplicate_of IS 'The item whose text this one repeats with small changes.';

--
-- Name: COLUMN raw_content.similarity; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_content.similarity IS 'How alike the two texts are, see content.similarity.';

--
-- Name: raw_leases; Type: TABLE; Schema: content; Owner: aquascene_owner
--

CREATE TABLE content.raw_leases (
    id bigint NOT NULL,
    worker text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    raw_content_ids uuid[] NOT NULL,
    attempts integer[] NOT NULL,
    CONSTRAINT raw_leases_count_the_attempts_of_each_item CHECK (((cardinality(raw_content_ids) > 0) AND (cardinality(attempts) = cardinality(raw_content_ids))))
)
WITH (autovacuum_vacuum_scale_factor='0.02', autovacuum_vacuum_threshold='1000');

ALTER TABLE content.raw_leases OWNER TO aquascene_owner;

--
-- Name: TABLE raw_leases; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TABLE content.raw_leases IS 'Raw content that workers are at work on: a row for each batch claimed, until all of it is done.';

--
-- Name: COLUMN raw_leases.id; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_leases.id IS 'Identity of the lease.';

--
-- Name: COLUMN raw_leases.worker; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_leases.worker IS 'Who holds the items.';

--
-- Name: COLUMN raw_leases.expires_at; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_leases.expires_at IS 'Until when; then content.release_expired_leases lets the items wait again.';

--
-- Name: COLUMN raw_leases.raw_content_ids; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_leases.raw_content_ids IS 'The items not yet completed or failed.';

--
-- Name: COLUMN raw_leases.attempts; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_leases.attempts IS 'For each of them, the times it was claimed, this one included.';

--
-- Name: newsletter_chunks; Type: TABLE; Schema: newsletter; Owner: aquascene_owner
--

CREATE TABLE newsletter.newsletter_chunks (
    issue_id uuid NOT NULL,
    chunk integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    subscriber_ids uuid[] NOT NULL,
    size integer GENERATED ALWAYS AS (cardinality(subscriber_ids)) STORED NOT NULL,
    claimed_count integer DEFAULT 0 NOT NULL,
    CONSTRAINT newsletter_chunks_claim_no_more_than_there_are CHECK (((claimed_count >= 0) AND (claimed_count <= cardinality(subscriber_ids)))),
    CONSTRAINT newsletter_chunks_count_from_one CHECK ((chunk >= 1))
);

ALTER TABLE newsletter.newsletter_chunks OWNER TO aquascene_owner;

--
-- Name: TABLE newsletter_chunks; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON TABLE newsletter.newsletter_chunks IS 'The frozen audience of an issue, as arrays of subscriber ids with a due time.';

--
-- Name: COLUMN newsletter_chunks.issue_id; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_chunks.issue_id IS 'The issue.';

--
-- Name: COLUMN newsletter_chunks.chunk; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_chunks.chunk IS '1, 2, 3 … in order.';

--
-- Name: COLUMN newsletter_chunks.due_at; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_chunks.due_at IS 'Not sent before.';

--
-- Name: COLUMN newsletter_chunks.subscriber_ids; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_chunks.subscriber_ids IS 'Recipients, decided once.';

--
-- Name: COLUMN newsletter_chunks.size; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_chunks.size IS 'How many.';

--
-- Name: COLUMN newsletter_chunks.claimed_count; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_chunks.claimed_count IS 'How many of them workers have taken, from the first on.';

--
-- Name: newsletter_deliveries; Type: TABLE; Schema: newsletter; Owner: aquascene_owner
--

CREATE TABLE newsletter.newsletter_deliveries (
    issue_date date NOT NULL,
    issue_id uuid NOT NULL,
    subscriber_id uuid NOT NULL,
    status text NOT NULL,
    attempts smallint DEFAULT 1 NOT NULL,
    claimed_by text,
    lease_expires_at timestamp with time zone,
    sent_at timestamp with time zone,
    first_opened_at timestamp with time zone,
    first_clicked_at timestamp with time zone,
    error_code text,
    error text,
    CONSTRAINT newsletter_deliveries_attempts_is_a_count CHECK ((attempts >= 0)),
    CONSTRAINT newsletter_deliveries_status_is_known CHECK ((status = ANY (ARRAY['sending'::text, 'sent'::text, 'failed'::text, 'deferred'::text, 'skipped'::text, 'unknown'::text])))
)
PARTITION BY RANGE (issue_date);

ALTER TABLE newsletter.newsletter_deliveries OWNER TO aquascene_owner;

--
-- Name: TABLE newsletter_deliveries; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON TABLE newsletter.newsletter_deliveries IS 'The ledger: what became of each recipient of each issue, partitioned by month, written before the
message is handed over.';

--
-- Name: COLUMN newsletter_deliveries.issue_date; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_deliveries.issue_date IS 'Day (UTC) the issue''s audience was frozen.';

--
-- Name: COLUMN newsletter_deliveries.issue_id; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_deliveries.issue_id IS 'The issue; no foreign key, the ledger outlives it and may be distributed.';

--
-- Name: COLUMN newsletter_deliveries.subscriber_id; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_deliveries.subscriber_id IS 'The recipient; the only personal datum here.';

--
-- Name: COLUMN newsletter_deliveries.status; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_deliveries.status IS 'sending = a worker holds it; sent = the mail server took it; failed = refused for good; deferred
= refused for now; skipped = not to be sent any more; unknown = its worker died while sending.';

--
-- Name: COLUMN newsletter_deliveries.attempts; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_deliveries.attempts IS 'Times it was handed over.';

--
-- Name: COLUMN newsletter_deliveries.claimed_by; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_deliveries.claimed_by IS 'Worker that holds it, or last held it.';

--
-- Name: COLUMN newsletter_deliveries.lease_expires_at; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_deliveries.lease_expires_at IS 'Until when the worker holds it; for deferred, when to try again.';

--
-- Name: COLUMN newsletter_deliveries.sent_at; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_deliveries.sent_at IS 'When the mail server took it.';

--
-- Name: COLUMN newsletter_deliveries.first_opened_at; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_deliveries.first_opened_at IS 'First open; kept by analytics.roll_up.';

--
-- Name: COLUMN newsletter_deliveries.first_clicked_at; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_deliveries.first_clicked_at IS 'First click; kept by analytics.roll_up.';

--
-- Name: COLUMN newsletter_deliveries.error_code; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_deliveries.error_code IS 'Enhanced status code of the refusal, such as 5.1.1.';

--
-- Name: COLUMN newsletter_deliveries.error; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_deliveries.error IS 'Words of the refusal, or why it was skipped.';

--
-- Name: delivery_accounting; Type: VIEW; Schema: newsletter; Owner: aquascene_owner
--

CREATE VIEW newsletter.delivery_accounting AS
 SELECT i.id AS issue_id,
    i.issue_number,
    i.status,
    f.frozen,
    f.pending,
    d.sending,
    d.sent,
    d.failed,
    d.deferred,
    d.skipped,
    d.unknown,
    (f.frozen = ((((((f.pending + d.sending) + d.sent) + d.failed) + d.deferred) + d.skipped) + d.unknown)) AS balanced
   FROM ((newsletter.newsletter_issues i
     CROSS JOIN LATERAL ( SELECT COALESCE(sum(c.size), (0)::bigint) AS frozen,
            COALESCE(sum((c.size - c.claimed_count)), (0)::bigint) AS pending
           FROM newsletter.newsletter_chunks c
          WHERE (c.issue_id = i.id)) f)
     CROSS JOIN LATERAL ( SELECT count(*) FILTER (WHERE (l.status = 'sending'::text)) AS sending,
            count(*) FILTER (WHERE (l.status = 'sent'::text)) AS sent,
            count(*) FILTER (WHERE (l.status = 'failed'::text)) AS failed,
            count(*) FILTER (WHERE (l.status = 'deferred'::text)) AS deferred,
            count(*) FILTER (WHERE (l.status = 'skipped'::text)) AS skipped,
            count(*) FILTER (WHERE (l.status = 'unknown'::text)) AS unknown
           FROM newsletter.newsletter_deliveries l
          WHERE ((l.issue_date = i.issue_date) AND (l.issue_id = i.id))) d);

ALTER TABLE newsletter.delivery_accounting OWNER TO aquascene_owner;

--
-- Name: VIEW delivery_accounting; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON VIEW newsletter.delivery_accounting IS 'Proves for each issue that frozen = pending + sending + sent + failed + deferred + skipped +
unknown; counts the ledger, so it is for checking, not for dashboards.';

--
-- Name: COLUMN delivery_accounting.issue_id; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.delivery_accounting.issue_id IS 'The issue.';

--
-- Name: COLUMN delivery_accounting.issue_number; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.delivery_accounting.issue_number IS 'Its number.';

--
-- Name: COLUMN delivery_accounting.status; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.delivery_accounting.status IS 'Its status.';

--
-- Name: COLUMN delivery_accounting.frozen; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.delivery_accounting.frozen IS 'Recipients decided by newsletter.begin_sending.';

--
-- Name: COLUMN delivery_accounting.pending; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.delivery_accounting.pending IS 'Not yet claimed by a worker.';

--
-- Name: COLUMN delivery_accounting.sending; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.delivery_accounting.sending IS 'Held by a worker.';

--
-- Name: COLUMN delivery_accounting.sent; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.delivery_accounting.sent IS 'Taken by the mail server.';

--
-- Name: COLUMN delivery_accounting.failed; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.delivery_accounting.failed IS 'Refused for good.';

--
-- Name: COLUMN delivery_accounting.deferred; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.delivery_accounting.deferred IS 'Refused for now, to be tried again.';

--
-- Name: COLUMN delivery_accounting.skipped; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.delivery_accounting.skipped IS 'Left, or were suppressed, after the freeze.';

--
-- Name: COLUMN delivery_accounting.unknown; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.delivery_accounting.unknown IS 'Their worker died while sending.';

--
-- Name: COLUMN delivery_accounting.balanced; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.delivery_accounting.balanced IS 'Whether nobody is missing; false is a fault.';

--
-- Name: partition_policies; Type: TABLE; Schema: ops; Owner: aquascene_owner
--

CREATE TABLE ops.partition_policies (
    table_name text NOT NULL,
    partition_column text NOT NULL,
    premake_months integer DEFAULT 3 NOT NULL,
    retention interval,
    description text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT partition_policies_premake_is_sane CHECK (((premake_months >= 0) AND (premake_months <= 60))),
    CONSTRAINT partition_policies_retention_is_a_month_or_more CHECK ((retention >= '1 mon'::interval))
);

ALTER TABLE ops.partition_policies OWNER TO aquascene_owner;

--
-- Name: TABLE partition_policies; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON TABLE ops.partition_policies IS 'One row for each table that is partitioned by month: how far ahead to make partitions, how long
to keep rows.';

--
-- Name: COLUMN partition_policies.table_name; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.partition_policies.table_name IS 'Schema-qualified name of the partitioned table.';

--
-- Name: COLUMN partition_policies.partition_column; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.partition_policies.partition_column IS 'Column of the partition key, date or timestamptz.';

--
-- Name: COLUMN partition_policies.premake_months; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.partition_policies.premake_months IS 'Months made ahead of now.';

--
-- Name: COLUMN partition_policies.retention; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.partition_policies.retention IS 'How long rows are kept; null keeps them for ever.';

--
-- Name: COLUMN partition_policies.description; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.partition_policies.description IS 'Why this long.';

--
-- Name: COLUMN partition_policies.created_at; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.partition_policies.created_at IS 'When the policy came into being.';

--
-- Name: COLUMN partition_policies.updated_at; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.partition_policies.updated_at IS 'When it was last changed.';

--
-- Name: partition_report; Type: VIEW; Schema: ops; Owner: aquascene_owner
--

CREATE VIEW ops.partition_report AS
 WITH partitions AS (
         SELECT p_1.table_name,
            (format('%I.%I'::text, n.nspname, c.relname) COLLATE "default") AS partition_name,
            (b.bound = 'DEFAULT'::text) AS is_default,
            bounds.partition_start,
            bounds.partition_end,
            (NULLIF(c.reltuples, ('-1'::integer)::double precision))::bigint AS estimated_rows,
            pg_total_relation_size((c.oid)::regclass) AS total_bytes
           FROM ((((((ops.partition_policies p_1
             JOIN pg_inherits i ON ((i.inhparent = (to_regclass(p_1.table_name))::oid)))
             JOIN pg_class c ON ((c.oid = i.inhrelid)))
             JOIN pg_namespace n ON ((n.oid = c.relnamespace)))
             CROSS JOIN LATERAL pg_get_expr(c.relpartbound, c.oid) b(bound))
             CROSS JOIN LATERAL ( SELECT "substring"(b.bound, 'FROM \(''([^'']+)''\)'::text) AS lower_bound,
                    "substring"(b.bound, 'TO \(''([^'']+)''\)'::text) AS upper_bound) t)
             CROSS JOIN LATERAL ( SELECT
                        CASE
                            WHEN (length(t.lower_bound) = 10) THEN ((t.lower_bound)::timestamp without time zone AT TIME ZONE 'UTC'::text)
                            ELSE (t.lower_bound)::timestamp with time zone
                        END AS partition_start,
                        CASE
                            WHEN (length(t.upper_bound) = 10) THEN ((t.upper_bound)::timestamp without time zone AT TIME ZONE 'UTC'::text)
                            ELSE (t.upper_bound)::timestamp with time zone
                        END AS partition_end) bounds)
        )
 SELECT p.table_name,
    p.partition_name,
    p.is_default,
    p.partition_start,
    p.partition_end,
    p.estimated_rows,
    p.total_bytes,
    COALESCE((p.partition_start > lag(p.partition_end) OVER (PARTITION BY p.table_name, p.is_default ORDER BY p.partition_start)), false) AS is_after_gap,
        CASE
            WHEN p.is_default THEN ops.count_strays((p.table_name)::regclass)
            ELSE (0)::bigint
        END AS stray_rows
   FROM partitions p
  ORDER BY p.table_name, p.is_default, p.partition_start;

ALTER TABLE ops.partition_report OWNER TO aquascene_owner;

--
-- Name: VIEW partition_report; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON VIEW ops.partition_report IS 'Every partition of every table with a policy: its bounds, rows, size, gaps before it, strays in
the default.';

--
-- Name: COLUMN partition_report.table_name; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.partition_report.table_name IS 'The partitioned table.';

--
-- Name: COLUMN partition_report.partition_name; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.partition_report.partition_name IS 'The partition.';

--
-- Name: COLUMN partition_report.is_default; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.partition_report.is_default IS 'Whether it is the default partition, which should stay empty.';

--
-- Name: COLUMN partition_report.partition_start; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.partition_report.partition_start IS 'First instant it holds (UTC month); null for the default.';

--
-- Name: COLUMN partition_report.partition_end; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.partition_report.partition_end IS 'First instant it does not hold; null for the default.';

--
-- Name: COLUMN partition_report.estimated_rows; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.partition_report.estimated_rows IS 'Rows as the planner knows them; null before the first ANALYZE.';

--
-- Name: COLUMN partition_report.total_bytes; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.partition_report.total_bytes IS 'Bytes on disk with indexes and TOAST.';

--
-- Name: COLUMN partition_report.is_after_gap; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.partition_report.is_after_gap IS 'Whether months are missing between it and the partition before it.';

--
-- Name: COLUMN partition_report.stray_rows; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.partition_report.stray_rows IS 'Rows counted in the default partition.';

--
-- Name: system_health; Type: VIEW; Schema: analytics; Owner: aquascene_owner
--

CREATE VIEW analytics.system_health AS
 SELECT h.check_name,
    h.status,
    h.value,
    h.detail
   FROM ( SELECT 'partitions: strays in default'::text AS check_name,
                CASE
                    WHEN (COALESCE(sum(p.stray_rows), (0)::numeric) = (0)::numeric) THEN 'ok'::text
                    ELSE 'warning'::text
                END AS status,
            (COALESCE(sum(p.stray_rows), (0)::numeric))::bigint AS value,
            'rows that no monthly partition took; ops.create_monthly_partition moves them'::text AS detail
           FROM ops.partition_report p
          WHERE p.is_default
        UNION ALL
         SELECT 'partitions: missing next month'::text,
                CASE
                    WHEN (count(*) = 0) THEN 'ok'::text
                    ELSE 'critical'::text
                END AS "case",
            count(*) AS count,
            'tables without a partition for next month; run ops.ensure_partitions'::text
           FROM (ops.partition_policies t
             CROSS JOIN ( SELECT (((ops.now() AT TIME ZONE 'UTC'::text) + '1 mon'::interval) AT TIME ZONE 'UTC'::text) AS next_month) n)
          WHERE (NOT (EXISTS ( SELECT
                   FROM ops.partition_report p
                  WHERE ((p.table_name = t.table_name) AND (p.partition_start <= n.next_month) AND (p.partition_end > n.next_month)))))
        UNION ALL
         SELECT 'content: raw items failed'::text,
                CASE
                    WHEN (count(*) = 0) THEN 'ok'::text
                    ELSE 'warning'::text
                END AS "case",
            count(*) AS count,
            'raw items without tries left; see processing_error'::text
           FROM content.raw_content r
          WHERE ((r.processing_status)::text = 'failed'::text)
        UNION ALL
         SELECT 'content: leases expired'::text,
                CASE
                    WHEN (count(*) = 0) THEN 'ok'::text
                    ELSE 'warning'::text
                END AS "case",
            COALESCE(sum(cardinality(l.raw_content_ids)), (0)::bigint) AS "coalesce",
            'raw items of dead workers; run content.release_expired_leases'::text
           FROM content.raw_leases l
          WHERE (l.expires_at <= ops.now())
        UNION ALL
         SELECT 'scraping: jobs running for a day'::text,
                CASE
                    WHEN (count(*) = 0) THEN 'ok'::text
                    ELSE 'warning'::text
                END AS "case",
            count(*) AS count,
            'jobs that nobody works on'::text
           FROM scraping.scraping_jobs j
          WHERE (((j.status)::text = 'running'::text) AND (j.updated_at < (ops.now() - '1 day'::interval)))
        UNION ALL
         SELECT 'scraping: targets paused after failures'::text,
                CASE
                    WHEN (count(*) = 0) THEN 'ok'::text
                    ELSE 'warning'::text
                END AS "case",
            count(*) AS count,
            'scraping.target_report says why; scraping.resume lets them go on'::text
           FROM scraping.scraper_targets t
          WHERE ((NOT t.is_active) AND (t.failure_count > 0))
        UNION ALL
         SELECT c.check_name,
            c.status,
            c.value,
            c.detail
           FROM (( SELECT (COALESCE(sum(d.unknown), (0)::numeric))::bigint AS unknown,
                    count(*) FILTER (WHERE (NOT d.balanced)) AS unbalanced
                   FROM newsletter.delivery_accounting d
                  WHERE ((d.status)::text = 'sending'::text)) a
             CROSS JOIN LATERAL ( VALUES ('newsletter: recipients unknown'::text,
                        CASE
                            WHEN (a.unknown = 0) THEN 'ok'::text
                            ELSE 'warning'::text
                        END,a.unknown,'recipients of issues in sending whose worker died'::text), ('newsletter: accounts unbalanced'::text,
                        CASE
                            WHEN (a.unbalanced = 0) THEN 'ok'::text
                            ELSE 'critical'::text
                        END,a.unbalanced,'issues in sending that miss a recipient; see newsletter.delivery_accounting'::text)) c(check_name, status, value, detail))
        UNION ALL
         SELECT 'events: open errors'::text,
                CASE
                    WHEN (count(*) = 0) THEN 'ok'::text
                    ELSE 'critical'::text
                END AS "case",
            count(*) AS count,
            'unresolved events of severity error or critical; see audit.system_events'::text
           FROM audit.system_events e
          WHERE ((e.resolved_at IS NULL) AND ((e.severity)::text = ANY ((ARRAY['error'::character varying, 'critical'::character varying])::text[])))) h;

ALTER TABLE analytics.system_health OWNER TO aquascene_owner;

--
-- Name: VIEW system_health; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON VIEW analytics.system_health IS 'One row for each check of the running system.';

--
-- Name: COLUMN system_health.check_name; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.system_health.check_name IS 'What is checked.';

--
-- Name: COLUMN system_health.status; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.system_health.status IS 'ok, warning or critical.';

--
-- Name: COLUMN system_health.value; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.system_health.value IS 'How many of them there are.';

--
-- Name: COLUMN system_health.detail; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.system_health.detail IS 'What they are, and what to do.';

--
-- Name: system_metrics; Type: TABLE; Schema: analytics; Owner: aquascene_owner
--

CREATE TABLE analytics.system_metrics (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    service_name text NOT NULL,
    metric_name text NOT NULL,
    metric_value numeric(15,4) NOT NULL,
    metric_unit text,
    tags jsonb DEFAULT '{}'::jsonb NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    date_bucket date DEFAULT CURRENT_DATE NOT NULL,
    CONSTRAINT system_metrics_tags_is_an_object CHECK ((jsonb_typeof(tags) = 'object'::text))
)
PARTITION BY RANGE (date_bucket);

ALTER TABLE analytics.system_metrics OWNER TO aquascene_owner;

--
-- Name: TABLE system_metrics; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON TABLE analytics.system_metrics IS 'What services report of themselves, partitioned by month.';

--
-- Name: COLUMN system_metrics.id; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.system_metrics.id IS 'Identity of the row.';

--
-- Name: COLUMN system_metrics.service_name; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.system_metrics.service_name IS 'Who reports.';

--
-- Name: COLUMN system_metrics.metric_name; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.system_metrics.metric_name IS 'What is measured.';

--
-- Name: COLUMN system_metrics.metric_value; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.system_metrics.metric_value IS 'The value.';

--
-- Name: COLUMN system_metrics.metric_unit; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.system_metrics.metric_unit IS 'Its unit.';

--
-- Name: COLUMN system_metrics.tags; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.system_metrics.tags IS 'Particulars.';

--
-- Name: COLUMN system_metrics.recorded_at; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.system_metrics.recorded_at IS 'When it was measured.';

--
-- Name: COLUMN system_metrics.date_bucket; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON COLUMN analytics.system_metrics.date_bucket IS 'The day.';

--
-- Name: system_metrics_default; Type: TABLE; Schema: analytics; Owner: aquascene_owner
--

CREATE TABLE analytics.system_metrics_default (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    service_name text NOT NULL,
    metric_name text NOT NULL,
    metric_value numeric(15,4) NOT NULL,
    metric_unit text,
    tags jsonb DEFAULT '{}'::jsonb NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    date_bucket date DEFAULT CURRENT_DATE NOT NULL,
    CONSTRAINT system_metrics_tags_is_an_object CHECK ((jsonb_typeof(tags) = 'object'::text))
);

ALTER TABLE analytics.system_metrics_default OWNER TO aquascene_owner;

--
-- Name: TABLE system_metrics_default; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON TABLE analytics.system_metrics_default IS 'Rows of analytics.system_metrics that no monthly partition took; should stay empty.';

--
-- Name: bounces; Type: TABLE; Schema: audience; Owner: aquascene_owner
--

CREATE TABLE audience.bounces (
    id bigint NOT NULL,
    subscriber_id uuid NOT NULL,
    kind text NOT NULL,
    code text,
    diagnostic text,
    occurred_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT bounces_kind_is_known CHECK ((kind = ANY (ARRAY['hard'::text, 'soft'::text])))
);

ALTER TABLE audience.bounces OWNER TO aquascene_owner;

--
-- Name: TABLE bounces; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON TABLE audience.bounces IS 'Mail that came back, until mail arrives again.';

--
-- Name: COLUMN bounces.id; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.bounces.id IS 'Identity of the bounce.';

--
-- Name: COLUMN bounces.subscriber_id; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.bounces.subscriber_id IS 'Whose mail.';

--
-- Name: COLUMN bounces.kind; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.bounces.kind IS 'hard = the address does not work; soft = not now.';

--
-- Name: COLUMN bounces.code; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.bounces.code IS 'Enhanced status code (RFC 3463), such as 5.1.1.';

--
-- Name: COLUMN bounces.diagnostic; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.bounces.diagnostic IS 'What the mail server said.';

--
-- Name: COLUMN bounces.occurred_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.bounces.occurred_at IS 'When.';

--
-- Name: bounces_id_seq; Type: SEQUENCE; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE audience.bounces ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME audience.bounces_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: consent_events; Type: TABLE; Schema: audience; Owner: aquascene_owner
--

CREATE TABLE audience.consent_events (
    id bigint NOT NULL,
    subscriber_id uuid NOT NULL,
    purpose text NOT NULL,
    is_granted boolean NOT NULL,
    source text NOT NULL,
    ip_address inet,
    text_version text,
    evidence jsonb DEFAULT '{}'::jsonb NOT NULL,
    occurred_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT consent_events_evidence_is_an_object CHECK ((jsonb_typeof(evidence) = 'object'::text)),
    CONSTRAINT consent_events_purpose_is_known CHECK ((purpose = ANY (ARRAY['newsletter'::text, 'marketing'::text, 'analytics'::text, 'third_party'::text])))
);

ALTER TABLE audience.consent_events OWNER TO aquascene_owner;

--
-- Name: TABLE consent_events; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON TABLE audience.consent_events IS 'Every consent given and withdrawn, append-only.';

--
-- Name: COLUMN consent_events.id; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.consent_events.id IS 'Order of writing.';

--
-- Name: COLUMN consent_events.subscriber_id; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.consent_events.subscriber_id IS 'Who.';

--
-- Name: COLUMN consent_events.purpose; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.consent_events.purpose IS 'newsletter, marketing, analytics or third_party.';

--
-- Name: COLUMN consent_events.is_granted; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.consent_events.is_granted IS 'true = given; false = withdrawn.';

--
-- Name: COLUMN consent_events.source; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.consent_events.source IS 'How: form, import, link …';

--
-- Name: COLUMN consent_events.ip_address; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.consent_events.ip_address IS 'Where from.';

--
-- Name: COLUMN consent_events.text_version; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.consent_events.text_version IS 'Version of the text that was agreed to.';

--
-- Name: COLUMN consent_events.evidence; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.consent_events.evidence IS 'What proves it.';

--
-- Name: COLUMN consent_events.occurred_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.consent_events.occurred_at IS 'When.';

--
-- Name: consent_events_id_seq; Type: SEQUENCE; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE audience.consent_events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME audience.consent_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: subscriber_segment_memberships; Type: TABLE; Schema: audience; Owner: aquascene_owner
--

CREATE TABLE audience.subscriber_segment_memberships (
    subscriber_id uuid NOT NULL,
    segment_id integer NOT NULL,
    added_at timestamp with time zone DEFAULT now() NOT NULL,
    added_by uuid
);

ALTER TABLE audience.subscriber_segment_memberships OWNER TO aquascene_owner;

--
-- Name: TABLE subscriber_segment_memberships; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON TABLE audience.subscriber_segment_memberships IS 'Who is in which segment.';

--
-- Name: COLUMN subscriber_segment_memberships.subscriber_id; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_segment_memberships.subscriber_id IS 'Who.';

--
-- Name: COLUMN subscriber_segment_memberships.segment_id; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_segment_memberships.segment_id IS 'In which segment.';

--
-- Name: COLUMN subscriber_segment_memberships.added_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_segment_memberships.added_at IS 'Since when.';

--
-- Name: COLUMN subscriber_segment_memberships.added_by; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_segment_memberships.added_by IS 'Who added them; null when a rule did.';

--
-- Name: subscriber_segments; Type: TABLE; Schema: audience; Owner: aquascene_owner
--

CREATE TABLE audience.subscriber_segments (
    id integer NOT NULL,
    name character varying(100) NOT NULL,
    description text,
    segment_type character varying(30) DEFAULT 'manual'::character varying NOT NULL,
    filter_criteria jsonb DEFAULT '{}'::jsonb NOT NULL,
    subscriber_count integer DEFAULT 0 NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT subscriber_segments_count_is_a_count CHECK ((subscriber_count >= 0)),
    CONSTRAINT subscriber_segments_filter_criteria_is_an_object CHECK ((jsonb_typeof(filter_criteria) = 'object'::text)),
    CONSTRAINT subscriber_segments_type_is_known CHECK (((segment_type)::text = ANY ((ARRAY['manual'::character varying, 'automatic'::character varying, 'behavioral'::character varying, 'demographic'::character varying])::text[])))
);

ALTER TABLE audience.subscriber_segments OWNER TO aquascene_owner;

--
-- Name: TABLE subscriber_segments; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON TABLE audience.subscriber_segments IS 'Groups of subscribers to send to.';

--
-- Name: COLUMN subscriber_segments.id; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_segments.id IS 'Identity of the segment.';

--
-- Name: COLUMN subscriber_segments.name; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_segments.name IS 'Name for people.';

--
-- Name: COLUMN subscriber_segments.description; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_segments.description IS 'Who is in it, and what for.';

--
-- Name: COLUMN subscriber_segments.segment_type; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_segments.segment_type IS 'manual = by hand; automatic = by rule; behavioral = by what readers do; demographic = by who they
are.';

--
-- Name: COLUMN subscriber_segments.filter_criteria; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_segments.filter_criteria IS 'The rule, for the types that have one.';

--
-- Name: COLUMN subscriber_segments.subscriber_count; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_segments.subscriber_count IS 'Members, as of ops.update_table_statistics.';

--
-- Name: COLUMN subscriber_segments.is_active; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_segments.is_active IS 'Whether it may be sent to.';

--
-- Name: COLUMN subscriber_segments.created_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_segments.created_at IS 'When it was made.';

--
-- Name: COLUMN subscriber_segments.updated_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscriber_segments.updated_at IS 'When it was last changed.';

--
-- Name: subscriber_segments_id_seq; Type: SEQUENCE; Schema: audience; Owner: aquascene_owner
--

CREATE SEQUENCE audience.subscriber_segments_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE audience.subscriber_segments_id_seq OWNER TO aquascene_owner;

--
-- Name: subscriber_segments_id_seq; Type: SEQUENCE OWNED BY; Schema: audience; Owner: aquascene_owner
--

ALTER SEQUENCE audience.subscriber_segments_id_seq OWNED BY audience.subscriber_segments.id;

--
-- Name: subscription_requests; Type: TABLE; Schema: audience; Owner: aquascene_owner
--

CREATE TABLE audience.subscription_requests (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    subscriber_id uuid NOT NULL,
    kind text NOT NULL,
    email text NOT NULL,
    details jsonb DEFAULT '{}'::jsonb NOT NULL,
    requested_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    mailed_at timestamp with time zone,
    confirmed_at timestamp with time zone,
    CONSTRAINT subscription_requests_details_is_an_object CHECK ((jsonb_typeof(details) = 'object'::text)),
    CONSTRAINT subscription_requests_kind_is_known CHECK ((kind = ANY (ARRAY['subscribe'::text, 'change_email'::text])))
);

ALTER TABLE audience.subscription_requests OWNER TO aquascene_owner;

--
-- Name: TABLE subscription_requests; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON TABLE audience.subscription_requests IS 'Sign-ups and changes of address that wait to be confirmed by a link in a mail.';

--
-- Name: COLUMN subscription_requests.id; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_requests.id IS 'Identity; carried by the link.';

--
-- Name: COLUMN subscription_requests.subscriber_id; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_requests.subscriber_id IS 'Who it is about.';

--
-- Name: COLUMN subscription_requests.kind; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_requests.kind IS 'subscribe = get mail; change_email = get it at another address.';

--
-- Name: COLUMN subscription_requests.email; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_requests.email IS 'The address that has to confirm.';

--
-- Name: COLUMN subscription_requests.details; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_requests.details IS 'What takes effect then: consents, source, ip_address, text_version, evidence.';

--
-- Name: COLUMN subscription_requests.requested_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_requests.requested_at IS 'When it was asked for.';

--
-- Name: COLUMN subscription_requests.expires_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_requests.expires_at IS 'The link is good until then.';

--
-- Name: COLUMN subscription_requests.mailed_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_requests.mailed_at IS 'When a worker took it to send the mail.';

--
-- Name: COLUMN subscription_requests.confirmed_at; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON COLUMN audience.subscription_requests.confirmed_at IS 'When the link was followed.';

--
-- Name: suppressions_id_seq; Type: SEQUENCE; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE audience.suppressions ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME audience.suppressions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: audit_log; Type: TABLE; Schema: audit; Owner: aquascene_owner
--

CREATE TABLE audit.audit_log (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    table_name text NOT NULL,
    record_id text NOT NULL,
    action text NOT NULL,
    old_data jsonb,
    new_data jsonb,
    changed_by uuid,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    ip_address inet,
    user_agent text,
    CONSTRAINT audit_log_action_is_known CHECK ((action = ANY (ARRAY['insert'::text, 'update'::text, 'delete'::text]))),
    CONSTRAINT audit_log_data_fits_the_action CHECK ((((action = 'insert'::text) AND (old_data IS NULL) AND (new_data IS NOT NULL)) OR ((action = 'update'::text) AND (old_data IS NOT NULL) AND (new_data IS NOT NULL)) OR ((action = 'delete'::text) AND (old_data IS NOT NULL) AND (new_data IS NULL))))
)
PARTITION BY RANGE (changed_at);

ALTER TABLE audit.audit_log OWNER TO aquascene_owner;

--
-- Name: TABLE audit_log; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON TABLE audit.audit_log IS 'Who changed what: one entry for each changed row of the audited tables, partitioned by month.';

--
-- Name: COLUMN audit_log.id; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON COLUMN audit.audit_log.id IS 'Identity of the entry.';

--
-- Name: COLUMN audit_log.table_name; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON COLUMN audit.audit_log.table_name IS 'Schema-qualified name of the table.';

--
-- Name: COLUMN audit_log.record_id; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON COLUMN audit.audit_log.record_id IS 'Primary key of the row; several columns are joined by a comma.';

--
-- Name: COLUMN audit_log.action; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON COLUMN audit.audit_log.action IS 'insert, update or delete.';

--
-- Name: COLUMN audit_log.old_data; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON COLUMN audit.audit_log.old_data IS 'What was there: the changed columns, or the whole row deleted.';

--
-- Name: COLUMN audit_log.new_data; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON COLUMN audit.audit_log.new_data IS 'What is there now: the changed columns, or the whole row inserted.';

--
-- Name: COLUMN audit_log.changed_by; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON COLUMN audit.audit_log.changed_by IS 'The acting person; null when nobody signed in.';

--
-- Name: COLUMN audit_log.changed_at; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON COLUMN audit.audit_log.changed_at IS 'When.';

--
-- Name: COLUMN audit_log.ip_address; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON COLUMN audit.audit_log.ip_address IS 'Where the person was.';

--
-- Name: COLUMN audit_log.user_agent; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON COLUMN audit.audit_log.user_agent IS 'What the person used.';

--
-- Name: audit_log_default; Type: TABLE; Schema: audit; Owner: aquascene_owner
--

CREATE TABLE audit.audit_log_default (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    table_name text NOT NULL,
    record_id text NOT NULL,
    action text NOT NULL,
    old_data jsonb,
    new_data jsonb,
    changed_by uuid,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    ip_address inet,
    user_agent text,
    CONSTRAINT audit_log_action_is_known CHECK ((action = ANY (ARRAY['insert'::text, 'update'::text, 'delete'::text]))),
    CONSTRAINT audit_log_data_fits_the_action CHECK ((((action = 'insert'::text) AND (old_data IS NULL) AND (new_data IS NOT NULL)) OR ((action = 'update'::text) AND (old_data IS NOT NULL) AND (new_data IS NOT NULL)) OR ((action = 'delete'::text) AND (old_data IS NOT NULL) AND (new_data IS NULL))))
);

ALTER TABLE audit.audit_log_default OWNER TO aquascene_owner;

--
-- Name: TABLE audit_log_default; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON TABLE audit.audit_log_default IS 'Rows of audit.audit_log that no monthly partition took; should stay empty.';

--
-- Name: system_events_default; Type: TABLE; Schema: audit; Owner: aquascene_owner
--

CREATE TABLE audit.system_events_default (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    event_type character varying(50) NOT NULL,
    event_name character varying(100) NOT NULL,
    event_data jsonb DEFAULT '{}'::jsonb NOT NULL,
    severity character varying(20) DEFAULT 'info'::character varying NOT NULL,
    service_name character varying(100),
    occurred_at timestamp with time zone DEFAULT now() NOT NULL,
    resolved_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT system_events_data_is_an_object CHECK ((jsonb_typeof(event_data) = 'object'::text)),
    CONSTRAINT system_events_resolved_after_occurred CHECK ((resolved_at >= occurred_at)),
    CONSTRAINT system_events_severity_is_known CHECK (((severity)::text = ANY ((ARRAY['debug'::character varying, 'info'::character varying, 'warning'::character varying, 'error'::character varying, 'critical'::character varying])::text[])))
);

ALTER TABLE audit.system_events_default OWNER TO aquascene_owner;

--
-- Name: TABLE system_events_default; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON TABLE audit.system_events_default IS 'Rows of audit.system_events that no monthly partition took; should stay empty.';

--
-- Name: category_tree; Type: VIEW; Schema: content; Owner: aquascene_owner
--

CREATE VIEW content.category_tree AS
 WITH RECURSIVE tree AS (
         SELECT c_1.id,
            1 AS depth,
            ARRAY[(c_1.slug)::text] AS path,
            (c_1.name)::text AS breadcrumb,
            ARRAY[(lpad(((c_1.sort_order + '2147483648'::bigint))::text, 10, '0'::text) || (c_1.name)::text)] AS sort_key
           FROM content.content_categories c_1
          WHERE (c_1.parent_id IS NULL)
        UNION ALL
         SELECT c_1.id,
            (t_1.depth + 1),
            (t_1.path || (c_1.slug)::text),
            ((t_1.breadcrumb || ' › '::text) || (c_1.name)::text),
            (t_1.sort_key || (lpad(((c_1.sort_order + '2147483648'::bigint))::text, 10, '0'::text) || (c_1.name)::text))
           FROM (tree t_1
             JOIN content.content_categories c_1 ON ((c_1.parent_id = t_1.id)))
        )
 SELECT c.id,
    c.slug,
    c.name,
    c.parent_id,
    t.depth,
    t.path,
    t.breadcrumb,
    t.sort_key,
    c.sort_order,
    c.is_active,
    ( SELECT count(*) AS count
           FROM content.generated_content g
          WHERE ((g.categories @> ARRAY[(c.slug)::text]) AND ((g.status)::text = 'published'::text))) AS published_count
   FROM (tree t
     JOIN content.content_categories c ON ((c.id = t.id)));

ALTER TABLE content.category_tree OWNER TO aquascene_owner;

--
-- Name: VIEW category_tree; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON VIEW content.category_tree IS 'All categories, each after the one above it when ordered by sort_key.

What is not asked for is not counted: published_count is only worked out for the rows and queries
that show it.';

--
-- Name: COLUMN category_tree.id; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.category_tree.id IS 'The category.';

--
-- Name: COLUMN category_tree.slug; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.category_tree.slug IS 'By which content names it.';

--
-- Name: COLUMN category_tree.name; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.category_tree.name IS 'Its name.';

--
-- Name: COLUMN category_tree.parent_id; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.category_tree.parent_id IS 'The category above; null at the top.';

--
-- Name: COLUMN category_tree.depth; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.category_tree.depth IS '1 at the top.';

--
-- Name: COLUMN category_tree.path; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.category_tree.path IS 'Slugs from the top down to it.';

--
-- Name: COLUMN category_tree.breadcrumb; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.category_tree.breadcrumb IS 'Names from the top down to it.';

--
-- Name: COLUMN category_tree.sort_key; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.category_tree.sort_key IS 'Order by it: down the tree, siblings by sort_order, then by name.';

--
-- Name: COLUMN category_tree.sort_order; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.category_tree.sort_order IS 'Place among its siblings.';

--
-- Name: COLUMN category_tree.is_active; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.category_tree.is_active IS 'Whether it may be chosen.';

--
-- Name: COLUMN category_tree.published_count; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.category_tree.published_count IS 'Published contents that name it itself, not one below it.';

--
-- Name: content_categories_id_seq; Type: SEQUENCE; Schema: content; Owner: aquascene_owner
--

CREATE SEQUENCE content.content_categories_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE content.content_categories_id_seq OWNER TO aquascene_owner;

--
-- Name: content_categories_id_seq; Type: SEQUENCE OWNED BY; Schema: content; Owner: aquascene_owner
--

ALTER SEQUENCE content.content_categories_id_seq OWNED BY content.content_categories.id;

--
-- Name: content_tags_id_seq; Type: SEQUENCE; Schema: content; Owner: aquascene_owner
--

CREATE SEQUENCE content.content_tags_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE content.content_tags_id_seq OWNER TO aquascene_owner;

--
-- Name: content_tags_id_seq; Type: SEQUENCE OWNED BY; Schema: content; Owner: aquascene_owner
--

ALTER SEQUENCE content.content_tags_id_seq OWNED BY content.content_tags.id;

--
-- Name: language_features; Type: TABLE; Schema: content; Owner: aquascene_owner
--

CREATE TABLE content.language_features (
    feature text NOT NULL COLLATE pg_catalog."C",
    language text NOT NULL,
    weight real NOT NULL,
    CONSTRAINT language_features_weight_is_positive CHECK ((weight > (0)::double precision))
);

ALTER TABLE content.language_features OWNER TO aquascene_owner;

--
-- Name: TABLE language_features; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TABLE content.language_features IS 'What languages of one script are told apart by: frequent words, beginnings and ends of words, and
letters; read by content.detect_language.';

--
-- Name: COLUMN language_features.feature; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.language_features.feature IS 'A word in lower case; xxx- and -xxx: the first and the last three letters of a word; ''x: a
letter; ~xx: letters side by side, where Danish and Norwegian are to be parted.';

--
-- Name: COLUMN language_features.language; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.language_features.language IS 'ISO 639-1 code of a language that has it.';

--
-- Name: COLUMN language_features.weight; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.language_features.weight IS 'What finding it once says for the language: less, the more languages share it.';

--
-- Name: raw_leases_id_seq; Type: SEQUENCE; Schema: content; Owner: aquascene_owner
--

ALTER TABLE content.raw_leases ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME content.raw_leases_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: raw_queue; Type: TABLE; Schema: content; Owner: aquascene_owner
--

CREATE TABLE content.raw_queue (
    raw_content_id uuid NOT NULL,
    next_attempt_at timestamp with time zone DEFAULT now() NOT NULL,
    place bigint NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    CONSTRAINT raw_queue_attempts_is_a_count CHECK ((attempts >= 0))
)
WITH (autovacuum_vacuum_scale_factor='0.02', autovacuum_vacuum_threshold='1000');

ALTER TABLE content.raw_queue OWNER TO aquascene_owner;

--
-- Name: TABLE raw_queue; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TABLE content.raw_queue IS 'Raw content that waits for a worker; who claims an item takes its row away, into
content.raw_leases.';

--
-- Name: COLUMN raw_queue.raw_content_id; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_queue.raw_content_id IS 'The item.';

--
-- Name: COLUMN raw_queue.next_attempt_at; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_queue.next_attempt_at IS 'Not claimed before.';

--
-- Name: COLUMN raw_queue.place; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_queue.place IS 'Order of arrival: items that came in together lie together, and are claimed together.';

--
-- Name: COLUMN raw_queue.attempts; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_queue.attempts IS 'Times it was claimed since it came in or was requeued.';

--
-- Name: raw_queue_place_seq; Type: SEQUENCE; Schema: content; Owner: aquascene_owner
--

ALTER TABLE content.raw_queue ALTER COLUMN place ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME content.raw_queue_place_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: raw_signatures; Type: TABLE; Schema: content; Owner: aquascene_owner
--

CREATE TABLE content.raw_signatures (
    raw_content_id uuid NOT NULL,
    bands integer[] NOT NULL,
    CONSTRAINT raw_signatures_have_eight_bands CHECK ((cardinality(bands) = 8))
);

ALTER TABLE content.raw_signatures OWNER TO aquascene_owner;

--
-- Name: TABLE raw_signatures; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON TABLE content.raw_signatures IS 'MinHash signatures of raw content, to find near-duplicates by; of originals only, so that a text
found a thousand times is looked up once.';

--
-- Name: COLUMN raw_signatures.raw_content_id; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_signatures.raw_content_id IS 'The item.';

--
-- Name: COLUMN raw_signatures.bands; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON COLUMN content.raw_signatures.bands IS 'Eight hashes: texts that are alike have at least one in common.';

--
-- Name: email_events_default; Type: TABLE; Schema: newsletter; Owner: aquascene_owner
--

CREATE TABLE newsletter.email_events_default (
    subscriber_id uuid NOT NULL,
    issue_id uuid NOT NULL,
    event_type text NOT NULL,
    link_id bigint,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    occurred_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT email_events_click_has_a_link CHECK (((event_type = 'click'::text) = (link_id IS NOT NULL))),
    CONSTRAINT email_events_type_is_known CHECK ((event_type = ANY (ARRAY['open'::text, 'click'::text, 'bounce'::text, 'complaint'::text, 'unsubscribe'::text])))
);

ALTER TABLE newsletter.email_events_default OWNER TO aquascene_owner;

--
-- Name: TABLE email_events_default; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON TABLE newsletter.email_events_default IS 'Rows of newsletter.email_events that no monthly partition took; should stay empty.';

--
-- Name: newsletter_deliveries_default; Type: TABLE; Schema: newsletter; Owner: aquascene_owner
--

CREATE TABLE newsletter.newsletter_deliveries_default (
    issue_date date NOT NULL,
    issue_id uuid NOT NULL,
    subscriber_id uuid NOT NULL,
    status text NOT NULL,
    attempts smallint DEFAULT 1 NOT NULL,
    claimed_by text,
    lease_expires_at timestamp with time zone,
    sent_at timestamp with time zone,
    first_opened_at timestamp with time zone,
    first_clicked_at timestamp with time zone,
    error_code text,
    error text,
    CONSTRAINT newsletter_deliveries_attempts_is_a_count CHECK ((attempts >= 0)),
    CONSTRAINT newsletter_deliveries_status_is_known CHECK ((status = ANY (ARRAY['sending'::text, 'sent'::text, 'failed'::text, 'deferred'::text, 'skipped'::text, 'unknown'::text])))
);

ALTER TABLE newsletter.newsletter_deliveries_default OWNER TO aquascene_owner;

--
-- Name: TABLE newsletter_deliveries_default; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON TABLE newsletter.newsletter_deliveries_default IS 'Rows of newsletter.newsletter_deliveries that no monthly partition took; should stay empty.';

--
-- Name: newsletter_issue_segments; Type: TABLE; Schema: newsletter; Owner: aquascene_owner
--

CREATE TABLE newsletter.newsletter_issue_segments (
    issue_id uuid NOT NULL,
    segment_id integer NOT NULL,
    is_excluded boolean DEFAULT false NOT NULL
);

ALTER TABLE newsletter.newsletter_issue_segments OWNER TO aquascene_owner;

--
-- Name: TABLE newsletter_issue_segments; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON TABLE newsletter.newsletter_issue_segments IS 'Segments that get an issue and segments that do not; without any that gets it, all subscribers
do.';

--
-- Name: COLUMN newsletter_issue_segments.issue_id; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issue_segments.issue_id IS 'The issue.';

--
-- Name: COLUMN newsletter_issue_segments.segment_id; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issue_segments.segment_id IS 'The segment.';

--
-- Name: COLUMN newsletter_issue_segments.is_excluded; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_issue_segments.is_excluded IS 'true = members do not get it; false = members get it.';

--
-- Name: newsletter_links; Type: TABLE; Schema: newsletter; Owner: aquascene_owner
--

CREATE TABLE newsletter.newsletter_links (
    id bigint NOT NULL,
    issue_id uuid NOT NULL,
    content_id uuid,
    url text NOT NULL,
    CONSTRAINT newsletter_links_url_is_http CHECK ((url ~ '^https?://[^/]'::text))
);

ALTER TABLE newsletter.newsletter_links OWNER TO aquascene_owner;

--
-- Name: TABLE newsletter_links; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON TABLE newsletter.newsletter_links IS 'The tracked links of each issue.';

--
-- Name: COLUMN newsletter_links.id; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_links.id IS 'Identity of the link.';

--
-- Name: COLUMN newsletter_links.issue_id; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_links.issue_id IS 'The issue.';

--
-- Name: COLUMN newsletter_links.content_id; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_links.content_id IS 'Article it leads to, if it does.';

--
-- Name: COLUMN newsletter_links.url; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON COLUMN newsletter.newsletter_links.url IS 'Where it leads.';

--
-- Name: newsletter_links_id_seq; Type: SEQUENCE; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE newsletter.newsletter_links ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME newsletter.newsletter_links_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: newsletter_templates_id_seq; Type: SEQUENCE; Schema: newsletter; Owner: aquascene_owner
--

CREATE SEQUENCE newsletter.newsletter_templates_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE newsletter.newsletter_templates_id_seq OWNER TO aquascene_owner;

--
-- Name: newsletter_templates_id_seq; Type: SEQUENCE OWNED BY; Schema: newsletter; Owner: aquascene_owner
--

ALTER SEQUENCE newsletter.newsletter_templates_id_seq OWNED BY newsletter.newsletter_templates.id;

--
-- Name: job_runs; Type: TABLE; Schema: ops; Owner: aquascene_owner
--

CREATE TABLE ops.job_runs (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    job_name text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    status text DEFAULT 'running'::text NOT NULL,
    worker text,
    error text,
    result jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT job_runs_end_after_they_start CHECK ((finished_at >= started_at)),
    CONSTRAINT job_runs_finished_has_finished_at CHECK (((status = 'running'::text) = (finished_at IS NULL))),
    CONSTRAINT job_runs_status_is_known CHECK ((status = ANY (ARRAY['running'::text, 'succeeded'::text, 'failed'::text, 'timed_out'::text, 'lost'::text])))
)
PARTITION BY RANGE (started_at);

ALTER TABLE ops.job_runs OWNER TO aquascene_owner;

--
-- Name: TABLE job_runs; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON TABLE ops.job_runs IS 'Runs of scheduled jobs, partitioned by month.';

--
-- Name: COLUMN job_runs.id; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.job_runs.id IS 'Identity of the run.';

--
-- Name: COLUMN job_runs.job_name; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.job_runs.job_name IS 'The job.';

--
-- Name: COLUMN job_runs.due_at; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.job_runs.due_at IS 'When the schedule asked for it.';

--
-- Name: COLUMN job_runs.started_at; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.job_runs.started_at IS 'When it began.';

--
-- Name: COLUMN job_runs.finished_at; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.job_runs.finished_at IS 'When it ended; null while it runs.';

--
-- Name: COLUMN job_runs.status; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.job_runs.status IS 'running = in progress; succeeded; failed = ended with an error; timed_out = stopped for taking
too long; lost = its daemon died.';

--
-- Name: COLUMN job_runs.worker; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.job_runs.worker IS 'Who ran it.';

--
-- Name: COLUMN job_runs.error; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.job_runs.error IS 'What went wrong.';

--
-- Name: COLUMN job_runs.result; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.job_runs.result IS 'What it reported.';

--
-- Name: job_runs_default; Type: TABLE; Schema: ops; Owner: aquascene_owner
--

CREATE TABLE ops.job_runs_default (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    job_name text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    status text DEFAULT 'running'::text NOT NULL,
    worker text,
    error text,
    result jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT job_runs_end_after_they_start CHECK ((finished_at >= started_at)),
    CONSTRAINT job_runs_finished_has_finished_at CHECK (((status = 'running'::text) = (finished_at IS NULL))),
    CONSTRAINT job_runs_status_is_known CHECK ((status = ANY (ARRAY['running'::text, 'succeeded'::text, 'failed'::text, 'timed_out'::text, 'lost'::text])))
);

ALTER TABLE ops.job_runs_default OWNER TO aquascene_owner;

--
-- Name: TABLE job_runs_default; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON TABLE ops.job_runs_default IS 'Rows of ops.job_runs that no monthly partition took; should stay empty.';

--
-- Name: outbox; Type: TABLE; Schema: ops; Owner: aquascene_owner
--

CREATE TABLE ops.outbox (
    id bigint NOT NULL,
    topic text NOT NULL,
    payload jsonb DEFAULT '{}'::jsonb NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT outbox_payload_is_an_object CHECK ((jsonb_typeof(payload) = 'object'::text)),
    CONSTRAINT outbox_topic_is_a_name CHECK ((topic ~ '^[a-z_]+\.[a-z_]+$'::text))
);

ALTER TABLE ops.outbox OWNER TO aquascene_owner;

--
-- Name: TABLE outbox; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON TABLE ops.outbox IS 'Events to deliver to other systems, written in the transaction of the change they tell of.';

--
-- Name: COLUMN outbox.id; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.outbox.id IS 'Order of writing.';

--
-- Name: COLUMN outbox.topic; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.outbox.topic IS 'What happened, such as content.published.';

--
-- Name: COLUMN outbox.payload; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.outbox.payload IS 'The event for the receiver.';

--
-- Name: COLUMN outbox.xid; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.outbox.xid IS 'Transaction that wrote it; readers stop at the oldest one still running.';

--
-- Name: COLUMN outbox.created_at; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.outbox.created_at IS 'When it happened.';

--
-- Name: outbox_id_seq; Type: SEQUENCE; Schema: ops; Owner: aquascene_owner
--

ALTER TABLE ops.outbox ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: rollup_watermarks; Type: TABLE; Schema: ops; Owner: aquascene_owner
--

CREATE TABLE ops.rollup_watermarks (
    name text NOT NULL,
    below xid8 DEFAULT '0'::xid8 NOT NULL,
    rolled_up_at timestamp with time zone,
    event_count bigint DEFAULT 0 NOT NULL
);

ALTER TABLE ops.rollup_watermarks OWNER TO aquascene_owner;

--
-- Name: TABLE rollup_watermarks; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON TABLE ops.rollup_watermarks IS 'How far each incremental roll-up has come, by transaction horizon, so that no event is missed or
counted twice.';

--
-- Name: COLUMN rollup_watermarks.name; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.rollup_watermarks.name IS 'Name of the roll-up.';

--
-- Name: COLUMN rollup_watermarks.below; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.rollup_watermarks.below IS 'Events of transactions before this one are counted.';

--
-- Name: COLUMN rollup_watermarks.rolled_up_at; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.rollup_watermarks.rolled_up_at IS 'When it last ran.';

--
-- Name: COLUMN rollup_watermarks.event_count; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.rollup_watermarks.event_count IS 'Events counted since the beginning.';

--
-- Name: scheduled_jobs; Type: TABLE; Schema: ops; Owner: aquascene_owner
--

CREATE TABLE ops.scheduled_jobs (
    name text NOT NULL,
    description text NOT NULL,
    schedule text NOT NULL,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    kind text NOT NULL,
    command text NOT NULL,
    timeout interval DEFAULT '00:05:00'::interval NOT NULL,
    misfire_policy text DEFAULT 'run_once'::text NOT NULL,
    is_enabled boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT scheduled_jobs_kind_is_known CHECK ((kind = ANY (ARRAY['sql'::text, 'worker'::text]))),
    CONSTRAINT scheduled_jobs_misfire_policy_is_known CHECK ((misfire_policy = ANY (ARRAY['skip'::text, 'run_once'::text, 'run_all'::text]))),
    CONSTRAINT scheduled_jobs_schedule_has_five_fields CHECK ((array_length(regexp_split_to_array(btrim(schedule), '\s+'::text), 1) = 5)),
    CONSTRAINT scheduled_jobs_timeout_is_positive CHECK ((timeout > '00:00:00'::interval))
);

ALTER TABLE ops.scheduled_jobs OWNER TO aquascene_owner;

--
-- Name: TABLE scheduled_jobs; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON TABLE ops.scheduled_jobs IS 'What runs when, by pg_cron or by the Python daemon.';

--
-- Name: COLUMN scheduled_jobs.name; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.scheduled_jobs.name IS 'Name of the job.';

--
-- Name: COLUMN scheduled_jobs.description; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.scheduled_jobs.description IS 'What it does and why then.';

--
-- Name: COLUMN scheduled_jobs.schedule; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.scheduled_jobs.schedule IS 'Cron expression of five fields.';

--
-- Name: COLUMN scheduled_jobs.time_zone; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.scheduled_jobs.time_zone IS 'IANA zone in which the schedule is read.';

--
-- Name: COLUMN scheduled_jobs.kind; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.scheduled_jobs.kind IS 'sql = a statement for the database; worker = a command of the Python layer.';

--
-- Name: COLUMN scheduled_jobs.command; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.scheduled_jobs.command IS 'The statement or the command.';

--
-- Name: COLUMN scheduled_jobs.timeout; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.scheduled_jobs.timeout IS 'A run longer than this is stopped.';

--
-- Name: COLUMN scheduled_jobs.misfire_policy; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.scheduled_jobs.misfire_policy IS 'After downtime: skip = forget missed runs; run_once = make up for them with one; run_all = run
each.';

--
-- Name: COLUMN scheduled_jobs.is_enabled; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.scheduled_jobs.is_enabled IS 'Whether it runs at all.';

--
-- Name: COLUMN scheduled_jobs.created_at; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.scheduled_jobs.created_at IS 'When the job was added.';

--
-- Name: COLUMN scheduled_jobs.updated_at; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.scheduled_jobs.updated_at IS 'When it was last changed.';

--
-- Name: secrets; Type: TABLE; Schema: ops; Owner: aquascene_owner
--

CREATE TABLE ops.secrets (
    name text NOT NULL,
    value bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT secrets_are_long_enough CHECK ((octet_length(value) >= 32))
);

ALTER TABLE ops.secrets OWNER TO aquascene_owner;

--
-- Name: TABLE secrets; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON TABLE ops.secrets IS 'Keys for signatures and encryption, generated at deploy, readable by the owner alone.';

--
-- Name: COLUMN secrets.name; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.secrets.name IS 'What the key is for.';

--
-- Name: COLUMN secrets.value; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.secrets.value IS 'The key, 32 random bytes.';

--
-- Name: COLUMN secrets.created_at; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.secrets.created_at IS 'When it was generated.';

--
-- Name: settings; Type: TABLE; Schema: ops; Owner: aquascene_owner
--

CREATE TABLE ops.settings (
    key text NOT NULL,
    value jsonb NOT NULL,
    description text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT settings_key_has_a_domain CHECK ((key ~ '^[a-z]+\.[a-z][a-z0-9_]*$'::text))
);

ALTER TABLE ops.settings OWNER TO aquascene_owner;

--
-- Name: TABLE settings; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON TABLE ops.settings IS 'Settings of the engine: one row each, read by ops.setting, changed by ops.set_setting.';

--
-- Name: COLUMN settings.key; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.settings.key IS 'Domain and name, such as content.max_attempts.';

--
-- Name: COLUMN settings.value; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.settings.value IS 'The value; its JSON type never changes.';

--
-- Name: COLUMN settings.description; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.settings.description IS 'What it does, in which unit, and what it may be.';

--
-- Name: COLUMN settings.created_at; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.settings.created_at IS 'When the setting came into being.';

--
-- Name: COLUMN settings.updated_at; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.settings.updated_at IS 'When the value was last changed.';

--
-- Name: status_transitions; Type: TABLE; Schema: ops; Owner: aquascene_owner
--

CREATE TABLE ops.status_transitions (
    entity text NOT NULL,
    from_status text NOT NULL,
    to_status text NOT NULL,
    event text NOT NULL,
    note text,
    CONSTRAINT status_transitions_go_somewhere CHECK ((from_status <> to_status))
);

ALTER TABLE ops.status_transitions OWNER TO aquascene_owner;

--
-- Name: TABLE status_transitions; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON TABLE ops.status_transitions IS 'Every allowed change of a status; ops.enforce_transition refuses the others.';

--
-- Name: COLUMN status_transitions.entity; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.status_transitions.entity IS 'What has the status: content, newsletter_issue, subscriber …';

--
-- Name: COLUMN status_transitions.from_status; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.status_transitions.from_status IS 'The status before.';

--
-- Name: COLUMN status_transitions.to_status; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.status_transitions.to_status IS 'The status after.';

--
-- Name: COLUMN status_transitions.event; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.status_transitions.event IS 'What makes it happen, as the diagrams name it.';

--
-- Name: COLUMN status_transitions.note; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON COLUMN ops.status_transitions.note IS 'When the edge is allowed, in a sentence.';

--
-- Name: scraper_leases; Type: TABLE; Schema: scraping; Owner: aquascene_owner
--

CREATE TABLE scraping.scraper_leases (
    id bigint NOT NULL,
    job_id uuid NOT NULL,
    host text NOT NULL,
    page_id bigint,
    worker text NOT NULL,
    leased_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT scraper_leases_worker_is_named CHECK ((btrim(worker) <> ''::text))
);

ALTER TABLE scraping.scraper_leases OWNER TO aquascene_owner;

--
-- Name: TABLE scraper_leases; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON TABLE scraping.scraper_leases IS 'What workers are fetching now: a page, or the robots.txt of a host.';

--
-- Name: COLUMN scraper_leases.id; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_leases.id IS 'Identity of the lease.';

--
-- Name: COLUMN scraper_leases.job_id; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_leases.job_id IS 'The job it is fetched for.';

--
-- Name: COLUMN scraper_leases.host; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_leases.host IS 'The host that is asked.';

--
-- Name: COLUMN scraper_leases.page_id; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_leases.page_id IS 'The page; null for robots.txt.';

--
-- Name: COLUMN scraper_leases.worker; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_leases.worker IS 'The worker that has it.';

--
-- Name: COLUMN scraper_leases.leased_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_leases.leased_at IS 'Since when.';

--
-- Name: COLUMN scraper_leases.expires_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_leases.expires_at IS 'Until when; then another worker may have it.';

--
-- Name: page_report; Type: VIEW; Schema: scraping; Owner: aquascene_owner
--

CREATE VIEW scraping.page_report AS
 SELECT t.name AS target,
    p.url,
    p.depth,
    p.kind,
    p.title,
        CASE
            WHEN (l.page_id IS NOT NULL) THEN 'fetching'::text
            WHEN (p.outcome IS NULL) THEN 'waiting'::text
            ELSE p.outcome
        END AS outcome,
    p.status_code,
        CASE
            WHEN (p.outcome = 'redirected'::text) THEN ('redirected to '::text || p.redirected_to)
            ELSE p.error
        END AS reason,
    p.fetched_at,
    p.changed_at,
    p.fetch_interval,
    p.next_fetch_at,
    p.failure_count,
    l.worker,
    p.raw_content_id,
    p.job_id
   FROM ((scraping.scraper_pages p
     JOIN scraping.scraper_targets t ON ((t.id = p.target_id)))
     LEFT JOIN scraping.scraper_leases l ON ((l.page_id = p.id)));

ALTER TABLE scraping.page_report OWNER TO aquascene_owner;

--
-- Name: VIEW page_report; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON VIEW scraping.page_report IS 'What came of each page that a target knows, and when it is looked at again.';

--
-- Name: COLUMN page_report.target; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.page_report.target IS 'Name of the target.';

--
-- Name: COLUMN page_report.url; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.page_report.url IS 'Address.';

--
-- Name: COLUMN page_report.depth; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.page_report.depth IS 'Links between base_url and the page.';

--
-- Name: COLUMN page_report.kind; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.page_report.kind IS 'page, feed or sitemap; null: not fetched yet.';

--
-- Name: COLUMN page_report.title; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.page_report.title IS 'Title of its article, if it had one.';

--
-- Name: COLUMN page_report.outcome; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.page_report.outcome IS 'What came of it last (see scraper_pages); waiting = nobody has asked for it; fetching = a worker
holds it.';

--
-- Name: COLUMN page_report.status_code; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.page_report.status_code IS 'HTTP status of the last answer.';

--
-- Name: COLUMN page_report.reason; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.page_report.reason IS 'Why it failed, or where it led.';

--
-- Name: COLUMN page_report.fetched_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.page_report.fetched_at IS 'When it was last asked for.';

--
-- Name: COLUMN page_report.changed_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.page_report.changed_at IS 'When it was last seen changed.';

--
-- Name: COLUMN page_report.fetch_interval; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.page_report.fetch_interval IS 'Time between two looks at it.';

--
-- Name: COLUMN page_report.next_fetch_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.page_report.next_fetch_at IS 'When it is due; null: never.';

--
-- Name: COLUMN page_report.failure_count; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.page_report.failure_count IS 'Failures in a row.';

--
-- Name: COLUMN page_report.worker; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.page_report.worker IS 'Worker that holds it.';

--
-- Name: COLUMN page_report.raw_content_id; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.page_report.raw_content_id IS 'What it gave.';

--
-- Name: COLUMN page_report.job_id; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.page_report.job_id IS 'The job that last asked for it.';

--
-- Name: scraper_hosts; Type: TABLE; Schema: scraping; Owner: aquascene_owner
--

CREATE TABLE scraping.scraper_hosts (
    host text NOT NULL,
    next_request_at timestamp with time zone DEFAULT '1970-01-01 00:00:00+00'::timestamp with time zone NOT NULL,
    crawl_delay interval,
    robots_txt text,
    robots_fetched_at timestamp with time zone,
    CONSTRAINT scraper_hosts_crawl_delay_is_not_negative CHECK ((crawl_delay >= '00:00:00'::interval))
);

ALTER TABLE scraping.scraper_hosts OWNER TO aquascene_owner;

--
-- Name: TABLE scraper_hosts; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON TABLE scraping.scraper_hosts IS 'Hosts that were or will be asked: when the next request may be sent, and their robots.txt.';

--
-- Name: COLUMN scraper_hosts.host; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_hosts.host IS 'Host as in an address, with the port if it is not the usual one.';

--
-- Name: COLUMN scraper_hosts.next_request_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_hosts.next_request_at IS 'No request before, so that any number of workers is as polite as one.';

--
-- Name: COLUMN scraper_hosts.crawl_delay; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_hosts.crawl_delay IS 'Time between requests that its robots.txt asks for.';

--
-- Name: COLUMN scraper_hosts.robots_txt; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_hosts.robots_txt IS 'Its robots.txt; empty when it has none.';

--
-- Name: COLUMN scraper_hosts.robots_fetched_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraper_hosts.robots_fetched_at IS 'When robots.txt was asked for last and could be had.';

--
-- Name: scraper_leases_id_seq; Type: SEQUENCE; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE scraping.scraper_leases ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME scraping.scraper_leases_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: scraper_pages_id_seq; Type: SEQUENCE; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE scraping.scraper_pages ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME scraping.scraper_pages_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: scraper_targets_id_seq; Type: SEQUENCE; Schema: scraping; Owner: aquascene_owner
--

CREATE SEQUENCE scraping.scraper_targets_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE scraping.scraper_targets_id_seq OWNER TO aquascene_owner;

--
-- Name: scraper_targets_id_seq; Type: SEQUENCE OWNED BY; Schema: scraping; Owner: aquascene_owner
--

ALTER SEQUENCE scraping.scraper_targets_id_seq OWNED BY scraping.scraper_targets.id;

--
-- Name: scraping_job_hosts; Type: TABLE; Schema: scraping; Owner: aquascene_owner
--

CREATE TABLE scraping.scraping_job_hosts (
    job_id uuid NOT NULL,
    host text NOT NULL
);

ALTER TABLE scraping.scraping_job_hosts OWNER TO aquascene_owner;

--
-- Name: TABLE scraping_job_hosts; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON TABLE scraping.scraping_job_hosts IS 'What running jobs have to do: the hosts on which pages may still be due. Holds what is at work
only, however many pages are known.';

--
-- Name: COLUMN scraping_job_hosts.job_id; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraping_job_hosts.job_id IS 'The job.';

--
-- Name: COLUMN scraping_job_hosts.host; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.scraping_job_hosts.host IS 'The host.';

--
-- Name: target_report; Type: VIEW; Schema: scraping; Owner: aquascene_owner
--

CREATE VIEW scraping.target_report AS
 SELECT t.name AS target,
    t.base_url,
        CASE
            WHEN t.is_active THEN COALESCE(j.status, 'new'::character varying)
            ELSE 'paused'::character varying
        END AS state,
    COALESCE(t.paused_reason, ((j.error_details -> '-1'::integer) ->> 'error'::text)) AS reason,
    j.id AS job_id,
    j.started_at,
    j.completed_at,
    j.asked_count,
    j.pages_scraped,
    j.content_found,
    j.errors_count,
    l.in_flight,
    t.page_count,
    t.success_count,
    t.error_count,
    t.failure_count,
    t.next_scrape_at
   FROM ((scraping.scraper_targets t
     LEFT JOIN LATERAL ( SELECT s.id,
            s.status,
            s.started_at,
            s.completed_at,
            s.asked_count,
            s.pages_scraped,
            s.content_found,
            s.errors_count,
            s.error_details
           FROM scraping.scraping_jobs s
          WHERE (s.target_id = t.id)
          ORDER BY s.created_at DESC
         LIMIT 1) j ON (true))
     CROSS JOIN LATERAL ( SELECT count(*) AS in_flight
           FROM scraping.scraper_leases h
          WHERE (h.job_id = j.id)) l);

ALTER TABLE scraping.target_report OWNER TO aquascene_owner;

--
-- Name: VIEW target_report; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON VIEW scraping.target_report IS 'Each target with its last job: what it is doing, and what is wrong.';

--
-- Name: COLUMN target_report.target; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.target_report.target IS 'Name of the target.';

--
-- Name: COLUMN target_report.base_url; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.target_report.base_url IS 'Page, feed or sitemap to begin with.';

--
-- Name: COLUMN target_report.state; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.target_report.state IS 'paused; else the state of the last job: pending, running, completed, failed, cancelled; new =
there was none.';

--
-- Name: COLUMN target_report.reason; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.target_report.reason IS 'Why it is paused; else the last error of the last job.';

--
-- Name: COLUMN target_report.job_id; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.target_report.job_id IS 'The last job.';

--
-- Name: COLUMN target_report.started_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.target_report.started_at IS 'When it began.';

--
-- Name: COLUMN target_report.completed_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.target_report.completed_at IS 'When it ended.';

--
-- Name: COLUMN target_report.asked_count; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.target_report.asked_count IS 'Pages it asked for.';

--
-- Name: COLUMN target_report.pages_scraped; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.target_report.pages_scraped IS 'Pages that answered.';

--
-- Name: COLUMN target_report.content_found; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.target_report.content_found IS 'New raw content.';

--
-- Name: COLUMN target_report.errors_count; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.target_report.errors_count IS 'Pages that failed.';

--
-- Name: COLUMN target_report.in_flight; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.target_report.in_flight IS 'Requests under way.';

--
-- Name: COLUMN target_report.page_count; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.target_report.page_count IS 'Pages found by links.';

--
-- Name: COLUMN target_report.success_count; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.target_report.success_count IS 'Jobs completed.';

--
-- Name: COLUMN target_report.error_count; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.target_report.error_count IS 'Jobs failed.';

--
-- Name: COLUMN target_report.failure_count; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.target_report.failure_count IS 'Jobs failed in a row.';

--
-- Name: COLUMN target_report.next_scrape_at; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON COLUMN scraping.target_report.next_scrape_at IS 'When the next job is due.';

--
-- Name: instagram_posts; Type: TABLE; Schema: social; Owner: aquascene_owner
--

CREATE TABLE social.instagram_posts (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    content_id uuid,
    post_type character varying(20) DEFAULT 'feed'::character varying NOT NULL,
    caption text,
    hashtags text[],
    media_urls text[],
    instagram_media_ids text[],
    scheduled_for timestamp with time zone,
    posted_at timestamp with time zone,
    instagram_post_id character varying(100),
    status character varying(20) DEFAULT 'scheduled'::character varying NOT NULL,
    metrics jsonb DEFAULT '{}'::jsonb NOT NULL,
    engagement_data jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    account_id integer,
    CONSTRAINT instagram_posts_caption_fits CHECK ((length(caption) <= 2200)),
    CONSTRAINT instagram_posts_engagement_data_is_an_object CHECK ((jsonb_typeof(engagement_data) = 'object'::text)),
    CONSTRAINT instagram_posts_hashtags_fit CHECK ((cardinality(hashtags) <= 30)),
    CONSTRAINT instagram_posts_metrics_is_an_object CHECK ((jsonb_typeof(metrics) = 'object'::text)),
    CONSTRAINT instagram_posts_status_is_known CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'scheduled'::character varying, 'publishing'::character varying, 'published'::character varying, 'failed'::character varying, 'unknown'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT instagram_posts_type_is_known CHECK (((post_type)::text = ANY ((ARRAY['feed'::character varying, 'story'::character varying, 'reel'::character varying, 'igtv'::character varying])::text[])))
);

ALTER TABLE social.instagram_posts OWNER TO aquascene_owner;

--
-- Name: TABLE instagram_posts; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON TABLE social.instagram_posts IS 'Posts for Instagram: scheduled, published, measured.';

--
-- Name: COLUMN instagram_posts.id; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.instagram_posts.id IS 'Identity of the post.';

--
-- Name: COLUMN instagram_posts.content_id; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.instagram_posts.content_id IS 'Article it is about.';

--
-- Name: COLUMN instagram_posts.post_type; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.instagram_posts.post_type IS 'feed, story (24 hours), reel (short video) or igtv (long video).';

--
-- Name: COLUMN instagram_posts.caption; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.instagram_posts.caption IS 'Text below it.';

--
-- Name: COLUMN instagram_posts.hashtags; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.instagram_posts.hashtags IS 'Tags, without #.';

--
-- Name: COLUMN instagram_posts.media_urls; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.instagram_posts.media_urls IS 'Pictures and videos.';

--
-- Name: COLUMN instagram_posts.instagram_media_ids; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.instagram_posts.instagram_media_ids IS 'Ids of the media containers on Instagram.';

--
-- Name: COLUMN instagram_posts.scheduled_for; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.instagram_posts.scheduled_for IS 'When to post.';

--
-- Name: COLUMN instagram_posts.posted_at; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.instagram_posts.posted_at IS 'When it was posted.';

--
-- Name: COLUMN instagram_posts.instagram_post_id; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.instagram_posts.instagram_post_id IS 'Id on Instagram.';

--
-- Name: COLUMN instagram_posts.status; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.instagram_posts.status IS 'draft = being written; scheduled = waits for its time; publishing = a worker holds it; published;
failed; unknown = the worker died in mid-call; cancelled.';

--
-- Name: COLUMN instagram_posts.metrics; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.instagram_posts.metrics IS 'Impressions, reach, likes … as Instagram reports them.';

--
-- Name: COLUMN instagram_posts.engagement_data; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.instagram_posts.engagement_data IS 'Comments and mentions.';

--
-- Name: COLUMN instagram_posts.created_at; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.instagram_posts.created_at IS 'When it was made.';

--
-- Name: COLUMN instagram_posts.updated_at; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.instagram_posts.updated_at IS 'When it was last changed.';

--
-- Name: COLUMN instagram_posts.account_id; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.instagram_posts.account_id IS 'Account it goes to.';

--
-- Name: social_accounts; Type: TABLE; Schema: social; Owner: aquascene_owner
--

CREATE TABLE social.social_accounts (
    id integer NOT NULL,
    platform character varying(50) DEFAULT 'instagram'::character varying NOT NULL,
    account_name character varying(100) NOT NULL,
    account_id character varying(100),
    access_token text,
    refresh_token text,
    token_expires_at timestamp with time zone,
    is_active boolean DEFAULT true NOT NULL,
    configuration jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT social_accounts_configuration_is_an_object CHECK ((jsonb_typeof(configuration) = 'object'::text)),
    CONSTRAINT social_accounts_platform_is_known CHECK (((platform)::text = 'instagram'::text)),
    CONSTRAINT social_accounts_tokens_are_encrypted CHECK (((access_token ~~ '-----BEGIN PGP MESSAGE-----%'::text) AND (refresh_token ~~ '-----BEGIN PGP MESSAGE-----%'::text)))
);

ALTER TABLE social.social_accounts OWNER TO aquascene_owner;

--
-- Name: TABLE social_accounts; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON TABLE social.social_accounts IS 'Accounts on social platforms; their tokens are encrypted and for the owner''s functions alone.';

--
-- Name: COLUMN social_accounts.id; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.social_accounts.id IS 'Identity of the account.';

--
-- Name: COLUMN social_accounts.platform; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.social_accounts.platform IS 'instagram.';

--
-- Name: COLUMN social_accounts.account_name; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.social_accounts.account_name IS 'Name on the platform.';

--
-- Name: COLUMN social_accounts.account_id; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.social_accounts.account_id IS 'Id on the platform.';

--
-- Name: COLUMN social_accounts.access_token; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.social_accounts.access_token IS 'Encrypted (pgp_sym_encrypt, armored); never readable through a view or the audit log.';

--
-- Name: COLUMN social_accounts.refresh_token; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.social_accounts.refresh_token IS 'Encrypted likewise.';

--
-- Name: COLUMN social_accounts.token_expires_at; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.social_accounts.token_expires_at IS 'When the access token expires.';

--
-- Name: COLUMN social_accounts.is_active; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.social_accounts.is_active IS 'Whether it is posted to.';

--
-- Name: COLUMN social_accounts.configuration; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.social_accounts.configuration IS 'Anything the platform needs.';

--
-- Name: COLUMN social_accounts.created_at; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.social_accounts.created_at IS 'When it was added.';

--
-- Name: COLUMN social_accounts.updated_at; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON COLUMN social.social_accounts.updated_at IS 'When it was last changed.';

--
-- Name: social_accounts_id_seq; Type: SEQUENCE; Schema: social; Owner: aquascene_owner
--

CREATE SEQUENCE social.social_accounts_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE social.social_accounts_id_seq OWNER TO aquascene_owner;

--
-- Name: social_accounts_id_seq; Type: SEQUENCE OWNED BY; Schema: social; Owner: aquascene_owner
--

ALTER SEQUENCE social.social_accounts_id_seq OWNED BY social.social_accounts.id;

--
-- Name: content_metrics_default; Type: TABLE ATTACH; Schema: analytics; Owner: aquascene_owner
--

ALTER TABLE ONLY analytics.content_metrics ATTACH PARTITION analytics.content_metrics_default DEFAULT;

--
-- Name: newsletter_metrics_default; Type: TABLE ATTACH; Schema: analytics; Owner: aquascene_owner
--

ALTER TABLE ONLY analytics.newsletter_metrics ATTACH PARTITION analytics.newsletter_metrics_default DEFAULT;

--
-- Name: system_metrics_default; Type: TABLE ATTACH; Schema: analytics; Owner: aquascene_owner
--

ALTER TABLE ONLY analytics.system_metrics ATTACH PARTITION analytics.system_metrics_default DEFAULT;

--
-- Name: audit_log_default; Type: TABLE ATTACH; Schema: audit; Owner: aquascene_owner
--

ALTER TABLE ONLY audit.audit_log ATTACH PARTITION audit.audit_log_default DEFAULT;

--
-- Name: system_events_default; Type: TABLE ATTACH; Schema: audit; Owner: aquascene_owner
--

ALTER TABLE ONLY audit.system_events ATTACH PARTITION audit.system_events_default DEFAULT;

--
-- Name: email_events_default; Type: TABLE ATTACH; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.email_events ATTACH PARTITION newsletter.email_events_default DEFAULT;

--
-- Name: newsletter_deliveries_default; Type: TABLE ATTACH; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_deliveries ATTACH PARTITION newsletter.newsletter_deliveries_default DEFAULT;

--
-- Name: job_runs_default; Type: TABLE ATTACH; Schema: ops; Owner: aquascene_owner
--

ALTER TABLE ONLY ops.job_runs ATTACH PARTITION ops.job_runs_default DEFAULT;

--
-- Name: subscriber_segments id; Type: DEFAULT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.subscriber_segments ALTER COLUMN id SET DEFAULT nextval('audience.subscriber_segments_id_seq'::regclass);

--
-- Name: content_categories id; Type: DEFAULT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.content_categories ALTER COLUMN id SET DEFAULT nextval('content.content_categories_id_seq'::regclass);

--
-- Name: content_tags id; Type: DEFAULT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.content_tags ALTER COLUMN id SET DEFAULT nextval('content.content_tags_id_seq'::regclass);

--
-- Name: newsletter_templates id; Type: DEFAULT; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_templates ALTER COLUMN id SET DEFAULT nextval('newsletter.newsletter_templates_id_seq'::regclass);

--
-- Name: scraper_targets id; Type: DEFAULT; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE ONLY scraping.scraper_targets ALTER COLUMN id SET DEFAULT nextval('scraping.scraper_targets_id_seq'::regclass);

--
-- Name: social_accounts id; Type: DEFAULT; Schema: social; Owner: aquascene_owner
--

ALTER TABLE ONLY social.social_accounts ALTER COLUMN id SET DEFAULT nextval('social.social_accounts_id_seq'::regclass);

--
-- Name: admin_sessions admin_sessions_pkey; Type: CONSTRAINT; Schema: admin; Owner: aquascene_owner
--

ALTER TABLE ONLY admin.admin_sessions
    ADD CONSTRAINT admin_sessions_pkey PRIMARY KEY (id);

--
-- Name: admin_sessions admin_sessions_session_token_key; Type: CONSTRAINT; Schema: admin; Owner: aquascene_owner
--

ALTER TABLE ONLY admin.admin_sessions
    ADD CONSTRAINT admin_sessions_session_token_key UNIQUE (session_token);

--
-- Name: admin_users admin_users_email_key; Type: CONSTRAINT; Schema: admin; Owner: aquascene_owner
--

ALTER TABLE ONLY admin.admin_users
    ADD CONSTRAINT admin_users_email_key UNIQUE (email);

--
-- Name: admin_users admin_users_pkey; Type: CONSTRAINT; Schema: admin; Owner: aquascene_owner
--

ALTER TABLE ONLY admin.admin_users
    ADD CONSTRAINT admin_users_pkey PRIMARY KEY (id);

--
-- Name: admin_users admin_users_username_key; Type: CONSTRAINT; Schema: admin; Owner: aquascene_owner
--

ALTER TABLE ONLY admin.admin_users
    ADD CONSTRAINT admin_users_username_key UNIQUE (username);

--
-- Name: role_permissions role_permissions_pkey; Type: CONSTRAINT; Schema: admin; Owner: aquascene_owner
--

ALTER TABLE ONLY admin.role_permissions
    ADD CONSTRAINT role_permissions_pkey PRIMARY KEY (role, permission);

--
-- Name: content_metrics content_metrics_are_measured_once_a_day; Type: CONSTRAINT; Schema: analytics; Owner: aquascene_owner
--

ALTER TABLE ONLY analytics.content_metrics
    ADD CONSTRAINT content_metrics_are_measured_once_a_day UNIQUE (content_id, metric_type, metric_name, date_bucket);

--
-- Name: content_metrics_default content_metrics_default_content_id_metric_type_metric_name__key; Type: CONSTRAINT; Schema: analytics; Owner: aquascene_owner
--

ALTER TABLE ONLY analytics.content_metrics_default
    ADD CONSTRAINT content_metrics_default_content_id_metric_type_metric_name__key UNIQUE (content_id, metric_type, metric_name, date_bucket);

--
-- Name: content_metrics content_metrics_pkey; Type: CONSTRAINT; Schema: analytics; Owner: aquascene_owner
--

ALTER TABLE ONLY analytics.content_metrics
    ADD CONSTRAINT content_metrics_pkey PRIMARY KEY (id, content_id, date_bucket);

--
-- Name: content_metrics_default content_metrics_default_pkey; Type: CONSTRAINT; Schema: analytics; Owner: aquascene_owner
--

ALTER TABLE ONLY analytics.content_metrics_default
    ADD CONSTRAINT content_metrics_default_pkey PRIMARY KEY (id, content_id, date_bucket);

--
-- Name: newsletter_metrics newsletter_metrics_pkey; Type: CONSTRAINT; Schema: analytics; Owner: aquascene_owner
--

ALTER TABLE ONLY analytics.newsletter_metrics
    ADD CONSTRAINT newsletter_metrics_pkey PRIMARY KEY (id, recorded_at);

--
-- Name: newsletter_metrics_default newsletter_metrics_default_pkey; Type: CONSTRAINT; Schema: analytics; Owner: aquascene_owner
--

ALTER TABLE ONLY analytics.newsletter_metrics_default
    ADD CONSTRAINT newsletter_metrics_default_pkey PRIMARY KEY (id, recorded_at);

--
-- Name: system_metrics system_metrics_pkey; Type: CONSTRAINT; Schema: analytics; Owner: aquascene_owner
--

ALTER TABLE ONLY analytics.system_metrics
    ADD CONSTRAINT system_metrics_pkey PRIMARY KEY (id, service_name, date_bucket);

--
-- Name: system_metrics_default system_metrics_default_pkey; Type: CONSTRAINT; Schema: analytics; Owner: aquascene_owner
--

ALTER TABLE ONLY analytics.system_metrics_default
    ADD CONSTRAINT system_metrics_default_pkey PRIMARY KEY (id, service_name, date_bucket);

--
-- Name: bounces bounces_pkey; Type: CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.bounces
    ADD CONSTRAINT bounces_pkey PRIMARY KEY (id);

--
-- Name: consent_events consent_events_pkey; Type: CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.consent_events
    ADD CONSTRAINT consent_events_pkey PRIMARY KEY (id);

--
-- Name: subscriber_engagement subscriber_engagement_pkey; Type: CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.subscriber_engagement
    ADD CONSTRAINT subscriber_engagement_pkey PRIMARY KEY (subscriber_id);

--
-- Name: subscriber_segment_memberships subscriber_segment_memberships_pkey; Type: CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.subscriber_segment_memberships
    ADD CONSTRAINT subscriber_segment_memberships_pkey PRIMARY KEY (subscriber_id, segment_id);

--
-- Name: subscriber_segments subscriber_segments_name_key; Type: CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.subscriber_segments
    ADD CONSTRAINT subscriber_segments_name_key UNIQUE (name);

--
-- Name: subscriber_segments subscriber_segments_pkey; Type: CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.subscriber_segments
    ADD CONSTRAINT subscriber_segments_pkey PRIMARY KEY (id);

--
-- Name: subscribers subscribers_email_key; Type: CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.subscribers
    ADD CONSTRAINT subscribers_email_key UNIQUE (email);

--
-- Name: subscribers subscribers_pkey; Type: CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.subscribers
    ADD CONSTRAINT subscribers_pkey PRIMARY KEY (id);

--
-- Name: subscription_preferences subscription_preferences_pkey; Type: CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.subscription_preferences
    ADD CONSTRAINT subscription_preferences_pkey PRIMARY KEY (id);

--
-- Name: subscription_preferences subscription_preferences_subscriber_id_key; Type: CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.subscription_preferences
    ADD CONSTRAINT subscription_preferences_subscriber_id_key UNIQUE (subscriber_id);

--
-- Name: subscription_requests subscription_requests_pkey; Type: CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.subscription_requests
    ADD CONSTRAINT subscription_requests_pkey PRIMARY KEY (id);

--
-- Name: suppressions suppressions_address_hash_key; Type: CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.suppressions
    ADD CONSTRAINT suppressions_address_hash_key UNIQUE (address_hash);

--
-- Name: suppressions suppressions_domain_key; Type: CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.suppressions
    ADD CONSTRAINT suppressions_domain_key UNIQUE (domain);

--
-- Name: suppressions suppressions_pkey; Type: CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.suppressions
    ADD CONSTRAINT suppressions_pkey PRIMARY KEY (id);

--
-- Name: audit_log audit_log_pkey; Type: CONSTRAINT; Schema: audit; Owner: aquascene_owner
--

ALTER TABLE ONLY audit.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (id, changed_at);

--
-- Name: audit_log_default audit_log_default_pkey; Type: CONSTRAINT; Schema: audit; Owner: aquascene_owner
--

ALTER TABLE ONLY audit.audit_log_default
    ADD CONSTRAINT audit_log_default_pkey PRIMARY KEY (id, changed_at);

--
-- Name: system_events system_events_pkey; Type: CONSTRAINT; Schema: audit; Owner: aquascene_owner
--

ALTER TABLE ONLY audit.system_events
    ADD CONSTRAINT system_events_pkey PRIMARY KEY (id, occurred_at);

--
-- Name: system_events_default system_events_default_pkey; Type: CONSTRAINT; Schema: audit; Owner: aquascene_owner
--

ALTER TABLE ONLY audit.system_events_default
    ADD CONSTRAINT system_events_default_pkey PRIMARY KEY (id, occurred_at);

--
-- Name: content_asset_relations content_asset_relations_pkey; Type: CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.content_asset_relations
    ADD CONSTRAINT content_asset_relations_pkey PRIMARY KEY (content_id, asset_id);

--
-- Name: content_assets content_assets_pkey; Type: CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.content_assets
    ADD CONSTRAINT content_assets_pkey PRIMARY KEY (id);

--
-- Name: content_categories content_categories_name_key; Type: CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.content_categories
    ADD CONSTRAINT content_categories_name_key UNIQUE (name);

--
-- Name: content_categories content_categories_pkey; Type: CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.content_categories
    ADD CONSTRAINT content_categories_pkey PRIMARY KEY (id);

--
-- Name: content_categories content_categories_slug_key; Type: CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.content_categories
    ADD CONSTRAINT content_categories_slug_key UNIQUE (slug);

--
-- Name: content_revisions content_revisions_pkey; Type: CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.content_revisions
    ADD CONSTRAINT content_revisions_pkey PRIMARY KEY (content_id, revision);

--
-- Name: content_tags content_tags_name_key; Type: CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.content_tags
    ADD CONSTRAINT content_tags_name_key UNIQUE (name);

--
-- Name: content_tags content_tags_pkey; Type: CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.content_tags
    ADD CONSTRAINT content_tags_pkey PRIMARY KEY (id);

--
-- Name: content_tags content_tags_slug_key; Type: CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.content_tags
    ADD CONSTRAINT content_tags_slug_key UNIQUE (slug);

--
-- Name: engagement_factors engagement_factors_pkey; Type: CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.engagement_factors
    ADD CONSTRAINT engagement_factors_pkey PRIMARY KEY (dimension, value);

--
-- Name: generated_content generated_content_pkey; Type: CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.generated_content
    ADD CONSTRAINT generated_content_pkey PRIMARY KEY (id);

--
-- Name: generated_content generated_content_slug_key; Type: CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.generated_content
    ADD CONSTRAINT generated_content_slug_key UNIQUE (slug);

--
-- Name: generation_templates generation_templates_pkey; Type: CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.generation_templates
    ADD CONSTRAINT generation_templates_pkey PRIMARY KEY (name);

--
-- Name: language_features language_features_pkey; Type: CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.language_features
    ADD CONSTRAINT language_features_pkey PRIMARY KEY (feature, language) INCLUDE (weight);

--
-- Name: raw_content raw_content_content_hash_key; Type: CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.raw_content
    ADD CONSTRAINT raw_content_content_hash_key UNIQUE (content_hash);

--
-- Name: raw_content raw_content_pkey; Type: CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.raw_content
    ADD CONSTRAINT raw_content_pkey PRIMARY KEY (id);

--
-- Name: raw_leases raw_leases_pkey; Type: CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.raw_leases
    ADD CONSTRAINT raw_leases_pkey PRIMARY KEY (id);

--
-- Name: raw_queue raw_queue_pkey; Type: CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.raw_queue
    ADD CONSTRAINT raw_queue_pkey PRIMARY KEY (raw_content_id);

--
-- Name: raw_signatures raw_signatures_pkey; Type: CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.raw_signatures
    ADD CONSTRAINT raw_signatures_pkey PRIMARY KEY (raw_content_id);

--
-- Name: newsletter_chunks newsletter_chunks_pkey; Type: CONSTRAINT; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_chunks
    ADD CONSTRAINT newsletter_chunks_pkey PRIMARY KEY (issue_id, chunk);

--
-- Name: newsletter_deliveries newsletter_deliveries_pkey; Type: CONSTRAINT; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_deliveries
    ADD CONSTRAINT newsletter_deliveries_pkey PRIMARY KEY (issue_date, issue_id, subscriber_id);

--
-- Name: newsletter_deliveries_default newsletter_deliveries_default_pkey; Type: CONSTRAINT; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_deliveries_default
    ADD CONSTRAINT newsletter_deliveries_default_pkey PRIMARY KEY (issue_date, issue_id, subscriber_id);

--
-- Name: newsletter_issue_segments newsletter_issue_segments_pkey; Type: CONSTRAINT; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_issue_segments
    ADD CONSTRAINT newsletter_issue_segments_pkey PRIMARY KEY (issue_id, segment_id);

--
-- Name: newsletter_issues newsletter_issues_issue_number_key; Type: CONSTRAINT; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_issues
    ADD CONSTRAINT newsletter_issues_issue_number_key UNIQUE (issue_number);

--
-- Name: newsletter_issues newsletter_issues_pkey; Type: CONSTRAINT; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_issues
    ADD CONSTRAINT newsletter_issues_pkey PRIMARY KEY (id);

--
-- Name: newsletter_links newsletter_links_are_known_once_an_issue; Type: CONSTRAINT; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_links
    ADD CONSTRAINT newsletter_links_are_known_once_an_issue UNIQUE (issue_id, url);

--
-- Name: newsletter_links newsletter_links_pkey; Type: CONSTRAINT; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_links
    ADD CONSTRAINT newsletter_links_pkey PRIMARY KEY (id);

--
-- Name: newsletter_templates newsletter_templates_name_key; Type: CONSTRAINT; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_templates
    ADD CONSTRAINT newsletter_templates_name_key UNIQUE (name);

--
-- Name: newsletter_templates newsletter_templates_pkey; Type: CONSTRAINT; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_templates
    ADD CONSTRAINT newsletter_templates_pkey PRIMARY KEY (id);

--
-- Name: job_runs job_runs_pkey; Type: CONSTRAINT; Schema: ops; Owner: aquascene_owner
--

ALTER TABLE ONLY ops.job_runs
    ADD CONSTRAINT job_runs_pkey PRIMARY KEY (id, started_at);

--
-- Name: job_runs_default job_runs_default_pkey; Type: CONSTRAINT; Schema: ops; Owner: aquascene_owner
--

ALTER TABLE ONLY ops.job_runs_default
    ADD CONSTRAINT job_runs_default_pkey PRIMARY KEY (id, started_at);

--
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: ops; Owner: aquascene_owner
--

ALTER TABLE ONLY ops.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);

--
-- Name: partition_policies partition_policies_pkey; Type: CONSTRAINT; Schema: ops; Owner: aquascene_owner
--

ALTER TABLE ONLY ops.partition_policies
    ADD CONSTRAINT partition_policies_pkey PRIMARY KEY (table_name);

--
-- Name: rollup_watermarks rollup_watermarks_pkey; Type: CONSTRAINT; Schema: ops; Owner: aquascene_owner
--

ALTER TABLE ONLY ops.rollup_watermarks
    ADD CONSTRAINT rollup_watermarks_pkey PRIMARY KEY (name);

--
-- Name: scheduled_jobs scheduled_jobs_pkey; Type: CONSTRAINT; Schema: ops; Owner: aquascene_owner
--

ALTER TABLE ONLY ops.scheduled_jobs
    ADD CONSTRAINT scheduled_jobs_pkey PRIMARY KEY (name);

--
-- Name: secrets secrets_pkey; Type: CONSTRAINT; Schema: ops; Owner: aquascene_owner
--

ALTER TABLE ONLY ops.secrets
    ADD CONSTRAINT secrets_pkey PRIMARY KEY (name);

--
-- Name: settings settings_pkey; Type: CONSTRAINT; Schema: ops; Owner: aquascene_owner
--

ALTER TABLE ONLY ops.settings
    ADD CONSTRAINT settings_pkey PRIMARY KEY (key);

--
-- Name: status_transitions status_transitions_lead_to_one_status; Type: CONSTRAINT; Schema: ops; Owner: aquascene_owner
--

ALTER TABLE ONLY ops.status_transitions
    ADD CONSTRAINT status_transitions_lead_to_one_status UNIQUE (entity, from_status, event);

--
-- Name: status_transitions status_transitions_pkey; Type: CONSTRAINT; Schema: ops; Owner: aquascene_owner
--

ALTER TABLE ONLY ops.status_transitions
    ADD CONSTRAINT status_transitions_pkey PRIMARY KEY (entity, from_status, to_status);

--
-- Name: scraper_hosts scraper_hosts_pkey; Type: CONSTRAINT; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE ONLY scraping.scraper_hosts
    ADD CONSTRAINT scraper_hosts_pkey PRIMARY KEY (host);

--
-- Name: scraper_leases scraper_leases_page_id_key; Type: CONSTRAINT; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE ONLY scraping.scraper_leases
    ADD CONSTRAINT scraper_leases_page_id_key UNIQUE NULLS NOT DISTINCT (page_id, host);

--
-- Name: scraper_leases scraper_leases_pkey; Type: CONSTRAINT; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE ONLY scraping.scraper_leases
    ADD CONSTRAINT scraper_leases_pkey PRIMARY KEY (id);

--
-- Name: scraper_pages scraper_pages_are_known_once_a_target; Type: CONSTRAINT; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE ONLY scraping.scraper_pages
    ADD CONSTRAINT scraper_pages_are_known_once_a_target UNIQUE (target_id, url);

--
-- Name: scraper_pages scraper_pages_pkey; Type: CONSTRAINT; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE ONLY scraping.scraper_pages
    ADD CONSTRAINT scraper_pages_pkey PRIMARY KEY (id);

--
-- Name: scraper_targets scraper_targets_name_key; Type: CONSTRAINT; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE ONLY scraping.scraper_targets
    ADD CONSTRAINT scraper_targets_name_key UNIQUE (name);

--
-- Name: scraper_targets scraper_targets_pkey; Type: CONSTRAINT; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE ONLY scraping.scraper_targets
    ADD CONSTRAINT scraper_targets_pkey PRIMARY KEY (id);

--
-- Name: scraping_job_hosts scraping_job_hosts_pkey; Type: CONSTRAINT; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE ONLY scraping.scraping_job_hosts
    ADD CONSTRAINT scraping_job_hosts_pkey PRIMARY KEY (job_id, host);

--
-- Name: scraping_jobs scraping_jobs_pkey; Type: CONSTRAINT; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE ONLY scraping.scraping_jobs
    ADD CONSTRAINT scraping_jobs_pkey PRIMARY KEY (id);

--
-- Name: instagram_posts instagram_posts_pkey; Type: CONSTRAINT; Schema: social; Owner: aquascene_owner
--

ALTER TABLE ONLY social.instagram_posts
    ADD CONSTRAINT instagram_posts_pkey PRIMARY KEY (id);

--
-- Name: social_accounts social_accounts_are_known_once; Type: CONSTRAINT; Schema: social; Owner: aquascene_owner
--

ALTER TABLE ONLY social.social_accounts
    ADD CONSTRAINT social_accounts_are_known_once UNIQUE (platform, account_name);

--
-- Name: social_accounts social_accounts_pkey; Type: CONSTRAINT; Schema: social; Owner: aquascene_owner
--

ALTER TABLE ONLY social.social_accounts
    ADD CONSTRAINT social_accounts_pkey PRIMARY KEY (id);

--
-- Name: admin_sessions_expires_at_idx; Type: INDEX; Schema: admin; Owner: aquascene_owner
--

CREATE INDEX admin_sessions_expires_at_idx ON admin.admin_sessions USING btree (expires_at);

--
-- Name: INDEX admin_sessions_expires_at_idx; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON INDEX admin.admin_sessions_expires_at_idx IS 'Used to remove what has expired.';

--
-- Name: admin_sessions_user_id_idx; Type: INDEX; Schema: admin; Owner: aquascene_owner
--

CREATE INDEX admin_sessions_user_id_idx ON admin.admin_sessions USING btree (user_id);

--
-- Name: INDEX admin_sessions_user_id_idx; Type: COMMENT; Schema: admin; Owner: aquascene_owner
--

COMMENT ON INDEX admin.admin_sessions_user_id_idx IS 'Used to end every session of a user, and by the foreign key.';

--
-- Name: idx_content_metrics_content_date; Type: INDEX; Schema: analytics; Owner: aquascene_owner
--

CREATE INDEX idx_content_metrics_content_date ON ONLY analytics.content_metrics USING btree (content_id, date_bucket);

--
-- Name: INDEX idx_content_metrics_content_date; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON INDEX analytics.idx_content_metrics_content_date IS 'Used to read what an article earned over time, and by the foreign key.';

--
-- Name: content_metrics_default_content_id_date_bucket_idx; Type: INDEX; Schema: analytics; Owner: aquascene_owner
--

CREATE INDEX content_metrics_default_content_id_date_bucket_idx ON analytics.content_metrics_default USING btree (content_id, date_bucket);

--
-- Name: idx_content_metrics_type_date; Type: INDEX; Schema: analytics; Owner: aquascene_owner
--

CREATE INDEX idx_content_metrics_type_date ON ONLY analytics.content_metrics USING btree (metric_type, date_bucket);

--
-- Name: INDEX idx_content_metrics_type_date; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON INDEX analytics.idx_content_metrics_type_date IS 'Used to read one kind of metric over time.';

--
-- Name: content_metrics_default_metric_type_date_bucket_idx; Type: INDEX; Schema: analytics; Owner: aquascene_owner
--

CREATE INDEX content_metrics_default_metric_type_date_bucket_idx ON analytics.content_metrics_default USING btree (metric_type, date_bucket);

--
-- Name: idx_newsletter_performance; Type: INDEX; Schema: analytics; Owner: aquascene_owner
--

CREATE INDEX idx_newsletter_performance ON ONLY analytics.newsletter_metrics USING btree (issue_id, open_rate DESC, click_rate DESC);

--
-- Name: INDEX idx_newsletter_performance; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON INDEX analytics.idx_newsletter_performance IS 'Used by analytics.newsletter_performance, and by the foreign key.';

--
-- Name: newsletter_metrics_default_issue_id_open_rate_click_rate_idx; Type: INDEX; Schema: analytics; Owner: aquascene_owner
--

CREATE INDEX newsletter_metrics_default_issue_id_open_rate_click_rate_idx ON analytics.newsletter_metrics_default USING btree (issue_id, open_rate DESC, click_rate DESC);

--
-- Name: newsletter_metrics_one_total_an_issue; Type: INDEX; Schema: analytics; Owner: aquascene_owner
--

CREATE UNIQUE INDEX newsletter_metrics_one_total_an_issue ON ONLY analytics.newsletter_metrics USING btree (issue_id, recorded_at) WHERE ((metric_type)::text = 'total'::text);

--
-- Name: INDEX newsletter_metrics_one_total_an_issue; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON INDEX analytics.newsletter_metrics_one_total_an_issue IS 'Used by analytics.roll_up to find the row to add to.';

--
-- Name: newsletter_metrics_default_issue_id_recorded_at_idx; Type: INDEX; Schema: analytics; Owner: aquascene_owner
--

CREATE UNIQUE INDEX newsletter_metrics_default_issue_id_recorded_at_idx ON analytics.newsletter_metrics_default USING btree (issue_id, recorded_at) WHERE ((metric_type)::text = 'total'::text);

--
-- Name: system_metrics_name_idx; Type: INDEX; Schema: analytics; Owner: aquascene_owner
--

CREATE INDEX system_metrics_name_idx ON ONLY analytics.system_metrics USING btree (service_name, metric_name, recorded_at DESC);

--
-- Name: INDEX system_metrics_name_idx; Type: COMMENT; Schema: analytics; Owner: aquascene_owner
--

COMMENT ON INDEX analytics.system_metrics_name_idx IS 'Used to read one measure of a service over time.';

--
-- Name: system_metrics_default_service_name_metric_name_recorded_at_idx; Type: INDEX; Schema: analytics; Owner: aquascene_owner
--

CREATE INDEX system_metrics_default_service_name_metric_name_recorded_at_idx ON analytics.system_metrics_default USING btree (service_name, metric_name, recorded_at DESC);

--
-- Name: bounces_subscriber_id_idx; Type: INDEX; Schema: audience; Owner: aquascene_owner
--

CREATE INDEX bounces_subscriber_id_idx ON audience.bounces USING btree (subscriber_id, occurred_at);

--
-- Name: INDEX bounces_subscriber_id_idx; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON INDEX audience.bounces_subscriber_id_idx IS 'Used to count a subscriber''s soft bounces, and by the foreign key.';

--
-- Name: consent_events_subscriber_id_idx; Type: INDEX; Schema: audience; Owner: aquascene_owner
--

CREATE INDEX consent_events_subscriber_id_idx ON audience.consent_events USING btree (subscriber_id, occurred_at);

--
-- Name: INDEX consent_events_subscriber_id_idx; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON INDEX audience.consent_events_subscriber_id_idx IS 'Used to read a person''s consent history, and by the foreign key.';

--
-- Name: idx_subscribers_active_location; Type: INDEX; Schema: audience; Owner: aquascene_owner
--

CREATE INDEX idx_subscribers_active_location ON audience.subscribers USING btree (status, country, timezone) WHERE ((status)::text = 'active'::text);

--
-- Name: INDEX idx_subscribers_active_location; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON INDEX audience.idx_subscribers_active_location IS 'Used by segments on location.';

--
-- Name: idx_subscribers_status; Type: INDEX; Schema: audience; Owner: aquascene_owner
--

CREATE INDEX idx_subscribers_status ON audience.subscribers USING btree (status);

--
-- Name: INDEX idx_subscribers_status; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON INDEX audience.idx_subscribers_status IS 'Used to list subscribers of a status.';

--
-- Name: idx_subscribers_tags; Type: INDEX; Schema: audience; Owner: aquascene_owner
--

CREATE INDEX idx_subscribers_tags ON audience.subscribers USING gin (tags);

--
-- Name: INDEX idx_subscribers_tags; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON INDEX audience.idx_subscribers_tags IS 'Used to find subscribers by tag.';

--
-- Name: subscriber_segment_memberships_added_by_idx; Type: INDEX; Schema: audience; Owner: aquascene_owner
--

CREATE INDEX subscriber_segment_memberships_added_by_idx ON audience.subscriber_segment_memberships USING btree (added_by) WHERE (added_by IS NOT NULL);

--
-- Name: INDEX subscriber_segment_memberships_added_by_idx; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON INDEX audience.subscriber_segment_memberships_added_by_idx IS 'Used by the foreign key; rules add most members.';

--
-- Name: subscriber_segment_memberships_segment_id_idx; Type: INDEX; Schema: audience; Owner: aquascene_owner
--

CREATE INDEX subscriber_segment_memberships_segment_id_idx ON audience.subscriber_segment_memberships USING btree (segment_id, subscriber_id);

--
-- Name: INDEX subscriber_segment_memberships_segment_id_idx; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON INDEX audience.subscriber_segment_memberships_segment_id_idx IS 'Used to freeze the audience of an issue, and by the foreign key.';

--
-- Name: subscription_requests_subscriber_id_idx; Type: INDEX; Schema: audience; Owner: aquascene_owner
--

CREATE INDEX subscription_requests_subscriber_id_idx ON audience.subscription_requests USING btree (subscriber_id, requested_at DESC);

--
-- Name: INDEX subscription_requests_subscriber_id_idx; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON INDEX audience.subscription_requests_subscriber_id_idx IS 'Used to see whether an address was asked just now, and by the foreign key.';

--
-- Name: subscription_requests_waiting_idx; Type: INDEX; Schema: audience; Owner: aquascene_owner
--

CREATE INDEX subscription_requests_waiting_idx ON audience.subscription_requests USING btree (requested_at) WHERE (mailed_at IS NULL);

--
-- Name: INDEX subscription_requests_waiting_idx; Type: COMMENT; Schema: audience; Owner: aquascene_owner
--

COMMENT ON INDEX audience.subscription_requests_waiting_idx IS 'Used by audience.claim_requests.';

--
-- Name: audit_log_changed_by_idx; Type: INDEX; Schema: audit; Owner: aquascene_owner
--

CREATE INDEX audit_log_changed_by_idx ON ONLY audit.audit_log USING btree (changed_by);

--
-- Name: INDEX audit_log_changed_by_idx; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON INDEX audit.audit_log_changed_by_idx IS 'Used to read what a person did, and by the foreign key.';

--
-- Name: audit_log_default_changed_by_idx; Type: INDEX; Schema: audit; Owner: aquascene_owner
--

CREATE INDEX audit_log_default_changed_by_idx ON audit.audit_log_default USING btree (changed_by);

--
-- Name: audit_log_table_name_record_id_idx; Type: INDEX; Schema: audit; Owner: aquascene_owner
--

CREATE INDEX audit_log_table_name_record_id_idx ON ONLY audit.audit_log USING btree (table_name, record_id, changed_at);

--
-- Name: INDEX audit_log_table_name_record_id_idx; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON INDEX audit.audit_log_table_name_record_id_idx IS 'Used to read the history of one row.';

--
-- Name: audit_log_default_table_name_record_id_changed_at_idx; Type: INDEX; Schema: audit; Owner: aquascene_owner
--

CREATE INDEX audit_log_default_table_name_record_id_changed_at_idx ON audit.audit_log_default USING btree (table_name, record_id, changed_at);

--
-- Name: system_events_open_idx; Type: INDEX; Schema: audit; Owner: aquascene_owner
--

CREATE INDEX system_events_open_idx ON ONLY audit.system_events USING btree (severity, occurred_at DESC) WHERE (resolved_at IS NULL);

--
-- Name: INDEX system_events_open_idx; Type: COMMENT; Schema: audit; Owner: aquascene_owner
--

COMMENT ON INDEX audit.system_events_open_idx IS 'Used by analytics.system_health for what is open.';

--
-- Name: system_events_default_severity_occurred_at_idx; Type: INDEX; Schema: audit; Owner: aquascene_owner
--

CREATE INDEX system_events_default_severity_occurred_at_idx ON audit.system_events_default USING btree (severity, occurred_at DESC) WHERE (resolved_at IS NULL);

--
-- Name: content_asset_relations_asset_id_idx; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX content_asset_relations_asset_id_idx ON content.content_asset_relations USING btree (asset_id);

--
-- Name: INDEX content_asset_relations_asset_id_idx; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.content_asset_relations_asset_id_idx IS 'Used to list where an asset is used, and by the foreign key.';

--
-- Name: content_assets_uploaded_by_idx; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX content_assets_uploaded_by_idx ON content.content_assets USING btree (uploaded_by);

--
-- Name: INDEX content_assets_uploaded_by_idx; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.content_assets_uploaded_by_idx IS 'Used to list a person''s uploads, and by the foreign key.';

--
-- Name: content_categories_parent_id_idx; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX content_categories_parent_id_idx ON content.content_categories USING btree (parent_id);

--
-- Name: INDEX content_categories_parent_id_idx; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.content_categories_parent_id_idx IS 'Used to list the children of a category, and by the foreign key.';

--
-- Name: content_revisions_changed_by_idx; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX content_revisions_changed_by_idx ON content.content_revisions USING btree (changed_by);

--
-- Name: INDEX content_revisions_changed_by_idx; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.content_revisions_changed_by_idx IS 'Used by the foreign key.';

--
-- Name: content_tags_name_is_one_in_any_case; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE UNIQUE INDEX content_tags_name_is_one_in_any_case ON content.content_tags USING btree (lower((name)::text));

--
-- Name: INDEX content_tags_name_is_one_in_any_case; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.content_tags_name_is_one_in_any_case IS 'Used to find a tag in any spelling, and lets no two differ in that alone.';

--
-- Name: generated_content_approved_by_idx; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX generated_content_approved_by_idx ON content.generated_content USING btree (approved_by);

--
-- Name: INDEX generated_content_approved_by_idx; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.generated_content_approved_by_idx IS 'Used by the foreign key.';

--
-- Name: generated_content_categories_idx; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX generated_content_categories_idx ON content.generated_content USING gin (categories) WHERE ((status)::text = 'published'::text);

--
-- Name: INDEX generated_content_categories_idx; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.generated_content_categories_idx IS 'Used to find articles by category.';

--
-- Name: generated_content_created_by_idx; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX generated_content_created_by_idx ON content.generated_content USING btree (created_by);

--
-- Name: INDEX generated_content_created_by_idx; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.generated_content_created_by_idx IS 'Used to list a person''s drafts, and by the foreign key.';

--
-- Name: generated_content_due_idx; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX generated_content_due_idx ON content.generated_content USING btree (scheduled_for) WHERE ((status)::text = 'scheduled'::text);

--
-- Name: INDEX generated_content_due_idx; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.generated_content_due_idx IS 'Used by content.publish_due: holds only what waits.';

--
-- Name: generated_content_language_idx; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX generated_content_language_idx ON content.generated_content USING btree (language, published_at DESC, id DESC) WHERE ((status)::text = 'published'::text);

--
-- Name: INDEX generated_content_language_idx; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.generated_content_language_idx IS 'Used by content.search to learn which languages there are, and to list the newest of one.';

--
-- Name: generated_content_source_materials_idx; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX generated_content_source_materials_idx ON content.generated_content USING gin (source_materials jsonb_path_ops);

--
-- Name: INDEX generated_content_source_materials_idx; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.generated_content_source_materials_idx IS 'Used to find the drafts made from a raw item.';

--
-- Name: generated_content_title_trigram_idx; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX generated_content_title_trigram_idx ON content.generated_content USING gin (title public.gin_trgm_ops) WHERE ((status)::text = 'published'::text);

--
-- Name: INDEX generated_content_title_trigram_idx; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.generated_content_title_trigram_idx IS 'Used by content.search where no word is found: titles that read alike.';

--
-- Name: idx_content_quality_published; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX idx_content_quality_published ON content.generated_content USING btree (quality_score DESC, published_at DESC) WHERE (((status)::text = 'published'::text) AND (quality_score >= 0.7));

--
-- Name: INDEX idx_content_quality_published; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.idx_content_quality_published IS 'Used to pick the best published articles.';

--
-- Name: idx_generated_content_published; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX idx_generated_content_published ON content.generated_content USING btree (published_at DESC) WHERE (published_at IS NOT NULL);

--
-- Name: INDEX idx_generated_content_published; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.idx_generated_content_published IS 'Used to list the newest articles.';

--
-- Name: idx_generated_content_search; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX idx_generated_content_search ON content.generated_content USING gin (search);

--
-- Name: INDEX idx_generated_content_search; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.idx_generated_content_search IS 'Used by content.search.';

--
-- Name: idx_generated_content_status; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX idx_generated_content_status ON content.generated_content USING btree (status);

--
-- Name: INDEX idx_generated_content_status; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.idx_generated_content_status IS 'Used to list drafts of a status.';

--
-- Name: idx_generated_content_tags; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX idx_generated_content_tags ON content.generated_content USING gin (tags);

--
-- Name: INDEX idx_generated_content_tags; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.idx_generated_content_tags IS 'Used to find articles by tag.';

--
-- Name: idx_generated_content_type_status; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX idx_generated_content_type_status ON content.generated_content USING btree (content_type, status);

--
-- Name: INDEX idx_generated_content_type_status; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.idx_generated_content_type_status IS 'Used to list a kind of draft of a status.';

--
-- Name: idx_raw_content_content_type; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX idx_raw_content_content_type ON content.raw_content USING btree (content_type);

--
-- Name: INDEX idx_raw_content_content_type; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.idx_raw_content_content_type IS 'Used to list a kind of material.';

--
-- Name: idx_raw_content_processed_scraped; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX idx_raw_content_processed_scraped ON content.raw_content USING btree (processed, scraped_at);

--
-- Name: INDEX idx_raw_content_processed_scraped; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.idx_raw_content_processed_scraped IS 'Used to list what is or is not processed, newest first.';

--
-- Name: idx_raw_content_source_domain; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX idx_raw_content_source_domain ON content.raw_content USING btree (source_domain);

--
-- Name: INDEX idx_raw_content_source_domain; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.idx_raw_content_source_domain IS 'Used to list what a site gave.';

--
-- Name: raw_content_duplicate_of_idx; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX raw_content_duplicate_of_idx ON content.raw_content USING btree (duplicate_of) WHERE (duplicate_of IS NOT NULL);

--
-- Name: INDEX raw_content_duplicate_of_idx; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.raw_content_duplicate_of_idx IS 'Used to list the near-duplicates of an item, and by the foreign key.';

--
-- Name: raw_content_failed_idx; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX raw_content_failed_idx ON content.raw_content USING btree (updated_at) WHERE ((processing_status)::text = 'failed'::text);

--
-- Name: INDEX raw_content_failed_idx; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.raw_content_failed_idx IS 'Used by analytics.system_health: holds only what has no tries left.';

--
-- Name: raw_leases_expires_at_idx; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX raw_leases_expires_at_idx ON content.raw_leases USING btree (expires_at);

--
-- Name: INDEX raw_leases_expires_at_idx; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.raw_leases_expires_at_idx IS 'Used by content.release_expired_leases and analytics.system_health.';

--
-- Name: raw_leases_worker_idx; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX raw_leases_worker_idx ON content.raw_leases USING btree (worker);

--
-- Name: INDEX raw_leases_worker_idx; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.raw_leases_worker_idx IS 'Used to find what a worker holds when it completes or fails items.';

--
-- Name: raw_queue_due_idx; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX raw_queue_due_idx ON content.raw_queue USING btree (next_attempt_at, place);

--
-- Name: INDEX raw_queue_due_idx; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.raw_queue_due_idx IS 'Used by content.claim_raw.';

--
-- Name: raw_signatures_bands_idx; Type: INDEX; Schema: content; Owner: aquascene_owner
--

CREATE INDEX raw_signatures_bands_idx ON content.raw_signatures USING gin (bands) WITH (fastupdate=off);

--
-- Name: INDEX raw_signatures_bands_idx; Type: COMMENT; Schema: content; Owner: aquascene_owner
--

COMMENT ON INDEX content.raw_signatures_bands_idx IS 'Used by content.ingest_raw_many to find texts that may be alike.';

--
-- Name: email_events_xid_idx; Type: INDEX; Schema: newsletter; Owner: aquascene_owner
--

CREATE INDEX email_events_xid_idx ON ONLY newsletter.email_events USING btree (xid);

--
-- Name: INDEX email_events_xid_idx; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON INDEX newsletter.email_events_xid_idx IS 'Used by analytics.roll_up to read on from its watermark.';

--
-- Name: email_events_default_xid_idx; Type: INDEX; Schema: newsletter; Owner: aquascene_owner
--

CREATE INDEX email_events_default_xid_idx ON newsletter.email_events_default USING btree (xid);

--
-- Name: newsletter_chunks_open_idx; Type: INDEX; Schema: newsletter; Owner: aquascene_owner
--

CREATE INDEX newsletter_chunks_open_idx ON newsletter.newsletter_chunks USING btree (due_at, issue_id, chunk) WHERE (claimed_count < size);

--
-- Name: INDEX newsletter_chunks_open_idx; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON INDEX newsletter.newsletter_chunks_open_idx IS 'Used by newsletter.claim_batch: holds only chunks with recipients left.';

--
-- Name: newsletter_deliveries_open_idx; Type: INDEX; Schema: newsletter; Owner: aquascene_owner
--

CREATE INDEX newsletter_deliveries_open_idx ON ONLY newsletter.newsletter_deliveries USING btree (lease_expires_at) WHERE (status = ANY (ARRAY['sending'::text, 'deferred'::text]));

--
-- Name: INDEX newsletter_deliveries_open_idx; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON INDEX newsletter.newsletter_deliveries_open_idx IS 'Used by newsletter.claim_batch and newsletter.release_expired_leases: holds only what is not
settled.';

--
-- Name: newsletter_deliveries_default_lease_expires_at_idx; Type: INDEX; Schema: newsletter; Owner: aquascene_owner
--

CREATE INDEX newsletter_deliveries_default_lease_expires_at_idx ON newsletter.newsletter_deliveries_default USING btree (lease_expires_at) WHERE (status = ANY (ARRAY['sending'::text, 'deferred'::text]));

--
-- Name: newsletter_issue_segments_segment_id_idx; Type: INDEX; Schema: newsletter; Owner: aquascene_owner
--

CREATE INDEX newsletter_issue_segments_segment_id_idx ON newsletter.newsletter_issue_segments USING btree (segment_id);

--
-- Name: INDEX newsletter_issue_segments_segment_id_idx; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON INDEX newsletter.newsletter_issue_segments_segment_id_idx IS 'Used by the foreign key.';

--
-- Name: newsletter_issues_approved_by_idx; Type: INDEX; Schema: newsletter; Owner: aquascene_owner
--

CREATE INDEX newsletter_issues_approved_by_idx ON newsletter.newsletter_issues USING btree (approved_by);

--
-- Name: INDEX newsletter_issues_approved_by_idx; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON INDEX newsletter.newsletter_issues_approved_by_idx IS 'Used by the foreign key.';

--
-- Name: newsletter_issues_created_by_idx; Type: INDEX; Schema: newsletter; Owner: aquascene_owner
--

CREATE INDEX newsletter_issues_created_by_idx ON newsletter.newsletter_issues USING btree (created_by);

--
-- Name: INDEX newsletter_issues_created_by_idx; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON INDEX newsletter.newsletter_issues_created_by_idx IS 'Used to list a person''s issues, and by the foreign key.';

--
-- Name: newsletter_issues_design_template_idx; Type: INDEX; Schema: newsletter; Owner: aquascene_owner
--

CREATE INDEX newsletter_issues_design_template_idx ON newsletter.newsletter_issues USING btree (design_template);

--
-- Name: INDEX newsletter_issues_design_template_idx; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON INDEX newsletter.newsletter_issues_design_template_idx IS 'Used by the foreign key.';

--
-- Name: newsletter_issues_status_idx; Type: INDEX; Schema: newsletter; Owner: aquascene_owner
--

CREATE INDEX newsletter_issues_status_idx ON newsletter.newsletter_issues USING btree (status, scheduled_for);

--
-- Name: INDEX newsletter_issues_status_idx; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON INDEX newsletter.newsletter_issues_status_idx IS 'Used to find issues that are due, and those being sent.';

--
-- Name: newsletter_links_content_id_idx; Type: INDEX; Schema: newsletter; Owner: aquascene_owner
--

CREATE INDEX newsletter_links_content_id_idx ON newsletter.newsletter_links USING btree (content_id);

--
-- Name: INDEX newsletter_links_content_id_idx; Type: COMMENT; Schema: newsletter; Owner: aquascene_owner
--

COMMENT ON INDEX newsletter.newsletter_links_content_id_idx IS 'Used to count the clicks of an article, and by the foreign key.';

--
-- Name: job_runs_job_name_due_at_idx; Type: INDEX; Schema: ops; Owner: aquascene_owner
--

CREATE INDEX job_runs_job_name_due_at_idx ON ONLY ops.job_runs USING btree (job_name, due_at DESC);

--
-- Name: INDEX job_runs_job_name_due_at_idx; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON INDEX ops.job_runs_job_name_due_at_idx IS 'Used by the scheduler to find the last run of a job, and by the foreign key.';

--
-- Name: job_runs_default_job_name_due_at_idx; Type: INDEX; Schema: ops; Owner: aquascene_owner
--

CREATE INDEX job_runs_default_job_name_due_at_idx ON ops.job_runs_default USING btree (job_name, due_at DESC);

--
-- Name: outbox_xid_idx; Type: INDEX; Schema: ops; Owner: aquascene_owner
--

CREATE INDEX outbox_xid_idx ON ops.outbox USING btree (xid);

--
-- Name: INDEX outbox_xid_idx; Type: COMMENT; Schema: ops; Owner: aquascene_owner
--

COMMENT ON INDEX ops.outbox_xid_idx IS 'Used by deliverers to read on from their cursor.';

--
-- Name: idx_scraping_jobs_status_target; Type: INDEX; Schema: scraping; Owner: aquascene_owner
--

CREATE INDEX idx_scraping_jobs_status_target ON scraping.scraping_jobs USING btree (status, target_id);

--
-- Name: INDEX idx_scraping_jobs_status_target; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON INDEX scraping.idx_scraping_jobs_status_target IS 'Used to find jobs to begin and to end, and a target''s unfinished job.';

--
-- Name: scraper_leases_host_idx; Type: INDEX; Schema: scraping; Owner: aquascene_owner
--

CREATE INDEX scraper_leases_host_idx ON scraping.scraper_leases USING btree (host);

--
-- Name: INDEX scraper_leases_host_idx; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON INDEX scraping.scraper_leases_host_idx IS 'Used to count the requests that a host is answering, and by the foreign key.';

--
-- Name: scraper_leases_job_id_idx; Type: INDEX; Schema: scraping; Owner: aquascene_owner
--

CREATE INDEX scraper_leases_job_id_idx ON scraping.scraper_leases USING btree (job_id);

--
-- Name: INDEX scraper_leases_job_id_idx; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON INDEX scraping.scraper_leases_job_id_idx IS 'Used to see whether a job is at work, and by the foreign key.';

--
-- Name: scraper_pages_due_idx; Type: INDEX; Schema: scraping; Owner: aquascene_owner
--

CREATE INDEX scraper_pages_due_idx ON scraping.scraper_pages USING btree (target_id, host, next_fetch_at, id) WHERE (next_fetch_at IS NOT NULL);

--
-- Name: INDEX scraper_pages_due_idx; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON INDEX scraping.scraper_pages_due_idx IS 'Used by scraping.claim_pages to find the page of a target and host that is due longest.';

--
-- Name: scraper_pages_job_id_idx; Type: INDEX; Schema: scraping; Owner: aquascene_owner
--

CREATE INDEX scraper_pages_job_id_idx ON scraping.scraper_pages USING btree (job_id);

--
-- Name: INDEX scraper_pages_job_id_idx; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON INDEX scraping.scraper_pages_job_id_idx IS 'Used to report a job''s pages, and by the foreign key.';

--
-- Name: scraper_pages_raw_content_id_idx; Type: INDEX; Schema: scraping; Owner: aquascene_owner
--

CREATE INDEX scraper_pages_raw_content_id_idx ON scraping.scraper_pages USING btree (raw_content_id);

--
-- Name: INDEX scraper_pages_raw_content_id_idx; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON INDEX scraping.scraper_pages_raw_content_id_idx IS 'Used to find the pages of a raw item, and by the foreign key.';

--
-- Name: scraper_targets_due_idx; Type: INDEX; Schema: scraping; Owner: aquascene_owner
--

CREATE INDEX scraper_targets_due_idx ON scraping.scraper_targets USING btree (next_scrape_at NULLS FIRST) WHERE is_active;

--
-- Name: INDEX scraper_targets_due_idx; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON INDEX scraping.scraper_targets_due_idx IS 'Used by scraping.enqueue_due.';

--
-- Name: scraping_job_hosts_host_idx; Type: INDEX; Schema: scraping; Owner: aquascene_owner
--

CREATE INDEX scraping_job_hosts_host_idx ON scraping.scraping_job_hosts USING btree (host);

--
-- Name: INDEX scraping_job_hosts_host_idx; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON INDEX scraping.scraping_job_hosts_host_idx IS 'Used by the foreign key.';

--
-- Name: scraping_jobs_one_unfinished; Type: INDEX; Schema: scraping; Owner: aquascene_owner
--

CREATE UNIQUE INDEX scraping_jobs_one_unfinished ON scraping.scraping_jobs USING btree (target_id) WHERE ((status)::text = ANY ((ARRAY['pending'::character varying, 'running'::character varying])::text[]));

--
-- Name: INDEX scraping_jobs_one_unfinished; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON INDEX scraping.scraping_jobs_one_unfinished IS 'Holds that a target has one unfinished job, whoever starts two at once.';

--
-- Name: scraping_jobs_target_id_idx; Type: INDEX; Schema: scraping; Owner: aquascene_owner
--

CREATE INDEX scraping_jobs_target_id_idx ON scraping.scraping_jobs USING btree (target_id, created_at DESC);

--
-- Name: INDEX scraping_jobs_target_id_idx; Type: COMMENT; Schema: scraping; Owner: aquascene_owner
--

COMMENT ON INDEX scraping.scraping_jobs_target_id_idx IS 'Used to list a target''s jobs, newest first, and by the foreign key.';

--
-- Name: instagram_posts_account_id_idx; Type: INDEX; Schema: social; Owner: aquascene_owner
--

CREATE INDEX instagram_posts_account_id_idx ON social.instagram_posts USING btree (account_id);

--
-- Name: INDEX instagram_posts_account_id_idx; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON INDEX social.instagram_posts_account_id_idx IS 'Used to list the posts of an account, and by the foreign key.';

--
-- Name: instagram_posts_content_id_idx; Type: INDEX; Schema: social; Owner: aquascene_owner
--

CREATE INDEX instagram_posts_content_id_idx ON social.instagram_posts USING btree (content_id);

--
-- Name: INDEX instagram_posts_content_id_idx; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON INDEX social.instagram_posts_content_id_idx IS 'Used to list the posts of an article, and by the foreign key.';

--
-- Name: instagram_posts_due_idx; Type: INDEX; Schema: social; Owner: aquascene_owner
--

CREATE INDEX instagram_posts_due_idx ON social.instagram_posts USING btree (scheduled_for) WHERE ((status)::text = 'scheduled'::text);

--
-- Name: INDEX instagram_posts_due_idx; Type: COMMENT; Schema: social; Owner: aquascene_owner
--

COMMENT ON INDEX social.instagram_posts_due_idx IS 'Used to find posts whose time has come.';

--
-- Name: content_metrics_default_content_id_date_bucket_idx; Type: INDEX ATTACH; Schema: analytics; Owner: aquascene_owner
--

ALTER INDEX analytics.idx_content_metrics_content_date ATTACH PARTITION analytics.content_metrics_default_content_id_date_bucket_idx;

--
-- Name: content_metrics_default_content_id_metric_type_metric_name__key; Type: INDEX ATTACH; Schema: analytics; Owner: aquascene_owner
--

ALTER INDEX analytics.content_metrics_are_measured_once_a_day ATTACH PARTITION analytics.content_metrics_default_content_id_metric_type_metric_name__key;

--
-- Name: content_metrics_default_metric_type_date_bucket_idx; Type: INDEX ATTACH; Schema: analytics; Owner: aquascene_owner
--

ALTER INDEX analytics.idx_content_metrics_type_date ATTACH PARTITION analytics.content_metrics_default_metric_type_date_bucket_idx;

--
-- Name: content_metrics_default_pkey; Type: INDEX ATTACH; Schema: analytics; Owner: aquascene_owner
--

ALTER INDEX analytics.content_metrics_pkey ATTACH PARTITION analytics.content_metrics_default_pkey;

--
-- Name: newsletter_metrics_default_issue_id_open_rate_click_rate_idx; Type: INDEX ATTACH; Schema: analytics; Owner: aquascene_owner
--

ALTER INDEX analytics.idx_newsletter_performance ATTACH PARTITION analytics.newsletter_metrics_default_issue_id_open_rate_click_rate_idx;

--
-- Name: newsletter_metrics_default_issue_id_recorded_at_idx; Type: INDEX ATTACH; Schema: analytics; Owner: aquascene_owner
--

ALTER INDEX analytics.newsletter_metrics_one_total_an_issue ATTACH PARTITION analytics.newsletter_metrics_default_issue_id_recorded_at_idx;

--
-- Name: newsletter_metrics_default_pkey; Type: INDEX ATTACH; Schema: analytics; Owner: aquascene_owner
--

ALTER INDEX analytics.newsletter_metrics_pkey ATTACH PARTITION analytics.newsletter_metrics_default_pkey;

--
-- Name: system_metrics_default_pkey; Type: INDEX ATTACH; Schema: analytics; Owner: aquascene_owner
--

ALTER INDEX analytics.system_metrics_pkey ATTACH PARTITION analytics.system_metrics_default_pkey;

--
-- Name: system_metrics_default_service_name_metric_name_recorded_at_idx; Type: INDEX ATTACH; Schema: analytics; Owner: aquascene_owner
--

ALTER INDEX analytics.system_metrics_name_idx ATTACH PARTITION analytics.system_metrics_default_service_name_metric_name_recorded_at_idx;

--
-- Name: audit_log_default_changed_by_idx; Type: INDEX ATTACH; Schema: audit; Owner: aquascene_owner
--

ALTER INDEX audit.audit_log_changed_by_idx ATTACH PARTITION audit.audit_log_default_changed_by_idx;

--
-- Name: audit_log_default_pkey; Type: INDEX ATTACH; Schema: audit; Owner: aquascene_owner
--

ALTER INDEX audit.audit_log_pkey ATTACH PARTITION audit.audit_log_default_pkey;

--
-- Name: audit_log_default_table_name_record_id_changed_at_idx; Type: INDEX ATTACH; Schema: audit; Owner: aquascene_owner
--

ALTER INDEX audit.audit_log_table_name_record_id_idx ATTACH PARTITION audit.audit_log_default_table_name_record_id_changed_at_idx;

--
-- Name: system_events_default_pkey; Type: INDEX ATTACH; Schema: audit; Owner: aquascene_owner
--

ALTER INDEX audit.system_events_pkey ATTACH PARTITION audit.system_events_default_pkey;

--
-- Name: system_events_default_severity_occurred_at_idx; Type: INDEX ATTACH; Schema: audit; Owner: aquascene_owner
--

ALTER INDEX audit.system_events_open_idx ATTACH PARTITION audit.system_events_default_severity_occurred_at_idx;

--
-- Name: email_events_default_xid_idx; Type: INDEX ATTACH; Schema: newsletter; Owner: aquascene_owner
--

ALTER INDEX newsletter.email_events_xid_idx ATTACH PARTITION newsletter.email_events_default_xid_idx;

--
-- Name: newsletter_deliveries_default_lease_expires_at_idx; Type: INDEX ATTACH; Schema: newsletter; Owner: aquascene_owner
--

ALTER INDEX newsletter.newsletter_deliveries_open_idx ATTACH PARTITION newsletter.newsletter_deliveries_default_lease_expires_at_idx;

--
-- Name: newsletter_deliveries_default_pkey; Type: INDEX ATTACH; Schema: newsletter; Owner: aquascene_owner
--

ALTER INDEX newsletter.newsletter_deliveries_pkey ATTACH PARTITION newsletter.newsletter_deliveries_default_pkey;

--
-- Name: job_runs_default_job_name_due_at_idx; Type: INDEX ATTACH; Schema: ops; Owner: aquascene_owner
--

ALTER INDEX ops.job_runs_job_name_due_at_idx ATTACH PARTITION ops.job_runs_default_job_name_due_at_idx;

--
-- Name: job_runs_default_pkey; Type: INDEX ATTACH; Schema: ops; Owner: aquascene_owner
--

ALTER INDEX ops.job_runs_pkey ATTACH PARTITION ops.job_runs_default_pkey;

--
-- Name: admin_users audit; Type: TRIGGER; Schema: admin; Owner: aquascene_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON admin.admin_users FOR EACH ROW EXECUTE FUNCTION audit.record_change('id', 'password_hash', 'last_login');

--
-- Name: role_permissions audit; Type: TRIGGER; Schema: admin; Owner: aquascene_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON admin.role_permissions FOR EACH ROW EXECUTE FUNCTION audit.record_change('role,permission', '', '');

--
-- Name: admin_users updated_at; Type: TRIGGER; Schema: admin; Owner: aquascene_owner
--

CREATE TRIGGER updated_at BEFORE UPDATE ON admin.admin_users FOR EACH ROW EXECUTE FUNCTION ops.set_updated_at();

--
-- Name: subscriber_segments audit; Type: TRIGGER; Schema: audience; Owner: aquascene_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON audience.subscriber_segments FOR EACH ROW EXECUTE FUNCTION audit.record_change('id', '', 'subscriber_count');

--
-- Name: subscribers transition; Type: TRIGGER; Schema: audience; Owner: aquascene_owner
--

CREATE TRIGGER transition BEFORE UPDATE OF status ON audience.subscribers FOR EACH ROW WHEN (((old.status)::text IS DISTINCT FROM (new.status)::text)) EXECUTE FUNCTION ops.enforce_transition('subscriber');

--
-- Name: subscriber_engagement updated_at; Type: TRIGGER; Schema: audience; Owner: aquascene_owner
--

CREATE TRIGGER updated_at BEFORE UPDATE ON audience.subscriber_engagement FOR EACH ROW EXECUTE FUNCTION ops.set_updated_at();

--
-- Name: subscriber_segments updated_at; Type: TRIGGER; Schema: audience; Owner: aquascene_owner
--

CREATE TRIGGER updated_at BEFORE UPDATE ON audience.subscriber_segments FOR EACH ROW EXECUTE FUNCTION ops.set_updated_at();

--
-- Name: subscribers updated_at; Type: TRIGGER; Schema: audience; Owner: aquascene_owner
--

CREATE TRIGGER updated_at BEFORE UPDATE ON audience.subscribers FOR EACH ROW EXECUTE FUNCTION ops.set_updated_at();

--
-- Name: subscription_preferences updated_at; Type: TRIGGER; Schema: audience; Owner: aquascene_owner
--

CREATE TRIGGER updated_at BEFORE UPDATE ON audience.subscription_preferences FOR EACH ROW EXECUTE FUNCTION ops.set_updated_at();

--
-- Name: generated_content a_slug; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER a_slug BEFORE INSERT OR UPDATE OF title, slug ON content.generated_content FOR EACH ROW EXECUTE FUNCTION content._set_slug();

--
-- Name: content_asset_relations audit; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON content.content_asset_relations FOR EACH ROW EXECUTE FUNCTION audit.record_change('content_id,asset_id', '', '');

--
-- Name: content_assets audit; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON content.content_assets FOR EACH ROW EXECUTE FUNCTION audit.record_change('id', '', '');

--
-- Name: content_categories audit; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON content.content_categories FOR EACH ROW EXECUTE FUNCTION audit.record_change('id', '', '');

--
-- Name: content_tags audit; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE OF name, slug, description ON content.content_tags FOR EACH ROW EXECUTE FUNCTION audit.record_change('id', '', 'usage_count');

--
-- Name: generated_content audit; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON content.generated_content FOR EACH ROW EXECUTE FUNCTION audit.record_change('id', '', 'search,title_words');

--
-- Name: generation_templates audit; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON content.generation_templates FOR EACH ROW EXECUTE FUNCTION audit.record_change('name', '', '');

--
-- Name: content_categories begin_category_move; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER begin_category_move BEFORE INSERT OR UPDATE OF parent_id ON content.content_categories FOR EACH STATEMENT EXECUTE FUNCTION content._begin_category_move();

--
-- Name: generated_content begin_tag_change; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER begin_tag_change BEFORE INSERT OR DELETE OR UPDATE OF tags ON content.generated_content FOR EACH STATEMENT EXECUTE FUNCTION content._begin_tag_change();

--
-- Name: content_assets check_alt_text; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER check_alt_text BEFORE UPDATE OF alt_text, file_type, mime_type ON content.content_assets FOR EACH ROW EXECUTE FUNCTION content._check_alt_text();

--
-- Name: content_asset_relations check_asset_use; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER check_asset_use BEFORE INSERT OR UPDATE OF content_id, asset_id ON content.content_asset_relations FOR EACH ROW EXECUTE FUNCTION content._check_asset_use();

--
-- Name: generated_content clean_tags; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER clean_tags BEFORE INSERT OR UPDATE OF tags ON content.generated_content FOR EACH ROW EXECUTE FUNCTION content._clean_tags();

--
-- Name: generated_content count_deleted_tags; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER count_deleted_tags AFTER DELETE ON content.generated_content REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION content._count_deleted_tags();

--
-- Name: generated_content count_inserted_tags; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER count_inserted_tags AFTER INSERT ON content.generated_content REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION content._count_inserted_tags();

--
-- Name: generated_content count_updated_tags; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER count_updated_tags AFTER UPDATE ON content.generated_content REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION content._count_updated_tags();

--
-- Name: generated_content guard_text; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER guard_text BEFORE UPDATE OF title, content, summary, excerpt ON content.generated_content FOR EACH ROW WHEN (((((old.title IS DISTINCT FROM new.title) OR (old.content IS DISTINCT FROM new.content)) OR (old.summary IS DISTINCT FROM new.summary)) OR (old.excerpt IS DISTINCT FROM new.excerpt))) EXECUTE FUNCTION content._guard_text();

--
-- Name: generated_content index_search; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER index_search BEFORE INSERT OR UPDATE OF title, summary, content, language ON content.generated_content FOR EACH ROW EXECUTE FUNCTION content._index_search();

--
-- Name: generated_content keep_revision; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER keep_revision AFTER UPDATE OF title, content, summary, excerpt ON content.generated_content FOR EACH ROW WHEN (((((old.title IS DISTINCT FROM new.title) OR (old.content IS DISTINCT FROM new.content)) OR (old.summary IS DISTINCT FROM new.summary)) OR (old.excerpt IS DISTINCT FROM new.excerpt))) EXECUTE FUNCTION content._keep_revision();

--
-- Name: content_categories refuse_category_cycle; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER refuse_category_cycle AFTER INSERT OR UPDATE OF parent_id ON content.content_categories FOR EACH ROW WHEN ((new.parent_id IS NOT NULL)) EXECUTE FUNCTION content._refuse_category_cycle();

--
-- Name: generated_content score; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER score BEFORE INSERT OR UPDATE OF title, content, summary, excerpt, tags, categories, language, target_audience, source_materials, focus_keyword, slug ON content.generated_content FOR EACH ROW EXECUTE FUNCTION content._score();

--
-- Name: generated_content score_engagement; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER score_engagement BEFORE INSERT OR UPDATE OF content, content_type, language, tags, categories, scheduled_for ON content.generated_content FOR EACH ROW EXECUTE FUNCTION content._predict_engagement();

--
-- Name: generated_content stamp_status; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER stamp_status BEFORE INSERT OR UPDATE OF status ON content.generated_content FOR EACH ROW EXECUTE FUNCTION content._stamp_status();

--
-- Name: generated_content transition; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER transition BEFORE UPDATE OF status ON content.generated_content FOR EACH ROW WHEN (((old.status)::text IS DISTINCT FROM (new.status)::text)) EXECUTE FUNCTION ops.enforce_transition('content');

--
-- Name: raw_content transition; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER transition BEFORE UPDATE OF processing_status ON content.raw_content FOR EACH ROW WHEN ((((old.processing_status)::text IS DISTINCT FROM (new.processing_status)::text) AND (NOT (((old.processing_status)::text = 'pending'::text) AND ((new.processing_status)::text = 'completed'::text))))) EXECUTE FUNCTION content._enforce_processing_transition('raw_content');

--
-- Name: content_categories updated_at; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER updated_at BEFORE UPDATE ON content.content_categories FOR EACH ROW EXECUTE FUNCTION ops.set_updated_at();

--
-- Name: content_tags updated_at; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER updated_at BEFORE UPDATE ON content.content_tags FOR EACH ROW EXECUTE FUNCTION ops.set_updated_at();

--
-- Name: generated_content updated_at; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER updated_at BEFORE UPDATE ON content.generated_content FOR EACH ROW EXECUTE FUNCTION ops.set_updated_at();

--
-- Name: generation_templates updated_at; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER updated_at BEFORE UPDATE ON content.generation_templates FOR EACH ROW EXECUTE FUNCTION ops.set_updated_at();

--
-- Name: raw_content updated_at; Type: TRIGGER; Schema: content; Owner: aquascene_owner
--

CREATE TRIGGER updated_at BEFORE UPDATE OF source_url, source_domain, content_type, title, content, html_content, images, metadata, scraped_at, content_hash, language, word_count, duplicate_of, similarity ON content.raw_content FOR EACH ROW EXECUTE FUNCTION ops.set_updated_at();

--
-- Name: newsletter_issue_segments audit; Type: TRIGGER; Schema: newsletter; Owner: aquascene_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON newsletter.newsletter_issue_segments FOR EACH ROW EXECUTE FUNCTION audit.record_change('issue_id,segment_id', '', '');

--
-- Name: newsletter_issues audit; Type: TRIGGER; Schema: newsletter; Owner: aquascene_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON newsletter.newsletter_issues FOR EACH ROW EXECUTE FUNCTION audit.record_change('id', '', 'metrics');

--
-- Name: newsletter_templates audit; Type: TRIGGER; Schema: newsletter; Owner: aquascene_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON newsletter.newsletter_templates FOR EACH ROW EXECUTE FUNCTION audit.record_change('id', '', '');

--
-- Name: newsletter_issues stamp_status; Type: TRIGGER; Schema: newsletter; Owner: aquascene_owner
--

CREATE TRIGGER stamp_status BEFORE INSERT OR UPDATE OF status ON newsletter.newsletter_issues FOR EACH ROW EXECUTE FUNCTION newsletter._stamp_status();

--
-- Name: newsletter_issues transition; Type: TRIGGER; Schema: newsletter; Owner: aquascene_owner
--

CREATE TRIGGER transition BEFORE UPDATE OF status ON newsletter.newsletter_issues FOR EACH ROW WHEN (((old.status)::text IS DISTINCT FROM (new.status)::text)) EXECUTE FUNCTION ops.enforce_transition('newsletter_issue');

--
-- Name: newsletter_issues updated_at; Type: TRIGGER; Schema: newsletter; Owner: aquascene_owner
--

CREATE TRIGGER updated_at BEFORE UPDATE ON newsletter.newsletter_issues FOR EACH ROW EXECUTE FUNCTION ops.set_updated_at();

--
-- Name: newsletter_templates updated_at; Type: TRIGGER; Schema: newsletter; Owner: aquascene_owner
--

CREATE TRIGGER updated_at BEFORE UPDATE ON newsletter.newsletter_templates FOR EACH ROW EXECUTE FUNCTION ops.set_updated_at();

--
-- Name: partition_policies audit; Type: TRIGGER; Schema: ops; Owner: aquascene_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON ops.partition_policies FOR EACH ROW EXECUTE FUNCTION audit.record_change('table_name', '', '');

--
-- Name: scheduled_jobs audit; Type: TRIGGER; Schema: ops; Owner: aquascene_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON ops.scheduled_jobs FOR EACH ROW EXECUTE FUNCTION audit.record_change('name', '', '');

--
-- Name: settings audit; Type: TRIGGER; Schema: ops; Owner: aquascene_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON ops.settings FOR EACH ROW EXECUTE FUNCTION audit.record_change('key', '', '');

--
-- Name: status_transitions audit; Type: TRIGGER; Schema: ops; Owner: aquascene_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON ops.status_transitions FOR EACH ROW EXECUTE FUNCTION audit.record_change('entity,from_status,to_status', '', '');

--
-- Name: job_runs transition; Type: TRIGGER; Schema: ops; Owner: aquascene_owner
--

CREATE TRIGGER transition BEFORE UPDATE OF status ON ops.job_runs FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION ops.enforce_transition('job_run');

--
-- Name: partition_policies updated_at; Type: TRIGGER; Schema: ops; Owner: aquascene_owner
--

CREATE TRIGGER updated_at BEFORE UPDATE ON ops.partition_policies FOR EACH ROW EXECUTE FUNCTION ops.set_updated_at();

--
-- Name: scheduled_jobs updated_at; Type: TRIGGER; Schema: ops; Owner: aquascene_owner
--

CREATE TRIGGER updated_at BEFORE UPDATE ON ops.scheduled_jobs FOR EACH ROW EXECUTE FUNCTION ops.set_updated_at();

--
-- Name: settings updated_at; Type: TRIGGER; Schema: ops; Owner: aquascene_owner
--

CREATE TRIGGER updated_at BEFORE UPDATE ON ops.settings FOR EACH ROW EXECUTE FUNCTION ops.set_updated_at();

--
-- Name: scraper_targets audit; Type: TRIGGER; Schema: scraping; Owner: aquascene_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON scraping.scraper_targets FOR EACH ROW EXECUTE FUNCTION audit.record_change('id', '', 'last_scraped_at,next_scrape_at,success_count,error_count,failure_count,page_count');

--
-- Name: scraping_jobs transition; Type: TRIGGER; Schema: scraping; Owner: aquascene_owner
--

CREATE TRIGGER transition BEFORE UPDATE OF status ON scraping.scraping_jobs FOR EACH ROW WHEN (((old.status)::text IS DISTINCT FROM (new.status)::text)) EXECUTE FUNCTION ops.enforce_transition('scraping_job');

--
-- Name: scraper_targets updated_at; Type: TRIGGER; Schema: scraping; Owner: aquascene_owner
--

CREATE TRIGGER updated_at BEFORE UPDATE ON scraping.scraper_targets FOR EACH ROW EXECUTE FUNCTION ops.set_updated_at();

--
-- Name: scraping_jobs updated_at; Type: TRIGGER; Schema: scraping; Owner: aquascene_owner
--

CREATE TRIGGER updated_at BEFORE UPDATE ON scraping.scraping_jobs FOR EACH ROW EXECUTE FUNCTION ops.set_updated_at();

--
-- Name: instagram_posts audit; Type: TRIGGER; Schema: social; Owner: aquascene_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON social.instagram_posts FOR EACH ROW EXECUTE FUNCTION audit.record_change('id', '', 'metrics,engagement_data');

--
-- Name: social_accounts audit; Type: TRIGGER; Schema: social; Owner: aquascene_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON social.social_accounts FOR EACH ROW EXECUTE FUNCTION audit.record_change('id', 'access_token,refresh_token', '');

--
-- Name: instagram_posts transition; Type: TRIGGER; Schema: social; Owner: aquascene_owner
--

CREATE TRIGGER transition BEFORE UPDATE OF status ON social.instagram_posts FOR EACH ROW WHEN (((old.status)::text IS DISTINCT FROM (new.status)::text)) EXECUTE FUNCTION ops.enforce_transition('instagram_post');

--
-- Name: instagram_posts updated_at; Type: TRIGGER; Schema: social; Owner: aquascene_owner
--

CREATE TRIGGER updated_at BEFORE UPDATE ON social.instagram_posts FOR EACH ROW EXECUTE FUNCTION ops.set_updated_at();

--
-- Name: social_accounts updated_at; Type: TRIGGER; Schema: social; Owner: aquascene_owner
--

CREATE TRIGGER updated_at BEFORE UPDATE ON social.social_accounts FOR EACH ROW EXECUTE FUNCTION ops.set_updated_at();

--
-- Name: admin_sessions admin_sessions_user_id_fkey; Type: FK CONSTRAINT; Schema: admin; Owner: aquascene_owner
--

ALTER TABLE ONLY admin.admin_sessions
    ADD CONSTRAINT admin_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES admin.admin_users(id) ON DELETE CASCADE;

--
-- Name: content_metrics content_metrics_content_id_fkey; Type: FK CONSTRAINT; Schema: analytics; Owner: aquascene_owner
--

ALTER TABLE analytics.content_metrics
    ADD CONSTRAINT content_metrics_content_id_fkey FOREIGN KEY (content_id) REFERENCES content.generated_content(id) ON DELETE CASCADE;

--
-- Name: newsletter_metrics newsletter_metrics_issue_id_fkey; Type: FK CONSTRAINT; Schema: analytics; Owner: aquascene_owner
--

ALTER TABLE analytics.newsletter_metrics
    ADD CONSTRAINT newsletter_metrics_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES newsletter.newsletter_issues(id) ON DELETE CASCADE;

--
-- Name: bounces bounces_subscriber_id_fkey; Type: FK CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.bounces
    ADD CONSTRAINT bounces_subscriber_id_fkey FOREIGN KEY (subscriber_id) REFERENCES audience.subscribers(id) ON DELETE CASCADE;

--
-- Name: consent_events consent_events_subscriber_id_fkey; Type: FK CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.consent_events
    ADD CONSTRAINT consent_events_subscriber_id_fkey FOREIGN KEY (subscriber_id) REFERENCES audience.subscribers(id) ON DELETE CASCADE;

--
-- Name: subscriber_engagement subscriber_engagement_subscriber_id_fkey; Type: FK CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.subscriber_engagement
    ADD CONSTRAINT subscriber_engagement_subscriber_id_fkey FOREIGN KEY (subscriber_id) REFERENCES audience.subscribers(id) ON DELETE CASCADE;

--
-- Name: subscriber_segment_memberships subscriber_segment_memberships_added_by_fkey; Type: FK CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.subscriber_segment_memberships
    ADD CONSTRAINT subscriber_segment_memberships_added_by_fkey FOREIGN KEY (added_by) REFERENCES admin.admin_users(id);

--
-- Name: subscriber_segment_memberships subscriber_segment_memberships_segment_id_fkey; Type: FK CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.subscriber_segment_memberships
    ADD CONSTRAINT subscriber_segment_memberships_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES audience.subscriber_segments(id) ON DELETE CASCADE;

--
-- Name: subscriber_segment_memberships subscriber_segment_memberships_subscriber_id_fkey; Type: FK CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.subscriber_segment_memberships
    ADD CONSTRAINT subscriber_segment_memberships_subscriber_id_fkey FOREIGN KEY (subscriber_id) REFERENCES audience.subscribers(id) ON DELETE CASCADE;

--
-- Name: subscription_preferences subscription_preferences_subscriber_id_fkey; Type: FK CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.subscription_preferences
    ADD CONSTRAINT subscription_preferences_subscriber_id_fkey FOREIGN KEY (subscriber_id) REFERENCES audience.subscribers(id) ON DELETE CASCADE;

--
-- Name: subscription_requests subscription_requests_subscriber_id_fkey; Type: FK CONSTRAINT; Schema: audience; Owner: aquascene_owner
--

ALTER TABLE ONLY audience.subscription_requests
    ADD CONSTRAINT subscription_requests_subscriber_id_fkey FOREIGN KEY (subscriber_id) REFERENCES audience.subscribers(id) ON DELETE CASCADE;

--
-- Name: audit_log audit_log_changed_by_fkey; Type: FK CONSTRAINT; Schema: audit; Owner: aquascene_owner
--

ALTER TABLE audit.audit_log
    ADD CONSTRAINT audit_log_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES admin.admin_users(id);

--
-- Name: content_asset_relations content_asset_relations_asset_id_fkey; Type: FK CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.content_asset_relations
    ADD CONSTRAINT content_asset_relations_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES content.content_assets(id);

--
-- Name: content_asset_relations content_asset_relations_content_id_fkey; Type: FK CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.content_asset_relations
    ADD CONSTRAINT content_asset_relations_content_id_fkey FOREIGN KEY (content_id) REFERENCES content.generated_content(id) ON DELETE CASCADE;

--
-- Name: content_assets content_assets_uploaded_by_fkey; Type: FK CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.content_assets
    ADD CONSTRAINT content_assets_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES admin.admin_users(id);

--
-- Name: content_categories content_categories_parent_id_fkey; Type: FK CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.content_categories
    ADD CONSTRAINT content_categories_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES content.content_categories(id);

--
-- Name: content_revisions content_revisions_changed_by_fkey; Type: FK CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.content_revisions
    ADD CONSTRAINT content_revisions_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES admin.admin_users(id);

--
-- Name: content_revisions content_revisions_content_id_fkey; Type: FK CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.content_revisions
    ADD CONSTRAINT content_revisions_content_id_fkey FOREIGN KEY (content_id) REFERENCES content.generated_content(id) ON DELETE CASCADE;

--
-- Name: generated_content generated_content_approved_by_fkey; Type: FK CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.generated_content
    ADD CONSTRAINT generated_content_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES admin.admin_users(id);

--
-- Name: generated_content generated_content_created_by_fkey; Type: FK CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.generated_content
    ADD CONSTRAINT generated_content_created_by_fkey FOREIGN KEY (created_by) REFERENCES admin.admin_users(id);

--
-- Name: raw_content raw_content_duplicate_of_fkey; Type: FK CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.raw_content
    ADD CONSTRAINT raw_content_duplicate_of_fkey FOREIGN KEY (duplicate_of) REFERENCES content.raw_content(id) ON DELETE SET NULL;

--
-- Name: raw_queue raw_queue_raw_content_id_fkey; Type: FK CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.raw_queue
    ADD CONSTRAINT raw_queue_raw_content_id_fkey FOREIGN KEY (raw_content_id) REFERENCES content.raw_content(id) ON DELETE CASCADE;

--
-- Name: raw_signatures raw_signatures_raw_content_id_fkey; Type: FK CONSTRAINT; Schema: content; Owner: aquascene_owner
--

ALTER TABLE ONLY content.raw_signatures
    ADD CONSTRAINT raw_signatures_raw_content_id_fkey FOREIGN KEY (raw_content_id) REFERENCES content.raw_content(id) ON DELETE CASCADE;

--
-- Name: newsletter_chunks newsletter_chunks_issue_id_fkey; Type: FK CONSTRAINT; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_chunks
    ADD CONSTRAINT newsletter_chunks_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES newsletter.newsletter_issues(id) ON DELETE CASCADE;

--
-- Name: newsletter_issue_segments newsletter_issue_segments_issue_id_fkey; Type: FK CONSTRAINT; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_issue_segments
    ADD CONSTRAINT newsletter_issue_segments_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES newsletter.newsletter_issues(id) ON DELETE CASCADE;

--
-- Name: newsletter_issue_segments newsletter_issue_segments_segment_id_fkey; Type: FK CONSTRAINT; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_issue_segments
    ADD CONSTRAINT newsletter_issue_segments_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES audience.subscriber_segments(id);

--
-- Name: newsletter_issues newsletter_issues_approved_by_fkey; Type: FK CONSTRAINT; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_issues
    ADD CONSTRAINT newsletter_issues_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES admin.admin_users(id);

--
-- Name: newsletter_issues newsletter_issues_created_by_fkey; Type: FK CONSTRAINT; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_issues
    ADD CONSTRAINT newsletter_issues_created_by_fkey FOREIGN KEY (created_by) REFERENCES admin.admin_users(id);

--
-- Name: newsletter_issues newsletter_issues_design_template_fkey; Type: FK CONSTRAINT; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_issues
    ADD CONSTRAINT newsletter_issues_design_template_fkey FOREIGN KEY (design_template) REFERENCES newsletter.newsletter_templates(name) ON UPDATE CASCADE;

--
-- Name: newsletter_links newsletter_links_content_id_fkey; Type: FK CONSTRAINT; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_links
    ADD CONSTRAINT newsletter_links_content_id_fkey FOREIGN KEY (content_id) REFERENCES content.generated_content(id) ON DELETE SET NULL;

--
-- Name: newsletter_links newsletter_links_issue_id_fkey; Type: FK CONSTRAINT; Schema: newsletter; Owner: aquascene_owner
--

ALTER TABLE ONLY newsletter.newsletter_links
    ADD CONSTRAINT newsletter_links_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES newsletter.newsletter_issues(id) ON DELETE CASCADE;

--
-- Name: job_runs job_runs_job_name_fkey; Type: FK CONSTRAINT; Schema: ops; Owner: aquascene_owner
--

ALTER TABLE ops.job_runs
    ADD CONSTRAINT job_runs_job_name_fkey FOREIGN KEY (job_name) REFERENCES ops.scheduled_jobs(name) ON DELETE CASCADE;

--
-- Name: scraper_leases scraper_leases_host_fkey; Type: FK CONSTRAINT; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE ONLY scraping.scraper_leases
    ADD CONSTRAINT scraper_leases_host_fkey FOREIGN KEY (host) REFERENCES scraping.scraper_hosts(host);

--
-- Name: scraper_leases scraper_leases_job_id_fkey; Type: FK CONSTRAINT; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE ONLY scraping.scraper_leases
    ADD CONSTRAINT scraper_leases_job_id_fkey FOREIGN KEY (job_id) REFERENCES scraping.scraping_jobs(id) ON DELETE CASCADE;

--
-- Name: scraper_leases scraper_leases_page_id_fkey; Type: FK CONSTRAINT; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE ONLY scraping.scraper_leases
    ADD CONSTRAINT scraper_leases_page_id_fkey FOREIGN KEY (page_id) REFERENCES scraping.scraper_pages(id) ON DELETE CASCADE;

--
-- Name: scraper_pages scraper_pages_job_id_fkey; Type: FK CONSTRAINT; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE ONLY scraping.scraper_pages
    ADD CONSTRAINT scraper_pages_job_id_fkey FOREIGN KEY (job_id) REFERENCES scraping.scraping_jobs(id) ON DELETE SET NULL;

--
-- Name: scraper_pages scraper_pages_raw_content_id_fkey; Type: FK CONSTRAINT; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE ONLY scraping.scraper_pages
    ADD CONSTRAINT scraper_pages_raw_content_id_fkey FOREIGN KEY (raw_content_id) REFERENCES content.raw_content(id) ON DELETE SET NULL;

--
-- Name: scraper_pages scraper_pages_target_id_fkey; Type: FK CONSTRAINT; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE ONLY scraping.scraper_pages
    ADD CONSTRAINT scraper_pages_target_id_fkey FOREIGN KEY (target_id) REFERENCES scraping.scraper_targets(id) ON DELETE CASCADE;

--
-- Name: scraping_job_hosts scraping_job_hosts_host_fkey; Type: FK CONSTRAINT; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE ONLY scraping.scraping_job_hosts
    ADD CONSTRAINT scraping_job_hosts_host_fkey FOREIGN KEY (host) REFERENCES scraping.scraper_hosts(host);

--
-- Name: scraping_job_hosts scraping_job_hosts_job_id_fkey; Type: FK CONSTRAINT; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE ONLY scraping.scraping_job_hosts
    ADD CONSTRAINT scraping_job_hosts_job_id_fkey FOREIGN KEY (job_id) REFERENCES scraping.scraping_jobs(id) ON DELETE CASCADE;

--
-- Name: scraping_jobs scraping_jobs_target_id_fkey; Type: FK CONSTRAINT; Schema: scraping; Owner: aquascene_owner
--

ALTER TABLE ONLY scraping.scraping_jobs
    ADD CONSTRAINT scraping_jobs_target_id_fkey FOREIGN KEY (target_id) REFERENCES scraping.scraper_targets(id) ON DELETE CASCADE;

--
-- Name: instagram_posts instagram_posts_account_id_fkey; Type: FK CONSTRAINT; Schema: social; Owner: aquascene_owner
--

ALTER TABLE ONLY social.instagram_posts
    ADD CONSTRAINT instagram_posts_account_id_fkey FOREIGN KEY (account_id) REFERENCES social.social_accounts(id);

--
-- Name: instagram_posts instagram_posts_content_id_fkey; Type: FK CONSTRAINT; Schema: social; Owner: aquascene_owner
--

ALTER TABLE ONLY social.instagram_posts
    ADD CONSTRAINT instagram_posts_content_id_fkey FOREIGN KEY (content_id) REFERENCES content.generated_content(id);

--
-- Name: SCHEMA admin; Type: ACL; Schema: -; Owner: aquascene_owner
--

GRANT USAGE ON SCHEMA admin TO aquascene_reader;
GRANT USAGE ON SCHEMA admin TO aquascene_editor;
GRANT USAGE ON SCHEMA admin TO aquascene_worker;
GRANT USAGE ON SCHEMA admin TO aquascene_admin;

--
-- Name: SCHEMA analytics; Type: ACL; Schema: -; Owner: aquascene_owner
--

GRANT USAGE ON SCHEMA analytics TO aquascene_reader;
GRANT USAGE ON SCHEMA analytics TO aquascene_editor;
GRANT USAGE ON SCHEMA analytics TO aquascene_worker;
GRANT USAGE ON SCHEMA analytics TO aquascene_admin;

--
-- Name: SCHEMA audience; Type: ACL; Schema: -; Owner: aquascene_owner
--

GRANT USAGE ON SCHEMA audience TO aquascene_reader;
GRANT USAGE ON SCHEMA audience TO aquascene_app;
GRANT USAGE ON SCHEMA audience TO aquascene_editor;
GRANT USAGE ON SCHEMA audience TO aquascene_worker;
GRANT USAGE ON SCHEMA audience TO aquascene_admin;

--
-- Name: SCHEMA audit; Type: ACL; Schema: -; Owner: aquascene_owner
--

GRANT USAGE ON SCHEMA audit TO aquascene_reader;
GRANT USAGE ON SCHEMA audit TO aquascene_editor;
GRANT USAGE ON SCHEMA audit TO aquascene_worker;
GRANT USAGE ON SCHEMA audit TO aquascene_admin;

--
-- Name: SCHEMA content; Type: ACL; Schema: -; Owner: aquascene_owner
--

GRANT USAGE ON SCHEMA content TO aquascene_reader;
GRANT USAGE ON SCHEMA content TO aquascene_app;
GRANT USAGE ON SCHEMA content TO aquascene_editor;
GRANT USAGE ON SCHEMA content TO aquascene_worker;
GRANT USAGE ON SCHEMA content TO aquascene_admin;

--
-- Name: SCHEMA newsletter; Type: ACL; Schema: -; Owner: aquascene_owner
--

GRANT USAGE ON SCHEMA newsletter TO aquascene_reader;
GRANT USAGE ON SCHEMA newsletter TO aquascene_app;
GRANT USAGE ON SCHEMA newsletter TO aquascene_editor;
GRANT USAGE ON SCHEMA newsletter TO aquascene_worker;
GRANT USAGE ON SCHEMA newsletter TO aquascene_admin;

--
-- Name: SCHEMA ops; Type: ACL; Schema: -; Owner: aquascene_owner
--

GRANT USAGE ON SCHEMA ops TO aquascene_reader;
GRANT USAGE ON SCHEMA ops TO aquascene_app;
GRANT USAGE ON SCHEMA ops TO aquascene_editor;
GRANT USAGE ON SCHEMA ops TO aquascene_worker;
GRANT USAGE ON SCHEMA ops TO aquascene_admin;

--
-- Name: SCHEMA scraping; Type: ACL; Schema: -; Owner: aquascene_owner
--

GRANT USAGE ON SCHEMA scraping TO aquascene_reader;
GRANT USAGE ON SCHEMA scraping TO aquascene_editor;
GRANT USAGE ON SCHEMA scraping TO aquascene_worker;
GRANT USAGE ON SCHEMA scraping TO aquascene_admin;

--
-- Name: SCHEMA social; Type: ACL; Schema: -; Owner: aquascene_owner
--

GRANT USAGE ON SCHEMA social TO aquascene_reader;
GRANT USAGE ON SCHEMA social TO aquascene_editor;
GRANT USAGE ON SCHEMA social TO aquascene_worker;
GRANT USAGE ON SCHEMA social TO aquascene_admin;

--
-- Name: FUNCTION act_as(user_id uuid, ip inet, user_agent text); Type: ACL; Schema: admin; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION admin.act_as(user_id uuid, ip inet, user_agent text) FROM PUBLIC;
GRANT ALL ON FUNCTION admin.act_as(user_id uuid, ip inet, user_agent text) TO aquascene_editor;
GRANT ALL ON FUNCTION admin.act_as(user_id uuid, ip inet, user_agent text) TO aquascene_worker;

--
-- Name: FUNCTION create_user(username text, email text, password text, role text, first_name text, last_name text); Type: ACL; Schema: admin; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION admin.create_user(username text, email text, password text, role text, first_name text, last_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION admin.create_user(username text, email text, password text, role text, first_name text, last_name text) TO aquascene_admin;

--
-- Name: FUNCTION require(permission text); Type: ACL; Schema: admin; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION admin.require(permission text) FROM PUBLIC;
GRANT ALL ON FUNCTION admin.require(permission text) TO aquascene_editor;
GRANT ALL ON FUNCTION admin.require(permission text) TO aquascene_worker;

--
-- Name: FUNCTION _engagement_samples(min_age interval); Type: ACL; Schema: analytics; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION analytics._engagement_samples(min_age interval) FROM PUBLIC;

--
-- Name: TABLE engagement_factors; Type: ACL; Schema: content; Owner: aquascene_owner
--

GRANT SELECT ON TABLE content.engagement_factors TO aquascene_reader;

--
-- Name: FUNCTION _fit_engagement(min_age interval, folds integer, left_out integer); Type: ACL; Schema: analytics; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION analytics._fit_engagement(min_age interval, folds integer, left_out integer) FROM PUBLIC;

--
-- Name: FUNCTION _rate(part bigint, whole bigint); Type: ACL; Schema: analytics; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION analytics._rate(part bigint, whole bigint) FROM PUBLIC;

--
-- Name: FUNCTION backtest_engagement(min_age interval, folds integer); Type: ACL; Schema: analytics; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION analytics.backtest_engagement(min_age interval, folds integer) FROM PUBLIC;
GRANT ALL ON FUNCTION analytics.backtest_engagement(min_age interval, folds integer) TO aquascene_reader;
GRANT ALL ON FUNCTION analytics.backtest_engagement(min_age interval, folds integer) TO aquascene_admin;

--
-- Name: FUNCTION learn_engagement(min_age interval); Type: ACL; Schema: analytics; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION analytics.learn_engagement(min_age interval) FROM PUBLIC;
GRANT ALL ON FUNCTION analytics.learn_engagement(min_age interval) TO aquascene_worker;
GRANT ALL ON FUNCTION analytics.learn_engagement(min_age interval) TO aquascene_admin;

--
-- Name: FUNCTION roll_up(); Type: ACL; Schema: analytics; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION analytics.roll_up() FROM PUBLIC;
GRANT ALL ON FUNCTION analytics.roll_up() TO aquascene_worker;
GRANT ALL ON FUNCTION analytics.roll_up() TO aquascene_admin;

--
-- Name: FUNCTION _secret(name text); Type: ACL; Schema: ops; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION ops._secret(name text) FROM PUBLIC;

--
-- Name: FUNCTION _address_hash(email text); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience._address_hash(email text) FROM PUBLIC;

--
-- Name: FUNCTION _checked_consents(consents jsonb); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience._checked_consents(consents jsonb) FROM PUBLIC;

--
-- Name: FUNCTION _checked_email(email text); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience._checked_email(email text) FROM PUBLIC;

--
-- Name: TABLE suppressions; Type: ACL; Schema: audience; Owner: aquascene_owner
--

GRANT SELECT ON TABLE audience.suppressions TO aquascene_reader;

--
-- Name: FUNCTION _is_suppressed(email text); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience._is_suppressed(email text) FROM PUBLIC;

--
-- Name: FUNCTION _is_time_zone(name text); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience._is_time_zone(name text) FROM PUBLIC;

--
-- Name: TABLE subscribers; Type: ACL; Schema: audience; Owner: aquascene_owner
--

GRANT SELECT ON TABLE audience.subscribers TO aquascene_reader;

--
-- Name: FUNCTION _locked_subscriber(subscriber_id uuid); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience._locked_subscriber(subscriber_id uuid) FROM PUBLIC;

--
-- Name: FUNCTION _preferences_person(token text); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience._preferences_person(token text) FROM PUBLIC;

--
-- Name: FUNCTION _sign_token(purpose text, payload bytea); Type: ACL; Schema: ops; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION ops._sign_token(purpose text, payload bytea) FROM PUBLIC;

--
-- Name: FUNCTION _preferences_token(subscriber_id uuid, expires_at timestamp with time zone); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience._preferences_token(subscriber_id uuid, expires_at timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION _record_consents(subscriber_id uuid, consents jsonb, source text, ip_address inet, text_version text, evidence jsonb); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience._record_consents(subscriber_id uuid, consents jsonb, source text, ip_address inet, text_version text, evidence jsonb) FROM PUBLIC;

--
-- Name: FUNCTION _request(subscriber_id uuid, kind text, email text, details jsonb); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience._request(subscriber_id uuid, kind text, email text, details jsonb) FROM PUBLIC;

--
-- Name: FUNCTION _suppress(email text, reason text); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience._suppress(email text, reason text) FROM PUBLIC;

--
-- Name: FUNCTION add_to_segment(segment_id integer, subscriber_ids uuid[]); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.add_to_segment(segment_id integer, subscriber_ids uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.add_to_segment(segment_id integer, subscriber_ids uuid[]) TO aquascene_editor;

--
-- Name: FUNCTION change_email(subscriber_id uuid, new_email text); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.change_email(subscriber_id uuid, new_email text) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.change_email(subscriber_id uuid, new_email text) TO aquascene_editor;

--
-- Name: FUNCTION claim_requests(batch_size integer); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.claim_requests(batch_size integer) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.claim_requests(batch_size integer) TO aquascene_worker;

--
-- Name: FUNCTION confirm(token text, ip_address inet); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.confirm(token text, ip_address inet) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.confirm(token text, ip_address inet) TO aquascene_app;

--
-- Name: FUNCTION consent_history(subscriber_id uuid); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.consent_history(subscriber_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.consent_history(subscriber_id uuid) TO aquascene_reader;
GRANT ALL ON FUNCTION audience.consent_history(subscriber_id uuid) TO aquascene_editor;

--
-- Name: FUNCTION create_segment(name text, description text, segment_type text, filter_criteria jsonb); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.create_segment(name text, description text, segment_type text, filter_criteria jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.create_segment(name text, description text, segment_type text, filter_criteria jsonb) TO aquascene_editor;

--
-- Name: FUNCTION expire_pending(batch_size integer); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.expire_pending(batch_size integer) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.expire_pending(batch_size integer) TO aquascene_worker;
GRANT ALL ON FUNCTION audience.expire_pending(batch_size integer) TO aquascene_admin;

--
-- Name: FUNCTION import_subscribers(subscribers jsonb, source text); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.import_subscribers(subscribers jsonb, source text) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.import_subscribers(subscribers jsonb, source text) TO aquascene_editor;
GRANT ALL ON FUNCTION audience.import_subscribers(subscribers jsonb, source text) TO aquascene_worker;

--
-- Name: FUNCTION next_send_time(subscriber_id uuid, earliest timestamp with time zone); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.next_send_time(subscriber_id uuid, earliest timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.next_send_time(subscriber_id uuid, earliest timestamp with time zone) TO aquascene_worker;
GRANT ALL ON FUNCTION audience.next_send_time(subscriber_id uuid, earliest timestamp with time zone) TO aquascene_editor;

--
-- Name: FUNCTION normalize_email(email text); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.normalize_email(email text) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.normalize_email(email text) TO aquascene_reader;
GRANT ALL ON FUNCTION audience.normalize_email(email text) TO aquascene_app;
GRANT ALL ON FUNCTION audience.normalize_email(email text) TO aquascene_worker;
GRANT ALL ON FUNCTION audience.normalize_email(email text) TO aquascene_editor;

--
-- Name: FUNCTION preferences(token text); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.preferences(token text) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.preferences(token text) TO aquascene_app;

--
-- Name: FUNCTION record_bounce(subscriber_id uuid, kind text, code text, diagnostic text); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.record_bounce(subscriber_id uuid, kind text, code text, diagnostic text) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.record_bounce(subscriber_id uuid, kind text, code text, diagnostic text) TO aquascene_worker;

--
-- Name: FUNCTION record_complaint(subscriber_id uuid, source text, evidence jsonb); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.record_complaint(subscriber_id uuid, source text, evidence jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.record_complaint(subscriber_id uuid, source text, evidence jsonb) TO aquascene_worker;

--
-- Name: FUNCTION record_delivery(subscriber_ids uuid[]); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.record_delivery(subscriber_ids uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.record_delivery(subscriber_ids uuid[]) TO aquascene_worker;

--
-- Name: FUNCTION resubscribe(token text, ip_address inet); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.resubscribe(token text, ip_address inet) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.resubscribe(token text, ip_address inet) TO aquascene_app;

--
-- Name: FUNCTION subscribe(email text, first_name text, last_name text, consents jsonb, source text, ip_address inet, text_version text, evidence jsonb, language text, timezone text); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.subscribe(email text, first_name text, last_name text, consents jsonb, source text, ip_address inet, text_version text, evidence jsonb, language text, timezone text) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.subscribe(email text, first_name text, last_name text, consents jsonb, source text, ip_address inet, text_version text, evidence jsonb, language text, timezone text) TO aquascene_app;
GRANT ALL ON FUNCTION audience.subscribe(email text, first_name text, last_name text, consents jsonb, source text, ip_address inet, text_version text, evidence jsonb, language text, timezone text) TO aquascene_worker;
GRANT ALL ON FUNCTION audience.subscribe(email text, first_name text, last_name text, consents jsonb, source text, ip_address inet, text_version text, evidence jsonb, language text, timezone text) TO aquascene_editor;

--
-- Name: FUNCTION suppress(email text, domain text); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.suppress(email text, domain text) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.suppress(email text, domain text) TO aquascene_editor;
GRANT ALL ON FUNCTION audience.suppress(email text, domain text) TO aquascene_worker;

--
-- Name: FUNCTION unsubscribe(token text, reason text); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.unsubscribe(token text, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.unsubscribe(token text, reason text) TO aquascene_app;
GRANT ALL ON FUNCTION audience.unsubscribe(token text, reason text) TO aquascene_worker;

--
-- Name: FUNCTION unsubscribe_person(subscriber_id uuid, reason text, source text); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.unsubscribe_person(subscriber_id uuid, reason text, source text) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.unsubscribe_person(subscriber_id uuid, reason text, source text) TO aquascene_editor;
GRANT ALL ON FUNCTION audience.unsubscribe_person(subscriber_id uuid, reason text, source text) TO aquascene_worker;

--
-- Name: FUNCTION unsuppress(email text, domain text); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.unsuppress(email text, domain text) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.unsuppress(email text, domain text) TO aquascene_admin;

--
-- Name: FUNCTION update_preferences(token text, newsletter_frequency text, content_types text[], preferred_send_time time without time zone, preferred_send_days integer[], timezone text, email_format text, language text, first_name text, last_name text, consents jsonb, ip_address inet); Type: ACL; Schema: audience; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audience.update_preferences(token text, newsletter_frequency text, content_types text[], preferred_send_time time without time zone, preferred_send_days integer[], timezone text, email_format text, language text, first_name text, last_name text, consents jsonb, ip_address inet) FROM PUBLIC;
GRANT ALL ON FUNCTION audience.update_preferences(token text, newsletter_frequency text, content_types text[], preferred_send_time time without time zone, preferred_send_days integer[], timezone text, email_format text, language text, first_name text, last_name text, consents jsonb, ip_address inet) TO aquascene_app;

--
-- Name: FUNCTION record_change(); Type: ACL; Schema: audit; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audit.record_change() FROM PUBLIC;

--
-- Name: FUNCTION record_event(event_type text, event_name text, event_data jsonb, severity text, service_name text); Type: ACL; Schema: audit; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION audit.record_event(event_type text, event_name text, event_data jsonb, severity text, service_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION audit.record_event(event_type text, event_name text, event_data jsonb, severity text, service_name text) TO aquascene_worker;
GRANT ALL ON FUNCTION audit.record_event(event_type text, event_name text, event_data jsonb, severity text, service_name text) TO aquascene_admin;

--
-- Name: FUNCTION _add_drafts(raw_content_ids uuid[], language text, drafts jsonb); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._add_drafts(raw_content_ids uuid[], language text, drafts jsonb) FROM PUBLIC;

--
-- Name: FUNCTION _as_instant(value text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._as_instant(value text) FROM PUBLIC;

--
-- Name: FUNCTION _begin_category_move(); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._begin_category_move() FROM PUBLIC;

--
-- Name: FUNCTION _begin_tag_change(); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._begin_tag_change() FROM PUBLIC;

--
-- Name: FUNCTION _category_branch(category text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._category_branch(category text) FROM PUBLIC;

--
-- Name: FUNCTION _check_alt_text(); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._check_alt_text() FROM PUBLIC;

--
-- Name: FUNCTION _check_asset_use(); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._check_asset_use() FROM PUBLIC;

--
-- Name: TABLE generated_content; Type: ACL; Schema: content; Owner: aquascene_owner
--

GRANT SELECT ON TABLE content.generated_content TO aquascene_reader;

--
-- Name: FUNCTION _check_publishable(draft content.generated_content, override_reason text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._check_publishable(draft content.generated_content, override_reason text) FROM PUBLIC;

--
-- Name: FUNCTION _clean_tags(); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._clean_tags() FROM PUBLIC;

--
-- Name: FUNCTION _count_deleted_tags(); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._count_deleted_tags() FROM PUBLIC;

--
-- Name: FUNCTION _count_inserted_tags(); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._count_inserted_tags() FROM PUBLIC;

--
-- Name: FUNCTION _count_sentences(prose text, language text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._count_sentences(prose text, language text) FROM PUBLIC;

--
-- Name: FUNCTION _count_tags(names text[], amounts bigint[]); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._count_tags(names text[], amounts bigint[]) FROM PUBLIC;

--
-- Name: FUNCTION _count_updated_tags(); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._count_updated_tags() FROM PUBLIC;

--
-- Name: FUNCTION _enforce_processing_transition(); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._enforce_processing_transition() FROM PUBLIC;

--
-- Name: FUNCTION _engagement_traits(draft content.generated_content); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._engagement_traits(draft content.generated_content) FROM PUBLIC;

--
-- Name: TABLE content_revisions; Type: ACL; Schema: content; Owner: aquascene_owner
--

GRANT SELECT ON TABLE content.content_revisions TO aquascene_reader;

--
-- Name: FUNCTION _find_version(content_id uuid, revision integer); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._find_version(content_id uuid, revision integer) FROM PUBLIC;

--
-- Name: FUNCTION _found_content(content_id uuid); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._found_content(content_id uuid) FROM PUBLIC;

--
-- Name: FUNCTION _guard_text(); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._guard_text() FROM PUBLIC;

--
-- Name: FUNCTION _index_search(); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._index_search() FROM PUBLIC;

--
-- Name: FUNCTION _is_wanted(content_type text, categories text[], tags text[], language text, published_at timestamp with time zone, of_type text, in_categories text[], with_tag text, in_language text, published_from timestamp with time zone, published_to timestamp with time zone); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._is_wanted(content_type text, categories text[], tags text[], language text, published_at timestamp with time zone, of_type text, in_categories text[], with_tag text, in_language text, published_from timestamp with time zone, published_to timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION _keep_revision(); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._keep_revision() FROM PUBLIC;

--
-- Name: FUNCTION _keyword_places(body text, keyword text, config regconfig); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._keyword_places(body text, keyword text, config regconfig) FROM PUBLIC;

--
-- Name: FUNCTION _stream_safe(body text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._stream_safe(body text) FROM PUBLIC;

--
-- Name: FUNCTION _tidy_line(body text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._tidy_line(body text) FROM PUBLIC;

--
-- Name: TABLE content_assets; Type: ACL; Schema: content; Owner: aquascene_owner
--

GRANT SELECT ON TABLE content.content_assets TO aquascene_reader;

--
-- Name: FUNCTION _lacks_alt_text(asset content.content_assets); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._lacks_alt_text(asset content.content_assets) FROM PUBLIC;

--
-- Name: FUNCTION _likeness(one text[], other text[]); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._likeness(one text[], other text[]) FROM PUBLIC;

--
-- Name: FUNCTION _markup(body text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._markup(body text) FROM PUBLIC;

--
-- Name: FUNCTION _minhash_bands(shingles bigint[]); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._minhash_bands(shingles bigint[]) FROM PUBLIC;

--
-- Name: TABLE content_asset_relations; Type: ACL; Schema: content; Owner: aquascene_owner
--

GRANT SELECT ON TABLE content.content_asset_relations TO aquascene_reader;

--
-- Name: FUNCTION _missing_alt_text(content_id uuid); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._missing_alt_text(content_id uuid) FROM PUBLIC;

--
-- Name: FUNCTION _move(content_id uuid, event text, note text, person uuid, scheduled_for timestamp with time zone); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._move(content_id uuid, event text, note text, person uuid, scheduled_for timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION _overlap(shingles bigint[], other_shingles bigint[], OUT jaccard numeric, OUT contained numeric); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._overlap(shingles bigint[], other_shingles bigint[], OUT jaccard numeric, OUT contained numeric) FROM PUBLIC;

--
-- Name: FUNCTION _parse_query(config regconfig, query text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._parse_query(config regconfig, query text) FROM PUBLIC;

--
-- Name: FUNCTION _plain_title(title text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._plain_title(title text) FROM PUBLIC;

--
-- Name: FUNCTION _predict_engagement(); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._predict_engagement() FROM PUBLIC;

--
-- Name: FUNCTION _prose(body text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._prose(body text) FROM PUBLIC;

--
-- Name: FUNCTION _quality_parts(draft content.generated_content); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._quality_parts(draft content.generated_content) FROM PUBLIC;

--
-- Name: FUNCTION _raw_item_fault(item jsonb); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._raw_item_fault(item jsonb) FROM PUBLIC;

--
-- Name: FUNCTION _reading_ease(body text, language text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._reading_ease(body text, language text) FROM PUBLIC;

--
-- Name: FUNCTION _refuse_category_cycle(); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._refuse_category_cycle() FROM PUBLIC;

--
-- Name: FUNCTION _return_raw(raw_content_ids uuid[], worker text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._return_raw(raw_content_ids uuid[], worker text) FROM PUBLIC;

--
-- Name: FUNCTION _score(); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._score() FROM PUBLIC;

--
-- Name: FUNCTION _search_newest(content_type text, categories text[], tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone, published_at timestamp with time zone, id uuid, page_size integer); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._search_newest(content_type text, categories text[], tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone, published_at timestamp with time zone, id uuid, page_size integer) FROM PUBLIC;

--
-- Name: FUNCTION _search_queries(query text, language text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._search_queries(query text, language text) FROM PUBLIC;

--
-- Name: FUNCTION _search_token(mode text, rank real, published_at timestamp with time zone, newest timestamp with time zone, id uuid); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._search_token(mode text, rank real, published_at timestamp with time zone, newest timestamp with time zone, id uuid) FROM PUBLIC;

--
-- Name: FUNCTION _search_words(title text, summary text, body text, language text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._search_words(title text, summary text, body text, language text) FROM PUBLIC;

--
-- Name: FUNCTION _sentences(body text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._sentences(body text) FROM PUBLIC;

--
-- Name: FUNCTION _seo_checks(title text, description text, body text, slug text, keyword text, language text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._seo_checks(title text, description text, body text, slug text, keyword text, language text) FROM PUBLIC;

--
-- Name: FUNCTION _seo_keyword(focus_keyword text, tags text[], title text, body text, language text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._seo_keyword(focus_keyword text, tags text[], title text, body text, language text) FROM PUBLIC;

--
-- Name: FUNCTION _seo_score(title text, description text, body text, slug text, keyword text, language text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._seo_score(title text, description text, body text, slug text, keyword text, language text) FROM PUBLIC;

--
-- Name: FUNCTION _set_slug(); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._set_slug() FROM PUBLIC;

--
-- Name: FUNCTION _shingles(normalized text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._shingles(normalized text) FROM PUBLIC;

--
-- Name: FUNCTION _slug(body text, salt text, max_length integer); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._slug(body text, salt text, max_length integer) FROM PUBLIC;

--
-- Name: FUNCTION _snippet(body text, language text, words tsquery, places text[], marks text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._snippet(body text, language text, words tsquery, places text[], marks text) FROM PUBLIC;

--
-- Name: FUNCTION _spell_tags(tags text[]); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._spell_tags(tags text[]) FROM PUBLIC;

--
-- Name: FUNCTION _split_paragraphs(body text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._split_paragraphs(body text) FROM PUBLIC;

--
-- Name: FUNCTION _split_runs(body text, is_query boolean); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._split_runs(body text, is_query boolean) FROM PUBLIC;

--
-- Name: FUNCTION _stamp_status(); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._stamp_status() FROM PUBLIC;

--
-- Name: FUNCTION _syllables(words text, language text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._syllables(words text, language text) FROM PUBLIC;

--
-- Name: FUNCTION _telling_words(words tsvector); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._telling_words(words tsvector) FROM PUBLIC;

--
-- Name: FUNCTION _tidy_tags(tags text[]); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._tidy_tags(tags text[]) FROM PUBLIC;

--
-- Name: FUNCTION _unspaced_class(); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._unspaced_class() FROM PUBLIC;

--
-- Name: FUNCTION _width(line text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._width(line text) FROM PUBLIC;

--
-- Name: FUNCTION normalize_text(body text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.normalize_text(body text) FROM PUBLIC;
GRANT ALL ON FUNCTION content.normalize_text(body text) TO aquascene_reader;
GRANT ALL ON FUNCTION content.normalize_text(body text) TO aquascene_worker;

--
-- Name: FUNCTION _word_similarity(before text, after text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content._word_similarity(before text, after text) FROM PUBLIC;

--
-- Name: FUNCTION add_asset(filename text, file_path text, mime_type text, file_size bigint, width integer, height integer, alt_text text, caption text, original_filename text, metadata jsonb); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.add_asset(filename text, file_path text, mime_type text, file_size bigint, width integer, height integer, alt_text text, caption text, original_filename text, metadata jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION content.add_asset(filename text, file_path text, mime_type text, file_size bigint, width integer, height integer, alt_text text, caption text, original_filename text, metadata jsonb) TO aquascene_editor;

--
-- Name: FUNCTION approve(content_id uuid); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.approve(content_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION content.approve(content_id uuid) TO aquascene_editor;

--
-- Name: FUNCTION archive(content_id uuid); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.archive(content_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION content.archive(content_id uuid) TO aquascene_editor;

--
-- Name: FUNCTION attach_asset(content_id uuid, asset_id uuid, relation_type text, sort_order integer); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.attach_asset(content_id uuid, asset_id uuid, relation_type text, sort_order integer) FROM PUBLIC;
GRANT ALL ON FUNCTION content.attach_asset(content_id uuid, asset_id uuid, relation_type text, sort_order integer) TO aquascene_editor;

--
-- Name: FUNCTION cancel(content_id uuid); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.cancel(content_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION content.cancel(content_id uuid) TO aquascene_editor;

--
-- Name: FUNCTION category_breadcrumb(category_id integer, separator text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.category_breadcrumb(category_id integer, separator text) FROM PUBLIC;
GRANT ALL ON FUNCTION content.category_breadcrumb(category_id integer, separator text) TO aquascene_app;
GRANT ALL ON FUNCTION content.category_breadcrumb(category_id integer, separator text) TO aquascene_reader;

--
-- Name: FUNCTION category_path(category_id integer); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.category_path(category_id integer) FROM PUBLIC;
GRANT ALL ON FUNCTION content.category_path(category_id integer) TO aquascene_app;
GRANT ALL ON FUNCTION content.category_path(category_id integer) TO aquascene_reader;

--
-- Name: FUNCTION claim_raw(worker text, batch_size integer, lease interval); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.claim_raw(worker text, batch_size integer, lease interval) FROM PUBLIC;
GRANT ALL ON FUNCTION content.claim_raw(worker text, batch_size integer, lease interval) TO aquascene_worker;

--
-- Name: FUNCTION compare_revisions(content_id uuid, from_revision integer, to_revision integer); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.compare_revisions(content_id uuid, from_revision integer, to_revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION content.compare_revisions(content_id uuid, from_revision integer, to_revision integer) TO aquascene_reader;

--
-- Name: FUNCTION complete_raw(raw_content_id uuid, worker text, drafts jsonb); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.complete_raw(raw_content_id uuid, worker text, drafts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION content.complete_raw(raw_content_id uuid, worker text, drafts jsonb) TO aquascene_worker;

--
-- Name: FUNCTION complete_raw_many(raw_content_ids uuid[], worker text, drafts jsonb); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.complete_raw_many(raw_content_ids uuid[], worker text, drafts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION content.complete_raw_many(raw_content_ids uuid[], worker text, drafts jsonb) TO aquascene_worker;

--
-- Name: FUNCTION count_words(body text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.count_words(body text) FROM PUBLIC;
GRANT ALL ON FUNCTION content.count_words(body text) TO aquascene_reader;
GRANT ALL ON FUNCTION content.count_words(body text) TO aquascene_worker;

--
-- Name: TABLE content_categories; Type: ACL; Schema: content; Owner: aquascene_owner
--

GRANT SELECT ON TABLE content.content_categories TO aquascene_reader;

--
-- Name: FUNCTION delete_category(slug text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.delete_category(slug text) FROM PUBLIC;
GRANT ALL ON FUNCTION content.delete_category(slug text) TO aquascene_editor;

--
-- Name: FUNCTION detach_asset(content_id uuid, asset_id uuid); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.detach_asset(content_id uuid, asset_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION content.detach_asset(content_id uuid, asset_id uuid) TO aquascene_editor;

--
-- Name: FUNCTION detect_language(body text, OUT language text, OUT confidence numeric); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.detect_language(body text, OUT language text, OUT confidence numeric) FROM PUBLIC;
GRANT ALL ON FUNCTION content.detect_language(body text, OUT language text, OUT confidence numeric) TO aquascene_reader;
GRANT ALL ON FUNCTION content.detect_language(body text, OUT language text, OUT confidence numeric) TO aquascene_worker;

--
-- Name: FUNCTION fail_raw(raw_content_id uuid, worker text, error text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.fail_raw(raw_content_id uuid, worker text, error text) FROM PUBLIC;
GRANT ALL ON FUNCTION content.fail_raw(raw_content_id uuid, worker text, error text) TO aquascene_worker;

--
-- Name: FUNCTION generation_setup(template text, generator text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.generation_setup(template text, generator text) FROM PUBLIC;
GRANT ALL ON FUNCTION content.generation_setup(template text, generator text) TO aquascene_reader;

--
-- Name: FUNCTION ingest_raw(source_url text, content_type text, title text, content text, html_content text, images jsonb, metadata jsonb, language text, scraped_at timestamp with time zone); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.ingest_raw(source_url text, content_type text, title text, content text, html_content text, images jsonb, metadata jsonb, language text, scraped_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION content.ingest_raw(source_url text, content_type text, title text, content text, html_content text, images jsonb, metadata jsonb, language text, scraped_at timestamp with time zone) TO aquascene_worker;
GRANT ALL ON FUNCTION content.ingest_raw(source_url text, content_type text, title text, content text, html_content text, images jsonb, metadata jsonb, language text, scraped_at timestamp with time zone) TO aquascene_editor;

--
-- Name: FUNCTION ingest_raw_many(items jsonb); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.ingest_raw_many(items jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION content.ingest_raw_many(items jsonb) TO aquascene_worker;
GRANT ALL ON FUNCTION content.ingest_raw_many(items jsonb) TO aquascene_editor;

--
-- Name: FUNCTION lineage(content_id uuid); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.lineage(content_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION content.lineage(content_id uuid) TO aquascene_reader;

--
-- Name: FUNCTION merge_tags(from_names text[], into_name text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.merge_tags(from_names text[], into_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION content.merge_tags(from_names text[], into_name text) TO aquascene_editor;

--
-- Name: FUNCTION publish(content_id uuid, override_reason text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.publish(content_id uuid, override_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION content.publish(content_id uuid, override_reason text) TO aquascene_editor;

--
-- Name: FUNCTION publish_due(batch_size integer); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.publish_due(batch_size integer) FROM PUBLIC;
GRANT ALL ON FUNCTION content.publish_due(batch_size integer) TO aquascene_worker;

--
-- Name: FUNCTION published_article(content_id uuid); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.published_article(content_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION content.published_article(content_id uuid) TO aquascene_app;
GRANT ALL ON FUNCTION content.published_article(content_id uuid) TO aquascene_reader;

--
-- Name: FUNCTION quality_report(content_id uuid); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.quality_report(content_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION content.quality_report(content_id uuid) TO aquascene_reader;
GRANT ALL ON FUNCTION content.quality_report(content_id uuid) TO aquascene_editor;

--
-- Name: FUNCTION readability(body text, language text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.readability(body text, language text) FROM PUBLIC;
GRANT ALL ON FUNCTION content.readability(body text, language text) TO aquascene_reader;
GRANT ALL ON FUNCTION content.readability(body text, language text) TO aquascene_worker;

--
-- Name: FUNCTION readability_formula(language text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.readability_formula(language text) FROM PUBLIC;
GRANT ALL ON FUNCTION content.readability_formula(language text) TO aquascene_reader;
GRANT ALL ON FUNCTION content.readability_formula(language text) TO aquascene_worker;

--
-- Name: FUNCTION reinstate(content_id uuid); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.reinstate(content_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION content.reinstate(content_id uuid) TO aquascene_editor;

--
-- Name: FUNCTION reject(content_id uuid, reason text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.reject(content_id uuid, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION content.reject(content_id uuid, reason text) TO aquascene_editor;

--
-- Name: FUNCTION related(content_id uuid, page_size integer); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.related(content_id uuid, page_size integer) FROM PUBLIC;
GRANT ALL ON FUNCTION content.related(content_id uuid, page_size integer) TO aquascene_app;
GRANT ALL ON FUNCTION content.related(content_id uuid, page_size integer) TO aquascene_reader;

--
-- Name: FUNCTION release_expired_leases(); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.release_expired_leases() FROM PUBLIC;
GRANT ALL ON FUNCTION content.release_expired_leases() TO aquascene_worker;

--
-- Name: TABLE content_tags; Type: ACL; Schema: content; Owner: aquascene_owner
--

GRANT SELECT ON TABLE content.content_tags TO aquascene_reader;

--
-- Name: FUNCTION rename_tag(name text, new_name text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.rename_tag(name text, new_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION content.rename_tag(name text, new_name text) TO aquascene_editor;

--
-- Name: FUNCTION request_changes(content_id uuid, reason text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.request_changes(content_id uuid, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION content.request_changes(content_id uuid, reason text) TO aquascene_editor;

--
-- Name: FUNCTION requeue_raw(raw_content_ids uuid[]); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.requeue_raw(raw_content_ids uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION content.requeue_raw(raw_content_ids uuid[]) TO aquascene_worker;
GRANT ALL ON FUNCTION content.requeue_raw(raw_content_ids uuid[]) TO aquascene_editor;

--
-- Name: FUNCTION restore(content_id uuid, revision integer); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.restore(content_id uuid, revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION content.restore(content_id uuid, revision integer) TO aquascene_editor;

--
-- Name: FUNCTION revise(content_id uuid, title text, content text, summary text, excerpt text, tags text[], categories text[], target_audience text, tone text, focus_keyword text, slug text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.revise(content_id uuid, title text, content text, summary text, excerpt text, tags text[], categories text[], target_audience text, tone text, focus_keyword text, slug text) FROM PUBLIC;
GRANT ALL ON FUNCTION content.revise(content_id uuid, title text, content text, summary text, excerpt text, tags text[], categories text[], target_audience text, tone text, focus_keyword text, slug text) TO aquascene_editor;

--
-- Name: FUNCTION revisions(content_id uuid); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.revisions(content_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION content.revisions(content_id uuid) TO aquascene_reader;

--
-- Name: FUNCTION save_category(slug text, name text, description text, parent text, sort_order integer, is_active boolean); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.save_category(slug text, name text, description text, parent text, sort_order integer, is_active boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION content.save_category(slug text, name text, description text, parent text, sort_order integer, is_active boolean) TO aquascene_editor;

--
-- Name: TABLE generation_templates; Type: ACL; Schema: content; Owner: aquascene_owner
--

GRANT SELECT ON TABLE content.generation_templates TO aquascene_reader;

--
-- Name: FUNCTION save_generation_template(name text, content_type text, system_prompt text, user_prompt text, description text, parameters jsonb, is_active boolean); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.save_generation_template(name text, content_type text, system_prompt text, user_prompt text, description text, parameters jsonb, is_active boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION content.save_generation_template(name text, content_type text, system_prompt text, user_prompt text, description text, parameters jsonb, is_active boolean) TO aquascene_editor;

--
-- Name: FUNCTION schedule(content_id uuid, scheduled_for timestamp with time zone, override_reason text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.schedule(content_id uuid, scheduled_for timestamp with time zone, override_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION content.schedule(content_id uuid, scheduled_for timestamp with time zone, override_reason text) TO aquascene_editor;

--
-- Name: FUNCTION search(query text, content_type text, category text, tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone, after text, page_size integer, with_snippets boolean); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.search(query text, content_type text, category text, tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone, after text, page_size integer, with_snippets boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION content.search(query text, content_type text, category text, tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone, after text, page_size integer, with_snippets boolean) TO aquascene_app;
GRANT ALL ON FUNCTION content.search(query text, content_type text, category text, tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone, after text, page_size integer, with_snippets boolean) TO aquascene_reader;

--
-- Name: FUNCTION search_config(language text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.search_config(language text) FROM PUBLIC;
GRANT ALL ON FUNCTION content.search_config(language text) TO aquascene_reader;
GRANT ALL ON FUNCTION content.search_config(language text) TO aquascene_app;

--
-- Name: FUNCTION search_facets(query text, content_type text, category text, tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.search_facets(query text, content_type text, category text, tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION content.search_facets(query text, content_type text, category text, tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone) TO aquascene_app;
GRANT ALL ON FUNCTION content.search_facets(query text, content_type text, category text, tag text, language text, published_from timestamp with time zone, published_to timestamp with time zone) TO aquascene_reader;

--
-- Name: FUNCTION seo_report(content_id uuid); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.seo_report(content_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION content.seo_report(content_id uuid) TO aquascene_reader;
GRANT ALL ON FUNCTION content.seo_report(content_id uuid) TO aquascene_editor;

--
-- Name: FUNCTION set_alt_text(asset_id uuid, alt_text text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.set_alt_text(asset_id uuid, alt_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION content.set_alt_text(asset_id uuid, alt_text text) TO aquascene_editor;

--
-- Name: FUNCTION set_asset_active(asset_id uuid, is_active boolean); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.set_asset_active(asset_id uuid, is_active boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION content.set_asset_active(asset_id uuid, is_active boolean) TO aquascene_editor;

--
-- Name: FUNCTION similarity(first text, second text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.similarity(first text, second text) FROM PUBLIC;
GRANT ALL ON FUNCTION content.similarity(first text, second text) TO aquascene_reader;
GRANT ALL ON FUNCTION content.similarity(first text, second text) TO aquascene_worker;
GRANT ALL ON FUNCTION content.similarity(first text, second text) TO aquascene_editor;

--
-- Name: FUNCTION submit(content_id uuid); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.submit(content_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION content.submit(content_id uuid) TO aquascene_editor;

--
-- Name: FUNCTION summarize(body text, sentences integer, language text); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.summarize(body text, sentences integer, language text) FROM PUBLIC;
GRANT ALL ON FUNCTION content.summarize(body text, sentences integer, language text) TO aquascene_reader;
GRANT ALL ON FUNCTION content.summarize(body text, sentences integer, language text) TO aquascene_worker;

--
-- Name: FUNCTION unknown_categories(content_id uuid); Type: ACL; Schema: content; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION content.unknown_categories(content_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION content.unknown_categories(content_id uuid) TO aquascene_reader;

--
-- Name: TABLE newsletter_issues; Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

GRANT SELECT ON TABLE newsletter.newsletter_issues TO aquascene_reader;

--
-- Name: FUNCTION _move(issue_id uuid, event text, person uuid, scheduled_for timestamp with time zone); Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION newsletter._move(issue_id uuid, event text, person uuid, scheduled_for timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION _stamp_status(); Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION newsletter._stamp_status() FROM PUBLIC;

--
-- Name: FUNCTION acknowledge(worker text, results jsonb); Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION newsletter.acknowledge(worker text, results jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION newsletter.acknowledge(worker text, results jsonb) TO aquascene_worker;

--
-- Name: FUNCTION approve(issue_id uuid); Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION newsletter.approve(issue_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION newsletter.approve(issue_id uuid) TO aquascene_editor;

--
-- Name: FUNCTION begin_sending(issue_id uuid); Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION newsletter.begin_sending(issue_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION newsletter.begin_sending(issue_id uuid) TO aquascene_worker;
GRANT ALL ON FUNCTION newsletter.begin_sending(issue_id uuid) TO aquascene_editor;

--
-- Name: FUNCTION claim_batch(worker text, batch_size integer, lease interval); Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION newsletter.claim_batch(worker text, batch_size integer, lease interval) FROM PUBLIC;
GRANT ALL ON FUNCTION newsletter.claim_batch(worker text, batch_size integer, lease interval) TO aquascene_worker;

--
-- Name: FUNCTION create_issue(design_template text, content_ids uuid[], subject_line text, preview_text text, segment_ids integer[]); Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION newsletter.create_issue(design_template text, content_ids uuid[], subject_line text, preview_text text, segment_ids integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION newsletter.create_issue(design_template text, content_ids uuid[], subject_line text, preview_text text, segment_ids integer[]) TO aquascene_editor;

--
-- Name: FUNCTION finish_sending(issue_id uuid); Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION newsletter.finish_sending(issue_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION newsletter.finish_sending(issue_id uuid) TO aquascene_worker;

--
-- Name: FUNCTION issue_payload(issue_id uuid); Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION newsletter.issue_payload(issue_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION newsletter.issue_payload(issue_id uuid) TO aquascene_worker;
GRANT ALL ON FUNCTION newsletter.issue_payload(issue_id uuid) TO aquascene_editor;

--
-- Name: FUNCTION record_click(token text); Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION newsletter.record_click(token text) FROM PUBLIC;
GRANT ALL ON FUNCTION newsletter.record_click(token text) TO aquascene_app;
GRANT ALL ON FUNCTION newsletter.record_click(token text) TO aquascene_worker;

--
-- Name: FUNCTION record_open(token text); Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION newsletter.record_open(token text) FROM PUBLIC;
GRANT ALL ON FUNCTION newsletter.record_open(token text) TO aquascene_app;
GRANT ALL ON FUNCTION newsletter.record_open(token text) TO aquascene_worker;

--
-- Name: FUNCTION release_expired_leases(); Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION newsletter.release_expired_leases() FROM PUBLIC;
GRANT ALL ON FUNCTION newsletter.release_expired_leases() TO aquascene_worker;

--
-- Name: TABLE newsletter_templates; Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

GRANT SELECT ON TABLE newsletter.newsletter_templates TO aquascene_reader;

--
-- Name: FUNCTION save_template(name text, template_type text, html_template text, text_template text, default_subject text, description text, variables jsonb); Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION newsletter.save_template(name text, template_type text, html_template text, text_template text, default_subject text, description text, variables jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION newsletter.save_template(name text, template_type text, html_template text, text_template text, default_subject text, description text, variables jsonb) TO aquascene_editor;

--
-- Name: FUNCTION schedule(issue_id uuid, scheduled_for timestamp with time zone); Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION newsletter.schedule(issue_id uuid, scheduled_for timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION newsletter.schedule(issue_id uuid, scheduled_for timestamp with time zone) TO aquascene_editor;

--
-- Name: FUNCTION submit(issue_id uuid); Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION newsletter.submit(issue_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION newsletter.submit(issue_id uuid) TO aquascene_editor;

--
-- Name: FUNCTION unsubscribe(token text, reason text); Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION newsletter.unsubscribe(token text, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION newsletter.unsubscribe(token text, reason text) TO aquascene_app;
GRANT ALL ON FUNCTION newsletter.unsubscribe(token text, reason text) TO aquascene_worker;

--
-- Name: FUNCTION _ascii_domain(domain text); Type: ACL; Schema: ops; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION ops._ascii_domain(domain text) FROM PUBLIC;

--
-- Name: FUNCTION _check_transition(entity text, from_status text, to_status text, table_schema text, table_name text, id text); Type: ACL; Schema: ops; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION ops._check_transition(entity text, from_status text, to_status text, table_schema text, table_name text, id text) FROM PUBLIC;

--
-- Name: FUNCTION _punycode(label text); Type: ACL; Schema: ops; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION ops._punycode(label text) FROM PUBLIC;

--
-- Name: FUNCTION _status_after(entity text, from_status text, event text, id text); Type: ACL; Schema: ops; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION ops._status_after(entity text, from_status text, event text, id text) FROM PUBLIC;

--
-- Name: FUNCTION _url_host(url text); Type: ACL; Schema: ops; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION ops._url_host(url text) FROM PUBLIC;

--
-- Name: FUNCTION _verify_token(purpose text, token text); Type: ACL; Schema: ops; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION ops._verify_token(purpose text, token text) FROM PUBLIC;

--
-- Name: FUNCTION apply_retention(only_table text); Type: ACL; Schema: ops; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION ops.apply_retention(only_table text) FROM PUBLIC;
GRANT ALL ON FUNCTION ops.apply_retention(only_table text) TO aquascene_admin;
GRANT ALL ON FUNCTION ops.apply_retention(only_table text) TO aquascene_worker;

--
-- Name: FUNCTION archive_old_metrics(); Type: ACL; Schema: ops; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION ops.archive_old_metrics() FROM PUBLIC;
GRANT ALL ON FUNCTION ops.archive_old_metrics() TO aquascene_admin;
GRANT ALL ON FUNCTION ops.archive_old_metrics() TO aquascene_worker;

--
-- Name: FUNCTION count_strays(partitioned_table regclass); Type: ACL; Schema: ops; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION ops.count_strays(partitioned_table regclass) FROM PUBLIC;
GRANT ALL ON FUNCTION ops.count_strays(partitioned_table regclass) TO aquascene_reader;

--
-- Name: FUNCTION create_monthly_partition(table_name text, start_date date); Type: ACL; Schema: ops; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION ops.create_monthly_partition(table_name text, start_date date) FROM PUBLIC;
GRANT ALL ON FUNCTION ops.create_monthly_partition(table_name text, start_date date) TO aquascene_admin;

--
-- Name: FUNCTION enforce_transition(); Type: ACL; Schema: ops; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION ops.enforce_transition() FROM PUBLIC;

--
-- Name: FUNCTION ensure_partitions(months_ahead integer); Type: ACL; Schema: ops; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION ops.ensure_partitions(months_ahead integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ops.ensure_partitions(months_ahead integer) TO aquascene_admin;
GRANT ALL ON FUNCTION ops.ensure_partitions(months_ahead integer) TO aquascene_worker;

--
-- Name: FUNCTION now(); Type: ACL; Schema: ops; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION ops.now() FROM PUBLIC;
GRANT ALL ON FUNCTION ops.now() TO aquascene_reader;
GRANT ALL ON FUNCTION ops.now() TO aquascene_app;
GRANT ALL ON FUNCTION ops.now() TO aquascene_editor;
GRANT ALL ON FUNCTION ops.now() TO aquascene_worker;
GRANT ALL ON FUNCTION ops.now() TO aquascene_admin;

--
-- Name: FUNCTION set_setting(key text, value jsonb); Type: ACL; Schema: ops; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION ops.set_setting(key text, value jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ops.set_setting(key text, value jsonb) TO aquascene_admin;

--
-- Name: FUNCTION set_updated_at(); Type: ACL; Schema: ops; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION ops.set_updated_at() FROM PUBLIC;

--
-- Name: FUNCTION setting(key text); Type: ACL; Schema: ops; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION ops.setting(key text) FROM PUBLIC;
GRANT ALL ON FUNCTION ops.setting(key text) TO aquascene_reader;
GRANT ALL ON FUNCTION ops.setting(key text) TO aquascene_admin;

--
-- Name: FUNCTION update_table_statistics(); Type: ACL; Schema: ops; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION ops.update_table_statistics() FROM PUBLIC;
GRANT ALL ON FUNCTION ops.update_table_statistics() TO aquascene_admin;
GRANT ALL ON FUNCTION ops.update_table_statistics() TO aquascene_worker;

--
-- Name: TABLE scraper_pages; Type: ACL; Schema: scraping; Owner: aquascene_owner
--

GRANT SELECT ON TABLE scraping.scraper_pages TO aquascene_reader;

--
-- Name: FUNCTION _add_links(page scraping.scraper_pages, rules jsonb, links jsonb, since timestamp with time zone); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping._add_links(page scraping.scraper_pages, rules jsonb, links jsonb, since timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION _begin_job(job_id uuid); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping._begin_job(job_id uuid) FROM PUBLIC;

--
-- Name: FUNCTION _delay(rules jsonb, rate_limit_delay integer, crawl_delay interval); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping._delay(rules jsonb, rate_limit_delay integer, crawl_delay interval) FROM PUBLIC;

--
-- Name: FUNCTION _finish_jobs(); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping._finish_jobs() FROM PUBLIC;

--
-- Name: TABLE scraper_targets; Type: ACL; Schema: scraping; Owner: aquascene_owner
--

GRANT SELECT ON TABLE scraping.scraper_targets TO aquascene_reader;

--
-- Name: FUNCTION _found_target(target_name text); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping._found_target(target_name text) FROM PUBLIC;

--
-- Name: FUNCTION _is_selector(selector text); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping._is_selector(selector text) FROM PUBLIC;

--
-- Name: FUNCTION _is_trap(url text); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping._is_trap(url text) FROM PUBLIC;

--
-- Name: FUNCTION _is_within(url text, domains text[]); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping._is_within(url text, domains text[]) FROM PUBLIC;

--
-- Name: FUNCTION _redirect_fault(page scraping.scraper_pages, location text); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping._redirect_fault(page scraping.scraper_pages, location text) FROM PUBLIC;

--
-- Name: FUNCTION _requests_at_once(rules jsonb); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping._requests_at_once(rules jsonb) FROM PUBLIC;

--
-- Name: FUNCTION add_target(name text, base_url text, domains text[], scraping_rules jsonb, rate_limit_delay integer, max_pages integer, scrape_frequency interval, categories text[]); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping.add_target(name text, base_url text, domains text[], scraping_rules jsonb, rate_limit_delay integer, max_pages integer, scrape_frequency interval, categories text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION scraping.add_target(name text, base_url text, domains text[], scraping_rules jsonb, rate_limit_delay integer, max_pages integer, scrape_frequency interval, categories text[]) TO aquascene_editor;
GRANT ALL ON FUNCTION scraping.add_target(name text, base_url text, domains text[], scraping_rules jsonb, rate_limit_delay integer, max_pages integer, scrape_frequency interval, categories text[]) TO aquascene_worker;

--
-- Name: FUNCTION claim_pages(worker text, batch_size integer, lease interval, only_job uuid); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping.claim_pages(worker text, batch_size integer, lease interval, only_job uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION scraping.claim_pages(worker text, batch_size integer, lease interval, only_job uuid) TO aquascene_worker;

--
-- Name: TABLE scraping_jobs; Type: ACL; Schema: scraping; Owner: aquascene_owner
--

GRANT SELECT ON TABLE scraping.scraping_jobs TO aquascene_reader;

--
-- Name: FUNCTION enqueue_due(); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping.enqueue_due() FROM PUBLIC;
GRANT ALL ON FUNCTION scraping.enqueue_due() TO aquascene_worker;

--
-- Name: FUNCTION heartbeat(worker text, lease interval); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping.heartbeat(worker text, lease interval) FROM PUBLIC;
GRANT ALL ON FUNCTION scraping.heartbeat(worker text, lease interval) TO aquascene_worker;

--
-- Name: FUNCTION next_claim(only_job uuid); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping.next_claim(only_job uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION scraping.next_claim(only_job uuid) TO aquascene_worker;

--
-- Name: FUNCTION normalize_url(url text); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping.normalize_url(url text) FROM PUBLIC;
GRANT ALL ON FUNCTION scraping.normalize_url(url text) TO aquascene_reader;
GRANT ALL ON FUNCTION scraping.normalize_url(url text) TO aquascene_worker;

--
-- Name: FUNCTION pause(target_name text, reason text); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping.pause(target_name text, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION scraping.pause(target_name text, reason text) TO aquascene_editor;
GRANT ALL ON FUNCTION scraping.pause(target_name text, reason text) TO aquascene_worker;

--
-- Name: FUNCTION record_page(page_id bigint, worker text, outcome text, status_code integer, error text, kind text, etag text, last_modified text, article jsonb, links jsonb, location text, retry_after interval, answered interval, OUT outcome_recorded text, OUT raw_content_id uuid, OUT links_added integer); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping.record_page(page_id bigint, worker text, outcome text, status_code integer, error text, kind text, etag text, last_modified text, article jsonb, links jsonb, location text, retry_after interval, answered interval, OUT outcome_recorded text, OUT raw_content_id uuid, OUT links_added integer) FROM PUBLIC;
GRANT ALL ON FUNCTION scraping.record_page(page_id bigint, worker text, outcome text, status_code integer, error text, kind text, etag text, last_modified text, article jsonb, links jsonb, location text, retry_after interval, answered interval, OUT outcome_recorded text, OUT raw_content_id uuid, OUT links_added integer) TO aquascene_worker;

--
-- Name: FUNCTION record_robots(host text, worker text, status_code integer, body text, crawl_delay interval, error text, answered interval); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping.record_robots(host text, worker text, status_code integer, body text, crawl_delay interval, error text, answered interval) FROM PUBLIC;
GRANT ALL ON FUNCTION scraping.record_robots(host text, worker text, status_code integer, body text, crawl_delay interval, error text, answered interval) TO aquascene_worker;

--
-- Name: FUNCTION resume(target_name text); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping.resume(target_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION scraping.resume(target_name text) TO aquascene_editor;
GRANT ALL ON FUNCTION scraping.resume(target_name text) TO aquascene_worker;

--
-- Name: FUNCTION robots_txt(host text); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping.robots_txt(host text) FROM PUBLIC;
GRANT ALL ON FUNCTION scraping.robots_txt(host text) TO aquascene_reader;
GRANT ALL ON FUNCTION scraping.robots_txt(host text) TO aquascene_worker;

--
-- Name: FUNCTION start_job(target_name text, job_type text, refresh boolean); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping.start_job(target_name text, job_type text, refresh boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION scraping.start_job(target_name text, job_type text, refresh boolean) TO aquascene_editor;
GRANT ALL ON FUNCTION scraping.start_job(target_name text, job_type text, refresh boolean) TO aquascene_worker;

--
-- Name: FUNCTION validate_rules(rules jsonb); Type: ACL; Schema: scraping; Owner: aquascene_owner
--

REVOKE ALL ON FUNCTION scraping.validate_rules(rules jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION scraping.validate_rules(rules jsonb) TO aquascene_reader;
GRANT ALL ON FUNCTION scraping.validate_rules(rules jsonb) TO aquascene_worker;
GRANT ALL ON FUNCTION scraping.validate_rules(rules jsonb) TO aquascene_editor;

--
-- Name: COLUMN admin_users.id; Type: ACL; Schema: admin; Owner: aquascene_owner
--

GRANT SELECT(id) ON TABLE admin.admin_users TO aquascene_reader;

--
-- Name: COLUMN admin_users.username; Type: ACL; Schema: admin; Owner: aquascene_owner
--

GRANT SELECT(username) ON TABLE admin.admin_users TO aquascene_reader;

--
-- Name: COLUMN admin_users.first_name; Type: ACL; Schema: admin; Owner: aquascene_owner
--

GRANT SELECT(first_name) ON TABLE admin.admin_users TO aquascene_reader;

--
-- Name: COLUMN admin_users.last_name; Type: ACL; Schema: admin; Owner: aquascene_owner
--

GRANT SELECT(last_name) ON TABLE admin.admin_users TO aquascene_reader;

--
-- Name: COLUMN admin_users.role; Type: ACL; Schema: admin; Owner: aquascene_owner
--

GRANT SELECT(role) ON TABLE admin.admin_users TO aquascene_reader;

--
-- Name: COLUMN admin_users.is_active; Type: ACL; Schema: admin; Owner: aquascene_owner
--

GRANT SELECT(is_active) ON TABLE admin.admin_users TO aquascene_reader;

--
-- Name: COLUMN admin_users.last_login; Type: ACL; Schema: admin; Owner: aquascene_owner
--

GRANT SELECT(last_login) ON TABLE admin.admin_users TO aquascene_reader;

--
-- Name: COLUMN admin_users.created_at; Type: ACL; Schema: admin; Owner: aquascene_owner
--

GRANT SELECT(created_at) ON TABLE admin.admin_users TO aquascene_reader;

--
-- Name: COLUMN admin_users.updated_at; Type: ACL; Schema: admin; Owner: aquascene_owner
--

GRANT SELECT(updated_at) ON TABLE admin.admin_users TO aquascene_reader;

--
-- Name: TABLE role_permissions; Type: ACL; Schema: admin; Owner: aquascene_owner
--

GRANT SELECT ON TABLE admin.role_permissions TO aquascene_reader;

--
-- Name: TABLE content_metrics; Type: ACL; Schema: analytics; Owner: aquascene_owner
--

GRANT SELECT ON TABLE analytics.content_metrics TO aquascene_reader;

--
-- Name: TABLE content_performance; Type: ACL; Schema: analytics; Owner: aquascene_owner
--

GRANT SELECT ON TABLE analytics.content_performance TO aquascene_reader;

--
-- Name: TABLE email_events; Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

GRANT SELECT ON TABLE newsletter.email_events TO aquascene_reader;

--
-- Name: TABLE email_activity; Type: ACL; Schema: analytics; Owner: aquascene_owner
--

GRANT SELECT ON TABLE analytics.email_activity TO aquascene_reader;

--
-- Name: TABLE newsletter_metrics; Type: ACL; Schema: analytics; Owner: aquascene_owner
--

GRANT SELECT ON TABLE analytics.newsletter_metrics TO aquascene_reader;

--
-- Name: TABLE newsletter_performance; Type: ACL; Schema: analytics; Owner: aquascene_owner
--

GRANT SELECT ON TABLE analytics.newsletter_performance TO aquascene_reader;

--
-- Name: TABLE subscriber_engagement; Type: ACL; Schema: audience; Owner: aquascene_owner
--

GRANT SELECT ON TABLE audience.subscriber_engagement TO aquascene_reader;

--
-- Name: TABLE subscription_preferences; Type: ACL; Schema: audience; Owner: aquascene_owner
--

GRANT SELECT ON TABLE audience.subscription_preferences TO aquascene_reader;

--
-- Name: TABLE subscriber_journey; Type: ACL; Schema: analytics; Owner: aquascene_owner
--

GRANT SELECT ON TABLE analytics.subscriber_journey TO aquascene_reader;

--
-- Name: TABLE system_events; Type: ACL; Schema: audit; Owner: aquascene_owner
--

GRANT SELECT ON TABLE audit.system_events TO aquascene_reader;

--
-- Name: TABLE raw_content; Type: ACL; Schema: content; Owner: aquascene_owner
--

GRANT SELECT ON TABLE content.raw_content TO aquascene_reader;

--
-- Name: TABLE raw_leases; Type: ACL; Schema: content; Owner: aquascene_owner
--

GRANT SELECT ON TABLE content.raw_leases TO aquascene_reader;

--
-- Name: TABLE newsletter_chunks; Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

GRANT SELECT ON TABLE newsletter.newsletter_chunks TO aquascene_reader;

--
-- Name: TABLE newsletter_deliveries; Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

GRANT SELECT ON TABLE newsletter.newsletter_deliveries TO aquascene_reader;

--
-- Name: TABLE delivery_accounting; Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

GRANT SELECT ON TABLE newsletter.delivery_accounting TO aquascene_reader;

--
-- Name: TABLE partition_policies; Type: ACL; Schema: ops; Owner: aquascene_owner
--

GRANT SELECT ON TABLE ops.partition_policies TO aquascene_reader;

--
-- Name: TABLE partition_report; Type: ACL; Schema: ops; Owner: aquascene_owner
--

GRANT SELECT ON TABLE ops.partition_report TO aquascene_reader;

--
-- Name: TABLE system_health; Type: ACL; Schema: analytics; Owner: aquascene_owner
--

GRANT SELECT ON TABLE analytics.system_health TO aquascene_reader;

--
-- Name: TABLE system_metrics; Type: ACL; Schema: analytics; Owner: aquascene_owner
--

GRANT SELECT ON TABLE analytics.system_metrics TO aquascene_reader;

--
-- Name: TABLE bounces; Type: ACL; Schema: audience; Owner: aquascene_owner
--

GRANT SELECT ON TABLE audience.bounces TO aquascene_reader;

--
-- Name: TABLE consent_events; Type: ACL; Schema: audience; Owner: aquascene_owner
--

GRANT SELECT ON TABLE audience.consent_events TO aquascene_reader;

--
-- Name: TABLE subscriber_segment_memberships; Type: ACL; Schema: audience; Owner: aquascene_owner
--

GRANT SELECT ON TABLE audience.subscriber_segment_memberships TO aquascene_reader;

--
-- Name: TABLE subscriber_segments; Type: ACL; Schema: audience; Owner: aquascene_owner
--

GRANT SELECT ON TABLE audience.subscriber_segments TO aquascene_reader;

--
-- Name: TABLE audit_log; Type: ACL; Schema: audit; Owner: aquascene_owner
--

GRANT SELECT ON TABLE audit.audit_log TO aquascene_reader;

--
-- Name: TABLE category_tree; Type: ACL; Schema: content; Owner: aquascene_owner
--

GRANT SELECT ON TABLE content.category_tree TO aquascene_reader;

--
-- Name: TABLE language_features; Type: ACL; Schema: content; Owner: aquascene_owner
--

GRANT SELECT ON TABLE content.language_features TO aquascene_reader;

--
-- Name: TABLE raw_queue; Type: ACL; Schema: content; Owner: aquascene_owner
--

GRANT SELECT ON TABLE content.raw_queue TO aquascene_reader;

--
-- Name: TABLE raw_signatures; Type: ACL; Schema: content; Owner: aquascene_owner
--

GRANT SELECT ON TABLE content.raw_signatures TO aquascene_reader;

--
-- Name: TABLE newsletter_issue_segments; Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

GRANT SELECT ON TABLE newsletter.newsletter_issue_segments TO aquascene_reader;

--
-- Name: TABLE newsletter_links; Type: ACL; Schema: newsletter; Owner: aquascene_owner
--

GRANT SELECT ON TABLE newsletter.newsletter_links TO aquascene_reader;

--
-- Name: TABLE job_runs; Type: ACL; Schema: ops; Owner: aquascene_owner
--

GRANT SELECT ON TABLE ops.job_runs TO aquascene_reader;

--
-- Name: TABLE outbox; Type: ACL; Schema: ops; Owner: aquascene_owner
--

GRANT SELECT ON TABLE ops.outbox TO aquascene_reader;

--
-- Name: TABLE rollup_watermarks; Type: ACL; Schema: ops; Owner: aquascene_owner
--

GRANT SELECT ON TABLE ops.rollup_watermarks TO aquascene_reader;

--
-- Name: TABLE scheduled_jobs; Type: ACL; Schema: ops; Owner: aquascene_owner
--

GRANT SELECT ON TABLE ops.scheduled_jobs TO aquascene_reader;

--
-- Name: TABLE settings; Type: ACL; Schema: ops; Owner: aquascene_owner
--

GRANT SELECT ON TABLE ops.settings TO aquascene_reader;

--
-- Name: TABLE status_transitions; Type: ACL; Schema: ops; Owner: aquascene_owner
--

GRANT SELECT ON TABLE ops.status_transitions TO aquascene_reader;

--
-- Name: TABLE scraper_leases; Type: ACL; Schema: scraping; Owner: aquascene_owner
--

GRANT SELECT ON TABLE scraping.scraper_leases TO aquascene_reader;

--
-- Name: TABLE page_report; Type: ACL; Schema: scraping; Owner: aquascene_owner
--

GRANT SELECT ON TABLE scraping.page_report TO aquascene_reader;

--
-- Name: TABLE scraper_hosts; Type: ACL; Schema: scraping; Owner: aquascene_owner
--

GRANT SELECT ON TABLE scraping.scraper_hosts TO aquascene_reader;

--
-- Name: TABLE scraping_job_hosts; Type: ACL; Schema: scraping; Owner: aquascene_owner
--

GRANT SELECT ON TABLE scraping.scraping_job_hosts TO aquascene_reader;

--
-- Name: TABLE target_report; Type: ACL; Schema: scraping; Owner: aquascene_owner
--

GRANT SELECT ON TABLE scraping.target_report TO aquascene_reader;

--
-- Name: TABLE instagram_posts; Type: ACL; Schema: social; Owner: aquascene_owner
--

GRANT SELECT ON TABLE social.instagram_posts TO aquascene_reader;

--
-- Name: COLUMN social_accounts.id; Type: ACL; Schema: social; Owner: aquascene_owner
--

GRANT SELECT(id) ON TABLE social.social_accounts TO aquascene_reader;

--
-- Name: COLUMN social_accounts.platform; Type: ACL; Schema: social; Owner: aquascene_owner
--

GRANT SELECT(platform) ON TABLE social.social_accounts TO aquascene_reader;

--
-- Name: COLUMN social_accounts.account_name; Type: ACL; Schema: social; Owner: aquascene_owner
--

GRANT SELECT(account_name) ON TABLE social.social_accounts TO aquascene_reader;

--
-- Name: COLUMN social_accounts.account_id; Type: ACL; Schema: social; Owner: aquascene_owner
--

GRANT SELECT(account_id) ON TABLE social.social_accounts TO aquascene_reader;

--
-- Name: COLUMN social_accounts.token_expires_at; Type: ACL; Schema: social; Owner: aquascene_owner
--

GRANT SELECT(token_expires_at) ON TABLE social.social_accounts TO aquascene_reader;

--
-- Name: COLUMN social_accounts.is_active; Type: ACL; Schema: social; Owner: aquascene_owner
--

GRANT SELECT(is_active) ON TABLE social.social_accounts TO aquascene_reader;

--
-- Name: COLUMN social_accounts.configuration; Type: ACL; Schema: social; Owner: aquascene_owner
--

GRANT SELECT(configuration) ON TABLE social.social_accounts TO aquascene_reader;

--
-- Name: COLUMN social_accounts.created_at; Type: ACL; Schema: social; Owner: aquascene_owner
--

GRANT SELECT(created_at) ON TABLE social.social_accounts TO aquascene_reader;

--
-- Name: COLUMN social_accounts.updated_at; Type: ACL; Schema: social; Owner: aquascene_owner
--

GRANT SELECT(updated_at) ON TABLE social.social_accounts TO aquascene_reader;

--
-- PostgreSQL database dump complete
--
