"""One CKAN over HTTP: each method is one call, and says in one line what went wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import ckanapi  # type: ignore[import-untyped]
import requests
from ckanapi import errors as refusals
from requests.exceptions import ChunkedEncodingError

from inovasi import __version__
from inovasi.errors import PortalError
from inovasi.portals.ckan.patience import Unsteady
from inovasi.portals.ckan.plan import Package, Plan

# Seconds to connect, and between two pieces of an answer.
_TIMEOUT: Final = (10, 60)
_TOO_MANY: Final = 429
_SERVER_FAULT: Final = 500
_REDIRECTIONS: Final = range(300, 400)
_NO_ACCESS: Final = frozenset({401, 403})
_MOST_SHOWN: Final = 300


class _Line:
    """The session of the client, which sees what the client does not tell: status and fields."""

    def __init__(self) -> None:
        self._session = requests.Session()
        # Without this, an entry in ~/.netrc would replace the token.
        self._session.auth = lambda request: request
        self.status = 0

    def post(self, url: str, **options: Any) -> Any:
        response = self._session.post(url, **options)
        self.status = response.status_code
        if self.status == _TOO_MANY or self.status >= _SERVER_FAULT:
            wait = response.headers.get("Retry-After", "")
            raise Unsteady(f"answers with {self.status}", float(wait) if wait.isdigit() else 0.0)
        if self.status in _REDIRECTIONS:
            place = _readable(response.headers.get("Location", "elsewhere"))
            raise PortalError(f"{url} sends on to {place}", "give the address there as --url")
        return response

    def close(self) -> None:
        self._session.close()


class Portal:
    """A CKAN at an address; the token goes into a header and nowhere else."""

    def __init__(self, address: str, token: str = "") -> None:
        self.address = address
        self.has_token = bool(token)
        self._line = _Line()
        self._remote = ckanapi.RemoteCKAN(
            address, token or None, f"inovasi/{__version__}", session=self._line
        )

    def __enter__(self) -> Portal:
        return self

    def __exit__(self, *_: object) -> None:
        self._remote.close()

    def check(self) -> None:
        """Requires that a CKAN answers."""
        status = self._call("status_show")
        if not isinstance(status, Mapping) or "site_url" not in status:
            raise self._no_ckan()

    def organisation(self, name: str) -> str:
        """The id of an organisation, by its name."""
        try:
            found = self._call("organization_show", name, id=name, include_users=False)
        except refusals.NotFound:
            raise PortalError(
                f"{self.address} has no organisation {name!r}",
                "give --org the name that stands in the address of its page",
            ) from None
        return self._id(found)

    def require_permission(self, organisation: str, name: str) -> None:
        """Requires that the token may make datasets there."""
        allowed = self._call("organization_list_for_user", name, permission="create_dataset")
        if not isinstance(allowed, list):
            raise self._no_ckan()
        if organisation not in {self._id(each) for each in allowed}:
            raise _forbidden(self.address, name)

    def show(self, name: str) -> Package | None:
        """The package of a name, or None."""
        try:
            found: Package = self._call("package_show", name, id=name)
        except refusals.NotFound:
            return None
        self._id(found)
        return found

    def perform(self, plan: Plan) -> None:
        """Does what a plan says."""
        if plan.action:
            self._call(plan.action, plan.name, **plan.arguments)

    def _call(self, action: str, subject: str = "", /, **arguments: Any) -> Any:
        """The result of an action; ``subject`` is what a refusal names."""
        try:
            return self._asked(action, arguments)
        except refusals.NotFound:
            raise
        except refusals.NotAuthorized:
            raise _forbidden(self.address, subject) from None
        except refusals.ValidationError as error:
            raise _invalid(self.address, subject, error.error_dict) from None
        except (refusals.CKANAPIError, refusals.ServerIncompatibleError):
            raise self._not_of_ckan() from None

    def _asked(self, action: str, arguments: Mapping[str, Any]) -> Any:
        """What came back; the errors are CKAN's own, those of the way to it are told as ours."""
        try:
            return self._remote.call_action(
                action, arguments, requests_kwargs={"timeout": _TIMEOUT}
            )
        except requests.exceptions.SSLError as error:
            raise PortalError(
                f"{self.address} cannot prove who it is ({_readable(error)})",
                "mend its certificate, or check --url",
            ) from None
        except ChunkedEncodingError:
            raise Unsteady("breaks off its answer") from None
        except (requests.ConnectionError, requests.Timeout) as error:
            raise Unsteady(f"cannot be reached ({type(error).__name__})") from None
        except requests.RequestException as error:
            raise PortalError(
                f"{self.address} cannot be asked ({_readable(error)})", "check --url"
            ) from None

    def _id(self, found: Any) -> str:
        """The id of what CKAN shows; something else answers where it has none."""
        if not isinstance(found, Mapping) or not isinstance(found.get("id"), str):
            raise self._no_ckan()
        return str(found["id"])

    def _not_of_ckan(self) -> PortalError:
        """An answer in no words of CKAN's, perhaps of a proxy or a firewall before it."""
        if self._line.status not in _NO_ACCESS:
            return self._no_ckan()
        return PortalError(
            f"{self.address} refuses access (status {self._line.status})",
            "check INOVASI_CKAN_TOKEN, and ask its operator what keeps programs out before CKAN",
        )

    def _no_ckan(self) -> PortalError:
        return PortalError(
            f"{self.address} does not answer as a CKAN does (status {self._line.status})",
            "give --url the address of the portal's home page, without /dataset or /api",
        )


def _forbidden(address: str, what: str) -> PortalError:
    return PortalError(
        f"{address} forbids this" + (f" for {what!r}" if what else ""),
        "put a token into INOVASI_CKAN_TOKEN that is valid there, of a user who may make datasets"
        " in the organisation",
    )


def _invalid(address: str, name: str, found: Mapping[str, Any]) -> PortalError:
    problems = {field: value for field, value in found.items() if field != "__type"}
    return PortalError(
        f"{address} refuses the dataset {name!r}: {_readable('; '.join(_told(problems)))}",
        "that is its rule: see what its operator asks of a dataset, and --extras for the table",
    )


def _told(problems: Any, place: str = "") -> Iterator[str]:
    """CKAN nests what it minds by field and by place in a list; one line for each."""
    if isinstance(problems, Mapping):
        for field, inner in problems.items():
            yield from _told(inner, f"{place}.{field}" if place else str(field))
    elif isinstance(problems, list):
        for number, inner in enumerate(problems):
            deeper = isinstance(inner, Mapping)
            yield from _told(inner, f"{place}[{number}]" if deeper else place)
    else:
        yield f"{place}: {problems}"


def _readable(text: object) -> str:
    """What another machine says, without what could steer a terminal."""
    words = "".join(sign if sign.isprintable() else " " for sign in str(text))
    return words if len(words) <= _MOST_SHOWN else words[:_MOST_SHOWN] + "…"
