"""The words of a section about prices, made plain before they are read: districts, notes, plans of payment. Pure."""

import re

from pipelines.normalize.school_charge_boxes import labels_first, names_first, whom_behind

_DASH = re.compile(r"(?<=[A-Za-z])[–—‑](?=[A-Za-z])")
_PLAN = re.compile(r"\b(?:payment plans?|installments?|payments)\b", re.IGNORECASE)
_PLAN_FEE = re.compile(r"\bplan fee of \$|\$ ?\d[\d.,]* (?:\w+ )?plan fee\b", re.IGNORECASE)
_BY_THE_MONTH = re.compile(r"\b(?:months?|mo|monthly|weeks?|weekly)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[a-z0-9)][.!?]) +(?=[A-Z])")
_ABOUT_PRICES = re.compile(
    r"tuition|\brates?\b|\bfees?\b|\bcosts?\b|\bprices?\b|\bcharge|\bpay|resident|in-state|out-of|district|20\d\d"
    r"|\bper \w"
    r"|\bcredits?\b|\bsemester|\bquarter|\bterm\b|\bamount|\bbooks?\b|\bestimate|\binclude|\btotal|\bdiscount"
    r"|\bsave\b|\baid\b"
    r"|\bgrants?\b|scholarship|\d",
    re.IGNORECASE,
)
_NET = re.compile(
    r"\b(?:average|typical|your) net (?:price|cost)|\bnet (?:price|cost) (?:is|was|of|after"
    r"|averag)",
    re.IGNORECASE,
)
_ASKED_FIRST = re.compile(
    r"^[^$]*, (?=(?:and )?[^,$]*\b(?:background check|drug (?:screen|test)\w*|physical exam"
    r"|immunizations?)[^,$]*\(\$)",
    re.IGNORECASE,
)
"""What else is asked of applicants before a price in brackets."""
_ABOUT_COST = re.compile(r"tuition|\bcosts?\b|\bfees?\b", re.IGNORECASE)
_AID = re.compile(
    r",?(?: (?:and|&|/))? (?:financial aid|aid|financial assistance|scholarships?|grants?|funding)\b"
    r"|^(?:financial aid|aid|scholarships?|funding),? (?:(?:and|&|/) )?",
    re.IGNORECASE,
)
_SPACED = re.compile(r"\b(in) (district|county)\b", re.IGNORECASE)
_RESIDENTS_IN = re.compile(r"\b(?:[A-Z][a-z]+ )*[Rr]esidents?,? \(?([Ii]n|[Oo]ut-of)-(district|county)\b\)?")
_BARE_MONEY = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d{2,6}\.\d\d")
_NAMELESS_FEE = re.compile(
    r"\b(technology|activity|facilit(?:y|ies)|laboratory|lab|registration|graduation|student services?"
    r"|health services?|library|parking)(,|:) ?\$",
    re.IGNORECASE,
)
_LIVE_IN = re.compile(r"\bif (?:they|you) (?:live|reside) in [A-Z][a-z]+(?: [A-Z][a-z]+)?\b")
_DO_NOT = re.compile(r"(\$ ?\d[\d,.]*(?: [\w/ ]{2,30}?)? )if (?:they|you) do not\b")
_BARE_DISTRICT = re.compile(r"\((county|district)\)", re.IGNORECASE)
_SPONSORING = re.compile(
    r"\bsponsoring (?:school )?districts?(?:['’]s?)?(?= (?:residents?|students?)|:)", re.IGNORECASE
)
_DIVISION = re.compile(r"\b((?:lower|upper)[- ]division) credit(?=\n|:| \|)", re.IGNORECASE)
_ANY_STATE = re.compile(r"\bonline,? \(?(?:in )?(?:any|all|every) states?\)?", re.IGNORECASE)
_LEADERS = re.compile(r" ?(?:\.{4,}|(?: ?\.){4,}) ?(?=\$)")
"""Dots that lead from a name to its amount."""
_VOUCHER = re.compile(r"\b(?:certification |exam(?:ination)? |test(?:ing)? )+vouchers?\b", re.IGNORECASE)
_STRF = re.compile(r"\bSTRF\b(?! fee)|\bStudent Tuition Recovery Fund\b(?! fee)")
"""What students of private schools in California pay to the state."""
_PARISH = re.compile(r"\bparish(?=\b|es)", re.IGNORECASE)
_COUNTY = re.compile(r"(?m)(?<![^\n])[A-Z][\w.]+(?: [A-Z][\w.]+)? County(?: [Rr]esidents?)?(?= ?[|:])")
_WORTH = re.compile(
    r"\(?\$ ?\d[\d,.]*\d (?:retail )?value\)?|\(?(?:worth|valued at"
    r"|a value of) \$ ?\d[\d,.]*\d\)?",
    re.IGNORECASE,
)
"""What is given with a program and not paid for."""
_OTHER_STATES = re.compile(
    r"(?:residents of|students from|students (?:living |who live )in|those from) (?:all )?other states", re.IGNORECASE
)
_SLASHED_YEAR = re.compile(r"\b(20\d\d)/((?:20)?\d\d)\b(?!/)")
_LONGEST_LABEL = 80
_NOTE = re.compile(r"^[*†‡]")
_SPANISH_FEE = re.compile(
    r"\b(?:cuota|cargo) (?:de|por) (admisi[oó]n|solicitud|graduaci[oó]n|tecnolog[ií]a"
    r"|laboratorio)",
    re.I,
)
_OTHER_SPANISH_FEE = re.compile(r"\b(?:cuota|cargo) (?:de|por|general de) ([^\W\d_]{3,20})(?=[ :|(])", re.IGNORECASE)
_FEES = {"admi": "admission", "soli": "application", "grad": "graduation", "tecn": "technology", "labo": "laboratory"}
_TERMS_OF_A_YEAR = re.compile(
    r"\bFall (20\d\d) ?(?:/|-|–|&|and|,"
    r"|through) ?(?:Winter (?:20\d\d)? ?/ ?)?Spring (20\d\d)\b",
    re.IGNORECASE,
)
RESIDENCY_LABEL = re.compile(
    r"[^:$]{0,30}\b(?:in|out)-(?:of-)?(?:district|state|county)\b[^:$]{0,20}:"
    r"|[^:$]{0,20}\b(?:non-?)?residents?\b[^:$]{0,12}:",
    re.IGNORECASE,
)
"""A line that begins with the residency that its amounts are for."""
RESIDENCY_BEHIND = re.compile(
    r"\$[\d,.]+\d(?: ?(?:per|/) ?\w+(?: hour)?)? (?:for )?\(?(?:in-|out-|non|resident|district)", re.IGNORECASE
)
"""An amount whose residency stands behind it: ``$2,388 in-state``."""


def plain_prices(text: str) -> str:
    """The section in the words that the tuition normalizer knows."""
    text = _SPACED.sub(
        r"\1-\2", text.replace("out of district", "out-of-district").replace("out of county", "out-of-county")
    )
    text = names_first(_whom_in_words(_LEADERS.sub(": ", text)))
    text = _NAMELESS_FEE.sub(r"\1 fee\2 $", text)
    text = _VOUCHER.sub("exam", text)
    text = _STRF.sub("STRF fee", text)
    text = _RESIDENTS_IN.sub(r"\1-\2 residents", text)
    text = "\n".join(map(_without_strays, _WORTH.sub("", text).split("\n")))
    text = _OTHER_STATES.sub("out-of-state residents", text)
    text = _SLASHED_YEAR.sub(r"\1-\2", text)
    text = _TERMS_OF_A_YEAR.sub(lambda terms: f"{terms[1]}-{terms[2][2:]}", text)
    text = _SPANISH_FEE.sub(lambda fee: f"{_FEES[fee[1][:4].lower()]} fee", text)
    text = _OTHER_SPANISH_FEE.sub(r"\1 fee", text)
    return _with_note(_plain_districts(_without_plans(_DASH.sub("-", whom_behind(labels_first(text))))))


def _whom_in_words(text: str) -> str:
    """For whom a price is, where a clause says it: ``if they live in Ohio``, ``(county)``, ``Online, any state``."""
    text = _LIVE_IN.sub("for in-state residents", text)
    text = _DO_NOT.sub(r"\1for out-of-state residents", text) if "in-state residents" in text else text
    text = _DIVISION.sub(r"\1, per credit", _SPONSORING.sub("in-district", text))
    return _ANY_STATE.sub("Online", _BARE_DISTRICT.sub(r"(in-\1)", text))


def _without_strays(line: str) -> str:
    """A line with prices without its sentences about other things (an award there is no scholarship)."""
    if " | " in line:
        return " | ".join(f"${cell}" if _BARE_MONEY.fullmatch(cell) else cell for cell in line.split(" | "))
    if "$" not in line:
        is_heading = len(line) < _LONGEST_LABEL and _ABOUT_COST.search(line)
        return _AID.sub("", line).strip() if is_heading else line
    sentences = [told for told in _SENTENCE.split(line) if not _NET.search(told)]
    told = " ".join(told for told in sentences if "$" in told or _ABOUT_PRICES.search(told))
    return _ASKED_FIRST.sub("", told) if told.count("$") == 1 else told


def _without_plans(text: str) -> str:
    """The text without sentences on paying by the month: what they name is a part of a price told elsewhere."""
    if not _PLAN.search(text):
        return text
    kept = [
        told
        for told in re.split(
            r"(?<=[.!?])(?=\s)"
            r"|(?=\n)",
            text,
        )
        if not (_PLAN.search(told) and _BY_THE_MONTH.search(told)) or _PLAN_FEE.search(told)
    ]
    return "".join(kept)


def _plain_districts(text: str) -> str:
    """A county or parish that a row or a line names as its residents' is the college's own district."""
    return _COUNTY.sub("In-county residents", _PARISH.sub("county", text))


def _with_note(text: str) -> str:
    """The note to the only marked amount (``*With fees, for residents``) behind it, so that its words hold for it."""
    lines = text.split("\n")
    notes = [line for line in lines if _NOTE.match(line)]
    marked = [line for line in lines if "*" in line and line not in notes]
    if len(notes) != 1 or len(marked) != 1:
        return text
    note = _SENTENCE.split(notes[0].lstrip("*†‡ "))[0].rstrip(".")
    told = f"{marked[0].replace('*', '')} ({note})"
    return "\n".join(told if line is marked[0] else line for line in lines if line not in notes)


def amounts_apart(line: str) -> list[str]:
    """Amounts of one line that each have their residency behind them, as lines of their own."""
    if line.count("$") < 2 or len(RESIDENCY_BEHIND.findall(line)) != line.count("$"):
        return [line]
    return re.split(r"(?<=[a-z)]),? +(?=\$)", line)
