"""The demonstration's servers: they answer while they should, stop when told, and say whose port is taken."""

import socket
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from demo.__main__ import main
from demo.servers import HOST, PortTaken, Server, free_port


@pytest.fixture
def app():
    app = Flask("small")
    app.add_url_rule("/", view_func=lambda: "here")
    return app


def answers(port):
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def read(port):
    with urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=5) as answer:
        return answer.read()


def test_two_servers_answer_side_by_side_and_stop_together(app):
    first, second = free_port(), free_port()
    before = set(threading.enumerate())  # other tests' servers may still run in this process
    with Server(app, first) as one, Server(app, second) as other:
        one.start()
        other.start()
        assert read(first) == read(second) == b"here"
    assert not answers(first)
    assert not answers(second)
    left = set(threading.enumerate()) - before
    assert not [thread for thread in left if thread.name.startswith("server-")]


def test_port_can_be_used_again_after_the_stop(app):
    port = free_port()
    for _again in range(2):
        with Server(app, port) as server:
            server.start()
            assert read(port) == b"here"


def test_taken_port_is_named(app):
    port = free_port()
    with Server(app, port), pytest.raises(PortTaken, match=f"Port {port} is in use"), Server(app, port):
        pass


def test_caller_waits_until_the_start(app):
    port = free_port()
    with Server(app, port) as server, ThreadPoolExecutor(1) as caller:
        answer = caller.submit(read, port)
        with pytest.raises(TimeoutError):
            answer.result(timeout=0.3)
        server.start()
        assert answer.result(timeout=5) == b"here"


def test_port_is_free_again_though_nothing_started(app):
    port = free_port()
    with Server(app, port):
        assert answers(port)
    assert not answers(port)


@pytest.mark.parametrize("option", ["--port", "--lms-port"])
def test_command_says_in_a_sentence_that_a_port_is_taken(option, capsys, tmp_path):
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        ports = {"--port": free_port(), "--lms-port": free_port(), option: taken.getsockname()[1]}
        given = [part for name, port in ports.items() for part in (name, str(port))]
        assert main([*given, "--folder", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"Port {ports[option]} is in use" in said
    assert option in said


def test_command_refuses_one_port_for_both(capsys):
    assert main(["--port", "8123", "--lms-port", "8123"]) == 2
    assert "two different ports" in capsys.readouterr().err
