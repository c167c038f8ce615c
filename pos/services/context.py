"""What every use case needs, built once by pos.app.build and handed in: store, writer, clock, ids, shop."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pos import settings
from pos.clock import Clock
from pos.domain.cash import CashRounding, RoundingDirection
from pos.domain.receipt import Letterhead
from pos.domain.tax import TaxRate, rate_on
from pos.i18n import WIB
from pos.ids import Ids
from pos.models import register
from pos.models.store import Store
from pos.services.writer import Writer

PPN_RATES = (TaxRate(date(2025, 1, 1), rate_num=11, rate_den=100, dpp_num=11, dpp_den=12),)
"""Effective PPN of a PKP outlet for goods that are no luxury, by legal date (domain.md §2.3)."""


@dataclass(frozen=True, slots=True)
class Shop:
    """Identity of this register and the outlet's settings as they are now."""

    register_id: str
    outlet_code: str
    register_code: str
    epoch: int
    public_key: bytes
    stored: dict[str, str]
    series_tag: str = ""

    def get(self, key: str) -> Any:
        """A setting's value or its default."""
        return settings.decode(key, self.stored.get(key))

    @property
    def outlet_name(self) -> str:
        return str(self.get("outlet.name"))

    @property
    def training(self) -> bool:
        """Whether nothing that is sold here counts."""
        return bool(self.get("shop.training"))

    @property
    def rounding(self) -> CashRounding:
        direction = RoundingDirection(self.get("cash.rounding_direction"))
        return CashRounding(self.get("cash.rounding_unit"), direction)

    @property
    def outlet_bps(self) -> int:
        return int(self.get("commission.outlet_bps"))

    @property
    def letterhead(self) -> Letterhead:
        return Letterhead(
            outlet_name=self.outlet_name,
            address=tuple(self.get("outlet.address")),
            phone=self.get("outlet.phone"),
            npwp=self.get("outlet.npwp"),
            is_pkp=self.get("outlet.is_pkp"),
            footer=tuple(self.get("receipt.footer")),
        )

    def tax_rate(self, day: date) -> TaxRate | None:
        """The PPN rate of this outlet on a business date; None for a non-PKP outlet."""
        return rate_on(PPN_RATES, day) if self.get("outlet.is_pkp") else None


@dataclass(slots=True)
class Context:
    """First argument of every service. The callables are joined by pos.app.build.

    `device_key` gives this epoch's private key (32 bytes), `data_key` the key that wraps personal data at rest
    (32 bytes); None where it is out of reach: no sale waits for either.
    """

    store: Store
    writer: Writer
    clock: Clock
    ids: Ids
    shop: Shop
    boot: int = 0
    offset_ms: int = 0
    catalogue_version: int = 0
    last_record_at: datetime | None = None
    latest_record_at: datetime | None = None
    clock_doubted: bool = False
    wake_sync: Callable[[], None] = field(default=lambda: None)
    sync_now: Callable[[], None] = field(default=lambda: None)
    wake_printer: Callable[[], None] = field(default=lambda: None)
    device_key: Callable[[], bytes | None] = field(default=lambda: None)
    data_key: Callable[[], bytes | None] = field(default=lambda: None)

    def today(self) -> date:
        """The calendar day in WIB, from which a new shift takes its business date."""
        return self.clock.now().astimezone(WIB).date()

    def new_id(self) -> str:
        return self.ids.new(self.clock.now())

    def reload_shop(self) -> None:
        """Read identity and settings again after one of them changed."""
        self.shop = load_shop(self.store)


CLOCK_TOLERANCE_MS = 120_000
"""How far this computer's clock may be off the centre's before someone must look (sync.md §2.8)."""


def load_shop(store: Store) -> Shop:
    """Identity and settings of the store; an empty store is a bug of the caller."""
    with store.read() as connection:
        row = register.load_register(connection)
        assert row is not None, "a shop was made in this store"
        stored = register.load_settings(connection)
        return Shop(
            register_id=row.id,
            outlet_code=row.outlet_code,
            register_code=row.register_code,
            epoch=row.epoch,
            public_key=bytes.fromhex(row.public_key),
            stored=stored,
            series_tag=row.series_tag,
        )
