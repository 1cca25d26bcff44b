"""Writing in a passage: figures fetched, claims tested, a second writer told, new data told, nothing lost."""

from __future__ import annotations

from typing import Any

import pytest

from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.actions import (
    accept_claim_gone,
    accept_value,
    attach_claim,
    detach_claim,
    quote_figure,
    write_passage,
)
from frankpledge.domain.narrative.models import Claim, Passage, PassageVersion
from frankpledge.domain.narrative.queries.catalogue import predicate
from frankpledge.domain.narrative.queries.passages import (
    check_backed,
    check_claims,
    claims_of,
    passage_in,
    quoted_of,
    rendered,
    spoken,
    stale,
)
from frankpledge.domain.narrative.rules import (
    BadPassage,
    NoReason,
    NoSuchPassage,
    NotBacked,
    UnknownName,
    UntrueClaim,
    WrittenMeanwhile,
)
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.audit.queries import recent
from frankpledge.ground.documents.blocks import FigureRef, Written
from frankpledge.ground.documents.words import plain_text
from tests.domain.narrative.conftest import DRUGS, FELL, SPRING, anyone, claim, count

pytestmark = pytest.mark.django_db


@pytest.fixture
def write(passage: Passage, then: Known, analyst: User) -> dict[str, Any]:
    """Return what every action on the passage is given."""
    return {"known": then, "by": analyst, "may": anyone, "revision": passage.revision}


def rewritten(passage: Passage, write: dict[str, Any], text: str, **more: Any) -> Passage:
    return write_passage(passage=passage, workspace=passage.workspace, text=text, **{**write, **more})


def test_a_passage_is_kept_with_its_figures_its_claim_and_its_history(passage: Passage, then: Known) -> None:
    assert {one.name: one.accepted().display for one in quoted_of(passage)} == {"drugs": "80", "drugs_before": "108"}
    assert all(one.manifest == then.manifest for one in quoted_of(passage))
    (fell,) = claims_of(passage)
    assert (fell.kind, fell.sentence) == ("fell", FELL)
    assert fell.words.startswith("80 in April to June 2025")
    (version,) = PassageVersion.objects.filter(passage=passage)
    assert (version.revision, version.text, set(version.references)) == (1, DRUGS, {"drugs", "drugs_before"})
    assert recent(passage.workspace)[0].words == "began a passage with 2 figures"


def test_it_renders_for_a_documents_tree_under_keys_of_its_own(passage: Passage, then: Known) -> None:
    (paragraph,), figures = rendered(passage)
    assert paragraph.line[0] == Written(passage.pk.hex, passage.revision)
    keys = [piece.key for piece in paragraph.line if isinstance(piece, FigureRef)]
    assert keys == list(figures) == [f"p.{passage.short}.drugs", f"p.{passage.short}.drugs_before"]
    assert all(figure.key == key for key, figure in figures.items())
    assert plain_text(paragraph.line, figures).startswith("Police recorded 80 drug offences, 108 a year before.")


def test_at_a_cut_off_an_unchanged_figure_is_that_cut_offs_and_a_changed_one_stays_as_accepted(
    passage: Passage, now: Known
) -> None:
    _, figures = rendered(passage, now)
    changed, same = figures[passage.key("drugs")], figures[passage.key("drugs_before")]
    assert (changed.display, changed.cut_off) == ("80", "As known on 24 January 2026")
    assert (same.display, same.cut_off) == ("108", "As known on 24 March 2026")


def test_new_data_tells_the_untrue_claim_and_the_changed_value_with_old_and_new(passage: Passage, now: Known) -> None:
    value, untrue = stale([passage], now)
    assert (value.kind, value.old, value.new, value.name) == ("value_changed", "80", "81", "drugs")
    assert value.sentence == "Police recorded 80 drug offences, 108 a year before."
    assert value.words == "Check the wording: no claim is attached to the sentence."
    assert (untrue.kind, untrue.sentence, untrue.words) == ("untrue_claim", FELL, "It is no longer true.")
    assert untrue.old.startswith("80 in April to June")
    assert untrue.new.startswith("81 in April to June")


def test_nothing_is_stale_at_the_cut_off_that_was_written_at(passage: Passage, then: Known) -> None:
    assert stale([passage], then) == ()
    check_claims([passage], then)
    check_backed([passage], then)


def test_a_changed_value_says_that_its_sentence_stays_true_where_its_claims_hold(
    passage: Passage, now: Known, write: dict[str, Any]
) -> None:
    sentence = "Crime in spring stood at {drugs}."
    held = rewritten(
        passage,
        write,
        sentence,
        claims=[(sentence, predicate("at_least", figure=count("Drugs", SPRING).key, number="80"))],
    )
    (one,) = stale([held], now)
    assert (one.kind, one.words) == ("value_changed", "What the sentence claims stays true.")


def test_a_document_with_an_untrue_claim_is_refused_naming_sentence_and_claim(passage: Passage, now: Known) -> None:
    with pytest.raises(UntrueClaim) as told:
        check_claims([passage], now)
    assert told.value.where == f"“{FELL}”"
    assert "Fell against the year before" in told.value.reason
    assert "81 in April to June 2025" in told.value.reason


def test_a_document_is_refused_until_changed_values_are_accepted_and_no_number_is_typed(
    passage: Passage, now: Known, write: dict[str, Any], analyst: User
) -> None:
    (fell,) = claims_of(passage)
    held = accept_claim_gone(claim=fell, reason="The next sentence says so.", by=analyst, may=anyone, revision=1)
    check_claims([held], now)
    with pytest.raises(NotBacked, match="80 → 81"):
        check_backed([held], now)
    held = accept_value(passage=held, name="drugs", **{**write, "known": now, "revision": held.revision})
    check_backed([held], now)
    assert stale([held], now) == ()
    held = rewritten(held, write, "Half of 12 was it.", known=now, revision=held.revision)
    with pytest.raises(NotBacked, match="“12” is typed by hand"):
        check_backed([held], now)


def test_a_claim_given_up_needs_a_reason_and_stays_on_record(passage: Passage, analyst: User) -> None:
    (fell,) = claims_of(passage)
    with pytest.raises(NoReason):
        accept_claim_gone(claim=fell, reason="  ", by=analyst, may=anyone, revision=1)
    held = accept_claim_gone(claim=fell, reason="Level now.", by=analyst, may=anyone, revision=1)
    assert claims_of(held) == ()
    kept = Claim.objects.get(pk=fell.pk)
    assert (kept.gone_because, kept.gone_by) == ("Level now.", analyst)
    with pytest.raises(UnknownName):
        detach_claim(claim=fell, by=analyst, may=anyone, revision=held.revision)


def test_a_claim_whose_sentence_was_rewritten_is_told_and_stops_the_document(
    passage: Passage, then: Known, write: dict[str, Any]
) -> None:
    held = rewritten(passage, write, DRUGS.replace("fell", "were fewer"))
    (one,) = stale([held], then)
    assert (one.kind, one.old.startswith("80"), one.sentence) == ("sentence_gone", True, FELL)
    with pytest.raises(UntrueClaim, match="was rewritten"):
        check_claims([held], then)
    attach_claim(
        passage=held,
        sentence="Drug offences were fewer.",
        claimed=claim("fell", "Drugs", SPRING),
        **{**write, "revision": held.revision},
    )


def test_a_claim_that_does_not_hold_cannot_be_attached(passage: Passage, write: dict[str, Any]) -> None:
    with pytest.raises(UntrueClaim, match="does not hold"):
        attach_claim(passage=passage, sentence=FELL, claimed=claim("rose", "Drugs", SPRING), **write)
    with pytest.raises(UntrueClaim, match="cannot be said"):
        attach_claim(passage=passage, sentence=FELL, claimed=claim("rose", "Drugs", "2026-01 to 2026-12"), **write)
    with pytest.raises(BadPassage, match="no such sentence"):
        attach_claim(passage=passage, sentence="It rose.", claimed=claim("fell", "Drugs", SPRING), **write)
    assert Claim.objects.count() == 1


def test_a_second_writer_is_told_and_changes_nothing(passage: Passage, write: dict[str, Any], officer: User) -> None:
    rewritten(passage, write, "The officer was first.", by=officer)
    (fell,) = claims_of(passage)
    deeds = (
        lambda: rewritten(passage, write, "The analyst came later."),
        lambda: quote_figure(passage=passage, asked=count(), **write),
        lambda: accept_value(passage=passage, name="drugs_before", **write),
        lambda: detach_claim(claim=fell, by=write["by"], may=anyone, revision=1),
        lambda: rewritten(passage, write, "Without a revision.", revision=None),
    )
    for deed in deeds:
        with pytest.raises((WrittenMeanwhile, UnknownName), match=r"officer wrote in this passage|no figure"):
            deed()
    assert Passage.objects.get(pk=passage.pk).text == "The officer was first."
    assert [one.text for one in PassageVersion.objects.filter(passage=passage)] == [DRUGS, "The officer was first."]
    held = rewritten(passage, write, "Of the {drugs}, and then some.", revision=2)
    assert [one.name for one in quoted_of(held)] == ["drugs"]


def test_a_figure_is_inserted_where_it_is_wanted_or_at_the_end(passage: Passage, write: dict[str, Any]) -> None:
    held = quote_figure(passage=passage, asked=count(), text="Of  crimes, few.", at=3, **write)
    assert held.text == "Of {recorded_count} crimes, few."
    held = quote_figure(passage=held, asked=count("asb"), **{**write, "revision": held.revision})
    assert held.text == "Of {recorded_count} crimes, few. {recorded_count_2}"
    assert [one.name for one in quoted_of(Passage.objects.get(pk=held.pk))] == ["recorded_count", "recorded_count_2"]


def test_words_that_quote_what_is_not_there_are_refused(passage: Passage, write: dict[str, Any]) -> None:
    with pytest.raises(BadPassage, match="no figure of this passage is called “rumour”"):
        rewritten(passage, write, "It was {rumour}.")
    assert Passage.objects.get(pk=passage.pk).text == DRUGS


def test_a_name_keeps_the_value_that_was_accepted_until_its_question_changes(
    passage: Passage, now: Known, write: dict[str, Any]
) -> None:
    held = rewritten(passage, write, "Now {drugs}.", references={"drugs": count("Drugs", SPRING)}, known=now)
    assert [one.accepted().display for one in quoted_of(held)] == ["80"]
    held = rewritten(held, write, "Now {drugs}.", references={"drugs": count("Drugs")}, known=now, revision=2)
    (one,) = quoted_of(Passage.objects.get(pk=held.pk))
    assert (one.manifest, one.accepted().period) == (now.manifest, "year ending December 2025")


def test_claims_given_with_the_words_are_all_that_the_passage_claims(passage: Passage, write: dict[str, Any]) -> None:
    (old,) = claims_of(passage)
    same = [(FELL, claim("fell", "Drugs", SPRING))]
    held = rewritten(passage, write, DRUGS, claims=same)
    assert [one.pk for one in claims_of(held)] == [old.pk]
    held = rewritten(held, write, DRUGS, claims=(), revision=held.revision)
    assert claims_of(held) == ()


def test_whoever_may_not_write_does_not_and_the_passages_own_workspace_is_asked(
    passage: Passage, write: dict[str, Any], officer: User
) -> None:
    asked: list[tuple[Workspace, User]] = []

    def nobody(workspace: Workspace, person: User) -> None:
        asked.append((workspace, person))
        raise NotPermitted("your role does not allow you to write.")

    shut = {**write, "may": nobody}
    (fell,) = claims_of(passage)
    deeds = (
        lambda: rewritten(passage, shut, "No."),
        lambda: quote_figure(passage=passage, asked=count(), **shut),
        lambda: attach_claim(passage=passage, sentence=FELL, claimed=claim("fell", "Drugs", SPRING), **shut),
        lambda: detach_claim(claim=fell, by=write["by"], may=nobody, revision=1),
        lambda: accept_value(passage=passage, name="drugs", **shut),
        lambda: accept_claim_gone(claim=fell, reason="Why.", by=write["by"], may=nobody, revision=1),
    )
    for deed in deeds:
        with pytest.raises(NotPermitted):
            deed()
    assert asked == [(passage.workspace, write["by"])] * len(deeds)
    assert Passage.objects.get(pk=passage.pk).revision == 1


def test_a_passage_of_another_partnership_is_not_there(passage: Passage, write: dict[str, Any], officer: User) -> None:
    other = Workspace.objects.create(name="Elsewhere", slug="elsewhere")
    assert passage_in(passage.workspace, passage.pk) == passage
    with pytest.raises(NoSuchPassage):
        passage_in(other, passage.pk)
    with pytest.raises(NoSuchPassage):
        write_passage(passage=passage, workspace=other, text="Mine.", **write)


def test_a_sentence_is_heard_with_its_figures(passage: Passage) -> None:
    assert spoken(passage, "**Only** {drugs}.") == "Only 80."
    assert spoken(passage, "**Only {drugs}.") == "Only 80."
    assert spoken(passage, "A {rumour}.") == "A {rumour}."


def test_forty_passages_ask_the_database_as_often_as_one_and_the_evidence_once(
    passage: Passage, now: Known, write: dict[str, Any], django_assert_num_queries: Any
) -> None:
    same = {**write, "references": _references(passage), "claims": _claims()}
    more = [write_passage(passage=None, workspace=passage.workspace, text=DRUGS, **same) for _ in range(39)]
    stale([passage], now)
    with django_assert_num_queries(4):  # passages, figures, claims, the register of events
        found = stale(Passage.objects.all(), now)
    assert len(found) == 2 * (1 + len(more))


def _references(passage: Passage) -> dict[str, Any]:
    return {one.name: one.reference for one in quoted_of(passage)}


def _claims() -> list[Any]:
    return [(FELL, claim("fell", "Drugs", SPRING))]
