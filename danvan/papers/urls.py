"""Addresses of papers, below /desk/papers/."""

from django.urls import path

from danvan.web.later import Views

book = Views("danvan.papers.views.book")
offices = Views("danvan.papers.views.offices")
papers = Views("danvan.papers.views.papers")

app_name = "papers"
urlpatterns = [
    path("", book.book, name="book"),
    path("book.xlsx", book.book_xlsx, name="book_xlsx"),
    path("new/<slug:stream>/<int:pk>/<slug:kind>/", papers.make, name="make"),
    path("<int:pk>/", papers.paper, name="paper"),
    path("<int:pk>/edit/", papers.edit, name="edit"),
    path("<int:pk>/issue/", papers.issue, name="issue"),
    path("<int:pk>/cancel/", papers.cancel, name="cancel"),
    path("<int:pk>/open/", papers.look, name="look"),
    path("<int:pk>/file.<slug:form>", papers.copy, name="copy"),
    path("<int:pk>/page-<int:number>.png", papers.picture, name="picture"),
    path("templates/", offices.templates, name="templates"),
    path("templates/<slug:kind>/", offices.template, name="template"),
    path("templates/<slug:kind>/<int:version>.docx", offices.template_file, name="template_file"),
    path("templates/<slug:kind>/<int:version>/retire/", offices.retire, name="retire"),
    path("letterhead/", offices.letterhead, name="letterhead"),
]
