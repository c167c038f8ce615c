"""An incident in one line, for the page and the terminal. Decides nothing."""

from pos.i18n import WIB, Texts, clock
from sync.central.services.branches import Branch
from sync.central.services.incidents import Incident

ABOUT = frozenset({"sold_twice", "over_refunded"})
"""Kinds whose detail a person can read: receipts and goods."""


def incident_line(incident: Incident, texts: Texts) -> str:
    """What happened, at which register, when (WIB)."""
    kinds = {
        "fork": texts._("Riwayat bercabang (dipulihkan dari cadangan atau disalin)"),
        "clone": texts._("Salinan kedua sedang dipakai"),
        "restored": texts._("Dipulihkan dari cadangan"),
        "cloned": texts._("Berjalan di komputer lain"),
        "replaced": texts._("Menggantikan komputer yang hilang"),
        "forked": texts._("Melanjutkan riwayat baru setelah bercabang"),
        "sold_twice": texts._("Barang hanya satu terjual dua kali"),
        "over_refunded": texts._("Diretur lebih banyak daripada terjual"),
        "closed_twice": texts._("Shift ditutup dua kali"),
    }
    about = f" ({incident.detail})" if incident.code in ABOUT else _left_behind(incident.branch, texts)
    return texts._("{what}: {register}, {day} {time}").format(
        what=kinds.get(incident.code, incident.code) + about,
        register=incident.register_code,
        day=texts.day(incident.at.astimezone(WIB).date()),
        time=clock(incident.at),
    )


def _left_behind(branch: Branch | None, texts: Texts) -> str:
    """How many transactions only the centre had, of which days, and how many records came once more."""
    if branch is None:
        return ""
    there = texts.ngettext(
        "{n} transaksi hanya ada di pusat", "{n} transaksi hanya ada di pusat", branch.there
    ).format(n=branch.there)
    days = "–".join(texts.day(day) for day in dict.fromkeys((*branch.days[:1], *branch.days[-1:])))
    again = texts.ngettext(
        "{n} catatan diterbitkan ulang", "{n} catatan diterbitkan ulang", branch.again
    ).format(n=branch.again)
    return f"; {there}{f' ({days})' if days else ''}, {again}"
