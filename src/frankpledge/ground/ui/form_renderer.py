"""How Django forms are drawn: with our own field and form templates."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class PlainFormRenderer(TemplatesSetting):
    """Draws a form as an error summary and fields with label, hint and error, in that order."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
