"""Addresses of retention, below /desk/retention/."""

from django.urls import path

from danvan.web.later import Views

views = Views("danvan.retention.views")

app_name = "retention"
urlpatterns = [
    path("", views.due, name="due"),
    path("terms/", views.terms_page, name="terms"),
    path("lists/", views.lists, name="lists"),
    path("lists/<int:pk>/", views.destruction_list, name="list"),
    path("lists/<int:pk>/approve/", views.approve, name="approve"),
    path("lists/<int:pk>/reject/", views.reject, name="reject"),
    path("lists/<int:pk>/carry-out/", views.carry_out, name="carry_out"),
    path("of/case/<int:pk>/seal/", views.seal, name="seal"),
    path("of/<slug:stream>/<int:pk>/", views.thing, name="thing"),
    path("holds/<int:pk>/lift/", views.lift, name="lift"),
]
