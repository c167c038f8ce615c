"""The page Hari ini: sales of all outlets on a day, how fresh each register is, what must be looked at."""

from datetime import date, timedelta
from typing import Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Template

from pos.domain.words import format_rupiah
from pos.i18n import LANGUAGES, WIB, Texts, clock
from sync.central.pages.incidents import incident_line
from sync.central.security import require_office
from sync.central.services import reports
from sync.central.services.reports import OutletToday
from sync.central.state import Centre

FRESH = timedelta(minutes=10)
INCIDENTS_SHOWN = timedelta(days=30)
INCIDENTS_MAX = 5
AnyRequest = Request[Any, Any, Any]


@get("/", sync_to_thread=True, guards=[require_office])
def today(
    request: AnyRequest,
    centre: NamedDependency[Centre],
    hari: FromQuery[date | None] = None,
    lang: FromQuery[str] = "id",
) -> Template:
    """The whole page, or only its table when htmx asks for it."""
    now = centre.clock.now()
    now_day = now.astimezone(WIB).date()
    day = hari or now_day
    outlets = centre.store.look(lambda connection: reports.today(connection, day))
    texts = Texts(lang if lang in LANGUAGES else "id")
    part = request.headers.get("hx-request") == "true"
    return Template(
        template_name="today/table.html" if part else "today/page.html",
        context={
            "_": texts._,
            "texts": texts,
            "part": part,
            "asked": "" if day == now_day else f"&hari={day}",
            "day_text": f"{texts.weekday(day)}, {texts.day(day)}",
            "outlets": [_shown(outlet, centre, texts) for outlet in outlets],
            "total": format_rupiah(sum(o.net for o in outlets)),
            "count": sum(o.sale_count for o in outlets),
            "at": clock(now),
            "lang": texts.language,
        },
    )


def _shown(outlet: OutletToday, centre: Centre, texts: Texts) -> dict[str, Any]:
    now = centre.clock.now()
    return {
        "name": outlet.name,
        "code": outlet.outlet_id,
        "count": outlet.sale_count,
        "net": format_rupiah(outlet.net),
        "refunds": format_rupiah(outlet.refund_total) if outlet.refund_total else "",
        "deposits": format_rupiah(outlet.deposits_owed) if outlet.deposits_owed else "",
        "commission": format_rupiah(outlet.commission),
        "maker_share": format_rupiah(outlet.maker_share),
        "last_sale": clock(outlet.last_sale_at) if outlet.last_sale_at else "–",
        "registers": [
            {
                "code": code,
                "fresh": not revoked and now - at < FRESH,
                "text": texts._("dicabut") if revoked else _since(at, now, texts),
            }
            for code, at, revoked in outlet.contacts
        ],
        "quarantined": outlet.quarantined,
        "incidents": [
            incident_line(one, texts) for one in outlet.incidents if now - one.at < INCIDENTS_SHOWN
        ][:INCIDENTS_MAX],
    }


def _since(at: Any, now: Any, texts: Texts) -> str:
    if at.astimezone(WIB).date() == now.astimezone(WIB).date():
        return texts._("data sampai {time}").format(time=clock(at))
    return texts._("data sampai {day} {time}").format(
        day=texts.day(at.astimezone(WIB).date()), time=clock(at)
    )
