"""The tests of `web` use its own addresses, plain static files and no database."""

import pytest
from django.test import Client


@pytest.fixture(autouse=True)
def house(settings):
    settings.ROOT_URLCONF = "danvan.web.tests.urls"
    settings.DANVAN_DEMO = True
    settings.DANVAN_OFFICE = {"name": "UBND huyện Kỳ Anh", "place": "Hà Tĩnh", "phone": "02390000000"}
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    return settings


@pytest.fixture
def browser_of_a_citizen():
    return Client(raise_request_exception=False)
