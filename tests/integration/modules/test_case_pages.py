"""A case played through the browser's eyes: forms in, pages out. Bram learns, Carla sees nothing."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client

from elearning.core import clock
from elearning.enrolment.enums import PrivateKind, ProgressState
from elearning.enrolment.models import PrivateRecord, Progress
from elearning.knowledge.models import Source
from elearning.xapi.models import Statement
from modules.enums import RunState
from modules.models import CasePage, CaseRun, CaseVersion
from modules.queries.case_runs import busy_run, kept_of
from tests.factories.accounts import UserFactory
from tests.factories.cases import case_page, casus_a_page, publish, small_case
from tests.factories.enrolment import EnrolmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def casus() -> CasePage:
    return case_page()


def enrol(casus: CasePage):
    path = casus.get_parent().specific.in_paths.get().path
    user = UserFactory()
    EnrolmentFactory(user=user, path_key=path.key)
    return user


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def bram(casus):
    return enrol(casus)


@pytest.fixture
def client(bram) -> Client:
    return client_of(bram)


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def form_of(client: Client, casus: CasePage) -> dict[str, str]:
    """The hidden fields of the step that is shown."""
    html = client.get(casus.url).content.decode()
    return {
        "run": re.search(r'name="run" value="([^"]+)"', html)[1],
        "step": re.search(r'name="step" value="(\d+)"', html)[1],
    }


def choose(client: Client, casus: CasePage, key: str):
    form = form_of(client, casus)
    client.post(casus.url, form | {"action": "choose", "choice": key})
    client.post(casus.url, form_of(client, casus) | {"action": "on"})
    return client.post(
        casus.url, form_of(client, casus) | {"action": "on"}, follow=True
    )


def begin(client: Client, casus: CasePage):
    return client.post(casus.url, {"action": "begin"}, follow=True)


def test_notice_offers_three_equal_ways(client, casus):
    html = client.get(casus.url).content.decode()

    labels = re.findall(r"button--secondary-action[^>]*>\s*(?:<[^>]+>)*([^<]+)<", html)
    assert labels == ["Lees de casus", "Lees de tekstversie", "Nu niet"]
    assert "Dit gaat over druk." in html


def test_title_in_the_tab_is_neutral_on_every_screen(client, casus):
    screens = [client.get(casus.url), begin(client, casus)]
    screens.append(choose(client, casus, "b"))

    for screen in screens:
        title = re.search(r"<title>(.*?)</title>", screen.content.decode(), re.S)[1]
        assert title.strip() == "Casus X \u2013 Leernetwerk"


def test_consequence_comes_first_then_reason_with_sources_and_safety_rule(
    client, casus
):
    begin(client, casus)

    client.post(casus.url, form_of(client, casus) | {"action": "choose", "choice": "a"})
    first = text_of(client.get(casus.url))
    client.post(casus.url, form_of(client, casus) | {"action": "on"})
    second = text_of(client.get(casus.url))

    assert "Gevolg van a" in first
    assert "Reden bij a" not in first
    assert "Regel S1" not in first
    assert "Reden bij a" in second
    assert "Regel S1" in second
    assert "Bron P-01" in second


def test_red_flag_leads_through_the_repair_scene_and_back(client, casus):
    begin(client, casus)

    repair = text_of(choose(client, casus, "b"))
    back = text_of(choose(client, casus, "a"))

    assert "Situatie R1" in repair
    assert "Situatie S2" in back


def test_no_score_during_the_case(client, casus):
    begin(client, casus)

    assert "punten" not in text_of(choose(client, casus, "a")).lower()


def test_finishing_makes_the_case_done_and_records_only_that(client, bram, casus):
    begin(client, casus)
    choose(client, casus, "b")
    choose(client, casus, "a")
    ending = text_of(choose(client, casus, "a"))

    assert "Het kan nog" in ending
    assert "Hersteld" in ending
    assert Progress.objects.get(user=bram, key=casus.key).state == ProgressState.DONE
    run = CaseRun.objects.get()
    assert (run.state, run.is_first_finished) == (RunState.FINISHED, True)
    rows = Statement.objects.select_related("verb", "activity")
    assert [row.verb.iri for row in rows if "casus-x" in row.activity.iri] == [
        "http://adlnet.gov/expapi/verbs/completed"
    ]


def test_way_is_in_the_learner_only_store_until_90_days_after_finishing(
    client, bram, casus
):
    begin(client, casus)
    choose(client, casus, "a")

    busy = PrivateRecord.objects.get(kind=PrivateKind.CASE_RUN)
    choose(client, casus, "a")
    done = PrivateRecord.objects.get(kind=PrivateKind.CASE_RUN)

    assert busy.delete_after is None
    assert done.delete_after == clock.today() + timedelta(days=90)
    assert b"S1" not in bytes(done.sealed)


def test_deleted_way_shows_the_notice_again(client, bram, casus):
    begin(client, casus)
    choose(client, casus, "a")
    choose(client, casus, "a")
    PrivateRecord.objects.all().delete()

    assert "Lees de casus" in text_of(client.get(casus.url))


def test_case_goes_on_at_the_same_phase_in_another_browser(client, bram, casus):
    begin(client, casus)
    client.post(casus.url, form_of(client, casus) | {"action": "choose", "choice": "a"})

    elsewhere = text_of(client_of(bram).get(casus.url))

    assert "Gevolg van a" in elsewhere


def test_form_sent_twice_counts_once_and_says_so(client, casus):
    begin(client, casus)
    form = form_of(client, casus) | {"action": "choose", "choice": "a"}
    client.post(casus.url, form)

    again = client.post(casus.url, form | {"choice": "b"}, follow=True)

    assert again.status_code == 200
    assert "Je was hier al; we gaan verder waar je was." in text_of(again)
    assert "Gevolg van a" in text_of(again)


def test_old_tab_of_a_run_that_was_finished_ends_at_the_ending(client, casus):
    begin(client, casus)
    old = form_of(client, casus) | {"action": "choose", "choice": "b"}
    choose(client, casus, "a")
    choose(client, casus, "a")

    again = client.post(casus.url, old, follow=True)

    assert "Je was hier al" in text_of(again)
    assert "Einde 1" in text_of(again)


@pytest.mark.parametrize(
    "forged",
    [
        {"action": "choose", "choice": "z"},
        {"action": "choose", "choice": "a" * 5000},
        {"action": "on"},
        {"action": "choose", "choice": "a", "step": "-1"},
        {"action": "choose", "choice": "a", "step": "9" * 400},
        {"action": "choose", "choice": "a", "run": "x"},
        {"action": "dance"},
        {},
    ],
)
def test_forged_form_gets_400_in_dutch_and_changes_nothing(client, casus, forged):
    begin(client, casus)

    response = client.post(casus.url, form_of(client, casus) | forged)

    assert response.status_code == 400
    assert re.search(r"bestaat|begrijpen|Kies", text_of(response))
    assert "Situatie S1" in text_of(client.get(casus.url))


def test_no_choice_is_said_in_the_form(client, casus):
    begin(client, casus)

    response = client.post(casus.url, form_of(client, casus) | {"action": "choose"})

    assert response.status_code == 422
    assert "Kies eerst wat je doet." in text_of(response)


def test_run_of_somebody_else_is_404(client, casus):
    begin(client, casus)
    form = form_of(client, casus) | {"action": "choose", "choice": "a"}
    carla = client_of(enrol(casus))

    response = carla.post(casus.url, form)

    assert response.status_code == 404
    assert "Gevolg" not in text_of(response)
    assert "Situatie S1" in text_of(client.get(casus.url))


def test_without_a_learning_path_nobody_gets_in(casus):
    carla = client_of(UserFactory())

    assert carla.get(casus.url).status_code == 403
    assert carla.post(casus.url, {"action": "begin"}).status_code == 403
    assert Client().get(casus.url).status_code == 302


def test_case_taken_offline_is_410_and_the_run_is_kept(client, casus):
    begin(client, casus)
    form = form_of(client, casus) | {"action": "choose", "choice": "a"}
    casus.unpublish()

    for response in (client.get(casus.url), client.post(casus.url, form)):
        assert response.status_code == 410
        assert "offline" in text_of(response)
    assert client_of(UserFactory()).get(casus.url).status_code == 404
    publish(casus)
    assert "Situatie S1" in text_of(client.get(casus.url))


def test_who_left_the_learning_path_goes_on_only_after_joining_one_again(
    client, casus, bram
):
    begin(client, casus)
    form = form_of(client, casus)
    path_key = bram.enrolments.get().path_key
    bram.enrolments.update(ended_at=clock.now())

    answers = (
        [client.get(casus.url)]
        + [
            client.post(
                casus.url, form | {"action": action, "choice": "a", "position": 0}
            )
            for action in ("choose", "on", "again", "begin", "text", "text-read")
        ]
        + [client.post(casus.url, {"action": "choose"})]
    )

    assert [answer.status_code for answer in answers] == [403] * 8

    EnrolmentFactory(user=bram, path_key=path_key)

    assert form_of(client, casus) == form
    choose(client, casus, "a")
    assert kept_of(busy_run(bram, casus.key)).step == 3


def test_new_version_leaves_a_run_on_the_version_it_began(client, casus):
    begin(client, casus)
    casus.role = "Een heel andere rol."
    publish(casus)

    shown = text_of(client.get(casus.url))

    assert "nieuwere versie" in shown
    assert "heel andere rol" not in shown
    assert "heel andere rol" in text_of(begin(client, casus))
    assert CaseRun.objects.filter(state=RunState.LEFT).count() == 1
    assert PrivateRecord.objects.filter(kind=PrivateKind.CASE_RUN).count() == 1


def test_text_version_counts_the_same_and_leaves_no_sign_of_which(client, bram, casus):
    text = client.post(casus.url, {"action": "text"})
    client.post(casus.url, {"action": "text-read"})

    assert "De tekstversie." in text_of(text)
    progress = Progress.objects.get(user=bram, key=casus.key)
    assert progress.state == ProgressState.DONE
    assert progress.version == "1"
    assert CaseRun.objects.count() == 0


def test_moment_is_played_again_with_the_way_that_led_to_it(client, casus):
    begin(client, casus)
    choose(client, casus, "a")
    choose(client, casus, "b")
    run = CaseRun.objects.get()

    again = client.post(
        casus.url, {"action": "again", "run": run.uuid, "position": 1}, follow=True
    )

    assert "Situatie S2" in text_of(again)
    assert "Einde 1" in text_of(choose(client, casus, "a"))
    assert CaseRun.objects.filter(is_first_finished=True).get() == run


def test_moment_that_is_not_there_is_400(client, casus):
    begin(client, casus)
    choose(client, casus, "a")
    choose(client, casus, "a")

    response = client.post(
        casus.url,
        {"action": "again", "run": CaseRun.objects.get().uuid, "position": 9},
    )

    assert response.status_code == 400


def test_overdue_safety_advice_stops_a_start_but_not_a_run(client, bram, casus):
    begin(client, casus)
    Source.objects.update(kind="safety", review_by=clock.today() - timedelta(days=1))

    goes_on = choose(client, casus, "a")
    other = client_of(enrol(casus))

    assert "Situatie S2" in text_of(goes_on)
    assert "wordt nagekeken" in text_of(other.get(casus.url))
    assert other.post(casus.url, {"action": "begin"}).status_code == 410


def test_overdue_source_says_so_itself(client, casus):
    begin(client, casus)
    Source.objects.update(review_by=clock.today() - timedelta(days=1))
    client.post(casus.url, form_of(client, casus) | {"action": "choose", "choice": "a"})
    client.post(casus.url, form_of(client, casus) | {"action": "on"})

    assert "opnieuw nagekeken moeten zijn" in text_of(client.get(casus.url))


def test_concept_plays_in_the_demo_under_a_banner_and_nowhere_else(
    client, casus, settings
):
    shown = text_of(client.get(casus.url))
    settings.DEMO_MODE = False

    assert "Concept." in shown
    assert client.get(casus.url).status_code == 404
    assert client.post(casus.url, {"action": "begin"}).status_code == 404


# --- Casus A, whole ---------------------------------------------------------------------------
SCENES = ["A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08", "A09", "A10"]


@dataclass
class Played:
    """What was on the screen at the end, and what is kept of the way."""

    title: str
    words: dict[str, str]
    text: str
    run: CaseRun


def play_casus_a(keys: str) -> Played:
    casus = casus_a_page()
    client = client_of(enrol(casus))
    last = begin(client, casus)
    for key in keys:
        assert "Einde van de casus" not in text_of(last)
        last = choose(client, casus, key)
    html = last.content.decode()
    bars = r'case__bar-words"><strong>([^<]+)</strong><span>([^<]+)</span>'
    return Played(
        title=re.search(r"<h1[^>]*>([^<]+)</h1>", html)[1],
        words=dict(re.findall(bars, html)),
        text=text_of(last),
        run=CaseRun.objects.get(),
    )


def test_best_route_of_casus_a_ends_safe_and_strong_in_everything():
    played = play_casus_a("aabbabacba")

    assert played.title == "Veilig en samen"
    assert played.words == dict.fromkeys(
        ("Signaleren", "Afstemmen", "Handelen", "Samenwerken"), "sterk"
    )
    assert "Je koos in elke scène wat past." in played.text
    assert "Speel dit moment opnieuw" not in played.text
    assert [step.scene for step in kept_of(played.run).trail] == SCENES
    assert played.run.is_first_finished


def test_repaired_red_flag_in_casus_a_ends_with_help_and_is_a_moment():
    played = play_casus_a("ca" + "abbabacba")

    assert played.title == "Het kan nog, met hulp"
    assert played.words == {
        "Signaleren": "sterk",
        "Afstemmen": "goed op weg",
        "Handelen": "sterk",
        "Samenwerken": "sterk",
    }
    assert "Speel dit moment opnieuw : De tante praat" in played.text
    assert played.text.count("Speel dit moment opnieuw") == 1
    assert "Hersteld" in played.text
    assert len(kept_of(played.run).trail) == len(SCENES) + 1


def test_red_flag_of_casus_a_that_was_not_repaired_ends_unsafe():
    played = play_casus_a("cb" + "abbabacba")

    assert played.title == "Niet veilig genoeg"
    assert "Niet hersteld" in played.text


def test_same_case_published_twice_is_one_version(casus):
    publish(casus)

    assert CaseVersion.objects.count() == 1
    assert CaseVersion.objects.get().definition["code"] == small_case().code
