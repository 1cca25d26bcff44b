"""What a figure or a chart of a page may show: open data that renew, and what stands in published documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from uuid import UUID

from frankpledge.domain.publishing.models import Publication
from frankpledge.domain.publishing.queries import publications
from frankpledge.domain.site.queries.area import ASB, CRIME
from frankpledge.ground.documents.blocks import Picture
from frankpledge.ground.documents.queries import document_of
from frankpledge.statute.categories import crime_type, crime_types

RATE, BESIDE, MONTHS = "crime_rate", "beside", "months:"
PLAIN = {"Shoplifting": "shop theft"}


def plain(kind: str) -> str:
    """Return a kind in everyday words."""
    if kind == CRIME:
        return "crime"
    return PLAIN.get(kind, "anti-social behaviour" if kind == ASB else crime_type(kind).plain_name)


def told_of() -> tuple[str, ...]:
    """Return what can be told of the whole area: all crime, anti-social behaviour, and each type of crime."""
    return (CRIME, ASB, *sorted(one.name for one in crime_types() if not one.is_asb and one.valid_to is None))


def figure_choices() -> tuple[tuple[str, str], ...]:
    """Return the figures of the whole area that renew with the open data, by their keys."""
    rate = (RATE, "All crime, for every 1,000 people who live here")
    return (*((kind, f"{plain(kind).capitalize()}, recorded in twelve months") for kind in told_of()), rate)


def picture_choices() -> tuple[tuple[str, str], ...]:
    """Return the pictures of the whole area that renew with the open data, by their keys."""
    months = ((f"{MONTHS}{kind}", f"{plain(kind).capitalize()}, month by month") for kind in told_of())
    return ((BESIDE, "This area beside the others of its police force"), *months)


def figure_choices_of(found: Iterable[Publication]) -> tuple[tuple[str, str], ...]:
    """Return every figure of some publications, as (publication and key, words)."""
    return tuple(
        (f"{one.pk} {key}", f"{figure.label}: {figure.display} ({one.edition.title})")
        for one in found
        for key, figure in document_of(one.edition).figures.items()
    )


def picture_choices_of(found: Iterable[Publication]) -> tuple[tuple[str, str], ...]:
    """Return every picture of some publications, as (publication and name, words)."""
    return tuple(
        (f"{one.pk} {picture.name}", f"{picture.title} ({one.edition.title})")
        for one in found
        for picture in pictures_of(one.edition_id).values()
    )


@lru_cache(maxsize=64)
def pictures_of(edition: UUID) -> dict[str, Picture]:
    """Return the pictures of a public edition by name. It never changes, so it is read once."""
    document = document_of(publications().get(edition=edition).edition)
    return {one.name: one for one in _blocks(document.sections) if isinstance(one, Picture)}


def _blocks(sections: Iterable[object]) -> Iterator[object]:
    for section in sections:
        yield from getattr(section, "blocks", ())
