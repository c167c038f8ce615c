"""Makes the demo shop: the catalogue, stock, staff and settings of one outlet, with every fact in the journal."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from pos.app.demo_catalogue import OUTLETS, DemoCatalogue, demo_catalogue
from pos.app.demo_staff import DEMO_MARK, STAFF
from pos.app.new_shop import new_shop
from pos.clock import Clock
from pos.domain.stock import StockDocument, StockKind, StockMovement
from pos.ids import Ids
from pos.services import shop, terms
from pos.services.context import Context
from pos.services.sign_in import hash_pin

QRIS = (
    "00020101021126680016ID.CO.CONTOH.WWW01189360099900000000160215GLR0000000000170303UMI"
    "51440014ID.CO.QRIS.WWW0215ID10990000000170303UMI5204594753033605802ID5920GALERI CONTOH BEKASI"
    "6006BEKASI61051714162070703A016304D23C"
)
_OUTLET_SETTINGS: dict[str, dict[str, Any]] = {
    "GDK": {
        "outlet.name": "Galeri Dekranasda",
        "outlet.address": ["Lobi Gedung Biru, Pemkot Bekasi"],
        "outlet.phone": "WA 08xx-xxxx-xxxx",
    },
    "BLU": {"outlet.name": "Toko UMKM Blu Plaza", "outlet.address": ["Blu Plaza lantai dasar, Bekasi"]},
    "PMR": {"outlet.name": "Pameran", "outlet.address": ["Gerai sementara"]},
}
FOOTER = ["Penukaran barang cacat: 7 hari", "dengan struk ini", "Terima kasih, bangga karya lokal"]


def make_demo_shop(
    root: Path, clock: Clock, ids: Ids, *, outlet: str = "GDK", training: bool = False
) -> None:
    """Make the shop's folder with store, keys and everything in it, for training where asked; raises ShopExists, Trouble of the disk."""
    assert outlet in OUTLETS
    with new_shop(root, outlet_code=outlet, clock=clock, ids=ids) as ctx:
        ctx.writer.call(_fill, ctx, outlet, demo_catalogue())
        if training:
            ctx.writer.call(shop.change_settings, ctx, {"shop.training": True})
        (root / DEMO_MARK).touch()


def _fill(ctx: Context, outlet: str, catalogue: DemoCatalogue) -> None:
    with ctx.store.write() as connection:
        shop.open_first_epoch(ctx, connection)
        values = {**_OUTLET_SETTINGS[outlet], "receipt.footer": FOOTER, "qris.static": QRIS}
        values["qris.nmid"] = "ID1099000000017"
        shop.save_settings(ctx, connection, values)
        _staff(ctx, connection)
        for maker in catalogue.makers:
            terms.add_maker(ctx, connection, maker)
        for item in catalogue.products:
            here = item.stock.get(outlet, 0) > 0 or item.product.bundle is not None
            terms.add_product(ctx, connection, item.product, popularity=item.weight if here else 0)
        _stock(ctx, connection, outlet, catalogue)


def _staff(ctx: Context, connection: Connection) -> None:
    for staff_id, name, role, pin in STAFF:
        shop.add_staff_hashed(
            ctx, connection, staff_id=staff_id, name=name, role=role, pin_hash=hash_pin(pin)
        )


def _stock(ctx: Context, connection: Connection, outlet: str, catalogue: DemoCatalogue) -> None:
    """One intake note per maker."""
    by_maker: dict[str, list[tuple[str, int]]] = {}
    for item in catalogue.products:
        if item.stock.get(outlet):
            moves = by_maker.setdefault(item.product.maker.code, [])
            moves.append((item.product.id, item.stock[outlet]))
    for n, (maker, moves) in enumerate(by_maker.items(), 1):
        at = ctx.clock.now()
        intake_id = ctx.ids.new(at)
        document = StockDocument(
            id=intake_id,
            at=at,
            cashier_id=5,
            shift_id="",
            kind=StockKind.INTAKE,
            moves=tuple(StockMovement(StockKind.INTAKE, p, q, intake_id) for p, q in moves),
            number=f"NT-{n:04d}",
            maker_id=maker,
        )
        terms.receive(ctx, connection, document)
