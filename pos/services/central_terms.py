"""Takes the centre's words on terms into use, by the same functions as records, and says them again for a rebuild.

Not recorded in the journal: they are the centre's. Their place among our own records is kept, so that replaying both
gives the same tables.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from pos import settings
from pos.domain.agreement import Agreement, MakerTerms
from pos.domain.catalog import CategoryTerms, PriceChange, Product
from pos.domain.events import SettingChange
from pos.errors import SettingNotAllowed
from pos.models import catalog, central_terms, register, sync_state
from pos.models.central_terms import Taken
from pos.models.prices import PriceWord
from pos.services import prices, shop, terms
from pos.services.context import Context
from sync.protocol import moment
from sync.protocol.bodies import BodyInvalid, Value
from sync.protocol.catalogue import Term, is_planned, value_of
from sync.protocol.kinds import Kind


@dataclass(frozen=True, slots=True)
class Place:
    """A moment among our own records: after the one at (epoch, seq), on a calendar day."""

    epoch: int
    seq: int
    day: date


def may_pay(ctx: Context, maker_code: str) -> bool:
    """Whether this outlet is the one place that pays a maker; a shop without a centre pays itself (DESIGN.md §3)."""
    with ctx.store.read() as connection:
        state = sync_state.load(connection)
        return not state.enrolled or catalog.paying_place(connection, maker_code) == state.outlet_id


def take(connection: Connection, term: Term, place: Place) -> None:
    """Keep a word and write what it stands for; one that this program does not understand is only kept."""
    understood = apply(connection, term, place.day)
    central_terms.append(connection, Taken(term, place.epoch, place.seq, place.day, understood))


def apply(connection: Connection, term: Term, day: date) -> bool:
    """Write the rows that a word stands for on a calendar day; False, and nothing written, for a newer program's."""
    try:
        if term.deleted:
            _end(connection, term)
        else:
            _apply(connection, term, value_of(term), day)
    except (ValueError, SettingNotAllowed):
        return False
    return True


def _apply(connection: Connection, term: Term, value: Value, day: date) -> None:
    match value:
        case Product():
            terms.apply_product(connection, value)
            prices.hear(connection, PriceWord(value.id, term.at, value.price), day, on_product=True)
        case PriceChange():
            since = value.effective_from if is_planned(value, term.at) else term.at
            prices.hear(connection, PriceWord(value.product_id, since, value.price), day)
        case CategoryTerms():
            terms.apply_category(connection, value)
        case MakerTerms():
            terms.apply_maker(connection, value)
        case SettingChange() if value.key not in settings.LOCAL:
            register.save_setting(connection, value.key, shop.setting_text(value))
        case Agreement() | SettingChange():
            pass
        case _:
            raise BodyInvalid("rule", "k", f"{term.kind} does not come down")


def _end(connection: Connection, term: Term) -> None:
    """What a thing is when it is out of use; sales that name it stay as they are."""
    match term.kind:
        case Kind.PRODUCT:
            catalog.retire_product(connection, term.id)
        case Kind.MAKER:
            catalog.retire_maker(connection, term.id)
        case Kind.PRICE:
            product_id, _, since = term.id.partition("@")
            if since:
                prices.withdraw(connection, product_id, moment.from_text(since))
        case _:
            pass


class Replay:
    """Says the centre's words again between the records of a journal, where they were taken (for a rebuild)."""

    def __init__(self, stored: Connection, rebuilt: Connection) -> None:
        """`stored` is read, `rebuilt` gets the rows."""
        self._words = central_terms.everything(stored)
        self._next = next(self._words, None)
        self._rebuilt = rebuilt

    def before(self, epoch: int, seq: int) -> None:
        """Everything that was taken before this record was made."""
        while self._next is not None and (self._next.epoch, self._next.seq) < (epoch, seq):
            self._say()

    def rest(self) -> None:
        """Everything that was taken after the last record."""
        while self._next is not None:
            self._say()

    def _say(self) -> None:
        assert self._next is not None
        if self._next.understood:
            apply(self._rebuilt, self._next.term, self._next.day)
        self._next = next(self._words, None)
