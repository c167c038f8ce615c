"""All tables of the centre, imported so that the metadata is whole."""

from sync.central.tables import catalogue, customers, journal, registers, sales
from sync.central.tables.base import metadata

__all__ = ["catalogue", "customers", "journal", "metadata", "registers", "sales"]
