"""Atur: the shop's and this computer's settings, searchable."""
