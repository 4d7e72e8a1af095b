"""Invented people: names from lists, hamlets that are on no map, telephone numbers that nobody has."""

from dataclasses import dataclass
from random import Random

from danvan.demo import material


@dataclass(frozen=True)
class Somebody:
    """An invented person."""

    full_name: str
    address: str
    phone: str
    woman: bool

    @property
    def title(self) -> str:
        """How letters speak of this person."""
        return "bà" if self.woman else "ông"


class Crowd:
    """Draws people from one seed."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._lists = material.read("names")

    def name(self, *, woman: bool | None = None) -> tuple[str, bool]:
        """A full name, and whether it is a woman's."""
        rng, lists = self._rng, self._lists
        woman = rng.random() < 0.48 if woman is None else woman
        surname = rng.choices(lists["surnames"], lists["surname_weights"])[0]
        side = lists["women"] if woman else lists["men"]
        return f"{surname} {rng.choice(side['middle'])} {rng.choice(side['given'])}", woman

    def hamlet(self) -> str:
        """A hamlet."""
        return self._rng.choice(self._lists["hamlets"])

    def phone(self) -> str:
        """A number of the shape 09xx 000 xxx, kept for inventions."""
        return f"09{self._rng.randrange(10, 100)} 000 {self._rng.randrange(1000):03d}"

    def somebody(self, unit_name: str) -> Somebody:
        """A person who lives in that commune."""
        name, woman = self.name()
        phone = self.phone() if self._rng.random() < 0.8 else ""
        return Somebody(name, f"thôn {self.hamlet()}, {unit_name}", phone, woman)

    def family(self, first: Somebody, others: int) -> list[Somebody]:
        """That person and so many neighbours of the same hamlet."""
        found = [first]
        for _ in range(others):
            name, woman = self.name()
            found.append(Somebody(name, first.address, "", woman))
        return found


def commune_of(somebody: Somebody) -> str:
    """The commune in the person's address."""
    return somebody.address.rsplit(", ", 1)[-1]
