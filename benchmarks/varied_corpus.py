"""A corpus as large as one likes, made from a small one: each text many times, no two alike.

python benchmarks/varied_corpus.py --corpus DIR --documents 10000 --output DIR

A copy lacks one sentence in eight, has other last digits in its figures (years stay), and gives other surnames to some
of its people, the same ones throughout: so figures and names grow with the corpus, as they do in a real one."""

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from kg.documents import find

_HEAD_LINES = 9
_SENTENCE = re.compile(r"(?<=[.!?…]) (?=[А-ЯЁӘҒҚҢӨҰҮІA-Z«])")
_FIGURE = re.compile(r"\b(?!(?:19|20)\d\d\b)\d+(?=\d\b)(\d)")
_SURNAME = re.compile(r"\b([А-ЯЁ][а-яё]{2,})(ов|ев|ин)(а|у|ым|е|ой|ых|ы|)\b")
_SYLLABLES = (
    "ба бе ва ви га го да до жа жи за зо ка ко ла ли ма ми на но па по ра ро са си та то фа фе ха хо ша ши".split()
)


def varied(text: str, random: Random) -> str:
    """One copy of the text."""
    lines = text.splitlines(keepends=True)
    head, body = "".join(lines[:_HEAD_LINES]), "".join(lines[_HEAD_LINES:])
    body = " ".join(sentence for sentence in _SENTENCE.split(body) if random.random() > 1 / 8)
    body = _FIGURE.sub(lambda figure: figure[0][:-1] + str(random.randrange(10)), body)
    stems = sorted({name[1] for name in _SURNAME.finditer(body)})
    other = {stem: _stem(random) for stem in stems if random.random() < 1 / 4}
    return head + _SURNAME.sub(lambda name: other.get(name[1], name[1]) + name[2] + name[3], body)


def _stem(random: Random) -> str:
    return "".join(random.choice(_SYLLABLES) for _ in range(3)).capitalize() + random.choice("лмнрст")


def copies(texts: Sequence[Path], count: int) -> Iterator[tuple[str, str]]:
    """File names and texts: the originals first, then the copies of each, always the same ones."""
    seen: set[str] = set()
    for at in range(count):
        source, round_ = texts[at % len(texts)], at // len(texts)
        text = source.read_text(encoding="utf-8")
        if round_:
            text = varied(text, Random(f"{source.name}/{round_}"))
        if round_ and text in seen:
            # A note of three sentences without a figure has few copies.
            text = f"{text.rstrip()} Запись {round_}.\n"
        if text in seen:
            raise ValueError(f"{source}: a text that another file has")
        seen.add(text)
        yield (f"{source.stem}_{round_:03}{source.suffix}" if round_ else source.name), text


def write(corpus: Path, count: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in copies(find([corpus]), count):
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR", help="folder of texts")
    parser.add_argument("--documents", type=int, default=10_000, metavar="N")
    parser.add_argument("--output", type=Path, required=True, metavar="DIR")
    arguments = parser.parse_args()
    write(arguments.corpus, arguments.documents, arguments.output)
