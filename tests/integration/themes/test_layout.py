"""What stands on every page, and what goes with every answer."""

import pytest
from django.test import Client

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_way_out_and_help_are_plain_links(client: Client):
    page = client.get("/verlaten/").content.decode()

    assert (
        'href="https://www.buienradar.nl/" rel="nofollow noreferrer" data-el-way-out'
        in page
    )
    assert 'class="way-out__help"' in page
    assert "Druk nog twee keer op Shift" in page


def test_way_out_goes_where_the_setting_says(client: Client, settings):
    settings.EXIT_URL = "https://elders.example/weer/"

    page = client.get("/verlaten/").content.decode()

    assert 'href="https://elders.example/weer/"' in page
    assert "Je ziet dan elders.example in hetzelfde tabblad." in page


def test_titles_are_neutral(client: Client):
    page = client.get("/verlaten/").content.decode()

    title = page.split("<title>")[1].split("</title>")[0]
    assert title.startswith("Wat de verlaatknop wel en niet doet")


def test_policy_of_our_pages_is_strict(client: Client):
    policy = client.get("/verlaten/").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_policy_of_the_cms_is_its_own(client: Client):
    policy = client.get("/cms/", follow=False).headers["Content-Security-Policy"]

    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_no_page_stays_on_the_device(client: Client):
    assert client.get("/verlaten/").headers["Cache-Control"] == "private, no-store"


def test_gallery_shows_every_component(client: Client):
    response = client.get("/stijl/")

    assert response.status_code == 200
    assert response.content.decode().count("data-el-component=") == 43


@pytest.mark.parametrize(
    "address",
    [
        "/account/login/",
        "/account/signup/",
        "/account/password/reset/",
    ],
)
def test_account_pages_wear_our_layout(client: Client, address: str):
    page = client.get(address, follow=True).content.decode()

    assert 'class="way-out"' in page
    assert "<h1 class=" in page
    assert "style=" not in page


def test_page_about_the_address_hides_nothing_with_a_style(client: Client):
    client.force_login(UserFactory(), backend="elearning.accounts.backends.Backend")

    page = client.get("/account/email/").content.decode()

    assert "Je e-mailadres" in page
    assert "style=" not in page


def test_cms_wears_the_colours_of_the_platform(admin_client: Client):
    page = admin_client.get("/cms/").content.decode()

    assert "themes/css/cms.css" in page
    assert "themes/img/mark.svg" in page
