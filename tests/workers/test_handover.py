from __future__ import annotations

import threading

import pytest

from inovasi.errors import Draining
from inovasi.workers.handover import Handover, QueueFull
from tests.workers.support import Call, eventually


def refusal() -> Draining:
    return Draining("stopping", 1)


def waiting(handover: Handover[str], number: int) -> bool:
    return eventually(lambda: handover.waiting == number)


def test_a_free_item_is_handed_out_at_once() -> None:
    handover: Handover[str] = Handover(1, 0, 0)
    handover.add("a")
    assert handover.take(False, 0) == "a"
    assert handover.free == 0


def test_what_is_kept_for_the_cheap_is_not_free_for_all() -> None:
    handover: Handover[str] = Handover(2, 1, 10)
    assert handover.take_free() is None
    handover.add("a")
    handover.add("b")
    assert handover.take_free() in {"a", "b"}
    assert handover.take_free() is None
    assert handover.take(True, 0) in {"a", "b"}
    handover.refuse(refusal)
    with pytest.raises(Draining):
        handover.take_free()


def test_items_go_to_those_who_wait_in_the_order_in_which_they_came() -> None:
    handover: Handover[str] = Handover(1, 0, 10)
    order: list[int] = []
    lock = threading.Lock()

    def turn(number: int) -> None:
        item = handover.take(False, 10)
        with lock:
            order.append(number)
        handover.give_back(item, False)

    calls = []
    for number in range(10):
        calls.append(Call(lambda number=number: turn(number)))  # type: ignore[misc]
        assert waiting(handover, number + 1)
    handover.add("a")
    for call in calls:
        call.finish()
    assert order == list(range(10))
    assert handover.free == 1


def test_a_newcomer_does_not_overtake() -> None:
    handover: Handover[str] = Handover(1, 0, 10)
    handover.add("a")
    item = handover.take(False, 0)
    first = Call(lambda: handover.take(False, 10))
    assert waiting(handover, 1)
    handover.give_back(item, False)
    with pytest.raises(TimeoutError):
        handover.take(False, 0)
    assert first.finish() == "a"


def test_whoever_waited_in_vain_leaves_the_queue() -> None:
    handover: Handover[str] = Handover(1, 0, 1)
    for _ in range(3):
        with pytest.raises(TimeoutError):
            handover.take(False, 0.01)
    assert handover.waiting == 0
    handover.add("a")
    assert handover.take(False, 0) == "a"


def test_no_more_wait_than_may() -> None:
    handover: Handover[str] = Handover(1, 0, 1)
    call = Call(lambda: handover.take(False, 10))
    assert waiting(handover, 1)
    with pytest.raises(QueueFull):
        handover.take(False, 10)
    handover.add("a")
    assert call.finish() == "a"


def test_one_item_is_kept_for_the_cheap() -> None:
    handover: Handover[str] = Handover(2, 1, 10)
    handover.add("a")
    handover.add("b")
    dear = handover.take(False, 0)
    waiter = Call(lambda: handover.take(False, 10))
    assert waiting(handover, 1)
    cheap = handover.take(True, 0)
    handover.give_back(cheap, True)
    assert handover.free == 1
    handover.give_back(dear, False)
    assert waiter.finish() in {"a", "b"}


def test_the_cheap_may_hold_everything() -> None:
    handover: Handover[str] = Handover(2, 1, 10)
    handover.add("a")
    handover.add("b")
    assert {handover.take(True, 0), handover.take(True, 0)} == {"a", "b"}


def test_a_lost_item_makes_room_for_those_who_wait() -> None:
    handover: Handover[str] = Handover(2, 1, 10)
    handover.add("a")
    handover.add("b")
    handover.take(False, 0)
    waiter = Call(lambda: handover.take(False, 10))
    assert waiting(handover, 1)
    handover.lose(False)
    assert waiter.finish() in {"a", "b"}


def test_only_a_free_item_can_be_withdrawn() -> None:
    handover: Handover[str] = Handover(1, 0, 1)
    handover.add("a")
    assert handover.withdraw("a")
    assert not handover.withdraw("a")


def test_a_refusal_reaches_those_who_wait_and_those_who_come_and_ends() -> None:
    handover: Handover[str] = Handover(1, 0, 10)
    waiter = Call(lambda: handover.take(False, 10))
    assert waiting(handover, 1)
    handover.refuse(refusal)
    with pytest.raises(Draining):
        waiter.finish()
    with pytest.raises(Draining):
        handover.take(False, 10)
    handover.admit()
    handover.add("a")
    assert handover.take(False, 0) == "a"


def test_a_closed_handover_stays_closed() -> None:
    handover: Handover[str] = Handover(1, 0, 10)
    handover.close(refusal)
    handover.add("a")
    handover.admit()
    with pytest.raises(Draining):
        handover.take(False, 0)
