"""Fields are drawn with label, hint, error and input in that order, tied together for those who hear the page."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.samples import SampleForm


class Tags(HTMLParser):
    """The tags of a page with their attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def ids(self) -> set[str | None]:
        return {given["id"] for _, given in self.found if "id" in given}


@pytest.fixture
def wrong() -> SampleForm:
    form = SampleForm({"name": "", "area": "a", "people": "many", "wording": "<b>Agreed</b>"})
    assert not form.is_valid()
    return form


def test_every_input_has_a_label_or_a_legend(wrong: SampleForm) -> None:
    tags = Tags(str(wrong))
    labelled = {given.get("for") for tag, given in tags.found if tag == "label"}
    inputs = [given["id"] for tag, given in tags.found if tag in {"input", "select", "textarea"}]
    assert set(inputs) <= labelled
    assert sum(tag == "legend" for tag, _ in tags.found) == 2


def test_what_describes_a_field_is_there(wrong: SampleForm) -> None:
    tags = Tags(str(wrong))
    described = [name for _, given in tags.found for name in (given.get("aria-describedby") or "").split()]
    assert described == ["id_name-hint", "id_name-error", "id_people-hint", "id_people-error"]
    assert set(described) <= tags.ids()


def test_a_field_in_error_is_marked_and_keeps_what_was_typed(wrong: SampleForm) -> None:
    html = str(wrong)
    assert 'value="many"' in html
    assert html.count('aria-invalid="true"') == 2
    assert '<span class="visually-hidden">Error:</span> Enter a whole number.' in html
    assert "&lt;b&gt;Agreed&lt;/b&gt;" in html


def test_an_optional_field_says_so_and_a_required_one_does_not(wrong: SampleForm) -> None:
    html = str(wrong)
    assert "Day it began (optional)</label>" in html
    assert "Name of the scheme</label>" in html


def test_the_summary_leads_to_each_field_and_says_what_was_refused(wrong: SampleForm) -> None:
    html = component("error_summary", form=wrong, refusal="The meeting is <not> quorate.")
    assert 'role="alert"' in html
    assert '<a href="#id_name">This field is required.</a>' in html
    assert '<a href="#id_people">Enter a whole number.</a>' in html
    assert "The meeting is &lt;not&gt; quorate." in html


def test_there_is_no_summary_where_nothing_is_wrong() -> None:
    assert component("error_summary", form=SampleForm()) == ""
