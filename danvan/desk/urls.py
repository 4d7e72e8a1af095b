"""Addresses of the desk."""

from django.urls import path

from danvan.web.later import Views

alarms = Views("danvan.desk.views.alarms")
awards = Views("danvan.desk.views.awards")
bulk = Views("danvan.desk.views.bulk")
case = Views("danvan.desk.views.case")
concern = Views("danvan.desk.views.concern")
export = Views("danvan.desk.views.export")
given = Views("danvan.desk.views.given")
head = Views("danvan.desk.views.head")
home = Views("danvan.desk.views.home")
inbox = Views("danvan.desk.views.inbox")
letters = Views("danvan.desk.views.letters")
questions = Views("danvan.desk.views.questions")
reception = Views("danvan.desk.views.reception")
saved = Views("danvan.desk.views.saved")
second = Views("danvan.desk.views.second")
ties = Views("danvan.desk.views.ties")
turns = Views("danvan.desk.views.turns")
unheld = Views("danvan.desk.views.unheld")
urgings = Views("danvan.desk.views.urgings")

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", home.search, name="search"),
    path("find-unit/", home.find_unit, name="find_unit"),
    path("head/", head.head, name="head"),
    path("head/watch/", head.head_watch, name="head_watch"),
    path("alarms/", alarms.alarms, name="alarms"),
    path("urgings/", urgings.urgings, name="urgings"),
    path("urgings/<int:pk>/", urgings.urging, name="urging"),
    path("cases/", inbox.inbox, name="inbox"),
    path("cases.csv", inbox.inbox_csv, name="inbox_csv"),
    path("cases/bulk/", bulk.bulk, name="bulk"),
    path("cases/export/", export.export, name="export"),
    path("batches/", bulk.batches, name="batches"),
    path("batches/<int:pk>/", bulk.batch, name="batch"),
    path("batches/<int:pk>/undo/", bulk.undo, name="batch_undo"),
    path("exports/<int:pk>/", export.fetch, name="export_file"),
    path("views/", saved.views, name="views"),
    path("views/<int:pk>/<slug:verb>/", saved.change, name="view_change"),
    path("cases/<int:pk>/", case.case, name="case"),
    path("cases/<int:pk>/clock.json", case.clock, name="clock"),
    path("cases/<int:pk>/steps/<slug:verb>/", case.step, name="step"),
    path("cases/<int:pk>/alike/", ties.alike, name="alike"),
    path("cases/<int:pk>/merge/", ties.merge, name="merge"),
    path("cases/<int:pk>/split/", given.split, name="split"),
    path("cases/<int:pk>/verification/", given.verification, name="verification"),
    path("cases/<int:pk>/second/", second.second, name="second"),
    path("cases/<int:pk>/unmerge/", ties.unmerge, name="unmerge"),
    path("cases/<int:pk>/concerns/", concern.concern, name="concern"),
    path("cases/<int:pk>/concerns/<int:number>/lift/", concern.lift, name="lift"),
    path("cases/<int:pk>/awards/", awards.award, name="award"),
    path("cases/<int:pk>/awards/<int:number>/take-back/", awards.take_back, name="award_take_back"),
    path("unheld/", unheld.unheld, name="unheld"),
    path("questions/<int:pk>/letter/", questions.question_letter, name="question_letter"),
    path("cases/<int:pk>/correct/", case.correct, name="correct"),
    path("cases/<int:pk>/people/<int:party>/", case.reveal, name="reveal"),
    path("cases/<int:pk>/look/", case.look, name="look"),
    path("cases/<int:pk>/files/<int:number>/", case.file, name="file"),
    path("cases/<int:pk>/receipt/", case.receipt, name="receipt"),
    path("letters/new/", letters.new, name="letter_new"),
    path("letters/similar/", letters.similar_letters, name="similar_letters"),
    path("reception/", reception.turns, name="turns"),
    path("reception.csv", reception.turns_csv, name="turns_csv"),
    path("reception/new/", turns.new, name="turn_new"),
    path("reception/counts/", turns.turn_counts, name="turn_counts"),
    path("reception/similar/<int:row>/", turns.similar_matters, name="similar_matters"),
    path("reception/<int:pk>/", reception.turn, name="turn"),
    path("reception/<int:pk>/matter/", turns.add_matter, name="turn_matter"),
    path("reception/<int:pk>/cancel/", reception.turn_cancel, name="turn_cancel"),
    path("reception/<int:pk>/people/<int:visitor>/", reception.turn_reveal, name="turn_reveal"),
]
