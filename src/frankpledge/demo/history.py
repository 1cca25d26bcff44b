"""The invented county's evidence, loaded as it became known: year by year, and some months again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from frankpledge.analysis.periods import Month
from frankpledge.demo.generator import Generated, generate
from frankpledge.demo.partners import AGENCIES, EXTRACT
from frankpledge.domain.evidence.actions import EventFacts, ingest_files, register_event
from frankpledge.domain.evidence.models import LocalEvent
from frankpledge.domain.evidence.queries.events import standing_rows
from frankpledge.domain.evidence.queries.store import own_lake, the_lake
from frankpledge.domain.releases.actions.mapping import remember_mapping
from frankpledge.domain.releases.actions.own import load_own
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.lake.own.look import look
from frankpledge.lake.own.mapping import Mapping
from frankpledge.lake.store import EmptyLake

Say = Callable[[str], None]
SEED = 1285  # the year of the Statute of Winchester, which made the hundred answer for its peace
FIRST_MONTH, MONTHS = "2021-01", 60


@dataclass(frozen=True)
class Step:
    """What came out on one day. `whole`: the year, or the months of a quarter, that it is the whole of."""

    words: str
    paths: tuple[Path, ...]
    known: date
    whole: str = ""


def evidence(folder: Path) -> Generated:
    """Return the generated files, made where they are not there yet."""
    return generate(folder, seed=SEED, first=FIRST_MONTH, months=MONTHS, yearly=True)


def steps(made: Generated) -> Iterator[Step]:
    """Yield what came out when. An estimate of residents comes out a year after its own, with that year's crime."""
    places, *estimates = made.geography
    of_year = {path.name.removeprefix("population")[:2]: path for path in estimates}
    for number, archive in enumerate(made.earlier):
        year = archive.known.year - 1
        people = of_year.pop(f"{(year - 1) % 100:02d}", None)
        first = (places, of_year.pop(f"{year % 100:02d}")) if number == 0 else ()
        yield Step(
            f"the files of {archive.name}",
            (*first, *((people,) if people else ()), archive.path),
            archive.known,
            archive.name,
        )
    left = tuple(of_year.values())
    yield Step("the first publication", (*left, *made.first_publication, *made.police_tables), made.known_first)
    yield Step("the months that were published again", made.second_publication, made.known_second)


def load(step: Step, *, by: User, say: Say) -> None:
    """Load what came out on a day, unless it is loaded."""
    at = datetime.combine(step.known, time(9), tzinfo=UTC)
    if loaded_until() >= at:
        return
    say(f"Loading {step.words} …")
    report = ingest_files(paths=step.paths, by=by, known_at=at)
    for refused in (file for file in report.files if file.status == "refused"):
        raise RuntimeError(f"{refused.file} {refused.member}: {refused.message}")


def loaded_until() -> datetime:
    """Return the moment of the newest load; long ago where there is none."""
    try:
        return the_lake().snapshot().manifest.known_at
    except EmptyLake:
        return datetime.min.replace(tzinfo=UTC)


def register_events(made: Generated, *, workspace: Workspace, by: User) -> None:
    """Register the changes of recording that the force told its partnerships of, unless they are there."""
    there = set(standing_rows(workspace).values_list("words", flat=True))
    for event in made.events:
        if event.scope != "force" or event.words in there:
            continue
        facts = EventFacts(
            kind=LocalEvent.Kind.RECORDING,
            first=event.first,
            last=event.last,
            words=event.words,
            source="The force's letter to its partnerships",
            force=made.force,
            types=(event.crime_type,),
        )
        known_at = datetime.combine(Month.parse(event.first).first_day, time(9), tzinfo=UTC)
        register_event(workspace=workspace, facts=facts, by=by, known_at=known_at)


def load_own_files(made: Generated, *, workspace: Workspace, by: User) -> None:
    """Load what partners sent to the partnership alone, by mappings that were confirmed and are remembered."""
    at = datetime.combine(made.known_first, time(10), tzinfo=UTC)
    if own_loaded_until(workspace) >= at:
        return
    files = tuple(sent(made))
    for path, confirmed in files:
        remember_mapping(
            workspace=workspace, name=confirmed.data_set, headers=look(path)[0].words, mapping=confirmed, by=by
        )
    (done,) = load_own(workspaces=[workspace], paths=[path for path, _ in files], by=by, known_at=at)
    for refused in done.report.with_status("refused"):
        raise RuntimeError(f"{refused.file}: {refused.message}")


def sent(made: Generated) -> Iterator[tuple[Path, Mapping]]:
    """Yield the files that partners sent, each with how its columns are read."""
    yield made.extract, EXTRACT
    yield from zip(made.agencies, AGENCIES, strict=True)


def own_loaded_until(workspace: Workspace) -> datetime:
    """Return the moment of the newest load of a partnership's own; long ago where there is none."""
    try:
        return own_lake(workspace).snapshot().manifest.known_at
    except EmptyLake:
        return datetime.min.replace(tzinfo=UTC)
