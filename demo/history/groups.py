"""The groups and pairs of the demonstration, and the meetings of whole groups."""

from demo.history.said import Action, Session
from demo.people import DAY, NEVER_HERE, NIGHT, SHIFTS

# As the LMS has them, without whoever has never come. The first in each mentors the others.
GROUPS = {
    name: (who[:1], tuple(one for one in who[1:] if one not in NEVER_HERE)) for name, who in SHIFTS.items()
}
PAIRS = (("ravi", "amara"),)

WITH_GROUPS = (
    Session(
        "amara",
        DAY,
        -52,
        "14:00",
        "video",
        60,
        "<p>We said what we want from each other. Three things stayed:</p><ul><li>What is said here "
        "stays here.</li><li>Everybody brings one real case, not an example.</li><li>We answer each "
        "other within two days.</li></ul>",
        "Kwame joined from the yard and stayed on his feet. Jonas waits until he is asked.",
        (Action("amara", "Send everybody the six lines on first weeks", -47, -49),),
        ("fatima", "kwame", "jonas", "mei-ling", "sofia", "rahul"),
    ),
    Session(
        "ravi",
        NIGHT,
        -49,
        "18:30",
        "video",
        50,
        "<p>First round. All of us came to lead by being good at something else, and miss it.</p><p>We "
        "meet every two weeks, at the start of the night and not at the end of it.</p>",
        "Tomasz had his camera off and left after ten minutes. Ask him alone.",
        (Action("ravi", "Find a time that is not in the middle of anybody's sleep", -43, -43),),
        ("ingrid", "samir", "aroha", "yuki"),
    ),
    Session(
        "amara",
        DAY,
        -36,
        "14:00",
        "video",
        55,
        "<p>Kwame brought the rota. Everybody asked one question before anybody gave advice; it took "
        "twenty minutes and he left with his own answer.</p><p>We keep the order: questions first.</p>",
        "Rahul advises fast. Ask him to go last next time, with a smile.",
        (Action("kwame", "Tell the group what Efua said", -21, -12),),
        ("fatima", "kwame", "mei-ling", "sofia", "rahul"),
    ),
    Session(
        "ravi",
        NIGHT,
        -34,
        "18:30",
        "call",
        45,
        "<p>Sleep, and what we do with the first day off. Then Ingrid's case: who may call whom at "
        "three in the morning.</p>",
        "",
        (Action("samir", "Ask the drivers who they would call", -19, -20),),
        ("ingrid", "samir", "aroha"),
    ),
    Session(
        "amara",
        DAY,
        -21,
        "14:00",
        "video",
        55,
        "<p>Case of the day: Sofia's client who was promised Tuesday. We sorted what was the client's "
        "wish, what was ours, and what nobody had said aloud.</p><p>Mei-Ling: “We promise when we are "
        "tired.”</p>",
        "Sofia was brave today. Tell her so.",
        (Action("jonas", "Share the card with the ten minutes", -14, -13),),
        ("fatima", "jonas", "mei-ling", "sofia", "rahul"),
    ),
    Session(
        "ravi",
        NIGHT,
        -19,
        "18:30",
        "chat",
        40,
        "<p>In writing this time, because of the storm. It suited Yuki, who wrote most of "
        "it.</p><p>Question to keep: what do nights know that days do not?</p>",
        "",
        (Action("aroha", "Collect what nights know, one line from each", -3),),
        ("ingrid", "samir", "aroha", "yuki"),
    ),
    Session(
        "amara",
        DAY,
        -4,
        "14:00",
        "video",
        60,
        "<p>Oluwaseun is new with us. Everybody told the mistake of their first week; the laughing took "
        "half of the hour and was worth it.</p><p>Next time: Fatima's talk with Yassine, whatever it "
        "was like.</p>",
        "The group carries itself now. Talk less.",
        (Action("rahul", "Meet Oluwaseun at the returns post", 3),),
        ("fatima", "kwame", "jonas", "mei-ling", "rahul", "oluwaseun"),
    ),
)
