"""Addresses of the one-stop desk, below /desk/onestop/."""

from django.urls import path

from danvan.web.later import Views

application = Views("danvan.onestop.views.application")
intake = Views("danvan.onestop.views.intake")
listing = Views("danvan.onestop.views.listing")
online = Views("danvan.onestop.views.online")

app_name = "onestop"
urlpatterns = [
    path("", listing.applications, name="applications"),
    path("new/", intake.new, name="new"),
    path("new/<str:code>/", intake.intake, name="intake"),
    path("<int:pk>/", application.application, name="application"),
    path("<int:pk>/receipt/", intake.receipt, name="receipt"),
    path("<int:pk>/control/", intake.control, name="control"),
    path("<int:pk>/charge/", application.charge, name="charge"),
    path("<int:pk>/admit/", online.admit, name="admit"),
    path("<int:pk>/result/", online.result, name="result"),
    path("<int:pk>/refunds/<int:number>/", online.refund, name="refund"),
    path("<int:pk>/files/<int:number>/", online.file, name="file"),
    path("<int:pk>/do/<slug:verb>/", application.step, name="step"),
    path("<int:pk>/steps/<int:place>/<slug:verb>/", application.stage, name="stage"),
    path("<int:pk>/fees/<int:number>/<slug:verb>/", application.fee, name="fee"),
]
