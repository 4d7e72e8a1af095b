"""Pages of the citizens' site."""

from danvan.portal.views.apply import apply, apply_start
from danvan.portal.views.booking import appointment, appointment_cancel, appointment_slip, book
from danvan.portal.views.burdens import burden, burden_find, simplified, simplified_of
from danvan.portal.views.checkin import check_in
from danvan.portal.views.consultations import (
    consultation,
    consultation_code,
    consultation_compare,
    consultation_draft,
    consultation_file,
    consultation_table,
    consultations,
)
from danvan.portal.views.cosign import cosign
from danvan.portal.views.council import (
    council,
    council_oversight,
    council_resolution,
    council_session,
    voter_meeting,
    voter_petition,
    voter_petitions,
    voter_petitions_csv,
    voter_petitions_json,
)
from danvan.portal.views.counters import calls, calls_json, take_number, ticket, ticket_back, ticket_slip
from danvan.portal.views.denounce import denounce
from danvan.portal.views.dialogues import (
    dialogue,
    dialogue_ask,
    dialogue_paper,
    dialogues,
    promise_judge,
    question,
)
from danvan.portal.views.emulate import find as emulation_find
from danvan.portal.views.emulate import movements as emulation_movements
from danvan.portal.views.emulate import nominate as emulation_nominate
from danvan.portal.views.emulate import photos as emulation_photos
from danvan.portal.views.emulate import register as emulation_register
from danvan.portal.views.emulate import score as emulation_score
from danvan.portal.views.emulation import (
    emulated,
    emulation,
    emulation_data,
    emulation_photo,
    emulation_spread,
)
from danvan.portal.views.figures import figures, figures_csv, figures_json, figures_of
from danvan.portal.views.follow import supplement
from danvan.portal.views.hall import hall
from danvan.portal.views.meeting import meetings
from danvan.portal.views.pages import help_page, home, places, robots, seals, seals_json
from danvan.portal.views.pay import paid_back, paid_told, pay, pay_here
from danvan.portal.views.procedures import procedure, procedure_papers, procedures
from danvan.portal.views.promises import promise, promise_file, promises, promises_csv, promises_json
from danvan.portal.views.ratings import kiosk, rate
from danvan.portal.views.receipt import receipt, receipt_by_code, receipt_paper
from danvan.portal.views.second import second
from danvan.portal.views.send import send
from danvan.portal.views.tell import prove, tell
from danvan.portal.views.term import term, term_paper
from danvan.portal.views.track import download, more, paper, proof, track, verdict, withdraw

__all__ = [
    "apply",
    "apply_start",
    "appointment",
    "appointment_cancel",
    "appointment_slip",
    "book",
    "burden",
    "burden_find",
    "calls",
    "calls_json",
    "check_in",
    "consultation",
    "consultation_code",
    "consultation_compare",
    "consultation_draft",
    "consultation_file",
    "consultation_table",
    "consultations",
    "cosign",
    "council",
    "council_oversight",
    "council_resolution",
    "council_session",
    "denounce",
    "dialogue",
    "dialogue_ask",
    "dialogue_paper",
    "dialogues",
    "download",
    "emulated",
    "emulation",
    "emulation_data",
    "emulation_find",
    "emulation_movements",
    "emulation_nominate",
    "emulation_photo",
    "emulation_photos",
    "emulation_register",
    "emulation_score",
    "emulation_spread",
    "figures",
    "figures_csv",
    "figures_json",
    "figures_of",
    "hall",
    "help_page",
    "home",
    "kiosk",
    "meetings",
    "more",
    "paid_back",
    "paid_told",
    "paper",
    "pay",
    "pay_here",
    "places",
    "procedure",
    "procedure_papers",
    "procedures",
    "promise",
    "promise_file",
    "promise_judge",
    "promises",
    "promises_csv",
    "promises_json",
    "proof",
    "prove",
    "question",
    "rate",
    "receipt",
    "receipt_by_code",
    "receipt_paper",
    "robots",
    "seals",
    "seals_json",
    "second",
    "send",
    "simplified",
    "simplified_of",
    "supplement",
    "take_number",
    "tell",
    "term",
    "term_paper",
    "ticket",
    "ticket_back",
    "ticket_slip",
    "track",
    "verdict",
    "voter_meeting",
    "voter_petition",
    "voter_petitions",
    "voter_petitions_csv",
    "voter_petitions_json",
    "withdraw",
]
