"""The error tree: every class says its status or exit code, and is described."""

from __future__ import annotations

import inspect
from http import HTTPStatus

from inovasi import errors
from inovasi.errors import CheckFailed, DataError, InovasiError, RequestError, UsageError


def classes() -> list[type[InovasiError]]:
    found = inspect.getmembers(errors, inspect.isclass)
    return [item for _, item in found if issubclass(item, InovasiError)]


def test_every_error_stands_in_the_tree_of_the_docstring() -> None:
    for error in classes():
        assert error.__name__ in (errors.__doc__ or "")


def test_exit_codes() -> None:
    assert UsageError("a").exit_code == 2
    assert DataError("f", "p", "m").exit_code == 1
    assert CheckFailed(["a"]).exit_code == 1


def test_request_errors_have_a_status_and_a_slug_of_their_own() -> None:
    slugs = [error.slug for error in classes() if issubclass(error, RequestError)]
    assert len(slugs) == len(set(slugs))
    for error in classes():
        if issubclass(error, RequestError):
            assert HTTPStatus(error.status) >= HTTPStatus.BAD_REQUEST


def test_a_data_error_is_one_line_with_place_and_mend() -> None:
    error = DataError("a.csv", "is wrong", "mend it", row=3, column="b")
    assert str(error) == "a.csv, row 3, column b: is wrong — mend it"


def test_check_failed_counts() -> None:
    assert str(CheckFailed(["a"])) == "1 violation found"
    assert str(CheckFailed(["a", "b"])) == "2 violations found"
