"""Members kept aside until the list is whole."""

from __future__ import annotations

from dataclasses import replace

from plugin.lti.services.members import Members, MemberSaid

ANA = MemberSaid("ana", "Ana", "ana@example.com", "member", True, ("g1", "g2"))
BEN = MemberSaid("ben", "Ben", "", "lead", True)
CLEO = MemberSaid("cleo", "Cleo", "", "member", False)


def test_a_list_gives_back_what_was_put_in():
    with Members([BEN, ANA]) as members:
        assert (len(members), list(members)) == (2, [ANA, BEN])
        assert ANA in members
        assert CLEO not in members


def test_a_page_is_told_how_many_were_new():
    with Members([ANA]) as members:
        assert members.add([ANA, BEN]) == (2, 1)
        assert members.add([]) == (0, 0)


def test_somebody_listed_twice_is_one_person_with_the_rights_of_both():
    other = MemberSaid("ana", "", "", "lead", True, ("g3",))

    with Members([ANA, other]) as members:
        assert list(members) == [replace(ANA, role="lead", group_ids=("g1", "g2", "g3"))]


def test_an_inactive_role_gives_no_right():
    for listed in (
        [ANA, replace(ANA, role="lead", active=False)],
        [replace(ANA, role="lead", active=False), ANA],
    ):
        with Members(listed) as members:
            assert [(one.role, one.active) for one in members] == [("member", True)]


def test_those_taken_are_set_aside_until_put_back():
    with Members([ANA, BEN, CLEO]) as members:
        assert members.take(["ben", "dora"]) == {"ben": BEN}
        assert list(members.rest(10)) == [[ANA]]
        members.put_back()
        assert list(members.rest(1)) == [[ANA], [BEN]]


def test_many_are_taken_at_a_time():
    crowd = [replace(ANA, sub=f"{number:05d}") for number in range(3000)]

    with Members(crowd) as members:
        assert len(members.take(one.sub for one in crowd)) == 3000
        assert not list(members.rest(500))
