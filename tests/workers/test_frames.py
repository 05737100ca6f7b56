from __future__ import annotations

import os
import socket
import struct
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inovasi.workers.frames import MAX_PART, BrokenFrame, Channel, Frame
from tests.workers.support import Call, linux_only, open_descriptors

Ends = tuple[socket.socket, Channel]


@pytest.fixture
def ends() -> Iterator[Ends]:
    """A raw end to write anything to, and the channel that reads it."""
    near, far = socket.socketpair()
    with near, far:
        yield near, Channel(far)


@given(
    st.dictionaries(st.text(), st.text() | st.integers() | st.none()),
    st.binary(max_size=40_000),
)
def test_a_frame_arrives_as_it_was_sent(head: dict[str, object], body: bytes) -> None:
    near, far = socket.socketpair()
    with near, far:
        Channel(near).send(Frame(head, body))
        assert Channel(far).receive() == Frame(head, body)


def test_a_frame_larger_than_the_buffer_of_the_socket_arrives_whole(ends: Ends) -> None:
    near, channel = ends
    frame = Frame({"size": "large"}, os.urandom(2_000_000))
    sending = Call(lambda: Channel(near).send(frame))
    assert channel.receive() == frame
    sending.finish()


def test_a_descriptor_arrives_open_and_closes_on_exec(ends: Ends) -> None:
    near, channel = ends
    reading, writing = os.pipe()
    Channel(near).send(Frame({}, b"body", writing))
    os.close(writing)
    received = channel.receive().descriptor
    assert received is not None
    assert not os.get_inheritable(received)
    os.write(received, b"through")
    os.close(received)
    assert os.read(reading, 100) == b"through"
    os.close(reading)


def test_a_closed_channel_is_the_end(ends: Ends) -> None:
    near, channel = ends
    near.close()
    with pytest.raises(EOFError):
        channel.receive()


@pytest.mark.parametrize("length", [1, 7, 8, 12, 21])
def test_a_short_read_is_an_error_and_never_data(ends: Ends, length: int) -> None:
    near, channel = ends
    whole = struct.pack("!II", 2, 12) + b"{}" + b"twelve bytes"
    near.sendall(whole[:length])
    near.close()
    with pytest.raises(BrokenFrame):
        channel.receive()


@pytest.mark.parametrize(
    "data",
    [
        struct.pack("!II", 2, 0) + b"{}" + b"more",
        struct.pack("!II", 4, 0) + b"nope",
        struct.pack("!II", 2, 0) + b"[]",
        struct.pack("!II", 1, 0) + b"\xff",
        struct.pack("!II", MAX_PART + 1, 0),
        struct.pack("!II", 2, MAX_PART + 1),
    ],
)
def test_what_is_not_one_message_is_an_error(ends: Ends, data: bytes) -> None:
    near, channel = ends
    near.sendall(data)
    with pytest.raises(BrokenFrame):
        channel.receive()


@linux_only
def test_two_descriptors_are_an_error_and_both_are_closed(ends: Ends) -> None:
    near, channel = ends
    message = struct.pack("!II", 2, 0) + b"{}"
    before = open_descriptors()
    socket.send_fds(near, [message], [0, 0, 0])
    with pytest.raises(BrokenFrame):
        channel.receive()
    assert open_descriptors() == before


@linux_only
def test_the_descriptor_of_a_broken_message_is_closed(ends: Ends) -> None:
    near, channel = ends
    before = open_descriptors()
    socket.send_fds(near, [b"\x00\x00\x00\x01\x00\x00\x00\x00?"], [0])
    with pytest.raises(BrokenFrame):
        channel.receive()
    assert open_descriptors() == before


def test_silence_past_the_deadline_is_a_timeout(ends: Ends) -> None:
    near, channel = ends
    near.sendall(b"\x00\x00")
    with pytest.raises(TimeoutError):
        channel.receive(time.monotonic() + 0.05)
    with pytest.raises(TimeoutError):
        channel.receive(time.monotonic() - 1)


@pytest.mark.parametrize("pause", [0.01, 10])
def test_a_message_that_is_read_too_slowly_is_a_timeout(ends: Ends, pause: float) -> None:
    near, channel = ends
    begun, left = time.monotonic(), threading.Event()

    def reads() -> None:
        while not left.wait(pause):
            near.recv(16_000)

    reading = Call(reads)
    with pytest.raises(TimeoutError):
        channel.send(Frame({}, bytes(4_000_000)), begun + 1)
    assert time.monotonic() < begun + 1.8
    left.set()
    reading.finish()
