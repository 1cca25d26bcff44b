"""What must be true of a partnership."""

from enum import StrEnum

from frankpledge.refusal import Refusal


class Level(StrEnum):
    """What stands at which level: partnerships lie within counties, and both within force areas."""

    PARTNERSHIP = "partnership"
    COUNTY = "county"
    FORCE_AREA = "force_area"

    @property
    def label(self) -> str:
        """Return the level as it is shown."""
        return {
            Level.PARTNERSHIP: "Partnership",
            Level.COUNTY: "County",
            Level.FORCE_AREA: "Force area",
        }[self]


ORDER = {level: at for at, level in enumerate(Level)}
AREA_KINDS = {Level.PARTNERSHIP: "csp", Level.COUNTY: "county", Level.FORCE_AREA: "pfa"}


class NotALevel(Refusal):
    """Something that cannot lie within another."""


class NotAPartnershipArea(Refusal):
    """The area is not one that a community safety partnership serves."""


def check_serves(*, kind: str, name: str) -> None:
    """Refuse an area that is not a partnership's: a ward, a force, a county."""
    if kind != "csp":
        raise NotAPartnershipArea(
            f"{name} is a {kind}, and an assessment belongs to a community safety partnership.",
            cure="Name the partnership, or load a lookup of districts to partnerships first.",
        )


def check_above(level: Level) -> None:
    """Refuse to found a partnership as a level above partnerships."""
    if level is Level.PARTNERSHIP:
        raise NotALevel("a partnership is founded for its area.", cure="Draft its assessment, which founds it.")


def check_lies_within(level: Level, parent: Level | None) -> None:
    """Refuse a parent that is not a level above."""
    if parent is not None and ORDER[parent] <= ORDER[level]:
        raise NotALevel(
            f"a {level.label.lower()} does not lie within a {parent.label.lower()}.",
            cure="Partnerships lie within counties, and both within force areas.",
        )
