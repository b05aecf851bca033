"""Every other status, and sentences that only sound like a claim: never read as accredited; schools are invented.

Each line: the text (``//`` for a line end), then agency, status, level, since and until of each entry; dashes for
nothing.
"""

import pytest

from tests.pipelines.test_accreditation import read_entries

CASES = """
In 2016 two colleges resigned from ACICS. => ACICS|withdrawn|institution|-|2016
Placed on Show Cause: Larkmoor College => -|probation|institution|-|-
The Commission acted to issue a warning to Fernhollow College. => -|probation|institution|-|-
Denied initial accreditation: Ashgrove Institute => -|not_accredited|institution|-|-
The Commission granted candidacy to Tall Pines University in June 2019. => -|candidate|institution|2019|-
Tall Pines University has been a candidate for accreditation with WSCUC since 2019. => \
WSCUC|candidate|institution|2019|-
The nursing program at Mill Run College is on conditional approval. => -|unknown|program|-|-
Programs that seek initial accreditation with CAHIIM must first be candidates. => CAHIIM|unknown|program|-|-
CAHIIM accredits degree programs in health informatics and health information management. => \
CAHIIM|unknown|program|-|-
Graduates of CAHIIM-accredited programs may sit for the RHIT exam. => CAHIIM|unknown|program|-|-
The program will seek CAHIIM accreditation in 2026. => CAHIIM|seeking|program|-|-
We are currently in the process of applying for accreditation through CAHIIM. => CAHIIM|seeking|program|-|-
The curriculum follows CAHIIM's competencies. => CAHIIM|unknown|program|-|-
The HIM program is not accredited by CAHIIM. => CAHIIM|not_accredited|program|-|-
The certificate is not yet accredited. => -|not_accredited|program|-|-
The program's accreditation was withdrawn effective December 31, 2019 at the request of the college. => \
-|withdrawn|program|-|2019
Dunmere College voluntarily relinquished its CAHIIM accreditation in 2020. => CAHIIM|withdrawn|program|-|2020
The HIT program has been placed on inactive status by CAHIIM. => CAHIIM|inactive|program|-|-
Programs may request inactive status for up to two years. => -|unknown|program|-|-
The program was placed on probation by CAAHEP in 2017. => CAAHEP|probation|program|2017|-
The program is accredited with probation by JRCERT. => JRCERT|probation|program|-|-
Although on probation, the college remains accredited by SACSCOC. => SACSCOC|probation|institution|-|-
HLC placed the college on notice; it remains accredited. => HLC|probation|institution|-|-
The next comprehensive review by HLC takes place in 2027-28. => HLC|unknown|institution|-|-
Fairlight Technical Institute was formerly accredited by ACICS. => ACICS|expired|institution|-|-
The institute used to hold ACCSC accreditation. => ACCSC|expired|institution|-|-
Its accreditation by ACCET expired in 2015. => ACCET|expired|institution|-|2015
ABHES is recognized by the U.S. Department of Education. => ABHES|unknown|institution|-|-
The college is a candidate for accreditation by ACBSP. => ACBSP|candidate|program|-|-
Accreditation status: Probation => -|probation|institution|-|-
Initial accreditation was awarded in March 2015. => -|initial|institution|2015|-
The program received initial accreditation from CAHIIM in 2015. => CAHIIM|initial|program|2015|-
The associate program has achieved candidacy status with CAHIIM. => CAHIIM|candidate|program|-|-
The program has submitted its application to CAHIIM. => CAHIIM|seeking|program|-|-
Accreditation by the Commission has been withheld. => -|not_accredited|institution|-|-
Is the program accredited by CAHIIM? => CAHIIM|unknown|program|-|-
Choose a program that is accredited by CAHIIM. => CAHIIM|unknown|program|-|-
The Commission may place an institution on probation. => -|unknown|institution|-|-
NEASC was succeeded by NECHE in 2018. => NECHE|unknown|institution|-|-
Our surgical technology program lost its accreditation in 2014. => -|withdrawn|program|-|2014
The program's CAAHEP accreditation lapsed in August 2012. => CAAHEP|expired|program|-|2012
Letter of Review from CoAEMSP issued to the Paramedic program => -|unknown|program|-|-
No longer accredited by ACICS => ACICS|expired|institution|-|-
Sierra Tule College is neither accredited by HLC nor a candidate. => HLC|not_accredited|institution|-|-
Continued on Warning: Sage Flats Community College => -|probation|institution|-|-
The Commission accepted the voluntary withdrawal of Corbel University, effective June 30, 2020. => \
-|withdrawn|institution|-|2020
MSCHE, which accredits institutions in the mid-Atlantic, moved its offices in 2018. => MSCHE|unknown|institution|-|-
This school is not accredited by an agency recognized by the U.S. Secretary of Education. => \
-|not_accredited|institution|-|-
Hazelmere plans to apply for accreditation with TRACS. => TRACS|seeking|institution|-|-
The program had been accredited by CAHIIM until 2016. => CAHIIM|expired|program|-|2016
The program was accredited by CAHIIM from 2004 to 2014. => CAHIIM|expired|program|2004|2014
The college remains accredited while on warning with ACCJC. => ACCJC|probation|institution|-|-
On July 1, 2022 SACSCOC placed Palmetto Bay College on warning for twelve months. => \
SACSCOC|probation|institution|2022|-
Sanction: Notice. Marrow Creek College => -|probation|institution|-|-
HLC has issued the university a Notice. => HLC|probation|institution|-|-
An institution on probation is still accredited. => -|unknown|institution|-|-
Accredited institutions must submit annual reports to ACCSC. => ACCSC|unknown|institution|-|-
Loss of accreditation would affect Title IV eligibility. => -|unknown|institution|-|-
CAHIIM accreditation is important to employers. => CAHIIM|unknown|program|-|-
Why choose an accredited program? => -|unknown|program|-|-
Our faculty helped write the CAHIIM standards. => CAHIIM|unknown|program|-|-
The program was designed to meet CAHIIM accreditation requirements. => CAHIIM|unknown|program|-|-
Students in the program are prepared for accreditation as RHIT. => -|unknown|program|-|-
The program is pursuing accreditation by CAHIIM. => CAHIIM|seeking|program|-|-
The program intends to seek accreditation once the first class graduates. => -|seeking|program|-|-
Pending accreditation by CAHIIM => CAHIIM|seeking|program|-|-
CAHIIM accreditation pending => CAHIIM|seeking|program|-|-
CAHIIM Accreditation: Candidacy => CAHIIM|candidate|program|-|-
The college was accredited by ACICS. => ACICS|expired|institution|-|-
Accreditation withdrawn: Kestrel Business Institute (ACICS, 2018) => ACICS|withdrawn|institution|-|2018
Kestrel Business Institute, whose ACICS accreditation ended in 2018, has closed. => ACICS|expired|institution|-|2018
ACICS lost federal recognition in 2016. => ACICS|unknown|institution|-|-
The accreditor was denied recognition. => -|unknown|institution|-|-
The commission voted to deny reaffirmation of accreditation to Dell Rapids College. => \
-|not_accredited|institution|-|-
Dell Rapids College appealed the denial of its accreditation. => -|not_accredited|institution|-|-
The HIM bachelor's program does not hold programmatic accreditation. => -|not_accredited|program|-|-
This program has not been accredited by CAHIIM and graduates may not sit for the RHIA. => \
CAHIIM|not_accredited|program|-|-
The program is new and therefore unaccredited. => -|not_accredited|program|-|-
Accreditation: None => -|not_accredited|institution|-|-
Accreditation Standards //  // Higher Learning Commission (HLC) => HLC|unknown|institution|-|-
For information on accreditation contact CAHIIM, 200 East Randolph Street, Chicago. => CAHIIM|unknown|program|-|-
The Health Information Technology Program at Ivory Point College is in Candidacy Status, pending \
accreditation review by CAHIIM. => CAHIIM|candidate|program|-|-
Accreditation was placed in abeyance by CAHIIM in 2019. => CAHIIM|unknown|program|-|-
CAHIIM voted to place the program on Probationary Accreditation in May 2021. => CAHIIM|probation|program|2021|-
The program voluntarily withdrew from CAHIIM accreditation effective August 2023; no new students are \
admitted. => CAHIIM|withdrawn|program|-|2023
The program is closing; accreditation will be maintained until all students graduate. => -|unknown|program|-|-
AAPC-approved curriculum => AAPC|unknown|program|-|-
The coding program is seeking AHIMA PCAP approval. => AHIMA-PCAP|seeking|program|-|-
ACCSC accepted the school's voluntary relinquishment of accreditation in November 2021. => \
ACCSC|withdrawn|institution|-|2021
Put on Probation, with show cause order: Cinder Cone Community College => -|probation|institution|-|-
Granted Initial Accreditation: Prairie Rose Tribal College => -|initial|institution|-|-
Continued Candidacy: Prairie Rose Tribal College => -|candidate|institution|-|-
Denied candidacy: Prairie Rose Tribal College => -|not_accredited|institution|-|-
Candidate for accreditation since February 2021 => -|candidate|institution|2021|-
The Commission on Accreditation for Health Informatics and Information Management Education was formed in \
2004. => CAHIIM|unknown|program|-|-
Northwest Association is now NWCCU. => NWCCU|unknown|institution|-|-
The American Physical Therapy Association's CAPTE granted the program candidate for accreditation status. => \
CAPTE|candidate|program|-|-
If the program does not receive accreditation, graduates cannot sit for the exam. => -|unknown|program|-|-
Accreditation by CAHIIM is expected in 2025. => CAHIIM|seeking|program|-|-
The program was accredited, but accreditation was withdrawn in 2013. => -|withdrawn|program|-|2013
The HIT program left CAHIIM in 2018. => CAHIIM|withdrawn|program|-|2018
The following programs are no longer accredited by CAHIIM: Swale College HIT => CAHIIM|expired|program|-|-
Swale College: CAHIIM Accreditation Withheld => CAHIIM|not_accredited|program|-|-
Accredited (on probation) => -|probation|institution|-|-
Preaccredited by COE => COE|candidate|institution|-|-
The curriculum was reviewed by an accredited school. => -|unknown|institution|-|-
Credits transfer from any accredited institution. => -|unknown|institution|-|-
Applicants need a degree from a college accredited by HLC. => HLC|unknown|institution|-|-
The college has been on probation with HLC since 2019. => HLC|probation|institution|2019|-
The program has been inactive with CAAHEP since 2020. => CAAHEP|inactive|program|2020|-
All programs must be accredited by CAHIIM. => CAHIIM|unknown|program|-|-
If the program is accredited by CAHIIM, graduates may sit for the exam. => CAHIIM|unknown|program|-|-
The university is a candidate for accreditation with HLC since 2020. => HLC|candidate|institution|2020|-
The program is a candidate for accreditation by CAHIIM. => CAHIIM|candidate|program|-|-
The accreditation of the college was revoked by ACICS in 2012. => ACICS|withdrawn|institution|-|2012
Approved by the State Council of Higher Education; not accredited. => -|not_accredited|institution|-|-
Licensed by the state; accreditation is not required. => -|unknown|institution|-|-
The HIM program holds no accreditation. => -|not_accredited|program|-|-
CAHIIM has not accredited the program. => CAHIIM|not_accredited|program|-|-
The college hopes to become accredited by TRACS. => TRACS|seeking|institution|-|-
Until 2012 the school was accredited by ACICS. => ACICS|expired|institution|-|2012
Neither the college nor the program is accredited by CAHIIM. => CAHIIM|not_accredited|program|-|-
The program isn't CAHIIM accredited. => CAHIIM|not_accredited|program|-|-
Not CAHIIM-accredited. => CAHIIM|not_accredited|program|-|-
Accreditation by CAHIIM was denied in 2013. => CAHIIM|not_accredited|program|2013|-
A site visit by CAHIIM is scheduled for fall 2025. => CAHIIM|unknown|program|-|-
The coding certificate is eligible for AHIMA approval. => AHIMA-PCAP|unknown|program|-|-
ACEN has granted candidacy to the LPN program => ACEN|candidate|program|-|-
In 2013 three schools let their ACCSC accreditation lapse. => ACCSC|expired|institution|-|2013
Issued Warning: Tamarack Community College => -|probation|institution|-|-
Defer action on the accreditation of Tamarack College => -|unknown|institution|-|-
Accept the closure report of Mill Basin College => -|unknown|institution|-|-
On June 3, 2020, MSCHE acted to warn Gannet College that its accreditation may be in jeopardy. => \
MSCHE|probation|institution|2020|-
Institutions on probation: Cedar Bluff University => -|probation|institution|-|-
Standing: Candidate since 2016 => -|candidate|institution|2016|-
DETC is now called DEAC. => DEAC|unknown|institution|-|-
The Commission was formerly known as NLNAC. => ACEN|unknown|program|-|-
The Dental Assisting program earned the status of initial accreditation from CODA in 2019. => \
CODA|initial|program|2019|-
An institution must be a candidate before it is accredited. => -|unknown|institution|-|-
A program that fails to pay its fee may be placed on administrative probation by CAHIIM. => CAHIIM|unknown|program|-|-
We built this certificate to be consistent with AHIMA's guidelines. => -|unknown|program|-|-
Our master's curriculum is mapped to the domains of CAHIIM. => CAHIIM|unknown|program|-|-
The self-study for CAHIIM is being prepared. => CAHIIM|unknown|program|-|-
Candidacy was denied the college by the Commission => -|not_accredited|institution|-|-
The university gave up its ACICS accreditation in 2017 in favor of a regional accreditor. => \
ACICS|withdrawn|institution|-|2017
The Department of Education recognizes HLC. => HLC|unknown|institution|-|-
Show Cause Removed; Placed on Probation: Gray Fox College => -|probation|institution|-|-
Initial Accreditation Granted After Candidacy: Blue Heron Tribal College => -|initial|institution|-|-
Nothing here about that. => -|unknown|institution|-|-
The college voluntarily placed its HIT program on inactive status with CAHIIM in 2019. => \
CAHIIM|inactive|program|2019|-
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_nothing_else_is_read_as_accredited(case: str) -> None:
    text, expected = case.split(" => ")
    assert read_entries(text.replace(" // ", "\n\n")) == sorted(expected.split(" ; "))
