"""What pages say of themselves to search engines."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from rdflib.namespace import RDF

from inovasi import iris
from inovasi.serving.linked import Page, Step, document, listing, site
from tests.knowledge.schemas import as_rdflib, found, properties
from tests.serving.conftest import BROWSER, DATA, client_of
from tests.shared import needs_shared

ROOT = "https://data.example.org/inovasi"
PAGE = Page(ROOT, f"{ROOT}/doc/x", "Sebuah hal", "Tentang sebuah hal.", "id")
HOME = Page(ROOT, f"{ROOT}/", "Inovasi", "Graf pengetahuan.", "id")
THING = {"@type": "AdministrativeArea", "@id": iris.ENTITY + "x", "name": "X"}
STEPS = [Step(f"Hal {number}", f"{ROOT}/doc/{number}") for number in range(60)]
DOCUMENTS = [
    site(HOME),
    document(HOME),
    document(PAGE, THING, [Step("Wilayah", f"{ROOT}/browse/wilayah")]),
    document(PAGE, listing(PAGE.address, STEPS, 60), kind="CollectionPage"),
]


@needs_shared
@pytest.mark.no_cover
def test_no_shape_of_schema_org_is_violated() -> None:
    for each in DOCUMENTS:
        assert found(each) == set()
        used = {str(name) for name in as_rdflib(each).predicates()} - {str(RDF.type)}
        # What an action takes is an annotation, and in no vocabulary.
        assert used - {"http://schema.org/query-input"} <= {str(name) for name in properties()}


def crumbs(found: dict[str, Any]) -> list[tuple[int, str, str]]:
    items = found["@graph"][0]["breadcrumb"]["itemListElement"]
    return [(item["position"], item["name"], item["url"]) for item in items]


def test_the_steps_to_a_page_begin_at_home_and_end_at_the_page() -> None:
    assert crumbs(DOCUMENTS[2]) == [
        (1, "Inovasi", f"{ROOT}/"),
        (2, "Wilayah", f"{ROOT}/browse/wilayah"),
        (3, "Sebuah hal", f"{ROOT}/doc/x"),
    ]
    assert "breadcrumb" not in document(HOME)["@graph"][0]


def test_a_page_is_about_its_thing() -> None:
    page, thing = DOCUMENTS[2]["@graph"]
    assert page["mainEntity"] == {"@id": thing["@id"]}
    assert (page["@id"], page["inLanguage"]) == (PAGE.address, "id")
    assert len(document(PAGE)["@graph"]) == 1


def test_the_site_says_how_it_is_searched_and_where_its_data_are() -> None:
    found, catalogue = DOCUMENTS[0]["@graph"]
    action = found["potentialAction"]
    assert action["target"]["urlTemplate"] == f"{ROOT}/search?q={{search_term_string}}"
    assert action["query-input"] == "required name=search_term_string"
    assert catalogue["@id"] == iris.CATALOGUE


def test_a_list_begins_and_says_how_long_it_is() -> None:
    listed = DOCUMENTS[3]["@graph"][1]
    assert listed["numberOfItems"] == 60
    assert len(listed["itemListElement"]) == 50
    assert listed["itemListElement"][0] == {
        "@type": "ListItem",
        "position": 1,
        "name": "Hal 0",
        "url": f"{ROOT}/doc/0",
    }


def spoken(client: FlaskClient, address: str) -> tuple[list[dict[str, Any]], str]:
    """What a page says of itself, and the page."""
    html = client.get(address, headers=BROWSER).text
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(script)["@graph"], html


@pytest.mark.parametrize(
    ("address", "kinds"),
    [
        ("/?lang=en", ["WebSite", "DataCatalog"]),
        ("/doc/wilayah/1?lang=en", ["WebPage", "Thing"]),
        ("/doc/hasil/2?lang=en", ["WebPage", "Observation"]),
        ("/browse?lang=en", ["CollectionPage"]),
        ("/browse/inovasi?lang=en", ["CollectionPage", "ItemList"]),
        ("/def/?lang=en", ["WebPage", "DefinedTermSet"]),
        ("/search?q=kota&lang=en", ["WebPage"]),
        ("/about?lang=en", ["WebPage"]),
    ],
)
def test_every_page_speaks_of_what_it_is_about(
    client: FlaskClient, address: str, kinds: list[str]
) -> None:
    nodes, html = spoken(client, address)
    assert [node["@type"] for node in nodes] == kinds
    canonical = f"http://localhost{address}"
    assert f'<link rel="canonical" href="{canonical.replace("&", "&amp;")}">' in html
    assert f'<meta property="og:url" content="{canonical.replace("&", "&amp;")}">' in html
    assert nodes[0]["@id"] in (canonical, "http://localhost/#situs")
    described = re.findall(
        r'<meta (?:name|property)="(?:og:)?description" content="([^"]+)">', html
    )
    assert len(described) == 2
    assert described[0].strip() == described[1]
    assert "· Inovasi" not in nodes[0]["name"]


def test_the_steps_lead_through_the_list_of_the_kind(client: FlaskClient) -> None:
    nodes, _ = spoken(client, "/doc/wilayah/1?lang=en")
    assert [(name, url) for _, name, url in crumbs({"@graph": nodes})] == [
        ("Inovasi", "http://localhost/"),
        ("Explore", "http://localhost/browse"),
        ("Areas", "http://localhost/browse/wilayah"),
        ("City of One", "http://localhost/doc/wilayah/1?lang=en"),
    ]


def test_hostile_texts_stay_within_what_holds_them(tmp_path: Path) -> None:
    bad = "</script><script>alert(1)</script>\\\"'&<!--"
    data = f'{DATA} id:bad a inov:Innovation ; skos:prefLabel "{bad}"@id ; inov:goal "{bad}"@id .'
    nodes, html = spoken(client_of(data, tmp_path), "/doc/bad?lang=id")
    assert nodes[1]["name"] == bad.replace("\\", "")
    assert nodes[1]["abstract"] == bad.replace("\\", "")
    assert "<script>" not in html
    assert "\"'&" not in html


def test_an_error_says_nothing_of_itself(client: FlaskClient) -> None:
    answer = client.get("/doc/none", headers=BROWSER)
    assert answer.status_code == 404
    assert "ld+json" not in answer.text
    assert 'rel="canonical"' not in answer.text
    bad = client.get("/", headers={**BROWSER, "Host": "a b"})
    assert bad.status_code == 400
