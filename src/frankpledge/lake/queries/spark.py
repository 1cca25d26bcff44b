"""The named questions in Spark's SQL, for a national body that keeps the same tables on Spark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
from ibis.config import Config, options

if TYPE_CHECKING:
    import ibis.expr.types as ir


class _Spark(Config):  # type: ignore[misc]  # Ibis carries no types
    """What Ibis asks of Spark's options; it sets them itself only where pyspark is installed."""

    treat_nan_as_null: bool = False


def spark_sql(question: ir.Expr) -> str:
    """Return a question as Spark SQL, whether or not pyspark is installed."""
    if options.pyspark is None:
        options.pyspark = _Spark()
    return str(ibis.to_sql(question, dialect="pyspark"))
