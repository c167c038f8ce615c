"""What carried records come to, for the words of both ends: a person compares them. Decides nothing."""

from dataclasses import dataclass

from pos.domain.exchange import Exchange
from pos.domain.money import Rupiah
from pos.domain.refund import Refund
from pos.domain.sale import Sale
from sync.protocol import envelope
from sync.protocol.bodies import BodyInvalid, Facts, Value, decode
from sync.protocol.bodies_more import ReissueWire
from sync.protocol.kinds import Kind


@dataclass(slots=True)
class Totals:
    """Sales and refunds (voids too) among the records counted so far, in whole rupiah, and the printed numbers."""

    sales: int = 0
    sale_total: Rupiah = 0
    refunds: int = 0
    refund_total: Rupiah = 0
    first_number: str = ""
    last_number: str = ""

    def count(self, line: bytes) -> None:
        """Add a record; one without a meaning here counts nothing."""
        value = _value_of(line)
        if isinstance(value, ReissueWire):
            value = _value_of(value.line)
        if isinstance(value, Exchange):
            self._add_refund(value.refund)
            self._add_sale(value.sale)
        if isinstance(value, Sale):
            self._add_sale(value)
        if isinstance(value, Refund):
            self._add_refund(value)

    def _add_sale(self, sale: Sale) -> None:
        self.sales += 1
        self.sale_total += sale.total
        self.first_number = self.first_number or sale.header.number
        self.last_number = sale.header.number

    def _add_refund(self, refund: Refund) -> None:
        self.refunds += 1
        self.refund_total += refund.total


def _value_of(line: bytes | str) -> Value | None:
    try:
        record = envelope.decode(line.encode() if isinstance(line, str) else line)
        kind = Kind(record.kind)
        facts = Facts(record.id, record.at, record.cashier_id, record.shift_id, kind, record.schema_version)
        return decode(facts, record.body)
    except (envelope.EnvelopeInvalid, BodyInvalid, ValueError):
        return None
