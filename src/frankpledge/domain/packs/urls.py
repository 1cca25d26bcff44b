"""Addresses of papers and packs."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.packs.views import notes, pack, papers

app_name = "packs"
_HERE = "w/<slug:slug>/meetings/"
_PACK = f"{_HERE}<uuid:meeting>/pack/"
_PAPER = f"{_HERE}papers/<uuid:sent_paper>/"
urlpatterns = [
    path(f"{_HERE}<uuid:meeting>/items/<uuid:item>/papers/add/", papers.add, name="add_paper"),
    path(_PAPER, papers.paper, name="paper"),
    path(f"{_PAPER}edit/", papers.amend, name="amend_paper"),
    path(f"{_PAPER}version/", papers.version, name="version"),
    path(f"{_PAPER}out/", papers.take_out, name="take_out"),
    path(f"{_PAPER}as-sent/<int:number>", papers.original, name="original"),
    path(_PACK, pack.one, name="one"),
    path(f"{_PACK}build/", pack.build, name="build"),
    path(f"{_PACK}whole/<slug:version>.<slug:form>", pack.file, name="file"),
    path(f"{_PACK}notes/", notes.listing, name="notes"),
    path(f"{_PACK}notes.<slug:kind>", notes.file, name="notes_file"),
    path(f"{_PACK}notes/<uuid:own_note>/delete/", notes.delete, name="delete_note"),
    path(f"{_PACK}read/<slug:pack_part>/", pack.read, name="read"),
    path(f"{_PACK}read/<slug:pack_part>/note/", notes.add, name="add_note"),
    path(f"{_PACK}read/<slug:pack_part>/<int:number>.webp", pack.picture, name="picture"),
]
