"""The terms under which a maker's goods are sold: the maker's own defaults and the consignment agreement.

Says what holds, never what is owed (maker_ledger) nor who the person is: names of people, phones and
accounts stay outside these values (domain.md §1.2, §2.6).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pos.domain.catalog import Maker
from pos.domain.commission import CommissionRule
from pos.domain.discount import Bearer
from pos.domain.money import BasisPoints, Rupiah
from pos.domain.story import NO_STORY, Story


class TaxForm(StrEnum):
    INDIVIDUAL = "individual"
    COMPANY = "company"


class PayPeriod(StrEnum):
    WEEKLY = "weekly"
    TWICE_MONTHLY = "twice_monthly"
    MONTHLY = "monthly"


class LossPolicy(StrEnum):
    """Who stands for a missing or damaged piece."""

    GALLERY = "gallery"
    SHARED = "shared"
    MAKER = "maker"


class UnsoldPolicy(StrEnum):
    """What happens to goods past their consignment period; never conversion to the gallery's own."""

    WITHDRAW = "withdraw"
    RENEW = "renew"


@dataclass(frozen=True, slots=True)
class MakerTerms:
    """A maker as the books know it; `paid_by` is 'centre' or the code of the one outlet that pays.

    `min_payout` rupiah; `hold_days` the return window before a sale may be paid.
    """

    maker: Maker
    rule: CommissionRule | None = None
    paid_by: str = "centre"
    pay_period: PayPeriod = PayPeriod.TWICE_MONTHLY
    min_payout: Rupiah = 50_000
    hold_days: int = 7
    is_pkp: bool = False
    tax_form: TaxForm = TaxForm.INDIVIDUAL
    no_discount: bool = False
    active: bool = True
    story: Story = NO_STORY


@dataclass(frozen=True, slots=True)
class DiscountAuthority:
    """Whether the gallery may discount the maker's goods, up to how much, and who then bears it."""

    allowed: bool = True
    max_bps: BasisPoints = 10_000
    bearer: Bearer = Bearer.OUTLET


@dataclass(frozen=True, slots=True)
class Agreement:
    """A consignment agreement (perjanjian titip); `ends_on` None runs until it is ended.

    `rule` applies to `category` where one is named, else to all of the maker's goods; `period_days` is how
    long one intake may stay; `shrink_bps` the share of a lost piece that the gallery makes good when shared;
    `shelf_fee` rupiah a pay period.
    """

    id: str
    number: str
    maker_id: str
    starts_on: date
    ends_on: date | None = None
    rule: CommissionRule | None = None
    category: str = ""
    period_days: int = 90
    discounts: DiscountAuthority = DiscountAuthority()
    loss: LossPolicy = LossPolicy.GALLERY
    shrink_bps: BasisPoints = 10_000
    unsold: UnsoldPolicy = UnsoldPolicy.WITHDRAW
    shelf_fee: Rupiah = 0

    def in_force(self, day: date) -> bool:
        """Whether the agreement covers a day; both ends count."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
