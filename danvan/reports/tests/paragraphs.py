"""Paragraphs of real reports: what the register would have had to hold, and where our report tells each figure.

A path leads into the JSON of the report; a path with a minus is a decrease. `unsaid` are figures that our report has no
word for, with the reason; `wrong` are figures that the paragraph itself prints wrongly, with what our report says.
"""

from dataclasses import dataclass, field
from datetime import date

from danvan.reports.comparison import Against

SUM = "cộng của hai số mà báo cáo nêu riêng"
NO_VOTERS = "tiếp xúc cử tri: sổ chưa có"
NO_ONE_STOP = "hồ sơ một cửa: sổ chưa có"
BY_LEVEL = "loại đơn theo từng đơn vị: không nêu, để không lộ đơn tố cáo"


@dataclass(frozen=True)
class Letters:
    """Letters of one kind: received, of them eligible and resolved, the rest transferred; carried over before."""

    received: int
    eligible: int = 0
    resolved: int = 0
    carried: int = 0


@dataclass(frozen=True)
class Held:
    """What one unit did in one period: (turns, persons) by sitting, (groups, persons), letters by kind."""

    turns: dict[str, tuple[int, int]] = field(default_factory=dict)
    groups: tuple[int, int] = (0, 0)
    letters: dict[str, Letters] = field(default_factory=dict)


@dataclass(frozen=True)
class Paragraph:
    """Period and units of a paragraph; the first unit is the one whose report it is, the others stand below it."""

    from_: date
    to: date
    now: dict[str, Held]
    shown: dict[str, str]
    before: dict[str, Held] = field(default_factory=dict)
    against: Against | None = None
    unsaid: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, float] = field(default_factory=dict)


def _changes(slug: str, now: str, before: str, fall: str) -> dict[str, str]:
    path = f"compared.changes.{slug}"
    return {now: f"{path}.now", before: f"{path}.before", fall: f"-{path}.difference"}


def _level(name: str, key: str) -> dict[str, str]:
    path = f"compared.by_unit[{key}].received"
    return {
        name: f"by_unit[{key}].received",
        f"{name}_giam": f"-{path}.difference",
        f"{name}_pct": f"-{path}.per_cent",
    }


YEAR_BEFORE = Against.YEAR_BEFORE
HALF_2020 = (date(2020, 1, 1), date(2020, 6, 30))
LEVELS = {"tinh": (197, 160), "so": (286, 255), "huyen": (714, 240), "xa": (1586, 61)}
PARAGRAPHS = {
    "R00": Paragraph(
        date(2017, 1, 1),
        date(2018, 6, 30),
        {"A": Held({"regular": (2558, 3149)}, letters={"recommendation": Letters(210, 207, 201)})},
        {
            "luot": "reception.turns",
            "nguoi": "reception.persons",
            "don_nhan": "letters.received",
            "du_dieu_kien_thu_ly": "letters.eligible",
            "da_giai_quyet": "letters.resolved",
            "con_lai": "letters.in_term",
        },
    ),
    "R01": Paragraph(
        *HALF_2020,
        {"A": Held({"regular": (866, 964)}, (5, 75))},
        {
            **_changes("turns", "luot", "luot_truoc", "giam_luot"),
            **_changes("persons", "nguoi", "nguoi_truoc", "giam_nguoi"),
            **_changes("groups", "doan", "doan_truoc", "giam_doan"),
            **_changes("group_persons", "doan_nguoi", "doan_nguoi_truoc", "giam_doan_nguoi"),
        },
        before={"A": Held({"regular": (1012, 1091)}, (12, 241))},
        against=YEAR_BEFORE,
    ),
    "R02": Paragraph(
        *HALF_2020,
        {
            "A": Held(
                letters={
                    "complaint": Letters(1000, 196, 160, carried=40),
                    "denunciation": Letters(496, 25, 16),
                }
            )
        },
        {
            "ky_truoc_chuyen": "letters.carried_over",
            "moi": "letters.received",
            **_changes("eligible", "thuoc_tq", "thuoc_tq_cung_ky", "giam_tq"),
            "kn": "letters.by_kind[complaint].eligible",
            "tc": "letters.by_kind[denunciation].eligible",
            "khac": "letters.transferred",
            "giai_quyet": "letters.resolved",
            "gq_kn": "letters.by_kind[complaint].resolved",
            "gq_tc": "letters.by_kind[denunciation].resolved",
            "ty_le": "rates.resolved_of_due.per_cent",
        },
        before={"A": Held(letters={"complaint": Letters(1405, 419, 419)})},
        against=YEAR_BEFORE,
        unsaid={"tong": SUM, "tong_cung_ky": SUM, "tang": SUM},
        wrong={"ty_le": 79.64},
    ),
    "R04": Paragraph(
        date(2017, 4, 1),
        date(2017, 4, 30),
        {"A": Held({"regular": (161, 201), "head": (98, 115)})},
        {
            "luot": "reception.turns",
            "nguoi": "reception.persons",
            "tx_luot": "reception.by_sitting[regular].turns",
            "tx_nguoi": "reception.by_sitting[regular].persons",
            "dk_luot": "reception.by_sitting[head].turns",
            "dk_nguoi": "reception.by_sitting[head].persons",
        },
        unsaid=dict.fromkeys(("ngay_15", "ngay_15_nhan", "ngay_15_hd"), "một ngày: lập báo cáo của ngày ấy"),
    ),
    "R05": Paragraph(
        date(2020, 1, 1),
        date(2020, 3, 31),
        {"A": Held({"regular": (1700, 1788)}, (4, 40), {"complaint": Letters(1669, 33, 19)})},
        {
            "luot_nguoi": "reception.persons",
            "doan": "reception.groups",
            "don": "letters.received",
            "thuoc_tq": "letters.eligible",
            "da_gq": "letters.resolved",
            "con": "letters.open",
        },
    ),
    "R08": Paragraph(
        date(2018, 12, 16),
        date(2019, 3, 15),
        {
            "A": Held(
                {"regular": (748, 800), "head": (320, 330)},
                (24, 240),
                {
                    "complaint": Letters(87, 45, 37),
                    "denunciation": Letters(91, 44, 37),
                    "recommendation": Letters(523, 421, 379),
                },
            ),
            "TP": Held(groups=(1, 10)),
            "CX": Held(groups=(2, 20)),
            "DT": Held(groups=(2, 20)),
        },
        {
            **_changes("turns", "luot", "luot_truoc", "giam"),
            "giam_pct": "-compared.changes.turns.per_cent",
            "dinh_ky": "reception.by_sitting[head].turns",
            "thuong_xuyen": "reception.by_sitting[regular].turns",
            "doan": "reception.groups",
            "doan_tinh": "by_unit[A].groups",
            "doan_tp": "by_unit[TP].groups",
            "doan_cx": "by_unit[CX].groups",
            "doan_dt": "by_unit[DT].groups",
            "don": "letters.received",
            "kn": "letters.by_kind[complaint].received",
            "tc": "letters.by_kind[denunciation].received",
            "knpa": "letters.by_kind[recommendation].received",
            "don_truoc": "compared.changes.received.before",
            "don_tang": "compared.changes.received.difference",
            "don_tang_pct": "compared.changes.received.per_cent",
            "knpa_gq": "letters.by_kind[recommendation].rates.resolved_of_due.part",
            "knpa_tong": "letters.by_kind[recommendation].rates.resolved_of_due.whole",
            "knpa_pct": "letters.by_kind[recommendation].rates.resolved_of_due.per_cent",
        },
        before={"A": Held({"regular": (1170, 1200)}, letters={"complaint": Letters(685, 0, 0)})},
        against=YEAR_BEFORE,
        unsaid={
            "doan_huyen": SUM,
            "gq": "khiếu nại và tố cáo gộp: báo cáo nêu từng loại",
            "gq_tong": "khiếu nại và tố cáo gộp: báo cáo nêu từng loại",
            "gq_pct": "khiếu nại và tố cáo gộp: báo cáo nêu từng loại",
        },
    ),
    "R10": Paragraph(
        date(2016, 1, 1),
        date(2016, 6, 30),
        {
            key: Held(letters={"recommendation": Letters(now)})
            for key, (now, _fall) in zip(("A", "SO", "HUYEN", "XA"), LEVELS.values(), strict=True)
        },
        {
            "tong": "letters.received",
            "giam": "-compared.changes.received.difference",
            "giam_pct": "-compared.changes.received.per_cent",
            **_level("tinh", "A"),
            **_level("so", "SO"),
            **_level("huyen", "HUYEN"),
            **_level("xa", "XA"),
        },
        before={
            key: Held(letters={"recommendation": Letters(now + fall)})
            for key, (now, fall) in zip(("A", "SO", "HUYEN", "XA"), LEVELS.values(), strict=True)
        },
        against=YEAR_BEFORE,
        unsaid={f"{level}_{kind}": BY_LEVEL for level in LEVELS for kind in ("kn", "tc", "knpa")},
        wrong={"giam": 716, "giam_pct": 20.46},
    ),
}
NOTHING_OF = {"R13": NO_VOTERS, "R15": NO_VOTERS, "R17": NO_VOTERS, "R18": NO_VOTERS, "R19": NO_ONE_STOP}
"""Paragraphs of which the register keeps nothing, with the reason."""
