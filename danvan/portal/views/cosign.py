"""Where the link leads that asks somebody to stand in an application too: what it is, and a button."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from danvan.cases.errors import StepRefused
from danvan.lib import dates
from danvan.onestop import online
from danvan.onestop.actions import drafting
from danvan.portal import applying
from danvan.portal.apply_forms import AgreeForm
from danvan.portal.switches import keeps_page, switched
from danvan.portal.views.show import show

GONE, UNPROCESSABLE = 410, 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_page
def cosign(request: HttpRequest, link: str) -> HttpResponse:
    """Read it, agree to it. A link serves once; until then opening it changes nothing."""
    asked = online.cosigner_by(link)
    it = applying.matter(asked.draft, dates.today()) if asked else None
    if asked is None or it is None:
        return show(request, "cosign", {"gone": True}, here="procedures", status=GONE)
    online.read_parts(asked.draft)
    form = AgreeForm(initial={"mark": online.content_of(asked.draft)})
    if request.method == "POST" and not switched(request):
        form = AgreeForm(request.POST)
        if form.is_valid():
            try:
                given = {name: form.cleaned_data[name] for name in ("phone", "address", "citizen_id")}
                drafting.agree(asked, given, mark=form.cleaned_data["mark"], on=dates.today())
            except StepRefused as why:
                online.read_parts(asked.draft)
                form = AgreeForm(
                    initial={**request.POST.dict(), "mark": online.content_of(asked.draft), "sure": False}
                )
                return _page(request, link, it, form, asked.full_name, str(why.sentence), UNPROCESSABLE)
            return show(request, "cosign", {"agreed": True, "version": it.version}, here="procedures")
    status = UNPROCESSABLE if form.errors else 200
    return _page(request, link, it, form, asked.full_name, "", status)


def _page(
    request: HttpRequest,
    link: str,
    it: applying.Matter,
    form: AgreeForm,
    name: str,
    changed: str,
    status: int,
) -> HttpResponse:
    context = {"link": link, "form": form, "name": name, "changed": changed, "version": it.version}
    return show(
        request, "cosign", {**context, **applying.review(it, dates.today())}, here="procedures", status=status
    )
