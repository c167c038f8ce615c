"""Money beside the drawer ↔ body: deposits at the bank, swaps of notes and coins, counts of the safe (docs/protocol.md)."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, field

from pos.domain.safe import BankDeposit, CashSwap, SafeCount, SwapWith
from sync.protocol.bodies_base import (
    BigMoney,
    Body,
    Facts,
    Id,
    Money,
    OptionalHash,
    Pieces,
    PositiveMoney,
    Reasoned,
    Text,
    Wire,
    cash_value,
    coded,
    from_body,
    require,
    spoken,
    to_body,
)

SHIFTS_MAX = 500


class BankDepositWire(Wire, frozen=True):
    """Setor ke bank: money leaves the safe; `photo` is the SHA-256 of the slip's picture."""

    amount: PositiveMoney = field(name="a")
    bank: Text = field(name="bk", default="")
    slip_number: Text = field(name="rf", default="")
    shift_ids: Annotated[tuple[Id, ...], Meta(max_length=SHIFTS_MAX)] = field(name="ds", default=())
    counts: Pieces = field(name="pc", default=())
    photo: OptionalHash = field(name="ph", default="")

    def check(self) -> None:
        require(not self.counts or cash_value(self.counts) == self.amount, "totals", "pc", "amount")


class CashSwapWire(Wire, frozen=True):
    """Tukar receh: notes for coins, worth the same; `taken_in` came into the drawer, `given_out` left it."""

    taken_in: Pieces = field(name="i")
    given_out: Pieces = field(name="o")
    swapped_with: SwapWith = field(name="k", default=SwapWith.SAFE)

    def check(self) -> None:
        require(cash_value(self.taken_in) == cash_value(self.given_out), "totals", "o", "not worth the same")


class SafeCountWire(Reasoned, frozen=True, kw_only=True):
    """The safe (Brankas) was counted; the difference is recorded, never fixed."""

    counted: Money = field(name="ct")
    expected: BigMoney = field(name="ex")
    counts: Pieces = field(name="pc", default=())

    def check(self) -> None:
        require(not self.counts or cash_value(self.counts) == self.counted, "totals", "pc", "counted")


def bank_deposit_body(deposit: BankDeposit) -> Body:
    wire = BankDepositWire(
        amount=deposit.amount,
        bank=deposit.bank,
        slip_number=deposit.slip_number,
        shift_ids=deposit.shift_ids,
        counts=deposit.counts,
        photo=deposit.photo,
    )
    return to_body(wire)


def bank_deposit_from(facts: Facts, body: Mapping[str, object]) -> BankDeposit:
    """Raises BodyInvalid."""
    wire = from_body(BankDepositWire, body)
    return BankDeposit(
        id=facts.id,
        at=facts.at,
        cashier_id=facts.cashier_id,
        amount=wire.amount,
        bank=wire.bank,
        slip_number=wire.slip_number,
        shift_ids=wire.shift_ids,
        counts=wire.counts,
        photo=wire.photo,
    )


def cash_swap_body(swap: CashSwap) -> Body:
    return to_body(CashSwapWire(swap.taken_in, swap.given_out, swap.swapped_with))


def cash_swap_from(facts: Facts, body: Mapping[str, object]) -> CashSwap:
    """Raises BodyInvalid."""
    wire = from_body(CashSwapWire, body)
    return CashSwap(
        id=facts.id,
        shift_id=facts.shift_id,
        at=facts.at,
        cashier_id=facts.cashier_id,
        taken_in=wire.taken_in,
        given_out=wire.given_out,
        swapped_with=wire.swapped_with,
    )


def safe_count_body(count: SafeCount) -> Body:
    reason, has_note = coded(count.reason)
    wire = SafeCountWire(
        counted=count.counted,
        expected=count.expected,
        counts=count.counts,
        reason=reason,
        has_note=has_note,
    )
    return to_body(wire)


def safe_count_from(facts: Facts, body: Mapping[str, object]) -> SafeCount:
    """Raises BodyInvalid."""
    wire = from_body(SafeCountWire, body)
    return SafeCount(
        id=facts.id,
        at=facts.at,
        cashier_id=facts.cashier_id,
        counted=wire.counted,
        expected=wire.expected,
        counts=wire.counts,
        reason=spoken(wire.reason),
    )
