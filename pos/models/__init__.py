"""All tables of the outlet's store, imported so that the metadata is whole."""

from pos.models import (
    catalog,
    catalogue_pull,
    central_terms,
    holds,
    journal,
    ledger,
    prices,
    print_jobs,
    reconciliations,
    refunds,
    register,
    sales,
    shifts,
    staff,
    stock,
    superseded,
    sync_state,
)
from pos.models.base import Base

__all__ = [
    "Base",
    "catalog",
    "catalogue_pull",
    "central_terms",
    "holds",
    "journal",
    "ledger",
    "prices",
    "print_jobs",
    "reconciliations",
    "refunds",
    "register",
    "sales",
    "shifts",
    "staff",
    "stock",
    "superseded",
    "sync_state",
]
