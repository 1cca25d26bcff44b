"""What a key seals opens with that key, in that place, and nowhere else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.ground.sealed.rules.keys import BLOCK, CannotOpen, Keyring, NoKeys, new_key, read_keyring

DAY = date(2026, 11, 27)
FIELD, ROW, OTHER = "cases.case.story", "4f0c9f0e-0b7e-4a53-9d1b-3f7a52b9c001", "4f0c9f0e-0b7e-4a53-9d1b-3f7a52b9c002"


def ring() -> Keyring:
    return Keyring((new_key(made_on=DAY, taken=set()),))


@given(st.binary(max_size=300))
def test_whatever_is_sealed_comes_out_as_it_went_in(content: bytes) -> None:
    keys = ring()
    assert keys.open(keys.seal(content, field=FIELD, row=ROW), field=FIELD, row=ROW) == content


def test_the_same_words_are_never_sealed_alike_and_short_ones_are_as_long_as_longer_ones() -> None:
    keys = ring()
    yes, no = (keys.seal(words, field=FIELD, row=ROW) for words in (b"yes", b"no, never"))
    assert yes != keys.seal(b"yes", field=FIELD, row=ROW)
    assert len(yes) == len(no)
    assert len(keys.seal(b"x" * BLOCK, field=FIELD, row=ROW)) > len(yes)


@pytest.mark.parametrize(("field", "row"), [(FIELD, OTHER), ("cases.case.contact", ROW), ("cases.line.story", ROW)])
def test_what_was_moved_to_another_row_or_field_does_not_open(field: str, row: str) -> None:
    keys = ring()
    with pytest.raises(CannotOpen, match="changed, or moved"):
        keys.open(keys.seal(b"story", field=FIELD, row=ROW), field=field, row=row)


def test_a_changed_text_a_wrong_key_and_a_missing_key_do_not_open() -> None:
    keys = ring()
    token = keys.seal(b"story", field=FIELD, row=ROW)
    for broken in (token[:-2] + "==", token[:20] + ("A" if token[20] != "A" else "B") + token[21:], "k1.", "k1.é"):
        with pytest.raises(CannotOpen, match="another key, changed"):
            keys.open(broken, field=FIELD, row=ROW)
    with pytest.raises(CannotOpen, match="another key"):
        ring().open(token, field=FIELD, row=ROW)  # a key of the same name, and not the same
    with pytest.raises(CannotOpen, match="“k9” is not here"):
        keys.open(token.replace("k1.", "k9."), field=FIELD, row=ROW)


def test_after_a_new_key_the_old_still_opens_and_what_it_marked_is_still_found() -> None:
    old = ring()
    token, mark = old.seal(b"story", field=FIELD, row=ROW), old.mark("ann@example.org", field=FIELD)
    both = old.with_new(made_on=DAY)
    assert [key.id for key in both.keys] == ["k2", "k1"]
    assert both.open(token, field=FIELD, row=ROW) == b"story"
    assert both.seal(b"story", field=FIELD, row=ROW).startswith("k2.")
    assert mark in both.marks("ann@example.org", field=FIELD)
    assert both.mark("ann@example.org", field=FIELD) == both.marks("ann@example.org", field=FIELD)[0] != mark
    alone = both.without({"k1", "k2"})
    assert [key.id for key in alone.keys] == ["k2"]  # the first is never taken away
    assert alone.with_new(made_on=DAY).first.id == "k1"


def test_a_mark_tells_nothing_without_the_key_and_differs_by_field() -> None:
    keys = ring()
    assert keys.mark("ann", field=FIELD) == keys.mark("ann", field=FIELD)
    assert keys.mark("ann", field=FIELD) != keys.mark("ann", field="cases.case.contact")
    assert keys.mark("ann", field=FIELD) != ring().mark("ann", field=FIELD)


def test_keys_are_read_as_they_were_written_and_show_nothing_of_themselves() -> None:
    keys = ring().with_new(made_on=DAY)
    assert read_keyring(keys.text, where="sealed.keys") == keys
    secret = keys.first.line.split()[-1]
    assert secret not in repr(keys)
    assert "Key(k2), Key(k1)" in repr(keys)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "k1 2026-11-27",
        "k1 yesterday AAAA",
        "k1 2026-11-27 AAAA",
        f"K! 2026-11-27 {'A' * 43}=",
        f"k1 2026-11-27 {'A' * 43}=\nk1 2026-11-27 {'B' * 43}=",
    ],
)
def test_a_file_of_keys_that_holds_none_or_two_of_a_name_is_refused(text: str) -> None:
    with pytest.raises(NoKeys, match="Put the file of keys back"):
        read_keyring(text, where="sealed.keys")
