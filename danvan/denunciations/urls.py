"""Addresses of denunciations, below /desk/denunciations/."""

from django.urls import path

from danvan.web.later import Views

custody = Views("danvan.denunciations.views.custody")
keeping = Views("danvan.denunciations.views.keeping")
looking = Views("danvan.denunciations.views.looking")
protecting = Views("danvan.denunciations.views.protecting")
sealing = Views("danvan.denunciations.views.sealing")
taking = Views("danvan.denunciations.views.taking")
talking = Views("danvan.denunciations.views.talking")
writing = Views("danvan.denunciations.views.writing")

app_name = "denunciations"
urlpatterns = [
    path("", keeping.kept, name="kept"),
    path("new/", taking.new, name="new"),
    path("custodians/", custody.custodians, name="custodians"),
    path("custodians/<int:pk>/", custody.custodian, name="custodian"),
    path("custodians/<int:pk>/end/", custody.end, name="end"),
    path("custodians/<int:pk>/seal/", sealing.hand_out, name="seal_again"),
    path("sealed/", sealing.take_back, name="sealed"),
    path("<int:pk>/", keeping.one, name="denunciation"),
    path("<int:pk>/letter/", writing.letter, name="letter"),
    path("<int:pk>/about/", writing.about, name="about"),
    path("<int:pk>/redact/", writing.redact, name="redact"),
    path("<int:pk>/messages/<int:number>/", writing.message, name="message"),
    path("<int:pk>/messages/<int:number>/redact/", writing.redact, name="redact_message"),
    path("<int:pk>/looks/", looking.ask, name="ask"),
    path("<int:pk>/looks/<int:number>/", looking.decide, name="decide"),
    path("<int:pk>/looks/<int:number>/take/", looking.take, name="take"),
    path("<int:pk>/talk/", talking.speak, name="speak"),
    path("<int:pk>/protections/", protecting.ask, name="protect"),
    path("<int:pk>/protections/<int:number>/", protecting.decide, name="decide_protection"),
    path("<int:pk>/protections/<int:number>/end/", protecting.end, name="end_protection"),
]
