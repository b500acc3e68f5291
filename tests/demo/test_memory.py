"""What the demonstration LMS keeps over a restart, and whose browsers keep no cookies."""

from dataclasses import replace

from demo.cookieless import refusing_cookies
from demo.lms.faults import Faults
from demo.lms.memory import LineItem, Link, Memory, Score, remembered
from demo.people import by_hand, lasting

TOOL = "http://127.0.0.1:8000"


def test_everything_is_there_after_a_restart(tmp_path):
    file = tmp_path / "folder" / "lms.json"
    memory = remembered(file)
    assert memory == replace(Memory(file=file), lock=memory.lock)
    with memory.changing():
        memory.tools.append(replace(by_hand(TOOL), custom={"a": "b"}))
        memory.links["first-team"] = [Link("placed-1", "Goals", custom={"content": "1"})]
        score = Score("2026-11-23T10:00:00+00:00", "Completed", "FullyGraded", 1.0, 2.0)
        memory.items["2"] = LineItem("2", "first-team", "c", "Column", 10.0, scores={"fatima": score})
        memory.states["first-team/kwame"] = "out"
        memory.number()
    again = remembered(file)
    assert replace(again, lock=memory.lock) == memory
    with again.changing():
        assert again.number() == "2"


def test_the_key_is_there_after_a_restart_and_for_its_owner_alone(tmp_path):
    file = tmp_path / "folder" / "lms.json"
    first = lasting("http://localhost:8001", file)
    key = file.with_name("lms-key.pem")
    assert key.stat().st_mode & 0o777 == 0o600
    assert lasting("http://localhost:8001", file).key.kid == first.key.kid
    key.unlink()
    assert lasting("http://localhost:8001", file).key.kid != first.key.kid


def answered(faults, **asked):
    begun = []

    def tool(environ, begin):
        begin("200 OK", [("Set-Cookie", "a=b"), ("X-Seen", environ.get("HTTP_COOKIE", "none"))])
        return [b""]

    refusing_cookies(tool, faults)(asked, lambda status, headers, *_: begun.append(dict(headers)))
    return begun[0]


def test_frames_lose_their_cookies_only_while_the_fault_is_on():
    frame = {"HTTP_SEC_FETCH_DEST": "iframe", "HTTP_COOKIE": "key=1"}
    assert answered(Faults(), **frame) == {"Set-Cookie": "a=b", "X-Seen": "key=1"}
    assert answered(Faults(no_cookies=True), **frame) == {"X-Seen": "none"}


def test_window_of_the_tools_own_keeps_them():
    window = {"HTTP_SEC_FETCH_DEST": "document", "HTTP_COOKIE": "key=1"}
    assert answered(Faults(no_cookies=True), **window) == {"Set-Cookie": "a=b", "X-Seen": "key=1"}
