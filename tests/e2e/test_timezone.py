"""Days are the newsroom's own: lists, digests, feeds, the log and check."""

import os
import re

import pytest

from conftest import CHASQUI, until

import subprocess

ZONES = os.environ.get("TZDIR", "/usr/share/zoneinfo")
pytestmark = pytest.mark.skipif(
    not os.path.exists(f"{ZONES}/America/Lima"), reason="no zone files here")


def article(date, topic="Peru"):
    return f"---\ntitle: Of {date}\ndate: {date}\ntopics: [{topic}]\n---\nText.\n"


def test_lists_digest_and_shown_dates_follow_the_time_zone(server):
    server.write("capsule.conf", 'timezone = "America/Lima"\n')
    server.write("articles/late.md", article("2024-03-01T04:30:00Z"))
    server.write("articles/noon.md", article("2024-02-29 12:00"))
    server.start()
    assert "2024-02-29" in server.gemini("/a/late").text
    digest = server.gemini("/digest/2024-02-29").text
    assert "/a/late" in digest and "/a/noon" in digest
    assert "/a/late" in server.gemini("/2024/02/").text
    assert server.gemini("/2024/03/").status == 51


def test_the_feed_keeps_the_offset_of_the_author(server):
    server.write("capsule.conf", 'timezone = "America/Lima"\n')
    server.write("articles/a.md", article("2024-03-01T06:30:00+02:00"))
    server.write("articles/b.md", article("2024-02-29 12:00"))
    server.write("articles/c.md", article("2024-02-28"))
    server.start()
    feed = server.gemini("/atom.xml").text
    published = re.findall("<published>(.*?)</published>", feed)
    assert published[-3:] == ["2024-03-01T06:30:00+02:00",
                              "2024-02-29T12:00:00-05:00",
                              "2024-02-28T00:00:00-05:00"]


def test_another_zone_is_followed_while_it_runs(server):
    server.write("articles/late.md", article("2024-03-01T04:30:00Z"))
    server.write("capsule.conf", 'timezone = "America/Lima"\n')
    server.start()
    assert "/a/late" in server.gemini("/digest/2024-02-29").text
    server.write("capsule.conf", 'timezone = "Asia/Kathmandu"\n')
    until(lambda: "/a/late" in server.gemini("/digest/2024-03-01").text, 15)
    assert server.gemini("/digest/2024-02-29").status == 51


def test_the_log_says_whose_days_they_are(server):
    server.write("capsule.conf", 'timezone = "America/Lima"\n')
    server.start()
    assert "days are those of America/Lima" in server.logfile.read_text()


def test_without_a_setting_the_machines_zone_is_meant_and_said(
        server, monkeypatch):
    monkeypatch.setenv("TZ", "Etc/GMT-14")
    server.write("capsule.conf", 'title = "x"\n')
    server.write("articles/a.md", article("2024-02-29 12:00"))
    server.start()
    assert ("days are those of Etc/GMT-14, the machine's zone"
            in server.logfile.read_text())
    assert "2024-02-29T12:00:00+14:00" in server.gemini("/atom.xml").text


def test_the_day_that_has_begun_in_the_newsroom_is_no_future(
        server, monkeypatch):
    # in one of the two it is another day than in UTC, at any hour
    for zone in ("Etc/GMT-14", "Etc/GMT+12"):
        today = subprocess.run(["date", "+%F"], env={"TZ": zone}, check=True,
                               capture_output=True, text=True).stdout.strip()
        name = zone.replace("/", "-").replace("+", "p").lower()
        server.write(f"articles/{name}.md", article(today))
    server.write("capsule.conf", 'timezone = "Etc/GMT-14"\n')
    server.start()
    assert server.gemini("/a/etc-gmt-14").status == 20
    assert server.gemini("/a/etc-gmtp12").status == 20


def check(server, *words):
    return subprocess.run([CHASQUI, "check", "-c", server.conf, *words],
                          capture_output=True, text=True)


def test_an_ambiguous_date_is_named_and_settled_by_a_setting(server):
    server.write("articles/a.md", article("06/10/2021"))
    server.write("capsule.conf", "")
    server.configure()
    run = check(server)
    assert run.returncode == 1
    assert "articles/a.md:3: '06/10/2021' may have its day or its month" \
        in run.stderr
    server.write("capsule.conf", 'dates = "mdy"\n')
    assert check(server).returncode == 0


def test_a_time_zone_that_does_not_exist_is_named(server):
    server.write("capsule.conf", 'title = "x"\ntimezone = "America/Limaa"\n')
    server.configure()
    run = check(server)
    assert run.returncode == 1
    assert "capsule.conf:2: timezone: 'America/Limaa' is no time zone" \
        in run.stderr


def test_a_new_article_has_the_newsrooms_clock(server):
    server.write("capsule.conf", 'timezone = "Asia/Kathmandu"\n')
    server.configure()
    path = subprocess.run([CHASQUI, "new", "-c", server.conf, "A title"],
                          capture_output=True, text=True,
                          check=True).stdout.strip()
    with open(path) as f:
        assert re.search(r"^date: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+05:45$",
                         f.read(), re.M)
