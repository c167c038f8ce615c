"""What was set aside is tried again: when what was missing comes, after an upgrade, when a person asks (sync.md §2.4, §2.10)."""

from unittest.mock import patch

import pytest
import sqlalchemy as sa

from pos.domain.reason import Reason
from pos.domain.refund import RefundChoice
from pos.services import refunds
from sync.central.services import project, projection
from sync.central.services import verify as central_verify
from sync.central.tables import journal, sales
from sync.protocol.kinds import Kind
from tests.builders import sell


def aside(centre):
    return centre.store.look(lambda k: [(r.code, r.seq) for r in k.execute(sa.select(journal.quarantine))])


def count(centre, table):
    return centre.store.look(lambda k: k.execute(sa.select(sa.func.count()).select_from(table)).scalar())


def again(centre, clock):
    return projection.project_outlet_again(centre.store, "GDK", clock.now())


@pytest.fixture
def old_centre():
    """A program that does not know what a refund is."""
    real = project.Kind

    def known(text):
        if text == Kind.REFUND:
            raise ValueError(text)
        return real(text)

    return patch.object(project, "Kind", known)


def test_a_newer_tills_records_are_taken_after_the_upgrade(
    ctx, rani, open_shift, centre, joined, clock, old_centre
):
    """The old centre keeps and counts them; the new one reads them, once, and the books agree."""
    sale = sell(ctx, rani, ("M03-001", 2)).sale
    ctx.writer.call(
        refunds.refund_sale,
        ctx,
        sale_id=sale.id,
        choices=(RefundChoice(1, 1),),
        reason=Reason.DEFECT,
        cashier=rani,
    )
    with old_centre:
        outcome = joined.cycle()
        assert (outcome.problem, outcome.unsent) == (None, 0)
        assert [code for code, _ in aside(centre)] == ["unknown_kind"]
        assert again(centre, clock) == 0
    assert (count(centre, sales.refund), again(centre, clock), again(centre, clock)) == (0, 1, 0)
    assert (count(centre, sales.refund), aside(centre)) == (1, [])
    assert centre.store.look(lambda k: central_verify.faults_of_outlet(k, "GDK")) == ()


def test_goods_that_come_later_bring_their_sales(ctx, rani, open_shift, centre, joined, clock):
    """A sale of an unknown product, and the refund of that sale, are taken when the product is told; poison stays."""
    joined.cycle()
    centre.store.run(lambda k: k.execute(sa.text("DELETE FROM product WHERE id = 'M18-002'")))
    sale = sell(ctx, rani, ("M18-002", 1)).sale
    ctx.writer.call(
        refunds.refund_sale,
        ctx,
        sale_id=sale.id,
        choices=(RefundChoice(1, 1),),
        reason=Reason.DEFECT,
        cashier=rani,
    )
    joined.cycle()
    assert [code for code, _ in aside(centre)] == ["unknown_product", "missing_original"]
    poison = {"outlet_id": "GDK", "id": "M18-002", "code": "x", "name": "Mug", "variant": "", "category": "keramik",
              "maker_id": "M18", "price": 85_000, "unique_piece": False, "active": True}  # fmt: skip
    centre.store.run(lambda k: k.execute(sa.text(
        "INSERT INTO product (outlet_id, id, code, name, variant, category, maker_id, price, unique_piece, active) "
        "VALUES (:outlet_id, :id, :code, :name, :variant, :category, :maker_id, :price, :unique_piece, :active)"
    ), poison))  # fmt: skip
    assert again(centre, clock) == 2
    assert (count(centre, sales.sale), count(centre, sales.refund), aside(centre)) == (1, 1, [])
    assert again(centre, clock) == 0
