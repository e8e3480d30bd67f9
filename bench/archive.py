"""Make an archive of any size for the bench: plausible articles of some 3 kB,
the same for the same number.

    python3 archive.py COUNT FOLDER
"""
import datetime
import pathlib
import random
import sys

WORDS = """harbour pilot lantern estuary tide council ferry ballot reef chart
mast signal keeper storm quay cargo island lighthouse channel bridge season
market fleet record letter question answer morning winter engine weather
election motion deadline vigil coast interior teacher pencil square network
paper archive reader border valley river mountain village school hospital
strike union wage shift factory garment health worker movement assembly""".split()
TOPICS = [f"{a} {b}" for a in ("North", "South", "East", "West", "Old")
          for b in ("Harbour", "Islands", "Estuary", "Lighthouses")]
AUTHORS = [f"{a}. {b}" for a in "MRTIL" for b in ("Ostrom", "Vane", "Quispe")]
FIRST = datetime.date(2001, 1, 1)


def sentence(rng):
    words = rng.choices(WORDS, k=rng.randint(8, 18))
    return " ".join(words).capitalize() + "."


def article(number, count, common):
    """One article's file name and text.  Every one is in the common topic;
    ten of all have the word that a rare search asks for."""
    rng = random.Random(number)
    day = FIRST + datetime.timedelta(days=number * 9000 // max(count, 1))
    title = f"{' '.join(rng.choices(WORDS, k=5)).title()} {number}"
    topics = [common] + rng.sample(TOPICS, 2)
    body = []
    for _ in range(rng.randint(4, 6)):
        body.append(" ".join(sentence(rng) for _ in range(6)))
    if number % max(count // 10, 1) == 7:
        body.append("Seldom was a quetzalcoatlus seen here.")
    body.insert(2, "## " + sentence(rng)[:-1])
    body.append(f"See [the map](https://map.example/{number}) and "
                f"**{rng.choice(WORDS)}**.\n\n- " +
                "\n- ".join(sentence(rng) for _ in range(3)))
    text = (f"---\ntitle: {title}\ndate: {day}T{number % 24:02}:00:00Z\n"
            f"author: {rng.choice(AUTHORS)}\ntopics: [{', '.join(topics)}]\n"
            "---\n" + "\n\n".join(body) + "\n")
    return f"{day:%Y/%m}/{day}-story-{number}.md", text


def story(number, size):
    """An article of some bytes, made of the texts of others."""
    text, part = "", number * 20
    while len(text) < size:
        text += article(part, 10**6, "Everything")[1].split("---\n", 2)[2] + "\n"
        part += 1
    text = text[:size].rsplit("\n", 1)[0]
    return (f"---\ntitle: The Story {number}\n"
            f"date: {FIRST + datetime.timedelta(days=number)}\n"
            f"author: {AUTHORS[number % len(AUTHORS)]}\n"
            f"topics: [Stories, {TOPICS[number % len(TOPICS)]}]\n"
            f"---\n{text}\n")


def make(count, folder):
    root = pathlib.Path(folder) / "articles"
    made = set()
    for number in range(count):
        name, text = article(number, count, "Everything")
        path = root / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_text(text)


if __name__ == "__main__":
    make(int(sys.argv[1]), sys.argv[2])
