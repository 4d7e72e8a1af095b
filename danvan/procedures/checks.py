"""What must be right before a draft is published (kiểm tra trước khi công bố), in the officer's words."""

from collections.abc import Iterator, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.procedures import graph
from danvan.procedures.content import Content
from danvan.procedures.doubts import Doubt
from danvan.procedures.models import Step, Way
from danvan.procedures.terms import Family, of_size

FACTS: dict[str, str | Promise] = {
    "field": gettext_lazy("Chưa ghi lĩnh vực."),
    "level": gettext_lazy("Chưa chọn cấp thực hiện."),
    "agency": gettext_lazy("Chưa ghi cơ quan thực hiện."),
    "result": gettext_lazy("Chưa ghi kết quả mà người dân nhận được."),
}


def problems(content: Content, *, code: str, doubts: Sequence[Doubt]) -> list[str]:
    """Every reason why this may not be published; empty for none."""
    return [*_facts(content, code), *_doubts(doubts), *_papers(content), *_ways(content), *_steps(content)]


def remarks(content: Content) -> list[str]:
    """What cannot be added up and is left to whoever publishes: shares in other time than the term of a way."""
    if not content.steps:
        return []
    kinds = {step.share.family for step in content.steps if step.share}
    return [
        _(
            "%(way)s: thời hạn %(term)s và phần của có bước không cùng một cách tính (ngày làm việc, ngày), "
            "nên chỉ cộng phần cùng cách tính. Xin tự đối chiếu."
        )
        % {"way": way.label, "term": way.term}
        for way in content.ways
        if way.term.family and kinds - {way.term.family}
    ]


def _facts(content: Content, code: str) -> Iterator[str]:
    if not code:
        yield _("Chưa có mã thủ tục.")
    for name, sentence in FACTS.items():
        if not getattr(content, name):
            yield str(sentence)


def _doubts(doubts: Sequence[Doubt]) -> Iterator[str]:
    for doubt in doubts:
        yield _("Chưa làm rõ: %(what)s") % {"what": doubt.sentence}


def _papers(content: Content) -> Iterator[str]:
    if not content.documents and not content.needs_nothing:
        yield _("Chưa ghi giấy tờ nào. Nếu không cần giấy tờ, xin đánh dấu vào ô “Không cần giấy tờ”.")
    if content.documents and content.needs_nothing:
        yield _("Đã đánh dấu “Không cần giấy tờ” nhưng vẫn ghi giấy tờ.")
    for paper in content.documents:
        if not (paper.originals or paper.copies or paper.to_show):
            told = {"n": paper.place, "name": paper.name[:80]}
            yield _("Giấy tờ %(n)s “%(name)s” chưa ghi mấy bản, hay chỉ xuất trình.") % told


def _ways(content: Content) -> Iterator[str]:
    if not content.ways:
        yield _("Chưa có cách nộp nào.")
    for way in content.ways:
        if not way.channel:
            yield _("Cách nộp %(n)s chưa chọn hình thức.") % {"n": way.place}
        if not way.term:
            yield _("%(way)s: chưa ghi thời hạn.") % {"way": way.label}
        if way.fee is None and not way.fee_words:
            yield _("%(way)s: chưa ghi phí, lệ phí; không thu thì ghi 0.") % {"way": way.label}


def _steps(content: Content) -> Iterator[str]:
    if not content.steps:
        yield _("Chưa có bước nào. Một cơ quan làm trọn thì ghi một bước.")
    for step in content.steps:
        if not (step.agency or step.unit_id):
            yield _("Bước %(n)s “%(name)s” chưa ghi cơ quan nào làm.") % {"n": step.place, "name": step.name}
    if wrong := graph.problems(content.steps):
        yield from wrong
    else:
        for way in content.ways:
            yield from _too_long(content.steps, way)


def _too_long(steps: Sequence[Step], way: Way) -> Iterator[str]:
    """The longest way through the steps against the term of a way of filing, in the time in which that is told."""
    family = way.term.family
    took = graph.longest(steps, family) if family else 0
    if family and took > way.term.size:
        yield _("%(way)s: các bước nối tiếp dài nhất là %(sum)s, quá thời hạn %(term)s.") % {
            "way": way.label,
            "sum": of_size(Family(family), took),
            "term": way.term,
        }
