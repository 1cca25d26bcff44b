"""What the demonstration prints when it is there: where the documents are, whom to sign in as, and where to look."""

from __future__ import annotations

from frankpledge.demo.build import Built


def tour(built: Built, *, address: str) -> str:
    """Return the words printed at the end of `frankpledge demo`; `address` is empty where nothing is served."""
    county, hereford = built.workspaces[0], built.workspaces[-1]
    lines = [
        "",
        f"The demonstration is {'ready' if built.fresh else 'there already'}: {built.data}",
        "",
        "Documents (an approved edition; every figure is generated)",
        *(f"  {path}" for path in built.documents),
        "",
        "Sign in as" if address else "Accounts",
        *(f"  {a.role:<8} {a.email:<34} {a.password}" for a in built.accounts),
    ]
    if address:
        lines += [
            "",
            "A short tour",
            f"  1. {address}/w/{county[1]}/  this quarter in {county[0]}, the invented partnership",
            f"  2. {address}/w/{county[1]}/assessments/  its strategic assessment, draft and edition",
            f"  3. {address}/w/{county[1]}/evidence/explore/  any area, type and period, as known on any day",
            f"  4. {address}/w/{hereford[1]}/evidence/published/  what Herefordshire has published",
            "",
            f"Serving at {address} (Ctrl+C ends it).",
        ]
    return "\n".join(lines)
