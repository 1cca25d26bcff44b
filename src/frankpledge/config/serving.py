"""Serving: one process, threads for pages, one more thread for jobs. Nothing is forked, since the lake must not be."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from frankpledge.config.start import initialise

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

SECONDS_BETWEEN_LOOKS = 1.0
log = logging.getLogger(__name__)
SECONDS_BETWEEN_TICKS = 60.0


class ThreadedServer(ThreadingMixIn, WSGIServer):
    """A server with a thread to each request."""

    daemon_threads = True
    request_queue_size = 64


class QuietHandler(WSGIRequestHandler):
    """A handler that answers over a kept connection and writes no line per request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the standard library's)
        """Write nothing: the pages' own log says what went wrong."""

    def address_string(self) -> str:
        """Return the visitor's address without asking a name server for its name."""
        return str(self.client_address[0])


@dataclass(frozen=True)
class Addresses:
    """Where what is served answers: the workspace, and the public's site."""

    workspace: str
    public: str


def serve(
    data: Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    public_port: int | None = None,
    ready: Callable[[Addresses], None] = lambda addresses: None,
) -> None:
    """Serve the workspace and the public's site until interrupted or told to end, and work through jobs meanwhile.

    The database is brought to today's shape and static files are gathered first. `ready` is told the addresses
    once they answer; port 0 takes any that is free. The public's port is the next one, unless another is named.
    """
    initialise(data)
    gather_static_files()
    from frankpledge.config.wsgi import application, public_application  # noqa: PLC0415 (needs the data folder chosen)

    stopping = Event()
    worker = Thread(target=work_until, args=(stopping,), name="jobs", daemon=True)
    public_server = for_the_public(host, port, public_port, public_application)
    with listening(host, port, application) as server, public_server as public:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        worker.start()
        Thread(target=public.serve_forever, args=(0.2,), name="public", daemon=True).start()
        at_home(f"http://{host}:{public.server_port}")
        ready(Addresses(*(f"http://{host}:{one.server_port}/" for one in (server, public))))
        try:
            server.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            pass
        finally:
            public.shutdown()
            stopping.set()
            worker.join(timeout=5)


def at_home(address: str) -> None:
    """Where nobody chose the public's address, let the links of messages lead to this very server."""
    from django.conf import settings  # noqa: PLC0415 (needs the data folder chosen)

    if not settings.PUBLIC.address:
        settings.PUBLIC = replace(settings.PUBLIC, address=address)


def listening(host: str, port: int, application: WSGIApplication) -> WSGIServer:
    """Return a server on a port."""
    return make_server(host, port, application, server_class=ThreadedServer, handler_class=QuietHandler)


def for_the_public(host: str, port: int, public_port: int | None, application: WSGIApplication) -> WSGIServer:
    """Return the server of the public's site: on the port that is named, else the next one, else any that is free."""
    if public_port is not None:
        return listening(host, public_port, application)
    try:
        return listening(host, port + 1 if port else 0, application)
    except OSError:
        return listening(host, 0, application)


def gather_static_files() -> None:
    """Copy the built styles, scripts and fonts into the data folder, named by their content, for serving."""
    from django.core.management import call_command  # noqa: PLC0415 (needs the apps)

    call_command("collectstatic", interactive=False, verbosity=0)


def work_until(stopping: Event) -> None:
    """Run waiting jobs, one after another, until told to stop; before them bring index and versions up to date.

    Once a minute what is due by a timetable is asked for, and messages that are due go out.
    """
    from django.db import close_old_connections  # noqa: PLC0415 (needs the apps)

    from frankpledge.ground.jobs.actions import resume_interrupted, run_pending  # noqa: PLC0415 (needs the apps)
    from frankpledge.ground.search.actions import catch_up  # noqa: PLC0415 (needs the apps)
    from frankpledge.ground.versions.actions import keep_what_stands  # noqa: PLC0415 (needs the apps)

    resume_interrupted()
    catch_up()
    keep_what_stands()
    looked = -SECONDS_BETWEEN_TICKS
    while not stopping.is_set():
        close_old_connections()
        if monotonic() - looked >= SECONDS_BETWEEN_TICKS:
            looked = monotonic()
            look_at_the_clock()
        if not run_pending():
            stopping.wait(SECONDS_BETWEEN_LOOKS)


def look_at_the_clock() -> None:
    """Ask for what is due by a timetable, and send what is due. What goes wrong is for the next minute."""
    from frankpledge.ground.jobs.actions import tick  # noqa: PLC0415 (needs the apps)
    from frankpledge.ground.notices.jobs import deliver  # noqa: PLC0415 (needs the apps)

    for do in (tick, deliver):
        try:
            do()
        except Exception:
            log.exception("what is due by the clock was not done")
