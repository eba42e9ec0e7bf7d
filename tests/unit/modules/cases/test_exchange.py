"""A case to a file and back; what is not a case is refused with its place."""

import json

import pytest

from modules.cases.exchange import (
    FORMAT,
    MOST_BYTES,
    CaseFile,
    Fault,
    UnreadableError,
    read,
    write,
)
from modules.cases.exchange import FaultKind as K
from tests.factories.cases import scene, small_case


def file(**fields: object) -> CaseFile:
    return CaseFile(**{"format": FORMAT, "version": 1, "case": small_case(), **fields})


def faults_of(content: bytes) -> list[Fault]:
    with pytest.raises(UnreadableError) as error:
        read(content)
    return list(error.value.faults)


def changed(path: list[str | int], value: object) -> bytes:
    data = json.loads(write(file()))
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return json.dumps(data).encode()


def test_what_is_written_is_read_back():
    whole = file(notice="Dit gaat over druk.", minutes=45, sensitive=True)

    assert read(write(whole)) == whole


def test_file_may_begin_with_a_byte_order_mark():
    assert read(b"\xef\xbb\xbf" + write(file())) == file()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault(K.NOT_JSON, detail="1")),
        (b'{\n"a": 1,\n"b"}', Fault(K.NOT_JSON, detail="3")),
        (b"\xff\xfe", Fault(K.NOT_JSON, detail="1")),
        (b"[" * 500_000, Fault(K.NOT_JSON)),
        (b"[]", Fault(K.NOT_A_CASE)),
        (b'{"title": "Een verhaal uit een ander programma"}', Fault(K.NOT_A_CASE)),
        (b" " * (MOST_BYTES + 1), Fault(K.TOO_LARGE)),
        (changed(["version"], 7), Fault(K.OTHER_VERSION, detail="7")),
    ],
)
def test_file_from_elsewhere_is_refused(content, fault):
    assert faults_of(content) == [fault]


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (
            ["case", "scenes", 0, "kind"],
            "dream",
            Fault(K.VALUE_UNKNOWN, "case.scenes[0].kind", "dream"),
        ),
        (
            ["case", "scenes", 1, "choices", 0, "target"],
            5,
            Fault(K.WRONG_KIND, "case.scenes[1].choices[0].target", "str"),
        ),
        (
            ["case", "scenes", 1, "choices", 0, "scores", "H"],
            "veel",
            Fault(K.WRONG_KIND, "case.scenes[1].choices[0].scores.H", "int"),
        ),
        (
            ["case", "endings", 0, "conditions", 0, "kind"],
            "moon",
            Fault(K.VALUE_UNKNOWN, "case.endings[0].conditions[0].kind", "moon"),
        ),
        (
            ["case", "scenes", 1, "naar"],
            "S2",
            Fault(K.FIELD_UNKNOWN, "case.scenes[1]", "naar"),
        ),
        (
            ["case", "scenes", 1, "title"],
            "a\x00b",
            Fault(K.CHARACTER, "case.scenes[1].title"),
        ),
        (["case"], {}, Fault(K.FIELD_MISSING, "case", "code")),
    ],
)
def test_what_does_not_belong_is_named_with_its_place(path, value, fault):
    assert faults_of(changed(path, value)) == [fault]


def test_every_unknown_field_is_named():
    data = json.loads(write(file()))
    data["extra"] = 1
    data["case"]["scenes"][2]["muziek"] = "zacht"

    assert faults_of(json.dumps(data).encode()) == [
        Fault(K.FIELD_UNKNOWN, "case.scenes[2]", "muziek"),
        Fault(K.FIELD_UNKNOWN, "", "extra"),
    ]


def test_more_scenes_than_anyone_reads_are_refused():
    scenes = tuple(scene(f"S{number}") for number in range(201))

    assert faults_of(write(file(case=small_case(scenes=scenes)))) == [
        Fault(K.TOO_MANY_SCENES, "case.scenes")
    ]
