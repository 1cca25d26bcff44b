"""What a template asks for is there, and what is there is shown somewhere."""

from __future__ import annotations

from frankpledge.domain.exhibits.documents import EXHIBITS
from frankpledge.statute.template import assessment_template


def test_every_exhibit_of_the_template_exists_and_every_exhibit_is_shown_once() -> None:
    shown = [name for chapter in assessment_template().chapters for name in chapter.exhibits]

    assert sorted(shown) == sorted(EXHIBITS)
