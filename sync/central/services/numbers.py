"""What the centre counts, as Prometheus reads it: pushes and their time since the start, and what waits for a person.

The framework's own exporter counts requests by path in one registry per process; here are the facts of the trade.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from sqlalchemy import Connection, func, select

from sync.central.services.load import Load
from sync.central.tables.journal import quarantine
from sync.central.tables.registers import incident, register
from sync.protocol.answers import Ack

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Numbers:
    """The counters of one running centre; safe on any thread."""

    def __init__(self) -> None:
        """All at 0."""
        self._registry = CollectorRegistry()
        registry = self._registry
        self._pushes = Counter("gerai_pushes", "Batches that were answered with 200", registry=registry)
        self._records = Counter(
            "gerai_records", "Records in them by what became of them", ["outcome"], registry=registry
        )
        self._stops = Counter(
            "gerai_stops", "Batches that stopped before their end", ["code"], registry=registry
        )
        self._refused = Counter("gerai_refusals", "Pushes that were refused", ["code"], registry=registry)
        self._seconds = Histogram("gerai_push_seconds", "Time of a push", buckets=SECONDS, registry=registry)
        self._shed = Gauge(
            "gerai_shed_requests", "Requests sent away since the start, for want of room", registry=registry
        )
        self._in_work = Gauge(
            "gerai_requests_in_work", "Register requests in work or waiting for it", registry=registry
        )
        self._incidents = Gauge(
            "gerai_incidents_open", "Incidents nobody has closed", ["outlet", "code"], registry=registry
        )
        self._aside = Gauge(
            "gerai_quarantine_records", "Records set aside", ["outlet", "code"], registry=registry
        )
        labels = ["outlet", "register"]
        self._contact = Gauge(
            "gerai_contact_age_seconds", "Since a register was last heard", labels, registry=registry
        )

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Time one push."""
        with self._seconds.time():
            yield

    def count(self, ack: Ack) -> None:
        """A push was answered."""
        self._pushes.inc()
        self._records.labels("accepted").inc(ack.accepted)
        self._records.labels("duplicate").inc(ack.duplicates)
        self._records.labels("quarantined").inc(len(ack.quarantined))
        if ack.stop is not None:
            self._stops.labels(ack.stop.code).inc()

    def count_refusal(self, code: str) -> None:
        """A push was refused; `code` is one of our own words, so that there are few."""
        self._refused.labels(code).inc()

    def text(self, connection: Connection, load: Load, at: datetime) -> bytes:
        """Everything in Prometheus' text form."""
        self._shed.set(load.shed)
        self._in_work.set(load.in_work)
        self._count_by_outlet(connection)
        self._contact.clear()
        columns = (register.c.outlet_id, register.c.register_code, register.c.last_contact_at)
        for outlet_id, code, heard in connection.execute(select(*columns).where(~register.c.revoked)):
            self._contact.labels(outlet_id, code).set((at - heard).total_seconds())
        return generate_latest(self._registry)

    def _count_by_outlet(self, connection: Connection) -> None:
        open_ones = incident.c.closed_at.is_(None)
        for table, gauge, which in ((incident, self._incidents, open_ones), (quarantine, self._aside, None)):
            gauge.clear()
            query = select(table.c.outlet_id, table.c.code, func.count()).group_by(
                table.c.outlet_id, table.c.code
            )
            for outlet_id, code, count in connection.execute(query if which is None else query.where(which)):
                gauge.labels(outlet_id, code).set(count)
