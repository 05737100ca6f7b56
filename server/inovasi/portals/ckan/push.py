"""The whole push: everything is read and planned first, then done one dataset at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TextIO

from inovasi.portals.ckan.client import Portal
from inovasi.portals.ckan.patience import patiently
from inovasi.portals.ckan.plan import CREATE, PATCH, Package, Plan, plan
from inovasi.portals.ckan.report import lines

Packages = Callable[[str], Iterable[Package]]
"""From the id of an organisation to the packages that it is to have."""


def push(
    portal: Portal,
    organisation: str,
    packages: Packages,
    output: TextIO,
    *,
    dry_run: bool,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Makes the portal show the packages; a dry run says what that would change, and stops."""
    ask = partial(patiently, address=portal.address, pause=pause)
    ask(portal.check)
    owner = ask(partial(portal.organisation, organisation))
    if portal.has_token:
        ask(partial(portal.require_permission, owner, organisation))
    wanted = tuple(packages(owner))
    # Whatever is in the way of the last one is known before the first one is changed.
    plans = [ask(partial(_planned, portal, package)) for package in wanted]
    for package, planned in zip(wanted, plans, strict=True):
        if planned.action and not dry_run:
            # Planned anew at each try: the one before may have succeeded, and its answer be lost.
            ask(partial(_settle, portal, package))
        output.writelines(f"{line}\n" for line in lines(planned, done=not dry_run))
        output.flush()
    output.write(_summary(plans, done=not dry_run) + "\n")


def _settle(portal: Portal, package: Package) -> None:
    portal.perform(_planned(portal, package))


def _planned(portal: Portal, package: Package) -> Plan:
    return plan(package, portal.show(package["name"]))


def _summary(plans: Sequence[Plan], *, done: bool) -> str:
    counts = [sum(each.action == action for each in plans) for action in (CREATE, PATCH, "")]
    words = ("created", "changed") if done else ("to create", "to change")
    return ", ".join(
        f"{count} {word}" for count, word in zip(counts, (*words, "as it should be"), strict=True)
    )
