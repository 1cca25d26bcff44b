"""Long work is asked for once, done once, and says what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client

from frankpledge.ground import clock
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.audit.queries import history
from frankpledge.ground.jobs import registry
from frankpledge.ground.jobs.actions import Teller, claim, claim_next, enqueue, resume_interrupted, run_pending
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.jobs.queries import Job, Tell, progress_of
from frankpledge.ground.jobs.rules import State, UnknownJob
from frankpledge.refusal import Refusal
from tests.ground.people import new_member, new_workspace

pytestmark = pytest.mark.django_db


def weigh(run: JobRun, tell: Tell, *, stones: int) -> Mapping[str, Any]:
    """Weigh stones: no more than three, and none that is broken."""
    tell(0.5, "half of them")
    if stones > 3:
        raise Refusal("there are too many stones.", where=run.name, cure="Bring three.")
    if stones < 0:
        raise ArithmeticError("a stone is broken")
    return {"words": f"{stones} stones weighed.", "details": [["Stones", stones]]}


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "JOBS", {"test.weigh": Job("Weigh the stones", weigh)}, raising=False)


def test_a_job_is_asked_for_then_done() -> None:
    place = new_workspace()
    person = new_member(place, Role.ANALYST)
    run = enqueue("test.weigh", place, person, stones=2)
    assert (run.state, run.arguments) == (State.WAITING, {"stones": 2})
    assert run_pending() == 1
    run.refresh_from_db()
    assert (run.state, run.progress, run.doing, run.error) == (State.DONE, 1, "", "")
    assert run.result == {"words": "2 stones weighed.", "details": [["Stones", 2]]}
    assert run.asked_at <= run.began_at <= run.ended_at
    assert [one.words for one in history(run)] == [
        "asked for “Weigh the stones”, which ended: done",
        "asked for: Weigh the stones",
    ]


def test_a_refusal_is_told_to_the_reader_in_its_own_words() -> None:
    run = enqueue("test.weigh", new_workspace(), None, stones=4)
    run_pending()
    run.refresh_from_db()
    assert (run.state, run.error) == (State.REFUSED, "test.weigh: there are too many stones. Bring three.")


def test_a_failure_of_ours_is_told_without_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    run = enqueue("test.weigh", new_workspace(), None, stones=-1)
    run_pending()
    run.refresh_from_db()
    assert run.state == State.FAILED
    assert "ArithmeticError" not in run.error
    assert "a stone is broken" in caplog.text


def test_one_failure_does_not_stop_the_next() -> None:
    place = new_workspace()
    for stones in (-1, 4, 1):
        enqueue("test.weigh", place, None, stones=stones)
    assert run_pending() == 3
    assert sorted(JobRun.objects.values_list("state", flat=True)) == ["done", "failed", "refused"]
    assert run_pending() == 0


def test_an_unknown_job_is_refused_and_leaves_nothing() -> None:
    with pytest.raises(UnknownJob, match=r"test\.fly"):
        enqueue("test.fly", new_workspace(), None)
    assert not JobRun.objects.exists()
    assert not Event.objects.filter(verb="jobs.run_asked").exists()


def test_a_run_is_claimed_once_and_the_oldest_first() -> None:
    place = new_workspace()
    first, second = (enqueue("test.weigh", place, None, stones=1) for _ in range(2))
    assert [claim_next(), claim_next(), claim_next()] == [first, second, None]


def test_of_two_workers_that_saw_the_same_run_only_one_gets_it() -> None:
    run = enqueue("test.weigh", new_workspace(), None, stones=1)
    seen_by_another = JobRun.objects.get(pk=run.pk)
    assert claim(run)
    assert not claim(seen_by_another)


def test_a_run_that_a_stopped_server_left_is_begun_again() -> None:
    run = enqueue("test.weigh", new_workspace(), None, stones=1)
    claim_next()
    assert run_pending() == 0
    assert resume_interrupted() == 1
    assert run_pending() == 1
    run.refresh_from_db()
    assert run.state == State.DONE


def test_progress_is_written_at_most_once_a_second(django_assert_num_queries: Any) -> None:
    run = enqueue("test.weigh", new_workspace(), None, stones=1)
    tell = Teller(run)
    with django_assert_num_queries(1):
        for share in range(50):
            tell(share / 50, "weighing")
    run.refresh_from_db()
    assert (run.progress, run.doing) == (0, "weighing")


@pytest.mark.parametrize(("share", "kept"), [(-1, 0), (0.25, 0.25), (7, 1)])
def test_progress_stays_between_nothing_and_all(share: float, kept: float) -> None:
    run = enqueue("test.weigh", new_workspace(), None, stones=1)
    Teller(run)(share)
    run.refresh_from_db()
    assert run.progress == kept


def test_a_run_is_seen_by_its_workspace_and_by_whoever_asked_for_it() -> None:
    here, there = new_workspace(), new_workspace()
    person, other = new_member(here, Role.MEMBER), new_member(there, Role.OFFICER)
    run = enqueue("test.weigh", here, None, stones=1)
    own = enqueue("test.weigh", None, other, stones=1)
    assert progress_of(run.pk, viewer=person) is not None
    assert progress_of(run.pk, viewer=other) is None
    assert progress_of(own.pk, viewer=other) is not None
    assert progress_of(own.pk, viewer=person) is None


def test_the_page_offers_to_look_again_until_the_run_is_over(client: Client) -> None:
    place = new_workspace()
    person = new_member(place, Role.ANALYST)
    client.force_login(person)
    run = enqueue("test.weigh", place, person, stones=3)
    address = f"/jobs/{run.pk}/"
    waiting = client.get(address).content.decode()
    assert f'<a class="button button--second" href="{address}">Look again</a>' in waiting
    assert 'data-look-again="3"' in waiting
    assert "Weigh the stones" in waiting
    run_pending()
    over = client.get(address).content.decode()
    assert "Look again" not in over
    assert "3 stones weighed." in over


def test_the_page_says_why_nothing_was_done(client: Client) -> None:
    place = new_workspace()
    person = new_member(place, Role.ANALYST)
    client.force_login(person)
    run = enqueue("test.weigh", place, person, stones=9)
    run_pending()
    assert "there are too many stones. Bring three." in client.get(f"/jobs/{run.pk}/").content.decode()


def test_the_page_of_anothers_run_is_not_there(client: Client) -> None:
    run = enqueue("test.weigh", new_workspace(), None, stones=1)
    client.force_login(new_member(new_workspace(), Role.OFFICER))
    assert client.get(f"/jobs/{run.pk}/").status_code == 404


def test_states_that_are_over_are_known() -> None:
    assert [state for state in State if state.over] == [State.DONE, State.REFUSED, State.FAILED]
    assert clock.now().tzinfo is not None
