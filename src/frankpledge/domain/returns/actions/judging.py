"""What becomes of a return: checked, agreed by its organisation, before the board by two people; and unlocked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from frankpledge.domain.indicators.actions import Written, keep_value, publish_value
from frankpledge.domain.indicators.models import Value
from frankpledge.domain.indicators.rules import Measure, NotAValue, Numbers, Status, check_numbers
from frankpledge.domain.returns import rules
from frankpledge.domain.returns.actions import facts_of, held
from frankpledge.domain.returns.models import Cell, Return
from frankpledge.domain.returns.permissions import GRANTS, Capability
from frankpledge.domain.returns.queries import return_for_link
from frankpledge.domain.returns.rules import NotAReturn, State
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.links.actions import holder_of
from frankpledge.ground.links.models import Link


@transaction.atomic
def check_return(
    *, one: Return, words: str = "", set_aside: Mapping[str, str] | None = None, by: User, at: datetime | None = None
) -> Return:
    """Say that what was sent was looked at. `set_aside` says, by cell, why its numbers are not taken."""
    check_granted(GRANTS, Capability.CHECK, workspace=one.workspace, user=by)
    one = held(one)
    rules.check_state(State(one.state), {State.SUBMITTED}, to="check it")
    for cell in one.cells.all():
        cell.set_aside = " ".join((set_aside or {}).get(str(cell.pk), "").split())[: rules.LONGEST_REASON]
        _check_cell(cell)
        cell.save(update_fields=["set_aside"])
    one.state, one.checked_at, one.checked_by = State.CHECKED, at or clock.now(), by
    one.checked_words = " ".join(words.split())[: rules.LONGEST_WORDS]
    one.save(update_fields=["state", "checked_at", "checked_by", "checked_words"])
    record("returns.checked", one, by=by, facts=facts_of(one))
    return one


def _check_cell(cell: Cell) -> None:
    """Refuse numbers that cannot be a value, unless it is said why they are not taken."""
    if cell.set_aside:
        return
    try:
        check_numbers(Measure(cell.definition.measure), _numbers(cell))
    except NotAValue as wrong:
        raise NotAReturn(
            f"{cell}: {wrong.reason}",
            where=f"aside-{cell.pk}",
            cure="Say why it is not taken, or unlock the return so that its supplier can mend it.",
        ) from None


def _numbers(cell: Cell) -> Numbers:
    if cell.set_aside:
        return Numbers(missing=f"not used: {cell.set_aside}"[: rules.LONGEST_REASON])
    if cell.missing:
        return Numbers(missing=cell.missing)
    return Numbers(cell.numerator, cell.denominator)


# ---- agreed ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def agree_return(*, one: Return, as_whom: str, by: User, at: datetime | None = None) -> Return:
    """Write down that the organisation agrees that these are its figures, and who told it; `at` for history."""
    check_granted(GRANTS, Capability.KEEP, workspace=one.workspace, user=by)
    one = held(one)
    one.agreed_by = by
    _agree(one, rules.check_reason(as_whom), at)
    record("returns.agreed", one, by=by, facts=facts_of(one))
    return one


def agree_by_link(link: Link, *, agrees: bool, words: str) -> str:
    """Take what the organisation says of its checked figures, by a link, and return the words of the receipt."""
    one = held(return_for_link(link))
    if agrees:
        _agree(one, link.to_whom)
        record("returns.agreed", one, by=holder_of(link), facts=facts_of(one))
        return f"The figures for {one.round} are agreed. Thank you."
    said = rules.check_reason(words)
    rules.check_state(State(one.state), {State.CHECKED}, to="answer it")
    _unlock(one, f"{link.to_whom} does not agree: {said}", link.created_by)
    record("returns.not_agreed", one, by=holder_of(link), facts=facts_of(one))
    return f"The figures for {one.round} are open again. You get another link by which you correct them."


def _agree(one: Return, as_whom: str, at: datetime | None = None) -> None:
    """Let every figure become a value of the register, known from now on. What is known is not written again."""
    rules.check_state(State(one.state), {State.CHECKED}, to="agree it")
    checker = one.checked_by
    assert checker is not None
    receipt = one.submissions.order_by("-number").values_list("receipt", flat=True).first()
    for cell in one.cells.select_related("indicator", "definition", "value"):
        numbers = _numbers(cell)
        known = _known(one, cell)
        if not _says_the_same(known, numbers):
            written = _written(one, cell, numbers, receipt, there=known is not None)
            known = keep_value(indicator=cell.indicator, written=written, by=checker, known_at=at)
        cell.value = known
        cell.save(update_fields=["value"])
    one.state, one.agreed_at, one.agreed_as = State.AGREED, at or clock.now(), as_whom[:200]
    one.save(update_fields=["state", "agreed_at", "agreed_as", "agreed_by"])


def _known(one: Return, cell: Cell) -> Value | None:
    """Return what is known of a cell's period already, whoever wrote it down."""
    found = Value.objects.filter(
        indicator=cell.indicator, starts=one.round.starts, ends=one.round.ends, breakdown=cell.breakdown,
        withdrawn_at__isnull=True,
    )  # fmt: skip
    return found.order_by("-known_at").first()


def _says_the_same(value: Value | None, numbers: Numbers) -> bool:
    if value is None:
        return False
    return (value.numerator, value.denominator, value.missing) == (
        numbers.numerator, numbers.denominator, numbers.missing,
    )  # fmt: skip


def _written(one: Return, cell: Cell, numbers: Numbers, receipt: str | None, *, there: bool) -> Written:
    starts, ends = one.round.starts, one.round.ends
    because = one.unlocked_because or f"{one.supplier} sent it in its return."
    return Written(
        starts=starts,
        ends=ends,
        numbers=numbers,
        breakdown=cell.breakdown,
        status=Status.REVISED if there else Status.PROVISIONAL,
        because=because if there else "",
        comment=" ".join(filter(None, (cell.explanation, cell.comment)))[:1000],
        came_from=f"Return of {one.supplier}, {one.round}, receipt {receipt}"[:300],
    )


# ---- published and unlocked ------------------------------------------------------------------------------------------


@transaction.atomic
def publish_return(*, one: Return, by: User, at: datetime | None = None) -> Return:
    """Let the figures of a return stand before the board: by somebody else than who checked them; `at` for history."""
    check_granted(GRANTS, Capability.PUBLISH, workspace=one.workspace, user=by)
    one = held(one)
    rules.check_state(State(one.state), {State.AGREED}, to="publish it")
    if by.pk in {one.checked_by_id, one.agreed_by_id}:
        raise NotAReturn(
            "whoever checked or agreed a return does not publish it.", cure="Ask somebody else to look at it."
        )
    for cell in one.cells.select_related("value__indicator", "value__workspace"):
        if cell.value is not None and cell.value.published_at is None:
            publish_value(value=cell.value, by=by, at=at)
    one.state, one.published_at, one.published_by = State.PUBLISHED, at or clock.now(), by
    one.save(update_fields=["state", "published_at", "published_by"])
    record("returns.published", one, by=by, facts=facts_of(one))
    return one


@transaction.atomic
def unlock_return(*, one: Return, reason: str, by: User, at: datetime | None = None) -> Return:
    """Open a return again so that its supplier can correct it, and say why. What was known stays; `at` for history."""
    check_granted(GRANTS, Capability.CHECK, workspace=one.workspace, user=by)
    one = held(one)
    rules.check_state(State(one.state), rules.SENT, to="unlock it")
    _unlock(one, rules.check_reason(reason), by, at)
    record("returns.unlocked", one, by=by, facts=facts_of(one))
    return one


def _unlock(one: Return, reason: str, by: User, at: datetime | None = None) -> None:
    one.state, one.unlocked_at, one.unlocked_by = State.UNLOCKED, at or clock.now(), by
    one.unlocked_because, one.wish = reason[: rules.LONGEST_WORDS], ""
    one.checked_at = one.checked_by = one.agreed_at = one.agreed_by = one.published_at = one.published_by = None
    one.checked_words = one.agreed_as = ""
    one.save()
