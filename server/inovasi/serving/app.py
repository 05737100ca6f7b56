"""The web application, made from explicit parts; all its addresses stand here."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from flask import Flask, Response, request
from jinja2 import StrictUndefined

from inovasi import paths
from inovasi.config import Config
from inovasi.knowledge.datasets import read_datasets
from inovasi.knowledge.releases import Release, held_by
from inovasi.knowledge.retired import read_retired
from inovasi.portals import editions
from inovasi.portals.cataloguing import Cataloguing
from inovasi.portals.shelf import Shelf as DumpShelf
from inovasi.query.engine import Engine
from inovasi.query.pooled import PoolEngine, Settings
from inovasi.query.saved import SavedQuestion
from inovasi.resources.asking import Asker
from inovasi.serving import protocol
from inovasi.serving.admin import Admin
from inovasi.serving.answers import Answers
from inovasi.serving.asked import Reader
from inovasi.serving.bodies import Bodies
from inovasi.serving.browse import Browse
from inovasi.serving.cache import Cache, Shelf
from inovasi.serving.catalogue import SUFFIXES, CatalogueViews
from inovasi.serving.cite import Cite
from inovasi.serving.compiled import keep_code
from inovasi.serving.contradictions import Contradictions
from inovasi.serving.crawlers import Crawlers, Served
from inovasi.serving.dated import Dated
from inovasi.serving.doc import Docs
from inovasi.serving.dumps import Dumps
from inovasi.serving.graphs import Graphs
from inovasi.serving.headers import add_headers
from inovasi.serving.heads import Heads
from inovasi.serving.health import Health
from inovasi.serving.home import Home
from inovasi.serving.limiting import RateLimit
from inovasi.serving.metrics import Metrics
from inovasi.serving.ontology import OntologyViews, VersionConverter
from inovasi.serving.originals import Originals
from inovasi.serving.pages import Pages
from inovasi.serving.problems import Problems
from inovasi.serving.proxies import behind_proxies
from inovasi.serving.records import OTHER, Recorder, current
from inovasi.serving.refusals import REFUSAL, Refusals
from inovasi.serving.releases import Releases
from inovasi.serving.rendering import quicken
from inovasi.serving.reporting import Reporting
from inovasi.serving.results import ResultPages
from inovasi.serving.search import Search
from inovasi.serving.sending import Sending
from inovasi.serving.shares import Shares
from inovasi.serving.sharing import SharingEngine, WatchedEngine
from inovasi.serving.sizing import Sizing
from inovasi.serving.sources import Sources
from inovasi.serving.sparql import Endpoint
from inovasi.serving.statements import Statements
from inovasi.serving.validation import Validation
from inovasi.store import opening

# Under this name the application has what is worth doing before the first visitor comes.
PREPARE: Final = "inovasi-prepare"

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def open_pool(config: Config) -> PoolEngine:
    """The processes that answer over the data of a configuration, every one of them ready."""
    settings = Settings(
        workers=config.workers,
        timeout=config.timeout,
        memory=config.memory,
        max_rows=config.max_rows,
        max_result_bytes=config.max_result_bytes,
        waiting=Shares.of(config).waiting,
    )
    return opening.open_pool(config.data, config.store, settings)


def create_app(
    config: Config,
    engine: Engine,
    questions: Sequence[SavedQuestion] = (),
    releases: Sequence[Release] = (),
) -> Flask:
    """An application over an engine."""
    app = _flask(config)
    pool = engine.pool if isinstance(engine, PoolEngine) else None
    shelf = Shelf(config.cache_bytes) if config.cache_bytes else None
    metrics = Metrics(pool, shelf)
    shared = SharingEngine(engine, Shares.of(config).sharing)
    asked = WatchedEngine(shared, "index", metrics.observe_query)

    cataloguing = _cataloguing(config, engine)
    served = _served(releases, cataloguing)
    pages = Pages.load(config, engine.version, ours=bool(served.datasets))
    home = Home(Asker(asked), pages, questions)
    dated = Dated(asked)
    views = _views(home, cataloguing, served, releases, dated)
    app.extensions[PREPARE] = partial(_prepare, app, home, views.search, views.crawlers)
    _add_addresses(app, views)
    _add_own_addresses(app, Health(engine, pool), metrics, Admin(config.token, pool))
    problems = Problems(pages)
    app.add_url_rule("/def/problem/<slug>", "problem", problems.kind)
    _surround(app, problems)
    answers = Answers(app.wsgi_app, Reader(config), asked, dated)
    app.wsgi_app = _layers(answers, config, engine, shelf, metrics)  # type: ignore[method-assign, assignment]
    return app


def _flask(config: Config) -> Flask:
    """The framework as this server uses it, without an address."""
    app = Flask(__name__)
    # Werkzeug cuts a body in chunks at this length without a word: one byte more shows that it did.
    app.config["MAX_CONTENT_LENGTH"] = protocol.max_body_bytes(config.max_query_bytes) + 1
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 3600
    app.url_map.merge_slashes = False
    app.url_map.converters["version"] = VersionConverter
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["originals"] = Originals.of(config)
    quicken(app.jinja_env)
    keep_code(app.jinja_env)
    return app


def _prepare(app: Flask, *parts: Home | Search | Crawlers) -> None:
    """What the first visitors would wait for."""
    for part in parts:
        part.prepare()
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


def _cataloguing(config: Config, engine: Engine) -> Cataloguing:
    """What is served, described, with a shelf for its files."""
    edition = editions.served(config.data, config.store, engine.version)
    return Cataloguing(config, edition, DumpShelf(Path(config.dumps) if config.dumps else None))


def _served(releases: Sequence[Release], cataloguing: Cataloguing) -> Served:
    """What is served: of other data no licence is claimed, so that no dataset is named."""
    release = held_by(releases, cataloguing.config.data)
    names = release.hashes if release else cataloguing.edition.sources
    known = [each for each in read_datasets(paths.DATASETS) if each.name in names]
    return Served(release, known)


def _trust(asker: Asker, pages: Pages, served: Release | None, cataloguing: Cataloguing) -> _Trust:
    """What the trust in the facts rests on; of other data than ours little is claimed."""
    return _Trust(
        Contradictions(asker, pages),
        Sources(asker, pages),
        Validation(asker, pages, cataloguing.edition.sources),
        Statements(pages, served),
        Reporting(asker, pages),
    )


def _dumps(cataloguing: Cataloguing, releases: Sequence[Release], waiting: int) -> Dumps:
    """The dumps of what is served; releases are of the published graph, not of other data."""
    edition, shelf = cataloguing.edition, cataloguing.shelf
    found = {each.version: editions.released(each) for each in releases}
    known = found if edition.sources else {}
    shelf.tidy([edition, *known.values()])
    return Dumps(shelf, edition, known, waiting)


class _Trust(NamedTuple):
    """What tells how far the facts can be trusted."""

    contradictions: Contradictions
    sources: Sources
    validation: Validation
    statements: Statements
    reporting: Reporting


class _Views(NamedTuple):
    """What answers visitors."""

    home: Home
    docs: Docs
    ontology: OntologyViews
    graphs: Graphs
    browse: Browse
    search: Search
    crawlers: Crawlers
    endpoint: Endpoint
    catalogue: CatalogueViews
    releases: Releases
    cite: Cite
    trust: _Trust
    dumps: Dumps


def _views(
    home: Home,
    cataloguing: Cataloguing,
    served: Served,
    releases: Sequence[Release],
    dated: Dated,
) -> _Views:
    config, asker, pages = cataloguing.config, home.asker, home.pages
    engine = asker.engine
    waiting = max(1, config.threads // 16)
    catalogue = CatalogueViews(pages, cataloguing, threading.Semaphore(waiting))
    search = Search(asker, pages)
    docs = Docs(asker, pages, catalogue.catalogue, read_retired(paths.RETIRED), search.near)
    sizing = Sizing(cataloguing, engine)
    return _Views(
        home,
        docs,
        OntologyViews(docs, releases),
        Graphs(asker, engine, pages),
        Browse(asker, pages),
        search,
        Crawlers(asker, pages, releases, home.questions, served),
        Endpoint(config, engine, home, ResultPages(engine, pages), sizing.read, dated),
        catalogue,
        Releases(releases, pages),
        Cite(engine, pages, releases, served.release, served.datasets),
        _trust(asker, pages, served.release, cataloguing),
        _dumps(cataloguing, releases, waiting),
    )


def _add_addresses(app: Flask, views: _Views) -> None:
    """Every address for visitors; Flask itself answers /static/<file>."""
    add = app.add_url_rule
    add("/", "home", views.home.view)
    add("/id/<path:name>", "thing", views.docs.thing)
    add("/doc/<path:name>", "doc", views.docs.doc)
    add("/def", "ontology_bare", views.ontology.bare)
    add("/def/", "ontology", views.ontology.view)
    add("/def/<version:version>", "ontology_version", views.ontology.version)
    add("/def/<path:name>", "term", views.ontology.term)
    add("/shapes.ttl", "shapes", views.ontology.shapes)
    add("/context.jsonld", "context", views.ontology.context)
    add("/skema/<path:name>", "concept", views.docs.concept)
    add("/graf/<path:name>", "graph", views.graphs.view)
    add("/browse", "browse", views.browse.index)
    add("/browse/<word>", "browse_list", views.browse.view)
    add("/browse/<word>.csv", "browse_csv", views.browse.file)
    add("/search", "search", views.search.view)
    add("/sitemap.xml", "sitemap", views.crawlers.index)
    add("/sitemap/<name>.xml", "sitemap_part", views.crawlers.sitemap)
    add("/robots.txt", "robots", views.crawlers.robots)
    add("/feed.atom", "feed", views.crawlers.feed)
    add("/llms.txt", "overview", views.crawlers.overview)
    add("/sparql", "sparql", views.endpoint.view, methods=["GET", "POST"])
    add("/catalog", "catalogue", views.catalogue.view)
    for suffix in SUFFIXES:
        name = f"catalogue{suffix.replace('.', '_')}"
        add(f"/catalog{suffix}", name, partial(views.catalogue.file, suffix))
    add("/.well-known/void", "void", views.catalogue.void)
    add("/releases", "releases", views.releases.index)
    add("/releases.<suffix>", "releases_file", views.releases.index)
    add("/releases/<name>", "releases_one", views.releases.one)
    add("/cite", "cite", views.cite.view)
    _add_trust(add, views.trust)
    add("/dump/<name>", "dump", views.dumps.latest)
    add("/dump/<version>/<name>", "dump_release", views.dumps.released)


def _add_own_addresses(app: Flask, health: Health, metrics: Metrics, admin: Admin) -> None:
    """Those for whoever runs the server."""
    add = app.add_url_rule
    add("/healthz", "healthz", health.live)
    add("/readyz", "readyz", health.ready)
    add("/metrics", "metrics", metrics.view)
    add("/admin/queries", "admin_queries", admin.queries)
    add("/admin/queries/<number>", "admin_query", admin.end, methods=["DELETE"])


def _add_trust(add: Callable[..., None], trust: _Trust) -> None:
    add("/contradictions", "contradictions", trust.contradictions.view)
    add("/contradictions.<suffix>", "contradictions_file", trust.contradictions.view)
    add("/sources", "sources", trust.sources.view)
    add("/validation", "validation", trust.validation.view)
    add("/validation.<suffix>", "validation_file", trust.validation.view)
    add("/validation/<name>", "validation_one", trust.validation.one)
    add("/about", "about", trust.statements.about)
    add("/accessibility", "accessibility", trust.statements.accessibility)
    add("/licence", "licence", trust.statements.licence)
    add("/report", "report", trust.reporting.view)


def _layers(
    answers: Answers, config: Config, engine: Engine, shelf: Shelf | None, metrics: Metrics
) -> WSGIApplication:
    """What a request goes through before Flask sees it, the innermost first."""
    app: WSGIApplication = answers
    refuse = Refusals(answers.app)
    longest = protocol.max_body_bytes(config.max_query_bytes)
    if shelf is not None:
        app = Cache(app, shelf, lambda: engine.version, longest)
    shares = Shares.of(config)
    app = Bodies(app, refuse, shares.bodies, longest)
    if config.rate_limit:
        app = RateLimit(app, refuse, config.rate_limit)
    app = Sending(Heads(app, refuse), refuse, shares.sending)
    return Recorder(behind_proxies(app, config), metrics.observe_request)


def _surround(app: Flask, problems: Problems) -> None:
    """What comes before every view, after it, and where it fails."""
    app.register_error_handler(Exception, problems.answer)
    app.before_request(_refuse)
    app.after_request(_finish)


def _refuse() -> None:
    """Raises what a layer found wrong, so that it is answered like any other error.

    The environment must not hold it any longer: an error leads to all that was at hand where it
    was raised, megabytes for a long query, which would hold each other until they are searched for.
    """
    error = request.environ.pop(REFUSAL, None)
    if error is not None:
        try:
            raise error
        finally:
            del error


def _finish(response: Response) -> Response:
    current().route = request.endpoint or OTHER
    return add_headers(response)
