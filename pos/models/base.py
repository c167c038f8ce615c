"""Declarative base of the outlet's store and the column shapes that several tables share."""

from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import MetaData, String
from sqlalchemy.orm import DeclarativeBase, mapped_column

from pos.columns import NAMING, RupiahType, UtcMoment
from pos.domain.commission import LineMoney
from pos.domain.money import Rupiah

Money = Annotated[Rupiah, mapped_column(RupiahType)]
Moment = Annotated[datetime, mapped_column(UtcMoment)]
Uuid = Annotated[str, mapped_column(String(36))]
UuidKey = Annotated[str, mapped_column(String(36), primary_key=True)]


class Base(DeclarativeBase):
    """All tables of the outlet's file; constraints are named, so batch migrations can find them."""

    metadata = MetaData(naming_convention=NAMING)


MONEY_FIELDS = (
    "gross",
    "shared_discount",
    "outlet_discount",
    "maker_discount",
    "net",
    "tax",
    "base",
    "base_commission",
    "commission",
    "maker_share",
)


def money_columns(money: LineMoney) -> dict[str, Rupiah]:
    """The ten money columns of a sale or refund line."""
    return {name: getattr(money, name) for name in MONEY_FIELDS}


def money_of(row: Any) -> LineMoney:
    """Read the ten money columns back."""
    return LineMoney(**{name: getattr(row, name) for name in MONEY_FIELDS})
