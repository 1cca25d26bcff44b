"""What agreements rest on and by which channels campaigns reach people, as the definitions say."""

from __future__ import annotations

from frankpledge.statute import agreements, authorities, campaigns


def test_the_protocol_must_cover_what_the_regulation_names() -> None:
    wanted = {one.id: one.provision for one in agreements.bases() if one.protocol}
    assert wanted == {
        "cda_17a": "Crime and Disorder Act 1998 s17A; SI 2007/1831",
        "cda_115": "Crime and Disorder Act 1998 s115",
        "reg_4": "SI 2007/1830 reg 4(1)-(2)",
    }
    assert {one.confidence for one in agreements.bases() if one.id == "cda_115"} == {"S"}


def test_warnings_come_sixty_thirty_and_seven_days_before() -> None:
    assert agreements.clock().warnings == (60, 30, 7)
    assert agreements.clock().review_months == 12


def test_a_channel_is_found_by_its_name_and_says_what_is_counted() -> None:
    found = campaigns.channel_called("event")
    assert found is not None
    assert found.unit == "people who came"
    assert campaigns.channel_called("pigeon") is None
    assert len({one.id for one in campaigns.channels()}) == len(campaigns.channels())


def test_the_law_asks_more_of_some_than_of_others_and_by_nation() -> None:
    co_operating = [one.source for one in authorities.asked_of("co_operating", nation="england")]
    assert co_operating[0] == "Crime and Disorder Act 1998 s5(2)"
    assert "SI 2009/942 regs 5 and 6" in co_operating
    assert [one.source for one in authorities.asked_of("co_operating", nation="wales")] == co_operating[:1]
    assert {one.capacity for one in authorities.asked()} == {"responsible", "co_operating", "participating", "invited"}
