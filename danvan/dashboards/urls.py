"""Addresses of dashboards, below /desk/dashboards/. What is published is read at the portal."""

from django.urls import path

from danvan.web.later import Views

board = Views("danvan.dashboards.views.board")
publishing = Views("danvan.dashboards.views.publishing")
surges = Views("danvan.dashboards.views.surges")

app_name = "dashboards"
urlpatterns = [
    path("", board.page, name="board"),
    path("board.xlsx", board.page_xlsx, name="board_xlsx"),
    path("surges/", surges.surges, name="surges"),
    path("surges/<int:pk>/", surges.surge, name="surge"),
    path("publications/", publishing.publications, name="publications"),
    path("publications/<int:pk>/withdraw/", publishing.withdraw, name="withdraw"),
]
