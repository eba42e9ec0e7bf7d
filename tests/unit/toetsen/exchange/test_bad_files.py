"""A file that is broken or hostile gives a report by line or question, and nothing of it."""

import pytest

from toetsen.exchange import MOST_BYTES, UnreadableError, read

LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE quiz [
 <!ENTITY a "ha">
 <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
 <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<quiz><question type="multichoice"><name><text>&c;</text></name></question></quiz>
"""
OUTSIDE = b"""<?xml version="1.0"?>
<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<quiz><question type="multichoice"><name><text>&x;</text></name></question></quiz>
"""
ELSEWHERE = b"""<?xml version="1.0"?>
<!DOCTYPE quiz SYSTEM "http://example.org/quiz.dtd">
<quiz></quiz>
"""
ONE = b"<question type='category'/><question type='numerical'><name><text>Q</text></name>%s</question>"


def refused(format_name: str, content: bytes) -> list[str]:
    with pytest.raises(UnreadableError) as error:
        read(format_name, content)
    return [str(remark) for remark in error.value.remarks]


@pytest.mark.parametrize("content", [LAUGHS, OUTSIDE, ELSEWHERE])
def test_entities_and_dtds_are_not_read(content):
    assert refused("moodle", content) == [
        "Het bestand heeft een DTD of eigen entiteiten. Voor de veiligheid lezen we het niet."
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"<quiz>\n<question>\n</quiz>",
            "regel 3: Dit is geen geldige XML, of niet in de codering die het bestand noemt.",
        ),
        (
            b"<?xml version='1.0' encoding='utf-8'?>\n<quiz>\n<a>caf\xe9</a></quiz>",
            "regel 3: Dit is geen geldige XML, of niet in de codering die het bestand noemt.",
        ),
        (
            b"<?xml version='1.0' encoding='klingon'?><quiz/>",
            "Het bestand heeft een codering die we niet kunnen lezen.",
        ),
        (b"<html/>", "Dit is geen Moodle XML: het begint niet met <quiz>."),
        (b"<quiz/>", "In dit bestand staat geen vraag."),
        (
            b"",
            "regel 1: Dit is geen geldige XML, of niet in de codering die het bestand noemt.",
        ),
        (
            b"<quiz>" + ONE % b"<answer><text>veel</text></answer>" + b"</quiz>",
            "vraag 1 · Q: “veel” is geen getal.",
        ),
        (
            b"<quiz>" + ONE % b"<answer><text>nan</text></answer>" + b"</quiz>",
            "vraag 1 · Q: “nan” is geen getal.",
        ),
    ],
)
def test_xml_that_cannot_be_read_says_where(content, said):
    assert refused("moodle", content) == [said]


def test_fifty_thousand_questions_are_too_many_and_too_large():
    gift = b"Wat?{=a ~b}\n\n" * 50_000
    xml = b"<quiz>" + b"<question type='a'/>" * 50_000 + b"</quiz>"
    rows = b"vraag;goed;fout 1\n" + b"Wat?;a;b\n" * 50_000

    for format_name, content in (
        ("gift", gift),
        ("csv", rows),
        ("moodle", xml),
    ):
        assert refused(format_name, content) == [
            (
                "Er staan 50000 vragen in het bestand, en er kunnen er hoogstens 1000 tegelijk in. "
                "Knip het bestand in delen."
            )
        ]


def test_a_file_above_the_limit_is_not_even_opened():
    assert refused("gift", b"x" * (MOST_BYTES + 1)) == [
        (
            "Het bestand is groter dan 1,5 MB. Er kunnen hoogstens 1000 vragen tegelijk in. "
            "Knip het bestand in delen."
        )
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"Goed\n\ncaf\xe9{=a ~b}",
            [
                "regel 3: Dit is geen UTF-8. Bewaar het bestand als UTF-8 en kies het opnieuw."
            ],
        ),
        (
            b"Wat\x00?{=a}",
            ["regel 1: Er staat een teken in dat we niet kunnen bewaren."],
        ),
        (
            b"Een {=a ~b}\n\n::q::Twee {=a {~b}}\n\nDrie {a b}\n",
            [
                (
                    "regel 3 · ::q::Twee {=a {~b}}: "
                    "In een vraag hoort één { en één }; zet een \\ voor andere."
                ),
                "regel 5 · Drie {a b}: Elk antwoord begint met = of ~.",
            ],
        ),
        (b"Hoeveel?{#veel}", ["regel 1 · Hoeveel?{#veel}: “veel” is geen getal."]),
        (
            b"// [id:q]\nWat?{=a ~b}\n\n// [id:Q]\nWie?{=a ~b}",
            ["regel 5 · Wie?: De code “Q” staat er twee keer in."],
        ),
    ],
)
def test_gift_that_cannot_be_read_names_every_line(content, said):
    assert refused("gift", content) == said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "vraag;goed;kleur\nWat?;a;b\n",
            [
                "regel 1: De kolom “fout 1” ontbreekt.",
                "regel 1: De kolom “kleur” kennen we niet, of hij staat er twee keer.",
            ],
        ),
        (
            "vraag;goed;fout 1;kritisch\nWat?;;b;ja\nWie?;a;b;soms\nHoe?;a;b;nee;c\n",
            [
                "regel 2: “goed” is leeg.",
                "regel 3: Bij “kritisch” hoort ja of nee.",
                "regel 4: In deze rij staan meer cellen dan er koppen zijn.",
            ],
        ),
        (
            'vraag;goed;fout 1\n"Wat?;a;b\n',
            ["regel 2: Een aanhalingsteken gaat hier niet dicht."],
        ),
        ("", ["regel 1: De kolom “vraag” ontbreekt."]),
    ],
)
def test_a_spreadsheet_that_cannot_be_read_names_every_row(content, said):
    assert refused("csv", content.encode())[: len(said)] == said


def test_a_spreadsheet_becomes_questions():
    rows = (
        "\ufeffcode,leerdoel,vraag,goed,fout 1,uitleg fout 1,bronnen,kritisch\n"
        'v21,M05.1,"Wat, en hoe?",Overleg,Bel,Niet doen.,F-27 P-39,ja\n\n'
    )

    (item,) = read("csv", rows.encode()).items

    assert (item.code, item.goal, item.text, item.critical, item.sources) == (
        "v21",
        "M05.1",
        "Wat, en hoe?",
        True,
        ["F-27", "P-39"],
    )
    assert [(a.text, a.share, a.feedback) for a in item.answers] == [
        ("Overleg", 1.0, ""),
        ("Bel", 0.0, "Niet doen."),
    ]


@pytest.mark.parametrize(
    ("format_name", "content", "said"),
    [
        (
            "gift",
            b"Wat?{=a" + b" ~b" * 100 + b"}",
            "regel 1 · Wat?: Er zijn meer dan 100 antwoorden bij deze vraag.",
        ),
        (
            "csv",
            b"vraag;" * 200_000,
            "regel 1: Er zijn 200001 kolommen, en hoogstens 27 hebben een betekenis.",
        ),
        (
            "gift",
            b"// " + b"[tag:a" * 200_000 + b"\nWat?{#x}",
            "regel 2 · Wat?{#x}: “x” is geen getal.",
        ),
    ],
)
def test_a_file_made_to_keep_us_busy_is_refused_at_once(format_name, content, said):
    assert refused(format_name, content) == [said]
