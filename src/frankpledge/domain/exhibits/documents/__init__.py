"""Every exhibit by its name: given the ledger of a document it returns blocks, none where the evidence has nothing.

A new exhibit is a function of the ledger in a module of its subject, named in that module's `EXHIBITS`. A document's
template in the definitions says which exhibits a chapter shows, in order. What it prints stands in the ledger first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from frankpledge.domain.exhibits.documents import (
    against,
    asb,
    averages,
    context,
    crime,
    harm,
    hot_spots,
    own,
    peers,
    places,
    recorded,
    searches,
    themes,
    types,
)
from frankpledge.domain.exhibits.documents.ledger import Ledger
from frankpledge.ground.documents.blocks import Block

Maker = Callable[[Ledger], list[Block]]

EXHIBITS: Mapping[str, Maker] = MappingProxyType(
    {
        **recorded.EXHIBITS,
        **crime.EXHIBITS,
        **types.EXHIBITS,
        **asb.EXHIBITS,
        **places.EXHIBITS,
        **averages.EXHIBITS,
        **context.EXHIBITS,
        **searches.EXHIBITS,
        **peers.EXHIBITS,
        **against.EXHIBITS,
        **hot_spots.EXHIBITS,
        **harm.EXHIBITS,
        **themes.EXHIBITS,
        **own.EXHIBITS,
    }
)
