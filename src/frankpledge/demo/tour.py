"""What the demonstration prints when it is there: where the documents are, whom to sign in as, and where to look."""

from __future__ import annotations

from frankpledge.demo.build import Built


def tour(built: Built, *, address: str) -> str:
    """Return the words printed at the end of `frankpledge demo`; `address` is empty where nothing is served."""
    county, hereford = built.workspaces[0], built.workspaces[-1]
    stops = _stops(county[1], hereford[1])
    lines = [
        "",
        f"The demonstration is {'ready' if built.fresh else 'there already'}: {built.data}",
        "",
        "Documents (an approved edition; every figure is generated)",
        *(f"  {path}" for path in built.documents),
        "",
        "Sign in as" if address else "Accounts",
        *(f"  {a.role:<12} {a.email:<38} {a.password}" for a in built.accounts),
    ]
    serve = f"Serve it: frankpledge serve --data {built.data}"
    lines += [
        "",
        f"A short tour{'' if address else ' (after the address at which it is served)'}",
        *(f"  {number}. {address}/w/{path}\n     {words}" for number, (path, words) in enumerate(stops, start=1)),
        "",
        f"Serving at {address} (Ctrl+C ends it)." if address else serve,
    ]
    return "\n".join(lines)


def _stops(county: str, hereford: str) -> tuple[tuple[str, str], ...]:
    """Return where the tour stops, and what there is to see."""
    asked = f"{county}/evidence/explore/?area=Nevermouth&what="
    return (
        (f"{county}/", "this quarter in the invented partnership: what needs you"),
        (f"{county}/assessments/2025-12/", "its assessment in review: chapters, coverage, what is missing"),
        (f"{county}/assessments/2025-12/changed/", "new data made two claims untrue: accept or rewrite"),
        (
            f"{county}/assessments/2024-12/edition-1/read/#crime",
            "last year's edition: a fall refused because a month was missing",
        ),
        (
            f"{asked}Public+order&to=2025-12",
            "a rise explained by recording: of crime we cannot tell",
        ),
        (
            f"{county}/evidence/explore/rows/?area=Nevermouth&what=Burglary&to=2025-12",
            "a figure traced to the rows of its files",
        ),
        (f"{county}/priorities/", "issues scored blind by five agencies, with the interval of each rank"),
        (f"{county}/plan/", "the plan of the year: what it carries, what changed, and its page"),
        (f"{hereford}/plan/", "two plans as they were printed, one with a status that its date belies"),
        (f"{county}/duties/", "what the law asks by when: met, due, late, not evidenced, each reckoned in words"),
        (
            f"{county}/meetings/",
            "two years of meetings: who came, what was decided, minutes that a second person agreed",
        ),
        (f"{county}/actions/?state=late", "what was undertaken and is late, with each date that it was moved from"),
        (f"{county}/meetings/work-plans/", "two years of work plans: done, late, moved, and what was carried over"),
        (f"{county}/meetings/escalations/", "what groups sent up and nobody has answered yet"),
        (f"{county}/meetings/highlights/", "highlight reports, drafted from the record and put before the board"),
        (f"{county}/duties/statement/", "one page of assurance for the board and for scrutiny"),
        (f"{county}/board/", "who sits where: a vacancy with its clock, and whether the law is met"),
        (f"{county}/board/?on=2022-06-30", "the same on a day when health was another body"),
        (f"{county}/evidence/peers/", "peers chosen by no methodology, and saying so beside every interval"),
        (f"{hereford}/evidence/published/", "what Herefordshire has published, and nothing invented"),
        (
            f"{hereford}/evidence/published/unsound/",
            "a rate without a base, and peers by no methodology",
        ),
    )
