"""The web application, made from explicit parts; all its addresses stand here."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response, jsonify
from jinja2 import StrictUndefined

from inovasi import __version__
from inovasi.config import Config
from inovasi.paths import QUERIES
from inovasi.query import open_engine
from inovasi.query.engine import Engine
from inovasi.query.saved import SavedQuestion, read_questions
from inovasi.serving import protocol
from inovasi.serving.headers import add_headers
from inovasi.serving.home import Home
from inovasi.serving.pages import Pages
from inovasi.serving.problems import Problems
from inovasi.serving.results import ResultPages
from inovasi.serving.sparql import Endpoint


def open_app(config: Config) -> Flask:
    """The application over the files of a configuration, with the saved questions at hand."""
    return create_app(config, open_engine(config.data), read_questions(QUERIES))


def create_app(config: Config, engine: Engine, questions: Sequence[SavedQuestion] = ()) -> Flask:
    """An application over an engine."""
    app = Flask(__name__)
    # Werkzeug cuts a body in chunks at this length without a word: one byte more shows that it did.
    app.config["MAX_CONTENT_LENGTH"] = protocol.max_body_bytes(config.max_query_bytes) + 1
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 3600
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    pages = Pages.load(config, engine.version)
    home = Home(engine, pages, questions)
    endpoint = Endpoint(config, engine, home, ResultPages(engine, pages))

    def health() -> Response:
        return jsonify(status="ok", release=__version__, dataset=engine.version)

    app.add_url_rule("/", "home", home.view)
    app.add_url_rule("/sparql", "sparql", endpoint.view, methods=["GET", "POST"])
    app.add_url_rule("/healthz", "healthz", health)
    # Flask itself answers /static/<file>.

    app.register_error_handler(Exception, Problems(pages).answer)
    app.after_request(add_headers)
    return app
