"""Who is asking, as a frozen value that every policy and query starts from."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Member:
    """A person in one visit: who, where, and with whom, read anew on every request.

    Without a context (a launch from outside a course) `context_id` and `enrolment_id` are None.
    `*_ids` of mentors and mentees are enrolment ids; they hold only mentorships that run now, and what is looked after
    by cover now. `covered_*` name the part of these that there is by cover alone, and whom they cover for;
    `covering_ids` who among their mentors is there by cover alone.
    """

    company_id: UUID
    platform_id: UUID
    person_id: UUID
    name: str
    context_id: UUID | None = None
    enrolment_id: UUID | None = None
    role: str = "member"
    visit: str = ""
    visit_id: UUID | None = None
    locale: str = "en"
    zone: str = "UTC"
    zone_confirmed: bool = False
    theme: str = "light"
    context_title: str = ""
    mentor_names: tuple[str, ...] = ()
    group_names: tuple[str, ...] = ()
    mentee_ids: frozenset[UUID] = field(default_factory=frozenset)
    mentor_ids: frozenset[UUID] = field(default_factory=frozenset)
    group_ids: frozenset[UUID] = field(default_factory=frozenset)
    mentored_group_ids: frozenset[UUID] = field(default_factory=frozenset)
    covered_mentor_ids: frozenset[UUID] = field(default_factory=frozenset)
    covered_mentee_ids: frozenset[UUID] = field(default_factory=frozenset)
    covered_group_ids: frozenset[UUID] = field(default_factory=frozenset)
    covering_ids: frozenset[UUID] = field(default_factory=frozenset)

    @property
    def is_lead(self) -> bool:
        """Leads run the course; they read course-scope words and never a pair's."""
        return self.role == "lead"

    @property
    def is_mentor(self) -> bool:
        """They mentor somebody now, alone or through a group."""
        return bool(self.mentee_ids or self.mentored_group_ids)

    @property
    def is_mentee(self) -> bool:
        """Somebody mentors them now, or they wait for a mentor."""
        return bool(self.mentor_ids) or not (self.is_lead or self.is_mentor)

    def mentors(self, enrolment_id: UUID) -> bool:
        """They mentor that enrolment now."""
        return enrolment_id in self.mentee_ids

    def is_together_with(self, enrolment_id: UUID) -> bool:
        """One of the two mentors the other now, by a mentorship of their own and not by cover."""
        return enrolment_id in (
            (self.mentee_ids - self.covered_mentee_ids) | (self.mentor_ids - self.covering_ids)
        )

    @property
    def mentoring_ids(self) -> frozenset[UUID]:
        """Whose mentorships they look after: their own, and those of whom they cover for."""
        return self.covered_mentor_ids | ({self.enrolment_id} if self.enrolment_id else frozenset())
