"""What stands in front of the server: a path that a proxy adds, and addresses that it forwards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

from inovasi.config import Config

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def behind_proxies(app: WSGIApplication, config: Config) -> WSGIApplication:
    """The application as the settings say that it is reached."""
    if config.base_path:
        app = BasePath(app, config.base_path)
    count = config.trusted_proxies
    return ProxyFix(app, x_for=count, x_proto=count, x_host=count) if count else app


class BasePath:
    """Takes the path of the proxy off the address and puts it in front of every link.

    An address without it is answered as well: a proxy may already have taken it off, and who checks
    the health of the server does so from within.
    """

    def __init__(self, app: WSGIApplication, path: str) -> None:
        self._app = app
        self._path = path

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == self._path or path.startswith(self._path + "/"):
            environ["PATH_INFO"] = path[len(self._path) :] or "/"
        environ["SCRIPT_NAME"] = self._path
        return self._app(environ, start_response)
