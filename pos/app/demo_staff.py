"""Who works at the demo shop. Light: the sign-in hint is read before the store is opened."""

from pos.domain.permissions import Role

DEMO_MARK = "demo"
"""A file of this name marks the folder of a demo shop."""

STAFF = (
    (1, "Rani", Role.CASHIER, "1111"),
    (2, "Bayu", Role.CASHIER, "2222"),
    (3, "Siti", Role.CASHIER, "3333"),
    (4, "Dimas", Role.CASHIER, "4444"),
    (5, "Ibu Ratna", Role.MANAGER, "9999"),
    (6, "Pak Hendra", Role.MANAGER, "8888"),
)
"""First names and demo PINs: shown on the sign-in screen of a demo shop only."""
