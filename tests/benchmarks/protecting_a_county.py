"""Secondary suppression of 500 areas × 14 types × 12 months with all totals, and the audit of what is then shown."""

from __future__ import annotations

import numpy as np
from side_by_side import best

from frankpledge.analysis.disclosure import audit, protect

AREAS, TYPES, MONTHS, GOAL = 500, 14, 12, 60.0


def main() -> bool:
    rng = np.random.default_rng(0)
    usual = 3 * rng.gamma(0.7, 1, (AREAS, 1, 1)) * rng.dirichlet(np.ones(TYPES))[None, :, None] * TYPES
    counts = rng.poisson(usual * np.ones(MONTHS))
    hiding, found = best(lambda: protect(table=counts), 1)
    asked = {"releases": found.published, "protected": found.protected, "witnesses": found.witnesses}
    looking, told = best(lambda: audit(**asked, exact=False), 1)
    taken = hiding + looking
    met = taken <= GOAL and told.safe
    verdict = "met " if met else "MISS"
    print(f"{verdict} suppression {hiding:.1f} s and audit {looking:.1f} s of processor (goal {GOAL:g} s)")
    print(
        f"     {'holds' if told.safe else 'FAILS'}: none of {len(found.protected):,} small counts can be told more "
        f"narrowly than 1 to 5; {int(found.secondary.sum()):,} of {found.table.size:,} numbers hidden beside them"
    )
    return met


if __name__ == "__main__":
    raise SystemExit(not main())
