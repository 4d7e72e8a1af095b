"""Addresses of the exchange, below /desk/exchange/."""

from django.urls import path

from danvan.web.later import Views

views = Views("danvan.exchange.views")

app_name = "exchange"
urlpatterns = [
    path("", views.ledger, name="ledger"),
    path("send/", views.send, name="send"),
    path("personal/allow/", views.allow_personal, name="allow_personal"),
    path("personal/end/", views.end_personal, name="end_personal"),
    path("packages/<int:pk>/", views.package, name="package"),
    path("refused/", views.refused, name="refused"),
    path("refused/<int:pk>/again/", views.again, name="again"),
]
