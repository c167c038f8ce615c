"""Bytes to a real socket and a real file: counted, bounded, and never lost at the end."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from pos.errors import PrinterGone, PrinterStalled
from pos.printing.address import FileAddress, parse
from pos.printing.transports.choose import transport_for
from pos.printing.transports.device_file import DeviceFileTransport
from pos.printing.transports.transport import Limits, Transport
from tests.printing.bad_printer import BadPrinter, Manners

QUICK = Limits(connect_s=2.0, stall_s=0.15, write_s=5.0)
MUCH = bytes(range(32, 127)) * 200_000


def opened(printer: BadPrinter, limits: Limits = QUICK) -> Transport:
    transport = transport_for(printer.url, limits)
    transport.open()
    return transport


def test_all_bytes_arrive_and_both_sides_close() -> None:
    """Half close, read to the end: the printer has everything before we let go."""
    with BadPrinter() as printer:
        transport = opened(printer)
        transport.write(b"struk")
        assert transport.finish(5.0)
        transport.close()
        transport.close()
        assert printer.papers() == [b"struk"]


def test_unread_status_bytes_do_not_destroy_the_paper() -> None:
    """A late status byte at our side must not turn the close into a reset (hardware.md §1.6, row 1)."""
    with BadPrinter(Manners(greeting=b"\x14\x00\x00\x0f", receive_buffer=4096)) as printer:
        transport = opened(printer, Limits())
        transport.write(MUCH[:60_000])
        assert transport.finish(10.0)
        transport.close()
        assert len(printer.papers()[0]) == 60_000


def test_a_closed_port_and_a_bad_name_are_gone_at_once() -> None:
    """Not one byte was accepted."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    for url in (f"tcp://127.0.0.1:{port}", "tcp://printer.invalid"):
        transport = transport_for(url, QUICK)
        with pytest.raises(PrinterGone):
            transport.open()
        transport.close()


def test_a_stall_counts_what_was_accepted() -> None:
    """The printer stops reading: after the stall limit the bytes taken by the link are known."""
    with BadPrinter(Manners(stall_at=1000, receive_buffer=4096)) as printer:
        transport = opened(printer)
        with pytest.raises(PrinterStalled) as stalled:
            transport.write(MUCH)
        accepted = stalled.value.facts["accepted"]
        transport.close()
        assert isinstance(accepted, int)
        assert 1000 <= accepted < len(MUCH)
        assert len(printer.papers()[0]) == 1000


def test_a_dribbling_printer_ends_with_the_whole_limit() -> None:
    """Progress in drops does not hold the thread for ever: `write_s` bounds the job."""
    ticks = iter(range(1000))
    with BadPrinter() as printer:
        transport = transport_for(printer.url, Limits(write_s=3.0, chunk_bytes=1))
        transport._seconds = lambda: float(next(ticks))
        transport.open()
        with pytest.raises(PrinterStalled) as stalled:
            transport.write(b"x" * 100)
        transport.close()
        assert stalled.value.facts["accepted"] == 2


def test_a_reset_half_way_is_a_stall_with_its_count() -> None:
    """RST after n bytes: something may be on paper."""
    with BadPrinter(Manners(reset_at=500, receive_buffer=4096)) as printer:
        transport = opened(printer, Limits())
        with pytest.raises(PrinterStalled):
            transport.write(MUCH)
        transport.close()


def test_reading_ends_with_the_first_bytes_or_the_budget() -> None:
    """Nothing came: empty; the other side closed: gone."""
    with BadPrinter(Manners(greeting=b"\x16")) as printer:
        transport = opened(printer)
        assert transport.read(5.0) == b"\x16"
        assert transport.read(0) == b""
        assert transport.read(0.01) == b""
        transport.close()
    with BadPrinter(Manners(close_at=0)) as printer:
        transport = opened(printer)
        with pytest.raises(PrinterGone):
            transport.read(5.0)
        transport.close()


def test_a_printer_that_never_closes_is_waited_for_only_so_long() -> None:
    """False says: it did not close; that is no error."""
    with BadPrinter(Manners(close_after_host=False)) as printer:
        transport = opened(printer)
        transport.write(b"struk")
        assert not transport.finish(0.05)
        transport.close()


def test_a_plain_file_gathers_papers(tmp_path: Path) -> None:
    """Several receipts in one file; one-way, so there is nothing to read."""
    path = tmp_path / "struk.bin"
    for paper in (b"satu", b"dua"):
        transport = transport_for(f"file://{path}")
        transport.open()
        transport.write(paper)
        assert not transport.two_way
        assert transport.read(10.0) == b""
        assert transport.finish(10.0)
        transport.close()
        transport.close()
    assert path.read_bytes() == b"satudua"


def test_a_file_that_cannot_be_opened_is_gone(tmp_path: Path) -> None:
    """No folder, or a folder in its place."""
    for path in (tmp_path / "none" / "struk.bin", tmp_path):
        transport = DeviceFileTransport(FileAddress(path), QUICK)
        with pytest.raises(PrinterGone):
            transport.open()
        transport.close()


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes stand for a device file on POSIX only")
def test_a_device_that_takes_nothing_stalls_instead_of_hanging(tmp_path: Path) -> None:
    """Opened without waiting, written while there is room, given up after the stall limit."""
    path = tmp_path / "lp0"
    os.mkfifo(path)
    address = parse(f"file://{path}")
    assert isinstance(address, FileAddress)
    nobody = DeviceFileTransport(address, QUICK)
    with pytest.raises(PrinterGone):
        nobody.open()
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        transport = DeviceFileTransport(address, QUICK)
        transport.open()
        with pytest.raises(PrinterStalled) as stalled:
            transport.write(MUCH)
        accepted = stalled.value.facts["accepted"]
        assert isinstance(accepted, int)
        taken = b""
        while len(taken) < accepted:
            taken += os.read(reader, 1 << 20)
        assert taken == MUCH[:accepted]
        transport.close()
        full = DeviceFileTransport(address, QUICK)
        full.open()
        full.write(b"lagi")
        assert os.read(reader, 100) == b"lagi"
        full.close()
    finally:
        os.close(reader)
