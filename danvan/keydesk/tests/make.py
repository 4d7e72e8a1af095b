"""Handouts as the office's server makes them, about one invented letter; keys whose passphrase costs no time."""

import base64
import json
from collections.abc import Mapping

from danvan.lib import seal

CASE = "7KDM-R4PX-92TH-V6"
BACK = "https://kyanh.example/desk/denunciations/12/redact/"
NAME, PHONE = "Nguyễn Thị Lành", "0912345678"
LETTER = {
    "subject": "Thu tiền ngoài quy định",
    "body": f"Tôi tên là {NAME}. Cán bộ địa chính thu của mỗi hộ hai trăm nghìn đồng không có biên lai.",
    "accused": "Cán bộ địa chính xã",
    "wish": "Xin xem xét.",
}
MARKS = [NAME, PHONE, "thôn Đông Hà"]
IDENTITY = {"full_name": NAME, "phone": PHONE, "citizen_id": "", "address": "thôn Đông Hà", "email": ""}
PICTURE = b"\xff\xd8\xff\xe0 a picture"


def b64(content: bytes) -> str:
    """Standard base64."""
    return base64.b64encode(content).decode()


def handout(purpose: str, to: str, **changes: object) -> str:
    """The JSON of a handout for a recipient."""
    letter = seal.new_pair()
    if purpose == "identity":
        parcels = {"identity": {"identity.json": text(IDENTITY), "originals/goc.jpg": PICTURE}}
    else:
        parcels = {
            "marks": {"marks.json": text(MARKS)},
            "letter": {
                "letter.json": text(LETTER),
                "files/1.jpg": PICTURE,
                "files/2.docx": b"PK, no picture",
            },
        }
    told = {
        "version": 1,
        "purpose": purpose,
        "case": CASE,
        "back": BACK,
        "envelope": b64(seal.seal(letter.secret.encode(), [to])),
        "parcels": [
            {"name": name, "sealed": b64(seal.seal(seal.bundle(parts), [letter.recipient]))}
            for name, parts in parcels.items()
        ],
    }
    return json.dumps(told | changes)


def reseal(to: str, new: Mapping[str, str], letters: int = 2) -> tuple[str, list[str]]:
    """The JSON of a handout to reseal for new custodians (name → recipient), and the letters' secrets."""
    pairs = [seal.new_pair() for _ in range(letters)]
    told = {
        "version": 1,
        "purpose": "reseal",
        "back": BACK,
        "to": [
            {"custodian": n, "name": name, "recipient": key} for n, (name, key) in enumerate(new.items(), 3)
        ],
        "letters": [
            {"denunciation": n, "envelope": b64(seal.seal(pair.secret.encode(), [to]))}
            for n, pair in enumerate(pairs, 12)
        ],
    }
    return json.dumps(told), [pair.secret for pair in pairs]


def text(value: object) -> bytes:
    """JSON as it lies in a bundle."""
    return json.dumps(value, ensure_ascii=False).encode()


def quick_lock(secret: str, passphrase: str) -> bytes:
    """In place of seal.lock, which works for a second on purpose."""
    return b64(f"{passphrase}\n{secret}".encode()).encode()


def quick_unlock(locked: bytes, passphrase: str) -> str:
    """In place of seal.unlock."""
    try:
        given, _, secret = base64.b64decode(locked, validate=True).decode().partition("\n")
    except ValueError:
        raise seal.CannotOpen from None
    if given != passphrase:
        raise seal.CannotOpen
    return secret
