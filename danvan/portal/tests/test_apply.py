"""An application filed at the portal: page by page, kept under a code, agreed to by others, filed once."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from danvan.journal.models import Event
from danvan.lib import codes
from danvan.onestop.actions import drafting
from danvan.onestop.models import Application, CoSigner, Draft, DraftFile
from danvan.onestop.tests.make import MONDAY, lies, make_application, make_place, make_version
from danvan.onestop.tests.test_statements import make_of_many_parts
from danvan.portal import tasks
from danvan.portal.tests.make import EXE, PDF, PNG, citizen, errors, text_of
from danvan.procedures.tests.make import way
from tests.make import at

pytestmark = pytest.mark.django_db
CODE = re.compile(r'name="draft" value="([^"]+)"')
LAN = {"full_name": "Nguyễn Thị Lan", "address": "thôn Đồng Tiến", "phone": "0912 000 417", "behalf": "self"}


@pytest.fixture(autouse=True)
def monday():
    with at(MONDAY):
        yield


@pytest.fixture
def place():
    return make_place()


@pytest.fixture
def version(place):
    return make_version(place, who="Cha, mẹ của trẻ")


class Applicant:
    """A browser in which somebody fills an application in."""

    def __init__(self, version, **more):
        self.client = citizen()
        self.start = reverse("portal:apply_start", args=[version.procedure.code])
        page = self.client.post(self.start, {"unit": "KY-KHANG-TEST", **more})
        found = CODE.search(page.content.decode())
        assert found, errors(page)
        self.code = found[1]

    def post(self, **told):
        return self.client.post(reverse("portal:apply"), {"draft": self.code, **told})

    def who(self, **more):
        return self.post(page="who", **{**LAN, **more})

    def papers(self, **more):
        return self.post(page="papers", **more)

    def ready(self):
        """Everything but the last button."""
        self.who()
        return self.papers(file_1=[file("to-khai.png")], result_by="person")

    def send(self, **more):
        return self.post(page="review", sure="on", **more)


def file(name, content=PNG):
    return SimpleUploadedFile(name, content)


def test_an_application_is_filed_page_by_page_and_the_office_owes_it_from_that_minute(place, version):
    first = text_of(citizen().get(reverse("portal:procedure", args=[version.procedure.code])))
    assert "Nộp hồ sơ qua mạng" in first
    lan = Applicant(version)
    assert "Giấy tờ của hồ sơ" in text_of(lan.who())
    review = text_of(
        lan.papers(file_1=[file("to-khai.png")], file_2=[file("can-cuoc.pdf", PDF)], result_by="post")
    )
    assert "Nộp bây giờ thì có kết quả chậm nhất 12/03/2026, 17:00" in review
    assert "to-khai.png" in review
    done = lan.send()
    assert done.status_code == 303
    row = Application.objects.get()
    receipt = text_of(lan.client.get(done.url))
    assert codes.grouped(row.case.code) in receipt
    assert "Hẹn trả kết quả: 12/03/2026, 17:00" in receipt
    assert lan.client.get(f"{done.url}in/").content.startswith(b"%PDF-")
    assert (row.case.channel, row.case.status, row.result_by) == ("portal", "received", "post")
    assert row.online_at is not None
    assert [(one.document.place, one.attachment.name) for one in row.scans.order_by("pk")] == [
        (1, "to-khai.png"),
        (2, "can-cuoc.pdf"),
    ]
    draft = Draft.objects.get()
    assert (draft.said, draft.files.count(), draft.filed_id) == ({}, 0, row.pk)
    assert lies() == []


def test_what_was_sent_twice_is_one_application(version):
    lan = Applicant(version)
    lan.ready()
    draft = Draft.objects.get()
    assert lan.send().status_code == 303
    assert drafting.file(draft, on=MONDAY).pk == Application.objects.get().pk
    again = lan.send()
    assert again.status_code == 410
    assert "đã nộp rồi" in text_of(again)


def test_nothing_typed_is_lost_and_the_code_goes_on_elsewhere(version):
    lan = Applicant(version)
    wrong = lan.who(full_name="", phone="12")
    assert wrong.status_code == 422
    assert {"Xin điền “Họ và tên người đề nghị”"} <= set(errors(wrong))
    assert 'value="12"' in wrong.content.decode()
    other = citizen().post(reverse("portal:apply"), {"draft": lan.code.lower().replace("-", " ")})
    assert 'value="thôn Đồng Tiến"' in other.content.decode()
    lan.who()
    bad = lan.papers(file_1=[file("virus.exe", EXE)], file_2=[file("can-cuoc.pdf", PDF)], note="Gấp giúp tôi")
    assert bad.status_code == 422
    assert any("virus.exe" in said for said in errors(bad))
    assert "can-cuoc.pdf" in text_of(bad), "the other file was kept"
    assert "Gấp giúp tôi" in bad.content.decode()
    assert DraftFile.objects.count() == 1
    kept = DraftFile.objects.get()
    assert "Đã bỏ tệp" in text_of(lan.papers(drop=kept.pk))
    assert not DraftFile.objects.exists()


def test_a_code_cannot_be_guessed_is_not_kept_and_guesses_are_counted(version, settings):
    lan = Applicant(version)
    assert lan.code not in str(Draft.objects.values())
    settings.DANVAN_RATES = {**settings.DANVAN_RATES, "draft_code": (3, 600)}
    stranger = citizen()
    pages = [
        stranger.post(reverse("portal:apply"), {"draft": guess})
        for guess in ("7KDM-R4PX-92TH-V6", "không phải mã", codes.new_code(), codes.new_code())
    ]
    assert [page.status_code for page in pages] == [422, 422, 422, 429]
    assert len({tuple(errors(page)) for page in pages[:3]}) == 1


def test_a_draft_ends_with_notice_and_all_that_was_typed_goes(version, settings, monkeypatch):
    sent = []
    carrier = type("Carrier", (), {"leaves": True, "send": lambda self, to, text: sent.append((to, text))})()
    monkeypatch.setattr("danvan.notices.gateways.of", lambda channel: carrier)
    lan = Applicant(version)
    page = lan.who(email="lan@vidu.vn", tell_by="email")
    assert "08/04/2026" in text_of(page)
    lan.papers(file_1=[file("to-khai.png")])
    with at(MONDAY + timedelta(days=28)):
        assert (tasks.warn(), tasks.warn()) == (1, 0)
        assert drafting.expire(MONDAY + timedelta(days=28)) == 0
    assert sent[0][0] == "lan@vidu.vn"
    assert "08/04/2026" in sent[0][1]
    with at(MONDAY + timedelta(days=31)):
        assert drafting.expire(MONDAY + timedelta(days=31)) == 1
        assert lan.post().status_code == 422
    assert not DraftFile.objects.exists()
    assert list(Event.objects.filter(stream="draft").values_list("verb", flat=True)) == [
        "draft_begin",
        "draft_expire",
    ]


def test_whoever_is_asked_to_stand_in_it_agrees_before_it_is_filed(version):
    lan = Applicant(version)
    lan.ready()
    page = text_of(lan.post(page="review", invite="1", cosigner="Trần Văn Hùng"))
    link = re.search(r"http\S+/dong-dung-ten/(\S+)/", page)[1]
    assert link not in str(CoSigner.objects.values())
    assert "Chưa có đồng ý của: Trần Văn Hùng" in text_of(lan.send())
    hung, address = citizen(), reverse("portal:cosign", args=[link])
    read = hung.get(address).content.decode()
    mark = re.search(r'name="mark" value="(\w+)"', read)[1]
    assert "Nguyễn Thị Lan" in read
    assert "0912" not in read, "of the applicant the name alone"
    agreed = {"mark": mark, "phone": "0912 000 418"}
    assert hung.post(address, agreed).status_code == 422, "not ticked"
    lan.papers(note="Sửa thêm", result_by="person")
    changed = hung.post(address, {**agreed, "sure": "on"})
    assert "vừa sửa hồ sơ" in text_of(changed)
    mark = re.search(r'name="mark" value="(\w+)"', changed.content.decode())[1]
    assert "Đã ghi đồng ý" in text_of(hung.post(address, {**agreed, "mark": mark, "sure": "on"}))
    assert hung.get(address).status_code == 410, "a link serves once"
    assert lan.send().status_code == 303
    row = Application.objects.get()
    people = list(row.case.parties.order_by("pk").values_list("full_name", "phone", "role"))
    assert people[1] == ("Trần Văn Hùng", "0912000418", "sender")
    assert row.case.people == 2
    left = citizen().post(
        "/tra-cuu/rut-don/", {"code": row.case.code, "sent": "1", "text": "Thôi", "sure": "on"}
    )
    assert "nhiều người đứng tên" in text_of(left)
    assert lies() == []


def test_a_changed_draft_is_agreed_to_again_and_nobody_need_stand_in_it(version):
    lan = Applicant(version)
    lan.ready()
    row, _secret = drafting.invite(Draft.objects.get(), "Trần Văn Hùng", on=MONDAY)
    from danvan.onestop import online

    drafting.agree(row, {}, mark=online.content_of(row.draft), on=MONDAY)
    assert "cần đồng ý lại" in text_of(lan.papers(note="Khác", result_by="person"))
    assert lan.send().status_code == 422
    assert "/dong-dung-ten/" in text_of(lan.post(page="review", again=row.pk))
    lan.post(page="review", out=row.pk)
    assert lan.send().status_code == 303


def test_a_helper_is_a_party_of_her_own_role_and_is_told_nothing(version):
    lan = Applicant(version)
    missing = lan.who(behalf="helper", filer_name="")
    assert "Xin ghi họ và tên người nộp thay" in errors(missing)
    assert "Xin ghi giấy ủy quyền hoặc giấy giới thiệu" in errors(
        lan.who(behalf="authorised", filer_name="Lê Thị Hà")
    )
    lan.who(behalf="helper", filer_name="Lê Thị Hà", filer_phone="0912000419", tell_by="phone")
    lan.papers(file_1=[file("to-khai.png")])
    lan.send()
    row = Application.objects.get()
    told = {party.full_name: (party.role, party.tell_by) for party in row.case.parties.all()}
    assert told == {"Nguyễn Thị Lan": ("sender", "phone"), "Lê Thị Hà": ("helper", "code")}


def test_what_is_known_is_not_asked_again_once_she_proves_that_it_is_hers(place, version):
    earlier = make_application(place, version)
    lan = Applicant(version)
    wrong = {"earlier_code": earlier.case.shown_code, "earlier_phone": "0912000999"}
    refused = lan.post(page="who", prove="1", **wrong)
    unknown = lan.post(page="who", prove="1", **{**wrong, "earlier_code": codes.new_code()})
    assert errors(refused) == errors(unknown)
    assert "Nguyễn Thị Lan" not in refused.content.decode()
    filled = lan.post(page="who", prove="1", **{**wrong, "earlier_phone": "0912 000 417"}).content.decode()
    assert 'value="Nguyễn Thị Lan"' in filled
    assert 'value="thôn Đồng Tiến"' in filled
    assert "dùng lại cho hồ sơ khác" in text_of(citizen().post("/tra-cuu/", {"code": earlier.case.code}))
    assert "Dùng lại giấy đã nộp ở hồ sơ 000001/2026" in text_of(lan.who())
    lan.papers(again_1="on", file_2=[file("can-cuoc.pdf", PDF)])
    lan.send()
    row = Application.objects.latest("pk")
    assert [
        (one.document.place, one.earlier, one.attachment is None) for one in row.scans.order_by("pk")
    ] == [
        (2, "", False),
        (1, "000001/2026", True),
    ]
    again = Applicant(version)
    proof = {"earlier_code": row.case.shown_code, "earlier_phone": "0912000417"}
    again.post(page="who", prove="1", **proof)
    again.who()
    again.papers(again_2="on")
    again.send()
    copied = Application.objects.latest("pk").scans.get()
    assert (copied.earlier, copied.attachment.name) == ("000002/2026", "can-cuoc.pdf")
    assert lies() == []


def test_without_a_paper_it_is_not_filed_and_nothing_else_is_asked_for(version):
    lan = Applicant(version)
    lan.who()
    lan.papers()
    refused = lan.send()
    assert "chưa có giấy tờ nào" in text_of(refused)
    lan.papers(file_2=[file("can-cuoc.png")])
    assert "cơ quan yêu cầu bổ sung một lần" in text_of(lan.post(page="papers"))
    assert lan.post(page="review").status_code == 422, "not ticked"
    assert lan.send().status_code == 303


def test_only_a_procedure_in_force_whose_term_can_be_counted_is_filed_online(place):
    words = make_version(place, ways=[way("online", None, "as_written", term_words="Theo giấy hẹn")])
    counter = make_version(place, ways=[way("counter")])
    for version in (words, counter):
        code = version.procedure.code
        assert citizen().get(reverse("portal:apply_start", args=[code])).status_code == 404
        page = text_of(citizen().get(reverse("portal:procedure", args=[code])))
        assert "Nộp hồ sơ qua mạng" not in page
        assert ("ghi bằng lời nên chưa hẹn được giờ trả kết quả" in page) == (version == words)


def test_drafts_of_one_address_are_counted_and_words_to_wait_are_friendly(version, settings):
    settings.DANVAN_RATES = {**settings.DANVAN_RATES, "draft": (1, 600), "find": (2, 600)}
    lan = Applicant(version)
    page = lan.client.post(lan.start, {"unit": "KY-KHANG-TEST"})
    assert page.status_code == 429
    assert "Xin đợi" in text_of(page)
    found = [citizen().get("/thu-tuc/?q=khai sinh") for _each in range(3)]
    assert [one.status_code for one in found] == [200, 200, 429]
    assert "vừa tìm rất nhiều lần" in text_of(found[2])
    assert 'value="khai sinh"' in found[2].content.decode()
    assert citizen().get("/thu-tuc/").status_code == 200, "without words it is not counted"


def test_statements_do_not_grow_with_papers_and_files(place, django_assert_max_num_queries):
    version = make_version(place)
    lan = Applicant(version)
    lan.who()
    lan.papers(file_1=[file(f"{n}.png", PNG + bytes([n])) for n in range(5)], result_by="person")
    with django_assert_max_num_queries(30):
        lan.post(go="review")


def statements(call):
    """The answer, and how many statements it took; the marks of a transaction within that of the test are none."""
    with CaptureQueriesContext(connection) as counted:
        answer = call()
    return answer, sum("SAVEPOINT" not in one["sql"] for one in counted.captured_queries)


def test_every_page_of_a_draft_takes_a_dozen_statements_however_much_was_sent(version):
    lan = Applicant(version)
    lan.ready()
    many = [file(f"anh-{n}.png", PNG + bytes([n])) for n in range(5)]
    begin = {"unit": "KY-KHANG-TEST"}
    calls = {
        "what it is": lambda: citizen().get(lan.start),
        "begin": lambda: citizen().post(lan.start, begin),
        "go on": lan.post,
        "who": lan.who,
        "papers": lambda: lan.papers(file_1=many, file_2=[file("can-cuoc.pdf", PDF)], result_by="person"),
        "review": lambda: lan.post(go="review"),
        "invite": lambda: lan.post(page="review", invite="1", cosigner="Trần Văn Bình"),
        "drop": lambda: lan.post(page="papers", drop=DraftFile.objects.earliest("pk").pk),
    }
    for name, call in calls.items():
        answer, count = statements(call)
        assert (answer.status_code, count <= 12) == (200, True), (name, count)
    assert (DraftFile.objects.count(), CoSigner.objects.count()) == (6, 1)


def test_the_page_that_a_code_opens_takes_a_dozen_statements_whatever_hangs_on_the_application(place):
    plain, much = make_application(place), make_of_many_parts(place)
    counts = []
    for row in (plain, much):
        code = {"code": row.case.code}
        answer, count = statements(lambda code=code: citizen().post(reverse("portal:track"), code))
        assert row.receipt in text_of(answer)
        counts.append(count)
    assert counts[0] == counts[1] <= 12
