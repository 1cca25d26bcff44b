"""Which matters come first? Marks of several agencies, how far they agree, and how firm the order is.

Agencies mark each issue from 0 to 4 by criteria of harm, of likelihood and of the gap in the response. Risk is harm ×
likelihood ÷ 16, between 0 and 1; the gap stands beside it and is never multiplied in. Our own scheme, in the manner of
the risk matrices that partnerships use; it is not MoRiLE.

Marks are arrays of agency × issue × criterion, NaN where an agency gave none, which is not a nought.
"""

from frankpledge.analysis.priorities.agreeing import Agreement, agreement
from frankpledge.analysis.priorities.firmness import DOUBTS, Stability, rank_stability
from frankpledge.analysis.priorities.scoring import HIGHEST, Part, Scores, WeightEffects, score, weight_effects

__all__ = [
    "DOUBTS",
    "HIGHEST",
    "Agreement",
    "Part",
    "Scores",
    "Stability",
    "WeightEffects",
    "agreement",
    "rank_stability",
    "score",
    "weight_effects",
]
