"""Addresses of the desk."""

from django.urls import path

from danvan.desk.views import alarms, case, head, home, inbox, letters, reception, ties, turns

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", home.search, name="search"),
    path("find-unit/", home.find_unit, name="find_unit"),
    path("head/", head.head, name="head"),
    path("alarms/", alarms.alarms, name="alarms"),
    path("cases/", inbox.inbox, name="inbox"),
    path("cases.csv", inbox.inbox_csv, name="inbox_csv"),
    path("cases/<int:pk>/", case.case, name="case"),
    path("cases/<int:pk>/clock.json", case.clock, name="clock"),
    path("cases/<int:pk>/steps/<slug:verb>/", case.step, name="step"),
    path("cases/<int:pk>/alike/", ties.alike, name="alike"),
    path("cases/<int:pk>/merge/", ties.merge, name="merge"),
    path("cases/<int:pk>/split/", ties.split, name="split"),
    path("cases/<int:pk>/unmerge/", ties.unmerge, name="unmerge"),
    path("cases/<int:pk>/correct/", case.correct, name="correct"),
    path("cases/<int:pk>/people/<int:party>/", case.reveal, name="reveal"),
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
