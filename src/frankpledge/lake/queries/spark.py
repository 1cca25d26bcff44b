"""The same questions on Spark, for a national body whose rows have outgrown one machine.

A question is written once, in Ibis. Here it becomes Spark's SQL, and Spark reads the list of files that the manifest
names: nothing of Delta is needed in Spark itself. PySpark is an optional extra and Java the machine's own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis
import pyarrow as pa
from ibis.config import Config, options

from frankpledge.lake.engine import FewerFiles
from frankpledge.lake.limits import Limits
from frankpledge.lake.schemas import PARTITIONS
from frankpledge.lake.store import Snapshot
from frankpledge.lake.tables import commit_stamp, schema_of
from frankpledge.refusal import Refusal

if TYPE_CHECKING:
    import ibis.expr.types as ir

MASTER = "FRANKPLEDGE_SPARK_MASTER"
OLDEST_JAVA = 17
_TYPES = {
    "string": "STRING",
    "int32": "INT",
    "int64": "BIGINT",
    "double": "DOUBLE",
    "binary": "BINARY",
    "bool": "BOOLEAN",
    "timestamp[us]": "TIMESTAMP_NTZ",
    "timestamp[us, tz=UTC]": "TIMESTAMP",
    "list<item: string>": "ARRAY<STRING>",
}
# Each says why where it does not go without saying.
_SETTINGS = {
    "spark.app.name": "Frankpledge",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.session.timeZone": "UTC",
    # A month such as 2025-01 must stay a text, in the name of a folder too.
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    # A few hundred thousand groups fit into a handful of parts; the default of 200 is for clusters.
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}
_guard = threading.Lock()
_running: list[Any] = []
_views: dict[tuple[object, ...], str] = {}


class NoSpark(Refusal):
    """PySpark is not installed, or would not start."""


class NoJava(Refusal):
    """The machine has no Java that Spark can run on."""


class _Spark(Config):  # type: ignore[misc]  # Ibis carries no types
    """What Ibis asks of Spark's options; it sets them itself only where its own backend for Spark is loaded."""

    treat_nan_as_null: bool = False


def spark_sql(question: ir.Expr) -> str:
    """Return a question as Spark SQL, whether or not pyspark is installed."""
    if options.pyspark is None:
        options.pyspark = _Spark()
    return str(ibis.to_sql(question, dialect="pyspark"))


def check_spark() -> None:
    """Refuse where Spark cannot run here: without PySpark, or without a Java that is new enough."""
    if not _has_pyspark():
        raise NoSpark(
            "PySpark is not installed.",
            where="--engine spark",
            cure="Install the extra: `make test-spark` does it, or `pip install 'frankpledge[spark]'`. "
            "Without it, leave --engine out: DuckDB gives the same answer.",
        )
    version = java_version()
    if version is None or version < OLDEST_JAVA:
        found = "Java is not on this machine" if version is None else f"This machine's Java is of version {version}"
        raise NoJava(
            f"{found}, and Spark needs Java {OLDEST_JAVA} or newer.",
            where="--engine spark",
            cure="Install one, or let JAVA_HOME name its folder. On Debian: apt-get install openjdk-17-jre-headless",
        )


def java_version() -> int | None:
    """Return the main version of the Java that Spark would start, None where there is none."""
    home = os.environ.get("JAVA_HOME")
    program = shutil.which(str(Path(home) / "bin" / "java") if home else "java")
    if program is None:
        return None
    said = subprocess.run([program, "-version"], capture_output=True, text=True)  # noqa: S603 (the machine's own Java)
    found = re.search(r'version "(?:1\.)?(\d+)', said.stderr + said.stdout)
    return int(found.group(1)) if said.returncode == 0 and found else None


@dataclass(frozen=True)
class SparkSnapshot(Snapshot):
    """A snapshot whose questions Spark answers. Small tables that are read whole are read as ever."""

    @property
    def holds(self) -> bool:
        """Return that nothing is answered from memory here: every count is Spark's."""
        return False

    def table(self, name: str) -> ir.Table:
        """Return the table for a question; asking it is for `arrow` alone."""
        self._check(name)
        return self._open(name, FewerFiles())

    def part(self, name: str, *, first: str, last: str, forces: tuple[str, ...] = ()) -> ir.Table:
        """Return the part of a table that lies in the folders of some months and forces."""
        self._check(name)
        return self._open(name, FewerFiles(first, last, forces))

    def arrow(self, expression: ir.Expr) -> pa.Table:
        """Return the answer to a question, in exactly the types that DuckDB gives it in."""
        answer = _session(self.limits).sql(spark_sql(expression)).toArrow()
        return answer.cast(expression.as_table().schema().to_pyarrow())

    def asked(self, question: Callable[[], ir.Table], *known_as: Hashable) -> pa.Table:
        """Return the answer to a question, written down anew."""
        return self.arrow(question())

    def _open(self, name: str, fewer: FewerFiles) -> ir.Table:
        columns = ibis.Schema.from_pyarrow(schema_of(name))
        return ibis.table(columns, name=_view(self, name, fewer))


def on_spark(snapshot: Snapshot) -> SparkSnapshot:
    """Return the same state of the lake with Spark as its engine. Refused where Spark cannot run."""
    check_spark()
    return SparkSnapshot(snapshot.root, snapshot.manifest, snapshot.limits)


def stop_spark() -> None:
    """Let Spark go, when it was running."""
    with _guard:
        _views.clear()
        while _running:
            _running.pop().stop()


def _has_pyspark() -> bool:
    try:
        return find_spec("pyspark") is not None
    except ValueError:  # something stands in its place
        return False


def _view(snapshot: Snapshot, name: str, fewer: FewerFiles) -> str:
    """Return the name under which Spark knows the files that hold a table at this version."""
    version = snapshot.manifest.versions.get(name)
    stamp = 0 if version is None else commit_stamp(snapshot.root / name, version)
    key = (snapshot.root, name, version, stamp, fewer)
    session = _session(snapshot.limits)
    with _guard:
        if key not in _views:
            view = f"{name}_{len(_views)}"
            _frame(session, snapshot, name, fewer).createOrReplaceTempView(view)
            _views[key] = view
        return _views[key]


def _frame(session: Any, snapshot: Snapshot, name: str, fewer: FewerFiles) -> Any:
    """Return Spark's frame over exactly the files that the manifest names, in the columns of the schema."""
    schema = ", ".join(f"`{field.name}` {_TYPES[str(field.type)]}" for field in schema_of(name))
    folder = snapshot.root / name
    paths = [str(folder / file.path) for file in fewer.of(snapshot.files(name))]
    if not paths:
        return session.createDataFrame([], schema)
    reader = session.read.schema(schema)
    if name in PARTITIONS:
        reader = reader.option("basePath", str(folder))
    return reader.parquet(*paths).select(*schema_of(name).names)


def _session(limits: Limits) -> Any:
    """Return this process's Spark: started at the first question, on this machine unless another master is named."""
    with _guard:
        if not _running:
            _running.append(_start(limits))
        return _running[0]


def _start(limits: Limits) -> Any:
    check_spark()
    from pyspark import SparkConf, SparkContext  # noqa: PLC0415 (an optional extra)
    from pyspark.java_gateway import launch_gateway  # noqa: PLC0415
    from pyspark.sql import SparkSession  # noqa: PLC0415

    conf = SparkConf().setAll([*_settings(limits).items()])
    with tempfile.TemporaryFile("w+") as said:
        try:
            # What Java says of its own start belongs on nobody's terminal, unless it is why there was none.
            gateway = launch_gateway(conf=conf, popen_kwargs={"stdin": subprocess.PIPE, "stderr": said})
            context = SparkContext(conf=conf, gateway=gateway)
        except Exception as error:
            said.seek(0)
            last = [line for line in said.read().splitlines() if line.strip()][-3:]
            raise NoSpark(
                f"Spark would not start ({' '.join(last) or error}).",
                where="--engine spark",
                cure=f"Check Java, the memory of this machine and {MASTER}.",
            ) from error
    context.setLogLevel("OFF")
    return SparkSession(context)


def _settings(limits: Limits) -> Mapping[str, str]:
    master = os.environ.get(MASTER) or f"local[{limits.query_threads}]"
    here = {} if master.startswith("local") else {"spark.driver.host": "", "spark.driver.bindAddress": ""}
    settings = {**_SETTINGS, "spark.master": master, **here}
    return {name: value for name, value in settings.items() if value}
