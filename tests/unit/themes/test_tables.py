from themes.tables import label_cells


def test_each_cell_has_the_heading_over_it_and_the_first_one_names_the_row():
    made = label_cells(
        {"headers": ["Naam", "Staat", "Toets"], "rows": [["Noor", "klaar", "gehaald"]]}
    )

    assert made["labelled"] == [("Noor", [("Staat", "klaar"), ("Toets", "gehaald")])]
