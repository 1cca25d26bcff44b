"""Whoever comes to a form of the public without an account: what a machine may have sent, and who guesses codes.

Nobody is kept out by what is doubted: it is looked at all the same, apart from the rest. A guesser is made to wait, and
only where a code is typed. Addresses are kept as marks of one day, from which they cannot be had back.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import get_random_string, salted_hmac

from frankpledge.ground import clock

SALT = "frankpledge.visitors"
QUICK_SECONDS = 2  # nobody reads a page and answers it within
STALE_SECONDS = 2 * 24 * 3600
AGAIN, MANY, FLOOD = 3, 5, 30  # of one page shown; of one address on a day; of all addresses within an hour
WRONG_CODES, WAIT_SECONDS = 30, 10 * 60


def shown(form: str) -> str:
    """Return what a form carries from the moment at which it is shown: the time, signed, and a word of its own."""
    return signing.TimestampSigner(salt=f"{SALT}.{form}").sign(get_random_string(16))


def doubts(*, form: str, carried: str, trap: str, of_address: int, of_all: int) -> list[str]:
    """Return why a machine may have sent a form, or nothing.

    `carried` is what it brought from when it was shown, `trap` what stands in the box that no person sees; `of_address`
    and `of_all` say how many came before, from the same address today and from anywhere within the hour.
    """
    found = (
        ("filled", bool(trap)),
        *((name, True) for name in _of_stamp(form, carried)),
        ("many", of_address >= MANY),
        ("flood", of_all >= FLOOD),
    )
    return [name for name, there in found if there]


def _of_stamp(form: str, carried: str) -> list[str]:
    """Return what is wrong with what a form carried: never shown by us, answered too quickly, too late, too often."""
    signer = signing.TimestampSigner(salt=f"{SALT}.{form}")
    try:
        signer.unsign(carried, max_age=STALE_SECONDS)
    except signing.SignatureExpired:
        return ["stale"]
    except signing.BadSignature:
        return ["unsigned"]
    found = ["again"] if _times(f"{SALT}.{form}.{carried}", STALE_SECONDS) > AGAIN else []
    try:
        signer.unsign(carried, max_age=QUICK_SECONDS)
    except signing.SignatureExpired:
        return found
    return [*found, "quick"]


def _times(key: str, seconds: int) -> int:
    """Return how often something was seen, this time among them."""
    name = salted_hmac(SALT, key, algorithm="sha256").hexdigest()
    cache.add(name, 0, seconds)
    try:
        return int(cache.incr(name))
    except ValueError:  # it was forgotten between the two
        return 1


def address_of(request: HttpRequest) -> str:
    """Return the address of a visitor: as our own proxy names it where there is one, else as the connection has it."""
    named = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return named.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def mark_of(request: HttpRequest) -> str:
    """Return what the address of a visitor is known by today, from which it cannot be had back."""
    return salted_hmac(f"{SALT}.{clock.today()}", address_of(request), algorithm="sha256").hexdigest()[:32]


def wrong_code(request: HttpRequest) -> None:
    """Remember that a code was typed which opens nothing."""
    _times(f"{SALT}.wrong.{mark_of(request)}", WAIT_SECONDS)


def must_wait(request: HttpRequest) -> bool:
    """Return whether so many wrong codes came from an address that no more are looked at for some minutes."""
    name = salted_hmac(SALT, f"{SALT}.wrong.{mark_of(request)}", algorithm="sha256").hexdigest()
    return int(cache.get(name, 0)) >= WRONG_CODES


def let_through(code: str) -> str:
    """Return what a page carries that a code has opened, so that whoever is inside never waits for a guesser."""
    return signing.TimestampSigner(salt=f"{SALT}.inside").sign(_known(code))


def is_let_through(carried: str, code: str) -> bool:
    """Return whether a form comes from a page that this code has opened within a day."""
    try:
        inside = signing.TimestampSigner(salt=f"{SALT}.inside").unsign(carried, max_age=24 * 3600)
    except signing.BadSignature:
        return False
    return inside == _known(code)


def _known(code: str) -> str:
    return salted_hmac(f"{SALT}.inside", code, algorithm="sha256").hexdigest()[:32]
