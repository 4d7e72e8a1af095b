"""Every address of the key desk."""

from pathlib import Path

from django.urls import path
from django.views.static import serve

from danvan import web
from danvan.keydesk import views

WEB_STATIC = Path(web.__file__).parent / "static"

urlpatterns = [
    path("", views.home, name="home"),
    path("new/", views.new, name="new"),
    path("open/", views.take, name="take"),
    path("open/<str:token>/", views.handout, name="handout"),
    path("lock/", views.lock, name="lock"),
    path("language/", views.language, name="language"),
    path("static/<path:path>", serve, {"document_root": WEB_STATIC}, name="static"),
]

handler400 = views.bad_request
handler404 = views.not_found
handler500 = views.failed
