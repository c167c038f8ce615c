"""Printer URLs as people type them in the settings (DESIGN.md §5). Opens nothing."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from urllib.parse import SplitResult, unquote, urlsplit

from pos.errors import PrinterAddressInvalid, PrinterLinkNotSupported

RAW_PORT = 9100
KNOWN_LATER = frozenset({"usb", "serial", "win", "cups"})
"""Links with a URL of their own that have no transport yet."""

_DRIVE = re.compile(r"/[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class TcpAddress:
    """A printer on the network: tcp://host:9100."""

    host: str
    port: int = RAW_PORT


@dataclass(frozen=True, slots=True)
class FileAddress:
    """A device file such as /dev/usb/lp0, or a plain file that gathers what is printed: file:///path."""

    path: Path


Address: TypeAlias = TcpAddress | FileAddress


def parse(url: str) -> Address:
    """Read a printer URL.

    Raises PrinterAddressInvalid, and PrinterLinkNotSupported for a link that is known but has no transport.
    """
    scheme = url.strip().partition("://")[0].lower()
    if scheme in KNOWN_LATER:
        raise PrinterLinkNotSupported(address=url, scheme=scheme)
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as fault:
        raise PrinterAddressInvalid(address=url) from fault
    if parts.scheme == "tcp" and _names_host(parts) and port != 0:
        return TcpAddress(parts.hostname or "", port or RAW_PORT)
    if parts.scheme == "file" and parts.netloc in ("", "localhost") and parts.path.strip("/"):
        return FileAddress(_local_path(unquote(parts.path)))
    raise PrinterAddressInvalid(address=url)


def _names_host(parts: SplitResult) -> bool:
    extra = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    return bool(parts.hostname) and " " not in (parts.hostname or "") and not extra


def _local_path(path: str) -> Path:
    """file:///C:/struk.bin names a drive, not a folder called C:."""
    return Path(path[1:] if _DRIVE.match(path) else path)
