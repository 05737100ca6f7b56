from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inovasi.errors import PortalError
from inovasi.portals.ckan.client import Portal
from inovasi.portals.ckan.patience import Unsteady
from inovasi.portals.ckan.plan import plan
from tests.portals.ckan import ckan
from tests.portals.ckan.ckan import ORGANISATION, POWERLESS, TOKEN, Ckan
from tests.portals.ckan.support import INOVASI, wanted


@pytest.fixture
def there() -> Iterator[Ckan]:
    with ckan.running() as running:
        yield running


@pytest.fixture
def portal(there: Ckan) -> Iterator[Portal]:
    with Portal(there.address, TOKEN) as opened:
        yield opened


def test_a_ckan_is_known_by_its_status(portal: Portal) -> None:
    portal.check()
    assert portal.organisation(ORGANISATION) == "org-1"
    portal.require_permission("org-1", ORGANISATION)
    assert portal.show("inovasi") is None


def test_a_package_is_made_and_found_again(there: Ckan, portal: Portal) -> None:
    (package,) = wanted("org-1", INOVASI)
    portal.perform(plan(package, portal.show("inovasi")))
    assert there.packages["inovasi"]["title"] == "Inovasi daerah"
    planned = plan(package, portal.show("inovasi"))
    portal.perform(planned)
    assert (planned.action, there.written()) == ("", ["package_create"])


def test_an_organisation_that_is_not_there_is_named(portal: Portal) -> None:
    with pytest.raises(PortalError, match="has no organisation 'dinas' — give --org"):
        portal.organisation("dinas")


@pytest.mark.parametrize("token", [POWERLESS, "wrong"])
def test_a_token_that_may_not_is_told_what_it_takes(there: Ckan, token: str) -> None:
    (package,) = wanted("org-1", INOVASI)
    with Portal(there.address, token) as opened:
        with pytest.raises(PortalError, match="forbids this for 'bappeda' — put a token into INOV"):
            opened.require_permission("org-1", ORGANISATION)
        with pytest.raises(PortalError, match="forbids this for 'inovasi'") as raised:
            opened.perform(plan(package, None))
    assert token not in str(raised.value)


def test_a_token_is_sent_whatever_netrc_says(
    there: Ckan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    with Portal(there.address, TOKEN) as opened:
        opened.require_permission("org-1", ORGANISATION)


def test_what_a_ckan_minds_is_told_field_by_field(there: Ckan, portal: Portal) -> None:
    there.required_extras = ("walidata",)
    (package,) = wanted("org-1", INOVASI)
    with pytest.raises(PortalError, match="refuses the dataset 'inovasi': walidata: Missing value"):
        portal.perform(plan(package, None))
    there.required_extras = ()
    wrong = {**package, "tags": [{"name": "kota"}, {"name": "a/b"}]}
    with pytest.raises(PortalError, match=r'tags\[0\]\.name: Tag "a/b" can only contain'):
        portal.perform(plan(wrong, None))


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_an_unwell_portal_may_be_asked_again(there: Ckan, portal: Portal, status: int) -> None:
    there.trouble("status_show", status)
    with pytest.raises(Unsteady, match=f"answers with {status}") as raised:
        portal.check()
    assert raised.value.wait == (7.0 if status == 503 else 0.0)
    portal.check()


def test_a_portal_whose_answer_breaks_off_may_be_asked_again(there: Ckan, portal: Portal) -> None:
    there.trouble("status_show", ckan.BROKEN_OFF)
    with pytest.raises(Unsteady, match="breaks off its answer"):
        portal.check()
    portal.check()


def test_a_redirection_names_the_address_to_give(there: Ckan, portal: Portal) -> None:
    there.trouble("status_show", 301)
    with pytest.raises(PortalError, match=r"sends on to https://elsewhere\.example\.go\.id/"):
        portal.check()


@pytest.mark.parametrize("status", [200, 400, 404])
def test_a_server_that_is_no_ckan_is_told_apart(there: Ckan, portal: Portal, status: int) -> None:
    there.trouble("status_show", status)
    with pytest.raises(PortalError, match=rf"as a CKAN does \(status {status}\) — give --url"):
        portal.check()


@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_of_access_that_is_not_a_ckans_is_named(
    there: Ckan, portal: Portal, status: int
) -> None:
    there.trouble("status_show", status)
    with pytest.raises(PortalError, match=rf"refuses access \(status {status}\) — check INOVASI_C"):
        portal.check()


@pytest.mark.parametrize("answer", [None, "org-1", ["org-1"], {}, {"id": None}, [{}], 7, True])
def test_an_answer_of_another_shape_is_that_of_no_ckan(
    there: Ckan, portal: Portal, monkeypatch: pytest.MonkeyPatch, answer: object
) -> None:
    for action in ("organization_show", "organization_list_for_user", "package_show"):
        monkeypatch.setattr(there, f"_{action}", lambda *_: answer, raising=False)
    for ask in (
        lambda: portal.organisation(ORGANISATION),
        lambda: portal.require_permission("org-1", ORGANISATION),
        lambda: portal.show("inovasi"),
    ):
        with pytest.raises(PortalError, match="does not answer as a CKAN does"):
            ask()


def test_an_address_below_the_home_page_is_no_ckan(there: Ckan) -> None:
    with (
        Portal(f"{there.address}/dataset", TOKEN) as opened,
        pytest.raises(PortalError, match="without /dataset or /api"),
    ):
        opened.check()


def refused() -> str:
    """An address at which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{held.getsockname()[1]}"


def test_a_host_that_does_not_answer_may_be_asked_again() -> None:
    with Portal(refused()) as opened, pytest.raises(Unsteady, match="cannot be reached"):
        opened.check()


def test_a_host_that_speaks_no_tls_is_not_asked_again(there: Ckan) -> None:
    secure = there.address.replace("http:", "https:")
    with Portal(secure) as opened, pytest.raises(PortalError, match="cannot prove who it is"):
        opened.check()


def test_an_address_that_cannot_be_is_one_line() -> None:
    with Portal("http://127.0.0.1:99999") as opened, pytest.raises(PortalError, match="--url"):
        opened.check()


def test_long_words_of_a_portal_are_cut_and_cannot_steer_a_terminal(
    there: Ckan, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    words: Callable[..., object] = lambda *_: (_ for _ in ()).throw(  # noqa: E731
        ckan.invalid(notes=["\x1b[2J" + "x" * 5000])
    )
    monkeypatch.setattr(there, "_package_create", words, raising=False)
    (package,) = wanted("org-1", INOVASI)
    with pytest.raises(PortalError) as raised:
        portal.perform(plan(package, None))
    assert "\x1b" not in str(raised.value)
    assert len(str(raised.value)) < 600
