"""The lists of things: all of them, a page of one, and one as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from flask import Response, request, url_for

from inovasi.errors import MalformedRequest, NotFound
from inovasi.resources import table
from inovasi.resources.areas import read_area
from inovasi.resources.asking import Asker
from inovasi.resources.labels import Labels, Names, read_labels
from inovasi.resources.listing import (
    COUNTED,
    PAGE,
    SORTED,
    Page,
    Wish,
    name_of,
    read_all,
    read_counts,
    read_page,
)
from inovasi.resources.listings import GROUPS, LISTINGS, find
from inovasi.resources.lists import Listing
from inovasi.resources.maps import Layer, Place, draw, read_points
from inovasi.resources.narrowing import (
    Narrowing,
    category_of,
    read_areas,
    read_categories,
)
from inovasi.resources.things import path_of
from inovasi.serving import linked
from inovasi.serving.amiss import Amiss, amiss, refused
from inovasi.serving.conditional import FRESH
from inovasi.serving.linked import Step
from inovasi.serving.pages import Pages
from inovasi.serving.paging import number_asked
from inovasi.serving.prepared import Prepared

ASCENDING: Final = "asc"
DESCENDING: Final = "desc"
# A list that fits on a screen is not narrowed.
_SHORT: Final = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of a list; ``area`` is a code, ``category`` as it stands in it."""

    listing: Listing
    wish: Wish
    number: int = 1
    area: str = ""
    category: str = ""

    def address(self, **changes: Any) -> str:
        """The address with other parameters; those that go without saying are left out."""
        order = DESCENDING if self.wish.descending else ""
        now = {"sort": self.wish.sort, "order": order, "page": self.number}
        asked = {**now, "area": self.area, "category": self.category, **changes}
        if asked["sort"] == self.listing.sort:
            asked["sort"] = ""
        if asked["page"] == 1:
            asked["page"] = ""
        endpoint = asked.pop("endpoint", "browse_list")
        kept = {name: value for name, value in asked.items() if value}
        return url_for(endpoint, word=self.listing.word, **kept)

    def turn(self, number: int) -> str:
        """The address of another page."""
        return self.address(page=number)

    def sorting(self, key: str) -> str:
        """The address of the list sorted by a column, the other way round where it is already."""
        again = key == self.wish.sort and not self.wish.descending
        return self.address(sort=key, order=DESCENDING if again else "", page=1)

    @property
    def file(self) -> str:
        """The address of the list as a file."""
        return self.address(endpoint="browse_csv", page=1)

    @property
    def plain(self) -> str:
        """The address of the page in the order that the list has by itself."""
        return self.address(sort="", order="")


@dataclass(slots=True)
class Browse:
    """Answers ``/browse`` and what lies below; how long the lists are is asked for once."""

    asker: Asker
    pages: Pages
    _counts: Prepared[str, dict[str, int]] = field(init=False)

    def __post_init__(self) -> None:
        self._counts = Prepared(lambda _: self._count())

    def _count(self) -> dict[str, int]:
        counts = read_counts(self.asker, LISTINGS)
        return {each.word: count for each, count in zip(LISTINGS, counts, strict=True)}

    def index(self) -> Response:
        """All lists, with how much is on each."""
        counts = self._counts.get(self.asker.version)
        response = self.pages.render(
            "browse.html",
            groups=GROUPS,
            counts=counts,
            most=COUNTED,
            page_kind=linked.COLLECTION,
        )
        response.headers["Cache-Control"] = "no-cache" if counts else "no-store"
        if counts:
            response.add_etag()
        return response

    def view(self, word: str) -> Response:
        """One page of a list; what is amiss in the address is said on its first page."""
        listing = _listing(word)
        try:
            return self._page(self._asked(listing))
        except (MalformedRequest, NotFound) as error:
            plain = Asked(listing, Wish(self.pages.language, listing.sort))
            return refused(self._page(plain, amiss(error)), error)

    def _page(self, asked: Asked, fault: Amiss | None = None) -> Response:
        areas = read_areas(self.asker) if asked.listing.reach else {}
        categories = read_categories(self.asker) if asked.listing.categorized else []
        narrowing = asked.wish.narrowing
        also = [*areas, *categories, *filter(None, narrowing)]
        page = read_page(self.asker, asked.listing, asked.wish, asked.number, also)
        _check_narrowing(asked, page.labels)
        if asked.number > page.last:
            raise NotFound(f"There is no page {asked.number}", f"the last one is {page.last}").of(
                "page"
            )
        response = self._render(asked, page, areas, categories, fault)
        response.headers["Cache-Control"] = "no-cache"
        response.add_etag()
        return response

    def _render(
        self,
        asked: Asked,
        page: Page,
        areas: Mapping[str, str],
        categories: list[str],
        fault: Amiss | None,
    ) -> Response:
        language = self.pages.language
        listing, narrowing = asked.listing, asked.wish.narrowing
        first = (asked.number - 1) * PAGE + 1
        narrowable = bool(areas) and (page.total > _SHORT or bool(narrowing.area or fault))
        return self.pages.render(
            "list.html",
            listing=listing,
            asked=asked,
            amiss=fault,
            page=page,
            first=first,
            until=first + len(page.rows) - 1,
            named=Names(page.labels, language),
            called=lambda iri: name_of(listing, iri, page.labels, language),
            areas=areas if narrowable or categories else {},
            categories={iri: iri.rpartition("/")[2] for iri in categories},
            beside=[each for each in map(find, listing.beside) if each],
            most=SORTED,
            drawn=self._map(page) if listing.mapped else (),
            **self._spoken(asked, page),
        )

    def _spoken(self, asked: Asked, page: Page) -> dict[str, Any]:
        """What search engines are told."""
        language, root = self.pages.language, self.pages.root
        canonical = self.pages.canonical(asked.plain.removeprefix(request.script_root))
        rows = (
            (name_of(asked.listing, row.iri, page.labels, language).text, path_of(row.iri))
            for row in page.rows
        )
        steps = [Step(name, f"{root}{path}") for name, path in rows]
        return {
            "canonical": canonical,
            "schema": linked.listing(canonical, steps, page.total),
            "trail": trail(self.pages)[:1],
            "page_kind": linked.COLLECTION,
        }

    def _map(self, page: Page) -> tuple[Layer, ...]:
        """The places of a page on the map; empty where none of them has a point."""
        points = read_points(self.asker, [row.iri for row in page.rows])
        named = Names(page.labels, self.pages.language)
        places = (Place(iri, named(iri).text, *point) for iri, point in points.items())
        return draw(places) if points else ()

    def _asked(self, listing: Listing) -> Asked:
        area, category = (request.args.get(name, "").strip() for name in ("area", "category"))
        for name, value, fits in (
            ("area", area, listing.reach),
            ("category", category, listing.categorized),
        ):
            if value and not fits:
                detail = f"The list {listing.word!r} cannot be narrowed to {name}"
                raise MalformedRequest(detail, f"leave out {name}").of(name)
        place = read_area(self.asker, listing, area) if area else ""
        narrowing = Narrowing(place, category_of(category) if category else "")
        wish = Wish(self.pages.language, _sort(listing), _descending(), narrowing)
        # A form sends what is left empty, too.
        number = number_asked() if request.args.get("page") else 1
        return Asked(listing, wish, number, place.rpartition("/")[2], category)

    def file(self, word: str) -> Response:
        """All of a list, as CSV."""
        asked = self._asked(_listing(word))
        wanted = list(filter(None, asked.wish.narrowing))
        _check_narrowing(asked, read_labels(self.asker, wanted))
        parts = read_all(self.asker, asked.listing, asked.wish)
        content = table.written(asked.listing, parts, asked.wish.language)
        response = Response(content, content_type="text/csv; charset=utf-8; header=present")
        response.headers["Content-Disposition"] = f'inline; filename="{word}.csv"'
        response.headers["Content-Language"] = asked.wish.language
        response.headers["Cache-Control"] = FRESH
        response.vary.update(("Accept-Language", "Cookie"))
        response.add_etag()
        return response


def trail(pages: Pages, word: str = "") -> list[Step]:
    """The steps from the home page to a list, where there is one of that word."""
    listing, language = find(word), pages.language
    steps = [Step(pages.texts[language]["browse"]["title"], f"{pages.root}/browse")]
    if listing is not None:
        steps.append(Step(listing.title.of(language), f"{pages.root}/browse/{word}"))
    return steps


def _listing(word: str) -> Listing:
    listing = find(word)
    if listing is None:
        raise NotFound(f"There is no list {word[:40]!r}", "choose one of those at /browse")
    return listing


def _sort(listing: Listing) -> str:
    sort = request.args.get("sort", "") or listing.sort
    if sort not in listing.sortable:
        offered = ", ".join(listing.sortable)
        detail = f"This list cannot be sorted by {sort[:40]!r}"
        raise MalformedRequest(detail, f"sort by one of {offered}").of("sort")
    return sort


def _descending() -> bool:
    order = request.args.get("order", "") or ASCENDING
    if order not in (ASCENDING, DESCENDING):
        raise MalformedRequest(f"There is no order {order[:40]!r}", "use asc or desc").of("order")
    return order == DESCENDING


def _check_narrowing(asked: Asked, labels: Mapping[str, Labels]) -> None:
    """NotFound for an area or a category that the graph does not know."""
    narrowing = asked.wish.narrowing
    if narrowing.area and not labels.get(narrowing.area):
        detail = f"The graph knows no area with the code {asked.area}"
        raise NotFound(detail, "look it up at /browse/wilayah or /browse/wilayah-acuan").of("area")
    if narrowing.category and not labels.get(narrowing.category):
        detail = f"The graph knows no category {asked.category!r}"
        raise NotFound(detail, "look it up at /skema/kategori").of("category")
