"""What is said of an indicator: its figures are fetched, another person approves it, and a changed figure is told."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from frankpledge.domain.commentaries import actions
from frankpledge.domain.commentaries.models import ApprovedWords, Commentary
from frankpledge.domain.commentaries.queries import (
    approved_as_known,
    asked_for,
    before,
    line_to_tell,
    overtaken_in,
)
from frankpledge.domain.commentaries.rules import NotACommentary, NotNow, NotYourOwn, Words, too_strong
from frankpledge.domain.indicators.models import Indicator
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from tests.domain.measured import keep

LAST = date(2025, 12, 31)
SAID = Words(
    "Police recorded {now} offences, against {last_year} a year before.",
    "A portal opened in October.",
    "The group meets.",
)


@pytest.fixture
def written(indicators: dict[str, Indicator], lead: User) -> Commentary:
    return actions.write_commentary(indicator=indicators["rising"], until=LAST, words=SAID, by=lead)


def approved(written: Commentary, lead: User, officer: User) -> ApprovedWords:
    actions.send_commentary(commentary=written, by=lead)
    return actions.approve_commentary(commentary=written, by=officer)


def test_it_is_asked_for_where_a_signal_stands_and_nowhere_else(
    workspace: Workspace, officer: User, indicators: dict[str, Indicator]
) -> None:
    asked = asked_for(workspace=workspace, viewer=officer, until=LAST)
    assert [one.line.indicator for one in asked] == [indicators["rising"]]
    assert asked[0].state == "asked"


def test_its_figures_are_kept_as_they_were_printed_when_it_was_written(written: Commentary) -> None:
    assert {name: kept["display"] for name, kept in written.figures.items()} == {"now": "391", "last_year": "215"}
    assert written.figures["now"]["source"] == "Police return"


def test_words_that_quote_a_figure_which_is_not_there_are_refused(indicators: dict[str, Indicator], lead: User) -> None:
    with pytest.raises(NotACommentary, match="no figure of this passage is called “tomorrow”"):
        actions.write_commentary(
            indicator=indicators["rising"], until=LAST, words=Words("It will be {tomorrow}."), by=lead
        )


def test_whoever_wrote_it_does_not_approve_it(written: Commentary, lead: User) -> None:
    actions.send_commentary(commentary=written, by=lead)
    with pytest.raises(NotYourOwn):
        actions.approve_commentary(commentary=written, by=lead)
    assert not ApprovedWords.objects.exists()


def test_it_is_not_sent_without_what_happened_nor_changed_once_it_was_sent(
    indicators: dict[str, Indicator], lead: User, written: Commentary
) -> None:
    empty = actions.write_commentary(indicator=indicators["level"], until=LAST, words=Words(why="Rain."), by=lead)
    with pytest.raises(NotACommentary, match="does not say what happened"):
        actions.send_commentary(commentary=empty, by=lead)
    actions.send_commentary(commentary=written, by=lead)
    with pytest.raises(NotNow):
        actions.write_commentary(indicator=indicators["rising"], until=LAST, words=SAID, by=lead)


def test_who_only_reads_does_not_write_and_who_only_writes_does_not_approve(
    indicators: dict[str, Indicator], member: User, analyst: User, written: Commentary, lead: User
) -> None:
    with pytest.raises(NotPermitted):
        actions.write_commentary(indicator=indicators["level"], until=LAST, words=SAID, by=member)
    actions.send_commentary(commentary=written, by=lead)
    with pytest.raises(NotPermitted):
        actions.approve_commentary(commentary=written, by=analyst)


def test_a_sentence_whose_figure_was_corrected_is_told_and_the_approved_text_stays(
    written: Commentary, indicators: dict[str, Indicator], lead: User, officer: User, analyst: User
) -> None:
    text = approved(written, lead, officer)
    assert overtaken_in(written) == ()
    keep(indicators["rising"], "2025/26 Q3", 402, because="late reports", known=clock.now(), by=analyst)
    told = overtaken_in(written)
    assert [(one.name, one.was, one.now) for one in told] == [("now", "391", "402")]
    assert told[0].sentence.startswith("Police recorded 391 offences")
    text.refresh_from_db()
    assert text.figures["now"]["display"] == "391"


def test_a_second_text_stands_beside_the_first_and_each_is_what_was_known_then(
    written: Commentary, lead: User, officer: User, indicators: dict[str, Indicator], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = approved(written, lead, officer)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 2, 2, 10, tzinfo=UTC))
    actions.reopen_commentary(commentary=written, reason="The portal opened in November", by=lead)
    words = Words(SAID.happened, "A portal opened in November.", SAID.next)
    again = actions.write_commentary(indicator=indicators["rising"], until=LAST, words=words, by=lead)
    second = approved(again, lead, officer)
    line = line_to_tell(indicators["rising"], LAST)
    assert approved_as_known([line])[line.indicator.pk] == second
    assert approved_as_known([line], at=datetime(2026, 1, 25, tzinfo=UTC))[line.indicator.pk] == first
    assert first.why == "A portal opened in October."


def test_what_was_said_before_is_the_prompt_of_the_next(
    indicators: dict[str, Indicator], lead: User, written: Commentary
) -> None:
    earlier = actions.write_commentary(
        indicator=indicators["rising"], until=date(2025, 9, 30), words=Words("It was {now}."), by=lead
    )
    assert before(indicators["rising"], starts=date(2025, 10, 1)) == earlier
    assert before(indicators["rising"], starts=date(2025, 7, 1)) is None


def test_words_that_claim_more_than_a_signal_shows_are_pointed_out() -> None:
    assert [word for word, _ in too_strong(Words("A surge due to the portal."))] == ["due to", "surge"]
    assert too_strong(Words("It is higher, which coincides with the portal.")) == ()
