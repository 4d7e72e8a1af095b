"""A commune brings in its register of the summer before: typed in TCVN3, with ditto marks and a row nobody can read.

A second file was only read: it shows what the page says of cells that are not understood.
"""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, time

from danvan.demo.officers import Staff
from danvan.demo.timetable import Timetable, working
from danvan.imports import actions
from danvan.imports.workflow import Register
from danvan.lib import dates
from danvan.people.models import Unit

COMMUNE = "KY-XUAN-2025"
VISITS = (
    "SỔ TIẾP CÔNG DÂN NĂM 2025",
    "STT|Ngày tiếp|Họ tên, địa chỉ|Nội dung vụ việc|Phân loại đơn/Số người|Thụ lý để giải quyết|"
    "Trả lại đơn và hướng dẫn|Chuyển đơn đến cơ quan|Theo dõi kết quả|Ghi chú",
    "1|7/7/25|Hå ThÞ T­¬i, th«n Nam Thµnh|§Ò nghÞ n¹o vÐt m­¬ng tiªu sau tr­êng mÇm non|"
    "KiÕn nghÞ / 1|x|||§· tr¶ lêi 14/7/2025|",
    "2|nt|Lª V¨n Quý, th«n B¾c Thµnh|Hái vÒ thñ tôc t¸ch thöa ®Êt|"
    "KiÕn nghÞ / 1||Chi nh¸nh V¨n phßng ®¨ng ký ®Êt ®ai (08/HD)||",
    "3|14-07-2025|NguyÔn ThÞ DÞu vµ 5 ng­êi kh¸c|Kh«ng ®ång ý ph­¬ng ¸n båi th­êng lµm ®­êng ven biÓn|KhiÕu n¹i / 6||||"
    "Chờ phân loại|",
    "4|21.7.2025|TrÇn V¨n Léc, th«n Quang Trung|Lo ®­êng d©y ®iÖn vâng thÊp qua v­ên|Ph¶n ¸nh / 1|||§iÖn lùc Kú Anh||",
    "5|không rõ|Vâ ThÞ Lam|§Ìn ®­êng háng ®· l©u|Ph¶n ¸nh / 1|||||",
    "|Cộng tháng 7|||5|||||",
)
LETTERS = (
    "STT|Mã đơn|Ngày tiếp nhận|Người đứng đơn|Tóm tắt nội dung/Hạn xử lý|Phân loại đơn/Số người|Nguồn đơn|"
    "Tình trạng xử lý/Kết quả xử lý|Lãnh đạo/Cán bộ xử lý",
    "1|01/XL|08/07/2025|Phạm Thị Sen, thôn Nam Thành|Đề nghị sửa cầu dân sinh|"
    "Kiến nghị / 1|Bưu điện|Đã trả lời 21/07/2025|",
    "2|02/XL|31/06/2025|Đậu Văn Hợi, thôn Bắc Thành|Xin hỗ trợ giống sau bão|Kiến nghị / 1|Trực tiếp|Đang giải quyết|",
    "3|03/XL|15/07/2025|Không ghi tên|Phản ánh thu sai khoản đóng góp|Tố cáo / 1|Hòm thư|Chuyển Thanh tra tỉnh|",
)


def put_on(plan: Timetable, units: dict[str, Unit], staff: Staff, latest: datetime) -> None:
    """The register of reception some days ago, the register of letters this morning."""
    unit = units[COMMUNE]
    by, today = staff.leader(unit), dates.day_of(latest)

    def bring(on: date) -> None:
        content = _file(VISITS)
        name = "so-tiep-dan-2025.csv"
        found = actions.prepare(
            unit=unit, register=Register.RECEPTION, name=name, content=content, by=by, on=on
        )
        actions.bring_in(found, by=by, on=on, leaves_out=True)

    def read(on: date) -> None:
        content = _file(LETTERS)
        name = "so-xu-ly-don-2025.csv"
        actions.prepare(unit=unit, register=Register.PETITIONS, name=name, content=content, by=by, on=on)

    plan.exactly(datetime.combine(working(today, -4), time(16, 0), dates.VIETNAM), bring)
    plan.exactly(datetime.combine(working(today, -1), time(16, 5), dates.VIETNAM), read)


def _file(rows: Sequence[str]) -> bytes:
    """The rows as a text file."""
    made = io.StringIO()
    csv.writer(made).writerows(row.split("|") for row in rows)
    return made.getvalue().encode()
