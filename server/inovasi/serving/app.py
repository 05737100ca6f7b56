"""The web application, made from explicit parts; all its addresses stand here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from flask import Flask, Response, request
from jinja2 import StrictUndefined

from inovasi.config import Config
from inovasi.knowledge.releases import Release, held_by
from inovasi.query.engine import Engine
from inovasi.query.pooled import PoolEngine, Settings
from inovasi.query.saved import SavedQuestion
from inovasi.serving import protocol
from inovasi.serving.admin import Admin
from inovasi.serving.bodies import Bodies
from inovasi.serving.cache import Cache, Shelf
from inovasi.serving.cite import Cite
from inovasi.serving.headers import add_headers
from inovasi.serving.heads import Heads
from inovasi.serving.health import Health
from inovasi.serving.home import Home
from inovasi.serving.limiting import REFUSAL, RateLimit
from inovasi.serving.metrics import Metrics
from inovasi.serving.pages import Pages
from inovasi.serving.problems import Problems
from inovasi.serving.proxies import behind_proxies
from inovasi.serving.records import OTHER, Recorder, current
from inovasi.serving.releases import Releases
from inovasi.serving.results import ResultPages
from inovasi.serving.sending import Sending
from inovasi.serving.shares import Shares
from inovasi.serving.sharing import SharingEngine, WatchedEngine
from inovasi.serving.sparql import Endpoint
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

    pages = Pages.load(config, engine.version)
    home = Home(asked, pages, questions)
    app.extensions[PREPARE] = home.prepare
    endpoint = Endpoint(config, asked, home, ResultPages(asked, pages))
    kept = Releases(releases, pages)
    cite = Cite(asked, pages, releases, held_by(releases, config.data))
    health = Health(engine, pool)
    admin = Admin(config.token, pool)

    app.add_url_rule("/", "home", home.view)
    app.add_url_rule("/sparql", "sparql", endpoint.view, methods=["GET", "POST"])
    app.add_url_rule("/releases", "releases", kept.index)
    app.add_url_rule("/releases.<suffix>", "releases_file", kept.index)
    app.add_url_rule("/releases/<name>", "releases_one", kept.one)
    app.add_url_rule("/cite", "cite", cite.view)
    app.add_url_rule("/healthz", "healthz", health.live)
    app.add_url_rule("/readyz", "readyz", health.ready)
    app.add_url_rule("/metrics", "metrics", metrics.view)
    app.add_url_rule("/admin/queries", "admin_queries", admin.queries)
    app.add_url_rule("/admin/queries/<number>", "admin_query", admin.end, methods=["DELETE"])
    # Flask itself answers /static/<file>.

    app.register_error_handler(Exception, Problems(pages).answer)
    app.before_request(_refuse)
    app.after_request(_finish)
    app.wsgi_app = _layers(app.wsgi_app, config, engine, shelf, metrics)  # type: ignore[method-assign, assignment]
    return app


def _flask(config: Config) -> Flask:
    """The framework as this server uses it, without an address."""
    app = Flask(__name__)
    # Werkzeug cuts a body in chunks at this length without a word: one byte more shows that it did.
    app.config["MAX_CONTENT_LENGTH"] = protocol.max_body_bytes(config.max_query_bytes) + 1
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 3600
    app.url_map.merge_slashes = False
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    return app


def _layers(
    flask: WSGIApplication, config: Config, engine: Engine, shelf: Shelf | None, metrics: Metrics
) -> WSGIApplication:
    """What a request goes through before Flask sees it, the innermost first."""
    app = flask
    longest = protocol.max_body_bytes(config.max_query_bytes)
    if shelf is not None:
        app = Cache(app, shelf, lambda: engine.version, longest)
    shares = Shares.of(config)
    app = Bodies(app, flask, shares.bodies, longest)
    if config.rate_limit:
        app = RateLimit(app, flask, config.rate_limit)
    app = Sending(Heads(app, flask), flask, shares.sending)
    return Recorder(behind_proxies(app, config), metrics.observe_request)


def _refuse() -> None:
    """Raises what a layer found wrong, so that it is answered like any other error."""
    if REFUSAL in request.environ:
        raise request.environ[REFUSAL]


def _finish(response: Response) -> Response:
    current().route = request.endpoint or OTHER
    return add_headers(response)
