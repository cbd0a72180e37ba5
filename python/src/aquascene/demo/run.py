"""``aquascene demo``: the main job once through, with every count checked from outside."""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import click
import httpx

from aquascene import newsletter_templates
from aquascene.database import (
    SMALL_POOL,
    AlreadyThereError,
    Connection,
    Jsonb,
    Pool,
    Row,
    call,
    call_value,
    open_pool,
    read,
)
from aquascene.demo.edge import Edge, serve_edge
from aquascene.demo.mail import Mailbox, serve_mail
from aquascene.demo.people import subscribers
from aquascene.demo.readers import read_mail
from aquascene.demo.site_server import Site, SiteError, serve_site
from aquascene.newsletter_templates import SHIPPED
from aquascene.plan import read_plan
from aquascene.report import render_report
from aquascene.server import project_cluster, project_directory
from aquascene.sqitch import SqitchError, deploy
from aquascene.workers.process import run_queue
from aquascene.workers.scrape import run_job
from aquascene.workers.send import send_due
from aquascene.workers.smtp import MailServer

DATABASE = "aquascene"
TARGET = "Still Water (the demo's site)"
TEMPLATE = "weekly-digest"
SEGMENT = "Demo readers"

RULES: dict[str, Any] = {
    "selectors": {
        "title": "h1.article-title",
        "content": ".article-content",
        "author": ".author-name",
        "date": ".publish-date",
        "images": "img.content-image",
    },
    "filters": {"min_word_count": 200, "exclude_patterns": ["advertisement", "sponsored"]},
    "extraction": {"follow_links": True, "max_depth": 3, "respect_robots_txt": True},
    "rate_limiting": {"requests_per_second": 25, "concurrent_requests": 1},
    "network": {"allow_private": ["127.0.0.1"]},
}
"""The target's rules, in the seed's shape; the site is our own, so we need not be slow."""

_SENDERS = 2
_PATIENCE = 60.0  # seconds that something may take which should take one
_ARTICLES_AN_ISSUE = 8

Say = Callable[[str], None]


class DemoError(Exception):
    """The demo cannot go on, or what was counted is not what the database says."""


@dataclass(frozen=True)
class Count:
    """One number from both sides: what the database says, and what ``witness`` counted."""

    name: str
    database: int
    counted: int
    witness: str


@dataclass(frozen=True)
class _Pools:
    """A pool for each role, so that the demo gets by with the grants of the roles."""

    admin: Pool
    editor: Pool
    worker: Pool
    app: Pool


@dataclass(frozen=True)
class _People:
    author: UUID
    editor: UUID
    admin: UUID


def run_demo(
    url: str | None = None,
    *,
    say: Say,
    output: Path | None = None,
    deploys: bool = True,
) -> list[Count]:
    """Run the main job and return the counts, which are equal.

    url: a database to use in place of the private cluster's. say: takes each line. output: where
    the report goes, by default build/demo/report.html in the project. deploys: False leaves the
    schema as it is, such as that of a later release. Raises DemoError.
    """
    began = time.monotonic()
    root = project_directory()
    report = output or root / "build" / "demo" / "report.html"
    if deploys or url is None:
        url = _deployed(url, say)
    with contextlib.ExitStack() as stack:
        pools = _Pools(
            *(
                stack.enter_context(open_pool(url, SMALL_POOL, role=f"aquascene_{role}"))
                for role in ("admin", "editor", "worker", "app")
            )
        )
        people = _people(pools.admin)
        say("people      an author, an editor and an admin, who act in what follows")
        _finish_what_was_interrupted(pools, say)
        counts = _scrape_and_process(pools, people, say)
        edge = stack.enter_context(serve_edge(pools.app))
        mailbox = stack.enter_context(serve_mail())
        counts += _publish(pools, people, edge, say)
        issue = _prepare_issue(pools, people, edge, say)
        counts += _send(pools, issue["id"], mailbox, say)
        counts += _readers(pools, issue["id"], mailbox, edge, say)
        with pools.admin.connection() as connection:
            text = render_report(connection)
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(text, encoding="utf-8")
    say("")
    for line in _table(counts):
        say(line)
    say("")
    if wrong := [count for count in counts if count.database != count.counted]:
        raise DemoError(
            "\n".join(
                f"{count.name}: the database says {count.database:,}, "
                f"but {count.witness} counted {count.counted:,}"
                for count in wrong
            )
        )
    say(f"report: {_short(report)}  (open it in a browser, or: xdg-open {_short(report)})")
    say(f"took {time.monotonic() - began:.0f} s; look around: make psql")
    say("demo: ok")
    return counts


def _deployed(url: str | None, say: Say) -> str:
    """Return the URI of a database with the schema, made by Sqitch where it is missing."""
    if url is None:
        cluster = project_cluster()
        was_running = cluster.is_running()
        cluster.start()
        cluster.ensure_database(DATABASE)
        say(f"cluster     {'runs already' if was_running else 'started'}, in .aquascene")
        url, private = cluster.url(DATABASE), True
    else:
        private = False
    say("schema      asking Sqitch …")
    try:
        with _bar("deploying", len(read_plan(project_directory()))) as bar:
            report = deploy(url, private=private, on_line=lambda line: bar.update(1))
        done = report.count(" ok\n")
    except SqitchError as error:
        mend = "make clean" if private else "an empty database"
        raise DemoError(
            f"{error}\nIf the database was deployed from another plan, begin anew: {mend}"
        ) from error
    say(f"schema      {f'{done} changes deployed and verified' if done else 'is up to date'}")
    return url


def _people(pool: Pool) -> _People:
    def person(username: str, role: str, first_name: str) -> UUID:
        try:
            with pool.connection() as connection:
                made: UUID = call_value(
                    connection,
                    "admin.create_user",
                    username=username,
                    email=f"{username}@example.org",
                    password=secrets.token_urlsafe(24),  # nobody will ever sign in with it
                    role=role,
                    first_name=first_name,
                    last_name="Demo",
                )
                return made
        except AlreadyThereError:
            with pool.connection() as connection:
                (known,) = read(connection, "admin.admin_users", "id", username=username)
            return UUID(str(known["id"]))

    return _People(
        author=person("demo.author", "author", "Ada"),
        editor=person("demo.editor", "editor", "Bruno"),
        admin=person("demo.admin", "admin", "Clara"),
    )


@contextlib.contextmanager
def _acting(pool: Pool, person: UUID) -> Iterator[Connection]:
    """A transaction in which a person acts."""
    with pool.connection() as connection:
        call(connection, "admin.act_as", user_id=person, user_agent="aquascene demo")
        yield connection


def _finish_what_was_interrupted(pools: _Pools, say: Say) -> None:
    """Do what an interrupted run left, so that this run's counts are its own."""
    drafts = len(run_queue(pools.worker, _worker("rest")).drafts)
    sent = 0

    def settled() -> bool:
        nonlocal sent
        sent += send_due(pools.worker, _server(mailbox), _worker("rest"))["sent"]
        with pools.worker.connection() as connection:
            issues = read(connection, "newsletter.delivery_accounting", status="sending")
            for issue in issues:
                call(connection, "newsletter.finish_sending", issue_id=issue["issue_id"])
        # What a dead worker holds is left to become unknown when its lease ends.
        return not any(issue["pending"] or issue["deferred"] for issue in issues)

    with serve_mail(patient=True) as mailbox:
        _wait_until(settled, "the issue of an interrupted run to be sent")
    if drafts or sent:
        say(f"before      an interrupted run left {drafts} drafts and {sent} messages: done")


def _scrape_and_process(pools: _Pools, people: _People, say: Say) -> list[Count]:
    with _site(pools.worker) as site:
        with _acting(pools.editor, people.editor) as connection:
            call(
                connection,
                "scraping.add_target",
                name=TARGET,
                base_url=site.url,
                domains=["127.0.0.1"],
                scraping_rules=RULES,
                max_pages=60,
            )
        say(f"site        {TARGET} at {site.url}")
        with _bar("fetching", 1) as bar:

            def page(outcome: str, links: int) -> None:
                bar.length = (bar.length or 0) + links
                bar.update(1)

            result = run_job(pools.worker, TARGET, _worker("scrape"), refresh=True, progress=page)
    outcomes = ", ".join(f"{n} {name}" for name, n in sorted(result.outcomes.items()))
    say(f"scrape      {outcomes}")
    with _bar("drafting", result.outcomes["new"]) as bar:
        made = run_queue(
            pools.worker, _worker("process"), progress=lambda claimed, done: bar.update(done)
        )
    if made.failed:
        raise DemoError(
            f"{made.failed} raw items could not be turned into drafts\n"
            "Their processing_error in content.raw_content says why: make psql"
        )
    say(f"process     {len(made.drafts)} drafts by the extractive generator")
    different, repeated = site.articles()
    return [
        Count("pages fetched", result.fetched, site.fetched(), "the site"),
        Count("pages blocked by robots.txt", result.outcomes["blocked"], site.spared(), "the site"),
        Count("raw new", result.found, different, "the site"),
        Count("raw duplicate", result.outcomes["duplicate"], repeated, "the site"),
        Count("drafts", len(made.drafts), different, "the site"),
    ]


@contextlib.contextmanager
def _site(pool: Pool) -> Iterator[Site]:
    """Serve the site where the database knows it to be; at first on any free port."""
    with pool.connection() as connection:
        known = read(connection, "scraping.scraper_targets", "base_url", name=TARGET)
    port = urlsplit(known[0]["base_url"]).port if known else None
    try:
        with serve_site(port or 0) as site:
            yield site
    except SiteError as error:
        raise DemoError(str(error)) from error


def _publish(pools: _Pools, people: _People, edge: Edge, say: Say) -> list[Count]:
    """Take every draft through the workflow, and read what is published as the public does."""
    waiting: Counter[str] = Counter()
    with pools.editor.connection() as connection:
        drafts = {
            row["id"]: row["status"]
            for row in read(connection, "content.generated_content", "id", "status")
            if row["status"] in ("draft", "review", "approved", "scheduled")
        }
    steps = (
        ("draft", "submit", people.author),
        ("review", "approve", people.editor),  # not by who wrote it
        ("approved", "schedule", people.admin),  # who alone may override the quality gate
    )
    poor = 0
    for status, step, person in steps:
        with _acting(pools.editor, person) as connection:
            soon = call_value(connection, "ops.now") + timedelta(seconds=1)
            arguments = (
                {"scheduled_for": soon, "override_reason": "Extracts of our own articles."}
                if step == "schedule"
                else {}
            )
            for draft in [draft for draft, now in drafts.items() if now == status]:
                (row,) = call(connection, f"content.{step}", content_id=draft, **arguments)
                drafts[draft] = row["status"]
                waiting[step] += 1
            if step == "schedule":
                gate = call_value(connection, "ops.setting", key="workflow.min_quality")
                scores = read(connection, "content.generated_content", "quality_score")
                poor = sum(float(row["quality_score"]) < gate for row in scores)
    published = 0

    def publish() -> bool:
        nonlocal published
        with pools.worker.connection() as connection:
            published += len(call(connection, "content.publish_due"))
        return published >= len(drafts)

    _wait_until(publish, "the scheduled drafts to be published")
    with pools.worker.connection() as connection:
        articles = read(connection, "analytics.content_performance", status="published")
    with httpx.Client(base_url=edge.url) as client:
        for article in articles:
            client.get(f"/articles/{article['content_id']}")
    say(
        f"workflow    {waiting['submit']} submitted, {waiting['approve']} approved by somebody "
        f"else, {waiting['schedule']} scheduled, {published} published; {poor} below the quality "
        "gate, as extracts are: an admin let them pass, with a reason"
    )
    return [Count("published", len(articles), edge.different("articles", 200), "the web edge")]


def _prepare_issue(pools: _Pools, people: _People, edge: Edge, say: Say) -> Row:
    """Make template, subscribers, segment and issue, and schedule it for now."""
    with _acting(pools.admin, people.admin) as connection:
        for key, value in (("site.public_url", edge.url), ("newsletter.retry_delay", "1 second")):
            call(connection, "ops.set_setting", key=key, value=Jsonb(value))
    with _acting(pools.editor, people.editor) as connection:
        newsletter_templates.save(connection, newsletter_templates.load(SHIPPED))
        outcomes = call(
            connection,
            "audience.import_subscribers",
            subscribers=Jsonb(subscribers()),
            source="demo",
        )
    told = ", ".join(f"{row['row_count']:,} {row['outcome']}" for row in outcomes)
    say(f"audience    {told}")
    with _acting(pools.editor, people.editor) as connection:
        active = read(connection, "analytics.subscriber_journey", "id")
        segment = _segment(connection)
        added = call_value(
            connection,
            "audience.add_to_segment",
            segment_id=segment,
            subscriber_ids=[row["id"] for row in active],
        )
    say(f"segment     {SEGMENT}: {len(active):,} active subscribers, {added:,} of them new")
    with pools.worker.connection() as connection:
        articles = sorted(
            read(connection, "analytics.content_performance", status="published"),
            key=lambda row: (row["email_clicks"], row["title"]),  # what was read least comes first
        )[:_ARTICLES_AN_ISSUE]
    if not articles:
        raise DemoError("nothing is published that an issue could be made of; try: make clean")
    with _acting(pools.editor, people.author) as connection:
        (issue,) = call(
            connection,
            "newsletter.create_issue",
            design_template=TEMPLATE,
            content_ids=[row["content_id"] for row in articles],
            subject_line=articles[0]["title"].split(":")[0],
            preview_text=f"{len(articles)} articles about planted tanks",
            segment_ids=[segment],
            is_uncapped=True,  # the demo may be run twice a day
            is_public=True,
        )
        call(connection, "newsletter.submit", issue_id=issue["id"])
    with _acting(pools.editor, people.editor) as connection:
        call(connection, "newsletter.approve", issue_id=issue["id"])
        now = call_value(connection, "ops.now")
        call(connection, "newsletter.schedule", issue_id=issue["id"], scheduled_for=now)
    say(
        f"issue       number {issue['issue_number']}, “{issue['subject_line']}”, "
        f"{len(articles)} articles, approved and scheduled"
    )
    return issue


def _segment(connection: Connection) -> int:
    known = read(connection, "audience.subscriber_segments", "id", name=SEGMENT)
    if known:
        return int(known[0]["id"])
    return int(call_value(connection, "audience.create_segment", name=SEGMENT))


def _send(pools: _Pools, issue_id: UUID, mailbox: Mailbox, say: Say) -> list[Count]:
    """Freeze the audience and send, by two workers at once, until nobody is left."""
    with pools.worker.connection() as connection:
        frozen = call_value(connection, "newsletter.begin_sending", issue_id=issue_id)
    counts: Counter[str] = Counter()

    def send(number: int) -> Counter[str]:
        return send_due(
            pools.worker,
            _server(mailbox),
            _worker(f"send-{number}"),
            progress=lambda claimed, done: bar.update(done),
        )

    with _bar("sending", frozen) as bar, ThreadPoolExecutor(_SENDERS) as senders:
        for sent in senders.map(send, range(1, _SENDERS + 1)):
            counts += sent

    def finished() -> bool:
        counts.update(send(1))  # who was deferred and is due again
        with pools.worker.connection() as connection:
            (issue,) = call(connection, "newsletter.finish_sending", issue_id=issue_id)
        return bool(issue["status"] == "sent")

    _wait_until(finished, "the issue to be sent")
    with pools.worker.connection() as connection:
        (account,) = read(connection, "newsletter.delivery_accounting", issue_id=issue_id)
    say(
        f"send        {_SENDERS} workers: {account['frozen']:,} frozen, {account['sent']:,} sent, "
        f"{account['failed']:,} failed, {counts['deferred']:,} deferred and tried again"
    )
    if not account["balanced"]:
        raise DemoError(f"the ledger of issue {issue_id} is not balanced: {account}")
    server = "the mail server"
    return [
        Count("frozen", int(account["frozen"]), len(mailbox.recipients()), server),
        Count("sent", account["sent"], len(mailbox.messages), server),
        Count("failed", account["failed"], len(mailbox.refused), server),
        Count("deferred", counts["deferred"], mailbox.put_off.total(), server),
    ]


def _readers(pools: _Pools, issue_id: UUID, mailbox: Mailbox, edge: Edge, say: Say) -> list[Count]:
    """Let the readers read, and roll up what they did."""
    with _bar("reading", len(mailbox.messages)) as bar:
        try:
            plans = read_mail(mailbox, bar.update)
        except httpx.HTTPError as error:
            raise DemoError(f"the web edge failed a reader: {error}") from error
    opened, clicked, left = (
        sum(bool(what) for what in did)
        for did in zip(*((p.opens, p.clicks, p.unsubscribe) for p in plans), strict=True)
    )
    say(f"readers     {opened:,} opened the mail, {clicked:,} followed a link, {left:,} left")

    def rolled_up() -> bool:
        with pools.worker.connection() as connection:
            call(connection, "analytics.roll_up_email_events")
            events = sum(
                row["event_count"]
                for row in read(connection, "analytics.email_activity", issue_id=issue_id)
                if row["event_type"] in ("open", "click", "unsubscribe")
            )
            done = _performance(connection, issue_id)
        return bool(events == done["open_count"] + done["click_count"] + done["unsubscribe_count"])

    _wait_until(rolled_up, "the roll-up to take in all events")
    with pools.worker.connection() as connection:
        earned = _performance(connection, issue_id)
    say(
        f"metrics     open rate {earned['open_rate']:.1%}, click rate {earned['click_rate']:.1%}, "
        f"bounce rate {earned['bounce_rate']:.1%}"
    )
    log = "the web edge"
    return [
        Count("opened (readers)", earned["unique_opens"], edge.different("o", 200), log),
        Count("opened (times)", earned["open_count"], edge.count("GET", "o", 200), log),
        Count("clicked (readers)", earned["unique_clicks"], clicked, "the readers"),
        Count("clicked (times)", earned["click_count"], edge.count("GET", "c", 302), log),
        Count("unsubscribed", earned["unsubscribe_count"], edge.count("POST", "u", 200), log),
    ]


def _performance(connection: Connection, issue_id: UUID) -> Row:
    (row,) = read(connection, "analytics.newsletter_performance", issue_id=issue_id)
    return row


def _wait_until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise DemoError(f"waited {_PATIENCE:.0f} s for {what}")
        time.sleep(0.1)


def _table(counts: list[Count]) -> Iterator[str]:
    width = max(len(count.name) for count in counts)
    yield f"{'':<{width}}  {'database':>9}  {'counted':>9}  by"
    for count in counts:
        mark = "" if count.database == count.counted else "   <-- NOT EQUAL"
        yield (
            f"{count.name:<{width}}  {count.database:>9,}  {count.counted:>9,}  "
            f"{count.witness}{mark}"
        )


def _bar(label: str, length: int) -> Any:
    """A progress bar, on a terminal."""
    return click.progressbar(
        length=length, label=f"{label:<11}", hidden=not sys.stdout.isatty(), show_eta=False
    )


def _worker(name: str) -> str:
    return f"demo-{os.getpid()}-{name}"


def _server(mailbox: Mailbox) -> MailServer:
    return MailServer("127.0.0.1", mailbox.port)


def _short(path: Path) -> Path:
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path
