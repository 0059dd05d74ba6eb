from packaging.version import Version
from answers import answer


def compare(a, b):
    left, right = Version(a), Version(b)
    return (left > right) - (left < right)


answer(compare)
