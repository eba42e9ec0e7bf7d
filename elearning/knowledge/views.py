from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from elearning.knowledge.models import Fact, GlossaryTerm, Source
from elearning.knowledge.rules import may_be_shown


def knowledge_base(request: HttpRequest) -> HttpResponse:
    """Terms, facts that lessons may use, and sources; each has an anchor of its own."""
    facts = Fact.objects.filter(usable_in_lessons=True).prefetch_related("sources")
    context = {
        "terms": GlossaryTerm.objects.select_related("replaced_by").order_by("term"),
        "facts": [fact for fact in facts.order_by("code") if may_be_shown(fact)],
        "sources": Source.objects.order_by("code"),
    }
    return render(request, "knowledge/knowledge_base.html", context)
