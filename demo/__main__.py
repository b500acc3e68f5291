"""`python -m demo`: a demonstration LMS with Tandem inside it, until Ctrl-C."""

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from demo.demonstration import Place, running
from demo.servers import PortTaken
from plugin.setting_values import SettingsError

BE = (
    ("Helena Brandt", "the programme lead: runs the course, and has a second one to set up"),
    ("Amara Okafor", "a mentor with a group of seven, herself mentored by Ravi"),
    ("Ravi Menon", "a mentor of the night shift, in another time zone"),
    ("Fatima Zahra Benali", "a mentee in the middle of her goals"),
    ("Oluwaseun Adeyemi", "a mentee who has only just come"),
    ("Wanjiru Kamau", "who runs the LMS: adds tools, and switches faults on"),
)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    parser.add_argument("--port", type=_port, default=8000, help="where Tandem listens (8000)")
    parser.add_argument("--lms-port", type=_port, default=8001, help="where the LMS listens (8001)")
    parser.add_argument("--folder", type=Path, default=Path("demo-data"), help="keeps its data (demo-data)")
    parser.add_argument("--no-history", action="store_true", help="begin with empty courses")
    return parser.parse_args(arguments)


def _port(value: str) -> int:
    port = int(value)
    if not 1 <= port <= 65535:
        raise ValueError
    return port


def _welcome(place: Place) -> str:
    width = max(len(name) for name, _ in BE)
    people = "\n".join(f"  {name:<{width}}  {what}" for name, what in BE)
    return (
        f"\nOpen the LMS:   {place.lms}\nTandem itself:  {place.tool}  (entered from the LMS)\n\n"
        f"Pick a person there, open 'Leading your first team', and be for instance\n{people}\n\n"
        f"Ctrl-C stops both. What you do is kept in {place.folder}; remove that folder to begin anew.\n"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted. 2 where a port is taken or a setting cannot be, with a sentence."""
    options = _options(arguments)
    if options.port == options.lms_port:
        print("Tandem and the LMS need two different ports.", file=sys.stderr)
        return 2
    # One folder for each pair of ports: an LMS at another address is another LMS, with people of its own.
    place = Place(options.folder / f"{options.port}-{options.lms_port}", options.port, options.lms_port)
    for stop in (signal.SIGINT, signal.SIGTERM):  # a shell may have started us with Ctrl-C ignored
        signal.signal(stop, signal.default_int_handler)
    try:
        with running(place, with_history=not options.no_history, jobs=True):
            print(_welcome(place), flush=True)
            signal.pause()
    except PortTaken as taken:
        name = "--port" if taken.port == options.port else "--lms-port"
        print(f"{taken} Choose another with {name}.", file=sys.stderr)
        return 2
    except SettingsError as fault:
        print(fault, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
