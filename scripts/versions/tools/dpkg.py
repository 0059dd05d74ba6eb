import subprocess
from answers import answer


def holds(a, relation, b):
    done = subprocess.run(["dpkg", "--compare-versions", "--", a, relation, b], capture_output=True)
    if b"error" in done.stderr or done.returncode > 1:
        raise ValueError(done.stderr)
    return done.returncode == 0


answer(lambda a, b: -1 if holds(a, "lt", b) else 0 if holds(a, "eq", b) else 1)
