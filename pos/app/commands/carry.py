"""`gerai carry export`: records on a USB stick for a register that the line or the centre does not let through."""

import argparse
from typing import TYPE_CHECKING

from pos.app.commands.common import file_of, folder_of, say, say_json
from pos.i18n import Texts

if TYPE_CHECKING:
    from sync.outlet.carry import Exported
    from sync.protocol.carry_totals import Totals


def export(asked: argparse.Namespace) -> int:
    """Write what is not acknowledged, or --all; works beside an open till and marks nothing as sent.

    Raises NotEnrolled, DeviceKeyMissing, CarryExists, CarryNotWritten.
    """
    from pos.app.build import look_at
    from sync.outlet import carry

    looking = look_at(folder_of(asked))
    try:
        file = file_of(asked.file)
        made = carry.export(looking.ctx, looking.credentials.keys, file, everything=asked.all)
    finally:
        looking.close()
    if asked.json:
        say_json(_facts(made))
    else:
        _say(made, Texts(asked.lang))
    return 0


def _facts(made: "Exported | None") -> dict[str, object]:
    if made is None:
        return {"file": "", "records": 0}
    first, last = made.head.first, made.head.last
    return {
        "file": str(made.path),
        "register": made.head.register_code,
        "records": made.head.records,
        "first": [first.epoch, first.seq],
        "last": [last.epoch, last.seq],
        **totals_facts(made.totals),
    }


def totals_facts(totals: "Totals") -> dict[str, object]:
    """What carried records come to, for --json on both sides."""
    return {
        "sales": totals.sales,
        "sale_total": totals.sale_total,
        "refunds": totals.refunds,
        "refund_total": totals.refund_total,
        "first_number": totals.first_number,
        "last_number": totals.last_number,
    }


def _say(made: "Exported | None", texts: Texts) -> None:
    if made is None:
        say(
            texts._("Semua catatan sudah diterima pusat; tidak ada yang perlu dibawa. Untuk semuanya: --all.")
        )
        return
    say(texts._("Berkas {file} selesai dan sudah dibaca ulang.").format(file=made.path))
    head = made.head
    words = texts._(
        "{register}: {n} catatan, nomor {first} (riwayat {first_epoch}) sampai {last} (riwayat {last_epoch})."
    )
    say(
        words.format(
            register=head.register_code,
            n=head.records,
            first=head.first.seq,
            first_epoch=head.first.epoch,
            last=head.last.seq,
            last_epoch=head.last.epoch,
        )
    )
    say(totals_sentence(made.totals, texts))
    words = texts._(
        "Bawa berkas ini ke kantor pusat; di sana: gerai central carry import {name}. Di kasir ini tidak ada yang ditandai terkirim."
    )
    say(words.format(name=made.path.name))


def totals_sentence(totals: "Totals", texts: Texts) -> str:
    """How many sales and refunds, and their rupiah: the same words on both sides, so that people can compare."""
    from pos.domain.words import format_rupiah

    if not totals.sales and not totals.refunds:
        return texts._("Di dalamnya tidak ada nota.")
    return texts._("Di dalamnya {sales} nota{numbers}, {total}; retur {refunds}, {refunded}.").format(
        sales=totals.sales,
        numbers=_numbers(totals),
        total=format_rupiah(totals.sale_total),
        refunds=totals.refunds,
        refunded=format_rupiah(totals.refund_total),
    )


def _numbers(totals: "Totals") -> str:
    """The printed numbers of the first and the last sale."""
    if not totals.sales:
        return ""
    ends = dict.fromkeys((totals.first_number, totals.last_number))
    return f" ({'–'.join(ends)})"
