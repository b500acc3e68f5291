"""Who works at Northwind, the logistics company of the demonstration, and which LMS courses they are in."""

from dataclasses import replace
from pathlib import Path

from demo.lms.claims import Person
from demo.lms.keys import Key
from demo.lms.memory import Link, Memory, remembered
from demo.lms.school import INSTRUCTOR, LEARNER, Account, Course, Group
from demo.lms.tools import Tool
from demo.lms.world import World

LEAD, MENTORS, MENTEES = "Programme lead", "Mentors", "Mentees"
NEW, OFFICE = "New this week, never been in Tandem", "Whoever runs this LMS"
HAMBURG, ACCRA, PUNE = "Europe/Berlin", "Africa/Accra", "Asia/Kolkata"


def _account(key: str, number: int, name: tuple[str, str], work: tuple[str, str], part: str) -> Account:
    given, family = name
    person = Person(
        sub=f"nw-{number}",
        given=given,
        family=family,
        email=f"{key}@northwind.example",
        locale=_LOCALES.get(key, "en-GB"),
        sourced_id=f"staff-{number}",
        shares_name=key not in _SHY,
    )
    return Account(key, person, work[0], work[1], part, administrator=part == OFFICE)


_LOCALES = {"jonas": "de", "samir": "ar"}
# One person has privacy on: the LMS tells tools neither name nor e-mail.
_SHY = {"yuki"}

ACCOUNTS = (
    _account("helena", 1001, ("Helena", "Brandt"), ("Learning and development, Hamburg", HAMBURG), LEAD),
    _account("amara", 1002, ("Amara", "Okafor"), ("Regional operations lead, Accra", ACCRA), MENTORS),
    _account("ravi", 1003, ("Ravi", "Menon"), ("Hub manager, Pune", PUNE), MENTORS),
    _account("fatima", 1011, ("Fatima Zahra", "Benali"), ("Team lead, Hamburg", HAMBURG), MENTEES),
    _account("kwame", 1012, ("Kwame", "Mensah"), ("Depot lead, Tema", ACCRA), MENTEES),
    _account("jonas", 1013, ("Jonas", "Keller"), ("Yard lead, Hamburg", HAMBURG), MENTEES),
    _account("mei-ling", 1014, ("Mei-Ling", "Tan"), ("Service desk lead, Pune", PUNE), MENTEES),
    _account("sofia", 1015, ("Sofia", "Papadopoulou"), ("Customer care, Hamburg", HAMBURG), MENTEES),
    _account("rahul", 1016, ("Rahul", "Deshpande"), ("Returns lead, Pune", PUNE), MENTEES),
    _account("oluwaseun", 1017, ("Oluwaseun", "Adeyemi"), ("New shift lead, Accra", ACCRA), MENTEES),
    _account("ingrid", 1021, ("Ingrid", "Sørensen"), ("Night lead, Hamburg", HAMBURG), MENTEES),
    _account("samir", 1022, ("Samir", "Haddad"), ("Fleet lead, Hamburg", HAMBURG), MENTEES),
    _account("aroha", 1023, ("Aroha", "Ngata"), ("Night shift lead, Tema", ACCRA), MENTEES),
    _account("tomasz", 1024, ("Tomasz", "Wiśniewski"), ("Route planner, Hamburg", HAMBURG), MENTEES),
    _account("yuki", 1025, ("Yuki", "Nakamura"), ("Cold store lead, Pune", PUNE), MENTEES),
    _account("lerato", 1026, ("Lerato", "Dlamini"), ("New depot lead, Tema", ACCRA), NEW),
    _account("henrik", 1027, ("Henrik", "Aalto"), ("New night lead, Hamburg", HAMBURG), NEW),
    _account("wanjiru", 1031, ("Wanjiru", "Kamau"), ("Learning systems, Hamburg", HAMBURG), OFFICE),
)

# They stand in the LMS and have never opened the tool: a roster says who they are.
NEVER_HERE = tuple(account.key for account in ACCOUNTS if account.part in (NEW, OFFICE))

DAY, NIGHT = "Day shift", "Night shift"
SHIFTS = {
    DAY: ("amara", "fatima", "kwame", "jonas", "mei-ling", "sofia", "rahul", "oluwaseun"),
    NIGHT: ("ravi", "ingrid", "samir", "aroha", "tomasz", "yuki", "henrik"),
}

FIRST_TEAM = Course(
    id="first-team",
    label="LEAD-1",
    title="Leading your first team",
    summary="For people who led nobody last year and lead a shift, a depot or a desk now.",
    members={
        account.key: INSTRUCTOR if account.part == LEAD else LEARNER
        for account in ACCOUNTS
        if account.part != OFFICE
    },
    links=(Link("mentoring", "Mentoring", "Your mentor, your goals and your group."),),
    groups=tuple(Group(name.split()[0].lower(), name, "Shifts", who) for name, who in SHIFTS.items()),
)
CUSTOMER_CARE = Course(
    id="new-advocates",
    label="CARE-2",
    title="Customer care: new advocates",
    summary="Observe, do, sign off: six weeks on the care desk, beside somebody who knows it.",
    members={"helena": INSTRUCTOR} | dict.fromkeys(("ravi", "sofia", "mei-ling", "oluwaseun"), LEARNER),
    links=(Link("care-mentoring", "Mentoring", "Opens when the programme lead has set it up."),),
    # She works at that desk. Not Ravi: a tool may hide from a mentor whom the LMS does not name, and he has others there.
    looks_after={"sofia": ("mei-ling", "oluwaseun")},
)
COURSES = (FIRST_TEAM, CUSTOMER_CARE)


def northwind(issuer: str, tool: str) -> World:
    """The whole demonstration LMS, with a tool at this origin that was added by hand."""
    return World(issuer, ACCOUNTS, COURSES, memory=Memory(tools=[by_hand(tool)]))


def lasting(issuer: str, file: Path) -> World:
    """The same without any tool yet, or as an earlier run has left it in the file.

    Its key lies beside the file: a tool that knew the old one would take a minute to ask for a new one.
    """
    return replace(
        northwind(issuer, ""), memory=remembered(file), key=Key.kept(file.with_name("lms-key.pem"))
    )


def by_hand(origin: str) -> Tool:
    return Tool.by_hand("Tandem", origin, "tandem-demonstration", "1")
