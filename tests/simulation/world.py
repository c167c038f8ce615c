"""One process, one seed: registers, a centre, a bad line, and everything that goes wrong between them (sync.md §4a).

Time, chance and faults come from the seed, so that a failing seed replays exactly. The code under test is the real
one: store, services, sending and the centre's calls.
"""

import shutil
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from unittest.mock import patch

import sqlalchemy as sa

from pos import backups
from pos.models import central_terms, days, reconciliations, sync_state
from pos.services import verify
from pos.services.record import hash_at
from sync.central import upgrade
from sync.central.services import catalogue, catalogue_down, enrolment, incidents, life, registers, setup
from sync.central.services import verify as central_verify
from sync.central.services.key_file import CentralKey
from sync.central.state import Centre
from sync.central.store import CentralStore, open_central_store
from sync.central.tables import journal as lines_table
from sync.central.tables import registers as register_tables
from sync.central.tables import sales
from sync.central.tables.customers import customer_key
from sync.outlet.credentials import Credentials
from sync.outlet.enrol import enrol, enrol_as_new
from sync.outlet.transport import Transport
from sync.protocol.catalogue import digest_of
from tests.builders import PRODUCTS
from tests.simulation import oracle
from tests.simulation.nonces import Nonces
from tests.simulation.till import Keys, Till, TillClock
from tests.simulation.wire import CentreCrashed, Faults, Line, Request, ack_of

START = datetime(2026, 11, 14, 2, 0, tzinfo=UTC)
OUTLETS = ("GDK", "BLU")
HEAL_ROUNDS = 12
PEOPLE_FROM = 100_000
"""From this seed on customers come and ask to be forgotten; the older stories stay as they were."""
GOODS_FROM = 200_000
"""From this seed on the centre takes goods out of sale, too."""


class CrashingCentralStore(CentralStore):
    """A centre whose process may end before the n-th commit from now."""

    dies_in = -1

    def run(self, work):
        def then_maybe_die(connection):
            found = work(connection)
            if self.dies_in == 0:
                self.dies_in = -1
                raise CentreCrashed
            self.dies_in -= self.dies_in > 0
            return found

        return super().run(then_maybe_die)


@dataclass
class Clock:
    """The centre's clock; each look at it takes a while."""

    at: datetime = START

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


@dataclass
class World:
    seed: int
    folder: Path
    random: Random = field(init=False)
    clock: Clock = field(default_factory=Clock)
    centre: Centre = field(init=False)
    tills: list[Till] = field(default_factory=list)
    sales: dict[str, str] = field(default_factory=dict)
    destroyed: set[str] = field(default_factory=set)
    poisoned: set[str] = field(default_factory=set)
    copied: set[str] = field(default_factory=set)
    backups: list[tuple[Till, Path, int]] = field(default_factory=list)
    central_backup: Path | None = None
    told: Counter = field(default_factory=Counter)
    nonces: Nonces = field(default_factory=Nonces)
    older: bool = False
    torn_out: set[tuple[int, int, bytes]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.people = Random(f"people {self.seed}")
        self._begin_centre()
        for n in range(self.random.randint(1, 3)):
            self.tills.append(self._new_till(f"till-{n}", self.random.choice(OUTLETS)))

    # --- setting up ---------------------------------------------------------------------

    def _begin_centre(self) -> None:
        self.database = self.folder / "central.db"
        store = self._open_centre()
        upgrade.lay_out(store)
        with patch.object(
            setup, "new_office_password", lambda: ("", "")
        ):  # slow on purpose, and nobody signs in
            store.run(lambda k: setup.make_centre(k, self.clock.now()))
        for code in OUTLETS:
            store.run(lambda k, code=code: registers.add_outlet(k, code, code, self.clock.now()))

    def _open_centre(self) -> CentralStore:
        plain = open_central_store(f"sqlite:///{self.database}")
        store = CrashingCentralStore(plain.engine, reader=plain._reader, postgres=False)
        self.centre = Centre(store, self.clock, "c" * 36, key=CentralKey(b"k" * 32))
        return store

    def _new_till(self, name: str, outlet: str) -> Till:
        from pos.services import shop

        keys, random = Keys(), Random(self.random.getrandbits(64))
        till = Till(self, name, outlet, self.folder / f"{name}.db", keys, random)
        till.clock, till.line = TillClock(self), Line(self, random)
        shop.create_shop(till.path, outlet_code=outlet, clock=till.clock, ids=self._ids(), keys=keys).close()
        till.open()
        till.begin()
        code = enrolment.new_code(self.centre.store, outlet, self.clock.now())
        credentials = Credentials(keys, till.ctx.shop.register_id)
        enrol(till.ctx, Transport(till.line), credentials, url="http://centre", code=code)
        till.line.faults = self._bad_line()
        return till

    def _ids(self):
        from pos.ids import SystemIds

        return SystemIds(self.random.getrandbits)

    def _bad_line(self) -> Faults:
        """Each seed has faults of its own: some lines are only slow, some lose half of everything."""
        names = ("lost", "answer_lost", "doubled", "late", "cut", "answer_cut", "shed", "crash")
        return Faults(
            **{name: self.random.choice((0, 0, 0.05, 0.15, 0.4)) * self.random.random() for name in names}
        )

    # --- what happens --------------------------------------------------------------------

    def tick(self) -> datetime:
        """The world's time, a moment later."""
        return self.clock.now()

    def play(self, steps: int) -> None:
        happenings = (
            (self._sell, 30), (self._sync, 24), (self._refund, 5), (self._shift, 4), (self._time, 8),
            (self._crash_in_sale, 4), (self._crash_in_sync, 4), (self._back_up, 4), (self._restore, 1.5),
            (self._copy, 0.6), (self._centre_restarts, 2), (self._centre_backs_up, 2), (self._centre_restores, 0.8),
            (self._disk, 2), (self._poison, 1.5), (self._revoke, 1), (self._clock_jumps, 1.5), (self._late, 4),
            (self._edit_catalogue, 3), (self._office, 2),
        )  # fmt: skip
        acts, weights = zip(*happenings, strict=True)
        for _ in range(steps):
            self.random.choices(acts, weights)[0](self.random.choice(self.tills))
            if self.seed >= PEOPLE_FROM and self.people.random() < 0.15:
                self._person(self.people.choice(self.tills))

    def _person(self, till: Till) -> None:
        """A customer is remembered, or asks to be forgotten; goods are changed; the centre is of another version now."""
        acts = (till.remember, till.erase, till.exchange, till.void, self._another_version)
        self.people.choices(acts, (5, 3, 4, 2, 1))[0]()

    def _another_version(self) -> None:
        """An older program serves the centre's database, which knows nothing of days and keys; or today's again."""
        self.older = not self.older

    def _sell(self, till: Till) -> None:
        till.sell()

    def _sync(self, till: Till) -> None:
        till.sync()

    def _refund(self, till: Till) -> None:
        till.refund()

    def _shift(self, till: Till) -> None:
        till.close_shift()
        till.open_shift()

    def _time(self, _: Till) -> None:
        self.clock.at += timedelta(seconds=self.random.choice((30, 600, 5_000, 40_000)))

    def _crash_in_sale(self, till: Till) -> None:
        till.die(self.random.choice(("before", "after")), till.sell)

    def _crash_in_sync(self, till: Till) -> None:
        till.die(self.random.choice(("before", "after")), till.sync)

    def _back_up(self, till: Till) -> None:
        target = self.folder / f"backup-{len(self.backups)}.db"
        self.backups.append((till, till.back_up(target), len(till.lines())))

    def _restore(self, till: Till) -> None:
        mine = [backup for owner, backup, _ in self.backups if owner is till]
        if not mine:
            return
        before, lines = self._own_sales(till), set(till.lines())
        silently = self.random.random() < 0.3
        till.disk(full=False)
        till.restore(self.random.choice(mine), silently=silently)
        self._destroy(before - self._own_sales(till))
        self.torn_out |= lines - set(till.lines())
        till.sold = [sale for sale in till.sold if sale in self._own_sales(till)]

    def _own_sales(self, till: Till) -> set[str]:
        return set(oracle.sums([line for _, _, line in till.lines()]).sales)

    def _destroy(self, gone: set[str]) -> None:
        """What stood on no disk but that one is gone, unless the centre or a copy has it."""
        elsewhere = self._central_sales().union(*(self._own_sales(till) for till in self.tills))
        self.destroyed |= gone - elsewhere

    def _copy(self, till: Till) -> None:
        """The disk is copied with its keys: from now on two computers are one register."""
        if len(self.tills) >= 4:
            return
        name = f"{till.name}-copy{len(self.tills)}"
        twin = Till(
            self,
            name,
            till.outlet,
            self.folder / f"{name}.db",
            Keys(till.keys),
            Random(self.random.getrandbits(64)),
        )
        till.back_up(twin.path)
        twin.clock, twin.line = TillClock(self), Line(self, twin.random, self._bad_line())
        twin.open()
        twin.sold = list(till.sold)
        self.tills.append(twin)
        self.copied.add(till.ctx.shop.register_id)

    def centre_crashes_at(self, commits: int) -> None:
        self.centre.store.dies_in = commits

    def _centre_restarts(self, _: Till) -> None:
        self.centre.store.close()
        self._open_centre()

    def _centre_backs_up(self, _: Till) -> None:
        self.central_backup = self.folder / "central-backup.db"
        self.central_backup.unlink(missing_ok=True)
        self.central_backup.touch()
        backups.snapshot(self.database, self.central_backup)

    def _centre_restores(self, _: Till) -> None:
        if self.central_backup is None:
            return
        only_there = self._central_sales().difference(*(self._own_sales(till) for till in self.tills))
        self.centre.store.close()
        for suffix in ("-wal", "-shm"):
            self.database.with_name(self.database.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(self.central_backup, self.database)
        self._open_centre().run(life.begin_anew)
        self.nonces.restored()
        self.destroyed |= only_there - self._central_sales()

    def _disk(self, till: Till) -> None:
        till.disk(full=True)
        for _ in range(3):
            till.sell()
        till.sync()
        till.disk(full=False)

    def _poison(self, till: Till) -> None:
        self.poisoned.add(till.poison())

    def _revoke(self, till: Till) -> None:
        table = register_tables.register
        mine = table.c.register_id == till.ctx.shop.register_id
        self._by_hand(lambda k: k.execute(sa.update(table).where(mine).values(revoked=True)))
        till.sync()
        if self.random.random() < 0.7:
            self._by_hand(lambda k: k.execute(sa.update(table).where(mine).values(revoked=False)))

    def _clock_jumps(self, till: Till) -> None:
        till.clock.wrong_by = timedelta(
            days=self.random.choice((-365, -1, 0, 0, 1, 365)), seconds=self.random.randrange(600)
        )

    def _late(self, till: Till) -> None:
        till.line.deliver_late()

    def _edit_catalogue(self, _: Till) -> None:
        product, outlet = self.random.choice(PRODUCTS[:4]), self.random.choice(OUTLETS)
        price = self.random.randrange(1, 40) * 5_000
        retires = self.seed >= GOODS_FROM and self.people.random() < 0.3

        def edit(connection):
            if (
                product.id
                in connection.execute(sa.text("SELECT id FROM product WHERE outlet_id = :o"), {"o": outlet})
                .scalars()
                .all()
            ):
                if retires:
                    catalogue.retire_product(connection, outlet, product.id, self.clock.now())
                else:
                    catalogue.change_price(connection, outlet, product.id, price, self.clock.now())

        self._by_hand(edit)

    def _by_hand(self, work) -> None:
        """What a person does at the centre; no fault is meant for it."""
        self.centre.store.dies_in = -1
        self.centre.store.run(work)

    def _office(self, _: Till) -> None:
        """Somebody looks at what was noted, and closes it."""
        for one in self.centre.store.look(incidents.listed):
            self.told[one.code] += 1
            self._by_hand(lambda k, one=one: incidents.close(k, one.id, self.clock.now()))

    # --- what must hold at every step ----------------------------------------------------

    def committed(self, till: Till, sale_id: str) -> None:
        self.sales[sale_id] = till.name

    def heard(self, request: Request, found) -> None:
        """S1: an acknowledgement is given only for what is durable, with that very tip."""
        ack = ack_of(request, found)
        if ack is None or ack["high_water"] == 0:
            return
        table = lines_table.journal
        register_id = request.path.split("/")[3]
        mine = (table.c.register_id == register_id) & (table.c.epoch == ack["epoch"])
        query = (
            sa.select(table.c.seq, table.c.hash)
            .where(mine, table.c.seq <= ack["high_water"])
            .order_by(table.c.seq)
        )
        rows = self.centre.store.look(lambda k: list(k.execute(query)))
        assert len(rows) == ack["high_water"], f"S1: {len(rows)} rows for a mark of {ack['high_water']}"
        assert bytes(rows[-1].hash).hex() == ack["tip"], "S1: the tip is another"

    def marks_are_true(self, till: Till) -> None:
        """S4: a mark never lies beyond our own records, nor on another hash."""
        with till.ctx.store.read() as connection:
            state = sync_state.load(connection)
            own = hash_at(till.ctx, connection, state.epoch, state.mark)
        assert own is not None, f"S4: mark {state.epoch}/{state.mark} lies beyond our records"
        assert not state.mark or own == state.mark_hash, "S4: the mark stands on another hash"

    # --- healing -------------------------------------------------------------------------

    def heal(self) -> None:
        """Good lines, room on every disk, valid tokens, an office that looks: soon all must be equal (H4)."""
        self.centre.store.dies_in, self.older = -1, False
        table = register_tables.register
        self.centre.store.run(lambda k: k.execute(sa.update(table).values(revoked=False)))
        for till in self.tills:
            till.line.deliver_late()
            till.line.faults = Faults()
            till.disk(full=False)
        for _ in range(HEAL_ROUNDS):
            for till in self.tills:
                till.sync()
            self._office(self.tills[0])
            self._help()
            if all(self._is_done(till) for till in self.tills):
                return
        raise AssertionError(
            f"H4: after {HEAL_ROUNDS} rounds: {[self._told_left(till) for till in self.tills]}"
        )

    def _help(self) -> None:
        """What a person does where the program says that one must: a copy joins as new, a refused one joins again."""
        for till in self.tills:
            state, _ = self._left(till)
            if state.problem not in {"CentreRefusedToken", "EpochNeedsOffice"}:
                continue
            code = enrolment.new_code(self.centre.store, till.outlet, self.clock.now())
            if till.ctx.shop.register_id in self.copied:
                enrol_as_new(till.ctx, Transport(till.line), till.keys, url="http://centre", code=code)
            elif state.problem == "CentreRefusedToken":
                credentials = Credentials(till.keys, till.ctx.shop.register_id)
                enrol(till.ctx, Transport(till.line), credentials, url="http://centre", code=code)

    def _is_done(self, till: Till) -> bool:
        state, unsent = self._left(till)
        return not unsent and not state.missing_epoch and not state.problem and not state.epoch_needed

    def _told_left(self, till: Till) -> str:
        state, unsent = self._left(till)
        why = f"{state.problem} {state.problem_fact} {state.epoch_needed}".strip()
        return f"{till.name} {state.epoch}/{state.mark} +{unsent} {why} missing {state.missing_epoch}"

    def _left(self, till: Till):
        from sync.outlet import batch as batches

        with till.ctx.store.read() as connection:
            state = sync_state.load(connection)
            return state, batches.unsent(connection, state)

    # --- what must hold in the end -------------------------------------------------------

    def _central_sales(self) -> set[str]:
        return set(self.centre.store.look(lambda k: list(k.execute(sa.select(sales.sale.c.id)).scalars())))

    def _central_lines(self):
        table = lines_table.journal
        query = sa.select(table).order_by(
            table.c.received_at, table.c.register_id, table.c.epoch, table.c.seq
        )
        return self.centre.store.look(lambda k: list(k.execute(query).mappings()))

    def check(self) -> None:
        """H1–H7 of sync.md §4a, with sums of an oracle that shares no code with the program."""
        rows = self._central_lines()
        self._check_chains(rows)
        self._check_sales()
        self._check_sums(rows)
        self._check_quarantine(rows)
        self._check_tills(rows)
        self._check_told()
        if self.seed >= PEOPLE_FROM:
            self._check_keys()

    def _check_chains(self, rows) -> None:
        """S2: gapless, and chained from the key of the epoch."""
        tips = register_tables.register_tip
        for tip in self.centre.store.look(lambda k: list(k.execute(sa.select(tips)).mappings())):
            own = [r for r in rows if (r["register_id"], r["epoch"]) == (tip["register_id"], tip["epoch"])]
            own.sort(key=lambda row: row["seq"])
            assert [row["seq"] for row in own] == list(range(1, tip["seq"] + 1)), "S2: gap"
            link = oracle.tip(
                tip["register_id"],
                tip["epoch"],
                bytes.fromhex(tip["public_key"]),
                [bytes(r["line"]) for r in own],
            )
            assert link == bytes(tip["hash"]), "S2: chain"

    def _check_sales(self) -> None:
        """H1, H3, S3: every sale that was committed and not destroyed is there once; nothing else is."""
        there = self._central_sales()
        lost = self.sales.keys() - there - self.destroyed
        assert not lost, f"H1: {len(lost)} sales lost: {sorted(lost)[:3]}"
        assert there <= self.sales.keys(), f"H3: {len(there - self.sales.keys())} sales that nobody made"

    def _check_sums(self, rows) -> None:
        """H2: the projected tables hold what the raw lines say, record by record and in sum."""
        for outlet in OUTLETS:
            own = [row for row in rows if row["outlet_id"] == outlet]
            told = oracle.sums([bytes(row["line"]) for row in own])
            assert self._sums_of(outlet) == (
                told.sales, told.refunds, +told.tenders, +told.makers, {k: v for k, v in told.goods.items() if v},
            ), f"H2: {outlet}"  # fmt: skip

    def _sums_of(self, outlet: str):
        def ask(sql):
            return self.centre.store.look(lambda k: list(k.execute(sa.text(sql), {"o": outlet})))

        tenders = Counter()
        for kind, amount in ask("SELECT kind, amount FROM tender WHERE outlet_id = :o"):
            tenders[kind] += amount
        for kind, amount in ask("SELECT kind, amount FROM refund_tender WHERE outlet_id = :o"):
            tenders[kind] -= amount
        for (change,) in ask("SELECT change FROM sale WHERE outlet_id = :o"):
            tenders["cash"] -= change
        makers = Counter()
        for maker, amount in ask("SELECT maker_id, amount FROM maker_entry WHERE outlet_id = :o"):
            makers[maker] += amount
        goods = Counter()
        for product, units in ask("SELECT product_id, quantity FROM stock_movement WHERE outlet_id = :o"):
            goods[product] += units
        return (
            dict(tuple(row) for row in ask("SELECT id, total FROM sale WHERE outlet_id = :o")),
            dict(tuple(row) for row in ask("SELECT id, total FROM refund WHERE outlet_id = :o")),
            +tenders, +makers, {k: v for k, v in goods.items() if v},
        )  # fmt: skip

    def _check_quarantine(self, rows) -> None:
        """H6: set aside is what was planted, and nothing else."""
        aside = lines_table.quarantine
        found = self.centre.store.look(lambda k: list(k.execute(sa.select(aside)).mappings()))
        places = {
            (row["register_id"], row["epoch"], row["seq"]): oracle.original(bytes(row["line"]))["id"]
            for row in rows
        }
        ids = [places[row["register_id"], row["epoch"], row["seq"]] for row in found]
        assert set(ids) <= self.poisoned, f"H6: {[(r['code'], r['detail']) for r in found]}"
        there = {place for place in places.values() if place in self.poisoned}
        assert there == set(ids), "H6: a planted record took effect"

    def _check_tills(self, rows) -> None:
        """H2, H5: each till is sound in itself, the centre's books too, and an uncopied till's journal is the centre's."""
        for till in self.tills:
            found = [f for f in verify.verify(till.ctx).findings if f.record_id not in self.poisoned]
            if (
                self.copied or self.backups
            ):  # two branches may each have given the same piece back: told, never hidden
                found = [f for f in found if f.code != "refund_units"]
            assert not found, f"{till.name}: {found[:3]}"
            if till.ctx.shop.register_id not in self.copied:
                theirs = {
                    (r["epoch"], r["seq"], bytes(r["line"]))
                    for r in rows
                    if r["register_id"] == till.ctx.shop.register_id
                }
                ours = set(till.lines())
                # A batch on its way when its branch was left, or its disk put back, may still arrive: nothing is lost.
                late = theirs - ours - till.left_behind() - self.torn_out
                assert not late, f"{till.name}: {len(late)} records that only the centre has"
                assert not ours - theirs, f"{till.name}: {len(ours - theirs)} records that the centre lacks"
                if theirs == ours:
                    self._check_days(till)
        for outlet in OUTLETS:
            faults = self.centre.store.look(lambda k, o=outlet: central_verify.faults_of_outlet(k, o))
            faults = [fault for fault in faults if not fault.startswith("quarantine")]
            assert not faults, f"centre: {faults[:3]}"

    def _check_days(self, till: Till) -> None:
        """H2: the till has looked at all its days, and each is the same at the centre."""
        till.sync()
        self._check_digest(till)
        with till.ctx.store.read() as connection:
            differing = reconciliations.differing(connection)
            seen = connection.execute(sa.select(reconciliations.ReconciliationRow.business_date)).scalars()
            unseen = {day.business_date for day in days.by_business_date(connection)} - set(seen)
        assert not differing, f"H2: {till.name}: {differing}"
        assert not unseen, f"H2: {till.name}: {unseen} not compared"

    def _check_digest(self, till: Till) -> None:
        """H5: the centre's words that a till has taken into use are those that the centre says now."""
        theirs = self.centre.store.look(lambda k: catalogue_down.digest(k, till.outlet))
        with till.ctx.store.read() as connection:
            ours = digest_of(central_terms.current(connection).values())
        assert ours == theirs, f"H5: {till.name}"

    def _check_told(self) -> None:
        """H7, H2: the office was told of copies; a register that parted from the centre was noted."""
        tips = register_tables.register_tip
        later = (
            sa.select(sa.func.count()).select_from(tips).where(tips.c.epoch > 1, tips.c.reason != "adopted")
        )
        opened = self.centre.store.look(lambda k: k.execute(later).scalar())
        if opened:
            assert sum(self.told.values()) > 0, "H7: an epoch was opened and nobody was told"
        assert self.told["clone"] or not self.nonces.copies, "H7: two copies lived and nobody was told"

    def _check_keys(self) -> None:
        """H8: every key of a customer is the same on all computers of the outlet and at the centre; destroyed is destroyed."""
        for _ in range(3):
            for till in self.tills:
                till.sync()
            self._office(self.tills[0])
            self._help()
        table, key = customer_key, self.centre.key
        found = {}
        for row in self.centre.store.look(lambda k: list(k.execute(sa.select(table)))):
            plain = (
                None
                if row.wrapped is None
                else key.unwrap(row.wrapped, f"customer-key/{row.outlet_id}/{row.key_id}")
            )
            found[row.outlet_id, f"{row.customer_id}/{row.key_id}"] = plain
        for till in self.tills:
            here = {(till.outlet, place): plain for place, plain in till.keys_here().items()}
            differing = [
                place for place, plain in here.items() if place not in found or found[place] != plain
            ]
            assert not differing, f"H8: {till.name}: {differing[:2]}"
            lacking = {place for place in found if place[0] == till.outlet} - here.keys()
            assert not lacking, f"H8: {till.name} lacks {len(lacking)}"
        for customer_id in self._erased():
            alive = [place for place, plain in found.items() if place[1].startswith(customer_id) and plain]
            assert not alive, f"H8: {customer_id} was erased and can be read"

    def _erased(self) -> set[str]:
        """Customers of whose erasing a record is at the centre."""
        said = (oracle.original(bytes(row["line"])) for row in self._central_lines())
        return {one["b"]["cu"] for one in said if one.get("k") == "customer" and one["b"].get("x")}

    def close(self) -> None:
        for till in self.tills:
            till.close()
        self.centre.store.close()


def run(seed: int, folder: Path, steps: int = 60) -> World:
    """Play a seed, heal, check; the world is closed and can still be asked for its figures."""
    world = World(seed, folder)
    try:
        world.play(steps)
        world.heal()
        world.check()
    finally:
        world.close()
    return world
