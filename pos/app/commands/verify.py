"""`gerai verify`: chain, rebuilt tables, invariants; with --centre also equality with the centre. Exit 1: findings."""

import argparse
from typing import Any

from pos.app.build import Looking, look_at
from pos.app.commands.common import folder_of, say, say_json
from pos.domain.invariants import Finding
from pos.errors import NotEnrolled


def verify(asked: argparse.Namespace) -> int:
    """Look at everything; works beside an open till."""
    from pos.services.verify import verify as examine

    looking = look_at(folder_of(asked))
    try:
        report = examine(looking.ctx)
        facts: dict[str, Any] = {"records": report.records, "sales": report.sales, "tip": report.tip}
        findings = list(report.findings)
        if asked.centre:
            compared, more = _centre(looking)
            facts.update(compared)
            findings += more
    finally:
        looking.close()
    _say(asked, facts, findings)
    return 1 if findings else 0


def _centre(looking: Looking) -> tuple[dict[str, Any], list[Finding]]:
    from pos.models import sync_state
    from sync.outlet.reconcile import compare
    from sync.outlet.transport import HttpTransport

    with looking.ctx.store.read() as connection:
        url = sync_state.load(connection).centre_url
    if not url:
        raise NotEnrolled
    transport = HttpTransport(url)
    try:
        found = compare(looking.ctx, transport, looking.credentials)
    finally:
        transport.close()
    facts = {
        "sales_here": found.sales_here,
        "sales_there": found.sales_there,
        "total_here": found.total_here,
        "total_there": found.total_there,
        "unsent": found.unsent,
        "quarantined": found.quarantined,
    }
    return facts, list(found.findings)


def _say(asked: argparse.Namespace, facts: dict[str, Any], findings: list[Finding]) -> None:
    if asked.json:
        listed = [{"code": f.code, "record": f.record_id, "detail": f.detail} for f in findings]
        say_json({**facts, "findings": listed})
        return
    for finding in findings:
        say(f"{finding.code}: {finding.record_id} {finding.detail}".strip())
    if asked.centre:
        say(
            f"{facts['sales_there']} dari {facts['sales_here']} transaksi ada di pusat; belum terkirim {facts['unsent']}."
        )
    verdict = "semua cocok" if not findings else f"{len(findings)} temuan"
    say(f"{facts['records']} catatan, {facts['sales']} nota: {verdict}.")
