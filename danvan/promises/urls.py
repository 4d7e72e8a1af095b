"""Addresses of the register of promises, below /desk/promises/."""

from django.urls import path

from danvan.web.later import Views

views = Views("danvan.promises.views")

app_name = "promises"
urlpatterns = [
    path("", views.promises, name="promises"),
    path("mine/", views.mine, name="mine"),
    path("bulk/", views.bulk, name="bulk"),
    path("promises.xlsx", views.promises_xlsx, name="xlsx"),
    path("new/<str:stream>/<int:subject>/", views.new, name="new"),
    path("<int:pk>/", views.promise, name="promise"),
    path("<int:pk>/do/<str:verb>/", views.step, name="step"),
    path("<int:pk>/files/", views.files, name="files"),
    path("files/<int:pk>/", views.download, name="download"),
    path("files/<int:pk>/off/", views.off, name="off"),
]
