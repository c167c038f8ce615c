"""Printer URLs as people type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pos.errors import PrinterAddressInvalid, PrinterLinkNotSupported
from pos.i18n import Texts
from pos.printing.address import FileAddress, TcpAddress, parse
from pos.printing.transports.choose import transport_for
from pos.printing.transports.device_file import DeviceFileTransport
from pos.printing.transports.tcp import TcpTransport


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("tcp://192.168.1.87:9100", TcpAddress("192.168.1.87", 9100)),
        ("tcp://printer-kasir", TcpAddress("printer-kasir", 9100)),
        (" tcp://10.0.0.5:9101/ ", TcpAddress("10.0.0.5", 9101)),
        ("tcp://[::1]:9100", TcpAddress("::1", 9100)),
        ("file:///dev/usb/lp0", FileAddress(Path("/dev/usb/lp0"))),
        ("file:///tmp/struk%20hari%20ini.bin", FileAddress(Path("/tmp/struk hari ini.bin"))),
        ("file:///C:/Struk/hari.bin", FileAddress(Path("C:/Struk/hari.bin"))),
    ],
)
def test_known_links(url: str, address: object) -> None:
    """Host, port and path come out as meant."""
    assert parse(url) == address


@pytest.mark.parametrize(
    "url",
    ["", "printer", "tcp://", "tcp://host:0", "tcp://host:99999", "tcp://host:x", "tcp://host/path", "tcp://a b",
     "tcp://u@host", "http://host", "file://", "file:///", "file://server/share/x", "tcp://[::1"],
)  # fmt: skip
def test_anything_else_is_refused(url: str) -> None:
    """With the address in the sentence."""
    with pytest.raises(PrinterAddressInvalid) as refused:
        parse(url)
    assert type(refused.value) is PrinterAddressInvalid
    assert refused.value.facts["address"] == url


@pytest.mark.parametrize(
    "url", ["usb://04b8:0e11", "serial:///dev/ttyUSB0?baud=9600", "win://XP-80 Kasir", "cups://kasir"]
)
def test_links_to_come_are_refused_kindly(url: str) -> None:
    """A known link without a transport says just that and what to use instead."""
    with pytest.raises(PrinterLinkNotSupported) as refused:
        parse(url)
    happened, _, to_do = Texts("id").sentences(refused.value)
    assert happened == f"Sambungan printer {url.split(':')[0]} belum didukung."
    assert "tcp://" in to_do


def test_each_link_has_its_transport(tmp_path: Path) -> None:
    """Made, not opened."""
    assert isinstance(transport_for("tcp://127.0.0.1:1"), TcpTransport)
    assert isinstance(transport_for(f"file://{tmp_path}/new.bin"), DeviceFileTransport)
    assert not list(tmp_path.iterdir())
