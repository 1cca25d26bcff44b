"""How many files a case takes, and why one is taken out."""

from __future__ import annotations

from frankpledge.domain.asb_reviews.rules import Labelled, NotInOrder

MOST_FILES, MOST_OF_OFFICE = 10, 40


class Mistaken(Labelled):
    """Why a file is taken out of a case."""

    WRONG_CASE = "wrong_case"
    TWICE = "twice"
    NOT_NEEDED = "not_needed"
    ASKED = "asked"

    @property
    def label(self) -> str:
        """Return the choice as it is shown."""
        return {
            "wrong_case": "It belongs to another case",
            "twice": "It is here twice",
            "not_needed": "It says more of somebody than the case needs",
            "asked": "Whoever sent it asked for that",
        }[self.value]


def check_files(there: int, *, by_applicant: bool) -> None:
    """Refuse one file more than a case takes from its applicant, or from the office."""
    most = MOST_FILES if by_applicant else MOST_OF_OFFICE
    if there >= most:
        raise NotInOrder(f"{there} files are here, and no more are taken.", cure="Say what others show: we ask for it.")
