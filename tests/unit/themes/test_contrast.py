"""Every pair of colours that stands on the other stays readable (WCAG 2.2: 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

import themes

TOKENS = Path(themes.__file__).parent / "static" / "themes" / "css" / "tokens.css"
COLOURS = dict(re.findall(r"--color-([\w-]+): (#[0-9a-f]{6});", TOKENS.read_text()))

TEXT = 4.5
SHAPE = 3.0
PAIRS = [
    *[
        (ink, ground, TEXT)
        for ink in ("ink", "ink-soft", "next", "next-strong")
        for ground in ("paper", "surface", "sunken", "next-soft", "next-faint")
    ],
    *[
        (f"{state}", f"{state}-soft", TEXT)
        for state in ("info", "success", "warning", "error", "safety")
    ],
    *[
        (ink, f"{state}-soft", TEXT)
        for ink in ("ink", "ink-soft", "next")
        for state in ("info", "success", "warning", "error", "safety")
    ],
    *[
        (state, ground, TEXT)
        for state in ("success", "warning", "error", "safety")
        for ground in ("paper", "surface")
    ],
    ("safety-strong", "safety-soft", TEXT),
    ("on-next", "next", TEXT),
    ("on-next", "next-strong", TEXT),
    ("on-topbar", "topbar", TEXT),
    ("on-exit", "exit", TEXT),
    ("exit", "topbar", SHAPE),
    ("line-strong", "surface", SHAPE),
    ("line-strong", "paper", SHAPE),
    ("focus", "paper", SHAPE),
    ("focus-glow", "topbar", SHAPE),
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21():
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_pair_is_readable(ink: str, ground: str, least: float):
    assert contrast(COLOURS[ink], COLOURS[ground]) >= least


def test_every_colour_of_text_and_shape_has_a_pair():
    """A colour nobody pairs is a colour nobody checked; art and lines carry no meaning."""
    checked = {name for ink, ground, _ in PAIRS for name in (ink, ground)}
    decoration = {name for name in COLOURS if name.startswith("art-")} | {"line"}

    assert set(COLOURS) - checked - decoration == set()
