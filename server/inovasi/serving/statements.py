"""What a site has to say about itself: what it is, its licence, and who can use it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from inovasi.knowledge.catalogue import Agent, Contact
from inovasi.knowledge.releases import Release
from inovasi.serving.pages import Pages


@dataclass(frozen=True, slots=True)
class Statements:
    """Answers ``/about``, ``/accessibility`` and ``/licence``.

    ``ours`` says whether what is served is the published graph: of other data nothing is claimed.
    """

    pages: Pages
    ours: bool
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
        config = self.pages.config
        response = self.pages.render(
            template,
            ours=self.ours,
            served=self.served,
            publisher=Agent.read(config.publisher) if config.publisher else None,
            contact=Contact.read(config.contact),
        )
        response.headers["Cache-Control"] = "no-cache"
        response.add_etag()
        return response
