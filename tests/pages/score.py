"""How much of an article was found, and how much else with it: shingles of
four words, as the public article-extraction benchmarks count them."""
import collections
import re

SHINGLE = 4


def words_of_markdown(text):
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", " ", text)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    text = re.sub(r"</?su[pb]>", " ", text)
    text = re.sub(r"^ *\d+\. ", " ", text, flags=re.M)  # a list's numbers
    text = re.sub(r"<!--.*?-->", " ", text, flags=re.S)
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return re.findall(r"\w+", text)


def shingles(words):
    return collections.Counter(
        tuple(words[i:i + SHINGLE])
        for i in range(max(1, len(words) - SHINGLE + 1)))


def page_score(wanted, found):
    """Precision and recall of one page."""
    w, f = shingles(wanted), shingles(found)
    both = sum((w & f).values())
    return both / max(1, sum(f.values())), both / max(1, sum(w.values()))


def f1(scores):
    """Of the averages over all pages."""
    precision = sum(p for p, _ in scores) / len(scores)
    recall = sum(r for _, r in scores) / len(scores)
    return 2 * precision * recall / (precision + recall), precision, recall
