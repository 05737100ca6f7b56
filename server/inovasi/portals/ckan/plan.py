"""What has to happen at a portal so that it shows a package as we mean it; pure.

A package is a dictionary as CKAN's Action API takes and gives it. A package is ours when it carries
our mark, a resource when its ``uri`` is one of ours: only those are changed, and only in the fields
that we fill. Tags, extras and resources that others added stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from inovasi.errors import PortalError

Package = Mapping[str, Any]

# The extra whose value is the IRI of the dataset: it tells our packages from those of others.
MARK: Final = "inovasi_dataset"

CREATE: Final = "package_create"
PATCH: Final = "package_patch"

_LISTS: Final = frozenset({"tags", "extras", "resources"})


@dataclass(frozen=True, slots=True)
class Change:
    """One field: ``before`` is empty where it is new, ``after`` where it goes."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One call of the Action API, or none: then ``action`` is empty, and so are the changes."""

    name: str
    action: str
    arguments: Package
    changes: tuple[Change, ...]


def plan(wanted: Package, present: Package | None) -> Plan:
    """What makes ``present`` show what is ``wanted``; PortalError where it is not ours."""
    if present is None:
        return Plan(wanted["name"], CREATE, wanted, tuple(_differences(wanted, {})))
    _refuse_foreign(wanted, present)
    changes = tuple(_differences(wanted, present))
    if not changes:
        return Plan(wanted["name"], "", {}, ())
    fields = {change.field.partition("[")[0] for change in changes}
    merged = {field: _merged(field, wanted, present) for field in sorted(fields)}
    return Plan(wanted["name"], PATCH, {"id": present["id"], **merged}, changes)


def _refuse_foreign(wanted: Package, present: Package) -> None:
    name = wanted["name"]
    if _extras(present).get(MARK) != _extras(wanted)[MARK]:
        raise PortalError(
            f"The portal has a dataset {name!r} that this command did not make",
            "leave it alone: choose other names with --prefix",
        )
    if present.get("state", "active") != "active":
        raise PortalError(
            f"The dataset {name!r} is there with the state {present['state']!r}",
            "restore or purge it on the portal, then push again",
        )


def _differences(wanted: Package, present: Package) -> Iterator[Change]:
    for field in (field for field in wanted if field not in _LISTS):
        yield from _difference(field, present.get(field), wanted[field])
    missing = _tags(wanted) - _tags(present)
    yield from (Change("tags", "", name) for name in sorted(missing))
    before = _extras(present)
    for key, value in _extras(wanted).items():
        yield from _difference(f"extras[{key}]", before.get(key), value)
    yield from _resource_differences(wanted, present)


def _difference(field: str, before: Any, after: Any) -> Iterator[Change]:
    if _text(before) != _text(after):
        yield Change(field, _text(before), _text(after))


def _resource_differences(wanted: Package, present: Package) -> Iterator[Change]:
    ours = _ours(present.get("resources", ()), wanted)
    for resource in wanted["resources"]:
        place = f"resources[{resource['name']}]"
        before = ours.pop(resource["uri"], None)
        if before is None:
            yield Change(place, "", resource["url"])
            continue
        for field, value in resource.items():
            if not _same(field, before.get(field), value):
                yield Change(f"{place}.{field}", _text(before.get(field)), _text(value))
    for resource in ours.values():
        yield Change(f"resources[{resource.get('name')}]", _text(resource.get("url")), "")


def _same(field: str, before: Any, after: Any) -> bool:
    """A portal may write a format its own way, as ``Turtle`` for ``TURTLE``."""
    if field == "format":
        return _text(before).casefold() == _text(after).casefold()
    return _text(before) == _text(after)


def _text(value: Any) -> str:
    """A value as it is compared: CKAN turns numbers and line ends its own way."""
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _merged(field: str, wanted: Package, present: Package) -> Any:
    if field == "tags":
        mine = _tags(wanted)
        return [*wanted["tags"], *(tag for tag in present["tags"] if tag["name"] not in mine)]
    if field == "extras":
        return [
            {"key": key, "value": value}
            for key, value in (_extras(present) | _extras(wanted)).items()
        ]
    if field == "resources":
        return list(_merged_resources(wanted, present))
    return wanted[field]


def _merged_resources(wanted: Package, present: Package) -> Iterator[Package]:
    """Those present in their order, ours renewed or gone, then those that are new."""
    ours = _ours(present.get("resources", ()), wanted)
    renewed = {resource["uri"]: resource for resource in wanted["resources"]}
    resources: Sequence[Package] = present["resources"]
    for resource in resources:
        uri = str(resource.get("uri"))
        if ours.get(uri) is not resource:
            yield resource
        elif uri in renewed:
            yield {**resource, **renewed.pop(uri)}
    yield from renewed.values()


def _ours(resources: Iterable[Package], wanted: Package) -> dict[str, Package]:
    """The resources that we made, by their IRI; a second one with the same IRI is a copy."""
    root = _extras(wanted)[MARK] + "/"
    found: dict[str, Package] = {}
    for resource in resources:
        if str(resource.get("uri")).startswith(root):
            found.setdefault(resource["uri"], resource)
    return found


def _tags(package: Package) -> set[str]:
    return {tag["name"] for tag in package.get("tags", ())}


def _extras(package: Package) -> dict[str, str]:
    extras: Sequence[Mapping[str, str]] = package.get("extras", ())
    return {extra["key"]: extra["value"] for extra in extras}
