"""The sale screen's Qt half: goods left, cart right. Shows what the presenter says and hands presses on."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from pos.domain.cart import Cart
from pos.domain.catalog import Product
from pos.services.lookup import Shelf
from pos.ui.keys import Action
from pos.ui.ports import SaleDone
from pos.ui.sell.cart_list import CartList
from pos.ui.sell.discount_panel import DiscountPanel
from pos.ui.sell.empty_cart import EmptyCart
from pos.ui.sell.goods_panel import GoodsPanel, GoodsPresses
from pos.ui.sell.sheets import Sheets
from pos.ui.sell.shown import CartShown
from pos.ui.sell.totals import ChangeStrip, Totals
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.pictures import PictureShelf
from pos.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from pos.domain.finding import Facets
    from pos.ui.sell.asked import Asked
    from pos.ui.sell.discounting import DiscountAsked
    from pos.ui.sell.finder import Filters
    from pos.ui.sell.presenter import SellPresenter


class SellScreen(QWidget):
    """Implements presenter.SellView."""

    def __init__(
        self,
        look: Look,
        make_presenter: "Callable[[SellScreen], SellPresenter]",
        shelf: PictureShelf,
        cart_width: int,
    ) -> None:
        """`cart_width` in px of this look; the header lies over the top of the goods."""
        super().__init__()
        self._look = look
        self.presenter = make_presenter(self)
        self.right_inset = cart_width
        self._narrow = cart_width < look.theme.size("cart")
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        presenter = self.presenter
        finder = presenter.finder
        presses = GoodsPresses(
            typed=presenter.typed,
            category=finder.choose_category,
            narrow=finder.narrow,
            open_filter=presenter.goods.open_filter,
            close_filter=presenter.goods.close_filter,
            back=finder.close_family,
            picked=presenter.goods.pick,
            pinned=presenter.goods.toggle_pin,
        )
        self.goods = GoodsPanel(look, shelf, presses, narrow=self._narrow)
        layout.addWidget(self.goods, 1)
        layout.addWidget(self._make_cart(cart_width))

    # --- building

    def _make_cart(self, width: int) -> QFrame:
        look, _ = self._look, self._look.texts._
        self._heading = look.label(_("Keranjang"), "heading")
        self._waiting = look.label(_("Menunggu pembayaran"), "accent")
        self._waiting.hide()
        self._whose = look.label(role="sub")
        more = look.icon_button("ellipsis", f"{_('Lainnya')} ({look.keys.keycap(Action.EXTRAS)})")
        on_click(more, self.presenter.extras.ask_more)
        head = look.frame("cart-head")
        head.setFixedHeight(look.theme.size("header"))
        words = column(None, self._heading, self._whose, None, spacing=0)
        head.setLayout(row(words, None, self._waiting, more, margins=(look.px(20), 0, look.px(8), 0)))
        self.cart = CartList(
            look,
            mark=self.presenter.mark,
            step=self.presenter.lines.change_quantity,
            discount=lambda: self.presenter.discounts.ask(whole_cart=False),
            remove=lambda: self.presenter.lines.remove(None),
            capped=not self._narrow,
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(EmptyCart(look))
        self._pages.addWidget(self.cart)
        self.change = ChangeStrip(look)
        self.totals = Totals(
            look,
            pay=self.presenter.pay,
            discount=lambda: self.presenter.discounts.ask(whole_cart=True),
            hold=self.presenter.set_aside,
            clear=self.presenter.lines.clear,
            narrow=self._narrow,
        )
        frame = look.frame("cart")
        frame.setFixedWidth(width)
        strip = row(self.change, margins=(look.px(12), 0, look.px(12), look.px(8)))
        frame.setLayout(column(head, self._pages, strip, self.totals, spacing=0))
        discounts = self.presenter.discounts
        self.discount = DiscountPanel(
            look, frame, lambda bps, amount: discounts.give(bps=bps, amount=amount), discounts.close
        )
        self.sheets = Sheets(look, frame, self.goods.below, self.presenter)
        return frame

    # --- what the presenter says

    def show_cart(self, shown: CartShown, cart: Cart) -> None:
        """See SellView."""
        count = f" ({shown.piece_count})" if shown.piece_count else ""
        self._heading.setText(self._look.texts._("Keranjang") + count)
        self._waiting.setVisible(shown.locked)
        whose = " · ".join(part for part in (shown.customer, shown.note and f"“{shown.note}”") if part)
        self._whose.setText(self._whose.fontMetrics().elidedText(whose, _RIGHT, self._look.px(230)))
        self._whose.setVisible(bool(whose))
        self._pages.setCurrentIndex(1 if shown.lines else 0)
        self.cart.show_lines(shown.lines, shown.marked)
        self.totals.show_cart(shown)
        self.goods.grid.goods.show_cart(cart)

    def show_shelf(self, shelf: Shelf, text: str) -> None:
        """See SellView."""
        self.goods.show_shelf(shelf, text)

    def show_filters(self, filters: "Filters") -> None:
        """See SellView."""
        self.goods.show_filters(filters)

    def show_search(self, text: str) -> None:
        """See SellView."""
        self.goods.search.set_text(text)

    def show_change(self, done: SaleDone | None) -> None:
        """See SellView."""
        self.change.show_done(done)

    def show_facets(self, facets: "Facets | None") -> None:
        """See SellView."""
        if facets is None:
            self._put_away(self.goods.filter)
        else:
            self.goods.filter.open(facets)

    def is_filtering(self) -> bool:
        """See SellView."""
        return self.goods.filter.isVisible()

    def show_asked(self, asked: "Asked | None") -> None:
        """See SellView."""
        self.sheets.show(asked, self.goods.search.setFocus)

    def show_discount(self, asked: "DiscountAsked | None") -> None:
        """See SellView."""
        if asked is None:
            self._put_away(self.discount)
        else:
            self.discount.open(asked)

    def _put_away(self, sheet: Sheet) -> None:
        sheet.hide()
        self.goods.search.setFocus()

    def marked_product(self) -> Product | None:
        """See SellView."""
        row_no = self.goods.grid.goods.marked
        return None if row_no is None else self.goods.grid.goods.product_at(row_no)

    def mark_first(self) -> None:
        """See SellView."""
        self.goods.grid.move_mark(0, 0)

    # --- what the person does

    def act(self, action: Action) -> bool:
        """Carry out a key of the map; False leaves the key to the field."""
        presenter, sheet = self.presenter, self._open_sheet()
        if sheet is not None and action is not Action.PAY:
            return sheet.act(action)
        if action in _MOVES:
            return self._move(presenter, action)
        if action in {Action.MORE, Action.FEWER}:
            if self.goods.search.text():
                return False
            presenter.lines.change_quantity(1 if action is Action.MORE else -1)
            return True
        return self._do(presenter, action)

    def _open_sheet(self) -> Sheet | None:
        """What asks something at the moment: it has all keys."""
        standing = (self.discount, self.goods.filter)
        return self.sheets.front or next((sheet for sheet in standing if sheet.isVisible()), None)

    def _do(self, presenter: "SellPresenter", action: Action) -> bool:
        does: dict[Action, Callable[[], object]] = {
            Action.CONFIRM: presenter.confirm,
            Action.BACK: self._back,
            Action.SELL: self._start_search,
            Action.PAY: presenter.pay,
            Action.REMOVE: presenter.lines.remove,
            Action.UNDO: presenter.lines.undo,
            Action.CLEAR: presenter.lines.clear,
            Action.HOLD: presenter.set_aside,
            Action.LINE_DISCOUNT: lambda: presenter.discounts.ask(whole_cart=False),
            Action.CART_DISCOUNT: lambda: presenter.discounts.ask(whole_cart=True),
            Action.FILTER: presenter.goods.open_filter,
            Action.PIN: presenter.goods.toggle_pin,
            Action.REDO: presenter.lines.redo,
            Action.CUSTOMER: presenter.customers.ask,
            Action.EXTRAS: presenter.extras.ask_more,
            Action.LINE_NOTE: presenter.extras.ask_line_note,
            Action.SALE_NOTE: presenter.extras.ask_note,
            Action.OPEN_ITEM: presenter.extras.ask_open_item,
            Action.PRICE_CHECK: presenter.extras.ask_price,
            Action.SPLIT: presenter.extras.ask_split,
            Action.ORDERS: presenter.extras.go_to_orders,
            Action.RECEIVABLES: presenter.extras.go_to_receivables,
            Action.REPRINT: presenter.reprint,
        }
        if action not in does:
            return False
        does[action]()
        return True

    def _back(self) -> None:
        """Esc: from variants to the goods, else to an empty search."""
        if not self.presenter.finder.close_family():
            self._start_search()

    def _start_search(self) -> None:
        """F2: an empty search field, ready to scan; the cart stays."""
        self.goods.search.clear()
        self.goods.search.setFocus()

    def _move(self, presenter: "SellPresenter", action: Action) -> bool:
        """Arrows: results while the search has text, else the cart's lines; pages turn the goods."""
        if action in {Action.PAGE_UP, Action.PAGE_DOWN}:
            self.goods.grid.page(1 if action is Action.PAGE_DOWN else -1)
            return True
        across, down = _MOVES[action]
        browsing = self.goods.search.text() or self.presenter.finder.filters.family
        if browsing or self.goods.grid.hasFocus():
            self.goods.grid.move_mark(across, down)
            return True
        if down:
            presenter.move_mark(down)
        return bool(down)

    def showEvent(self, event: QShowEvent) -> None:
        """Be ready to sell."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.goods.search.setFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the panel over the foot of the cart."""
        super().resizeEvent(event)
        self.discount.place()
        self.sheets.place()


_RIGHT = Qt.TextElideMode.ElideRight
_MOVES = {
    Action.UP: (0, -1),
    Action.DOWN: (0, 1),
    Action.LEFT: (-1, 0),
    Action.RIGHT: (1, 0),
    Action.PAGE_UP: (0, 0),
    Action.PAGE_DOWN: (0, 0),
}
