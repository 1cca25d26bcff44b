"""What partners entrusted to the partnership, as open data: tables that two people let out through the gate."""

from __future__ import annotations

from frankpledge.demo.risky import told_of
from frankpledge.domain.open_data import actions
from frankpledge.domain.open_data.queries import proposals_of
from frankpledge.domain.open_data.rules import asked_from
from frankpledge.ground.accounts.models import User, Workspace


def let_tables_out(workspace: Workspace, *, proposes: User, approves: User) -> None:
    """Propose and approve the tables of the demonstration, unless they were: one is withdrawn again, and one waits."""
    there = set(proposals_of(workspace=workspace, viewer=approves).values_list("title", flat=True))
    for one in told_of("tables.toml")["table"]:
        if one["title"] in there:
            continue
        made = actions.propose(workspace=workspace, asked=asked_from(one), title=one["title"], by=proposes)
        if one.get("waits"):
            continue
        actions.approve(proposal=made, by=approves)
        if why := one.get("withdrawn"):
            made.refresh_from_db()
            actions.withdraw(proposal=made, reason=why, by=approves)
