"""A CKAN in memory behind a real socket, which keeps the rules of the Action API.

The rules are those of CKAN 2.12: who may do what, which names and tags there are, what an update
replaces, and how each refusal is worded.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

TOKEN = "token-of-an-editor"
POWERLESS = "token-of-somebody"
ORGANISATION = "bappeda"
# No status, but a trouble: the answer ends before it is whole.
BROKEN_OFF = 0
NAME = re.compile(r"[a-z0-9_-]*")
TAG = re.compile(r"[\w \-.]*")
SHOWN_AS = {"ttl": "TTL", "json-ld": "JSON-LD", "csv": "CSV", "zip": "ZIP", "rdf": "RDF"}


class Refusal(Exception):
    def __init__(self, status: int, kind: str, **details: Any) -> None:
        super().__init__(kind)
        self.status, self.kind, self.details = status, kind, details


@dataclass
class Ckan:
    """What it holds, what it was asked, and the answers that are to come before its own."""

    address: str = ""
    organisations: dict[str, str] = field(default_factory=lambda: {ORGANISATION: "org-1"})
    packages: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    troubles: list[tuple[str, int, bool]] = field(default_factory=list)
    required_extras: tuple[str, ...] = ()
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 10_000)))

    WRITING: ClassVar = ("package_create", "package_patch", "package_update", "package_delete")

    def written(self) -> list[str]:
        return [action for action in self.asked if action in self.WRITING]

    def trouble(self, action: str, status: int, *, after: bool = False) -> None:
        """The next call of the action is answered so, before or after it has been carried out."""
        self.troubles.append((action, status, after))

    def act(self, action: str, data: dict[str, Any], user: str) -> Any:
        self.asked.append(action)
        return getattr(self, f"_{action}")(data, user)

    def _status_show(self, *_: object) -> Any:
        return {"site_title": "CKAN", "site_url": self.address, "ckan_version": "2.12.0"}

    def _organization_show(self, data: Mapping[str, Any], *_: object) -> Any:
        return {"id": self._organisation(data["id"]), "name": data["id"]}

    def _organization_list_for_user(self, data: Mapping[str, Any], user: str) -> Any:
        if user != "editor" or data.get("permission") != "create_dataset":
            return []
        return [{"id": each, "name": name} for name, each in self.organisations.items()]

    def _package_show(self, data: Mapping[str, Any], *_: object) -> Any:
        return self._found(data["id"])

    def _package_create(self, data: dict[str, Any], user: str) -> Any:
        self._require_editor(user)
        if data.get("name") in self.packages:
            raise invalid(name=["That URL is already in use."])
        package = self._valid(data)
        package["id"] = f"package-{next(self.numbers)}"
        self.packages[package["name"]] = package
        return package

    def _package_patch(self, data: dict[str, Any], user: str) -> Any:
        self._require_editor(user)
        before = self._found(data["id"])
        package = self._valid(before | data)
        self.packages[before["name"]] = package
        return package

    def _found(self, name: str) -> dict[str, Any]:
        for package in self.packages.values():
            if name in {package["name"], package["id"]}:
                return package
        raise Refusal(404, "Not Found Error", message="Not found")

    def _organisation(self, name: str) -> str:
        for known, number in self.organisations.items():
            if name in {known, number}:
                return number
        raise Refusal(404, "Not Found Error", message="Not found")

    @staticmethod
    def _require_editor(user: str) -> None:
        if user != "editor":
            message = f"Access denied: User {user} not authorized to edit datasets"
            raise Refusal(403, "Authorization Error", message=message)

    def _valid(self, data: Mapping[str, Any]) -> dict[str, Any]:
        package: dict[str, Any] = {"state": "active", "private": False, **data}
        name = package.get("name") or ""
        if not 2 <= len(name) <= 100 or not NAME.fullmatch(name):
            raise invalid(name=["Must be purely lowercase alphanumeric (ascii) characters"])
        if not package.get("owner_org"):
            raise invalid(owner_org=["An organization must be provided"])
        if package["owner_org"] not in self.organisations.values():
            raise invalid(owner_org=["Organization does not exist"])
        package["tags"] = [self._tag(tag) for tag in package.get("tags", ())]
        package["extras"] = self._extras(package.get("extras", ()))
        package["resources"] = [self._resource(each) for each in package.get("resources", ())]
        return package

    @staticmethod
    def _tag(tag: Mapping[str, Any]) -> dict[str, Any]:
        name = tag["name"]
        if not 2 <= len(name) <= 100:
            raise invalid(tags=[{"name": [f'Tag "{name}" length is less than minimum 2']}])
        if not TAG.fullmatch(name):
            raise invalid(tags=[{"name": [f'Tag "{name}" can only contain alphanumeric']}])
        return {**tag, "display_name": name, "state": "active", "vocabulary_id": None}

    def _extras(self, extras: Any) -> list[dict[str, str]]:
        keys = [extra["key"] for extra in extras]
        if len(keys) != len(set(keys)):
            raise invalid(extras=[{"key": ["There is already an extra with this key"]}])
        missing = [key for key in self.required_extras if key not in keys]
        if missing:
            raise invalid(**{key: ["Missing value"] for key in missing})
        return sorted(
            ({"key": extra["key"], "value": extra["value"]} for extra in extras),
            key=lambda extra: extra["key"],
        )

    def _resource(self, resource: Mapping[str, Any]) -> dict[str, Any]:
        known = {"id": f"resource-{next(self.numbers)}", "state": "active", **resource}
        shown = str(resource.get("format", ""))
        return {**known, "format": SHOWN_AS.get(shown.lower(), shown)}


def invalid(**fields: Any) -> Refusal:
    return Refusal(409, "Validation Error", **fields)


class Handler(BaseHTTPRequestHandler):
    """POST /api/action/NAME, and with the number of the version between."""

    protocol_version = "HTTP/1.1"
    # An answer in one piece: two would wait for each other.
    wbufsize = -1
    ckan: ClassVar[Ckan]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        match = re.fullmatch(r"/api(?:/3)?/action/(\w+)", self.path)
        if match is None or not hasattr(self.ckan, f"_{match[1]}"):
            return self._send(400, f"Bad request: Action name not known: {self.path}")
        action = match[1]
        trouble = next((each for each in self.ckan.troubles if each[0] == action), None)
        if trouble is not None:
            self.ckan.troubles.remove(trouble)
        if trouble is not None and not trouble[2]:
            self.ckan.asked.append(action)
            return self._send(trouble[1], "unwell")
        status, answer = self._answer(action, json.loads(body))
        return self._send(trouble[1], "unwell") if trouble else self._send(status, answer)

    def _break_off(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"40\r\n{")
        self.close_connection = True

    def _answer(self, action: str, data: dict[str, Any]) -> tuple[int, Any]:
        users = {TOKEN: "editor", POWERLESS: "somebody"}
        user = users.get(self.headers.get("Authorization", ""), "")
        try:
            return 200, {"success": True, "result": self.ckan.act(action, data, user)}
        except Refusal as refusal:
            error = {"__type": refusal.kind, **refusal.details}
            return refusal.status, {"success": False, "error": error}

    def _send(self, status: int, answer: Any) -> None:
        if status == BROKEN_OFF:
            return self._break_off()
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json;charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if status == 503:
            self.send_header("Retry-After", "7")
        if status == 301:
            self.send_header("Location", "https://elsewhere.example.go.id/")
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *_: object) -> None:
        """A test has no use for it."""


@contextmanager
def running() -> Iterator[Ckan]:
    """A new CKAN at a port of its own."""
    ckan = Ckan()
    handler = type("Bound", (Handler,), {"ckan": ckan})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        ckan.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield ckan
        finally:
            server.shutdown()
            thread.join()
