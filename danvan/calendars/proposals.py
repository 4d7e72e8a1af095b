"""A year as the package `holidays` guesses it: a proposal for the officer, never a calendar by itself."""

from datetime import date

from danvan.calendars.actions.changes import NewDay


def of_year(year: int) -> list[NewDay]:
    """The public holidays of Viet Nam in a year, with days in lieu and the swaps that the package knows.

    It has no swaps before they are announced and guesses which days of Tết are chosen: hence the confirmation.
    """
    import holidays  # late: it costs a tenth of a second, and is wanted once a year

    vi = holidays.country_holidays("VN", years=year, language="vi")
    en = holidays.country_holidays("VN", years=year, language="en_US")
    off = [NewDay(day, True, name, en.get(day, name)) for day, name in sorted(vi.items())]
    worked: set[date] = getattr(vi, "weekend_workdays", None) or set()
    swapped = [NewDay(day, False, "Làm bù", "Worked in exchange") for day in worked if day.year == year]
    return sorted([*off, *swapped], key=lambda each: each.day)
