"""Saring: one panel for maker, price band, colour and motif. Each touch narrows the goods behind it at once."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from pos.domain.finding import PRICE_BANDS, Facets, Narrowing, PriceBand
from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.sell.finder import Filters
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.chips import Choice
from pos.ui.widgets.flow import ChipFlow
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.scroll_column import ScrollColumn
from pos.ui.widgets.sheet import Sheet


class FilterPanel(Sheet):
    """Lies over the grid; the category chips above it stay in reach."""

    whole = True

    def __init__(
        self, look: Look, parent: QWidget, narrow: Callable[[Narrowing], None], close: Callable[[], None]
    ) -> None:
        """`narrow` hears each choice."""
        super().__init__(look, parent, close)
        _ = look.texts._
        self._filters, self._facets = Filters(), Facets()
        self._narrow = narrow
        self._bands = ChipFlow(look, _("Harga"), self._choose_band)
        self._makers = ChipFlow(look, _("Pengrajin"), lambda key: narrow(replace(self._now, maker=key)))
        self._colours = ChipFlow(look, _("Warna"), lambda key: narrow(replace(self._now, colour=key or "")))
        self._motifs = ChipFlow(look, _("Motif"), lambda key: narrow(replace(self._now, motif=key or "")))
        self._parts = [
            self._section(_("Harga"), self._bands),
            self._section(_("Warna"), self._colours),
            self._section(_("Motif"), self._motifs),
            self._section(_("Pengrajin"), self._makers),
        ]
        sections = ScrollColumn(spacing=look.px(16), margins=(0, 0, look.px(12), 0))
        for part in self._parts:
            sections.rows.addWidget(part)
        self._all = look.button(_("Lepas semua"), "")
        on_click(self._all, lambda: narrow(Narrowing(category=self._now.category)))
        self._use = PrimaryButton(look, _("Tampilkan"), Action.CONFIRM)
        on_click(self._use, close)
        self.body.addWidget(sections, 1)
        self.body.addLayout(row(self._all, None, self._use, spacing=look.px(10)))

    def _section(self, title: str, chips: ChipFlow) -> QWidget:
        part = QWidget()
        part.setLayout(column(self._look.label(title, "line"), chips, spacing=self._look.px(6)))
        return part

    def open(self, facets: Facets) -> None:
        """Come up with the colours and motifs that there are."""
        self._facets = facets
        self._parts[1].setVisible(bool(facets.colours))
        self._parts[2].setVisible(bool(facets.motifs))
        self.show_filters(self._filters)
        self.ask(self._look.texts._("Saring barang"))

    def first(self) -> QWidget:
        """See Sheet."""
        return self._bands.first

    def show_filters(self, filters: Filters) -> None:
        """Show what is chosen."""
        self._filters, now = filters, filters.narrowing
        bands = tuple(Choice(str(n), self._band_word(band)) for n, band in enumerate(PRICE_BANDS))
        at = str(PRICE_BANDS.index(now.band)) if now.band in PRICE_BANDS else None
        self._bands.show_choices(bands, at)
        self._makers.show_choices(tuple(Choice(m.code, m.name) for m in filters.makers), now.maker)
        self._colours.show_choices(_words(self._facets.colours), now.colour or None)
        self._motifs.show_choices(_words(self._facets.motifs), now.motif or None)
        self._all.setEnabled(bool(now.panel_count))

    def show_count(self, count: int, *, more: bool) -> None:
        """Say how many cards are left, on the button that shows them."""
        self._use.show_amount(f"{count}+" if more else str(count))

    def confirm(self) -> None:
        """Enter: the goods that are left."""
        self._close()

    def _band_word(self, band: PriceBand) -> str:
        _ = self._look.texts._
        if band.high is None:
            return _("mulai {low}").format(low=format_rupiah(band.low))
        if not band.low:
            return _("di bawah {high}").format(high=format_rupiah(band.high))
        return f"{format_rupiah(band.low)} – {format_rupiah(band.high)}"

    def _choose_band(self, key: str | None) -> None:
        self._narrow(replace(self._now, band=None if key is None else PRICE_BANDS[int(key)]))

    @property
    def _now(self) -> Narrowing:
        return self._filters.narrowing


def _words(words: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(word, word) for word in words)
