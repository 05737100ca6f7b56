"""What a site has to say about itself: what it is, its licence, and who can use it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from inovasi.knowledge.catalogue import Contact
from inovasi.knowledge.releases import Release
from inovasi.serving.pages import Pages


@dataclass(frozen=True, slots=True)
class Statements:
    """Answers ``/about``, ``/accessibility`` and ``/licence``."""

    pages: Pages
    served: Release | None

    def about(self) -> Response:
        """What this is, and how the facts in it are made."""
        return self._page("about.html")

    def accessibility(self) -> Response:
        """Which standard is kept to, how that is tested, and what is known to be amiss."""
        return self._page("accessibility.html")

    def licence(self) -> Response:
        """What may be done with the data, and how to have something removed."""
        return self._page("licence.html")

    def _page(self, template: str) -> Response:
        response = self.pages.render(
            template,
            served=self.served,
            contact=Contact.read(self.pages.config.contact),
        )
        response.headers["Cache-Control"] = "no-cache"
        response.add_etag()
        return response
