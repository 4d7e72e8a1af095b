"""The answer on the public page that counts a term, in words: the day, why, what is not sure, the link to pass on."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan import law
from danvan.calendars import asked
from danvan.lib import dates
from danvan.people.words import checked
from danvan.portal.clockface import told
from danvan.portal.term_forms import OWN, TermForm
from danvan.web import words
from danvan.web.parts import Due

LONGEST_STRIP = 400  # days; of a longer term the sentences tell enough
# At which field a citizen mends what the law refuses; anything else is said above the form.
FIELDS: dict[type[law.LawError], str] = {
    law.NotInForce: "start",
    law.OutOfCalendar: "start",
    law.ExtensionOverCap: "extend",
    law.NegativeSuspension: "suspend",
    law.OverlappingSuspensions: "suspend",
}


def opened(form: TermForm) -> dict[str, bool]:
    """Which of the folded parts hold something to see."""

    def told(*names: str) -> bool:
        return any(form.data.get(name) or name in form.errors for name in names)

    usual = {form.data.get(name, "normal") for name in ("area", "complexity")} == {"normal"}
    return {
        "own": form.data.get("rule") == OWN or told("term", "count_first_day"),
        "more": not usual or told("extend", "suspend", "received_at"),
    }


def answered(form: TermForm) -> dict[str, Any]:
    """The answer in words for the page; empty where the form is not sent, or has something to mend."""
    if not form.is_valid():
        return {}
    question, today = form.question(), dates.today()
    try:
        due = asked.answer(question, on=today)
    except law.LawError as error:
        form.add_error(FIELDS.get(type(error)), _refusal(error, question))
        return {}
    first, last = due.derivation.window
    query = _query(question)
    rule = law.rule(due.rule, due.start_on) if due.rule else None
    return {
        "due": due,
        "chip": _chip(due.due_on, today),
        "back": due.derivation.recipe.back,
        "rule": rule,
        "rule_title": rule.title.say(_language()) if rule else "",
        "source": _source(rule, due) if rule else "",
        "citation": due.citation.say(_language()),
        "ignored": _ignored(question, due),
        "cells": due.derivation.cells() if (last - first).days <= LONGEST_STRIP else [],
        "why": told(due.derivation),
        "today": today,
        "query": query,
        "link": f"{settings.DANVAN_URL}{reverse('portal:term')}?{query}",
    }


def _chip(due_on: date, today: date) -> Due | None:
    """How far the day is; nothing where it has passed: nobody here knows whether it was kept."""
    if due_on < today:
        return None
    chip = Due.of(due_on, today)
    return (
        chip if due_on == today else Due(chip.state, words.left((due_on - today).days, working=False), due_on)
    )


def _refusal(error: law.LawError, question: law.Question) -> str:
    """What the law refuses, in the citizen's words."""
    if not isinstance(error, law.NotInForce) or question.rule is None:
        return error.say(_language())
    told = [
        _("từ %(first)s đến %(last)s") % {"first": words.short(a), "last": words.short(b)}
        if b
        else _("từ %(first)s") % {"first": words.short(a)}
        for a, b in ((each.in_force_from, each.in_force_until) for each in law.versions(question.rule))
    ]
    said = _("Ngày %(day)s quy định này không có hiệu lực. Có hiệu lực: %(spans)s.")
    return said % {"day": words.short(question.start), "spans": "; ".join(told)}


def _source(rule: law.Rule, due: law.Due) -> str:
    """How far the number was checked; on the Vietnamese page also where it was read, as lawyers noted it."""
    if not rule.fires_by_itself and not due.unconfirmed:
        return _("Cơ quan đã xác nhận với văn bản gốc")
    read = rule.fires_by_itself and rule.confidence == "verified"
    said = _("Đã đọc trong văn bản") if read else checked(rule.confidence)
    noted = rule.source and rule.confidence != "memory" and _language() == "vi"
    return f"{said} ({rule.source})" if noted else said


def _ignored(question: law.Question, due: law.Due) -> list[str]:
    """What was asked and makes no difference for this rule."""
    recipe, said = due.derivation.recipe, []
    if question.area != recipe.area:
        said.append(_("Quy định này không phân biệt vùng sâu, vùng xa."))
    if question.complexity != recipe.complexity:
        said.append(_("Quy định này không có thời hạn riêng cho mức phức tạp đã chọn."))
    return said


def _query(question: law.Question) -> str:
    """The question as the end of an address, as short as it can be; the API understands it as well."""
    pairs: list[tuple[str, Any]] = [("start", question.start.isoformat())]
    if question.rule:
        pairs = [("rule", question.rule), *pairs]
    else:
        pairs = [("term", question.term), ("unit", question.unit), *pairs]
    pairs += [("count_first_day", "true")] if question.count_first_day else []
    pairs += [
        (name, value)
        for name, value in (("area", question.area), ("complexity", question.complexity))
        if value != "normal"
    ]
    pairs += [("extend", number) for number in question.extend]
    pairs += [("suspend", f"{first}:{last}") for first, last in question.suspend]
    pairs += [("received_at", f"{question.received_at:%H:%M}")] if question.received_at else []
    return urlencode(pairs, safe=":")


def _language() -> str:
    return (get_language() or "vi")[:2]
