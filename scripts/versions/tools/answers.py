"""One answer a line for a pair of versions a line (parted by a tab): -1, 0, 1, or ! where a version is refused."""
import sys


def answer(compare):
    out = []
    for line in sys.stdin:
        a, b = line.rstrip("\n").split("\t")
        try:
            way = compare(a, b)
            out.append(str((way > 0) - (way < 0)))
        except ValueError:
            out.append("!")
    sys.stdout.write("\n".join(out) + "\n")
