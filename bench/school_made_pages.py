"""Generated program pages of invented schools in six shapes, for benchmarks, with menus, scripts and styles around.

Every page is a head, a number that makes it unlike all others, and a tail, so that a server need not keep each whole.
"""

import json
import random
from collections.abc import Callable, Iterator

SHAPES = ("jsonld", "acalog", "courseleaf", "smartcatalog", "tables", "prose")
MARK = "@@NUMBER@@"
CAHIIM = "Commission on Accreditation for Health Informatics and Information Management Education (CAHIIM)"
_TITLES = (
    ("Health Information Technology", "Associate of Applied Science"),
    ("Health Information Management", "Bachelor of Science"),
    ("Medical Coding and Billing", "Certificate"),
    ("Health Informatics", "Master of Science"),
)
_COURSES = (
    "Introduction to Health Information", "Medical Terminology", "Anatomy and Physiology I",
    "Anatomy and Physiology II", "ICD-10-CM Coding", "CPT and HCPCS Coding", "Pathophysiology",
    "Pharmacology for Health Information", "Legal Aspects of Health Information", "Health Data Management",
    "Quality Improvement in Health Care", "Reimbursement Methods", "Health Statistics", "Electronic Health Records",
    "Professional Practice Experience", "College Composition I", "Introduction to Psychology", "College Algebra",
    "Public Speaking", "Registry Review",
)  # fmt: skip
_SENTENCES = (
    "Students learn to collect, analyze and protect the information that health care runs on.",
    "Graduates work in hospitals, physician offices, insurance companies and public health agencies.",
    "Courses are offered in the evening and online so that working adults can attend.",
    "The professional practice experience is completed at a clinical site near the student.",
    "Applicants need a high school diploma or its equivalent and a placement test in reading.",
    "An advisor helps each student to plan the sequence of courses.",
)
Chance = random.Random


def made_page(number: int) -> tuple[bytes, bytes]:
    """Head and tail of generated page ``number``; its shape goes round the six shapes."""
    chance = Chance(number)
    shape = SHAPES[number % len(SHAPES)]
    title, award = _TITLES[chance.randrange(len(_TITLES))]
    main = _MAKERS[shape](chance, title, award)
    script = _jsonld(chance, title, award) if shape == "jsonld" else ""
    head, _, tail = _around(chance, f"{title} {award} {MARK}", main, script).partition(MARK)
    return head.encode(), tail.replace(MARK, str(number)).encode()


def _around(chance: Chance, title: str, main: str, script: str) -> str:
    menu = "".join(
        f'<li class="nav-item"><a class="nav-link" href="/{word}/{part}">{word.title()} {part}</a></li>'
        for word in ("about", "admissions", "student-life", "library", "athletics", "news")
        for part in ("overview", "contacts", "visit", "resources", "forms", "faq")
    )
    foot = "".join(f'<a href="/footer/{n}">Footer link {n}</a> | ' for n in range(24))
    style = "".join(f".block-{n}{{margin:{n}px;padding:0 {n}px;display:block}}" for n in range(60))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | Made College</title>'
        f'<meta name="description" content="{_SENTENCES[0]}"><style>{style}</style>{script}'
        f"<script>var dataLayer=[{{page:{chance.randrange(10**6)}}}];function t(){{return dataLayer.length}}</script>"
        f'</head><body><header><a href="/">Made College</a><nav><ul>{menu}</ul></nav></header>'
        f'<main id="content"><h1>{title}</h1>{main}</main><footer>{foot}<p>555 Made Street</p></footer></body></html>'
    )


def _jsonld(chance: Chance, title: str, award: str) -> str:
    told = {
        "@context": "https://schema.org", "@type": "EducationalOccupationalProgram", "name": f"{title}, {award}",
        "educationalCredentialAwarded": award, "numberOfCredits": chance.randrange(16, 130), "timeToComplete": "P2Y",
        "description": " ".join(_SENTENCES), "provider": {"@type": "CollegeOrUniversity", "name": "Made College"},
        "offers": {"@type": "Offer", "price": str(chance.randrange(4000, 30000)), "priceCurrency": "USD"},
    }  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(told)}</script>'


def _courses(chance: Chance) -> Iterator[tuple[str, str, int]]:
    for place, name in enumerate(_COURSES):
        yield f"HIT {100 + place * 5 + chance.randrange(5)}", name, chance.randrange(1, 5)


def _prose_parts(chance: Chance, number: int) -> str:
    return "".join(f"<p>{' '.join(chance.choices(_SENTENCES, k=4))}</p>" for _ in range(number))


def _accredited(chance: Chance, title: str, award: str) -> str:
    year = chance.randrange(2026, 2034)
    return f"<p>The {award} in {title} at Made College is accredited by the {CAHIIM}, reaffirmed through {year}.</p>"


def _with_data(chance: Chance, title: str, award: str) -> str:
    return f"<p>Award: {award}</p>{_accredited(chance, title, award)}{_prose_parts(chance, 6)}"


def _acalog(chance: Chance, title: str, award: str) -> str:
    rows = "".join(
        f'<li class="acalog-course"><span><a href="#" onclick="showCourse(\'12\', \'{place}\')">{code} - {name}</a> '
        f"{credit} Credit(s)</span></li>"
        for place, (code, name, credit) in enumerate(_courses(chance))
    )
    told = f"{_accredited(chance, title, award)}{_prose_parts(chance, 3)}"
    return (
        f'<table class="table_default"><tr><td class="block_content">{told}<div class="acalog-core">'
        f'<h2><a name="required"></a>Required courses ({award})</h2><hr><ul>{rows}</ul></div>'
        f'<div class="acalog-core"><h3>Total: {chance.randrange(30, 70)} Credits</h3></div></td></tr></table>'
    )


def _courseleaf(chance: Chance, title: str, award: str) -> str:
    rows = "".join(
        f'<tr class="odd"><td class="codecol"><a href="/search/?P={code}" class="bubblelink">{code}</a></td>'
        f'<td>{name}</td><td class="hourscol">{credit}</td></tr>'
        for code, name, credit in _courses(chance)
    )
    told = f"{_accredited(chance, title, award)}{_prose_parts(chance, 3)}"
    return (
        f'<div id="textcontainer" class="page_content">{told}</div><table class="sc_courselist">'
        "<caption>Course list</caption><thead><tr><th>Code</th><th>Title</th><th>Credits</th></tr></thead>"
        f'<tbody>{rows}<tr class="listsum"><td colspan="2">Total Credits</td><td class="hourscol">'
        f"{chance.randrange(30, 70)}</td></tr></tbody></table>"
    )


def _smartcatalog(chance: Chance, title: str, award: str) -> str:
    rows = "".join(
        f'<tr><td><a class="sc-courselink" href="/courses/{place}">{code}</a></td><td class="sc-coursetitle">'
        f'{name}</td><td><p class="credits">{credit}</p></td></tr>'
        for place, (code, name, credit) in enumerate(_courses(chance))
    )
    told = f"{_accredited(chance, title, award)}{_prose_parts(chance, 3)}"
    return (
        f'<div id="rightpanel"><div class="desc">{told}</div><div class="field-degree">Degree Type</div><p>{award}</p>'
        f'<div id="degreeRequirements"><h2>Requirements</h2><table><tbody>{rows}</tbody></table>'
        f'<div class="programTotal">Total Credit Hours: {chance.randrange(30, 70)}</div></div></div>'
    )


def _tables(chance: Chance, title: str, award: str) -> str:
    costs = "".join(
        f"<tr><th>{name}</th><td>${chance.randrange(80, 9000):,}</td></tr>"
        for name in ("In-state tuition per credit", "Out-of-state tuition per credit", "Fees per semester", "Books")
    )
    outcomes = "".join(
        f"<tr><td>{year}</td><td>{chance.randrange(60, 100)}%</td><td>{chance.randrange(60, 100)}%</td></tr>"
        for year in (2023, 2024, 2025)
    )
    courses = "".join(f"<tr><td>{c}</td><td>{n}</td><td>{k}</td></tr>" for c, n, k in _courses(chance))
    return (
        f"<h2>Accreditation</h2>{_accredited(chance, title, award)}<h2>Program details</h2><ul><li>Credential: {award}"
        f"</li><li>Credits: {chance.randrange(30, 70)}</li><li>Delivery: Online</li></ul><h2>Costs 2025-26</h2>"
        f"<table>{costs}</table><h2>Outcomes</h2><table><tr><th>Year</th><th>Graduation rate</th>"
        f"<th>Employment rate</th></tr>{outcomes}</table><h2>Curriculum</h2><table><tr><th>Course</th><th>Title</th>"
        f"<th>Credits</th></tr>{courses}</table>{_prose_parts(chance, 2)}"
    )


def _prose(chance: Chance, title: str, award: str) -> str:
    return (
        f"{_accredited(chance, title, award)}<p>The {award} takes {chance.randrange(30, 70)} credit hours and costs "
        f"${chance.randrange(90, 400)} per credit hour for residents.</p>{_prose_parts(chance, 12)}"
        f"<p>In 2025, {chance.randrange(60, 100)} percent of our graduates found employment in the field.</p>"
    )


_MAKERS: dict[str, Callable[[Chance, str, str], str]] = {
    "jsonld": _with_data, "acalog": _acalog, "courseleaf": _courseleaf, "smartcatalog": _smartcatalog,
    "tables": _tables, "prose": _prose,
}  # fmt: skip
