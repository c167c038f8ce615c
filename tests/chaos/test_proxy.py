"""Each toxic on real sockets: what reaches the centre, and what the till gets to see."""

import socket
import threading
from collections import Counter
from contextlib import closing, suppress
from random import Random

import pytest

from tests.chaos.proxy import Proxy, Toxic

REQUEST = b"POST /v1/registers/r/journal HTTP/1.1\r\nHost: centre\r\nContent-Length: 5\r\n\r\nhello"
BODY = b'{"duplicates":3}'
ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(BODY), BODY)
WAIT_S = 20
TWO = 2


class CentreStub:
    """Answers every whole request; keeps what came, and how often the other side hung up within one."""

    def __init__(self):
        self.whole, self.parts, self._changed = [], [], threading.Condition()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = self._listening.getsockname()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        try:
            while True:
                threading.Thread(target=self._serve, args=(self._listening.accept()[0],), daemon=True).start()
        except OSError:  # closed: the test is over
            return

    def _serve(self, connection):
        with connection:
            while len(request := _received(connection, len(REQUEST))) == len(REQUEST):
                self._note(self.whole, request)
                connection.sendall(ANSWER)
            if request:
                self._note(self.parts, request)

    def _note(self, seen, request):
        with self._changed:
            seen.append(request)
            self._changed.notify_all()

    def wait(self, whole=0, parts=0):
        """Until so much has come."""
        with self._changed:
            assert self._changed.wait_for(
                lambda: len(self.whole) >= whole and len(self.parts) >= parts, WAIT_S
            ), (self.whole, self.parts)

    def close(self):
        """Also wakes whoever waits for the next caller; a second time does nothing."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()


def _received(connection, size):
    """So many bytes, or what came before the end."""
    found = b""
    try:
        while len(found) < size and (piece := connection.recv(size - len(found))):
            found += piece
    except ConnectionError:
        pass
    return found


@pytest.fixture
def centre():
    with closing(CentreStub()) as stub:
        yield stub


@pytest.fixture
def proxy():
    with Proxy() as running:
        yield running


@pytest.fixture
def line(proxy, centre):
    return proxy.line(centre.address, Random(1))


@pytest.fixture
def till(line):
    """A connection to the line."""
    with socket.create_connection(("127.0.0.1", line.port), WAIT_S) as connection:
        yield connection


def ask(till):
    till.sendall(REQUEST)
    return _received(till, len(ANSWER))


def test_a_good_line_changes_nothing(till, line, centre):
    """Several requests on one connection, byte for byte; what the centre knew already is counted."""
    assert [ask(till), ask(till)] == [ANSWER, ANSWER]
    assert centre.whole == [REQUEST, REQUEST]
    assert line.tally == Counter(
        {"requests": 2, "answered 200": 2, "batches answered": 2, "duplicate records": 6}
    )


@pytest.mark.parametrize("toxic", Toxic)
def test_each_toxic_is_counted_and_a_healed_line_is_good(proxy, line, centre, toxic):
    """Whatever a request met, the next one goes through."""
    line.chances = {toxic: 1.0}
    with socket.create_connection(("127.0.0.1", line.port), WAIT_S) as till:
        till.sendall(REQUEST)
        if toxic in {Toxic.BLACKHOLE, Toxic.HALF_OPEN_TILL}:
            _until_taken(line, toxic)
            proxy.run(line.heal())
        got = _received(till, len(ANSWER))
    assert line.tally[toxic] == 1
    assert (got == ANSWER) == (toxic in {Toxic.DELAY, Toxic.TWICE, Toxic.AGAIN_LATER})
    proxy.run(line.heal())
    with socket.create_connection(("127.0.0.1", line.port), WAIT_S) as till:
        assert ask(till) == ANSWER


def _until_taken(line, toxic):
    turn = threading.Event()
    for _ in range(1000):
        if line.tally[toxic]:
            return
        turn.wait(0.01)
    raise AssertionError(toxic)


def test_a_cut_request_reaches_the_centre_in_part(till, line, centre):
    """The centre sees its beginning and then the end; the till no answer."""
    line.chances = {Toxic.CUT_REQUEST: 1.0}
    assert ask(till) == b""
    centre.wait(parts=1)
    assert REQUEST.startswith(centre.parts[0])
    assert centre.whole == []


def test_a_cut_answer_comes_after_the_work_was_done(till, line, centre):
    """The till gets its beginning; the centre has taken the request."""
    line.chances = {Toxic.CUT_ANSWER: 1.0}
    got = ask(till)
    assert ANSWER.startswith(got)
    assert 0 < len(got) < len(ANSWER)
    assert centre.whole == [REQUEST]


@pytest.mark.parametrize("toxic", [Toxic.TWICE, Toxic.AGAIN_LATER])
def test_a_doubled_request_is_the_same_bytes_again(proxy, till, line, centre, toxic):
    """Answered once to the till, taken twice by the centre; heal brings at once what was to come later."""
    line.chances = {toxic: 1.0}
    assert ask(till) == ANSWER
    proxy.run(line.heal())
    centre.wait(whole=TWO)
    assert centre.whole == [REQUEST] * TWO
    assert line.tally["answers to a repeated request"] == 1


@pytest.mark.parametrize(
    ("toxic", "taken"), [(Toxic.RESET_BEFORE, 0), (Toxic.RESET_DURING, 1), (Toxic.RESET_AFTER, 1)]
)
def test_a_reset_is_one(till, line, centre, toxic, taken):
    """RST, not an orderly end."""
    line.chances = {toxic: 1.0}
    till.sendall(REQUEST)
    with pytest.raises(ConnectionResetError):
        till.recv(1)
    centre.wait(whole=taken)
    assert len(centre.whole) == taken


def test_a_line_that_is_down_carries_nothing(proxy, till, line, centre):
    """Open connections end, new ones too; afterwards it is as before."""
    assert ask(till) == ANSWER
    line.down = True
    proxy.run(line.drop())
    assert _received(till, 1) == b""
    with socket.create_connection(("127.0.0.1", line.port), WAIT_S) as again:
        assert _received(again, 1) == b""
    line.down = False
    with socket.create_connection(("127.0.0.1", line.port), WAIT_S) as again:
        assert ask(again) == ANSWER


def test_a_centre_that_is_away_is_an_end_without_an_answer(proxy, centre):
    """As behind a gateway: the till hears nothing and tries again."""
    centre.close()
    line = proxy.line(centre.address, Random(1))
    with socket.create_connection(("127.0.0.1", line.port), WAIT_S) as till:
        assert ask(till) == b""
    assert line.tally["broken"] == 1
