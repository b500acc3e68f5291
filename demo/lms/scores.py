"""Scores: what a tool says of somebody's work, by the rules that a real Moodle keeps."""

import time
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, request

from demo.lms import signed_in
from demo.lms import vocabulary as v
from demo.lms.grades import ADDRESS, address, here, own_item, sent_json
from demo.lms.memory import LineItem, Score
from demo.lms.paging import accepts, answered, page_of
from demo.lms.school import LEARNER, Account, Course
from demo.lms.tokens import bearer, said_plainly

scores = Blueprint("scores", __name__, url_prefix=ADDRESS)

ACTIVITY = ("Initialized", "Started", "InProgress", "Submitted", "Completed")
GRADING = ("NotReady", "Failed", "Pending", "PendingManual", "FullyGraded")


@scores.post("/<item_id>/lineitem/scores")
@bearer(v.SCORES)
def give(course_id: str, item_id: str) -> Response | tuple[str, int]:
    """https://www.imsglobal.org/spec/lti-ags/v2p0: a newer word replaces an older one, never the other way round."""
    if fault := _fault():
        return fault
    course = here(course_id)
    item, said = own_item(course, item_id), sent_json(v.SCORE_TYPE)
    account, score = _whose(course, said), _score(said)
    with signed_in.world().memory.changing():
        before = item.scores.get(account.key)
        # Moodle keeps whole seconds: within one of them the second word is as late as an earlier one.
        if before and int(score.moment.timestamp()) <= int(before.moment.timestamp()):
            abort(said_plainly(409, "A score of this moment or a later one is here already."))
        item.scores[account.key] = score
    return "", 200


def _fault() -> Response | None:
    faults = signed_in.world().faults
    if faults.scores == "429":
        answer = said_plainly(429, "Too many scores at once: come back a little later.")
        answer.headers["Retry-After"] = "1"
        return answer
    if faults.scores == "slow":
        time.sleep(faults.delay)
    return said_plainly(503, "This server has a bad day.") if faults.scores == "5xx" else None


def _whose(course: Course, said: dict[str, Any]) -> Account:
    world = signed_in.world()
    account = world.account_of(str(said.get("userId", "")))
    if account is None or world.role(course, account) != LEARNER:
        abort(said_plainly(400, "userId is not somebody who is graded in this course."))
    return account


def _score(said: dict[str, Any]) -> Score:
    given, maximum = _number(said, "scoreGiven"), _number(said, "scoreMaximum")
    if said.get("activityProgress") not in ACTIVITY or said.get("gradingProgress") not in GRADING:
        abort(said_plainly(400, "activityProgress or gradingProgress is no word that is known."))
    if given is not None and (maximum is None or maximum <= 0 or given < 0):
        abort(said_plainly(400, "scoreGiven needs a scoreMaximum above 0, and cannot be below 0."))
    return Score(
        at=_moment(said.get("timestamp")),
        activity=said["activityProgress"],
        grading=said["gradingProgress"],
        given=given,
        maximum=maximum,
        comment=str(said.get("comment") or ""),
    )


def _number(said: dict[str, Any], name: str) -> float | None:
    value = said.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        abort(said_plainly(400, f"{name} must be a number."))
    return float(value)


def _moment(said: object) -> str:
    try:
        moment = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        abort(said_plainly(400, "timestamp must be a moment of ISO 8601, with its zone."))
    return moment.isoformat()


@scores.get("/<item_id>/lineitem/results")
@bearer(v.RESULTS)
def results(course_id: str, item_id: str) -> Response:
    """What stands in the gradebook: only what is fully graded, all of it or `user_id`'s."""
    if refusal := accepts(v.RESULTS_TYPE):
        return refusal
    item, asked = own_item(here(course_id), item_id), request.args.get("user_id")
    found = [
        _result(item, account, item.scores[account.key])
        for account in signed_in.world().accounts
        if account.key in item.scores and item.scores[account.key].final
        if asked in (None, account.person.sub)
    ]
    shown, number, more = page_of(found, signed_in.world().page_size)
    return answered(shown, v.RESULTS_TYPE, number + 1 if more else None)


def _result(item: LineItem, account: Account, score: Score) -> dict[str, Any]:
    return {
        "id": f"{address(item, '/results')}&user_id={account.person.sub}",
        "scoreOf": address(item),
        "userId": account.person.sub,
        "resultScore": points(item, score),
        "resultMaximum": item.maximum,
        "comment": score.comment,
        "timestamp": score.at,
    }


def points(item: LineItem, score: Score) -> float | None:
    """The score in the points of its column, whatever maximum it was given in; None where it is not final."""
    if not score.final or score.given is None or not score.maximum:
        return None
    return round(score.given / score.maximum * item.maximum, 4)
