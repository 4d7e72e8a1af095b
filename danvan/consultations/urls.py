"""Addresses of consultations at the desk, below /desk/consultations/."""

from django.urls import path

from danvan.web.later import Views

views = Views("danvan.consultations.views")

app_name = "consultations"
urlpatterns = [
    path("", views.consultations, name="consultations"),
    path("new/", views.new, name="new"),
    path("tell/", views.to_tell, name="to_tell"),
    path("tell/<int:pk>/<str:what>/", views.telling, name="telling"),
    path("<int:pk>/", views.consultation, name="consultation"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/draft/", views.draft, name="draft"),
    path("<int:pk>/import/", views.read_file, name="import"),
    path("<int:pk>/compare/", views.compare, name="compare"),
    path("<int:pk>/do/<str:verb>/", views.step, name="step"),
    path("<int:pk>/groups/", views.audience, name="audience"),
    path("<int:pk>/groups/<int:group>/", views.audience_told, name="audience_told"),
    path("<int:pk>/people/", views.people, name="people"),
    path("<int:pk>/opinions/", views.opinions, name="opinions"),
    path("<int:pk>/opinions/enter/", views.enter, name="enter"),
    path("<int:pk>/opinions/gather/", views.gather, name="gather"),
    path("<int:pk>/opinions/veiled.csv", views.veiled_csv, name="veiled_csv"),
    path("opinions/<int:pk>/", views.opinion, name="opinion"),
    path("opinions/<int:pk>/<str:what>/", views.opinion_step, name="opinion_step"),
    path("files/<int:pk>/", views.opinion_file, name="opinion_file"),
    path("drafts/<int:pk>/", views.draft_file, name="draft_file"),
    path("<int:pk>/table/", views.table, name="table"),
    path("<int:pk>/table.<str:kind>", views.table_file, name="table_file"),
    path("answers/<int:pk>/", views.answer, name="answer"),
    path("<int:pk>/votes/new/", views.vote_new, name="vote_new"),
    path("votes/<int:pk>/", views.vote, name="vote"),
    path("votes/<int:pk>/<str:what>/", views.vote_step, name="vote_step"),
    path("votes/<int:pk>.<str:kind>", views.vote_paper, name="vote_paper"),
]
