"""Videos, items of the LMS and skills: what may be added, and what a page loads from elsewhere, which is nothing."""

from __future__ import annotations

import re

import pytest

from plugin.courses.resources.embedding import player_for
from plugin.courses.resources.queries import resource_for, resources_of
from plugin.lti.models import Platform
from plugin.setting_values import SettingsError
from plugin.settings import read_settings
from tests.factories.courses import a_resource
from tests.factories.visits import visit_as
from tests.harness.house import SECRET

HOSTS = ("youtube.com", "vimeo.com", "tube.example.org")
ID = "dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("address", "player"),
    [
        (f"https://www.youtube.com/watch?t=1&v={ID}", f"https://www.youtube-nocookie.com/embed/{ID}?rel=0"),
        (f"https://youtu.be/{ID}?si=x", f"https://www.youtube-nocookie.com/embed/{ID}?rel=0"),
        (f"https://m.youtube.com/shorts/{ID}", f"https://www.youtube-nocookie.com/embed/{ID}?rel=0"),
        ("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1"),
        (
            "https://vimeo.com/123456789/abc1234567",
            "https://player.vimeo.com/video/123456789?dnt=1&h=abc1234567",
        ),
        ("https://tube.example.org/w/aBc123", "https://tube.example.org/videos/embed/aBc123?p2p=0"),
        ("https://tube.example.org/x/embed/7", "https://tube.example.org/x/embed/7"),
    ],
)
def test_a_videos_address_becomes_its_players(address, player):
    assert player_for(address, HOSTS).address == player


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/w/aBc123",
        f"https://youtube.com.evil.example/watch?v={ID}",
        f"https://youtube.com@evil.example/watch?v={ID}",
        f"https://youtube.com:8443/watch?v={ID}",
        "https://www.youtube.com/playlist?list=x",
        f'https://www.youtube.com/watch?v={ID[:10]}"',
        "https://tube.example.org/embed/../../x",
        "https://tube.example.org/about",
        "javascript:alert(1)",
        "https://[::1",
        "",
    ],
)
def test_anything_else_has_no_player(address):
    assert player_for(address, HOSTS) is None


def test_a_host_that_the_operator_did_not_name_does_not_play():
    assert player_for(f"https://youtu.be/{ID}", ("vimeo.com",)) is None


@pytest.mark.parametrize(
    "hosts", ["tube.example.org; script-src *", "https://tube.example.org", "tube", "*.example"]
)
def test_only_names_of_hosts_can_be_set(tmp_path, hosts):
    with pytest.raises(SettingsError, match="VIDEO_HOSTS"):
        read_settings({"TANDEM_VIDEO_HOSTS": hosts}, instance=str(tmp_path), secret_key=SECRET)


def test_a_video_loads_nothing_until_its_reader_presses_play(client, cohort, section):
    video = a_resource(section, kind="video", url=f"https://youtu.be/{ID}")
    at = visit_as(client, cohort.mentee)

    still, playing = at.get(f"/resources/{video.id}"), at.get(f"/resources/{video.id}?play=1")

    assert "<iframe" not in still.text
    assert "frame-src" not in still.headers["Content-Security-Policy"]
    assert "nothing is loaded from www.youtube-nocookie.com" in still.text
    [frame] = re.findall(r"<iframe[^>]*>", playing.text)
    assert f'src="https://www.youtube-nocookie.com/embed/{ID}?rel=0"' in frame
    assert 'sandbox="allow-scripts allow-same-origin allow-presentation"' in frame
    assert f'title="{video.title}"' in frame
    assert "frame-src https://www.youtube-nocookie.com;" in playing.headers["Content-Security-Policy"]
    assert "frame-src" not in at.get("/course/").headers["Content-Security-Policy"]


def test_play_opens_no_frame_for_anything_but_a_video(client, cohort, section):
    link = a_resource(section, url=f"https://youtu.be/{ID}")

    answer = visit_as(client, cohort.mentee).get(f"/resources/{link.id}?play=1")

    assert "<iframe" not in answer.text
    assert "frame-src" not in answer.headers["Content-Security-Policy"]


def added(client, member, section, **typed):
    fields = {"kind": "link", "title": "T", "url": "https://example.org/", **typed}
    return visit_as(client, member).post(f"/resources/new/{section.id}", fields)


def test_a_video_of_another_host_is_refused_with_words(client, cohort, section):
    answer = added(client, cohort.mentor, section, kind="video", url="https://elsewhere.example/w/aBc123")

    assert answer.status_code == 422
    assert "youtube.com, vimeo.com" in answer.text
    assert "https://elsewhere.example/w/aBc123" in answer.text


def test_an_item_stands_at_the_own_learning_site_and_opens_at_the_top(client, cohort, section, session):
    site = session.get_one(Platform, cohort.mentor.platform_id).issuer

    refused = added(client, cohort.mentor, section, kind="item", url="https://lms0.example/mod/1")
    assert added(client, cohort.mentor, section, kind="item", url=f"{site}/mod/1").status_code == 303

    assert refused.status_code == 422
    assert site in refused.text
    [item] = resources_of(section)
    page = visit_as(client, cohort.mentee).get(f"/resources/{item.id}").text
    assert f'href="{site}/mod/1" target="_top"' in page
    assert "takes the place of the whole page" in page


def test_nothing_becomes_a_file_by_its_form(client, cohort, section):
    answer = added(client, cohort.mentor, section, kind="file")

    assert answer.status_code == 422
    assert "A file stays a file" in answer.text


def test_skills_are_names_each_once(client, cohort, section):
    added(client, cohort.mentor, section, skills=" Feedback,\nlistening ; feedback,, saying  no ")

    [resource] = resources_of(section)
    assert resource.skills == ["Feedback", "listening", "saying no"]
    assert "Skills: Feedback, listening, saying no." in (
        visit_as(client, cohort.mentee).get(f"/resources/{resource.id}").text
    )


@pytest.mark.parametrize(
    ("skills", "sentence"),
    [(",".join("abcdefghijk"), "at most 10 skills"), ("s" * 61, "to 60 characters")],
)
def test_too_many_skills_come_back(client, cohort, section, skills, sentence):
    answer = added(client, cohort.mentor, section, skills=skills)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert skills in answer.text


def test_a_change_of_skills_is_not_overwritten_unseen(client, cohort, section):
    resource = a_resource(section, by=cohort.mentor, skills=("listening",))
    typed = {"kind": "link", "title": resource.title, "url": resource.url, "minutes": "6", "version": "1"}
    at = visit_as(client, cohort.mentor)
    at.post(f"/resources/{resource.id}/edit", {**typed, "skills": "asking"})

    clash = at.post(f"/resources/{resource.id}/edit", {**typed, "skills": "waiting"})

    assert clash.status_code == 409
    assert "asking" in clash.text
    assert 'value="waiting"' in clash.text
    assert resource_for(cohort.mentor, resource.id).skills == ["asking"]
