"""The page to which leaving leads, on this machine: it remembers what it was told of where its readers came from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Weather:
    """Where it answers, and from where each reader said to come ("" for those who said nothing)."""

    address: str = ""
    came_from: list[str] = field(default_factory=list)


@contextmanager
def weather() -> Iterator[Weather]:
    """Serve the page for as long as it is needed."""
    told = Weather()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/weather":  # not the icon, which the page itself asks for
                told.came_from.append(self.headers.get("Referer", ""))
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Weather</title><h1>Sunny</h1>")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
            """Write nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    told.address = f"http://localhost:{server.server_port}/weather"
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
