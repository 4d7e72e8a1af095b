"""Addresses of reception, below /desk/reception/; the register itself is the desk's (danvan.desk.urls)."""

from django.urls import path

from danvan.web.later import Views

book = Views("danvan.reception.views.book")
bookings = Views("danvan.reception.views.bookings")
duty = Views("danvan.reception.views.duty")
notices = Views("danvan.reception.views.notices")
queue = Views("danvan.reception.views.queue")
records = Views("danvan.reception.views.records")
refusals = Views("danvan.reception.views.refusals")
sessions = Views("danvan.reception.views.sessions")

app_name = "reception"
urlpatterns = [
    path("<int:pk>/record/", records.record, name="record"),
    path("<int:pk>/sign/", records.sign, name="sign"),
    path("<int:pk>/conclude/", notices.conclude, name="conclude"),
    path("duty/", duty.duty, name="duty"),
    path("schedule/", sessions.schedule, name="schedule"),
    path("schedule/new/", sessions.new, name="session_new"),
    path("schedule/<int:pk>/", sessions.session, name="session"),
    path("schedule/<int:pk>/hold/", sessions.hold, name="hold"),
    path("schedule/<int:pk>/postpone/", sessions.postpone, name="postpone"),
    path("schedule/<int:pk>/steps/<slug:verb>/", sessions.session_step, name="session_step"),
    path("rooms/<slug:key>/", sessions.room, name="room"),
    path("queue/", queue.mine, name="my_queue"),
    path("queue/<slug:key>/", queue.queue, name="queue"),
    path("queue/<slug:key>/arrive/", queue.arrive, name="arrive"),
    path("visits/<int:pk>/<slug:verb>/", queue.step, name="visit_step"),
    path("bookings/", bookings.bookings, name="bookings"),
    path("bookings/new/<slug:key>/", bookings.new, name="booking_new"),
    path("bookings/<int:pk>/", bookings.booking, name="booking"),
    path("bookings/<int:pk>/reveal/", bookings.reveal, name="booking_reveal"),
    path("bookings/<int:pk>/cancel/", bookings.cancel, name="booking_cancel"),
    path("bookings/<int:pk>/agree/", bookings.agree, name="booking_agree"),
    path("bookings/<int:pk>/slip/", bookings.slip, name="booking_slip"),
    path("bookings/<int:pk>/check-in/", queue.check_in, name="check_in"),
    path("refusals/", refusals.refusals, name="refusals"),
    path("refusals/new/", refusals.new, name="refusal_new"),
    path("refusals/<int:pk>/", refusals.refusal, name="refusal"),
    path("refusals/<int:pk>/reveal/", refusals.reveal, name="refusal_reveal"),
    path("book/", book.book, name="book"),
    path("due/", notices.due, name="due"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("notices/<int:pk>/paper/", notices.paper, name="notice_paper"),
]
