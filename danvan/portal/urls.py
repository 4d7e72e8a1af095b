"""Addresses of the citizens' site. No code of a case and no name ever stands in one."""

from django.urls import path

from danvan.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("gui-don/", views.send, name="send"),
    path("bien-nhan/", views.receipt_by_code, name="receipt_by_code"),
    path("bien-nhan/<str:token>/", views.receipt, name="receipt"),
    path("bien-nhan/<str:token>/in/", views.receipt_paper, name="receipt_paper"),
    path("to-cao/", views.denounce, name="denounce"),
    path("tra-cuu/", views.track, name="track"),
    path("tra-cuu/viet-them/", views.more, name="more"),
    path("tra-cuu/rut-don/", views.withdraw, name="withdraw"),
    path("tra-cuu/khieu-nai-lan-hai/", views.second, name="second"),
    path("tra-cuu/da-xong-chua/", views.verdict, name="verdict"),
    path("tra-cuu/tep/", views.download, name="download"),
    path("tra-cuu/van-ban/", views.paper, name="paper"),
    path("tra-cuu/bang-chung/", views.proof, name="proof"),
    path("tra-cuu/bao-tin/", views.tell, name="tell"),
    path("xac-nhan-thu/<str:token>/", views.prove, name="prove"),
    path("so-niem-phong/", views.seals, name="seals"),
    path("so-niem-phong.json", views.seals_json, name="seals_json"),
    path("thu-tuc/", views.procedures, name="procedures"),
    path("thu-tuc/<str:code>/", views.procedure, name="procedure"),
    path("thu-tuc/<str:code>/mang-theo/", views.procedure_papers, name="procedure_papers"),
    path("tinh-thoi-han/", views.term, name="term"),
    path("tinh-thoi-han/in/", views.term_paper, name="term_paper"),
    path("noi-nhan/", views.places, name="places"),
    path("lich-tiep-dan/", views.meetings, name="meetings"),
    path("hen-tiep/", views.book, name="book"),
    path("lich-hen/", views.appointment, name="appointment"),
    path("lich-hen/huy/", views.appointment_cancel, name="appointment_cancel"),
    path("lich-hen/phieu/", views.appointment_slip, name="appointment_slip"),
    path("phong-cho/<slug:key>/", views.hall, name="hall"),
    path("so-lieu/", views.figures, name="figures"),
    path("so-lieu/v1/<slug:key>.csv", views.figures_csv, name="figures_csv"),
    path("so-lieu/v1/<slug:key>.json", views.figures_json, name="figures_json"),
    path("so-lieu/<slug:key>/", views.figures_of, name="figures_of"),
    path("giup-do/", views.help_page, name="help"),
    path("robots.txt", views.robots, name="robots"),
]
