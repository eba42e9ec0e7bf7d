"""The guards of the browser tests catch what they are there for."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.editing import happens


def test_site_answers_and_nothing_complains(page: Page, guard):
    answer = page.goto("/account/login/")

    assert answer is not None
    assert answer.status == 200
    assert guard.complaints == []


def complains(page: Page, guard, of: str) -> bool:
    return happens(page, lambda: any(of in said for said in guard.complaints))


def test_page_without_javascript_runs_none(page_without_js: Page):
    page_without_js.set_content("<p id=a>off</p><script>a.textContent = 'on'</script>")

    expect(page_without_js.locator("p")).to_have_text("off")


def test_request_to_another_host_is_caught(page: Page, guard):
    page.goto("/account/login/")
    page.evaluate("fetch('http://example.org/x').catch(() => 0)")

    assert complains(page, guard, "example.org")
    guard.complaints = []


def test_exception_in_a_script_is_caught(page: Page, guard):
    page.goto("/account/login/")
    page.evaluate("setTimeout(() => { throw new Error('broken') })")

    assert complains(page, guard, "broken")
    guard.complaints = []


def test_axe_fails_on_an_image_without_text(page: Page, axe):
    page.set_content(
        "<html lang=nl><title>x</title><main><h1>x</h1><img src='data:,'></main>"
    )

    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


def test_axe_fails_on_contrast_it_cannot_measure(page: Page, axe):
    page.set_content(
        "<html lang=nl><title>x</title><main style='background: linear-gradient(red, white)'>"
        "<h1>x</h1></main>"
    )

    with pytest.raises(AssertionError, match="color-contrast"):
        axe(page)
