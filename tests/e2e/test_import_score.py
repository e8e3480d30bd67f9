"""Articles out of pages as thirty-three publishing programs and large sites
make them, and out of a hundred and forty in the manner of newspapers, site
builders, old pages and nameless ones: the text whole, and little else with it."""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
sys.path.insert(0, str(ROOT / "tests" / "pages"))

import layouts  # noqa: E402
import layouts_builders  # noqa: E402, F401
import layouts_more  # noqa: E402, F401
import layouts_news  # noqa: E402, F401
import layouts_platforms  # noqa: E402, F401
import layouts_prose  # noqa: E402, F401
import layouts_scripts  # noqa: E402, F401
import layouts_sites  # noqa: E402, F401
import layouts_texts  # noqa: E402, F401
import layouts_wires  # noqa: E402, F401
import score  # noqa: E402
from systems import SYSTEMS  # noqa: E402
from texts import Text  # noqa: E402

LANGUAGES = ["en", "es", "de", "fr"]
# What the importer reached when this was written; it may not fall.
STORED = 0.990
WORST = 0.90  # of a single page: none may go badly wrong in silence
LAYOUTS_STORED = 0.990


def pages():
    """Each system with a long and a short article, in turning languages."""
    for i, system in enumerate(SYSTEMS):
        for k, length in enumerate((11, 4)):
            language = LANGUAGES[(i + 2 * k) % len(LANGUAGES)]
            yield (f"{system.__name__}-{language}-{length}",
                   *system(Text(2 * i + k, language, length)))


def extract(folder, name, html):
    page = folder / f"{name}.html"
    page.write_bytes(html)
    done = subprocess.run([BUILD / "chasqui", "import", page, folder / name],
                          capture_output=True, text=True, timeout=60)
    found = sorted((folder / name).glob("articles/**/*.md"))
    return done, "\n".join(f.read_text() for f in found)


def test_articles_are_found_whole_and_alone(tmp_path):
    scores, lines = [], []

    def one(page):
        name, html, wanted = page
        done, markdown = extract(tmp_path, name, html.encode())
        assert done.returncode == 0, (name, done.stderr)
        return name, score.page_score(re.findall(r"\w+", "\n".join(wanted)),
                                      score.words_of_markdown(markdown))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for name, (precision, recall) in pool.map(one, pages()):
            scores.append((precision, recall))
            lines.append(f"{name}: precision {precision:.3f} "
                         f"recall {recall:.3f}")
    f1, precision, recall = score.f1(scores)
    print(*sorted(lines), sep="\n")
    print(f"articles of {len(scores)} pages: F1 {f1:.3f} "
          f"(precision {precision:.3f}, recall {recall:.3f})")
    assert len(scores) >= 60
    assert f1 >= STORED
    assert all(2 * p * r / (p + r or 1) >= WORST for p, r in scores), lines


def test_layouts_of_all_kinds_give_their_articles(tmp_path):
    def one(name):
        page, wanted, caption = layouts.page(name)
        done, markdown = extract(tmp_path, re.sub(r"\W+", "-", name), page)
        assert done.returncode == 0, (name, done.stderr)
        found = score.words_of_markdown(markdown.replace(caption, " "))
        return (name, *score.page_score(wanted, found))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        scores = list(pool.map(one, layouts.LAYOUTS))
    f1, precision, recall = score.f1([(p, r) for _, p, r in scores])
    print(*(f"{name}: precision {p:.3f} recall {r:.3f}"
            for name, p, r in sorted(scores)), sep="\n")
    print(f"articles of {len(scores)} layouts: F1 {f1:.3f} "
          f"(precision {precision:.3f}, recall {recall:.3f})")
    assert len(scores) >= 144
    assert f1 >= LAYOUTS_STORED
    assert [] == [name for name, p, r in scores
                  if 2 * p * r / (p + r or 1) < WORST]
