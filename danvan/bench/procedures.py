"""The catalogue at five thousand procedures: brought in, published, searched by plain words."""

import json
import random
import time
from collections.abc import Callable

from django.db import connection
from django.test import Client

from danvan.bench.figures import Figure
from danvan.bench.register import officer
from danvan.bench.rig import COMMUNE
from danvan.lib import dates
from danvan.people.models import Unit
from danvan.procedures import actions, queries
from danvan.procedures.actions import Act
from danvan.procedures.models import Version

COUNT, ASKED, PAGES = 5_000, 400, 100
WHAT = ("Đăng ký", "Cấp", "Cấp lại", "Thay đổi nội dung", "Chấm dứt", "Xác nhận", "Công nhận", "Hỗ trợ")
ABOUT = (
    *("khai sinh", "khai tử", "kết hôn", "giấy chứng nhận quyền sử dụng đất", "hộ kinh doanh", "thường trú"),
    *("trợ cấp xã hội", "giấy phép xây dựng", "thẻ bảo hiểm y tế", "người có công", "hợp tác xã", "giám hộ"),
)
FIELDS = ("Hộ tịch", "Đất đai", "Cư trú", "Xây dựng", "Bảo trợ xã hội", "Người có công")
WORDS = (
    *(
        "khai sinh",
        "dat dai",
        "giay chung nhan",
        "ho kinh doanh",
        "tro cap",
        "cap lai the bao hiem",
        "1.002345",
    ),
    *("giay phep xay dung nha o", "thuong tru", "ket hon nuoc ngoai", "khai s", "khong co gi nhu the"),
)


def measure() -> list[Figure]:
    """Milliseconds of a search at the 95th percentile, of the page that shows it, and what bringing them in took."""
    by, today, unit = officer(), dates.today(), Unit.objects.by_key(COMMUNE)
    began = time.perf_counter()
    found = actions.prepare(unit=unit, name="5000.json", content=file(COUNT), by=by, on=today)
    actions.bring_in(found, by=by, on=today)
    brought = time.perf_counter() - began
    for row in Version.objects.select_related("procedure"):
        actions.publish(row, act=Act("1/QĐ-UBND", today, today), by=by, on=today)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client, draw = Client(HTTP_HOST="127.0.0.1"), random.Random(7)

    def search() -> None:
        rows, _near = queries.found(Version.objects.listed(today).with_halts(today), q=draw.choice(WORDS))
        list(rows.select_related("procedure")[:20])

    def page() -> None:
        assert client.get("/thu-tuc/", {"q": draw.choice(WORDS)}).status_code == 200

    return [
        Figure("procedures in force", Version.objects.listed(today).count(), "", least=COUNT),
        Figure("seconds to look at the file and bring it in", brought, "s", most=60),
        Figure("a search by plain words, p95", p95(search, ASKED), "ms", most=30),
        Figure("the public page of a search, p95", p95(page, PAGES), "ms", most=150),
    ]


def p95(act: Callable[[], None], times: int) -> float:
    """Milliseconds that nineteen of twenty calls stay below, after a few to warm up."""
    for _ in range(10):
        act()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        took.append((time.perf_counter() - began) * 1000)
    return sorted(took)[int(times * 0.95)]


def file(count: int) -> bytes:
    """So many procedures as the national portal gives them out, each whole, with a code of its own."""
    return json.dumps([_one(n) for n in range(count)], ensure_ascii=False).encode()


def _one(n: int) -> dict[str, object]:
    name = f"{WHAT[n % len(WHAT)]} {ABOUT[n // 8 % len(ABOUT)]}, trường hợp {n}"
    paper = {"Tên giấy tờ": "Tờ khai", "Số lượng - bản chính": "Bản chính: 1 - Bản sao: 0"}
    way = {"Thời hạn giải quyết": "5 Ngày làm việc", "Phí, lệ phí": "Lệ phí: 20000 Đồng", "Mô tả": ""}
    return {
        "title": name,
        "Mã thủ tục": f"1.{n:06d}",
        "Lĩnh vực": FIELDS[n % len(FIELDS)],
        "Cấp thực hiện": "Cấp xã",
        "Cơ quan thực hiện": "Ủy ban nhân dân xã",
        "Kết quả thực hiện": f"Giấy tờ về {ABOUT[n % len(ABOUT)]}",
        "Cách thức thực hiện": [{"Hình thức nộp": each, **way} for each in ("Trực tiếp", "Trực tuyến")],
        "Thành phần hồ sơ": [paper, {**paper, "Tên giấy tờ": "Căn cước"}],
    }
