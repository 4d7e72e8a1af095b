"""Amounts that are kept as integers of a small unit and written in a larger one: dm² in m², đồng in triệu đồng."""


def written(amount: int, per: int = 1) -> str:
    """In Vietnamese figures, exact: 125050 by the hundred is 1.250,5. `per`: 1, 10, 100, … small units make one."""
    whole, rest = divmod(abs(amount), per)
    digits = f"{rest:0{len(str(per)) - 1}d}".rstrip("0") if rest else ""
    sign = "-" if amount < 0 else ""
    return sign + f"{whole:,}".replace(",", ".") + (f",{digits}" if digits else "")
