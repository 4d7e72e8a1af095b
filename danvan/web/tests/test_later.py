"""Views by name: each address leads to one that is there, and none is loaded before somebody asks."""

import os
import subprocess
import sys

import pytest
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver

from danvan.web.later import View, Views

FIRST_AND_REST = """
import sys
from danvan.config import serve

def views():
    return {name for name in sys.modules if name.startswith("danvan.") and ".views" in name}

serve.load_first()
print(sorted(views()))
serve.load_rest()
print({"danvan.desk.views.case", "danvan.portal.views.send", "danvan.scores.views"} <= views())
"""


def patterns(resolver=None):
    """Every address of the product."""
    for each in (resolver or get_resolver("danvan.config.urls")).url_patterns:
        yield from [each] if isinstance(each, URLPattern) else patterns(each)


def test_every_address_leads_to_a_view_that_is_there():
    later = [each.callback for each in patterns() if isinstance(each.callback, View)]
    assert len(later) > 500
    for view in later:
        assert callable(view.itself), view.__name__


def test_a_name_that_leads_nowhere_is_told_when_it_is_asked():
    with pytest.raises(ImportError):
        Views("danvan.web.views").nowhere(RequestFactory().get("/"))


def test_a_view_answers_as_if_it_had_been_imported_and_says_what_its_decorators_say():
    web, api = Views("danvan.web.views"), Views("danvan.api.views")
    assert web.healthz(RequestFactory().get("/healthz")).status_code == 200
    assert not web.healthz.csrf_exempt
    assert api.nothing.csrf_exempt


@pytest.mark.long
def test_the_first_page_waits_for_no_view_of_others_and_all_are_loaded_after_it():
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FIRST_AND_REST],
        env=dict(os.environ, DJANGO_SETTINGS_MODULE="danvan.config.settings"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split("\n")[:2] == ["['danvan.web.views']", "True"]
