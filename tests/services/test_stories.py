"""Which maker's story is told, and in which language."""

import pytest

from pos.domain.agreement import MakerTerms
from pos.domain.catalog import Maker
from pos.domain.story import Story, ToldStory
from pos.models import sales
from pos.services import receipts, shop, stories, terms
from tests.builders import sell


@pytest.fixture
def asih(ctx):
    """One maker with a story; the setting is as the program comes."""
    story = Story("Glasir abu.", "Ash glaze.")
    ctx.writer.call(_tell, ctx, MakerTerms(Maker("M18", "Keramik Lempung Asih"), story=story))


def _tell(ctx, said):
    with ctx.store.write() as connection:
        terms.add_maker(ctx, connection, said)


def on_receipt(ctx, rani, *goods):
    sale = sell(ctx, rani, *goods).sale
    with ctx.store.read() as connection:
        assert sales.load(connection, sale.id) == sale
        return receipts.sale_receipt(ctx, connection, sale.id).story


def test_on_the_receipt_if_the_outlet_wishes(ctx, rani, open_shift, asih):
    """Of the dearest piece whose maker has one, in the receipt's language; without the wish, or a story, none."""
    assert on_receipt(ctx, rani, ("M18-002", 1)) is None
    ctx.writer.call(shop.change_settings, ctx, {"receipt.story": True})
    assert on_receipt(ctx, rani, ("M03-001", 2), ("M18-002", 1)) == ToldStory(
        "Keramik Lempung Asih", "Glasir abu."
    )
    assert on_receipt(ctx, rani, ("M03-001", 1)) is None
    ctx.writer.call(shop.change_settings, ctx, {"receipt.language": "en"})
    assert on_receipt(ctx, rani, ("M18-002", 1)) == ToldStory("Keramik Lempung Asih", "Ash glaze.")


def test_in_the_order_of_the_makers(ctx, asih):
    """Without those who have none; a story told in one language only is told in that one."""
    ctx.writer.call(_tell, ctx, MakerTerms(Maker("M03", "Sanggar"), story=Story("Warna kayu.")))
    makers = (("M18", "Asih"), ("M10", "Rinai"), ("M03", "Sanggar"), ("X", "Nobody"))
    told = stories.of_makers(ctx, makers, "en")
    assert told == (ToldStory("Asih", "Ash glaze."), ToldStory("Sanggar", "Warna kayu."))
