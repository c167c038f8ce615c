"""The transport for a printer URL. Connects to nothing yet."""

from pos.printing.address import FileAddress, TcpAddress, parse
from pos.printing.transports.device_file import DeviceFileTransport
from pos.printing.transports.tcp import TcpTransport
from pos.printing.transports.transport import Limits, Transport


def transport_for(url: str, limits: Limits | None = None) -> Transport:
    """Make a transport for one connection.

    Raises PrinterAddressInvalid, or PrinterLinkNotSupported for usb, serial, win and cups.
    """
    limits = limits or Limits()
    match parse(url):
        case TcpAddress() as address:
            return TcpTransport(address, limits)
        case FileAddress() as address:
            return DeviceFileTransport(address, limits)
