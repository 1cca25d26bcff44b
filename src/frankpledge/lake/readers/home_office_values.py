"""The values of the Home Office's tables: financial years, quarters and whole numbers, and what is none of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.readers.home_office_layouts import COUNT, OUTCOME_COUNTS
from frankpledge.lake.readers.marks import printed, whole_number_fault
from frankpledge.lake.source import Quarantined

_YEAR = re.compile(r"(?P<first>20\d\d)\s*[/–_-]\s*(?:20)?(?P<second>\d\d)")
_QUARTER = re.compile(r"Q?\s*(?P<quarter>[1-4])(?:\.0+)?", re.IGNORECASE)
_WHOLE = r"^-?(\d+|\d{1,3}(,\d{3})+)(\.0+)?$"
_LONGEST = 500


def first_month(year: str, quarter: int) -> str:
    """Return the first month of a financial quarter, as 2025-01."""
    return f"{int(year[:4]) + (quarter == 4)}-{(1, 4, 7, 10)[quarter % 4]:02d}"


def typed(
    rows: pa.Table, counts: Sequence[tuple[str, str]], spelt: Mapping[str, str]
) -> tuple[pa.Table, list[Quarantined]]:
    """Return the rows with years, quarters and counts as such, and those in which one of them is none."""
    wrong: dict[int, tuple[str, str, str]] = {}
    years = {text: year_of(text) for text in pc.unique(rows["year"]).to_pylist()}
    quarters = {text: _quarter_of(text) for text in pc.unique(rows["quarter"]).to_pylist()}
    made: dict[str, pa.Array] = {
        "year": _mapped(rows["year"], years, pa.string()),
        "quarter": _mapped(rows["quarter"], quarters, pa.int32()),
    }
    _note(wrong, rows["year"], made["year"], "Financial Year", lambda text: f"{text[:40]!r} is no financial year")
    _note(wrong, rows["quarter"], made["quarter"], "Financial Quarter", _quarter_fault)
    for name, mark in counts:
        made[name], made[mark], faults = _counted(rows[name])
        title = next(column.title for column in (COUNT, *OUTCOME_COUNTS) if column.name == name)
        for at, text in faults:
            wrong.setdefault(at, (title, whole_number_fault(text), text))
    lines = rows["line"].to_pylist()
    aside = [
        Quarantined(lines[at], spelt.get(title, title), reason, text[:_LONGEST])
        for at, (title, reason, text) in sorted(wrong.items())
    ]
    kept = rows.select([name for name in rows.column_names if name not in made])
    for name, values in made.items():
        kept = kept.append_column(name, values)
    sound = pa.array([at not in wrong for at in range(rows.num_rows)], pa.bool_())
    return kept.filter(sound), aside


def year_of(text: str) -> str | None:
    """Return a financial year as 2024/25, None where the text is none."""
    match = _YEAR.fullmatch(text.strip())
    if match is None or (int(match["first"]) + 1) % 100 != int(match["second"]):
        return None
    return f"{match['first']}/{match['second']}"


def _quarter_of(text: str) -> int | None:
    match = _QUARTER.fullmatch(text.strip())
    return int(match["quarter"]) if match else None


def _quarter_fault(text: str) -> str:
    return f"{text[:40]!r} is no quarter: it lies outside 1 to 4"


def _mapped(values: pa.ChunkedArray, known: Mapping[str, object], kind: pa.DataType) -> pa.Array:
    """Return the values replaced by what each stands for."""
    encoded = pc.dictionary_encode(values).combine_chunks()
    encoded = encoded.chunk(0) if isinstance(encoded, pa.ChunkedArray) else encoded
    return pa.array([known[text] for text in encoded.dictionary.to_pylist()], kind).take(encoded.indices)


def _note(
    wrong: dict[int, tuple[str, str, str]],
    texts: pa.ChunkedArray,
    made: pa.Array,
    title: str,
    reason: Callable[[str], str],
) -> None:
    """Note the rows in which a text stands for nothing."""
    for at in pc.indices_nonzero(pc.is_null(made)).to_pylist():
        text = texts[at].as_py()
        wrong.setdefault(at, (title, reason(text), text))


def _counted(values: pa.ChunkedArray) -> tuple[pa.Array, pa.Array, list[tuple[int, str]]]:
    """Return whole numbers, the marks that stand for none, and the places of what is neither."""
    texts = pc.replace_substring(pc.utf8_trim_whitespace(values), "−", "-")
    texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    whole = pc.fill_null(pc.match_substring_regex(texts, _WHOLE), False)
    plain = pc.replace_substring(pc.if_else(whole, texts, pa.scalar(None, pa.string())), ",", "")
    numbers = pc.cast(pc.round(pc.cast(plain, pa.float64())), pa.int64())
    marks: dict[int, str] = {}
    faults: list[tuple[int, str]] = []
    for at in pc.indices_nonzero(pc.invert(whole)).to_pylist():
        text = texts[at].as_py() or ""
        found = printed(text)
        if found is not None and found.value is None:
            marks[at] = found.mark
        else:
            faults.append((at, text))
    marked = (
        pa.array([marks.get(at) for at in range(len(texts))], pa.string())
        if marks
        else pa.nulls(len(texts), pa.string())
    )
    return numbers, marked, faults
