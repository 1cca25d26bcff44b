"""Tags for pages: `{% c "name" … %}` for a component, `{% section "Title" %}…{% endsection %}`, drawing of fields."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select, Textarea
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from frankpledge.ground.ui import frame
from frankpledge.ground.ui.components import ABSENT, component
from frankpledge.ground.ui.parts import Choice

register = template.Library()


@register.simple_tag
def c(name: str, **arguments: Any) -> SafeString:
    """Return a component."""
    return component(name, **arguments)


@register.simple_tag
def mark(name: str) -> SafeString:
    """Return a mark as inline SVG, hidden from screen readers: its words stand beside it."""
    return SafeString(render_to_string(f"ui/marks/{name}.html").strip())


@register.simple_tag(takes_context=True)
def beneath(context: Any) -> SafeString:
    """Return the links that apps hang under this page, for whoever reads it; nothing where there are none."""
    request = context["request"]
    found = frame.beneath(request, request.workspace, request.resolver_match.view_name)
    return component("links", items=[Choice(one.label, one.href) for one in found]) if found else SafeString("")


@register.simple_block_tag
def section(content: str, title: str, note: str = "", level: int = 2, id: str = "", hidden: bool = False) -> SafeString:  # noqa: A002 (the attribute's name)
    """Return a section under the folio rule: a title, a note at its right, and whatever stands between the tags."""
    context = {"content": SafeString(content), "title": title, "note": note, "level": level, "id": id, "hidden": hidden}
    return SafeString(render_to_string("ui/section.html", context))


@register.simple_block_tag
def notice(content: str, title: str, kind: str = "note", level: int = 2) -> SafeString:
    """Return a block set apart. kind: note | warning | error | demonstration | draft."""
    context = {"content": SafeString(content), "title": title, "kind": kind, "level": level}
    return SafeString(render_to_string("ui/notice.html", context))


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Return the input of a field, in our classes, described by its hint and its error."""
    wrong = bool(field.errors)
    base = control_class(field)
    described = " ".join(
        name
        for name, there in ((f"{field.id_for_label}-hint", field.help_text), (f"{field.id_for_label}-error", wrong))
        if there
    )
    attributes: dict[str, str | bool] = {"class": f"{base} {base}--error" if wrong else base}
    if described:
        attributes["aria-describedby"] = described
    if wrong:
        attributes["aria-invalid"] = "true"
    return SafeString(field.as_widget(attrs=attributes))


@register.filter
def field_kind(field: BoundField) -> str:
    """Return which template draws a field: choices (radios or checkboxes), tick (one checkbox), hidden or line."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    return "tick" if isinstance(widget, CheckboxInput) else "line"


@register.filter
def several(field: BoundField) -> bool:
    """Return whether more than one of a field's choices may be taken."""
    return isinstance(field.field.widget, CheckboxSelectMultiple)


@register.filter
def number(value: str | float | None) -> str:
    """Return a number with commas, words as they are, or "no data" for None. Zero is 0."""
    if value is None:
        return ABSENT["missing"]
    return value if isinstance(value, str) else f"{value:,}"


def control_class(field: BoundField) -> str:
    """Return the GOV.UK class of a field's input."""
    widget = field.field.widget
    if isinstance(widget, Textarea):
        return "govuk-textarea"
    if isinstance(widget, CheckboxInput):
        return "govuk-checkboxes__input"
    if isinstance(widget, FileInput):
        return "govuk-file-upload"
    return "govuk-select" if isinstance(widget, Select) else "govuk-input"
