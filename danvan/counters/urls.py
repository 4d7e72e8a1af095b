"""Addresses of the counters on the desk, below /desk/counters/; what citizens open is the portal's."""

from django.urls import path

from danvan.web.later import Views

desk = Views("danvan.counters.views.desk")
halls = Views("danvan.counters.views.halls")
intake = Views("danvan.counters.views.intake")
statistics = Views("danvan.counters.views.statistics")

app_name = "counters"
urlpatterns = [
    path("", desk.mine, name="mine"),
    path("at/<slug:key>/", desk.desk, name="desk"),
    path("at/<slug:key>/sit/", desk.sit, name="sit"),
    path("at/<slug:key>/next/", desk.call_next, name="next"),
    path("at/<slug:key>/give/", desk.give, name="give"),
    path("tickets/<int:pk>/slip/", desk.slip, name="slip"),
    path("tickets/<int:pk>/send/<slug:verb>/", desk.send, name="send"),
    path("tickets/<int:pk>/do/<slug:verb>/", desk.step, name="step"),
    path("errands/<int:pk>/drop/", desk.drop, name="drop"),
    path("errands/<int:pk>/intake/", intake.choose, name="choose"),
    path("errands/<int:pk>/intake/<str:code>/", intake.intake, name="intake"),
    path("times/", statistics.statistics, name="statistics"),
    path("times/list.csv", statistics.statistics_csv, name="statistics_csv"),
    path("times/list.xlsx", statistics.statistics_xlsx, name="statistics_xlsx"),
    path("halls/", halls.halls, name="halls"),
    path("halls/new/", halls.new, name="hall_new"),
    path("halls/<slug:key>/", halls.hall, name="hall"),
    path("halls/<slug:key>/set/<slug:what>/", halls.change, name="change"),
]
