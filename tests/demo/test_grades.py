"""The gradebook of the demonstration LMS: a tool's own columns, scores by a real platform's rules, results."""

import pytest

from demo.lms.vocabulary import (
    ITEM_TYPE,
    ITEMS_TYPE,
    LINE_ITEM,
    LINE_ITEM_READ,
    RESULTS,
    RESULTS_TYPE,
    SCORE_TYPE,
    SCORES,
)

ISSUER = "http://localhost:8001"
COLUMN = {"label": "Mentoring", "scoreMaximum": 20, "resourceId": "course-1", "tag": "sessions"}


def items_url(site, query=""):
    return f"{site.here}/lineitems?type_id=1{query}"


def create(site, **changes):
    said = {**COLUMN, **changes}
    return site.call(items_url(site), LINE_ITEM, method="POST", json=said, content_type=ITEM_TYPE)


def part(item, name):
    """`/scores` and `/results` go before the query of a column's address."""
    path, _, query = item["id"].partition("?")
    return f"{path}/{name}?{query}"


def score(site, item, *, token=None, kind=SCORE_TYPE, **changes):
    said = {
        "userId": "nw-1011",
        "timestamp": "2026-11-23T10:00:00.500Z",
        "activityProgress": "Completed",
        "gradingProgress": "FullyGraded",
        "scoreGiven": 7,
        "scoreMaximum": 10,
        "comment": "Seven sessions of ten",
    }
    sent = {name: value for name, value in {**said, **changes}.items() if value is not None}
    return site.call(part(item, "scores"), SCORES, method="POST", json=sent, content_type=kind, token=token)


def results(site, item, query=""):
    return site.call(part(item, "results") + query, RESULTS, RESULTS_TYPE)


@pytest.fixture
def item(site):
    return create(site).json


def test_column_is_made_found_changed_and_removed(site):
    made = create(site)
    assert made.status_code == 201
    assert made.content_type == ITEM_TYPE
    url = made.json["id"]
    assert url.endswith("/lineitem?type_id=1")
    assert {name: made.json[name] for name in COLUMN} == COLUMN
    assert site.call(url, LINE_ITEM_READ, ITEM_TYPE).json == made.json
    changed = {**COLUMN, "label": "Sessions held"}
    put = site.call(url, LINE_ITEM, method="PUT", json=changed, content_type=ITEM_TYPE)
    assert put.json["label"] == "Sessions held"
    assert site.call(url, LINE_ITEM, method="DELETE").status_code == 204
    assert site.call(url, LINE_ITEM_READ, ITEM_TYPE).status_code == 404


def test_list_needs_its_exact_accept(site, item):
    for accept in ("*/*", "application/json", ITEM_TYPE):
        assert site.call(items_url(site), LINE_ITEM_READ, accept).status_code == 400
    listed = site.call(items_url(site), LINE_ITEM_READ, ITEMS_TYPE)
    assert listed.content_type == ITEMS_TYPE
    assert listed.json == [item]


def test_list_is_filtered_and_paged(site):
    for nth in range(3):
        create(site, resourceId=f"r-{nth}", resourceLinkId="mentoring" if nth else None)
    found = site.call(items_url(site, "&resource_id=r-1"), LINE_ITEM_READ, ITEMS_TYPE).json
    assert [one["resourceId"] for one in found] == ["r-1"]
    linked = site.call(items_url(site, "&resource_link_id=mentoring"), LINE_ITEM_READ, ITEMS_TYPE).json
    assert [one["resourceId"] for one in linked] == ["r-1", "r-2"]
    first = site.call(items_url(site, "&limit=2"), LINE_ITEM_READ, ITEMS_TYPE)
    following = first.headers["Link"].partition(">")[0].lstrip("<")
    rest = site.call(following, LINE_ITEM_READ, ITEMS_TYPE)
    assert [len(first.json), len(rest.json)] == [2, 1]
    assert "Link" not in rest.headers


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"label": ""}, 400),
        ({"label": None}, 400),
        ({"scoreMaximum": 0}, 400),
        ({"scoreMaximum": "20"}, 400),
        ({"scoreMaximum": True}, 400),
        ({"resourceLinkId": "no-such"}, 404),
    ],
)
def test_column_that_cannot_be_is_refused(site, wrong, status):
    assert create(site, **wrong).status_code == status
    assert not site.world.memory.items


def test_reading_scope_makes_nothing(site):
    token = site.token(LINE_ITEM_READ)
    answer = site.call(items_url(site), "", method="POST", json=COLUMN, content_type=ITEM_TYPE, token=token)
    assert answer.status_code == 403


def test_column_of_another_tool_is_not_there(site, item):
    site.another()
    token = site.token(LINE_ITEM, SCORES, client_id="another-client")
    theirs = item["id"].replace("type_id=1", "type_id=2")
    assert site.call(item["id"], "", ITEM_TYPE, token=token).status_code == 403
    assert site.call(theirs, "", ITEM_TYPE, token=token).status_code == 404
    assert site.call(theirs, "", method="DELETE", token=token).status_code == 404
    assert score(site, {"id": theirs}, token=token).status_code == 404


def test_score_becomes_a_result_in_the_columns_own_points(site, item):
    assert score(site, item).status_code == 200
    (found,) = results(site, item).json
    assert found["userId"] == "nw-1011"
    assert (found["resultScore"], found["resultMaximum"]) == (14, 20)
    assert found["comment"] == "Seven sessions of ten"
    assert found["scoreOf"] == item["id"]
    assert results(site, item, "&user_id=nw-1012").json == []


@pytest.mark.parametrize(
    "at", ["2026-11-23T10:00:00.900Z", "2026-11-23T09:59:59+00:00", "2026-11-23T11:00:00+01:00"]
)
def test_same_second_or_earlier_is_a_conflict(site, item, at):
    score(site, item)
    assert score(site, item, timestamp=at, scoreGiven=1).status_code == 409
    assert results(site, item).json[0]["resultScore"] == 14


def test_later_score_replaces(site, item):
    score(site, item)
    assert score(site, item, timestamp="2026-11-23T10:00:01.000Z", scoreGiven=10).status_code == 200
    assert results(site, item).json[0]["resultScore"] == 20


@pytest.mark.parametrize(
    "wrong",
    [
        {"userId": "nw-1001"},  # a teacher
        {"userId": "nw-1031"},  # not in the course
        {"userId": "nobody"},
        {"userId": None},
        {"timestamp": None},
        {"timestamp": "yesterday"},
        {"timestamp": "2026-11-23T10:00:00"},
        {"scoreMaximum": None},
        {"scoreGiven": "7"},
        {"scoreGiven": -1},
        {"activityProgress": "Done"},
        {"gradingProgress": None},
    ],
)
def test_score_that_cannot_be_is_refused(site, item, wrong):
    assert score(site, item, **wrong).status_code == 400
    assert not site.world.memory.items[item["id"].split("/")[-2]].scores


def test_score_needs_its_media_type(site, item):
    assert score(site, item, kind="application/json").status_code == 415


def test_unfinished_score_is_no_result(site, item):
    assert score(site, item, gradingProgress="Pending").status_code == 200
    assert results(site, item).json == []
    assert score(site, item, timestamp="2026-11-23T10:01:00Z", scoreGiven=None).status_code == 200
    assert results(site, item).json == []


def test_gradebook_shows_teachers_all_and_others_their_own(site, item):
    score(site, item)
    score(site, item, userId="nw-1012", gradingProgress="PendingManual")
    teacher = site.sign_in("helena").get("/as/helena/courses/first-team/grades", base_url=ISSUER).text
    assert "Seven sessions of ten" in teacher
    assert "to be graded" in teacher
    fatima = site.sign_in("fatima").get("/as/fatima/courses/first-team/grades", base_url=ISSUER).text
    assert "14" in fatima
    assert "Kwame" not in fatima


def test_faults_of_scores(site, item):
    faults = site.world.faults
    faults.scores = "429"
    assert score(site, item).status_code == 429
    assert score(site, item).headers["Retry-After"] == "1"
    faults.scores = "5xx"
    assert score(site, item).status_code == 503
    faults.scores, faults.delay = "slow", 0.01
    assert score(site, item).status_code == 200
