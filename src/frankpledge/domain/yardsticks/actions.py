"""Choosing what a partnership is held against: forming sets of peers, taking one in use, loading weights of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.partnerships.queries import partnership_of
from frankpledge.domain.yardsticks import rules
from frankpledge.domain.yardsticks.models import PeerSet, WeightSet
from frankpledge.domain.yardsticks.permissions import GRANTS, Capability
from frankpledge.domain.yardsticks.queries.alike import Nearest, NoPeers, as_member, nearest
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.lake import areas
from frankpledge.statute.settings import settings


@dataclass(frozen=True)
class WeightFacts:
    """What is said of a partnership's own weights: name, kind (harm, cost), by (code, type), unit, year of prices."""

    name: str
    kind: str
    by: str
    unit: str
    source: str
    licence: str
    price_year: str = ""


def form_nearest_peers(*, workspace: Workspace, name: str, by: User, size: int | None = None) -> PeerSet:
    """Form a set of the partnerships nearest by the open method, and take it in use; as many as the setting says.

    The nearest for the other sizes are kept too, so that the answer can be shown for them.
    """
    check_granted(GRANTS, Capability.CHOOSE_PEERS, workspace=workspace, user=by)
    partnership = _partnership(workspace, by)
    snapshot = the_lake().snapshot()
    area = areas.find_area(snapshot, partnership.area_code, kind=partnership.area_kind)
    wanted = size or settings().similar_areas
    found = _as_many(lambda n: nearest(snapshot, area, size=n), wanted, settings().similar_areas_also)
    facts = {
        "size": wanted,
        "chosen_from": found.chosen_from,
        "left_out": [one.name for one in found.left_out],
        "without": list(found.without),
        "distance": "standardised Euclidean, equal weights",
        "manifest": snapshot.manifest.id,
    }
    peer_set = PeerSet(
        workspace=workspace,
        name=rules.check_named(name, taken=_names(workspace)),
        method=PeerSet.Method.NEAREST,
        variables=[{"name": one.name, "year": one.year} for one in found.variables],
        parameters=facts,
        members=[as_member(member, distance) for member, distance in found.members],
    )
    return _made(peer_set, by)


def choose_peers(*, workspace: Workspace, name: str, codes: Sequence[str], reason: str, by: User) -> PeerSet:
    """Keep a set of peers chosen by hand, and take it in use: it says so beside every interval."""
    check_granted(GRANTS, Capability.CHOOSE_PEERS, workspace=workspace, user=by)
    partnership = _partnership(workspace, by)
    snapshot = the_lake().snapshot()
    chosen = rules.check_members(codes, own=partnership.area_code)
    members = [areas.find_area(snapshot, code, kind="csp") for code in chosen]
    peer_set = PeerSet(
        workspace=workspace,
        name=rules.check_named(name, taken=_names(workspace)),
        method=PeerSet.Method.BY_HAND,
        reason=rules.check_reason(reason),
        parameters={"size": len(members), "manifest": snapshot.manifest.id},
        members=[as_member(member) for member in members],
    )
    return _made(peer_set, by)


@transaction.atomic
def use_peer_set(*, peer_set: PeerSet, by: User) -> PeerSet:
    """Take a set of peers in use in place of the one before: assessments drafted from now on are held against it."""
    check_granted(GRANTS, Capability.CHOOSE_PEERS, workspace=peer_set.workspace, user=by)
    PeerSet.objects.filter(workspace=peer_set.workspace, in_use=True).update(in_use=False)
    peer_set.in_use = True
    peer_set.save(update_fields=["in_use"])
    record("yardsticks.peer_set_used", peer_set, by=by, workspace=peer_set.workspace, facts={"name": peer_set.name})
    return peer_set


@transaction.atomic
def load_weights(*, workspace: Workspace, facts: WeightFacts, text: str, by: User) -> WeightSet:
    """Load a partnership's own weights of offences from the text of a CSV file; nothing is kept of one that fails."""
    check_granted(GRANTS, Capability.LOAD_WEIGHTS, workspace=workspace, user=by)
    if facts.kind not in WeightSet.Kind.values or facts.by not in WeightSet.By.values:
        said = f"“{facts.kind}” by “{facts.by}” is no kind of weights."
        raise rules.BadWeights(said, cure="harm or cost, by code or type.")
    taken = WeightSet.objects.filter(workspace=workspace).values_list("name", flat=True)
    found = WeightSet.objects.create(
        workspace=workspace,
        name=rules.check_named(facts.name, taken=set(taken)),
        kind=facts.kind,
        by=facts.by,
        unit=rules.check_said(facts.unit, where="unit"),
        price_year=rules.check_price_year(facts.kind, facts.price_year),
        source=rules.check_said(facts.source, where="source"),
        licence=rules.check_said(facts.licence, where="licence"),
        weights=dict(rules.read_weights(text, by=facts.by)),
        loaded_by=by,
        loaded_at=clock.now(),
    )
    told: dict[str, str | int] = {"name": found.name, "offences": len(found.weights)}
    record("yardsticks.weights_loaded", found, by=by, workspace=workspace, facts=told)
    return found


@transaction.atomic
def _made(peer_set: PeerSet, by: User) -> PeerSet:
    now = clock.now()
    peer_set.made_by, peer_set.made_at, peer_set.dated = by, now, now.date()
    PeerSet.objects.filter(workspace=peer_set.workspace, in_use=True).update(in_use=False)
    peer_set.in_use = True
    peer_set.save()
    size, how = int(peer_set.parameters["size"]), peer_set.get_method_display().lower()
    told: dict[str, str | int] = {"name": peer_set.name, "peers": size, "how": how}
    record("yardsticks.peer_set_made", peer_set, by=by, workspace=peer_set.workspace, facts=told)
    return peer_set


def _partnership(workspace: Workspace, by: User) -> Partnership:
    found = partnership_of(workspace=workspace, viewer=by)
    if found is None:
        raise NoPeers("This workspace has no partnership, so nothing is to be compared.")
    return found


def _names(workspace: Workspace) -> set[str]:
    return set(PeerSet.objects.filter(workspace=workspace).values_list("name", flat=True))


def _as_many(find: Callable[[int], Nearest], wanted: int, also: Sequence[int]) -> Nearest:
    """Return the nearest for the largest of the sizes that there are areas enough for, at least for the one wanted."""
    for size in sorted({n for n in also if n > wanted}, reverse=True):
        try:
            return find(size)
        except NoPeers:
            continue
    return find(wanted)
