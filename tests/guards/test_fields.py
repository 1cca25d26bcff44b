"""No field changes that a form does not ask for, and no form lets one partnership take hold of another's things."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.client import RequestFactory

from frankpledge.ground.accounts.models import Workspace
from tests.guards.forms import Form, all_forms, forms_of
from tests.guards.rows import Rows, identifiers, rows, strangers
from tests.guards.town import Town

pytestmark = pytest.mark.django_db
FEWEST_THAT_CHANGE_SOMETHING = 20


def planted_fields(foreign: Town) -> dict[str, str]:
    """Return a value for every field of every model, by the name under which a careless form would take it."""
    found: dict[str, str] = {}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            for name in {field.name, field.attname}:
                found.setdefault(name, planted_value(field, foreign))
    return found


def planted_value(field: models.Field[Any, Any], foreign: Town) -> str:
    """Return a value that a field would take."""
    if isinstance(field, models.ForeignKey):
        target = field.related_model
        return str(foreign.workspace.pk if target is Workspace else next(iter(foreign.people.values())).pk)
    if field.choices:
        return str(list(field.choices)[-1][0])  # type: ignore[index,call-overload]  # pairs, as ours are
    kinds: list[tuple[type[Any], str]] = [
        (models.BooleanField, "on"),
        (models.DateTimeField, "2031-01-01T00:00:00Z"),
        (models.DateField, "2031-01-01"),
        (models.IntegerField, "7"),
        (models.FloatField, "0.7"),
        (models.UUIDField, str(foreign.workspace.pk)),
        (models.EmailField, "planted@example.org"),
        (models.JSONField, "{}"),
    ]
    return next((value for kind, value in kinds if isinstance(field, kind)), "planted")


def after(send: Callable[[], object], known: set[str]) -> Rows:
    """Return all rows as they are once something was sent, and take it back."""
    with transaction.atomic():
        send()
        left = rows(known)
        transaction.set_rollback(True)
    return left


def differing(first: Rows, second: Rows) -> list[str]:
    """Return the models whose rows differ."""
    return [name for name in first if first[name] != second[name]]


def test_what_a_form_does_not_ask_for_changes_nothing(client: Client, town: Town, foreign: Town) -> None:
    client.force_login(town.everyone())
    extra, known, before = planted_fields(foreign), identifiers(), None
    before = rows(known)
    wrong, changing = [], 0
    for form in all_forms(client, town):
        planted = {name: value for name, value in extra.items() if name not in form.names}
        with_care = after(lambda form=form: client.post(form.address, form.data), known)
        careless = after(lambda form=form, planted=planted: client.post(form.address, {**planted, **form.data}), known)
        changing += bool(differing(before, with_care))
        wrong += [f"{form.address}: {name}" for name in differing(with_care, careless)]
    assert wrong == []
    assert changing >= FEWEST_THAT_CHANGE_SOMETHING


def test_a_form_that_takes_whatever_it_is_sent_is_found(town: Town, foreign: Town) -> None:
    def careless(request: HttpRequest) -> HttpResponse:
        for name, value in request.POST.items():
            setattr(town.workspace, name, value)
        town.workspace.save()
        return HttpResponse()

    known, asks = identifiers(), Form("/x/", {"name": ["Ownvale"]}, {"name"})
    extra = {name: value for name, value in planted_fields(foreign).items() if name in {"slug", "generated"}}
    sent = RequestFactory().post
    with_care = after(lambda: careless(sent("/x/", asks.data)), known)
    found = after(lambda: careless(sent("/x/", {**asks.data, "slug": extra["slug"]})), known)
    assert differing(with_care, found) == ["accounts.Workspace"]


def pairs(town: Town, foreign: Town) -> dict[str, str]:
    """Return each of our identifiers with the foreign one of the same kind."""
    own = {str(person.pk): str(foreign.people[role].pk) for role, person in town.people.items()}
    parts = {str(value): str(foreign.parts[name]) for name, value in town.parts.items() if name in foreign.parts}
    return {mine: theirs for mine, theirs in {**parts, **own}.items() if mine != theirs and len(mine) > 8}


def swapped(form: Form, other: dict[str, str]) -> Iterator[dict[str, list[str]]]:
    """Yield what a form holds with one identifier after another exchanged for a foreign one."""
    for name, values in form.data.items():
        for mine, theirs in other.items():
            if mine in values:
                yield {**form.data, name: [theirs if value == mine else value for value in values]}


def chosen(form: Form, html: str, other: dict[str, str]) -> Iterator[Form]:
    """Yield a form as it is with each of our people or things chosen that it offers."""
    for mine in other:
        for name in form.names:
            if f'value="{mine}"' in html and name in form.data:
                yield Form(form.address, {**form.data, name: [mine]}, form.names)


def test_no_form_takes_hold_of_another_partnerships_things(client: Client, town: Town, foreign: Town) -> None:
    client.force_login(town.everyone())
    other, wrong, tried = pairs(town, foreign), [], 0
    for form in all_forms(client, town):
        html = client.get(form.address).content.decode()
        for one in (form, *chosen(form, html, other)):
            for data in swapped(one, other):
                tried += 1
                with transaction.atomic():
                    client.post(one.address, data)
                    wrong += [f"{one.address}: {what}" for what in strangers(town.workspace)]
                    transaction.set_rollback(True)
    assert sorted(set(wrong)) == []
    assert tried > 0


def test_a_row_that_points_elsewhere_is_found(town: Town, foreign: Town) -> None:
    assert strangers(town.workspace) == []
    link = town.workspace.links.first()
    link.created_by = next(iter(foreign.people.values()))
    link.save()
    assert strangers(town.workspace) == ["links.Link.created_by"]


def test_a_form_is_read_as_a_browser_would_send_it() -> None:
    html = (
        '<form method="post" action="there/"><input name="a" value="1"><input type="checkbox" name="b" value="2">'
        '<input type="radio" name="c" value="3" checked><select name="d"><option value="4"><option value="5" selected>'
        '</select><textarea name="e">six</textarea><button name="do" value="go"></button></form>'
        '<form method="get"></form>'
    )
    (form,) = forms_of(html, "/here/")
    assert form.address == "/here/there/"
    assert form.data == {"a": ["1"], "c": ["3"], "d": ["5"], "e": ["six"], "do": ["go"]}
    assert form.names == {"a", "b", "c", "d", "e", "do"}
