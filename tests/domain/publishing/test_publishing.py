"""What everybody may read: an approved edition that an officer let out, whole, until it is withdrawn with a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.disclosure.models import Release, ReleasedCell
from frankpledge.domain.disclosure.queries import releases
from frankpledge.domain.disclosure.rules import NotForRelease
from frankpledge.domain.publishing.actions import publish_edition, withdraw_publication
from frankpledge.domain.publishing.models import Publication
from frankpledge.domain.publishing.queries import publications
from frankpledge.domain.publishing.rules import CannotPublish
from frankpledge.ground.accounts.actions import add_member, create_workspace
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.documents.actions import approve, correct, revise_paper, send_for_review
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.queries import document_of

LIST = "/w/tithing/public/"
NOWHERE = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def publication(edition: Edition, officer: User) -> Publication:
    return publish_edition(edition=edition, by=officer)


def with_policy(document: Document, policy: str, value: float | None = None) -> Document:
    """Return the document with the class of one figure, and its number, changed."""
    figure = document.figures["crime.like"]
    changed = replace(figure, policy=policy, value=figure.value if value is None else value)
    return replace(document, figures={**document.figures, "crime.like": changed})


@pytest.fixture
def edition_of(assessment: Assessment, analyst: User, member: User):  # type: ignore[no-untyped-def]
    """Return what approves a document as the edition of the assessment."""

    def made(document: Document) -> Edition:
        paper = revise_paper(paper=assessment.paper, tree=document, by=analyst)
        return approve(paper=send_for_review(paper=paper, by=analyst), by=member, formats=("html",))

    return made


# ---- letting out ---------------------------------------------------------------------------------------------


def test_every_number_of_what_is_published_is_in_the_register_of_releases(
    publication: Publication, edition: Edition, officer: User
) -> None:
    figures = document_of(edition).figures
    cells = ReleasedCell.objects.filter(release=publication.release).values_list("key", "value", "state")
    assert {key: value for key, value, _ in cells} == {key: figure.value for key, figure in figures.items()}
    assert {state for _, _, state in cells} == {"value"}
    assert [str(one) for one in releases(workspace=edition.workspace, viewer=officer)] == [
        "Strategic assessment 2025/26, edition 1 to public"
    ]
    assert str(publication).endswith(", published")


def test_only_an_officer_publishes_or_withdraws(edition: Edition, people: dict[Role, User], officer: User) -> None:
    others = [person for role, person in people.items() if role is not Role.OFFICER]
    for person in others:
        with pytest.raises(NotPermitted):
            publish_edition(edition=edition, by=person)
    assert not Release.objects.exists()
    made = publish_edition(edition=edition, by=officer)
    for person in others:
        with pytest.raises(NotPermitted):
            withdraw_publication(publication=made, reason="a reason", by=person)
    assert publications().exists()


@pytest.mark.parametrize("count", [3, 3000])
def test_a_document_with_a_restricted_count_of_any_size_is_refused_and_nothing_is_recorded(
    edition_of,
    short: Document,
    officer: User,
    count: int,  # type: ignore[no-untyped-def]
) -> None:
    edition = edition_of(with_policy(short, "restricted", count))
    with pytest.raises(NotForRelease, match=r"crime\.like.*not tried against what was released before"):
        publish_edition(edition=edition, by=officer)
    assert not Release.objects.exists()
    assert not Publication.objects.exists()


def test_a_document_that_rests_on_casework_is_never_published(edition_of, short: Document, officer: User) -> None:  # type: ignore[no-untyped-def]
    edition = edition_of(with_policy(short, "casework"))
    with pytest.raises(NotForRelease, match="never published"):
        publish_edition(edition=edition, by=officer)


def test_an_edition_is_published_once_and_withdrawn_once_with_a_reason(
    publication: Publication, edition: Edition, officer: User
) -> None:
    with pytest.raises(CannotPublish, match="published before"):
        publish_edition(edition=edition, by=officer)
    with pytest.raises(CannotPublish, match="needs a reason"):
        withdraw_publication(publication=publication, reason=" ", by=officer)
    withdraw_publication(publication=publication, reason="March was counted twice.", by=officer)
    with pytest.raises(CannotPublish, match="withdrawn before"):
        withdraw_publication(publication=publication, reason="Another reason.", by=officer)
    publication.refresh_from_db()
    assert publication.withdrawn_because == "March was counted twice."


def test_publishing_and_withdrawing_stand_in_the_ledger(publication: Publication, officer: User) -> None:
    withdraw_publication(publication=publication, reason="A reason.", by=officer)
    verbs = Event.objects.filter(workspace=publication.workspace_id).order_by("-number")
    assert list(verbs.values_list("verb", flat=True)[:3]) == [
        "publishing.publication_withdrawn",
        "publishing.edition_published",
        "disclosure.released",
    ]


# ---- the officer's page --------------------------------------------------------------------------------------


def test_an_officer_publishes_and_withdraws_on_one_page(client: Client, edition: Edition, officer: User) -> None:
    client.force_login(officer)
    assert "Not public." in client.get(LIST).content.decode()
    assert "Published." in client.post(f"{LIST}publish/{edition.pk}/", follow=True).content.decode()
    made = Publication.objects.get()
    assert "published before" in client.post(f"{LIST}publish/{edition.pk}/", follow=True).content.decode()
    address = f"{LIST}withdraw/{made.pk}/"
    assert "needs a reason" in client.post(address, follow=True).content.decode()
    html = client.post(address, {"reason": "March was counted twice."}, follow=True).content.decode()
    assert "Withdrawn." in html
    assert "March was counted twice." in html


def test_the_page_says_so_while_there_is_nothing_to_publish(client: Client, officer: User) -> None:
    client.force_login(officer)
    assert "There is no approved edition yet." in client.get(LIST).content.decode()


def test_what_belongs_to_another_partnership_is_not_there(
    client: Client, publication: Publication, officer: User
) -> None:
    create_workspace(name="Elsewhere", slug="elsewhere", by=officer)
    from frankpledge.ground.accounts.models import Workspace

    add_member(workspace=Workspace.objects.get(slug="elsewhere"), user=officer, role=Role.OFFICER, by=officer)
    client.force_login(officer)
    for address in (f"publish/{publication.edition_id}/", f"withdraw/{publication.pk}/", f"withdraw/{NOWHERE}/"):
        assert client.post(f"/w/elsewhere/public/{address}", {"reason": "A reason."}).status_code == 404
    publication.refresh_from_db()
    assert publication.withdrawn_at is None


# ---- strangers -----------------------------------------------------------------------------------------------


def test_a_stranger_reads_what_is_public_and_nothing_else(
    client: Client, edition: Edition, publication: Publication
) -> None:
    assert "Tithing: Strategic assessment 2025/26" in client.get("/public/").content.decode()
    here = f"/public/{publication.pk}/"
    assert "Edition 1, published" in client.get(here).content.decode()
    assert client.get(f"{here}document.html").content == bytes(edition.files.get().content)
    assert client.get(f"{here}document.pdf").status_code == 404
    assert client.get(LIST).status_code == 302


def test_a_document_is_shown_without_leave_to_run_or_fetch_anything(client: Client, publication: Publication) -> None:
    answer = client.get(f"/public/{publication.pk}/document.html")
    policy = answer["Content-Security-Policy"]
    assert {"default-src 'none'", "script-src 'none'", "connect-src 'none'"} <= set(policy.split("; "))
    assert not answer.cookies


def test_what_was_withdrawn_is_gone_and_its_page_says_why(
    client: Client, publication: Publication, officer: User
) -> None:
    withdraw_publication(publication=publication, reason="March was counted twice.", by=officer)
    answer = client.get(f"/public/{publication.pk}/")
    assert answer.status_code == 410
    assert "March was counted twice." in answer.content.decode()
    assert client.get(f"/public/{publication.pk}/document.html").status_code == 404
    assert "Nothing has been published yet." in client.get("/public/").content.decode()


def test_an_edition_that_nobody_published_is_not_there(client: Client, edition: Edition) -> None:
    for address in (f"/public/{edition.pk}/", f"/public/{NOWHERE}/", f"/public/{edition.pk}/document.html"):
        assert client.get(address).status_code == 404


def test_a_correction_is_published_beside_what_it_corrects_with_its_note(
    client: Client, publication: Publication, short: Document, analyst: User, member: User, officer: User
) -> None:
    paper = correct(edition=publication.edition, tree=short, note="March was counted twice.", by=analyst)
    second = approve(paper=send_for_review(paper=paper, by=analyst), by=member, formats=("html",))
    made = publish_edition(edition=second, by=officer)
    assert "March was counted twice." in client.get(f"/public/{made.pk}/").content.decode()
    assert "A later edition replaces this one" in client.get(f"/public/{publication.pk}/").content.decode()
    assert "A later edition" not in client.get(f"/public/{made.pk}/").content.decode()
    client.force_login(officer)
    html = client.get(LIST).content.decode()
    assert html.count('name="reason"') == 2
    assert html.count(f'id="id_reason_{second.pk}"') == 1


def test_an_edition_that_was_replaced_is_not_published(
    edition: Edition, short: Document, analyst: User, member: User, officer: User
) -> None:
    paper = correct(edition=edition, tree=short, note="March was counted twice.", by=analyst)
    approve(paper=send_for_review(paper=paper, by=analyst), by=member, formats=("html",))
    with pytest.raises(CannotPublish, match="Edition 2 has replaced this one"):
        publish_edition(edition=edition, by=officer)
    assert not Release.objects.exists()


def test_what_is_invented_is_called_so_to_strangers_too(client: Client, publication: Publication) -> None:
    address = f"/public/{publication.pk}/"
    assert "invented" not in client.get(address).content.decode()
    publication.workspace.generated = True
    publication.workspace.save()
    assert "This place and its figures are invented" in client.get(address).content.decode()
    assert "a demonstration with invented figures" in client.get("/public/").content.decode()


def test_an_edition_of_nowhere_is_not_published(client: Client, edition: Edition, officer: User) -> None:
    client.force_login(officer)
    assert client.post(f"{LIST}publish/{NOWHERE}/").status_code == 404
