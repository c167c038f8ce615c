"""The marked setting: what it means, its words or fields, what is wrong with a draft, and how a receipt would look."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from pos.ui.keys import Action
from pos.ui.settings.chord_field import ChordField
from pos.ui.settings.picture_button import PictureButton
from pos.ui.settings.shown import Editor, Kind
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.facts import clear
from pos.ui.widgets.look import Look, column, on_click
from pos.ui.widgets.paper_lines import paper_line
from pos.ui.widgets.scroll_column import ScrollColumn
from pos.ui.widgets.sheet import WALKING
from pos.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from pos.ui.settings.presenter import SettingsPresenter

LINES = 4
CHARS_MAX = 512
PAPER_STRETCH = 100
"""The paper takes the room that is left."""


class EditorPanel(QFrame):
    """The right half."""

    def __init__(self, look: Look, presenter: "SettingsPresenter") -> None:
        """Empty until a setting is marked."""
        super().__init__()
        self._look, self._presenter = look, presenter
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title, self._hint = look.label(role="heading", wrap=True), look.label(role="muted", wrap=True)
        self._inputs = QWidget()
        self._room = QVBoxLayout(self._inputs)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.setSpacing(look.px(8))
        self._problem, self._note = (
            look.label(role="danger", wrap=True),
            look.label(role="good", wrap=True),
        )
        self.picture = PictureButton(look, presenter.read_picture)
        self.keep = PrimaryButton(look, look.texts._("Simpan"), Action.CONFIRM, "check")
        on_click(self.keep, presenter.save)
        self._paper = ScrollColumn(spacing=look.px(4), margins=(look.px(16),) * 4)
        self._sheet = look.frame("sunken")
        self._sheet.setLayout(column(self._paper))
        margin = look.px(24)
        layout = column(
            self._title,
            self._hint,
            self._inputs,
            self.picture,
            self._problem,
            self._note,
            self.keep,
            self._sheet,
            None,
            spacing=look.px(10),
            margins=(margin, look.px(20), margin, margin),
        )
        layout.setStretchFactor(self._sheet, PAPER_STRETCH)
        self.setLayout(layout)
        self._key = ""
        self.words: dict[str | int | bool, QPushButton] = {}
        self.fields: list[TextField] = []
        self.chord: ChordField | None = None
        self.first: QPushButton | None = None

    def show_editor(self, editor: Editor | None) -> None:
        """Show a setting; what is being typed is left alone."""
        self.setVisible(editor is not None)
        if editor is None:
            return
        if editor.key != self._key:
            self._build(editor)
        self._title.setText(editor.label)
        hint = editor.hint if editor.may_change else self._refusal()
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._fill(editor)
        self.picture.setVisible(editor.from_picture)
        self._problem.setText(editor.problem)
        self._problem.setVisible(bool(editor.problem))
        self._note.setText(editor.note)
        self._note.setVisible(bool(editor.note))
        self.keep.setVisible(bool(self.fields) or self.chord is not None)
        self.keep.setEnabled(editor.changed and editor.may_change and not editor.problem)
        self._show_paper(editor)

    def show_read(self, text: str) -> None:
        """Put what was read out of a picture into the field, ready to be saved."""
        self.fields[0].setText(text)
        self.fields[0].setCursorPosition(0)
        self._go(self.fields[0])

    @property
    def has_hand(self) -> bool:
        """Whether the keys are here."""
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def take_focus(self) -> None:
        """Go to the chosen word, or to the first field."""
        chosen = [button for button in self.words.values() if button.isChecked()]
        self._go(next(iter([*chosen, *self._parts()]), None))

    def step(self, by: int) -> None:
        """The next word or field."""
        parts = self._parts()
        focus = self.window().focusWidget()
        at = next((n for n, part in enumerate(parts) if part is focus), 0)
        if parts:
            self._go(parts[max(0, min(len(parts) - 1, at + by))])

    def _parts(self) -> list[QWidget]:
        parts: list[QWidget] = [*self.words.values(), *self.fields]
        more = (self.picture, self.chord, self.first)
        return parts + [part for part in more if part is not None and not part.isHidden()]

    def _go(self, part: QWidget | None) -> None:
        if part is not None and part.isEnabled():
            self.setProperty(WALKING, True)
            part.setFocus(Qt.FocusReason.TabFocusReason)
            self.setProperty(WALKING, False)

    def _refusal(self) -> str:
        return self._look.texts._("Hanya penanggung jawab yang mengubah ini.")

    def _build(self, editor: Editor) -> None:
        clear(self._room)
        self._key, self.words, self.fields = editor.key, {}, []
        self.chord = self.first = None
        if editor.kind is Kind.KEY:
            self._build_key()
            return
        if editor.kind in {Kind.CHOICE, Kind.MANY}:
            for value, word in editor.choices:
                button = self._look.button(word, "chip")
                button.setCheckable(True)
                button.clicked.connect(lambda _checked=False, value=value: self._presenter.choose(value))
                self.words[value] = button
                self._room.addWidget(button)
            return
        for _n in range(LINES if editor.kind is Kind.LINES else 1):
            field = TextField(self._look, editor.label, "", CHARS_MAX)
            field.textEdited.connect(lambda _text: self._typed())
            self.fields.append(field)
            self._room.addWidget(field)

    def _build_key(self) -> None:
        self.chord = ChordField(self._look, self._pressed)
        self.first = self._look.button("", "chip")
        on_click(self.first, self._take_first)
        for button in (self.chord, self.first):
            self._room.addWidget(button)

    def _pressed(self, chord: str) -> None:
        """Look at a chord; where it can be the key, Enter saves it."""
        self._presenter.type(chord)
        self._go(self.keep)

    def _take_first(self) -> None:
        self._presenter.first_key()
        self._go(self.keep)

    def _fill(self, editor: Editor) -> None:
        value = editor.value
        if self.chord is not None and self.first is not None:
            self.chord.show_chord(str(value))
            self.chord.setEnabled(editor.may_change)
            self.first.setText(self._look.texts._("Kembali ke {key}").format(key=editor.first))
            self.first.setVisible(editor.may_change and value != editor.first)
        for one, button in self.words.items():
            button.setChecked(one in value if isinstance(value, list) else one == value)
            button.setEnabled(editor.may_change)
        lines = value if isinstance(value, list) else [str(value)]
        for n, field in enumerate(self.fields):
            wanted = lines[n] if n < len(lines) else ""
            if not editor.changed and field.text().strip() != wanted:
                field.setText(wanted)
            field.setReadOnly(not editor.may_change)

    def _typed(self) -> None:
        texts = [field.text() for field in self.fields]
        self._presenter.type(texts[0] if len(texts) == 1 else texts)

    def _show_paper(self, editor: Editor) -> None:
        self._sheet.setVisible(bool(editor.paper))
        clear(self._paper.rows)
        for line in editor.paper:
            self._paper.rows.addWidget(paper_line(self._look, line))
        if editor.key == "receipt.footer":
            QTimer.singleShot(0, self, self._see_the_end)

    def _see_the_end(self) -> None:
        bar = self._paper.verticalScrollBar()
        bar.setValue(bar.maximum())
