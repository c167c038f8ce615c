"""Tukar barang: pieces back and others taken in one document."""
