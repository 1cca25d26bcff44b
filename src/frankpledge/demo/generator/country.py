"""A whole country of noise: street files of many forces and months in the published format, for benchmarks.

Nothing is planted and nobody lives there; what is true to life is the number, order, width and repetition of the rows.
Files are written one at a time from a force's map points, so memory does not grow with months or forces.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.demo.generator.mappoints import street_words
from frankpledge.demo.generator.noise import Country, Force, write_lookups
from frankpledge.demo.generator.partition import Floats, Ints
from frankpledge.demo.generator.profiles import ASB, profiles, type_names
from frankpledge.demo.generator.published import STREET_HEADER
from frankpledge.demo.generator.series import months_from

_LSOAS = 35_672
_POINTS_PER_LSOA = 9
_PLACELESS = 0.02
_HEX = np.frombuffer("".join(f"{byte:02x}" for byte in range(256)).encode(), dtype="S2")
_DIGITS = 64


@dataclass(frozen=True)
class _Ground:
    """One force's map points as ready-made text, their LSOAs, and the odds of each (cumulative)."""

    words: pa.Array
    lsoa: Ints
    odds: Floats


@dataclass(frozen=True)
class _Kinds:
    """Crime types and outcomes as ready-made text: cumulative odds, and the text of each pair."""

    odds: Floats
    outcome_odds: Floats
    words: pa.Array
    asb: int


def generate_country(
    out: Path,
    *,
    forces: int = 43,
    months: int = 36,
    rows: int = 18_000_000,
    seed: int = 43,
    first: str = "2023-01",
) -> Country:
    """Write street files of so many forces and months, with so many rows in all, and lookups of their areas; say where.

    The layout is that of an unpacked archive (`2023-01/2023-01-<force>-street.csv`). The same arguments give the same
    bytes. A ValueError without forces, months or rows.
    """
    if min(forces, months, rows) < 1:
        raise ValueError("A country needs at least one force, one month and one row.")
    span = months_from(first, months)
    sources = np.random.SeedSequence(seed).spawn(forces + 1)
    rng = np.random.default_rng(sources[0])
    size = rng.lognormal(0.0, 0.6, forces)
    land = write_lookups(out / "geography", weights=size, lsoas=max(forces * 4, round(_LSOAS * min(1.0, forces / 43))))
    per_file = rng.multinomial(rows, np.repeat(size / size.sum(), months) / months).reshape(forces, months)
    kinds = _kinds()
    files = []
    for force, counts, source in zip(land, per_file, sources[1:], strict=True):
        stream = np.random.default_rng(source)
        ground = _ground(force, stream)
        for month, count in zip(span, counts, strict=True):
            path = out / month / f"{month}-{force.slug}-street.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_file(path, month, force, ground, kinds, int(count), stream)
            files.append(path)
    return Country(folder=out, geography=out / "geography", files=tuple(files), forces=land, months=span, rows=rows)


def _ground(force: Force, rng: np.random.Generator) -> _Ground:
    lsoa = np.repeat(np.arange(len(force.codes)), _POINTS_PER_LSOA)
    lon = np.round(force.longitude + rng.uniform(-0.5, 0.5, len(lsoa)), 6)
    lat = np.round(force.latitude + rng.uniform(-0.3, 0.3, len(lsoa)), 6)
    locations = street_words(len(lsoa), rng)
    words = [
        f"{x:.6f},{y:.6f},{location},{force.codes[one]},{force.names[one]}"
        for x, y, location, one in zip(lon, lat, locations, lsoa, strict=True)
    ]
    odds = rng.lognormal(0.0, 1.1, len(lsoa))
    odds = np.append(odds / odds.sum() * (1 - _PLACELESS), _PLACELESS)
    return _Ground(pa.array([*words, ",,No Location,,"]), np.append(lsoa, len(force.codes)), np.cumsum(odds))


def _kinds() -> _Kinds:
    table = profiles()
    rates = np.array([profile.rate for profile in table])
    outcomes = sorted({word for profile in table for word in profile.outcomes})
    odds = np.array([[profile.outcomes.get(word, 0.0) for word in outcomes] for profile in table])
    odds[type_names().index(ASB), 0] = 1.0
    words = [f",{profile.name},{word if profile.outcomes else ''},\n" for profile in table for word in outcomes]
    return _Kinds(
        odds=np.cumsum(rates / rates.sum()),
        outcome_odds=np.cumsum(odds / odds.sum(axis=1, keepdims=True), axis=1),
        words=pa.array(words),
        asb=type_names().index(ASB),
    )


def _write_file(
    path: Path, month: str, force: Force, ground: _Ground, kinds: _Kinds, count: int, rng: np.random.Generator
) -> None:
    point = np.minimum(np.searchsorted(ground.odds, rng.random(count)), len(ground.odds) - 1)
    kind = np.minimum(np.searchsorted(kinds.odds, rng.random(count)), len(kinds.odds) - 1)
    order = np.lexsort((kind, ground.lsoa[point]))
    point, kind = point[order], kind[order]
    decided = (rng.random(count)[:, None] > kinds.outcome_odds[kind]).sum(axis=1)
    decided = np.minimum(decided, kinds.outcome_odds.shape[1] - 1)
    lines = pc.binary_join_element_wise(
        _ids(kind != kinds.asb, rng),
        pa.scalar(f",{month},{force.reports_as},{force.reports_as},"),
        ground.words.take(pa.array(point)),
        kinds.words.take(pa.array(kind * kinds.outcome_odds.shape[1] + decided)),
        "",
    )
    with path.open("wb") as file:
        file.write((",".join(STREET_HEADER) + "\n").encode())
        file.write(_text_of(lines))


def _ids(crime: np.ndarray[tuple[int], np.dtype[np.bool_]], rng: np.random.Generator) -> pa.Array:
    """64 hexadecimal digits for each crime and the empty text for the rest, laid out without a loop."""
    total = int(crime.sum())
    digits = _HEX[np.frombuffer(rng.bytes(total * _DIGITS // 2), dtype=np.uint8)]
    ends = np.concatenate([[0], np.cumsum(crime * _DIGITS)]).astype(np.int32)
    return pa.StringArray.from_buffers(len(crime), pa.py_buffer(ends), pa.py_buffer(digits.tobytes()))


def _text_of(lines: pa.Array) -> memoryview:
    """The bytes of all lines, end to end, as they lie in memory."""
    _, ends, content = lines.buffers()
    offsets = np.frombuffer(ends, dtype=np.int32)[lines.offset : lines.offset + len(lines) + 1]
    return memoryview(content)[int(offsets[0]) : int(offsets[-1])] if content is not None else memoryview(b"")
