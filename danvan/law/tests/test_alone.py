"""The law stands alone: no Django, nothing loaded before it is needed."""

import subprocess
import sys
from datetime import date

import pytest

import danvan.law


def run(code):
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_importing_the_law_loads_neither_django_nor_yaml():
    code = "import sys, danvan.law; print([m for m in ('django', 'yaml', 'numpy') if m in sys.modules])"
    assert run(code) == "[]"


def test_counting_a_term_loads_no_django():
    code = (
        "import sys; from datetime import date; from danvan.law import due; "
        "print(due('reception.result_notice', start=date(2018, 2, 12)).due_on, 'django' in sys.modules)"
    )
    assert run(code) == "2018-03-05 False"


def test_every_public_name_is_there():
    for name in danvan.law.__all__:
        assert getattr(danvan.law, name) is not None
    assert dir(danvan.law) == sorted(danvan.law.__all__)
    with pytest.raises(AttributeError):
        _ = danvan.law.nonsense


def test_a_function_is_never_mistaken_for_the_module_it_lives_in():
    from danvan.law import due, national, rule

    assert due("reception.result_notice", start=date(2018, 2, 12)).due_on
    assert national().is_working(date(2018, 2, 12))
    assert rule("reception.result_notice", date(2018, 2, 12)).amount == 10
