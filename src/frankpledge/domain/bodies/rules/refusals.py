"""What is declined here, each by its name."""

from frankpledge.refusal import Refusal


class NotNamed(Refusal):
    """What must have a name has none, or the name of another."""


class NotInOrder(Refusal):
    """Days that cannot follow each other so."""


class Taken(Refusal):
    """Something stands there on those days already."""


class NotWithoutReason(Refusal):
    """What is put right needs a reason, which stays beside it."""


class NotTheSame(Refusal):
    """Two things that have to belong together do not."""
