"""Walking along ties: both ways, each place once, and never over what may not be trodden on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from frankpledge.ground.threads.rules import FARTHEST, Edge, Ref, Way, web_of

A, B, C, D = (Ref("test.thing", letter) for letter in "abcd")


def test_one_walks_back_to_what_a_place_rests_on_and_on_to_what_follows() -> None:
    web = web_of([Edge(A, B), Edge(B, C), Edge(C, D)])
    assert [(one.ref, one.come_from, one.steps) for one in web.walk(C, Way.BACK)] == [(B, C, 1), (A, B, 2)]
    assert [(one.ref, one.come_from, one.steps) for one in web.walk(B, Way.ON)] == [(C, B, 1), (D, C, 2)]


def test_a_circle_is_walked_once() -> None:
    web = web_of([Edge(A, B), Edge(B, C), Edge(C, A)])
    assert [one.ref for one in web.walk(A, Way.ON)] == [B, C]


def test_behind_what_may_not_be_seen_nothing_is_come_to() -> None:
    web = web_of([Edge(A, B), Edge(B, C), Edge(A, D)])
    assert [one.ref for one in web.walk(A, Way.ON, seen={A, C, D})] == [D]


def test_a_tie_that_a_person_made_stands_before_one_that_rows_imply() -> None:
    made, implied = Edge(A, B, "because", tie="1"), Edge(A, B, "by itself")
    for edges in ([made, implied], [implied, made]):
        assert web_of(edges).beside(A, Way.ON) == (made,)


def test_one_walks_no_farther_than_the_thread_is_long() -> None:
    chain = [Ref("test.thing", str(n)) for n in range(FARTHEST + 5)]
    web = web_of(Edge(one, chain[n + 1]) for n, one in enumerate(chain[:-1]))
    assert len(web.walk(chain[0], Way.ON)) == FARTHEST


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_whatever_is_come_to_one_way_comes_back_the_other(pairs: list[tuple[int, int]]) -> None:
    refs = [Ref("test.thing", str(n)) for n in range(8)]
    web = web_of(Edge(refs[a], refs[b]) for a, b in pairs)
    for start in refs:
        for one in web.walk(start, Way.ON):
            assert start in {back.ref for back in web.walk(one.ref, Way.BACK)}
