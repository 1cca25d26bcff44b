"""How long the pages of an old office take, beside a bare list of the same rows by Django's own means in the same run.

Five years of meetings, 3,000 actions, 300 people; goal: every page within half a second of processor time in the
server. The peer is the least that a page of Django could do: the newest fifty rows with what they name, in a plain
table. It says how fast the machine is today; ours is told as a multiple of it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

PAGE, TURNS = 0.5, 5
LISTS = (
    "web:home", "action_log:list", "action_log:kept", "meetings:list", "meetings:decisions", "attendance:list",
    "roster:list", "roster:organisations", "roster:people", "duties:list", "duties:calendar", "duties:statement",
    "escalations:list", "risks:list", "seat_roles:list", "access:people", "notices:chasers",
)  # fmt: skip
ROWS = (
    "<!doctype html><title>Actions</title><table>{% for one in rows %}<tr><td>{{ one.number }}<td>{{ one.wording }}"
    "<td>{{ one.organisation.name }}<td>{{ one.body.name }}<td>{{ one.due }}{% endfor %}</table>"
)


def bare() -> tuple[int, str]:
    """Return the newest fifty actions as the barest page would show them: how many, and the page."""
    from django.template import engines

    from frankpledge.domain.action_log.models import Action

    rows = list(Action.objects.select_related("organisation", "body").order_by("-number")[:50])
    return len(rows), engines["django"].from_string(ROWS).render({"rows": rows})


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "frankpledge.config.settings"
    os.environ["FRANKPLEDGE_SECOND_FACTOR"] = "off"
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    with tempfile.TemporaryDirectory(prefix="frankpledge-bench-") as folder:
        from frankpledge import config

        config.initialise(Path(folder) / "data")
        return 0 if measured() else 1


def measured() -> bool:
    """Grow the office, take every page several times, and tell each beside the bare list."""
    from django.test import Client
    from django.urls import reverse

    from tests.benchmarks.side_by_side import best
    from tests.guards.grown import grow
    from tests.guards.seating import OLD

    office = grow(OLD)
    client = Client(SERVER_NAME="localhost")
    client.force_login(office.person)
    peer, (rows, page) = best(bare, TURNS)
    print(f"     a bare list of {rows} rows: {peer * 1000:.1f} ms, {len(page):,} letters")
    met = []
    for name in LISTS:
        address = reverse(name, kwargs={"slug": office.workspace.slug})
        client.get(address)
        ours, answer = best(lambda address=address: client.get(address), TURNS)  # type: ignore[misc]
        met.append(answer.status_code == 200 and ours <= PAGE)
        verdict = "met " if met[-1] else "MISS"
        print(f"{verdict} {name}: {ours * 1000:.0f} ms (goal {PAGE * 1000:.0f} ms), {ours / peer:.1f}× the bare list")
    return all(met)


if __name__ == "__main__":
    raise SystemExit(main())
