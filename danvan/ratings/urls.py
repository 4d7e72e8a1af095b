"""Addresses of ratings at the desk, below /desk/ratings/."""

from django.urls import path

from danvan.web.later import Views

board = Views("danvan.ratings.views.board")
calls = Views("danvan.ratings.views.calls")
kiosks = Views("danvan.ratings.views.kiosks")
slip = Views("danvan.ratings.views.slip")
words = Views("danvan.ratings.views.words")

app_name = "ratings"
urlpatterns = [
    path("", board.page, name="board"),
    path("xlsx/", board.page_xlsx, name="board_xlsx"),
    path("json/", board.page_json, name="board_json"),
    path("officers/", board.officers, name="officers"),
    path("words/", words.words, name="words"),
    path("words/<uuid:pk>/", words.code, name="code"),
    path("kiosks/", kiosks.kiosks, name="kiosks"),
    path("kiosks/<int:pk>/move/", kiosks.move, name="kiosk_move"),
    path("kiosks/<int:pk>/end/", kiosks.end, name="kiosk_end"),
    path("calls/", calls.lists, name="calls"),
    path("calls/draw/", calls.draw, name="draw"),
    path("calls/<int:pk>/", calls.calls, name="call_list"),
    path("calls/<int:pk>/<int:place>/look/", calls.look, name="look"),
    path("calls/<int:pk>/<int:place>/note/", calls.note, name="note"),
    path("slip/<int:pk>/", slip.slip, name="slip"),
]
