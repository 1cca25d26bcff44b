"""What proposals tell the ground."""

from __future__ import annotations

from frankpledge.domain.proposals.forms import LINK
from frankpledge.domain.proposals.queries import PURPOSE

LINKS = {PURPOSE: LINK}

AUDIT_SENTENCES = {
    "proposals.agency_asked": "asked another agency for words of the chapter {ref}",
    "proposals.words_came": "sent words for the chapter {ref}",
    "proposals.brought_back": "brought the chapter {ref} back from Word ({changed} passages differ)",
    "proposals.proposal_decided": "decided on proposed words: {how}",
}
