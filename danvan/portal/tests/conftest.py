"""What every test of the portal takes for granted."""

import pytest


@pytest.fixture(autouse=True)
def office(settings):
    """An office of whose name no test depends; no rate unless a test sets one."""
    settings.DANVAN_OFFICE = {"name": "", "place": "", "phone": "02390000000"}
    settings.DANVAN_RATES = dict.fromkeys(settings.DANVAN_RATES, (1000, 600))


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Files of a test end with it."""
    settings.MEDIA_ROOT = tmp_path
