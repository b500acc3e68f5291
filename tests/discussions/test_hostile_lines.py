"""What attacks a browser, in every line that people write about talk: it stands there as words, wherever it is shown.

Passages, titles, reasons and what a picture shows are no rich text, so they pass no cleaner: templates alone escape them.
An independent parser compares each page with the same page of harmless words.
"""

from __future__ import annotations

from collections import Counter

import html5lib
import pytest

from plugin.courses.outline.queries import course_here
from plugin.database import db
from plugin.discussions.actions import start_post
from plugin.discussions.anchors import anchor_of
from plugin.discussions.care.actions import lock, open_again
from plugin.discussions.care.flags import flag
from plugin.discussions.care.muting import mute
from plugin.discussions.spots import Spot
from plugin.discussions.topics.actions import rename
from plugin.people.models import Enrolment
from tests.factories import a_course, a_lead, a_mentee, again
from tests.factories.discussions import a_post, a_topic, pictured, something_to_read
from tests.factories.visits import visit_as
from tests.harness.effort import scaled
from tests.test_text_safety import XSS

ATTACKS = [
    one for one in dict.fromkeys(" ".join(attack.split())[:280] for attack in XSS) if one.isprintable()
]
PLAIN = [f"harmless words, {number}" for number in range(len(ATTACKS))]
AT_ONCE = 40  # fit on one page
PARTS = -(-len(ATTACKS) // AT_ONCE)


def shape(page):
    """Every element of a page with the names of its attributes, and where it leads."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    found: Counter[object] = Counter()
    for node in tree.iter():
        if isinstance(node.tag, str):
            names = tuple(sorted(str(name) for name in node.attrib))
            scheme = str(node.get("href") or node.get("src") or "").strip().lower().partition(":")[0]
            found[node.tag, names, scheme if scheme in {"javascript", "data", "vbscript"} else ""] += 1
        else:
            found["a comment or declaration"] += 1
    return found


def passages(client, samir, aroha, resource, lines):
    for line in lines[:AT_ONCE]:
        start_post(samir, anchor_of(resource), "<p>About this</p>", spot=Spot(quote=line))
    return visit_as(client, aroha).get(f"/resources/{resource.id}").text


def topics(client, samir, aroha, _resource, lines):
    made = a_topic(samir, "one")
    pages = []
    reader = visit_as(client, aroha)
    for line in lines:
        rename(made, line)
        db.session.commit()
        pages += [reader.get(path).text for path in ("/topics/", f"/topics/{made.id}")]
    return "".join(page.partition("<main")[2] for page in pages)


def found(client, samir, aroha, resource, lines):
    for line in lines[:AT_ONCE]:
        start_post(samir, anchor_of(resource), "<p>Wordless</p>", spot=Spot(quote=f"sought {line}"))
    visitor = visit_as(client, aroha)
    return "".join(visitor.get(f"/discussions/find?words=sought&page={page}").text for page in (1, 2))


def reasons(client, samir, aroha, resource, lines):
    lead = a_lead(course_here(samir))
    post = a_post(samir, resource)
    pages = []
    leads, reader = visit_as(client, lead), visit_as(client, aroha)
    for line in lines[:AT_ONCE]:
        lock(lead, post.thread_id, line)
        db.session.commit()
        pages.append(reader.get(f"/resources/{resource.id}").text)
        open_again(lead, post.thread_id)
        flag(again(a_mentee(course_here(samir))), post, "other", line)
    db.session.commit()
    mute(lead, course_here(samir), db.session.get_one(Enrolment, aroha.enrolment_id), lines[0], None)
    db.session.commit()
    paths = ("/discussions/flags", "/discussions/done")
    return "".join(
        [*pages, *(leads.get(path).text for path in paths), reader.get(f"/resources/{resource.id}").text]
    )


def pictures(client, samir, aroha, resource, lines):
    for line in lines[:AT_ONCE]:
        pictured(samir, a_post(samir, resource), line)
    return visit_as(client, aroha).get(f"/resources/{resource.id}").text


def in_a_course():
    course = a_course()
    return a_mentee(course, "Samir Haddad"), a_mentee(course, "Aroha Ngata"), something_to_read(course)


@pytest.mark.guards
@pytest.mark.parametrize("shown", [passages, topics, found, reasons, pictures])
@pytest.mark.parametrize("part", range(max(1, scaled(PARTS))))
def test_an_attack_is_words(client, shown, part):
    some = slice(part, None, PARTS)  # of every kind of attack some

    harmless, attacked = (shape(shown(client, *in_a_course(), lines[some])) for lines in (PLAIN, ATTACKS))

    assert attacked - harmless == Counter()
    assert len(ATTACKS) > 150
