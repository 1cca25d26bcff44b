"""A case from its first page to its last, each deed by its own page: nothing is mailed, unless it was asked for."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from frankpledge.domain.asb_reviews.actions import applying, wording
from frankpledge.domain.asb_reviews.actions.applying import Begun
from frankpledge.domain.asb_reviews.models import Case, Procedure
from frankpledge.domain.asb_reviews.views.one import DEEDS
from frankpledge.domain.site.actions import open_public_site
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.notices.jobs import deliver
from frankpledge.ground.notices.models import Mail
from tests.domain.asb_reviews.test_applying_in_public import say
from tests.domain.asb_reviews.words import applied, line
from tests.domain.bodies.stage import Stage

pytestmark = pytest.mark.django_db
SAID = "Blenheim"
TO = "somebody.safe@example.org"
HOW = f"{SAID} mornings only, {TO}"


def typed(deed: str, case: Case, table: Stage, lead: User) -> dict[str, Any]:
    """Return what is typed at a deed: every word of it has the canary."""
    today, first = str(clock.today()), lambda rows: str(getattr(case, rows).first().pk)
    police, words = str(table.organisations["police"].pk), {"words": f"{SAID} {deed}"}
    reports = [str(one.pk) for one in case.reports.all()]
    forms: dict[str, Any] = {
        "report": lambda: {"what": SAID, "happened_sure": "unknown", "told_sure": "unknown", "told": "police",
                           "made_by": 0},
        "motive": lambda: {"report": reports[0], "hate": "yes"},
        "contact": lambda: {"contact_by": "email", "contact_how": HOW},
        "file": lambda: {"file": SimpleUploadedFile("Blenheim.txt", b"Blenheim nights"), **words},
        "take-file": lambda: {"file": first("files"), "because": "twice"},
        "acknowledge": lambda: words,
        "hand-over": lambda: {"to": str(case.named_contact_id)},
        "ask": lambda: {"organisation": police, "asks": SAID, "about": reports[:1], "due": today},
        "join": lambda: {"report": reports[1], "same_as": reports[0], "because": SAID},
        "log": lambda: {"report": reports[0], "organisation": police, "told_on": today},
        "settle": lambda: {"report": reports[-1], "told_on": today, "because": SAID},
        "decide": lambda: {"met": "met", **dict.fromkeys(("persistence", "harm", "response"), SAID), **words},
        "code": lambda: {"sure": "on"},
        "let-in": lambda: {"who": str(lead.pk), "capacity": "panel", "until": today},
        "let-out": lambda: {"grant": ""},
        "panel": lambda: {"meets_on": today, "chair": SAID, "chair_of": police, "independent": "on",
                          "independent_because": SAID, "victim": "attends"},
        "member": lambda: {"panel": first("panels"), "organisation": police, "post": SAID, "conflict": "none"},
        "risk": lambda: {"level": "high", **words},
        "held": lambda: {"panel": first("panels"), "on": today, "found": SAID},
        "step": lambda: {"organisation": police, "due": today, **words},
        "done": lambda: {"step": first("steps"), "on": today},
        "recommend": lambda: {"organisation": police, "answer_by": today, **words},
        "regard": lambda: {"recommendation": first("recommendations"), "regard": "accepted", "on": today},
        "outcome": lambda: words,
        "write": lambda: words,
        "pause": lambda: {"since": today, "reason": "court"},
        "resume": lambda: {"until": today},
        "not-content": lambda: {"about": "review", "before": "partnership", **words},
        "answer": lambda: {"discontent": first("discontents"), "upheld": "no", **words},
        "close": lambda: {"because": "done", **words},
    }  # fmt: skip
    found: dict[str, Any] = forms[deed]()
    return found


ORDER = (
    "acknowledge", "report", "motive", "file", "take-file", "contact", "hand-over", "ask", "join", "log", "settle",
    "decide", "risk", "panel", "member", "held", "step", "done", "recommend", "regard", "outcome", "write", "pause",
    "resume", "not-content", "answer", "code", "let-in", "close",
)  # fmt: skip


@pytest.fixture
def desk(workspace: Workspace, officer: User, case: Case) -> Client:
    """Return the officer at the open case."""
    client = Client()
    client.force_login(officer)
    assert client.post(page(case), {"reason": "case_work"}).status_code == 302
    return client


def page(case: Case, deed: str = "") -> str:
    at = reverse("asb_reviews:one", args=(case.workspace.slug, case.pk))
    return f"{at}do/{deed}/" if deed else at


def test_a_whole_case_mails_nothing_to_anybody(
    workspace: Workspace, officer: User, lead: User, procedure: Procedure, stage: Stage, begun: Begun, case: Case,
    desk: Client,
) -> None:  # fmt: skip
    open_public_site(workspace=workspace, by=officer)
    assert set(ORDER) | {"word", "let-out"} == set(DEEDS)
    for deed in ORDER:
        shown = desk.get(page(case))
        assert shown.status_code == 200
        assert f'do/{deed}/"' in shown.content.decode(), f"{deed} is not offered"
        answer = desk.post(page(case, deed), typed(deed, case, stage, lead))
        assert answer.status_code in (200, 302), (deed, answer.content.decode()[:4000])
        case.refresh_from_db()
    closed = desk.get(page(case)).content.decode()
    offered = set(re.findall(r"/do/([a-z-]+)/", closed))
    assert offered == {"word", "write", "code", "not-content", "let-in", "let-out", "hand-over"}
    again = applied(workspace, line(9))
    say("write", workspace, code=again.code, do="message", words=f"{SAID} again")
    say("code", workspace, code=again.code)
    deliver()
    assert mail.outbox == []
    assert not Mail.objects.exists()


def test_who_asked_for_e_mail_is_sent_one_neutral_sentence_and_only_when_somebody_sends_it(
    workspace: Workspace, officer: User, begun: Begun, case: Case, desk: Client
) -> None:
    assert desk.post(page(case, "word"), {"sure": "on"}).status_code == 422  # they chose to look with their code
    applying.keep(case=case, given={"contact_by": "email", "contact_how": f"{SAID}, by and by"}, by=officer)
    assert "no address stands" in desk.post(page(case, "word"), {"sure": "on"}).content.decode()
    applying.keep(case=case, given={"contact_how": HOW}, by=officer)
    assert mail.outbox == []
    assert desk.post(page(case, "word"), {"sure": "on"}).status_code == 302
    [sent] = mail.outbox
    assert (sent.to, sent.cc, sent.bcc, sent.reply_to, sent.attachments) == ([TO], [], [], [], [])
    assert (sent.subject, sent.body) == (wording.SUBJECT, wording.WORDS)
    whole = sent.message().as_string()
    names = [line.split(":")[0] for line in whole.split("\n\n")[0].splitlines() if not line.startswith((" ", "\t"))]
    assert set(names) == {
        "Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date", "Message-ID",
        "Auto-Submitted",
    }  # fmt: skip
    sender = sent.message()["From"]
    assert "<" not in sender  # an address alone: no name of a partnership beside it
    for telling in (SAID, begun.code, begun.code.replace("-", ""), workspace.name, workspace.slug, officer.name,
                    str(case.pk), "case", "review", "anti-social", "behaviour", "partnership", "council", "police",
                    "http"):  # fmt: skip
        assert telling.lower() not in whole.lower().replace(sender.lower(), ""), telling
