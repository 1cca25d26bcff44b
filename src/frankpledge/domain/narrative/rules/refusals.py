"""What is refused in narrative, each with its own name."""

from frankpledge.refusal import Refusal


class UnknownName(Refusal):
    """A figure, a claim or a query that there is none of."""


class BadArgument(Refusal):
    """What was asked of a figure or a claim cannot be read."""


class Withheld(Refusal):
    """A number that exists and may not be said, such as a percentage on a base under 50."""


class WrittenMeanwhile(Refusal):
    """Somebody else wrote in the passage after it was read."""


class UntrueClaim(Refusal):
    """A claim that does not hold at this cut-off, or cannot be said."""


class NotBacked(Refusal):
    """Words that do not stand on the evidence as it is known: typed numbers, figures changed or gone."""


class NoReason(Refusal):
    """A claim given up without a word of why."""


class NoSuchPassage(Refusal):
    """There is no such passage in the workspace."""
