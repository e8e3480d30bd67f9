"""Clients that want to hold what belongs to all: none of them may.

What is measured is counted, or CPU time; readers are only asked to be answered
at all while it goes on.
"""

import pathlib
import subprocess

import pytest

from conftest import BUILD, until

TOOLS = BUILD / "tests" / "tools"


def tool(name, *args):
    """Run one of tests/tools; it ends by itself.  Its figures by their names."""
    done = subprocess.run([TOOLS / name, *map(str, args)], check=True,
                          capture_output=True, text=True, timeout=60)
    words = done.stdout.split()
    return dict(zip(words[::2], map(int, words[1::2])))


def begin(name, *args):
    return subprocess.Popen([TOOLS / name, *map(str, args)],
                            stdout=subprocess.DEVNULL)


@pytest.mark.parametrize("version", ["1.3", "1.2"])
@pytest.mark.parametrize("protocol", ["gemini", "gopher"])
def test_handshake_after_handshake_holds_no_worker(server, version, protocol):
    server.workers = 1
    server.start()
    port = getattr(server, f"{protocol}_port")
    flood = begin("tls_flood", port, version, 4, 3)
    answered = 0
    while flood.poll() is None:
        assert server.gemini("/a/one").status == 20
        answered += 1
    assert answered > 5
    assert server.status()['chasqui_limits_total{kind="flood"}'] > 0


@pytest.mark.parametrize("version", ["1.3", "1.2"])
def test_who_goes_on_shaking_hands_is_cut_after_a_few_times(server, version):
    server.start()
    sent = tool("tls_flood", server.gemini_port, version, 1, 2)
    assert sent["cut"] > 0
    # What is in the socket's buffers when it is cut is counted as sent.
    cut = server.status()['chasqui_limits_total{kind="flood"}']
    until(lambda: server.status()["chasqui_connections"] == 0)
    assert cut >= sent["cut"] - 1
