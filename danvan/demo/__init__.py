"""The demonstration (bản trình diễn): an invented register that a visitor can walk about in.

Everything is entered through the same actions that officers and citizens use, each step under the moment at
which it would have happened; nothing is inserted past them. Two layers make one register:

- `article`: the district of Kỳ Anh in 2017 and the first half of 2018, 21 communes. The figures that a printed
  article gave for it are the generator's *input* (article.yaml); the report computes them from the records.
- `present`: some sixty letters and visits around the day of loading, in the communes and the province of that
  day, in every state and with every kind of due date (present.yaml).

What is drawn is drawn from one seed, so that two loads on one day tell the same story; public codes, salts and
passwords are random every time. All persons, hamlets, telephone numbers and letters are invented.
"""

from danvan.demo.load import load
from danvan.demo.logins import FILE, AlreadyFilled, Login, TooEarly, kept

__all__ = ["FILE", "AlreadyFilled", "Login", "TooEarly", "kept", "load"]
