"""Who runs the servers: oneself, and for root somebody with fewer rights."""

import os
import pwd

import pytest

from elearning.local import serveruser
from elearning.local.output import Problem


def test_ordinary_user_runs_them_oneself(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1234)

    user = serveruser.choose(tmp_path)

    assert (user.uid, user.switch) == (1234, False)
    assert user.popen_options() == {}


def test_root_never_runs_them_as_root(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    user = serveruser.choose(tmp_path)

    assert user.switch
    assert user.uid != 0
    assert user.popen_options() == {
        "user": user.uid,
        "group": user.gid,
        "extra_groups": [],
    }


def test_root_without_any_system_user_is_told_what_to_make(tmp_path, monkeypatch):
    def nobody(name):
        raise KeyError(name)

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(pwd, "getpwnam", nobody)

    with pytest.raises(Problem, match="Make a system user"):
        serveruser.choose(tmp_path)


def test_reach_of_oneself_is_seen_by_trying(tmp_path):
    me = serveruser.ServerUser("me", os.getuid(), os.getgid(), switch=False)

    assert me.can_enter(tmp_path)
    assert not me.can_enter(tmp_path / "absent")
    assert not me.can_run(tmp_path / "absent")
