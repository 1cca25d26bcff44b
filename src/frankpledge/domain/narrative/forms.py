"""The editor of a passage: its words, a figure to insert and a claim to attach, in one form, so that nothing is lost.

It works without scripts: every press of a button sends all that was typed. Those that only look (choose a figure, show
its value) save nothing and show everything again; `save`, `insert` and `attach` save the words. The page that owns the
passage calls `editor` to show it and `handle_editor` when a button was pressed, and includes `narrative/editor.html`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from django import forms

from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative import actions
from frankpledge.domain.narrative.models import Claim, Passage
from frankpledge.domain.narrative.queries.arguments import Argument, offered
from frankpledge.domain.narrative.queries.catalogue import (
    claim_kinds,
    figure_of,
    figure_queries,
    predicate,
    reference,
)
from frankpledge.domain.narrative.queries.passages import claims_of, quoted_of, spoken
from frankpledge.domain.narrative.rules import BadArgument, UnknownName, sentences
from frankpledge.ground.accounts.models import User
from frankpledge.ground.documents.blocks import Figure
from frankpledge.refusal import Refusal

FIGURE, CLAIM = "figure", "claim"
Typed = Mapping[str, str]


class EditorForm(forms.Form):
    """The words; which figure to insert, with its arguments; which claim to attach to which sentence, with its own.

    It is filled with what was typed, which is judged by the actions: what they refuse stands above it.
    """

    use_required_attribute = False
    revision = forms.IntegerField(max_value=2**31 - 1, widget=forms.HiddenInput)
    at = forms.IntegerField(max_value=2**31 - 1, required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label="Words",
        widget=forms.Textarea(attrs={"rows": 10, "data-cursor": "id_at"}),
        help_text="A blank line begins a paragraph. **Strong words** stand between stars, a figure as its {name}.",
    )
    query = forms.ChoiceField(label="Figure", widget=forms.Select(attrs={"data-chooses": "choose"}))
    sentence = forms.ChoiceField(label="Sentence")
    kind = forms.ChoiceField(label="What it claims", widget=forms.Select(attrs={"data-chooses": "choose_claim"}))

    def __init__(self, passage: Passage, known: Known, typed: Typed) -> None:
        super().__init__(initial={"revision": passage.revision, "text": passage.text, **typed})
        figure, claim = figure_queries().get(typed.get("query", "")), claim_kinds().get(typed.get("kind", ""))
        text = words_typed(typed, passage)
        self._offer("query", ((one.name, one.label) for one in figure_queries().values()))
        self._offer("kind", ((one.name, one.label) for one in claim_kinds().values()))
        self._offer("sentence", ((one.text, spoken(passage, one.text)) for one in sentences(text)))
        quoted = tuple((one.reference.key, f"{{{one.name}}}: {one.accepted().display}") for one in quoted_of(passage))
        self.figure_fields = [self._ask(FIGURE, each, known, quoted) for each in (figure.arguments if figure else ())]
        self.claim_fields = [self._ask(CLAIM, each, known, quoted) for each in (claim.arguments if claim else ())]

    def _offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose"), *choices]

    def _ask(self, of: str, argument: Argument, known: Known, quoted: tuple[tuple[str, str], ...]) -> forms.BoundField:
        name = f"{of}_{argument.name}"
        choices = quoted if argument.kind == "figure" else tuple(offered(known, argument))
        if choices:
            self.fields[name] = forms.ChoiceField(label=argument.label, choices=choices)
        else:
            self.fields[name] = forms.CharField(
                label=argument.label, required=not argument.optional, help_text=argument.hint
            )
        return self[name]


@dataclass(frozen=True)
class Edited:
    """The editor as it is to be shown, and what came of the last press of a button.

    `saved` says in words what was written; the page may then be shown anew. `refusal` is why nothing was, and `deed`
    what was then asked for. `looked_at` is a figure whose value was asked for.
    """

    passage: Passage
    form: EditorForm
    saved: str = ""
    refusal: Refusal | None = None
    deed: str = ""
    looked_at: Figure | None = None


@dataclass(frozen=True)
class _Pressed:
    """A press of a button: in which passage, by whom, with what typed."""

    passage: Passage
    known: Known
    by: User
    may: actions.May
    typed: Typed

    @property
    def text(self) -> str:
        return words_typed(self.typed, self.passage)

    @property
    def revision(self) -> int:
        return _whole(self.typed.get("revision", "")) or 0

    def arguments(self, fields: list[forms.BoundField]) -> dict[str, str]:
        """Return what was typed for the arguments that are asked now, and not for those asked before."""
        return {field.name.partition("_")[2]: self.typed[field.name] for field in fields}

    def claim(self, identity: str) -> Claim:
        found = next((each for each in claims_of(self.passage) if str(each.pk) == identity), None)
        if found is None:
            raise UnknownName("this claim is no longer attached.", cure="Read the passage again.")
        return found


def editor(passage: Passage, known: Known) -> Edited:
    """Return the editor as it is first shown."""
    return Edited(passage, EditorForm(passage, known, {}))


def handle_editor(*, passage: Passage, typed: Typed, known: Known, by: User, may: actions.May) -> Edited:
    """Do what a button of the editor asks (`deed`, and `of` whom) and return what to show; nothing typed is lost.

    `DEEDS` are what buttons may ask. `may` is asked before any of them.
    """
    may(passage.workspace, by)
    pressed = _Pressed(passage, known, by, may, typed)
    deed = DEEDS.get(typed.get("deed", "save"))
    try:
        if deed is None:
            raise UnknownName("there is no such button.", cure="Use those of the page.")
        done = deed(pressed)
    except Refusal as refusal:
        return Edited(passage, EditorForm(passage, known, typed), refusal=refusal, deed=typed.get("deed", ""))
    return done


def words_typed(typed: Typed, passage: Passage) -> str:
    """Return the words as they were typed, with one sign for the end of a line, else as they stand."""
    return typed.get("text", passage.text).replace("\r\n", "\n")


# ---- deeds -----------------------------------------------------------------------------------------------------


def _save(pressed: _Pressed) -> Edited:
    return _saved(pressed, _written(pressed), "Saved.")


def _choose(pressed: _Pressed) -> Edited:
    return Edited(pressed.passage, EditorForm(pressed.passage, pressed.known, pressed.typed))


def _look(pressed: _Pressed) -> Edited:
    shown = _choose(pressed)
    if not _all_asked(shown.form.figure_fields, pressed):
        return shown
    query = pressed.typed.get("query", "")
    found = figure_of(pressed.known, reference(query, **pressed.arguments(shown.form.figure_fields)))
    return replace(shown, looked_at=found)


def _insert(pressed: _Pressed) -> Edited:
    shown = _choose(pressed)
    if not _all_asked(shown.form.figure_fields, pressed):
        return shown
    passage = actions.quote_figure(
        passage=pressed.passage,
        asked=reference(pressed.typed.get("query", ""), **pressed.arguments(shown.form.figure_fields)),
        text=pressed.text,
        at=_whole(pressed.typed.get("at", "")),
        known=pressed.known,
        by=pressed.by,
        may=pressed.may,
        revision=pressed.revision,
    )
    return _saved(pressed, passage, "The figure is inserted, and your words are saved.")


def _attach(pressed: _Pressed) -> Edited:
    shown = _choose(pressed)
    if not _all_asked(shown.form.claim_fields, pressed):
        return shown
    claimed = predicate(pressed.typed.get("kind", ""), **pressed.arguments(shown.form.claim_fields))
    passage, revision = pressed.passage, pressed.revision
    if pressed.text.strip() != passage.text:
        passage = _written(pressed)
        revision = passage.revision
    sentence = pressed.typed.get("sentence", "")
    if not sentence:
        raise BadArgument("no sentence is chosen.", where="sentence", cure="Choose the sentence that claims it.")
    actions.attach_claim(
        passage=passage,
        sentence=sentence,
        claimed=claimed,
        known=pressed.known,
        by=pressed.by,
        may=pressed.may,
        revision=revision,
    )
    return _saved(pressed, passage, "The claim holds, and is attached.")


def _detach(pressed: _Pressed) -> Edited:
    claim = pressed.claim(pressed.typed.get("of", ""))
    passage = actions.detach_claim(claim=claim, by=pressed.by, may=pressed.may, revision=pressed.revision)
    return _saved(pressed, passage, "The claim is taken off.")


def _accept(pressed: _Pressed) -> Edited:
    passage = actions.accept_value(
        passage=pressed.passage,
        name=pressed.typed.get("of", ""),
        known=pressed.known,
        by=pressed.by,
        may=pressed.may,
        revision=pressed.revision,
    )
    return _saved(pressed, passage, "The new value is accepted.")


def _give_up(pressed: _Pressed) -> Edited:
    claim, reason = pressed.claim(pressed.typed.get("of", "")), pressed.typed.get("reason", "")
    passage = actions.accept_claim_gone(
        claim=claim, reason=reason, by=pressed.by, may=pressed.may, revision=pressed.revision
    )
    return _saved(pressed, passage, "The claim is given up, and why is on record.")


DEEDS: Mapping[str, Callable[[_Pressed], Edited]] = {
    "save": _save,
    "choose": _choose,
    "choose_claim": _choose,
    "look": _look,
    "insert": _insert,
    "attach": _attach,
    "detach": _detach,
    "accept": _accept,
    "give_up": _give_up,
}


def _written(pressed: _Pressed) -> Passage:
    return actions.write_passage(
        passage=pressed.passage,
        workspace=pressed.passage.workspace,
        text=pressed.text,
        known=pressed.known,
        by=pressed.by,
        may=pressed.may,
        revision=pressed.revision,
    )


def _saved(pressed: _Pressed, passage: Passage, words: str) -> Edited:
    return replace(editor(passage, pressed.known), saved=words)


def _all_asked(fields: list[forms.BoundField], pressed: _Pressed) -> bool:
    """Return whether every argument was before the reader when the form was sent; refused where nothing is chosen."""
    if not fields:
        raise BadArgument("nothing is chosen.", cure="Choose it from the list first.")
    return all(field.name in pressed.typed for field in fields)


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None
