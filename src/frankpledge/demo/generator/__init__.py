"""Generated evidence: an invented county, what its force recorded with known truths in it, and what it published.

Everything follows from a seed; nothing here reads a clock. No real place, person or force occurs, save that the country
of noise for benchmarks may carry the names of real forces.
"""

from frankpledge.demo.generator.country import generate_country
from frankpledge.demo.generator.generate import DEFAULT_SEED, Event, Generated, generate
from frankpledge.demo.generator.mini import mini_archive
from frankpledge.demo.generator.noise import Country

__all__ = ["DEFAULT_SEED", "Country", "Event", "Generated", "generate", "generate_country", "mini_archive"]
