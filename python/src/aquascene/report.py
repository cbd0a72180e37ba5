"""The report: what readers did, from the database's views, as one HTML file that needs no other.

Charts are drawn by pygal as SVG and put into the page; their colours are the page's own, so they
follow a light or a dark screen. Beside each chart its numbers stand as a table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pygal  # type: ignore[import-untyped]
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from pygal.style import Style  # type: ignore[import-untyped]

from aquascene.database import Connection, Row, call_value, read

_MAX_ISSUES = 12
_MAX_ARTICLES = 12

# pygal computes with colours, so it gets these, and the page's variables take their places.
_COLOURS = {
    "#010101": "var(--ink)",
    "#020202": "var(--line)",
    "#030303": "var(--one)",
    "#040404": "var(--two)",
    "#050505": "var(--three)",
    "#060606": "var(--four)",
}
_STYLE = Style(
    background="transparent",
    plot_background="transparent",
    foreground="#010101",
    foreground_strong="#010101",
    foreground_subtle="#020202",
    colors=("#030303", "#040404", "#050505", "#060606"),
    value_colors=("#010101",) * 4,
    font_family="system-ui, sans-serif",
    label_font_size=13,
    major_label_font_size=13,
    value_font_size=13,
    value_label_font_size=13,
    legend_font_size=13,
    opacity=1,
    opacity_hover=0.8,
)
_OPTIONS: Mapping[str, Any] = {
    "style": _STYLE,
    "js": (),  # no script: the file stands for itself
    "width": 760,
    "margin": 8,
    "show_legend": False,
    "print_values": True,
    "print_values_position": "top",
    "truncate_label": 46,
    "rounded_bars": 3,
    "disable_xml_declaration": True,
    "show_y_guides": False,
    "no_data_text": "nothing yet",
}

_environment = Environment(
    loader=PackageLoader("aquascene"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters["count"] = lambda n: "–" if n is None else f"{int(n):,}"
_environment.filters["percent"] = lambda n: "–" if n is None else f"{n:.1%}"


def render_report(connection: Connection) -> str:
    """Return the report as HTML, read by a role that may select the views (aquascene_reader)."""
    issues = sorted(
        read(connection, "analytics.newsletter_performance"),
        key=lambda row: row["issue_number"],
        reverse=True,
    )[:_MAX_ISSUES]
    articles = sorted(
        read(connection, "analytics.content_performance", status="published"),
        key=lambda row: (-row["email_clicks"], row["title"]),
    )
    accounts = {row["issue_id"]: row for row in read(connection, "newsletter.delivery_accounting")}
    readers = read(
        connection, "analytics.subscriber_journey", "newsletter_frequency", "newsletters_opened"
    )
    return _environment.get_template("report.html").render(
        made_at=call_value(connection, "ops.now"),
        issues=issues,
        accounts=accounts,
        articles=articles,
        readers=len(readers),
        engaged=sum(row["newsletters_opened"] > 0 for row in readers),
        health=read(connection, "analytics.system_health"),
        partitions=_by_table(read(connection, "ops.partition_report")),
        funnel=_funnel(issues[0], accounts[issues[0]["issue_id"]]) if issues else None,
        rates=_rates(issues[::-1]),
        clicks=_clicks(articles[:_MAX_ARTICLES]),
    )


def _by_table(partitions: Sequence[Row]) -> list[Row]:
    """Return a row for each partitioned table: partitions, bytes, gaps, strays."""
    tables: dict[str, Row] = {}
    for row in partitions:
        table = tables.setdefault(
            row["table_name"],
            {"table_name": row["table_name"], "partitions": 0, "bytes": 0, "gaps": 0, "strays": 0},
        )
        table["partitions"] += not row["is_default"]
        table["bytes"] += row["total_bytes"]
        table["gaps"] += row["is_after_gap"]
        table["strays"] += row["stray_rows"]
    return list(tables.values())


def _funnel(issue: Row, account: Row) -> Markup:
    steps = {
        "frozen": account["frozen"],
        "sent": account["sent"],
        "opened it": issue["unique_opens"],
        "clicked": issue["unique_clicks"],
    }
    chart = pygal.HorizontalBar(**_OPTIONS, height=240)
    chart.x_labels = list(steps)[::-1]
    chart.add("readers", [int(n or 0) for n in steps.values()][::-1])
    return _svg(chart, f"Issue {issue['issue_number']}: from frozen to clicked")


def _rates(issues: Sequence[Row]) -> Markup:
    options = {**_OPTIONS, "show_legend": True, "legend_at_bottom": True, "print_values": False}
    chart = pygal.Bar(**options, height=320, value_formatter=lambda n: f"{n:.0%}")
    chart.x_labels = [f"Issue {row['issue_number']}" for row in issues]
    for name in ("open_rate", "click_rate", "unsubscribe_rate", "bounce_rate"):
        chart.add(name.removesuffix("_rate"), [float(row[name] or 0) for row in issues])
    return _svg(chart, "Rates of each issue: open, click, unsubscribe, bounce")


def _clicks(articles: Sequence[Row]) -> Markup:
    chart = pygal.HorizontalBar(**_OPTIONS, height=60 + 30 * max(len(articles), 4))
    chart.x_labels = [row["title"] for row in articles][::-1]
    chart.add("clicks", [int(row["email_clicks"]) for row in articles][::-1])
    return _svg(chart, "Clicks in newsletters by article")


def _svg(chart: Any, title: str) -> Markup:
    """Return a chart as SVG for the page, with a name for those who do not see it."""
    text: str = chart.render(is_unicode=True)
    text = re.sub(r"<!--.*?-->|<script.*?</script>", "", text, flags=re.DOTALL)
    for colour, variable in _COLOURS.items():
        text = text.replace(colour, variable)
    text = text.replace("stroke:black", "stroke:var(--line)")
    # pygal escapes what it is given.
    opening = f'<svg role="img" aria-label="{escape(title)}" '
    return Markup(text.replace("<svg ", opening, 1))
