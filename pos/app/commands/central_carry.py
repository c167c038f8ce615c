"""`gerai central carry import`: takes what a register's stick brings, by the ingest that takes its pushes."""

import argparse
from pathlib import Path

from pos.app.commands.carry import totals_facts, totals_sentence
from pos.app.commands.central import open_store
from pos.app.commands.common import file_of, say, say_json
from pos.clock import SystemClock
from pos.i18n import Texts
from sync.central.services import carry, setup
from sync.central.services.carry import Imported


def bring_in(asked: argparse.Namespace) -> int:
    """Take a file that was not changed on its way; beside `central serve`, as often as one likes, from a revoked register too.

    Raises NoCentre, CarryUnreadable, NotACarryFile, CarryNewer, CarryDamaged, CarryStranger, CarryForged, CarryGap,
    CarryForked, DatabaseUnreachable.
    """
    file = file_of(asked.file)
    store = open_store(asked)
    try:
        setup.centre_id(store)
        done = carry.bring_in(store, file, SystemClock())
    finally:
        store.close()
    if asked.json:
        say_json(_facts(done, file))
    else:
        _say(done, Texts(asked.lang))
    trouble = carry.trouble_of(done, file)
    if trouble is not None:
        raise trouble
    return 0


def _facts(done: Imported, file: Path) -> dict[str, object]:
    return {
        "file": str(file),
        "outlet": done.carrier.caller.outlet_id,
        "register": done.carrier.register_code,
        "revoked": done.carrier.revoked,
        "records": done.head.records,
        "accepted": done.accepted,
        "duplicates": done.duplicates,
        "quarantined": done.quarantined,
        "mark": [done.mark.epoch, done.mark.seq],
        "stop": done.stop.code if done.stop else "",
        **totals_facts(done.totals),
    }


def _say(done: Imported, texts: Texts) -> None:
    words = texts._("{register}, gerai {outlet}: {n} catatan di berkas.")
    say(
        words.format(
            register=done.carrier.register_code, outlet=done.carrier.caller.outlet_id, n=done.head.records
        )
    )
    say(totals_sentence(done.totals, texts))
    if done.carrier.revoked:
        say(texts._("Meja kasir ini sudah dicabut; catatannya tetap diterima."))
    if done.stop is None and done.accepted == 0:
        say(texts._("Semuanya sudah ada di pusat; tidak ada yang berubah."))
        return
    words = texts._(
        "Diterima {accepted}, sudah ada {duplicates}, disisihkan {aside}. Pusat kini sampai nomor {seq} (riwayat {epoch})."
    )
    say(
        words.format(
            accepted=done.accepted,
            duplicates=done.duplicates,
            aside=done.quarantined,
            seq=done.mark.seq,
            epoch=done.mark.epoch,
        )
    )
