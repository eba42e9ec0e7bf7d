from modules.components import body


def test_html_that_was_kept_by_an_older_release_is_not_shown_by_a_newer_one(
    settings, tmp_path
):
    templates = tmp_path / "themes" / "templates" / "components"
    templates.mkdir(parents=True)
    settings.BASE_DIR = tmp_path
    names = []
    for text in ("<table>", "<table role='table'>", "<table>"):
        (templates / "table.html").write_text(text)
        names.append(body._made_by.__wrapped__())

    assert names[0] == names[2] != names[1]
