"""Pages of the citizens' site."""

from danvan.portal.views.booking import appointment, appointment_cancel, appointment_slip, book
from danvan.portal.views.burdens import burden, burden_find, simplified, simplified_of
from danvan.portal.views.counters import calls, calls_json, take_number, ticket, ticket_back, ticket_slip
from danvan.portal.views.denounce import denounce
from danvan.portal.views.figures import figures, figures_csv, figures_json, figures_of
from danvan.portal.views.hall import hall
from danvan.portal.views.meeting import meetings
from danvan.portal.views.pages import help_page, home, places, robots, seals, seals_json
from danvan.portal.views.procedures import procedure, procedure_papers, procedures
from danvan.portal.views.receipt import receipt, receipt_by_code, receipt_paper
from danvan.portal.views.second import second
from danvan.portal.views.send import send
from danvan.portal.views.tell import prove, tell
from danvan.portal.views.term import term, term_paper
from danvan.portal.views.track import download, more, paper, proof, track, verdict, withdraw

__all__ = [
    "appointment",
    "appointment_cancel",
    "appointment_slip",
    "book",
    "burden",
    "burden_find",
    "calls",
    "calls_json",
    "denounce",
    "download",
    "figures",
    "figures_csv",
    "figures_json",
    "figures_of",
    "hall",
    "help_page",
    "home",
    "meetings",
    "more",
    "paper",
    "places",
    "procedure",
    "procedure_papers",
    "procedures",
    "proof",
    "prove",
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
    "take_number",
    "tell",
    "term",
    "term_paper",
    "ticket",
    "ticket_back",
    "ticket_slip",
    "track",
    "verdict",
    "withdraw",
]
