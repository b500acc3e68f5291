"""A sheet to print: how the day shift gives feedback, two pages of PDF written by hand."""

from collections.abc import Iterable

WIDTH, HEIGHT, MARGIN = 420, 595, 44  # points: A5, upright
LINE = 17
PINE, CLAY, INK = "0.11 0.36 0.34", "0.63 0.27 0.10", "0.16 0.15 0.13"

SIX = (
    ("Soon.", "The same day, or the next time you both sit down."),
    ("One thing.", "What you saw, and when. Not what they are like."),
    ("What it led to.", "For the driver, for the client, for the next shift."),
    ("Then nothing.", "Count to eight. It is their turn."),
    ("Ask.", "How did it look from where you stood?"),
    ("Agree.", "One thing, and a day when you both look again."),
)
SENTENCES = (
    ("You are never on time.", "On Tuesday at six I was here, and the gate was shut."),
    ("Your tickets are a mess.", "Nine tickets this week had no name. Seven came back."),
    ("Good job, everybody.", "Merle asked who was cold, and three people told us."),
)


def how_we_give_feedback() -> bytes:
    """The sheet."""
    return _written("How we give feedback", (_six(), _sentences()))


def _six() -> list[str]:
    drawn = [_line("F2", 20, MARGIN, HEIGHT - 70, "How we give feedback", PINE)]
    drawn += [_line("F1", 11, MARGIN, HEIGHT - 90, "Day shift, Northwind. Six steps, one talk.")]
    top = HEIGHT - 150
    drawn.append(f"{PINE} RG 1.5 w {MARGIN + 12} {top + 5} m {MARGIN + 12} {top - 5 * 66 + 5} l S")
    for nth, (first, then) in enumerate(SIX):
        y = top - 66 * nth
        drawn.append(f"1 1 1 rg {PINE} RG 1.5 w {MARGIN} {y - 7} 24 24 re B")
        drawn.append(_line("F2", 12, MARGIN + 8.5, y + 0.5, str(nth + 1), PINE))
        drawn.append(_line("F2", 13, MARGIN + 40, y + 7, first))
        drawn.append(_line("F1", 12, MARGIN + 40, y + 7 - LINE, then))
    return drawn


def _sentences() -> list[str]:
    drawn = [_line("F2", 20, MARGIN, HEIGHT - 70, "The first sentence", PINE)]
    drawn += [_line("F1", 11, MARGIN, HEIGHT - 90, "What came to our lips, and what we say now.")]
    for nth, (before, now) in enumerate(SENTENCES):
        y = HEIGHT - 150 - 84 * nth
        drawn.append(f"{CLAY} RG 2 w {MARGIN} {y - 5} m {MARGIN} {y + 14} l S")
        drawn.append(_line("F1", 12, MARGIN + 14, y, before))
        drawn.append(f"{PINE} RG 2 w {MARGIN} {y - 37} m {MARGIN} {y - 12} l S")
        drawn.append(_line("F2", 12, MARGIN + 14, y - 28, now))
    drawn.append(_line("F1", 11, MARGIN, 110, "Thanks are given the same way: what, when, what it led to."))
    drawn.append(_line("F1", 11, MARGIN, 92, "Change this sheet where you know better."))
    return drawn


def _line(font: str, size: float, x: float, y: float, words: str, colour: str = INK) -> str:
    said = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"{colour} rg BT /{font} {size} Tf {x} {y} Td ({said}) Tj ET"


def _written(title: str, pages: Iterable[list[str]]) -> bytes:
    """The whole file: catalogue, pages, two fonts that every reader has, and the table of where each object begins."""
    streams = ["\n".join(page) for page in pages]
    first = 6  # the objects before: catalogue, pages, two fonts, and what the file is called
    kids = " ".join(f"{first + 2 * nth} 0 R" for nth in range(len(streams)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R/Lang(en-GB)/ViewerPreferences<</DisplayDocTitle true>>>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(streams)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        f"<</Title({title})>>",
    ]
    for nth, stream in enumerate(streams):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {first + 2 * nth + 1} 0 R"
            "/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    made, places = b"%PDF-1.7\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj{written}endobj\n".encode("ascii")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R/Info 5 0 R>>"
    return made + f"{end}\nstartxref\n{len(made)}\n%%EOF\n".encode("ascii")
