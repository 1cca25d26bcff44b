"""What must be true of a partnership."""

from frankpledge.refusal import Refusal


class NotAPartnershipArea(Refusal):
    """The area is not one that a community safety partnership serves."""


def check_serves(*, kind: str, name: str) -> None:
    """Refuse an area that is not a partnership's: a ward, a force, a county."""
    if kind != "csp":
        raise NotAPartnershipArea(
            f"{name} is a {kind}, and an assessment belongs to a community safety partnership.",
            cure="Name the partnership, or load a lookup of districts to partnerships first.",
        )
