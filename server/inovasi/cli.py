"""The commands, without their logic: each reads its options and calls one function.

What a command needs is imported inside it, so that ``--help`` does not wait for it.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from inovasi import __version__
from inovasi.config import SETTINGS, read_config, unknown_variables
from inovasi.errors import CheckFailed, InovasiError, UsageError

if TYPE_CHECKING:
    from inovasi.publishing.pipeline import Folders

_INTERRUPTED: Final = 130
_EXISTING: Final = click.Path(path_type=Path)


def _settings(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of the settings table."""
    for setting in reversed(SETTINGS):
        default = f"  [{setting.variable}; default: {setting.default or 'none'}]"
        option = click.option(
            setting.option, setting.field, metavar=setting.metavar, help=setting.help + default
        )
        command = option(command)
    return command


@click.group(
    epilog="\b\nExample:\n  inovasi serve\n  inovasi query peringkat-kota",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="inovasi", message="%(prog)s %(version)s")
def inovasi() -> None:
    """The knowledge graph of Indonesian local-government innovation, and its SPARQL server."""


_data_option = click.option(
    "--data",
    "files",
    metavar="FILE",
    type=_EXISTING,
    multiple=True,
    help="RDF file to use instead of the published graph; may be repeated. Its suffix says the"
    " format: .nq .nt .ttl .trig .n3 .rdf .owl .xml .jsonld, each also with .gz behind it.",
)
_store_option = click.option(
    "--store",
    metavar="DIR",
    type=_EXISTING,
    help="Folder of a store, to use instead of the published graph.",
)


@inovasi.command(
    epilog="""\b
Example:
  inovasi serve --port 9000
  inovasi serve --data mine.ttl --data more.nq.gz
  inovasi serve --store national
"""
)
@_data_option
@_store_option
@_settings
def serve(files: tuple[Path, ...], store: Path | None, **options: str | None) -> None:
    """Answer SPARQL queries over HTTP, until Ctrl-C.

    Serves the published graph, the files given, or a store. A store that does not exist is made:
    from the files, or empty. Prints the address once it answers there.
    """
    from inovasi.portals.shelf import shelf_folder
    from inovasi.serving.server import run
    from inovasi.store.opening import prepared

    config = read_config(options)
    for warning in unknown_variables():
        click.echo(f"inovasi: {warning}", err=True)
    what = f"the store {store}" if store else ", ".join(map(str, files)) or "the published graph"
    data = files if store else _data(files)
    with prepared(data, store, sys.stderr) as source, shelf_folder(config.dumps) as dumps:
        config = replace(config, data=source.files, store=source.store, dumps=str(dumps))
        run(config, lambda address: click.echo(f"Serving {what} at {address}"))


@inovasi.command(
    epilog="""\b
Example:
  inovasi query 'SELECT * { ?s ?p ?o } LIMIT 5'
  inovasi query question.rq --format csv > answer.csv
  inovasi query peringkat-kota
"""
)
@click.argument("question", metavar="TEXT_OR_FILE")
@click.option(
    "--format",
    "name",
    metavar="FORMAT",
    default="",
    help="json, xml, csv, tsv; turtle, ntriples, nquads, trig, rdfxml, jsonld; or table.",
)
@_data_option
@_store_option
def query(question: str, name: str, files: tuple[Path, ...], store: Path | None) -> None:
    """Ask the published graph, the files given, or a store.

    TEXT_OR_FILE is a query, a file that holds one, or the name of a saved question. On a terminal
    the answer is a table; in a pipe it is CSV, for ASK JSON, and for a graph Turtle.
    """
    from inovasi.query import open_engine
    from inovasi.query.command import answer

    if store is None:
        answer(question, name, partial(open_engine, _data(files)), sys.stdout)
    elif files:
        raise UsageError("A query goes to a store or to files", "leave out --store or --data")
    else:
        from inovasi.store.opening import open_store

        answer(question, name, partial(open_store, store), sys.stdout)


@inovasi.command(
    epilog="""\b
Example:
  inovasi load register.nq.gz more.ttl --store national
  inovasi serve --store national
"""
)
@click.argument("files", metavar="FILE...", type=_EXISTING, nargs=-1, required=True)
@click.option(
    "--store",
    metavar="DIR",
    type=_EXISTING,
    required=True,
    help="Folder of the store; made if it is not there.",
)
def load(files: tuple[Path, ...], store: Path) -> None:
    """Add RDF files to a store on disk, as its next version; all of them or none.

    The suffix of a file says its format: .nq .nt .ttl .trig .n3 .rdf .owl .xml .jsonld, each also
    with .gz behind it.
    """
    from inovasi.store.command import load_files

    click.echo(load_files(files, store, sys.stderr))


@inovasi.command(
    epilog="""\b
Example:
  inovasi check
  inovasi check --sources texts
"""
)
@click.option(
    "--sources",
    metavar="DIR",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder with the source texts: every quotation is held against its text.",
)
def check(sources: Path | None) -> None:
    """Check the claims, the shapes, the rules and the expectations; exit 1 on any violation."""
    from inovasi.publishing import pipeline

    click.echo(f"{pipeline.check(_folders(), sources).summary()}: every check holds")


@inovasi.command(epilog="\b\nExample:\n  inovasi validate mine.ttl more.nq.gz --format json")
@click.argument("files", metavar="FILE...", type=_EXISTING, nargs=-1, required=True)
@click.option(
    "--shapes",
    metavar="FILE",
    type=_EXISTING,
    help="Turtle file with other shapes than those of the project.",
)
@click.option(
    "--format",
    "name",
    metavar="FORMAT",
    default="text",
    help="text (default), turtle for the report as SHACL has it, or json.",
)
def validate(files: tuple[Path, ...], shapes: Path | None, name: str) -> None:
    """Hold RDF files, taken together, against the shapes; exit 1 on any violation.

    Looks at the default graph, or at all graphs where that is empty.
    """
    from inovasi import paths
    from inovasi.publishing.validating import validate_files

    told = validate_files(files, paths.ONTOLOGY, shapes, name)
    click.echo(told.text, nl=False)
    if not told.conforms:
        raise click.exceptions.Exit(1)


@inovasi.command(
    epilog="""\b
Example:
  inovasi publish
  inovasi publish --check
  inovasi publish --release
"""
)
@click.option("--check", "only_check", is_flag=True, help="Compare, and write nothing.")
@click.option("--release", is_flag=True, help="Freeze it as the release of this version, for good.")
def publish(only_check: bool, release: bool) -> None:
    """Build data/published from the claims and the ontology, once every check holds.

    A version that was released does not change: what would change it is refused.
    """
    from inovasi.publishing import pipeline

    if only_check and release:
        raise UsageError("--check writes nothing, and --release writes", "leave out one of them")
    if release:
        frozen = pipeline.publish_release(_folders())
        click.echo(f"{frozen.version} of {frozen.issued}, {frozen.rdfc}: released")
    elif only_check:
        click.echo(f"{pipeline.verify_published(_folders()).summary()}: published as it is")
    else:
        click.echo(f"{pipeline.publish(_folders()).summary()}: published")


@inovasi.command(
    epilog="""\b
Example:
  inovasi export --format turtle -o inovasi.ttl
  inovasi export --dataset wilayah --format jsonld > wilayah.jsonld
  inovasi export --format csv -o inovasi.csv.zip
"""
)
@click.option(
    "--dataset",
    metavar="NAME",
    default="inovasi",
    help="inovasi (default), eksternal, wilayah or ontologi.",
)
@click.option(
    "--format",
    "name",
    metavar="FORMAT",
    required=True,
    help="turtle, jsonld, ntriples, nquads, trig, rdfxml, csv (a zip of one table per class),"
    " parquet (a row per statement) or parquet-tables (a zip of one table per class).",
)
@click.option("-o", "--output", metavar="PATH", type=_EXISTING, help="File instead of the output.")
def export(dataset: str, name: str, output: Path | None) -> None:
    """Write a published dataset as one file, the same as its dump."""
    from inovasi import paths
    from inovasi.publishing import exports
    from inovasi.publishing.files import write_whole

    data = exports.export(dataset, name, paths.PUBLISHED, paths.ONTOLOGY)
    if output is None:
        click.echo(data, nl=False)
    else:
        write_whole(output, data)


@inovasi.group(
    epilog="\b\nExample:\n  inovasi ckan push --url https://data.example.go.id --org bappeda"
)
def ckan() -> None:
    """Bring the datasets to a portal that runs CKAN."""


@ckan.command(
    epilog="""\b
Example:
  export INOVASI_PUBLIC_URL=https://inovasi.example.go.id
  inovasi ckan push --url https://data.example.go.id --org bappeda --dry-run
  INOVASI_CKAN_TOKEN=... inovasi ckan push --url https://data.example.go.id --org bappeda
"""
)
@click.option("--url", metavar="URL", required=True, help="Address of the portal's home page.")
@click.option(
    "--org", "organisation", metavar="NAME", required=True, help="Organisation that gets them."
)
@click.option(
    "--public-url",
    metavar="URL",
    help="Address under which others reach the server that holds the files.  [INOVASI_PUBLIC_URL]",
)
@click.option(
    "--prefix",
    metavar="NAME",
    default="inovasi",
    help="Begins the names of the datasets there.  [default: inovasi]",
)
@click.option(
    "--extras",
    metavar="FILE",
    type=_EXISTING,
    help="Table of extra fields (key, dataset, value) instead of data/datasets/ckan.csv.",
)
@click.option(
    "--dry-run", is_flag=True, help="Say field by field what would change; change nothing."
)
def push(**options: Any) -> None:
    """Make a CKAN show the published datasets, and do nothing where it already does.

    The API token is read from INOVASI_CKAN_TOKEN only; a dry run can do without. Datasets that
    this command did not make are never changed, nor what others added to those that it made.
    """
    from inovasi.portals.ckan.command import Order, run

    run(Order(**options), sys.stdout)


def _folders() -> Folders:
    from inovasi import paths
    from inovasi.publishing.pipeline import Folders

    if not (paths.DATA / "claims").is_dir():
        raise UsageError(
            f"{paths.DATA} holds no claims, only what is published",
            "run this in a checkout of the project",
        )
    return Folders(paths.ONTOLOGY, paths.DATA)


def _data(files: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files named, or the published ones."""
    from inovasi.paths import PUBLISHED

    published = files or tuple(sorted(PUBLISHED.glob("*.nq")))
    if not published:
        raise UsageError(
            f"No graph is published in {PUBLISHED}",
            "run inovasi publish, or name files with --data",
        )
    return published


def main(arguments: list[str] | None = None) -> None:
    """Runs a command; whatever goes wrong on purpose leaves as one line and an exit code."""
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    if sys.stdout is None:
        return _fail("The output is closed — give it a file or a pipe", UsageError.exit_code)
    try:
        code = inovasi.main(arguments, prog_name="inovasi", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except OSError as error:
        return _lose_output(error)
    except (click.ClickException, click.Abort, InovasiError, KeyboardInterrupt) as error:
        return _end(error)
    # What a command ends with on purpose; else it gives nothing.
    return code or 0


def _end(error: BaseException) -> int:
    """Says what went wrong, and gives the exit code."""
    if isinstance(error, CheckFailed):
        for violation in error.violations:
            click.echo(violation, err=True)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return error.exit_code
    if isinstance(error, click.ClickException):
        return _fail(error.format_message(), error.exit_code)
    if isinstance(error, InovasiError):
        return _fail(str(error), error.exit_code)
    return _INTERRUPTED


def _lose_output(error: OSError) -> int:
    """A reader who has left is no fault; a full disk is one."""
    # The interpreter would try to write once more at exit, and complain.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return 0
    return _fail(f"The output cannot be written: {error.strerror}", 1)


def _fail(message: str, code: int) -> int:
    click.echo(f"inovasi: {' '.join(message.split())}", err=True)
    return code
