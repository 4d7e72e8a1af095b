"""Emulation in the demonstration: the article's models, areas and gardens of 2018, and some in every state today."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random

from PIL import Image, ImageDraw

from danvan.demo import material
from danvan.demo.names import Crowd
from danvan.demo.officers import Staff, dice
from danvan.demo.timetable import Timetable, working
from danvan.emulation import actions
from danvan.emulation.actions import Act, Measured, Registration, Round, Session, Story, Told, Vote
from danvan.emulation.examples import examples
from danvan.emulation.marks import Mark
from danvan.emulation.models import Exemplar, Movement, Nomination
from danvan.emulation.photos import Shot
from danvan.lib import dates
from danvan.people.models import Account, Unit
from danvan.people.roles import Role

TOLD = "Bàn với dân trước khi làm, ai góp gì ghi công khai ở nhà văn hóa."
SAID = "Gọi điện, người được hỏi đồng ý"
COUNCIL = 9
DONE = "Họp dân, chia việc theo tổ, mỗi tuần làm một buổi."
FRONT = "Ban công tác mặt trận"


@dataclass
class _Planned:
    """One exemplar of 2018 that is to be registered."""

    sort: str
    told: Registration
    unit: Unit
    first: bool
    withdrawn: bool = False
    after: str = ""


class Then:
    """The article's layer: two decisions, one in February and one in June."""

    def __init__(self, seed: int, units: dict[str, Unit], staff: Staff) -> None:
        self.plan = material.read("emulation")["article"]
        self.units, self.staff = units, staff
        self.rng: Random = dice(seed, "emulation")
        self.crowd = Crowd(dice(seed, "emulation people"))
        self.runner = units[self.plan["runner"]]
        self.lead = staff.who(self.runner, Role.LEADER)
        self.team = [each for each in staff.at(self.runner) if each.pk != self.lead.pk]
        self.movements: dict[str, Movement] = {}
        self.marks: dict[str, dict[int, Mark]] = {}
        self.made: dict[bool, list[Exemplar]] = {True: [], False: []}

    def put_on(self, timetable: Timetable) -> None:
        """Plan it: announced, registered in two waves, scored, looked at, voted, recognised, published."""
        planned = list(self._planned())
        steps: list[tuple[date, Callable[[date], None]]] = [(self.plan["drawn"], self._announce)]
        for first, days in (
            (True, ((1, 15), (2, 1), (2, 8), (2, 26))),
            (False, ((3, 12), (4, 16), (5, 14), (6, 18))),
        ):
            wave = [each for each in planned if each.first is first]
            dated = [date(2018, *each) for each in days]
            steps += [
                (dated[0], partial(self._register, wave)),
                (dated[1], partial(self._named, self.made[first])),
                (dated[2], partial(self._checked, self.made[first])),
                (dated[3], partial(self._recognised, first)),
            ]
        for day, act in steps:
            timetable.exactly(datetime.combine(day, time(9, 30), dates.VIETNAM), act)

    def _planned(self) -> Iterator[_Planned]:
        communes = sorted(material.read("article")["communes"])
        for sort, count in self.plan["counts"].items():
            extra = sum(self.plan["apart"].values()) if sort == "garden" else 0
            for n in range(count + extra):
                unit = self.units[communes[self.rng.randrange(len(communes))]]
                first = n < self.plan["first"][sort]
                gone = n >= count + self.plan["apart"]["rejected"]
                yield _Planned(sort, self._told(sort, n), unit, first, gone, self._after(sort, n))

    def _told(self, sort: str, n: int) -> Registration:
        hamlet = f"thôn {self.crowd.hamlet()}"
        if sort == "garden":
            kind = self.plan["gardens"][n % len(self.plan["gardens"])]
            name, _woman = self.crowd.name()
            return Registration(
                f"Vườn {kind} số {n + 1}",
                "economy",
                "household",
                f"Cải tạo vườn tạp trồng {kind}, tưới tiết kiệm, hàng rào xanh.",
                hamlet,
                "Hội Nông dân xã",
                name,
                self.crowd.phone().replace(" ", ""),
            )
        if sort == "area":
            place = self.plan["areas"][n]
            said = f"Nhà sạch, đường hoa, rác phân loại ở {place}."
            return Registration(f"Khu dân cư {place}", "society", "hamlet", said, place)
        name, field = self.plan["models"][n % len(self.plan["models"])]
        again = n >= len(self.plan["models"])
        shown = f"{name} ({hamlet})" if again else name
        said = f"{TOLD} Nội dung: {name[:1].lower()}{name[1:]}."
        return Registration(shown, field, "hamlet", said, hamlet, FRONT)

    def _after(self, sort: str, n: int) -> str:
        """After which model of the first wave it was made."""
        models = self.plan["models"]
        if sort != "model" or n < self.plan["first"]["model"]:
            return ""
        return models[n - len(models)][0] if n >= len(models) else models[n % 3][0] if n % 4 == 0 else ""

    def _announce(self, on: date) -> None:
        act = {"number": self.plan["decision"]["criteria"], "decided_on": on, "from_on": on}
        for sort, name in self.plan["movements"].items():
            drawn = actions.draft(self.runner, examples()[sort], by=self.lead, on=on)
            issued = actions.issue(drawn, **act, by=self.lead, on=on)
            told = Round(name, self.plan["opens"], self.plan["closes"], online=False)
            self.movements[sort] = actions.announce(self.runner, issued, told, by=self.lead, on=on)
            self.marks[sort] = best(self.movements[sort])

    def _register(self, wave: Sequence[_Planned], on: date) -> None:
        for each in wave:
            by = self.staff.clerk(each.unit)
            told = each.told
            if each.after:
                source = Exemplar.objects.filter(name=each.after, recognised_on__isnull=False).first()
                told = Registration(**{**vars(told), "copied_from": source})
            row = actions.register(self.movements[each.sort], told, unit=each.unit, by=by, on=on)
            if each.withdrawn:
                actions.withdraw(row, text="Gia đình bận, xin để sang năm", by=by, on=on)
                continue
            actions.score(row, self._sheet(each.sort), by=by, on=on)
            self.made[each.first].append(row)

    def _sheet(self, sort: str) -> dict[int, Mark]:
        """Points near the best."""
        return {
            pk: mark if not mark.points else Mark(mark.points - self.rng.randrange(0, 3), mark.met)
            for pk, mark in self.marks[sort].items()
        }

    def _named(self, rows: Sequence[Exemplar], on: date) -> None:
        actions.name_team(rows, self.team, by=self.lead, on=on)

    def _checked(self, rows: Sequence[Exemplar], on: date) -> None:
        words = "Đoàn đến xem tại chỗ"
        for row in rows:
            given = {pk: Mark(mark.points, mark.met, words) for pk, mark in self._sheet(row.sort).items()}
            actions.check(row, given, by=self.team[0], on=on)

    def _recognised(self, first: bool, on: date) -> None:
        rows = self.made[first]
        act = Act(self.plan["decision"]["first" if first else "second"], on, "UBND huyện Kỳ Anh")
        lost = (
            [] if first else [row for row in rows if row.sort == "garden"][-self.plan["apart"]["rejected"] :]
        )
        for sort, movement in self.movements.items():
            some = [row for row in rows if row.sort == sort]
            votes = [
                Vote(row, 2, 5, text="Chưa có sơ đồ vườn được xã xác nhận") if row in lost else Vote(row, 7)
                for row in some
            ]
            actions.vote(movement, Session(on, self.lead.full_name, COUNCIL, 7), votes, by=self.lead, on=on)
        won = actions.recognise([row for row in rows if row not in lost], act, by=self.lead, on=on)
        actions.publish([row for row in won if not row.is_private], by=self.lead, on=on)
        for row in [row for row in won if row.is_private][:12]:
            actions.consent(row, agrees=True, how=SAID, by=self.lead, on=on)
            actions.publish([row], by=self.lead, on=on)


def best(movement: Movement) -> dict[int, Mark]:
    """The most there is of every criterion, each condition met."""
    return {
        item.pk: Mark(item.most if item.most else None, True if item.condition else None)
        for item in movement.criteria.items.all()
    }


class Now:
    """Around today: one exemplar at each step, one from which a member of the team stepped aside, what people told."""

    def __init__(self, units: dict[str, Unit], staff: Staff, today: date) -> None:
        self.plan = material.read("emulation")["now"]
        self.staff, self.today = staff, today
        self.runner, self.place = units[self.plan["runner"]], units["KY-XUAN-2025"]
        self.lead, self.clerk = staff.leader(self.runner), staff.handler(self.place)
        self.team = [staff.clerk(units[key]) for key in ("KY-THUONG-2025", "VUNG-ANG-2025")]
        self.spare = staff.handler(self.runner)
        self.rows: dict[str, Exemplar] = {}
        self.movements: list[Movement] = []

    def put_on(self, timetable: Timetable) -> None:
        """Plan it over the last forty working days."""
        for days, act in (
            (-40, self._announce),
            (-36, self._register),
            (-30, self._name),
            (-25, self._check),
            (-20, self._vote),
            (-15, self._recognise),
            (-10, self._again),
            (-4, self._nominate),
        ):
            moment = datetime.combine(working(self.today, days), time(9, 40), dates.VIETNAM)
            timetable.exactly(moment, act)

    def _announce(self, on: date) -> None:
        for key, name, text in (
            ("model", self.plan["movement"], self.plan["text"]),
            ("deed", self.plan["deeds"], ""),
        ):
            drawn = actions.draft(self.runner, examples()[key], by=self.lead, on=on)
            number = self.plan["decision"]["criteria"]
            issued = actions.issue(drawn, number=number, decided_on=on, from_on=on, by=self.lead, on=on)
            told = Round(name, on, self.today + timedelta(days=45), text)
            self.movements.append(actions.announce(self.runner, issued, told, by=self.lead, on=on))

    def _past(self, *ends: str) -> list[Exemplar]:
        """Those that do not stop before this step."""
        return [self.rows[row["name"]] for row in self.plan["rows"] if row["end"] in ends]

    def _register(self, on: date) -> None:
        movement = self.movements[0]
        for n, row in enumerate(self.plan["rows"]):
            source = Exemplar.objects.filter(name=row.get("copies", "-"), recognised_on__isnull=False).first()
            told = Registration(row["name"], row["field"], "hamlet", TOLD, row["place"], copied_from=source)
            made = actions.register(movement, told, unit=self.place, by=self.clerk, on=on)
            self.rows[row["name"]] = made
            if row["end"] == "withdrawn":
                actions.withdraw(made, text="Chưa bàn xong với dân", by=self.clerk, on=on)
            elif row["end"] != "registered":
                actions.score(made, best(movement), note="Có ảnh kèm theo", by=self.clerk, on=on)
                actions.add_photos(made, [drawn(n)], caption=row["name"], public=True, by=self.clerk, on=on)
                measured = [Measured("Hộ tham gia", 100 * (20 + n), "hộ", 0)]
                story = Story(DONE, 3_500_000 + n * 250_000, 40 + n, measured)
                actions.tell(made, story, by=self.clerk, on=on)

    def _name(self, on: date) -> None:
        later = (
            "published",
            "recognised",
            "rechecking",
            "revoked",
            "passed",
            "checked",
            "failed",
            "checking",
        )
        actions.name_team(self._past(*later), self.team, by=self.lead, on=on)

    def _check(self, on: date) -> None:
        (waiting,) = self._past("checking")
        member = actions.step_aside(waiting, text="Trưởng nhóm là anh họ", by=self.team[0], on=on)
        actions.substitute(member, self.spare, by=self.lead, on=on)
        given = {pk: Mark(mark.points, mark.met) for pk, mark in best(self.movements[0]).items()}
        first = next(pk for pk, mark in given.items() if mark.points)
        seen = {**given, first: Mark(17, None, "Đến xem: mới bàn ở hai tổ, chưa bàn cả thôn")}
        for row in self._past(
            "published", "recognised", "rechecking", "revoked", "passed", "checked", "failed"
        ):
            actions.check(row, seen, note="Đoàn đến tận nơi", by=self.team[1], on=on)

    def _vote(self, on: date) -> None:
        passing = ("published", "recognised", "rechecking", "revoked", "passed")
        votes = [Vote(row, 6, 0, 0, 1) for row in self._past(*passing)]
        votes += [Vote(row, 2, 4, 1, text="Dân chưa được bàn") for row in self._past("failed")]
        told = Session(on, self.lead.full_name, COUNCIL, 7)
        actions.vote(self.movements[0], told, votes, by=self.lead, on=on)

    def _recognise(self, on: date) -> None:
        act = Act(self.plan["decision"]["recognised"], on, "UBND tỉnh Hà Tĩnh")
        actions.recognise(
            self._past("published", "recognised", "rechecking", "revoked"), act, by=self.lead, on=on
        )
        actions.publish(self._past("published", "rechecking", "revoked"), by=self.lead, on=on)
        for row in self._past("published"):
            actions.mark_told(row, text="Trao tại hội nghị", by=self.clerk, on=on)

    def _again(self, on: date) -> None:
        (again,), (gone,) = self._past("rechecking"), self._past("revoked")
        actions.recheck(again, [self.spare, self.team[1]], by=self.lead, on=on)
        act = Act(self.plan["decision"]["revoked"], on, "UBND tỉnh Hà Tĩnh")
        why = "Quỹ đã ngừng, người dân phản ánh sổ thu chi không công khai."
        actions.revoke(gone, act, text=why, by=self.lead, on=on)

    def _nominate(self, on: date) -> None:
        clerk: Account = self.staff.clerk(self.place)
        for row in self.plan["told"]:
            told = Told(row["person"], row["story"], row["place"])
            made: Nomination = actions.nominate(self.place, told, by=None, on=on)
            if row["end"] == "received":
                continue
            agrees = row["end"] == "taken"
            how = "Đến nhà hỏi, đồng ý" if agrees else "Đến nhà hỏi, không muốn nêu tên"
            actions.answer(made, agrees=agrees, how=how, by=clerk, on=on)
            if agrees:
                actions.take(made, self.movements[1], name=row["name"], by=clerk, on=on)


def drawn(n: int) -> Shot:
    """A picture that stands for a photo: a field, a road and the sun, in colours of its own."""
    picture = Image.new("RGB", (640, 420), (196, 222, 238))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((480 - 30 * (n % 5), 40, 560 - 30 * (n % 5), 120), fill=(246, 208, 96))
    pen.rectangle((0, 230, 640, 420), fill=(96 + 8 * (n % 6), 150 + 6 * (n % 7), 88))
    pen.polygon([(260, 420), (380, 420), (335, 230), (315, 230)], fill=(186, 170, 148))
    for x in range(20 + 7 * n % 40, 640, 110):
        pen.rectangle((x + 18, 190, x + 26, 250), fill=(110, 82, 60))
        pen.ellipse((x, 130, x + 44, 205), fill=(60, 120 + 9 * (n % 8), 70))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=78)
    return Shot(out.getvalue(), *picture.size)
