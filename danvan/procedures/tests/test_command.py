"""`danvan import procedures`: read only, then brought in; what is not clear is told by name."""

import json

import pytest

from danvan.cli import catalogue
from danvan.cli.errors import Sentence
from danvan.procedures.models import Import, Version
from danvan.procedures.tests.make import DAY, hoa_of
from danvan.procedures.tests.test_reading import of_portal, xlsx
from tests.make import at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with at(DAY):
        yield


@pytest.fixture
def office():
    return hoa_of()


def written(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_a_dry_run_tells_what_is_not_clear_and_writes_nothing(office, tmp_path, capsys):
    unit, hoa = office
    file = written(tmp_path, "ma.xlsx", xlsx(["Mã TTHC", "Tên thủ tục"], ["2.00072", "Đổi hộ kinh doanh"]))
    assert catalogue.bring_in(file, unit.key, hoa.username, dry_run=True) == 0
    told = capsys.readouterr().out
    assert "Mã “2.00072” không đủ dạng như 2.000720" in told
    assert "→ 2.000720?" in told
    assert "Bản thảo mới 1" in told
    assert "chưa ghi gì" in told
    assert not Import.objects.exists()


def test_without_it_drafts_are_made_and_again_none(office, tmp_path, capsys):
    unit, hoa = office
    file = written(tmp_path, "dichvucong.json", json.dumps([of_portal()]).encode())
    for _time in range(2):
        catalogue.bring_in(file, unit.key, hoa.username, dry_run=False)
    assert Version.objects.count() == 1
    assert "Đã có sẵn 1" in capsys.readouterr().out


def test_a_file_that_is_no_list_and_a_name_that_nobody_has_are_refused_in_a_sentence(office, tmp_path):
    unit, hoa = office
    with pytest.raises(Sentence, match="Tệp JSON hỏng"):
        catalogue.bring_in(written(tmp_path, "a.json", b"["), unit.key, hoa.username, dry_run=False)
    with pytest.raises(Sentence, match="Không có tài khoản"):
        catalogue.bring_in(written(tmp_path, "b.json", b"[]"), unit.key, "khong-co", dry_run=False)
