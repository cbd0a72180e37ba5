"""Articles a second summarized by content.summarize: a hundred of about 12,000 characters.

Floor: the same texts parsed once by to_tsvector in their language, which is the least a ranking by
words can do. The line informs: there is no bar.
"""

from __future__ import annotations

import psycopg

from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster, interleaved

ARTICLES = 100

_PREPARE = """
create table article as
select a.n, string_agg(s.text, case s.n % 5 when 0 then e'\\n\\n' else ' ' end order by s.n) as body
  from generate_series(1, ARTICLES) as a (n)
 cross join lateral (
    select s.n, initcap(string_agg(w.word, ' ' order by w.n)) || '.' as text
      from generate_series(1, 130) as s (n)
     cross join lateral (
        select w.n, (array['moss', 'wood', 'light', 'water', 'tank', 'fish', 'plant', 'grow', 'the',
                           'filters', 'pump', 'e.g.', 'sand'])[1 + (a.n * s.n * w.n) % 13]
                    || case when (a.n + s.n * w.n) % 5 = 0 then to_hex(s.n * w.n) else '' end
                    as word
          from generate_series(1, 13) as w (n)) as w
     group by s.n) as s
 group by a.n;
analyze article;
"""


def measure() -> Result:
    """Summarize and parse by turns."""
    with fresh_cluster() as cluster:
        cluster.ensure_database("bench")
        build_database(cluster.url("bench"), ROOT)
        with psycopg.connect(cluster.url("bench"), autocommit=True) as connection:
            connection.execute(_PREPARE.replace("ARTICLES", str(ARTICLES)))

            def run(expression: str) -> None:
                found = connection.execute(f"select count({expression}) from article")  # noqa: S608
                assert found.fetchone() == (ARTICLES,)

            ours, floor = interleaved(
                lambda: run("content.summarize(body)"),
                lambda: run("to_tsvector('english', body)"),
                before=lambda: None,
            )
    return Result(
        "summarize", ARTICLES / ours, ARTICLES / floor, "articles/s", floor / ours, bar=None
    )
