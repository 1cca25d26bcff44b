"""Which engine answers: DuckDB in this process, or Spark where the rows have outgrown one machine."""

from __future__ import annotations

from frankpledge.lake.store import Snapshot
from frankpledge.refusal import Refusal

HERE, SPARK = "duckdb", "spark"
ENGINES = (HERE, SPARK)


class UnknownEngine(Refusal):
    """An engine that Frankpledge cannot ask."""


def check_engine(name: str) -> None:
    """Refuse an engine that there is not, or that cannot run on this machine."""
    if name not in ENGINES:
        raise UnknownEngine(
            f"“{name}” is not an engine.", where="--engine", cure=f"Use {' or '.join(ENGINES)}, or leave it out."
        )
    if name == SPARK:
        # It knows of an optional extra, and nobody else should wait for it.
        from frankpledge.lake.queries.spark import check_spark  # noqa: PLC0415

        check_spark()


def snapshot_on(name: str, snapshot: Snapshot) -> Snapshot:
    """Return the same state of the lake with the engine of that name."""
    check_engine(name)
    if name == HERE:
        return snapshot
    from frankpledge.lake.queries.spark import on_spark  # noqa: PLC0415

    return on_spark(snapshot)
