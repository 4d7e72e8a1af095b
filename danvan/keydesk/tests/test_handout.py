"""What the office's server seals and hands out is what the custodian's machine opens."""

from danvan.denunciations.handouts import Handout
from danvan.denunciations.parcels import Identity, Sealer
from danvan.keydesk import handout
from danvan.keydesk.tests import make
from danvan.lib import seal


def test_a_handout_of_the_server_opens_at_the_desk():
    pair = seal.new_pair()
    who = Identity(full_name=make.NAME, phone=make.PHONE, address="thôn Đông Hà, xã Kỳ Tân")
    sealer = Sealer("Nội dung", "Việc", "Cán bộ", "", who, [("../don.txt", "Tôi viết".encode())])
    told = {
        "case": make.CASE,
        "envelope": make.b64(sealer.envelope(pair.recipient)),
        "parcels": [{"name": str(part), "sealed": make.b64(sealed)} for part, sealed in sealer.parcels()],
    }
    letter = handout.open_written(handout.read(Handout("redact", told).text(make.BACK)), pair.secret)
    assert letter.texts["body"] == "Nội dung"
    assert "thôn Đông Hà" in letter.marks
    identity = handout.open_identity(handout.read(Handout("identity", told).text(make.BACK)), pair.secret)
    assert identity.texts["full_name"] == make.NAME
    assert list(identity.files) == ["1-don.txt"]
