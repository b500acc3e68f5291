"""What people see of the demonstration LMS."""

import re

ISSUER = "http://localhost:8001"


def signed_in(browser, who):
    answer = browser.post("/sign-in", data={"who": who}, base_url=ISSUER)
    assert answer.status_code == 303
    return browser


def text(browser, path):
    return browser.get(path, base_url=ISSUER).get_data(as_text=True)


def test_sign_in_lists_everybody_by_part_with_zone(browser, world):
    page = text(browser, "/")
    assert [re.sub("<.*?>", "", part) for part in re.findall("<h2.*?</h2>", page)] == [
        "Programme lead",
        "Mentors",
        "Mentees",
        "New this week, never been in Tandem",
        "Whoever runs this LMS",
    ]
    assert all(account.name in page and account.zone in page for account in world.accounts)


def test_people_are_as_the_demonstration_promises(world):
    by_part = [account.part for account in world.accounts]
    assert [by_part.count(part) for part in ("Programme lead", "Mentors", "Mentees")] == [1, 2, 12]
    assert len({account.zone for account in world.accounts}) == 3
    assert len({account.person.sub for account in world.accounts}) == 18
    assert len(world.courses) == 2


def test_address_alone_signs_nobody_in(browser):
    assert browser.get("/as/helena/", base_url=ISSUER).status_code == 403
    assert browser.get("/as/helena/courses/first-team", base_url=ISSUER).status_code == 403
    assert browser.post("/sign-in", data={"who": "nobody"}, base_url=ISSUER).status_code == 404


def test_my_courses_are_mine_alone(browser):
    signed_in(browser, "fatima")
    page = text(browser, "/as/fatima/")
    assert "Leading your first team" in page
    assert "Customer care" not in page
    assert browser.get("/as/fatima/courses/new-advocates", base_url=ISSUER).status_code == 404


def test_course_page_frames_the_tool_with_a_name_and_a_title(browser):
    page = text(signed_in(browser, "helena"), "/as/helena/courses/first-team")
    frame, storage = re.findall("<iframe.*?>", page, re.DOTALL)
    assert 'name="platform-storage"' in storage
    assert 'name="tool-mentoring"' in frame
    assert 'title="Mentoring, in Tandem"' in frame
    assert 'src="/lti/start/mentoring?as=helena"' in frame
    assert "allow=" in frame


def test_what_the_tool_says_on_return_is_shown_as_text(browser):
    signed_in(browser, "helena")
    page = text(browser, "/as/helena/courses/first-team/return?lti_errormsg=<b>No</b>")
    (back,) = re.findall(r'id="back"[^>]*href="([^"]*)"', page)
    assert "&lt;b&gt;No&lt;/b&gt;" in text(browser, back)


def test_signing_out_leaves_the_others_signed_in(browser):
    signed_in(signed_in(browser, "helena"), "amara").post("/as/amara/sign-out", base_url=ISSUER)
    assert browser.get("/as/helena/", base_url=ISSUER).status_code == 200
    assert browser.get("/as/amara/", base_url=ISSUER).status_code == 403


def test_participants_are_those_of_the_course(browser):
    page = text(signed_in(browser, "ravi"), "/as/ravi/courses/new-advocates/participants")
    assert "Sofia Papadopoulou" in page
    assert "Kwame Mensah" not in page
