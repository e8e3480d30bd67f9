"""TLS and certificates, from outside: gemini.md M22 to M27, K1 to K3."""

import hashlib
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import time

import pytest

from conftest import (CHASQUI, SANITIZED, SLOW, read_all, read_tls,
                      redated, tls_context, until)


def openssl(*args, **kw):
    return subprocess.run(["openssl", *args], capture_output=True, text=True,
                          **kw)


def client_certificate(folder, name="reader", days=30, key="ec", start=None):
    """(certificate, key) files made by openssl."""
    crt, pem = folder / f"{name}.crt", folder / f"{name}.key"
    kind = {"ec": ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
            "rsa": ["-newkey", "rsa:2048"],
            "ed25519": ["-newkey", "ed25519"]}[key]
    run = openssl("req", "-x509", *kind, "-nodes", "-days", str(days),
                  "-subj", f"/CN={name}", "-keyout", pem, "-out", crt)
    assert run.returncode == 0, run.stderr
    return str(crt), str(pem)


def fingerprint(crt):
    der = ssl.PEM_cert_to_DER_cert(open(crt).read())
    return hashlib.sha256(der).hexdigest()


def test_m22_tls_1_2_and_1_3_and_nothing_older(shared):
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        reply = shared.gemini("/", context=tls_context(version=version))
        assert reply.status == 20 and reply.close_notify
    for old in ("-tls1", "-tls1_1"):
        run = openssl("s_client", old, "-cipher", "ALL:@SECLEVEL=0",
                      "-connect", f"127.0.0.1:{shared.gemini_port}",
                      input="")
        assert "Cipher is (NONE)" in run.stdout + run.stderr


def test_sha256_is_chosen_and_chacha20_where_the_client_puts_it_first(shared):
    aes = "TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256"
    chacha = "TLS_CHACHA20_POLY1305_SHA256"
    for version, offered, chosen in (
            ("-tls1_3", f"{aes}:{chacha}", "TLS_AES_128_GCM_SHA256"),
            ("-tls1_3", f"{chacha}:{aes}", chacha),
            ("-tls1_3", aes.partition(":")[0], aes.partition(":")[0]),
            ("-tls1_2", "", "ECDHE-ECDSA-AES128-GCM-SHA256")):
        suites = ["-ciphersuites", offered] if offered else []
        run = openssl("s_client", version, *suites, "-connect",
                      f"127.0.0.1:{shared.gemini_port}", input="")
        assert f"Cipher is {chosen}\n" in run.stdout, (offered, run.stdout)


def test_m23_close_notify_ends_every_answer(shared):
    for url in ("/", "/a/one", "/a/none", "https://example.org/", "x y"):
        assert shared.gemini(url).close_notify, url
    assert shared.gemini(raw=b"\r\n").close_notify


def test_m23_close_notify_after_junk_behind_the_request(shared):
    url = shared.url("/a/one").encode()
    reply = shared.gemini(raw=url + b"\r\n" + b"x" * 20000)
    assert reply.status == 20 and reply.close_notify
    assert b"llama" in reply.body


@pytest.mark.parametrize("key", ["ec", "rsa", "ed25519"])
def test_m24_any_client_certificate_is_accepted(shared, tmp_path, key):
    mine = client_certificate(tmp_path, key=key)
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        context = tls_context(certificate=mine, version=version)
        assert shared.gemini("/", context=context).status == 20


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2,
                                     ssl.TLSVersion.TLSv1_3])
def test_m25_any_worker_resumes_a_session_and_after_a_reload_too(
        server, tmp_path, version):
    server.workers = 3
    server.start()
    context = tls_context(client_certificate(tmp_path), version)
    first = server.gemini("/", context=context)
    assert not first.resumed
    session = first.session
    for i in range(12):
        again = server.gemini("/", context=context, session=session)
        assert again.resumed and again.status == 20
        if version == ssl.TLSVersion.TLSv1_3:
            assert again.session.id != session.id, "a ticket is used once"
        session = again.session
        if i == 6:
            server.reload()
    assert server.stop() == 0
    server.start()
    assert server.gemini("/", context=context, session=session).resumed


def test_m25_machines_with_the_same_key_file_resume_each_others(
        server, tmp_path):
    keys = tmp_path / "keys"
    keys.write_bytes(os.urandom(80))
    server.top = f'ticket_keys = "{keys}"\n'
    server.start()
    context = tls_context()
    first = server.gemini("/", context=context)
    server.stop()
    # Another state folder, the same certificate: another machine.
    other = server.folder / "other" / "certificates"
    other.mkdir(parents=True)
    for name in ("localhost.crt", "localhost.key"):
        (other / name).write_bytes(
            (server.state / "certificates" / name).read_bytes())
    server.state = server.folder / "other"
    server.start()
    assert server.gemini("/", context=context, session=first.session).resumed


def handshake_bytes(server, version):
    """What the server sends until a client may ask, its ticket included."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = tls_context(version=version).wrap_bio(
        incoming, outgoing, server_hostname="localhost")
    count = 0
    with server.connect_gemini() as sock:
        while True:
            try:
                client.do_handshake()
                break
            except ssl.SSLWantReadError:
                sock.sendall(outgoing.read())
                data = sock.recv(65536)
                assert data
                count += len(data)
                incoming.write(data)
        sock.sendall(outgoing.read())
        if version == ssl.TLSVersion.TLSv1_3:  # the ticket comes behind it
            count += len(sock.recv(65536))
    return count


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2,
                                     ssl.TLSVersion.TLSv1_3])
def test_a_full_handshake_is_at_most_1101_bytes_of_ours(shared, version):
    assert 0 < handshake_bytes(shared, version) <= 1101


def test_m25_one_ticket_and_no_early_data(shared):
    run = openssl("s_client", "-connect", f"127.0.0.1:{shared.gemini_port}",
                  "-servername", "localhost", "-ign_eof", "-tls1_3",
                  input=shared.url("/") + "\r\n")
    assert run.stdout.count("Post-Handshake New Session Ticket") == 1
    assert "Max Early Data: 0" in run.stdout


def test_m25_a_ticket_from_before_a_new_certificate_fails_softly(server):
    server.start()
    context = tls_context()
    first = server.gemini("/", context=context)
    for name in ("localhost.crt", "localhost.key"):
        (server.state / "certificates" / name).unlink()
    server.reload()

    def changed():
        return server.gemini("/").certificate != first.certificate
    until(changed)
    again = server.gemini("/", context=context, session=first.session)
    assert again.status == 20 and not again.resumed


def test_m25_renegotiation_is_refused(shared):
    # s_client asks for it with a line "R".
    run = subprocess.Popen(
        ["openssl", "s_client", "-tls1_2", "-connect",
         f"127.0.0.1:{shared.gemini_port}"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT)
    run.stdin.write(b"R\n")
    run.stdin.flush()
    try:
        out, _ = run.communicate(timeout=3)
    except subprocess.TimeoutExpired:
        run.kill()
        out, _ = run.communicate()
    assert b"RENEGOTIATING" in out
    assert b"no renegotiation" in out or b"write:errno" in out or \
        b"closed" in out or b"error" in out.lower()
    assert shared.gemini("/").status == 20


def test_m26_the_clients_close_notify_does_not_cancel_the_answer(shared):
    with shared.connect_gemini() as plain:
        inn, out = ssl.MemoryBIO(), ssl.MemoryBIO()
        sock = shared.context.wrap_bio(inn, out, server_hostname="localhost")
        plain.settimeout(5 * SLOW)
        while True:
            try:
                sock.do_handshake()
                break
            except ssl.SSLWantReadError:
                plain.sendall(out.read())
                inn.write(plain.recv(65536))
        sock.write(shared.url("/a/one").encode() + b"\r\n")
        try:
            sock.unwrap()
        except ssl.SSLWantReadError:
            pass
        plain.sendall(out.read())
        got = read_all(plain)
    assert len(got) > 300  # encrypted: the answer, not only an alert


@pytest.mark.parametrize("junk", [
    b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"gemini://localhost/\r\n", b"\0" * 64,
    b"\x16\x03\x01\xff\xff" + b"x" * 100, b"\x16\x03\x01\x00\x05hello",
    b"\x80\x2e\x01\x00\x02", bytes(range(256)) * 16,
    b"\x16\x03\x01\x00\x2d\x01\x00\x00\x29" + b"\xff" * 0x29,
])
def test_m27_f9_what_is_not_tls_is_closed_at_once(shared, junk):
    begun = time.monotonic()
    with shared.connect_gemini() as sock:
        sock.sendall(junk)
        try:
            while sock.recv(4096):
                pass
        except ConnectionError:
            pass
    assert time.monotonic() - begun < 2 * SLOW


def test_m27_who_is_turned_away_sees_an_end_and_no_reset(shared):
    with shared.connect_gemini() as sock:
        sock.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert sock.recv(4096) == b""


def test_f1_the_made_certificate_is_what_it_should_be(server):
    server.capsule_keys = 'aliases = {"www.localhost"}\n'
    server.start()
    crt = server.state / "certificates" / "localhost.crt"
    key = server.state / "certificates" / "localhost.key"
    text = openssl("x509", "-in", crt, "-noout", "-text").stdout
    assert "Version: 3" in text
    assert "ecdsa-with-SHA256" in text
    assert "NIST CURVE: P-256" in text
    assert "CA:FALSE" in text
    assert "DNS:localhost, DNS:www.localhost" in text
    assert key.stat().st_mode & 0o777 == 0o600
    ten_years = str(10 * 365 * 86400)
    assert openssl("x509", "-in", crt, "-noout", "-checkend",
                   ten_years).returncode == 0
    assert fingerprint(crt) in server.log()


def test_f2_a_certificate_is_never_remade(server):
    server.start()
    first = server.gemini("/").certificate
    server.reload()
    assert server.gemini("/").certificate == first
    server.stop()
    server.start()
    assert server.gemini("/").certificate == first


def test_f2_a_certificate_outlives_its_file_while_it_is_in_use(server):
    server.start()
    first = server.gemini("/").certificate
    shutil.rmtree(server.state)
    server.reload()
    assert server.gemini("/").certificate == first
    server.stop()
    server.start()
    assert server.gemini("/").certificate == first


def test_f3_a_changed_file_is_taken_up_on_reload(server, tmp_path):
    a, b = tmp_path / "a", tmp_path / "b"
    a.mkdir()
    b.mkdir()
    crt, key = client_certificate(a, "localhost")
    server.capsule_keys = f'certificate = "{crt}" key = "{key}"\n'
    server.start()
    first = server.gemini("/").certificate
    new_crt, new_key = client_certificate(b, "localhost")
    os.rename(new_key, key)
    os.rename(new_crt, crt)
    server.reload()
    # for a moment the old workers answer, too
    second = until(lambda: [c for c in [server.gemini("/").certificate]
                            if c != first])[0]
    assert fingerprint(crt) == hashlib.sha256(second).hexdigest()


@pytest.mark.parametrize("fault", ["missing", "mismatch", "broken"])
def test_f33_a_certificate_at_fault_is_named_and_at_reload_the_old_one_stays(
        server, tmp_path, fault):
    good = client_certificate(tmp_path, "good")
    crt, key = good
    named = crt
    if fault == "missing":
        crt = named = str(tmp_path / "none.crt")
    elif fault == "mismatch":
        key = named = client_certificate(tmp_path, "other")[1]
    else:
        (tmp_path / "broken.crt").write_text("nothing\n")
        crt = named = str(tmp_path / "broken.crt")
    server.capsule_keys = f'certificate = "{crt}" key = "{key}"\n'
    server.configure()
    run = subprocess.run([CHASQUI, "serve", "-c", server.conf],
                         capture_output=True, text=True, timeout=20)
    assert run.returncode in (2, 3)
    assert named in run.stderr

    server.capsule_keys = f'certificate = "{good[0]}" key = "{good[1]}"\n'
    server.start()
    first = server.gemini("/").certificate
    server.capsule_keys = f'certificate = "{crt}" key = "{key}"\n'
    server.configure()
    server.reload()
    assert named in server.log()
    assert "not reloaded" in server.log()
    assert server.gemini("/").certificate == first


def dated(folder, days):
    """The capsule's made certificate, as if it were so many days from its end
    (a file of its own; its key)."""
    crt, key = client_certificate(folder, "localhost")
    os.rename(redated(crt, key, days, crt + ".dated"), crt)
    return crt, key


def expiry(server):
    name = 'chasqui_certificate_expiry_seconds{capsule="localhost"}'
    return server.status()[name]


def test_f33_an_expired_certificate_warns_and_serves(server, tmp_path):
    crt, key = dated(tmp_path, -1)
    server.capsule_keys = f'certificate = "{crt}" key = "{key}"\n'
    server.start()
    reply = server.gemini("/a/one")
    assert reply.status == 20
    assert hashlib.sha256(reply.certificate).hexdigest() == fingerprint(crt)
    assert b"llama" in server.gopher("/a/one")
    assert f"{crt}: has expired" in server.log()
    assert "has expired" in server.status_text()
    assert expiry(server) < 0
    run = subprocess.run([CHASQUI, "check", "-c", server.conf],
                         capture_output=True, text=True)
    assert run.returncode == 1 and "has expired" in run.stderr
    # What the warning says mends it, with the key that readers know.
    before = openssl("pkey", "-in", key, "-pubout").stdout
    run = subprocess.run([CHASQUI, "cert", "make", "-c", server.conf],
                         capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    server.reload()
    until(lambda: server.gemini("/").certificate != reply.certificate)
    assert openssl("pkey", "-in", key, "-pubout").stdout == before
    assert expiry(server) > 86400


def test_f33_a_certificate_that_expired_is_taken_by_a_reload(server, tmp_path):
    server.start()
    first = server.gemini("/").certificate
    crt, key = dated(tmp_path, -1)
    server.capsule_keys = f'certificate = "{crt}" key = "{key}"\n'
    server.configure()
    server.reload()
    until(lambda: server.gemini("/").certificate != first)
    assert "not reloaded" not in server.log()


def test_a_certificate_that_ends_soon_is_told(server, tmp_path):
    crt, key = dated(tmp_path, 20)
    server.capsule_keys = f'certificate = "{crt}" key = "{key}"\n'
    server.start()
    told = r"expires in (19|20) days, on 20\d\d-\d\d-\d\d"
    assert re.search(told, server.log())
    assert re.search(told, server.status_text())
    assert 19 * 86400 < expiry(server) < 21 * 86400
    run = subprocess.run([CHASQUI, "check", "-c", server.conf],
                         capture_output=True, text=True)
    assert run.returncode == 1 and re.search(told, run.stderr)
    assert "chasqui cert make --renew" in run.stderr


def test_gopher_alone_needs_no_certificate(server, tmp_path):
    server.gemini_keys = "listen = {}"
    server.gopher_keys = "tls = false"
    server.capsule_keys = 'certificate = "/none" key = "/none"\n'
    server.start()
    assert b"llama" in server.gopher("/a/one")


def two_capsules(server):
    other = server.folder / "other"
    (other / "articles").mkdir(parents=True)
    (other / "articles" / "x.md").write_text("# Elsewhere\n")
    server.capsules = f"""
capsule "b.example" {{ root = "{other}"
aliases = {{"www.b.example"}} }}
"""
    return server.start()


def test_capsules_by_sni_each_with_its_certificate_and_index(server):
    two_capsules(server)
    port = server.gemini_port
    a = server.gemini("/a/one")
    b = server.gemini(f"gemini://b.example:{port}/a/x", sni="b.example")
    www = server.gemini(f"gemini://WWW.B.example.:{port}/a/x",
                        sni="www.b.example")
    assert a.status == b.status == www.status == 20
    assert b"Elsewhere" in b.body
    assert a.certificate != b.certificate == www.certificate
    assert server.gemini(f"gemini://b.example:{port}/a/one",
                         sni="b.example").status == 51
    for host in ("c.example", "127.0.0.1", "[::1]"):
        got = server.gemini(f"gemini://{host}:{port}/", sni=None)
        assert got.status == 53, host
        assert got.certificate == a.certificate  # M5


def test_m5_addresses_are_answered_where_the_configuration_allows_it(server):
    server.gemini_keys = "answer_addresses = true"
    server.start()
    got = server.gemini(f"gemini://127.0.0.1:{server.gemini_port}/a/one",
                        sni=None)
    assert got.status == 20 and b"llama" in got.body


def test_m8_public_ports_are_ours(server):
    server.gemini_keys = "public_ports = {1965}"
    server.start()
    assert server.gemini("gemini://localhost:1965/").status == 20
    assert server.gemini("gemini://localhost/").status == 20
    assert server.gemini("gemini://localhost:1966/").status == 53


def test_m20_zones_ask_for_certificates_60_61_62(server, tmp_path):
    mine = client_certificate(tmp_path, "mine")
    unknown = client_certificate(tmp_path, "unknown")
    old = (redated(*mine, -1, tmp_path / "old.crt"), mine[1])
    server.write("pages/members/list.md", "# The list\n\nsecret\n")
    zone = 'zone "/members/" {{ fingerprints = {{ {} }} }}\n'
    server.capsule_keys = zone.format(f'"{fingerprint(mine[0])}"')
    server.start()
    path = "/members/list"

    def ask(who, session=None):
        context = tls_context(who) if who else None
        return server.gemini(path, context=context)
    until(lambda: ask(mine).status == 20)
    assert b"secret" in ask(mine).body
    for who, status in ((None, 60), (unknown, 61), (old, 62)):
        got = ask(who)
        assert got.status == status
        assert len(got.meta) > 20 and got.body == b""
        assert b"secret" not in got.raw
    # A resumed session is the same reader.
    context = tls_context(mine)
    first = server.gemini(path, context=context)
    again = server.gemini(path, context=context, session=first.session)
    assert again.resumed and again.status == 20
    # Over Gopher nobody can say who he is.
    got = server.gopher(path)
    assert got.startswith(b"3") and b"secret" not in got
    # The list is reloadable.
    server.capsule_keys = zone.format(f'"{fingerprint(unknown[0])}"')
    server.configure()
    server.reload()
    until(lambda: ask(mine).status == 61)
    assert ask(unknown).status == 20


def test_g46_tls_on_the_gopher_port(shared):
    plain = shared.gopher("/a/one")
    assert shared.gopher("/a/one", tls=True) == plain
    with shared.connect_gopher() as sock:
        with shared.tls(sock) as secure:
            secure.sendall(b"/a/one\r\n")
            assert read_tls(secure) == (plain, True)


def test_g46_tls_on_the_gopher_port_is_closed_when_it_is_off(server):
    server.gopher_keys = "tls = false"
    server.start()
    with server.connect_gopher() as sock:
        with pytest.raises((ssl.SSLError, ConnectionError)):
            server.tls(sock)
    assert b"llama" in server.gopher("/a/one")
