"""Piutang: who owes what, and taking the money for it."""
