"""Addresses of the review of procedures, below /desk/burdens/."""

from django.urls import path

from danvan.web.later import Views

views = Views("danvan.burdens.views")

app_name = "burdens"
urlpatterns = [
    path("", views.clusters, name="clusters"),
    path("on/<int:procedure>/", views.reports, name="reports"),
    path("reports/<int:pk>/", views.report_of, name="report"),
    path("reports/<int:pk>/set-aside/", views.set_aside, name="set_aside"),
    path("new/", views.find, name="find"),
    path("new/<str:code>/", views.enter, name="enter"),
    path("tell/", views.to_tell, name="to_tell"),
    path("tell/<int:pk>/<str:what>/", views.telling, name="telling"),
    path("proposals/", views.proposals, name="proposals"),
    path("proposals/new/<int:procedure>/", views.draft, name="draft"),
    path("proposals/<int:pk>/", views.proposal, name="proposal"),
    path("proposals/<int:pk>/edit/", views.edit, name="edit"),
    path("proposals/<int:pk>/cost/<str:phase>/", views.cost, name="cost"),
    path("proposals/<int:pk>/do/<str:verb>/", views.step, name="step"),
    path("opinions/<int:pk>/", views.opine, name="opine"),
]
