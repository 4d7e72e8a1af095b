"""The spine of the desk: what an officer may open, with the counts that say where work waits."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from danvan.burdens.workflow import READERS as BURDENS
from danvan.council import policies as council
from danvan.denunciations import policies as denunciations
from danvan.denunciations import queries as keys
from danvan.desk import policies, tabs
from danvan.emulation.workflow import READERS as EMULATION
from danvan.lib import dates
from danvan.lib.sentences import Kept, Sentence
from danvan.onestop import policies as onestop
from danvan.people import queries as people
from danvan.people.models import Account
from danvan.people.roles import Role
from danvan.ratings import policies as ratings
from danvan.web.parts import NavGroup, NavItem


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The context processor. Nothing is asked of the database before a page of the desk shows the spine."""
    lazy: dict[str, Callable[[HttpRequest], Any]] = {
        "desk_nav": _groups,
        "who": _who,
        "search_url": _search_url,
        "logout_url": _logout_url,
    }
    return {name: SimpleLazyObject(partial(make, request)) for name, make in lazy.items()}


def views(request: HttpRequest) -> list[dict[str, Any]]:
    """The views of the work list that the officer keeps or shares, asked with the counts."""
    found: list[dict[str, Any]] = json.loads(counts(request)["views"])
    return found


def counts(request: HttpRequest) -> dict[str, Any]:
    """The counts of the tabs, asked once per request."""
    kept: dict[str, dict[str, Any]] = request.__dict__
    if "_desk_counts" not in kept:
        today = dates.today()
        units = policies.own_units(_me(request), on=today)
        kept["_desk_counts"] = tabs.counts(_me(request), units, on=today)
    return kept["_desk_counts"]


def _me(request: HttpRequest) -> Account:
    return cast(Account, request.user)


def _officer(request: HttpRequest) -> bool:
    return bool(getattr(request, "user", None) and request.user.is_authenticated)


def _search_url(request: HttpRequest) -> str:
    reads = _officer(request) and policies.holds(_me(request), policies.READERS, on=dates.today())
    return address("desk:search") if reads else ""


def _logout_url(request: HttpRequest) -> str:
    return address("account_logout") if _officer(request) else ""


def _who(request: HttpRequest) -> dict[str, str]:
    """Name, and title or roles, of whoever is logged in; empty for a visitor."""
    if not _officer(request):
        return {}
    today, me = dates.today(), _me(request)
    rows = _posts.under((me.pk, today), lambda: _posts_of(me, today)).ask()
    titles = [title for title, _role, _unit in rows if title] or [
        str(Role(role).label) for _title, role, _unit in rows
    ]
    places = dict.fromkeys(unit for _title, _role, unit in rows)
    return {"name": me.full_name, "title": " · ".join([*dict.fromkeys(titles), *places][:4])}


_posts: Kept[Sentence] = Kept()


def _posts_of(officer: Account, on: date) -> Sentence:
    rows = people.posts_of(officer, on).annotate(unit_name=people.name_of_day(on))
    return Sentence.of(rows.values_list("title", "role", "unit_name"), ["title", "role", "unit_name"])


def _groups(request: HttpRequest) -> list[NavGroup]:
    """The groups of the spine, without those in which the officer may open nothing."""
    if not _officer(request):
        return []
    today = dates.today()
    reads = policies.holds(_me(request), policies.READERS, on=today)
    groups = [
        (_("Việc"), _work(request) if reads else []),
        (_("Sổ"), [*(_books(request) if reads else []), *_sealed(request)]),
        (_("Chỉ đạo"), _lead(request)),
        (_("Thi đua"), _emulation(request)),
        (_("Hội đồng nhân dân"), _council(request)),
        (_("Cơ quan"), _office(request)),
    ]
    matching = [item for _label, items in groups for item in items if item.current]
    now = max(matching, key=lambda item: len(item.url), default=None)
    return [NavGroup(label, [_lit(item, item is now) for item in items]) for label, items in groups if items]


def _lit(item: NavItem, now: bool) -> NavItem:
    """The item, lit only when it is the one page that fits this address best."""
    return replace(item, current=now)


def _work(request: HttpRequest) -> list[NavItem]:
    found, inbox = counts(request), address("desk:inbox")
    writes = policies.holds(_me(request), policies.WRITERS, on=dates.today())
    items = [
        _item(request, _("Bàn làm việc"), "desk:home"),
        _item(request, _("Cảnh báo"), "desk:alarms", count=found["alarms"]),
        _item(request, _("Đôn đốc"), "desk:urgings"),
        _item(request, _("Báo tin công dân"), "notices:worklist", count=found["to_tell"]) if writes else None,
        _tab(request, _("Của tôi"), inbox, "mine", found["mine"]),
        _tab(request, _("Đến hạn hôm nay"), inbox, "today", found["today"]),
        _tab(request, _("Quá hạn"), inbox, "late", found["late"], late=True),
        _tab(request, _("Đang chờ"), inbox, "waiting", found["waiting"]),
        _item(request, _("Lời hứa của tôi"), "promises:mine"),
    ]
    if writes:
        items += [
            _item(request, _("Hàng chờ"), "reception:my_queue", key="h"),
            _item(request, _("Ghi lượt tiếp"), "desk:turn_new", key="t"),
            _item(request, _("Nhập đơn"), "desk:letter_new", key="n"),
        ]
    return [*(item for item in items if item), *_onestop(request)]


def _onestop(request: HttpRequest) -> list[NavItem]:
    """Applications at the one-stop desk: the list for whoever reads them, the counter for whoever works there."""
    me, today = _me(request), dates.today()
    found = [
        _item(request, _("Hồ sơ một cửa"), "onestop:applications")
        if onestop.may_look(me, on=today)
        else None,
        _item(request, _("Nhận hồ sơ"), "onestop:new", key="m") if onestop.desks_of(me, on=today) else None,
        _item(request, _("Gọi lại người dân"), "ratings:calls") if ratings.calling_units(me, today) else None,
        _item(request, _("Quầy"), "counters:mine", key="y") if onestop.desks_of(me, on=today) else None,
    ]
    return [item for item in found if item]


def _books(request: HttpRequest) -> list[NavItem]:
    keeps = policies.holds(_me(request), policies.WRITERS, on=dates.today())
    items = [
        _tab(request, _("Đơn thư"), address("desk:inbox"), "office", counts(request)["office"]),
        _item(request, _("Sổ tiếp công dân"), "desk:turns"),
        _item(request, _("Còn phải báo"), "reception:due"),
        _item(request, _("Lịch tiếp công dân"), "reception:schedule"),
        _item(request, _("Lịch hẹn"), "reception:bookings"),
        _item(request, _("Đối thoại"), "dialogues:dialogues"),
        _item(request, _("Sổ lời hứa"), "promises:promises"),
        _item(request, _("Sổ văn bản"), "papers:book"),
        _item(request, _("Vụ việc phức tạp"), "dossiers:register"),
        _item(request, _("Lưu giữ và hủy"), "retention:due") if keeps else None,
        _item(request, _("Số dư đầu kỳ"), "balances:balances") if keeps else None,
    ]
    return [item for item in items if item]


def _sealed(request: HttpRequest) -> list[NavItem]:
    """Denunciations: for whoever takes them down, names custodians, or keeps a key in whatever post."""
    me, today = _me(request), dates.today()
    mine = denunciations.takes_in_for(me, on=today) or keys.custodies(me, on=today).exists()
    item = _item(request, _("Tố cáo"), "denunciations:kept") if mine else None
    return [item] if item else []


def _lead(request: HttpRequest) -> list[NavItem]:
    leads = policies.holds(_me(request), policies.OVERSEERS, on=dates.today())
    gives = policies.holds(_me(request), [Role.LEADER, Role.INSPECTOR], on=dates.today())
    publishes = policies.holds(_me(request), [Role.LEADER], on=dates.today())
    items = [
        _item(request, _("Trang lãnh đạo"), "desk:head") if leads else None,
        _item(request, _("Việc chưa ai giữ"), "desk:unheld") if gives else None,
        _item(request, _("Trực tiếp tiếp dân"), "reception:duty"),
        _item(request, _("Lấy ý kiến dự thảo"), "consultations:consultations"),
        _item(request, _("Số liệu theo đơn vị"), "dashboards:board"),
        _item(request, _("Công bố số liệu"), "dashboards:publications") if publishes else None,
        _item(request, _("Đánh giá của người dân"), "ratings:board"),
        _item(request, _("Chấm điểm đơn vị"), "scores:card"),
        _item(request, _("Báo cáo"), "reports:index") or _item(request, _("Báo cáo"), "reports:report"),
        _item(request, _("Thời gian chờ ở quầy"), "counters:statistics"),
        _item(request, _("Báo cáo đã lập"), "statements:statements"),
        _item(request, _("Nộp báo cáo"), "statements:requests"),
    ]
    sees = policies.holds(_me(request), [*policies.READERS, Role.BOARD], on=dates.today())
    return [item for item in items if item and sees]


def _emulation(request: HttpRequest) -> list[NavItem]:
    """Emulation: exemplars and movements for whoever reads them; nominations and tellings for whoever works there."""
    today = dates.today()
    if not policies.holds(_me(request), EMULATION, on=today):
        return []
    works = policies.holds(_me(request), policies.WRITERS, on=today)
    items = [
        _item(request, _("Điển hình thi đua"), "emulation:exemplars"),
        _item(request, _("Phong trào"), "emulation:movements"),
        _item(request, _("Bộ tiêu chí"), "emulation:sets"),
        _item(request, _("Gương tốt được giới thiệu"), "emulation:nominations") if works else None,
        _item(request, _("Báo người đăng ký"), "emulation:to_tell") if works else None,
    ]
    return [item for item in items if item]


def _council(request: HttpRequest) -> list[NavItem]:
    """The People's Council, for whoever reads of it; what is owed to it, for whoever answers."""
    me, today = _me(request), dates.today()
    if not council.units_read(me, today):
        return []
    owes = council.units_answered(me, today)
    items = [
        _item(request, _("Kiến nghị cử tri"), "council:petitions"),
        _item(request, _("Phải trả lời Hội đồng"), "council:owed") if owes else None,
        _item(request, _("Tiếp xúc cử tri"), "council:meetings"),
        _item(request, _("Kỳ họp"), "council:sessions"),
        _item(request, _("Nghị quyết"), "council:resolutions"),
        _item(request, _("Giám sát"), "council:oversights"),
        _item(request, _("Đại biểu"), "council:deputies"),
    ]
    return [item for item in items if item]


def _office(request: HttpRequest) -> list[NavItem]:
    today = dates.today()
    runs = policies.holds(_me(request), [Role.ADMINISTRATOR], on=today)
    confirms = policies.holds(_me(request), [Role.ADMINISTRATOR, Role.LEADER], on=today)
    works = policies.holds(_me(request), policies.WRITERS, on=today)
    gives = policies.holds(_me(request), [Role.LEADER, Role.INSPECTOR], on=today)
    reviews = policies.holds(_me(request), BURDENS, on=today)
    items = [
        _item(request, _("Đơn vị"), "people:units"),
        _item(request, _("Thủ tục hành chính"), "procedures:procedures"),
        _item(request, _("Chỗ vướng của thủ tục"), "burdens:clusters") if reviews else None,
        _item(request, _("Phương án đơn giản hóa"), "burdens:proposals") if reviews else None,
        _item(request, _("Báo người phản ánh"), "burdens:to_tell") if works else None,
        _item(request, _("Cán bộ"), "people:officers") if runs else None,
        _item(request, _("Đơn chưa ai giải quyết"), "desk:unheld") if runs and not gives else None,
        _item(request, _("Nơi tiếp nhận và quầy"), "counters:halls") if confirms else None,
        _item(request, _("Lịch làm việc"), "calendars:year"),
        _item(request, _("Giờ làm việc"), "calendars:hours"),
        _item(request, _("Vắng mặt, người thay"), "people:absences") if works else None,
        _item(request, _("Quy định chờ xác nhận"), "people:rules") if confirms else None,
        _item(request, _("Mẫu văn bản"), "papers:templates") if runs else None,
        _item(request, _("Máy đánh giá tại quầy"), "ratings:kiosks") if runs else None,
        _item(request, _("Nhập sổ cũ"), "imports:imports") if confirms else None,
        _item(request, _("Liên thông"), "exchange:ledger") if runs else None,
        _item(request, _("Liên thông: bị từ chối"), "exchange:refused") if works and not runs else None,
        _item(request, _("Bảo mật tài khoản"), "mfa_index"),
        _item(request, _("Thư điện tử của tôi"), "people:my_mail"),
    ]
    return [item for item in items if item]


def address(name: str) -> str:
    """The address of a page, or an empty text where the installation has none of that name."""
    return _address(name, settings.ROOT_URLCONF)


@cache
def _address(name: str, addresses: str) -> str:
    try:
        return reverse(name, addresses)
    except NoReverseMatch:
        return ""


def _item(
    request: HttpRequest, label: str, name: str, *, key: str = "", count: int | None = None
) -> NavItem | None:
    url = address(name)
    if not url:
        return None
    below = name != "desk:home" and request.path.startswith(url)
    return NavItem(label, url, count, current=request.path == url or below, late=bool(count), key=key)


def _tab(
    request: HttpRequest, label: str, inbox: str, tab: str, count: int, *, late: bool = False
) -> NavItem:
    here = request.path == inbox and request.GET.get("tab", "mine") == tab
    here = here or (tab == "office" and request.path.startswith(inbox) and request.path != inbox)
    return NavItem(label, f"{inbox}?tab={tab}", count, current=here, late=late)
