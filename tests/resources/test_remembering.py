"""What is remembered of things, and for how long."""

from __future__ import annotations

from inovasi.resources.remembering import Memory


def begun(most: int = 9) -> Memory[int]:
    memory: Memory[int] = Memory(most)
    assert memory.recall("1", ["a"]) == {}
    return memory


def test_what_was_kept_is_recalled_and_nothing_else() -> None:
    memory = begun()
    memory.keep("1", {"a": 1, "b": 2})
    assert memory.recall("1", ["b", "c"]) == {"b": 2}


def test_what_was_not_asked_for_longest_goes_first() -> None:
    memory = begun(most=3)
    memory.keep("1", {"a": 1, "b": 2, "c": 3})
    memory.recall("1", ["a"])
    memory.keep("1", {"d": 4})
    assert memory.recall("1", "abcd") == {"a": 1, "c": 3, "d": 4}


def test_another_state_of_the_data_starts_anew() -> None:
    memory = begun()
    memory.keep("1", {"a": 1})
    assert memory.recall("2", ["a"]) == {}
    memory.keep("2", {"a": 2})
    memory.keep("1", {"a": 1})
    assert memory.recall("2", ["a"]) == {"a": 2}
    assert memory.recall("1", ["a"]) == {}
