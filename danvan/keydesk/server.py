"""The web server of the key desk: this machine alone, no log, and a look at the clock twice a second."""

import errno
import os
import socketserver
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from danvan.keydesk.errors import Refused

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

PORT = 8017
HOST = "127.0.0.1"


class Quiet(WSGIRequestHandler):
    """Says nothing of who asked for what."""

    timeout = 30  # seconds until a connection that a browser opened ahead and does not use is let go

    def log_message(self, *_args: object) -> None:
        """No log."""

    def get_stderr(self) -> object:  # type: ignore[override]
        """Where a server writes what went wrong: nowhere."""
        return open(os.devnull, "w")


class Server(socketserver.ThreadingMixIn, WSGIServer):
    """Several connections at once: a browser opens one ahead and leaves it idle."""

    daemon_threads = True

    def service_actions(self) -> None:
        """Between requests: a secret that nobody uses is forgotten, whether or not a page is asked for."""
        from danvan.keydesk.state import desk

        desk.forget_if_idle()

    def handle_error(self, request: object, client_address: object) -> None:
        """A connection that broke off is nobody's business."""


def made(port: int = PORT) -> Server:
    """The server of the desk's pages, listening; raises Refused where the port is taken."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "danvan.keydesk.settings"
    from django.core.wsgi import get_wsgi_application

    return listen(port, get_wsgi_application())


def listen(port: int, pages: "WSGIApplication") -> Server:
    """A server on this machine alone; raises Refused where the port is taken."""
    try:
        return make_server(HOST, port, pages, server_class=Server, handler_class=Quiet)
    except OSError as why:
        if why.errno != errno.EADDRINUSE:
            raise
        raise Refused(
            f"Cổng {port} đang có chương trình khác dùng; hãy tắt bàn khóa đang mở, hoặc thêm --port.",
            f"Port {port} is taken by another program; close the key desk that is open, or use --port.",
        ) from None
