"""Milliseconds to detect the language of a text of 300 words, over a thousand texts of 15 languages.

The floor is what is allowed, 1 ms a text. The texts are made of the words that the languages are
told apart by, mixed with words that say nothing; how often real texts are known is tested in
python/tests/test_language.py.
"""

from __future__ import annotations

import statistics
import time

import psycopg

from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster

ALLOWED_MS = 1.0
TEXTS = 1500
REPEATS = 7

_PREPARE = f"""
create table texts as
with word as (
    select f.language, array_agg(f.feature order by f.feature) as words
      from content.language_features as f
     where left(f.feature, 1) not in ('-', '''')
       and f.language in ('en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'pl', 'ru', 'uk', 'hu',
                          'fi', 'tr', 'cs')
     group by f.language)
select w.language,
       (select string_agg(
                   case when (n + t * 7) % 3 = 0
                        then w.words[1 + abs(hashint4(n * 31 + t)) % cardinality(w.words)]
                        else substr(md5(n || ' ' || t), 1, 3 + (n + t) % 7) end, ' ' order by n)
          from generate_series(1, 300) as n) as body
  from word as w, generate_series(1, {TEXTS} / 15) as t;
analyze texts;
"""


def measure() -> Result:
    """Detect all of them in one statement, several times."""
    with fresh_cluster() as cluster:
        cluster.ensure_database("bench")
        build_database(cluster.url("bench"), ROOT)
        with psycopg.connect(cluster.url("bench"), autocommit=True) as connection:
            connection.execute(_PREPARE)
            seconds = []
            for _ in range(REPEATS):
                begin = time.perf_counter()
                row = connection.execute(
                    """select count(*), count(*) filter (where d.language = t.language)
                         from texts as t cross join lateral content.detect_language(t.body) as d"""
                ).fetchone()
                seconds.append(time.perf_counter() - begin)
                assert row is not None
                assert row[0] == TEXTS
                assert row[1] > 0.9 * TEXTS
    ours = statistics.median(seconds) * 1000 / TEXTS
    return Result("language", ours, ALLOWED_MS, "ms", ALLOWED_MS / ours, 1.0)
