"""What can be wrong with a question to the legal clock: one named error for each, in Vietnamese and English.

Every error is a `LawError`; `str(error)` is English for developers, `error.say("vi")` is what a person reads.
Nothing is changed when one of them is raised: the clock is a pure function.
"""

from __future__ import annotations


class LawError(Exception):
    """Something that the clock or the rule book cannot answer."""

    def __init__(self, *, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en

    def say(self, lang: str = "vi") -> str:
        """The reason as a sentence, in Vietnamese ('vi') or English (anything else)."""
        return self.vi if lang == "vi" else self.en


class UnknownRule(LawError):
    """No rule file holds this id."""


class NotInForce(LawError):
    """The rule exists, but no version of it was in force on that day."""


class NoTerm(LawError):
    """The rule is a guard, a frequency or a threshold: it sets no day."""


class InvalidTerm(LawError):
    """A negative number of days, a unit, area or complexity that the law does not know."""


class OutOfCalendar(LawError):
    """The start lies after the end of the office calendar, or the result beyond what can be counted."""


class ExtensionOverCap(LawError):
    """An extension longer, or granted more often, than the rule allows."""


class OverrideNotAllowed(LawError):
    """A number set by a province where the law does not let it, or without its decision's number."""


class SuspensionError(LawError):
    """A set of suspensions that cannot be."""


class NegativeSuspension(SuspensionError):
    """A suspension that ends before it begins."""


class OverlappingSuspensions(SuspensionError):
    """Two suspensions that share a day: the day would be left out twice."""


class StepError(LawError):
    """A step in the life of a clock that cannot follow the steps before it."""


class UnknownStep(StepError):
    """A step of a kind that no clock knows."""


class NoReason(StepError):
    """A stop or an extension without its reason."""


class StepBeforeStart(StepError):
    """A step on a day before the clock started."""


class AlreadyStopped(StepError):
    """The clock has been stopped for the same cause, and not let run again."""


class NotStopped(StepError):
    """The clock is let run again, and was not stopped for that cause."""


class NothingToUndo(StepError):
    """The extension that is to be undone was never granted, or has been undone before."""


class NotAFrequency(LawError):
    """The rule does not say how often something is owed."""


class InvalidQuestion(LawError):
    """A question that asks for nothing, for two things at once, or whose words cannot be read."""


class InvalidCalendar(LawError):
    """An office calendar without a single working day in the week, or with an impossible day."""


class InvalidDerivation(LawError):
    """A stored derivation that cannot be read back."""


class RuleFileError(LawError):
    """A rule file or a holiday file that does not follow its schema; names the file, the line and the reason."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(vi=f"{file}, dòng {line}: {reason}", en=f"{file}, line {line}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason
