"""Policies, conditions, wishes and news that only sound like a claim: unknown; schools are invented.

Each line: the text (``//`` for a line end), then agency, status, level, since and until of each entry; dashes for
nothing.
"""

from tests.pipelines.test_accreditation import read_entries
from tests.together import together

CASES = """
The nursing program at Mill Run College is on conditional approval. => -|unknown|program|-|-
Programs that seek initial accreditation with CAHIIM must first be candidates. => CAHIIM|unknown|program|-|-
CAHIIM accredits degree programs in health informatics and health information management. => \
CAHIIM|unknown|program|-|-
Graduates of CAHIIM-accredited programs may sit for the RHIT exam. => CAHIIM|unknown|program|-|-
The curriculum follows CAHIIM's competencies. => CAHIIM|unknown|program|-|-
Programs may request inactive status for up to two years. => -|unknown|program|-|-
The next comprehensive review by HLC takes place in 2027-28. => HLC|unknown|institution|-|-
ABHES is recognized by the U.S. Department of Education. => ABHES|unknown|institution|-|-
Is the program accredited by CAHIIM? => CAHIIM|unknown|program|-|-
Choose a program that is accredited by CAHIIM. => CAHIIM|unknown|program|-|-
The Commission may place an institution on probation. => -|unknown|institution|-|-
NEASC was succeeded by NECHE in 2018. => NECHE|unknown|institution|-|-
Letter of Review from CoAEMSP issued to the Paramedic program => -|unknown|program|-|-
MSCHE, which accredits institutions in the mid-Atlantic, moved its offices in 2018. => MSCHE|unknown|institution|-|-
An institution on probation is still accredited. => -|unknown|institution|-|-
Accredited institutions must submit annual reports to ACCSC. => ACCSC|unknown|institution|-|-
Loss of accreditation would affect Title IV eligibility. => -|unknown|institution|-|-
CAHIIM accreditation is important to employers. => CAHIIM|unknown|program|-|-
Why choose an accredited program? => -|unknown|program|-|-
Our faculty helped write the CAHIIM standards. => CAHIIM|unknown|program|-|-
The program was designed to meet CAHIIM accreditation requirements. => CAHIIM|unknown|program|-|-
Students in the program are prepared for accreditation as RHIT. => -|unknown|program|-|-
ACICS lost federal recognition in 2016. => ACICS|unknown|institution|-|-
The accreditor was denied recognition. => -|unknown|institution|-|-
Accreditation Standards //  // Higher Learning Commission (HLC) => HLC|unknown|institution|-|-
For information on accreditation contact CAHIIM, 200 East Randolph Street, Chicago. => CAHIIM|unknown|program|-|-
Accreditation was placed in abeyance by CAHIIM in 2019. => CAHIIM|unknown|program|-|-
The program is closing; accreditation will be maintained until all students graduate. => -|unknown|program|-|-
AAPC-approved curriculum => AAPC|unknown|program|-|-
The Commission on Accreditation for Health Informatics and Information Management Education was formed in \
2004. => CAHIIM|unknown|program|-|-
Northwest Association is now NWCCU. => NWCCU|unknown|institution|-|-
If the program does not receive accreditation, graduates cannot sit for the exam. => -|unknown|program|-|-
The curriculum was reviewed by an accredited school. => -|unknown|institution|-|-
Credits transfer from any accredited institution. => -|unknown|institution|-|-
Applicants need a degree from a college accredited by HLC. => HLC|unknown|institution|-|-
All programs must be accredited by CAHIIM. => CAHIIM|unknown|program|-|-
If the program is accredited by CAHIIM, graduates may sit for the exam. => CAHIIM|unknown|program|-|-
Licensed by the state; accreditation is not required. => -|unknown|institution|-|-
A site visit by CAHIIM is scheduled for fall 2025. => CAHIIM|unknown|program|-|-
The coding certificate is eligible for AHIMA approval. => AHIMA-PCAP|unknown|program|-|-
Defer action on the accreditation of Tamarack College => -|unknown|institution|-|-
Accept the closure report of Mill Basin College => -|unknown|institution|-|-
DETC is now called DEAC. => DEAC|unknown|institution|-|-
The Commission was formerly known as NLNAC. => ACEN|unknown|program|-|-
An institution must be a candidate before it is accredited. => -|unknown|institution|-|-
A program that fails to pay its fee may be placed on administrative probation by CAHIIM. => CAHIIM|unknown|program|-|-
We built this certificate to be consistent with AHIMA's guidelines. => -|unknown|program|-|-
Our master's curriculum is mapped to the domains of CAHIIM. => CAHIIM|unknown|program|-|-
The self-study for CAHIIM is being prepared. => CAHIIM|unknown|program|-|-
The Department of Education recognizes HLC. => HLC|unknown|institution|-|-
Nothing here about that. => -|unknown|institution|-|-
Our 60-credit associate degree follows the curriculum map of AHIMA and CAHIIM. => CAHIIM|unknown|program|-|-
The Council for Higher Education Accreditation recognizes DEAC. => DEAC|unknown|institution|-|-
Every ten years an accredited college is visited by a team of peers. => -|unknown|institution|-|-
A college that loses HLC accreditation may not award federal aid. => HLC|unknown|institution|-|-
Candidacy precedes accreditation at ACEN. => ACEN|unknown|program|-|-
The DETC was the earlier name of DEAC. => DEAC|unknown|institution|-|-
Founded in 1912, ABHES is one of the oldest accreditors in the country. => ABHES|unknown|institution|-|-
ACICS suspended the accreditation of the institute in 2015. => ACICS|unknown|institution|-|-
Our graduates come from programs accredited by CAHIIM. => CAHIIM|unknown|program|-|-
To be eligible for RHIA, you must graduate from a CAHIIM accredited program. => CAHIIM|unknown|program|-|-
Accreditation by CAHIIM is not guaranteed. => CAHIIM|unknown|program|-|-
Claims of accreditation by CAHIIM on older brochures are wrong. => CAHIIM|unknown|program|-|-
The program had its accreditation put on hold. => -|unknown|program|-|-
Students should ask whether a school is accredited by ABHES. => ABHES|unknown|institution|-|-
CAHIIM accreditation is what employers look for. => CAHIIM|unknown|program|-|-
Accredited schools list: ACCSC => ACCSC|unknown|institution|-|-
Accreditation visit 2026: CAHIIM => CAHIIM|unknown|program|-|-
The program was reviewed for accreditation by CAHIIM in 2019. => CAHIIM|unknown|program|-|-
Once CAHIIM accredits the program, graduates may sit for RHIT. => CAHIIM|unknown|program|-|-
The degree meets the requirements of the CAHIIM accreditation standards. => CAHIIM|unknown|program|-|-
Employers prefer graduates of CAHIIM accredited programs. => CAHIIM|unknown|program|-|-
Transfer credit is accepted from schools accredited by HLC or SACSCOC. => HLC|unknown|institution|-|- ; \
SACSCOC|unknown|institution|-|-
We follow the accreditation guidelines of HLC. => HLC|unknown|institution|-|-
Ask us about accreditation by DEAC. => DEAC|unknown|institution|-|-
The faculty includes a CAHIIM accreditation reviewer. => CAHIIM|unknown|program|-|-
The program, whose accreditation by CAHIIM is under appeal, admits students. => CAHIIM|unknown|program|-|-
ACCSC accredited schools may use the seal. => ACCSC|unknown|institution|-|-
Credits earned at an institution accredited by HLC transfer. => HLC|unknown|institution|-|-
Applicants with a degree from a program accredited by ACEN are admitted. => ACEN|unknown|program|-|-
Accreditation by COE means the school meets high standards. => COE|unknown|institution|-|-
CAHIIM accreditation is a goal of the department. => CAHIIM|unknown|program|-|-
It has not been decided whether CAHIIM will accredit the program. => CAHIIM|unknown|program|-|-
An ABHES accredited institution can award Title IV aid. => ABHES|unknown|institution|-|-
In order for graduates to sit for the RHIA, their program must be CAHIIM accredited. => CAHIIM|unknown|program|-|-
The only CAHIIM accredited program in the state closed in 2012. => CAHIIM|unknown|program|-|-
Compare schools accredited by DEAC. => DEAC|unknown|institution|-|-
How to find a DEAC accredited school => DEAC|unknown|institution|-|-
"""


@together("case", CASES.strip().splitlines())
def test_nothing_is_claimed(case: str) -> None:
    text, expected = case.split(" => ")
    assert read_entries(text.replace(" // ", "\n\n")) == sorted(expected.split(" ; "))
