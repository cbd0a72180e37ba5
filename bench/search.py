"""Ranked search in 200,000 articles of 300 words: content.search against the seed's index.

The seed's is an expression index, and its query ranks every match: floor is its time in the same
run, and each search has to be ten times faster. content.search does more: it filters what is not
published, reads the query in the language of each article and cuts out highlighted snippets. The
lines ``…_ms`` hold two of the searches under a budget.

Words are drawn as in a language (the n-th most frequent word has a chance of 1/n); the words that
are searched for are in a quarter, a twentieth and some 60 of the articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import psycopg

from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster, interleaved

ARTICLES = 200_000
BAR = 10
SEARCHES = {
    "search_common": "aquarium",
    "search_middling": "filter",
    "search_rare": "rotala",
    "search_two_words": "aquarium filter",
}
BUDGETS_MS = {"search_common": 150, "search_two_words": 25}

# A sentence is 15 words, an article 20 of 50,000 sentences.
_GENERATE = """
select setseed(0.5);
create unlogged table word as
select r as place,
       (select string_agg(substr('bcdfghjklmnpqrstvwxz', 1 + s.digit / 5, 1)
                          || substr('aeiou', 1 + s.digit % 5, 1), '' order by k)
          from generate_series(0, case when r < 10000 then 1 else 2 end) as k
         cross join lateral (select r / (100 ^ k)::integer % 100) as s (digit)) as word
  from generate_series(1, 100000) as r;
create unlogged table sentence as
select p.number, string_agg(w.word, ' ') || '.' as words
  from (select number, floor(exp(random() * ln(100000)))::integer as place
          from generate_series(1, 50000) as number
         cross join generate_series(1, 15)) as p
  join word as w using (place)
 group by p.number;
create unlogged table article as
select a.number,
       string_agg(s.words, ' ')
       || case when random() < 0.25
               then repeat(' aquarium', 1 + floor(random() * 5)::integer) else '' end
       || case when random() < 0.05
               then repeat(' filter', 1 + floor(random() * 4)::integer) else '' end
       || case when random() < 0.0003 then ' rotala' else '' end as body
  from (select number, 1 + floor(random() * 50000)::integer as sentence
          from generate_series(1, ARTICLES) as number
         cross join generate_series(1, 20)) as a
  join sentence as s on s.number = a.sentence
 group by a.number;
alter table article add column title text;
update article
   set title = 'About ' || split_part(body, ' ', 3) || ' and ' || split_part(body, ' ', 7)
               || case when number % 100 = 0 then ' in the aquarium' else '' end;
"""

_LOAD_SEED = """
set maintenance_work_mem = '256MB';
create table seed (
    id      uuid not null default gen_random_uuid() primary key,
    title   text not null,
    content text not null
);
insert into seed (title, content) select title, body from article;
create index idx_seed_search on seed using gin (to_tsvector('english', title || ' ' || content));
vacuum analyze seed;
"""

_LOAD_OURS = """
set maintenance_work_mem = '256MB';
alter table content.generated_content disable trigger user;
create temp table definition as
select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as statement
  from pg_index
 where indexrelid in ('content.idx_generated_content_search'::regclass,
                      'content.generated_content_title_trigram_idx'::regclass);
drop index content.idx_generated_content_search, content.generated_content_title_trigram_idx;
insert into content.generated_content (content_type, title, content, tags, categories, status,
                                       published_at, search, title_words)
select 'guide', a.title, a.body, array['tag-' || number % 50], array['category-' || number % 20],
       'published', timestamptz '2025-01-01Z' + number * interval '2 minutes', w.words,
       ts_filter(w.words, '{a}')
  from article as a
 cross join lateral content._search_words(a.title, null, a.body, 'en') as w (words);
do $$
declare
    _statement text;
begin
    for _statement in select statement from definition loop
        execute _statement;
    end loop;
end;
$$;
alter table content.generated_content enable trigger user;
vacuum analyze content.generated_content;
"""

_SEED = """
select id, title,
       ts_rank(to_tsvector('english', title || ' ' || content), q.query) as rank
  from seed, plainto_tsquery('english', %s) as q (query)
 where to_tsvector('english', title || ' ' || content) @@ q.query
 order by rank desc
 limit 20
"""

_OURS = "select * from content.search(%s, page_size => 20)"


def _run(url: str, script: str) -> None:
    """Run statements one by one, each in its own transaction, in one session."""
    with psycopg.connect(url, autocommit=True) as connection:
        for part in script.split("do $$"):
            block, end, rest = part.partition("$$;\n") if "declare" in part else ("", "", part)
            if end:
                connection.execute(f"do $$ {block} $$")
            for statement in filter(str.strip, rest.split(";\n")):
                connection.execute(statement)


def _find(connection: psycopg.Connection, query: str, words: str) -> None:
    connection.execute(query.encode(), [words]).fetchall()


def _time(connection: psycopg.Connection, words: str) -> tuple[float, float]:
    """Return the seconds of ours and of the seed's, after both have found the same."""
    ours, seed = (connection.execute(query.encode(), [words]).rowcount for query in (_OURS, _SEED))
    assert ours == seed == 20, f"{words}: found {ours} and {seed}"
    for _ in range(6):  # a plan must hold beyond the sixth call
        _find(connection, _OURS, words)
    return interleaved(
        lambda: _find(connection, _OURS, words),
        lambda: _find(connection, _SEED, words),
        before=lambda: None,
        repeats=3 if words == SEARCHES["search_common"] else 9,
    )


def measure() -> Sequence[Result]:
    """Load both, side by side, and search both by turns."""
    with fresh_cluster() as cluster:
        cluster.psql("alter system set shared_buffers = '2GB'")
        cluster.stop()
        cluster.start()
        cluster.ensure_database("bench")
        url = cluster.url("bench")
        build_database(url, ROOT)
        _run(url, _GENERATE.replace("ARTICLES", str(ARTICLES)))
        with ThreadPoolExecutor() as threads:
            for loaded in [threads.submit(_run, url, load) for load in (_LOAD_SEED, _LOAD_OURS)]:
                loaded.result()
        with psycopg.connect(url, autocommit=True) as connection:
            milliseconds = {
                name: [seconds * 1000 for seconds in _time(connection, words)]
                for name, words in SEARCHES.items()
            }
    results = [
        Result(name, ours, seed, "ms", seed / ours, BAR)
        for name, (ours, seed) in milliseconds.items()
    ]
    for name, budget in BUDGETS_MS.items():
        ours, _ = milliseconds[name]
        results.append(Result(f"{name}_ms", ours, budget, "ms", budget / ours, 1.0))
    return results
