"""Addresses of emulation at the desk, below /desk/emulation/."""

from django.urls import path

from danvan.web.later import Views

criteria = Views("danvan.emulation.views.criteria")
exemplar = Views("danvan.emulation.views.exemplar")
listing = Views("danvan.emulation.views.listing")
movements = Views("danvan.emulation.views.movements")
nominations = Views("danvan.emulation.views.nominations")
writing = Views("danvan.emulation.views.writing")

app_name = "emulation"
urlpatterns = [
    path("", listing.exemplars, name="exemplars"),
    path("list.<str:form>", listing.export, name="export"),
    path("to-tell/", listing.to_tell, name="to_tell"),
    path("movements/", movements.movements, name="movements"),
    path("movements/new/", movements.announce, name="announce"),
    path("movements/<int:pk>/", movements.movement, name="movement"),
    path("movements/<int:pk>/edit/", movements.change, name="change"),
    path("movements/<int:pk>/close/", movements.close, name="close"),
    path("movements/<int:pk>/sit/", movements.sit, name="sit"),
    path("movements/<int:pk>/bulk/<str:what>/", movements.bulk, name="bulk"),
    path("movements/<int:movement>/register/", writing.new, name="new"),
    path("sittings/<int:pk>/", movements.sitting, name="sitting"),
    path("criteria/", criteria.sets, name="sets"),
    path("criteria/new/", criteria.draft, name="draft"),
    path("criteria/<int:pk>/", criteria.criteria, name="criteria"),
    path("criteria/<int:pk>/edit/", criteria.edit, name="criteria_edit"),
    path("criteria/<int:pk>/issue/", criteria.issue, name="issue"),
    path("nominations/", nominations.nominations, name="nominations"),
    path("nominations/new/", nominations.enter, name="enter"),
    path("nominations/<int:pk>/", nominations.nomination, name="nomination"),
    path("nominations/<int:pk>/look/", nominations.look, name="nomination_look"),
    path("nominations/<int:pk>/do/<str:verb>/", nominations.step, name="nomination_step"),
    path("photos/<int:pk>/", writing.photo, name="photo"),
    path("photos/<int:pk>/<str:verb>/", writing.photo_step, name="photo_step"),
    path("<int:pk>/", exemplar.exemplar, name="exemplar"),
    path("<int:pk>/edit/", writing.edit, name="edit"),
    path("<int:pk>/score/", writing.score, name="score"),
    path("<int:pk>/check/", writing.check, name="check"),
    path("<int:pk>/story/", writing.story, name="story"),
    path("<int:pk>/photos/", writing.add_photos, name="photos"),
    path("<int:pk>/told/", listing.told, name="told"),
    path("<int:pk>/look/", exemplar.look, name="look"),
    path("<int:pk>/do/<str:verb>/", exemplar.step, name="step"),
    path("<int:pk>/note/<str:verb>/", exemplar.beside, name="beside"),
    path("<int:pk>/substitute/<int:reviewer>/", exemplar.substitute, name="substitute"),
]
