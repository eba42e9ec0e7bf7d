"""Where am I? in the browser, without JavaScript: voluntary, kept as given, for oneself."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from elearning.core import clock
from elearning.enrolment.models import Progress
from tests.factories.cast import Cast, make_cast
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.measurements import (
    finish_modules,
    judge,
    level,
    measure,
    study,
)
from tests.factories.modules import LessonPageFactory, PathPageFactory
from toetsen.actions import give_consent
from toetsen.judged import own_test, sheet_of
from toetsen.measured import answers_in, consents_of
from toetsen.measurement.figures import Moment
from toetsen.models import Measurement

pytestmark = pytest.mark.django_db
HOME = "/meting/"
START = "/meting/vooraf/"
QUESTIONS = "/meting/vooraf/vragen/"
SITUATIONS = "/meting/vooraf/situaties/"
JUDGE = "/meting/vooraf/situaties/kiezen/"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def bram(client: Client, cast: Cast) -> Client:
    client.force_login(cast.bram)
    return client


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def answers(cast: Cast) -> dict[str, int | None]:
    return answers_in(Measurement.objects.get(user=cast.bram))


def test_start_says_it_is_voluntary_and_asks_about_the_study(bram: Client) -> None:
    page = text(bram.get(START))

    assert "vrijwillig" in page
    assert study().title in page
    assert " checked" not in page
    assert Measurement.objects.count() == 0


@pytest.mark.parametrize(("choice", "agrees"), [("ja", 1), ("nee", 0), ("", 0)])
def test_beginning_asks_nothing_more_than_a_choice(
    bram: Client, cast: Cast, choice: str, agrees: int
) -> None:
    response = bram.post(START, {"onderzoek_evaluatie": choice})

    assert response["Location"] == QUESTIONS
    assert len(consents_of(cast.bram)) == agrees


def test_looking_and_leaving_leaves_no_trace(bram: Client, cast: Cast) -> None:
    bram.get(START)
    bram.get(HOME)

    assert not cast.bram.measurements.exists()
    assert not cast.bram.study_consents.exists()


def test_all_statements_stand_on_one_page_with_a_way_to_skip_each(bram: Client) -> None:
    bram.post(START)

    page = text(bram.get(QUESTIONS))

    assert page.count("<fieldset") == 16
    assert page.count('type="radio"') == 16 * 6
    assert page.count("Ik sla deze over") == 16
    assert "required" not in page


def test_what_is_chosen_is_kept_and_shown_again(bram: Client, cast: Cast) -> None:
    bram.post(START)

    response = bram.post(QUESTIONS, {"zm01": "4", "zm02": "-", "later": "1"})

    assert response["Location"] == HOME
    assert answers(cast) == {"zm01": 4, "zm02": None}
    page = text(bram.get(QUESTIONS))
    assert 'id="zm01_4" value="4" checked' in page
    assert 'id="zm02_6" value="-" checked' in page
    assert page.count(" checked") == 2


def test_a_script_keeps_every_choice_at_once(bram: Client, cast: Cast) -> None:
    bram.post(START)

    response = bram.post(QUESTIONS, {"zm01": "4"}, headers={"HX-Request": "true"})

    assert "is bewaard" in text(response)
    assert "<html" not in text(response)
    assert answers(cast) == {"zm01": 4}


def test_a_choice_in_another_tab_after_finishing_is_told_so_in_its_page(
    bram: Client, cast: Cast
) -> None:
    """It would not do to put the overview where 'is kept' stands."""
    bram.post(START)
    bram.post(QUESTIONS, {"zm01": "4", "klaar": "1", "zeker": "1"})

    response = bram.post(QUESTIONS, {"zm01": "5"}, headers={"HX-Request": "true"})

    assert (response.status_code, response["HX-Retarget"]) == (409, "#inhoud")
    assert "Wat je invulde, blijft" in text(response)
    assert answers(cast) == {"zm01": 4}


def test_finishing_with_open_statements_asks_once_and_then_does_it(
    bram: Client, cast: Cast
) -> None:
    bram.post(START)

    first = bram.post(QUESTIONS, {"zm01": "4", "klaar": "1"})
    assert "15 zinnen staan nog open" in text(first)
    assert not Measurement.objects.get().is_done

    second = bram.post(QUESTIONS, {"zm01": "4", "klaar": "1", "zeker": "1"})
    assert second["Location"] == "/meting/vooraf/situaties/"
    assert Measurement.objects.get().is_done


def test_what_was_finished_cannot_be_changed_by_the_back_button(
    bram: Client, cast: Cast
) -> None:
    measure(cast.bram, Moment.BEFORE, level(2))

    response = bram.post(QUESTIONS, {"zm01": "5", "klaar": "1"})

    assert response["Location"] == HOME
    assert answers(cast)["zm01"] == 3
    assert bram.get(START)["Location"] == HOME


@pytest.mark.parametrize("forged", ["6", "0", "x", "4.0", "٤", " 4"])
def test_a_forged_answer_is_refused_and_nothing_is_kept(
    bram: Client, cast: Cast, forged: str
) -> None:
    bram.post(START)
    bram.post(QUESTIONS, {"zm01": "2"})

    response = bram.post(QUESTIONS, {"zm01": "3", "zm02": forged})

    assert response.status_code == 400
    assert "Dat antwoord hoort hier niet" in text(response)
    assert answers(cast) == {"zm01": 2}


def test_after_leads_to_the_look_back_in_its_own_words(
    bram: Client, cast: Cast
) -> None:
    finish_modules(cast.enrolment)
    bram.post("/meting/achteraf/")
    given = dict.fromkeys(level(1), "4")

    response = bram.post("/meting/achteraf/vragen/", {**given, "klaar": "1"})

    assert response["Location"] == "/meting/terugblik/"
    assert "Hoe was het toen, achteraf gezien?" in text(bram.get(response["Location"]))


def test_own_result_is_in_words_and_only_for_oneself(
    bram: Client, cast: Cast, client: Client
) -> None:
    measure(cast.bram, Moment.BEFORE, level(2) | {"zm05": None, "zm06": None})
    finish_modules(cast.enrolment)
    measure(cast.bram, Moment.AFTER, level(4))

    page = text(bram.get(HOME))

    assert "aan het begin: 2,3 van 5, het dichtst bij “een beetje”." in page
    assert "aan het begin: je sloeg er te veel over om iets te zeggen." in page
    assert "aan het eind: 4,3 van 5, het dichtst bij “goed”." in page
    for other in (cast.anna, cast.carla):
        client.force_login(other)
        assert "2,3 van 5" not in text(client.get(HOME))


def test_nobody_gets_in_without_logging_in(client: Client) -> None:
    for address in (HOME, START, QUESTIONS, SITUATIONS, JUDGE, "/meting/wissen/"):
        assert client.get(address)["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/meting/nooit/", 404),
        (QUESTIONS, 404),
        (JUDGE, 404),
        (SITUATIONS, 409),
        ("/meting/terugblik/situaties/", 409),
        ("/meting/later/", 409),
        ("/meting/achteraf/", 409),
    ],
)
def test_what_is_not_open_says_so(bram: Client, address: str, status: int) -> None:
    assert bram.get(address).status_code == status


def test_stopping_with_a_study_is_as_easy_as_beginning(
    bram: Client, cast: Cast
) -> None:
    address = "/meting/onderzoek/evaluatie/"
    bram.post(address, {"meedoen": "ja"})
    assert "Je doet mee." in text(bram.get(HOME))
    assert len(consents_of(cast.bram)) == 1

    bram.post(address, {"meedoen": "nee"})
    assert consents_of(cast.bram) == set()
    assert bram.post(address, {"meedoen": "?"}).status_code == 400
    assert bram.post("/meting/onderzoek/niets/", {"meedoen": "ja"}).status_code == 404


def test_stopping_stays_possible_when_the_study_is_no_longer_offered(
    bram: Client, cast: Cast, settings
) -> None:
    give_consent(by=cast.bram, study=study())
    settings.DEMO_MODE = False

    assert "Stop met meedoen" in text(bram.get(HOME))
    bram.post("/meting/onderzoek/evaluatie/", {"meedoen": "nee"})
    assert consents_of(cast.bram) == set()


def test_deleting_asks_first(bram: Client, cast: Cast) -> None:
    measure(cast.bram, Moment.BEFORE, 2)

    assert "Wis wat ik invulde" in text(bram.get("/meting/wissen/"))
    assert Measurement.objects.count() == 1
    bram.post("/meting/wissen/")
    assert Measurement.objects.count() == 0


def test_three_months_later_the_overview_has_a_line(bram: Client, cast: Cast) -> None:
    finish_modules(cast.enrolment)
    measure(cast.bram, Moment.AFTER, 3)
    measure(cast.bram, Moment.THEN, 2)
    address = 'href="/meting/later/"'
    assert address not in text(bram.get("/mijn-overzicht/"))

    with clock.at(clock.now() + timedelta(days=95)):
        assert address in text(bram.get("/mijn-overzicht/"))


def test_the_lesson_that_leads_here_is_done_by_filling_in(
    bram: Client, cast: Cast
) -> None:
    body = json.dumps([{"type": "measurement", "value": {"moment": "before"}}])
    lesson = LessonPageFactory(body=body, neutral_title="Les 3")
    LessonPageFactory(parent=lesson.get_parent())
    path = PathPageFactory(modules=[lesson.get_parent().specific])
    EnrolmentFactory(user=cast.bram, path_key=path.key)

    assert 'href="/meting/vooraf/"' in text(bram.get(lesson.url))
    measure(cast.bram, Moment.BEFORE, 2)

    done = Progress.objects.filter(user=cast.bram, state="done")
    assert list(done.values_list("key", flat=True)) == [lesson.key]

    # The situations stand in no lesson: who does them is done with none.
    Progress.objects.filter(user=cast.bram).delete()
    judge(cast.bram, Moment.BEFORE)
    assert not Progress.objects.filter(user=cast.bram).exists()


# --- The situations --------------------------------------------------------------------------------
@pytest.fixture
def judging(bram: Client, cast: Cast) -> Client:
    """Bram, who filled in the statements and began with the situations."""
    measure(cast.bram, Moment.BEFORE, 2)
    bram.post(SITUATIONS)
    return bram


def own_sheet(cast: Cast):
    return sheet_of(own_test(cast.bram, Moment.BEFORE))


def test_situations_say_first_what_they_are_about_and_that_they_are_voluntary(
    bram: Client, cast: Cast
) -> None:
    measure(cast.bram, Moment.BEFORE, 2)

    page = text(bram.get(SITUATIONS))

    for words in ("druk in de familie", "vrijwillig", "tien minuten", "Nu niet"):
        assert words in page
    assert own_test(cast.bram, Moment.BEFORE) is None
    assert f'href="{SITUATIONS}"' in text(bram.get(HOME))
    assert f'href="{SITUATIONS}"' in text(bram.get("/mijn-overzicht/"))


def test_one_form_of_eight_stands_on_one_page_and_tells_nothing_of_the_key(
    judging: Client, cast: Cast
) -> None:
    page = text(judging.get(JUDGE))
    shown = own_sheet(cast).situations

    assert page.count("<fieldset") == 8
    assert page.count('type="radio"') == 8 * 5
    assert [one.code for one in shown if f'name="{one.code}"' not in page] == []
    other = {"x": "y", "y": "x"}[shown[0].code[0]]
    assert f'name="{other}1"' not in page
    assert "score" not in page
    assert "M04.1" not in page


def test_choices_are_kept_and_shown_again_without_javascript(
    judging: Client, cast: Cast
) -> None:
    first, second = (one.code for one in own_sheet(cast).situations[:2])

    response = judging.post(JUDGE, {first: "b", second: "-", "later": "1"})

    assert response["Location"] == HOME
    assert own_sheet(cast).choices == {first: "b", second: None}
    page = text(judging.get(JUDGE))
    assert f'id="{first}_2" value="b" checked' in page
    assert f'id="{second}_5" value="-" checked' in page
    assert page.count(" checked") == 2


def test_a_script_keeps_every_situation_at_once(judging: Client, cast: Cast) -> None:
    code = own_sheet(cast).situations[0].code

    response = judging.post(JUDGE, {code: "a"}, headers={"HX-Request": "true"})

    assert "is bewaard" in text(response)
    assert own_sheet(cast).choices == {code: "a"}


def test_a_situation_chosen_in_another_tab_after_finishing_is_told_so(
    judging: Client, cast: Cast
) -> None:
    code = own_sheet(cast).situations[0].code
    judging.post(JUDGE, {code: "a", "klaar": "1", "zeker": "1"})

    response = judging.post(JUDGE, {code: "b"}, headers={"HX-Request": "true"})

    assert (response.status_code, response["HX-Retarget"]) == (409, "#inhoud")
    assert own_sheet(cast).choices == {code: "a"}


def test_finishing_with_open_situations_asks_once(judging: Client, cast: Cast) -> None:
    code = own_sheet(cast).situations[0].code

    first = judging.post(JUDGE, {code: "a", "klaar": "1"})
    assert "7 situaties staan nog open" in text(first)

    judging.post(JUDGE, {code: "a", "klaar": "1", "zeker": "1"})
    assert own_test(cast.bram, Moment.BEFORE).is_done
    assert judging.get(JUDGE)["Location"] == judging.get(SITUATIONS)["Location"] == HOME


@pytest.mark.parametrize("forged", ["e", "A", "1", " a"])
def test_a_forged_step_is_refused(judging: Client, cast: Cast, forged: str) -> None:
    code = own_sheet(cast).situations[0].code

    assert judging.post(JUDGE, {code: forged}).status_code == 400
    assert own_sheet(cast).choices == {}


def test_own_points_are_a_sentence_and_no_step_is_called_the_best(
    bram: Client, cast: Cast, client: Client
) -> None:
    measure(cast.bram, Moment.BEFORE, 2)
    judge(cast.bram, Moment.BEFORE, right=6)

    page = text(bram.get(HOME))

    assert "aan het begin: 75 van 100 punten." in page
    assert "Je ziet hier niet welke stap de beste is" in page
    for other in (cast.anna, cast.carla):
        client.force_login(other)
        assert "75 van 100" not in text(client.get(HOME))


def test_who_agreed_to_an_earlier_text_reads_that_it_is_another_one(
    bram: Client, cast: Cast
) -> None:
    cast.bram.study_consents.create(study="evaluatie", version=1)

    page = text(bram.get(HOME))

    assert "Je zei ja tegen een eerdere tekst." in page
    assert page.count("Je doet niet mee.") == 1


@pytest.mark.parametrize("address", [QUESTIONS, JUDGE])
def test_what_was_begun_and_is_over_says_so(
    bram: Client, cast: Cast, address: str
) -> None:
    bram.post(START)
    bram.post(QUESTIONS, {"zm01": "4", "klaar": "1", "zeker": "1"})
    bram.post(SITUATIONS)
    if address == QUESTIONS:
        Measurement.objects.update(done_at=None)
    finish_modules(cast.enrolment)

    page = bram.get(address)
    sent = bram.post(address, {"zm01": "5"})

    assert [page.status_code, sent.status_code] == [409, 409]
    assert "Wat je eerder invulde, is bewaard" in text(page)
