"""Generated evidence: an invented county, what its force recorded with known truths planted in it, and what it published.

Everything follows from a seed; nothing here reads a clock. Real places, people and forces do not occur, save that a whole
country of noise for benchmarks may carry the names of real forces.
"""

from frankpledge.demo.generator.generate import DEFAULT_SEED, Event, Generated, generate
from frankpledge.demo.generator.mini import mini_archive

__all__ = ["DEFAULT_SEED", "Event", "Generated", "generate", "mini_archive"]
