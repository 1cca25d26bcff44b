"""The one mail that this room sends: where an applicant chose to be written to, that something waits, and nothing else.

Nothing goes by itself. Whoever reads the mail over a shoulder learns neither from what it is nor about what.
"""

from __future__ import annotations

import re

from django.db import transaction

from frankpledge.domain.asb_reviews import rules
from frankpledge.domain.asb_reviews.actions import facts_of, held, reading
from frankpledge.domain.asb_reviews.models import Case
from frankpledge.ground.accounts.models import User
from frankpledge.ground.audit.actions import record
from frankpledge.ground.notices.jobs import send_now

SUBJECT = "Something is ready for you"
WORDS = "Something is ready for you. You know where to look.\n\nPlease do not answer this message: nobody reads it."
ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")


def send_word(*, case: Case, by: User) -> None:
    """Send an applicant who chose e-mail the one neutral sentence. That it goes is recorded first; where to, never."""
    went = send_now(
        to=_address(case, by), subject=SUBJECT, words=WORDS, invented=case.workspace.generated, nameless=True
    )
    rules.check_before(
        went, lacks="the mail did not go: its server cannot be reached.", cure="Try later, or reach them otherwise."
    )


@transaction.atomic
def _address(case: Case, by: User) -> str:
    """Return where an applicant agreed to be written to, once it is recorded that word is sent."""
    case = held(case, by, closed_too=True)
    rules.check_before(
        case.contact_by == rules.Contact.EMAIL,
        lacks="the applicant did not agree to be written to by e-mail.", cure="Reach them as they agreed.",
    )  # fmt: skip
    found = ADDRESS.findall(reading.within(case, by=by).contact_how)
    rules.check_before(
        len(found) == 1, lacks="no address stands in the safe contact, or more than one.",
        cure="Ask which it is by your next contact, and change the safe contact.",
    )  # fmt: skip
    record("asb_reviews.word_sent", case, by=by, facts=facts_of(case))
    return str(found[0])
