import rpm
from answers import answer


def parts(text):
    head, colon, rest = text.partition(":")
    epoch, rest = (head, rest) if colon and (head.isdigit() or head == "") else ("0", text)
    version, hyphen, release = rest.rpartition("-")
    return (epoch or "0", version, release) if hyphen else (epoch or "0", rest, "")


answer(lambda a, b: rpm.labelCompare(parts(a), parts(b)))
