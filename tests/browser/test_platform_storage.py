"""The storage that the demonstration LMS offers to tools in frames, as a tool's page speaks with it."""

import pytest

from tests.harness.browser import tool_frame

SPEAK = """
({ to, said }) => new Promise((answered) => {
  const message_id = `m-${Math.random()}`;
  window.addEventListener("message", ({ data }) => {
    if (data && data.message_id === message_id) answered(data);
  });
  const target = to === "_parent" ? window.parent : window.parent.frames[to];
  target.postMessage({ message_id, ...said }, "*");
})
"""


@pytest.fixture
def inside(window, empty_demo):
    """Opens the course with the storage at that place; gives a way to speak with it from the tool's frame."""

    def opened(storage):
        empty_demo.world.faults.storage = storage
        page = window()
        page.request.post(f"{empty_demo.lms}/sign-in", form={"who": "fatima"})
        page.goto(empty_demo.frame("fatima"))
        frame = tool_frame(page, empty_demo.tool)
        return lambda to, **said: frame.evaluate(SPEAK, {"to": to, "said": said})

    return opened


@pytest.mark.parametrize(("storage", "target"), [("frame", "platform-storage"), ("parent", "_parent")])
def test_words_are_kept_and_forgotten(inside, storage, target):
    speak = inside(storage)
    known = speak("_parent", subject="lti.capabilities")["supported_messages"]
    assert {"subject": "lti.put_data", "frame": target} in known
    put = speak(target, subject="lti.put_data", key="state", value="abc")
    assert (put["subject"], put["key"], put["value"]) == ("lti.put_data.response", "state", "abc")
    assert speak(target, subject="lti.get_data", key="state")["value"] == "abc"
    assert speak(target, subject="lti.get_data", key="other")["value"] is None
    speak(target, subject="lti.put_data", key="state", value=None)
    assert speak(target, subject="lti.get_data", key="state")["value"] is None


def test_what_cannot_be_is_said(inside):
    speak = inside("frame")
    wrong = [
        ({"subject": "lti.get_data"}, "bad_request"),
        ({"subject": "lti.put_data", "key": "k", "value": 7}, "bad_request"),
        ({"subject": "lti.put_data", "key": "k", "value": "x" * 5000}, "storage_exhaustion"),
    ]
    for said, code in wrong:
        assert speak("platform-storage", **said)["error"]["code"] == code
    elsewhere = speak("_parent", subject="lti.get_data", key="k")
    assert elsewhere["error"]["code"] == "unsupported_subject"


def test_page_of_another_origin_is_refused(window, empty_demo):
    page = window()
    page.request.post(f"{empty_demo.lms}/sign-in", form={"who": "fatima"})
    page.goto(empty_demo.frame("fatima"))
    tool_frame(page, empty_demo.tool)
    # The LMS's own page stands for any that is no tool's: 'parent' of the top window is itself.
    answer = page.evaluate(SPEAK, {"to": "platform-storage", "said": {"subject": "lti.get_data", "key": "k"}})
    assert answer["error"]["code"] == "wrong_origin"
