"""A WordPress export of any size, and what importing it costs.

    python3 export.py MEGABYTES FILE
    python3 export.py --measure BUILD-FOLDER MEGABYTES
"""
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

import archive

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Gazette</title>
<wp:wxr_version>1.2</wp:wxr_version>
"""
POST = """<item><title>{title}</title>
<link>https://gazette.example/{n}/</link><dc:creator>editor</dc:creator>
<guid isPermaLink="false">https://gazette.example/?p={n}</guid>
<content:encoded><![CDATA[{body}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{n}</wp:post_id>
<wp:post_date_gmt>{year}-0{month}-1{day} 10:00:00</wp:post_date_gmt>
<wp:post_name>post-{n}</wp:post_name><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type><wp:post_password></wp:post_password>
<category domain="category" nicename="x"><![CDATA[{topic}]]></category></item>
"""
PARAGRAPH = """<!-- wp:paragraph -->
<p>{} <strong>{}</strong> {} <a href="https://gazette.example/{}">{}</a>.</p>
<!-- /wp:paragraph -->

"""


def post(n):
    rng = random.Random(n)
    body = "".join(PARAGRAPH.format(
        *(archive.sentence(rng) for _ in range(3)), n, archive.sentence(rng))
        for _ in range(rng.randint(20, 40)))
    return POST.format(title=archive.sentence(rng)[:-1], n=n, body=body,
                       year=2000 + n % 24, month=1 + n % 9, day=n % 10,
                       topic=archive.TOPICS[n % len(archive.TOPICS)])


def write(path, megabytes):
    """Write the export; how many posts it has."""
    posts = [post(n).encode() for n in range(1, 201)]
    size, n = 0, 0
    with open(path, "wb") as out:
        out.write(HEAD.encode())
        while size < megabytes << 20:
            text = posts[n % len(posts)]
            old = str(n % len(posts) + 1).encode()
            n += 1
            text = text.replace(b"?p=%s<" % old, b"?p=%d<" % n).replace(
                b"post_id>%s<" % old, b"post_id>%d<" % n).replace(
                b"post-%s<" % old, b"post-%d<" % n)
            out.write(text)
            size += len(text)
        out.write(b"</channel></rss>\n")
    return n


def peak_kb(pid):
    """The most memory of it or a child of it so far.  (What wait4() tells
    begins with what this process had when it forked.)"""
    try:
        children = pathlib.Path(f"/proc/{pid}/task/{pid}/children")
        return max(int(re.search(r"VmHWM:\s*(\d+)", pathlib.Path(
            f"/proc/{p}/status").read_text())[1])
            for p in [pid, *children.read_text().split()])
    except (OSError, TypeError):  # it has ended just now
        return 0


def measure(build, megabytes):
    """Import one of that size: posts, seconds of CPU, peak memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "export.xml")
        posts = write(source, megabytes)
        child = subprocess.Popen(
            [pathlib.Path(build, "chasqui-import"), "import", source,
             pathlib.Path(folder, "capsule")], stderr=subprocess.DEVNULL)
        ended, peak = 0, 0
        while ended == 0:
            peak = max(peak, peak_kb(child.pid))
            time.sleep(0.02)
            ended, status, used = os.wait4(child.pid, os.WNOHANG)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            raise RuntimeError(f"the import ended with {child.returncode}")
        return (posts, used.ru_utime + used.ru_stime, peak / 1024)


def main():
    if sys.argv[1] != "--measure":
        write(sys.argv[2], int(sys.argv[1]))
        return
    megabytes = int(sys.argv[3])
    posts, seconds, peak = measure(sys.argv[2], megabytes)
    print(f"an export of {megabytes} MB, {posts} posts: {peak:.0f} MB of "
          f"memory, {megabytes / seconds:.1f} MB and "
          f"{posts / seconds:.0f} posts a second of CPU")


if __name__ == "__main__":
    main()
