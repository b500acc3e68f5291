"""The words by which things are found are kept as they are said, and go as they go: out of the files too."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.database import db, transaction
from plugin.discussions import taking_back
from plugin.discussions.actions import edit_post
from plugin.discussions.finding.keeping import tidied
from plugin.discussions.finding.models import SaidWords
from plugin.discussions.finding.queries import PAGE, found_by
from plugin.discussions.models import Post
from plugin.jobs.models import Run
from tests.discussions.test_finding import found
from tests.factories import a_course, a_mentee
from tests.factories.discussions import a_post, a_reply, a_topic, something_to_read
from tests.harness.effort import scaled


def test_what_an_earlier_version_kept_is_found_after_an_hour(real_app):
    with real_app.app_context(), transaction():
        author = a_mentee(a_course())
        a_topic(author, "An old topic")
        a_post(author, something_to_read(course_here(author)), "<p>from before</p>")
        db.session.execute(delete(SaidWords))
    with real_app.app_context():
        with transaction(writing=False):
            assert found(author, "before") == []

        said = tidied()

        assert said == "3 found from now on"  # the topic, what was said with it, and the post
        with transaction(writing=False):
            assert len(found(author, "before")) == 1
            assert len(found_by(author, course_here(author), "old").topics) == 1


def test_words_go_with_their_course(samir, course, resource):
    a_post(samir, resource, "<p>canary</p>")

    db.session.execute(delete(Course).where(Course.id == course.id))

    assert db.session.scalar(select(SaidWords.id)) is None
    if db.session.connection().dialect.name == "sqlite":
        index = text("SELECT count(*) FROM search_said_words WHERE search_said_words MATCH 'canary'")
        assert db.session.scalar(index) == 0


def test_words_taken_away_for_good_are_in_no_file(real_app):
    """Neither in the index nor in what SQLite has yet to write down."""
    url = real_app.config["TANDEM"].database_url
    if not url.startswith("sqlite"):
        pytest.skip("PostgreSQL's files are its administrators' own")
    with real_app.app_context(), transaction():
        author = a_mentee(a_course())
        resource = something_to_read(course_here(author))
        for number in range(200):
            a_post(author, resource, f"<p>Other words that stand here, {number}</p>")
        post_id = a_post(author, resource, "<p>ca-na-ry xylophonist</p>").id
    with real_app.app_context(), transaction():
        edit_post(author, db.session.get_one(Post, post_id), 1, "<p>Xylophonists again</p>")
    assert "xylophonist" in everything_in(url)

    with real_app.app_context(), transaction():
        taking_back.empty(db.session.get_one(Post, post_id))
        assert db.session.scalar(select(Run.id).where(Run.job == "finding.tidy")), (
            "it is asked for with the change"
        )
    with real_app.app_context():
        tidied()

    assert "xylophonist" not in everything_in(url)
    assert "other words that stand" in everything_in(url)


def everything_in(url):
    path = Path(url.removeprefix("sqlite:///"))
    return (
        b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*")).decode("latin-1").casefold()
    )


def test_random_changes_leave_the_index_as_a_reckoning_by_hand(samir, aroha, resource):
    dice = random.Random(5)
    vocabulary = [f"{letter}word" for letter in "abcdefghijkl"]
    says = {}
    for _event in range(scaled(400)):
        standing = [post for post, words in says.items() if words is not None]
        what = dice.choice(["say", "say", "answer", "edit", "empty"])
        words = set(dice.sample(vocabulary, 3))
        if what == "say" or not standing:
            says[a_post(samir, resource, f"<p>{' '.join(sorted(words))}</p>")] = words
        elif what == "answer":
            says[a_reply(samir, dice.choice(standing), f"<p>{' '.join(sorted(words))}</p>")] = words
        elif what == "edit":
            post = dice.choice(standing)
            edit_post(samir, post, post.version, f"<p>{' '.join(sorted(words))}</p>")
            says[post] = words
        else:
            post = dice.choice(standing)
            taking_back.empty(post)
            says[post] = None

    for word in vocabulary:
        pages: list[object] = []
        while len(more := found(aroha, word, len(pages) // PAGE + 1)) == PAGE:
            pages += more
        assert {*pages, *more} == {post.id for post, words in says.items() if words and word in words}
