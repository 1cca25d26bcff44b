"""What a load would be without manifests: each table written in place, one after the other, and readers see it all.

It passes the same failpoints and must fail the tests that the lake passes; otherwise those tests prove nothing.
"""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from frankpledge.lake.cube import cells
from frankpledge.lake.failpoints import reach
from frankpledge.lake.limits import DEFAULT
from frankpledge.lake.readers.police_uk_street import STREET
from frankpledge.lake.recognise import text_head
from frankpledge.lake.unpack import Unpacker


def naive_load(root: Path, paths: list[Path]) -> None:
    """Write the rows of street files, then their cube, then the list of what was loaded."""
    root.mkdir(parents=True, exist_ok=True)
    reach("lock taken")
    reach("load opened")
    for source in Unpacker(root, DEFAULT, year=None, force="", month="").files(paths):
        reach("file read")
        rows = STREET.read(source, text_head(source)).tables["street"]
        month = rows["month"][0].as_py()
        pq.write_table(rows, root / f"street-{month}.parquet")
        reach("rows written")
        reach("file finished")
        pq.write_table(cells(rows), root / f"cube-{month}.parquet")
        reach("cube written")
        reach("before table commit")
        with (root / "releases.jsonl").open("a") as releases:
            releases.write(json.dumps({"month": month, "rows": rows.num_rows}) + "\n")
        reach("after table commit")
        reach("before manifest")
        reach("after manifest")
        reach("before load closed")


def naive_state(root: Path) -> dict[str, object]:
    """Return what a reader of the naive store sees: rows by table, and the releases told of."""

    def rows(kind: str) -> int:
        return sum(pq.read_metadata(path).num_rows for path in root.glob(f"{kind}-*.parquet"))

    releases = root / "releases.jsonl"
    cube = [pq.read_table(path) for path in sorted(root.glob("cube-*.parquet"))]
    return {
        "street": rows("street"),
        "cube": sum(pa.concat_tables(cube)["n"].to_pylist()) if cube else 0,
        "releases": len(releases.read_text().splitlines()) if releases.exists() else 0,
    }
