"""Datasets as files: whole or in parts, with their checksums, of today and of each release."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from flask import Response, request

from inovasi.errors import BeingMade, Inexpressible, NotFound
from inovasi.portals.editions import Edition
from inovasi.portals.formats import BY_NAME, DumpFormat
from inovasi.portals.shelf import RETRY_S, Dump, Shelf
from inovasi.serving.conditional import conditions, held
from inovasi.serving.ranges import part, still_holds

PATIENCE_S: Final = 8.0
"""How long a request waits for a dump that is being made: enough for what is not large."""
CHECKSUM: Final = ".sha256"
# The bytes are those that the checksum is of: nobody on the way is to code them.
LATEST: Final = "public, no-cache, no-transform"
FOR_GOOD: Final = "public, max-age=31536000, immutable, no-transform"
# What a release holds line for line; other formats are written by the code of today.
_ARCHIVED: Final = frozenset({"nq", "nt"})
_PIECE: Final = 64 * 1024
_ELSEWHERE: Final = "see /catalog for the files there are"


class Dumps:
    """The files of an edition, and of the releases by their version.

    ``waiting`` requests may wait for what is being made; others are told to come back.
    """

    def __init__(
        self, shelf: Shelf, edition: Edition, releases: Mapping[str, Edition], waiting: int
    ) -> None:
        self._shelf = shelf
        self._edition = edition
        self._releases = releases
        self._seats = threading.Semaphore(waiting)

    def latest(self, name: str) -> Response:
        """The dump, or its checksum, as the data are now."""
        return self._answer(self._edition, name, "")

    def released(self, version: str, name: str) -> Response:
        """The same of a release."""
        edition = self._releases.get(version)
        if edition is None:
            raise NotFound(f"There is no release {version}", "see /releases for those there are")
        return self._answer(edition, name, version)

    def _answer(self, edition: Edition, name: str, version: str) -> Response:
        whole = name.removesuffix(CHECKSUM)
        dataset, _, suffix = whole.partition(".")
        form = BY_NAME.get(suffix)
        if form is None or dataset not in edition.datasets:
            raise NotFound(f"There is no dump {name}", _ELSEWHERE)
        dump = self._dump(edition, dataset, form)
        if name != whole:
            line = f"{dump.sha256}  {_saved_as(dataset, form, version)}\n"
            response = Response(line, mimetype="text/plain")
            response.set_etag(f"{dump.sha256}{CHECKSUM}")
        else:
            response = _file(dump, form)
            saved = _saved_as(dataset, form, version)
            response.headers["Content-Disposition"] = f'attachment; filename="{saved}"'
        for_good = bool(version) and suffix in _ARCHIVED
        response.headers["Cache-Control"] = FOR_GOOD if for_good else LATEST
        response.headers["Link"] = f'<{request.script_root}/catalog>; rel="describedby"'
        return response

    def _dump(self, edition: Edition, dataset: str, form: DumpFormat) -> Dump:
        seated = self._seats.acquire(blocking=False)
        try:
            patience = PATIENCE_S if seated else 0.0
            return self._shelf.file(edition, dataset, form.name, patience)
        except Inexpressible as error:
            raise NotFound(error.detail, error.remedy) from None
        finally:
            if seated:
                self._seats.release()


def _saved_as(dataset: str, form: DumpFormat, version: str) -> str:
    return form.file(f"{dataset}-{version}" if version else dataset)


def _file(dump: Dump, form: DumpFormat) -> Response:
    """The file, or the part of it that is asked for and still fits what the client has."""
    response = Response(content_type=form.content_type)
    response.set_etag(dump.sha256)
    response.headers["Accept-Ranges"] = "bytes"
    response.content_length = dump.size
    wishes = conditions(request.environ)
    if request.method != "GET" or held(wishes, [dump.sha256], None) is not None:
        # Whoever finishes the answer makes it one without a body.
        return response
    asked = None
    if still_holds(request.headers.get("If-Range"), dump.sha256):
        asked = part(request.headers.get("Range"), dump.size)
    if asked is not None:
        response.status_code = 206
        place = f"bytes {asked.start}-{asked.stop - 1}/{dump.size}"
        response.headers["Content-Range"] = place
    sent = range(dump.size) if asked is None else asked
    file = _opened(dump)
    response.response = _pieces(file, sent)
    response.call_on_close(file.close)
    response.content_length = len(sent)
    return response


def _opened(dump: Dump) -> BinaryIO:
    try:
        return dump.path.open("rb")
    except FileNotFoundError:
        raise BeingMade("The dump is being made anew", RETRY_S) from None


def _pieces(file: BinaryIO, sent: range) -> Iterator[bytes]:
    with file:
        file.seek(sent.start)
        left = len(sent)
        while left and (piece := file.read(min(_PIECE, left))):
            left -= len(piece)
            yield piece
