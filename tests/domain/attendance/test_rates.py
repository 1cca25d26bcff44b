"""How often somebody came: by hand, and against a naive twin."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from frankpledge.domain.attendance.rules import combined, rate
from frankpledge.domain.meetings.rules import Presence

P, S, A, N = Presence.PRESENT, Presence.SUBSTITUTE, Presence.APOLOGIES, Presence.NOT_PRESENT


@given(some.lists(some.sampled_from([*Presence, None])))
def test_a_rate_counts_what_was_recorded(presences: list[Presence | None]) -> None:
    attended = of = 0
    for one in presences:
        if one is not None:
            of += 1
            attended += one in (P, S)
    assert (rate(presences).attended, rate(presences).of) == (attended, of)


def test_an_organisation_of_two_seats_was_there_as_its_fullest_seat_was() -> None:
    assert combined([N, S]) is S
    assert combined([A, P]) is P
