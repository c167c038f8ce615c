"""An empty folder becomes a shop: its name, its first manager, its paper. What is wrong is said field by field."""

import re
from dataclasses import dataclass

from pos.domain.permissions import Role
from pos.errors import N_
from pos.services import shop, terms
from pos.services.context import Context
from pos.services.sign_in import PIN_DIGITS_MAX, PIN_DIGITS_MIN

CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
CODE_LETTERS = 3
NAME_MAX, PERSON_MAX = 40, 60
MANAGER_ID = 1


@dataclass(frozen=True, slots=True)
class Wished:
    """What a person typed; `paper` is a printer profile, '' where there is no printer yet."""

    outlet: str = ""
    code: str = ""
    manager: str = ""
    pin: str = ""
    pin_again: str = ""
    paper: str = "58mm-32"


def suggested_code(outlet: str) -> str:
    """Initials of the name, or its first letters: Galeri Dekranasda Kota is GDK; '' while nothing fits."""
    words = re.findall(r"[A-Za-z][A-Za-z0-9]*", outlet)
    initials = "".join(word[0] for word in words[:CODE_LETTERS])
    letters = "".join(words)[:CODE_LETTERS]
    code = (initials if len(initials) >= 2 else letters).upper()
    return code if CODE.fullmatch(code) else ""


def problems(wished: Wished) -> dict[str, str]:
    """What stands in the way, by field; empty where the shop can be made."""
    found = {}
    if not 1 <= len(wished.outlet.strip()) <= NAME_MAX:
        found["outlet"] = N_("Isi nama gerai, paling banyak 40 huruf.")
    if not CODE.fullmatch(wished.code):
        found["code"] = N_("2–8 huruf besar atau angka, diawali huruf. Nomor nota dimulai dengan kode ini.")
    if not 1 <= len(wished.manager.strip()) <= PERSON_MAX:
        found["manager"] = N_("Isi nama depan penanggung jawab.")
    digits = wished.pin.isascii() and wished.pin.isdigit()
    if not (digits and PIN_DIGITS_MIN <= len(wished.pin) <= PIN_DIGITS_MAX):
        found["pin"] = N_("PIN 4 sampai 8 angka.")
    elif len(set(wished.pin)) == 1:
        found["pin"] = N_("PIN dari satu angka saja mudah ditebak.")
    if wished.pin != wished.pin_again:
        found["pin_again"] = N_("Kedua PIN belum sama.")
    return found


def fill(ctx: Context, wished: Wished) -> None:
    """The first records of a new shop; writer thread. The caller has asked `problems`."""
    assert not problems(wished)
    values = {"outlet.name": wished.outlet.strip()}
    if wished.paper:
        values["printer.profile"] = wished.paper
    with ctx.store.write() as connection:
        shop.open_first_epoch(ctx, connection)
        shop.save_settings(ctx, connection, values)
        terms.add_own_stock(ctx, connection, wished.outlet.strip())
        shop.add_staff(
            ctx, connection, staff_id=MANAGER_ID, name=wished.manager, role=Role.MANAGER, pin=wished.pin
        )
