"""Every status other than accredited, as pages print it; schools are invented.

Each line: the text (``//`` for a line end), then agency, status, level, since and until of each entry; dashes for
nothing.
"""

from tests.pipelines.test_accreditation import read_entries
from tests.together import together

CASES = """
The Council on Occupational Education is recognized by the U.S. Department of Education. => COE|unknown|institution|-|-
In 2016 two colleges resigned from ACICS. => ACICS|withdrawn|institution|-|2016
Placed on Show Cause: Larkmoor College => -|probation|institution|-|-
The Commission acted to issue a warning to Fernhollow College. => -|probation|institution|-|-
Denied initial accreditation: Ashgrove Institute => -|not_accredited|institution|-|-
The Commission granted candidacy to Tall Pines University in June 2019. => -|candidate|institution|2019|-
Tall Pines University has been a candidate for accreditation with WSCUC since 2019. => \
WSCUC|candidate|institution|2019|-
The program will seek CAHIIM accreditation in 2026. => CAHIIM|seeking|program|-|-
We are currently in the process of applying for accreditation through CAHIIM. => CAHIIM|seeking|program|-|-
The HIM program is not accredited by CAHIIM. => CAHIIM|not_accredited|program|-|-
The certificate is not yet accredited. => -|not_accredited|program|-|-
The program's accreditation was withdrawn effective December 31, 2019 at the request of the college. => \
-|withdrawn|program|-|2019
Dunmere College voluntarily relinquished its CAHIIM accreditation in 2020. => CAHIIM|withdrawn|program|-|2020
The HIT program has been placed on inactive status by CAHIIM. => CAHIIM|inactive|program|-|-
The program was placed on probation by CAAHEP in 2017. => CAAHEP|probation|program|2017|-
The program is accredited with probation by JRCERT. => JRCERT|probation|program|-|-
Although on probation, the college remains accredited by SACSCOC. => SACSCOC|probation|institution|-|-
HLC placed the college on notice; it remains accredited. => HLC|probation|institution|-|-
Fairlight Technical Institute was formerly accredited by ACICS. => ACICS|expired|institution|-|-
The institute used to hold ACCSC accreditation. => ACCSC|expired|institution|-|-
Its accreditation by ACCET expired in 2015. => ACCET|expired|institution|-|2015
The college is a candidate for accreditation by ACBSP. => ACBSP|candidate|program|-|-
Accreditation status: Probation => -|probation|institution|-|-
Initial accreditation was awarded in March 2015. => -|initial|institution|2015|-
The program received initial accreditation from CAHIIM in 2015. => CAHIIM|initial|program|2015|-
The associate program has achieved candidacy status with CAHIIM. => CAHIIM|candidate|program|-|-
The program has submitted its application to CAHIIM. => CAHIIM|seeking|program|-|-
Accreditation by the Commission has been withheld. => -|not_accredited|institution|-|-
Our surgical technology program lost its accreditation in 2014. => -|withdrawn|program|-|2014
The program's CAAHEP accreditation lapsed in August 2012. => CAAHEP|expired|program|-|2012
No longer accredited by ACICS => ACICS|expired|institution|-|-
Sierra Tule College is neither accredited by HLC nor a candidate. => HLC|not_accredited|institution|-|-
Continued on Warning: Sage Flats Community College => -|probation|institution|-|-
The Commission accepted the voluntary withdrawal of Corbel University, effective June 30, 2020. => \
-|withdrawn|institution|-|2020
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
The program is pursuing accreditation by CAHIIM. => CAHIIM|seeking|program|-|-
The program intends to seek accreditation once the first class graduates. => -|seeking|program|-|-
Pending accreditation by CAHIIM => CAHIIM|seeking|program|-|-
CAHIIM accreditation pending => CAHIIM|seeking|program|-|-
CAHIIM Accreditation: Candidacy => CAHIIM|candidate|program|-|-
The college was accredited by ACICS. => ACICS|expired|institution|-|-
Accreditation withdrawn: Kestrel Business Institute (ACICS, 2018) => ACICS|withdrawn|institution|-|2018
Kestrel Business Institute, whose ACICS accreditation ended in 2018, has closed. => ACICS|expired|institution|-|2018
The commission voted to deny reaffirmation of accreditation to Dell Rapids College. => \
-|not_accredited|institution|-|-
Dell Rapids College appealed the denial of its accreditation. => -|not_accredited|institution|-|-
The HIM bachelor's program does not hold programmatic accreditation. => -|not_accredited|program|-|-
This program has not been accredited by CAHIIM and graduates may not sit for the RHIA. => \
CAHIIM|not_accredited|program|-|-
The program is new and therefore unaccredited. => -|not_accredited|program|-|-
Accreditation: None => -|not_accredited|institution|-|-
The Health Information Technology Program at Ivory Point College is in Candidacy Status, pending \
accreditation review by CAHIIM. => CAHIIM|candidate|program|-|-
CAHIIM voted to place the program on Probationary Accreditation in May 2021. => CAHIIM|probation|program|2021|-
The program voluntarily withdrew from CAHIIM accreditation effective August 2023; no new students are \
admitted. => CAHIIM|withdrawn|program|-|2023
The coding program is seeking AHIMA PCAP approval. => AHIMA-PCAP|seeking|program|-|-
ACCSC accepted the school's voluntary relinquishment of accreditation in November 2021. => \
ACCSC|withdrawn|institution|-|2021
Put on Probation, with show cause order: Cinder Cone Community College => -|probation|institution|-|-
Granted Initial Accreditation: Prairie Rose Tribal College => -|initial|institution|-|-
Continued Candidacy: Prairie Rose Tribal College => -|candidate|institution|-|-
Denied candidacy: Prairie Rose Tribal College => -|not_accredited|institution|-|-
Candidate for accreditation since February 2021 => -|candidate|institution|2021|-
The American Physical Therapy Association's CAPTE granted the program candidate for accreditation status. => \
CAPTE|candidate|program|-|-
Accreditation by CAHIIM is expected in 2025. => CAHIIM|seeking|program|-|-
The program was accredited, but accreditation was withdrawn in 2013. => -|withdrawn|program|-|2013
The HIT program left CAHIIM in 2018. => CAHIIM|withdrawn|program|-|2018
The following programs are no longer accredited by CAHIIM: Swale College HIT => CAHIIM|expired|program|-|-
Swale College: CAHIIM Accreditation Withheld => CAHIIM|not_accredited|program|-|-
Accredited (on probation) => -|probation|institution|-|-
Preaccredited by COE => COE|candidate|institution|-|-
The college has been on probation with HLC since 2019. => HLC|probation|institution|2019|-
The program has been inactive with CAAHEP since 2020. => CAAHEP|inactive|program|2020|-
The university is a candidate for accreditation with HLC since 2020. => HLC|candidate|institution|2020|-
The program is a candidate for accreditation by CAHIIM. => CAHIIM|candidate|program|-|-
The accreditation of the college was revoked by ACICS in 2012. => ACICS|withdrawn|institution|-|2012
Approved by the State Council of Higher Education; not accredited. => -|not_accredited|institution|-|-
The HIM program holds no accreditation. => -|not_accredited|program|-|-
CAHIIM has not accredited the program. => CAHIIM|not_accredited|program|-|-
The college hopes to become accredited by TRACS. => TRACS|seeking|institution|-|-
Until 2012 the school was accredited by ACICS. => ACICS|expired|institution|-|2012
Neither the college nor the program is accredited by CAHIIM. => CAHIIM|not_accredited|program|-|-
The program isn't CAHIIM accredited. => CAHIIM|not_accredited|program|-|-
Not CAHIIM-accredited. => CAHIIM|not_accredited|program|-|-
Accreditation by CAHIIM was denied in 2013. => CAHIIM|not_accredited|program|2013|-
ACEN has granted candidacy to the LPN program => ACEN|candidate|program|-|-
In 2013 three schools let their ACCSC accreditation lapse. => ACCSC|expired|institution|-|2013
Issued Warning: Tamarack Community College => -|probation|institution|-|-
On June 3, 2020, MSCHE acted to warn Gannet College that its accreditation may be in jeopardy. => \
MSCHE|probation|institution|2020|-
Institutions on probation: Cedar Bluff University => -|probation|institution|-|-
Standing: Candidate since 2016 => -|candidate|institution|2016|-
The Dental Assisting program earned the status of initial accreditation from CODA in 2019. => \
CODA|initial|program|2019|-
Candidacy was denied the college by the Commission => -|not_accredited|institution|-|-
The university gave up its ACICS accreditation in 2017 in favor of a regional accreditor. => \
ACICS|withdrawn|institution|-|2017
Show Cause Removed; Placed on Probation: Gray Fox College => -|probation|institution|-|-
Initial Accreditation Granted After Candidacy: Blue Heron Tribal College => -|initial|institution|-|-
The college voluntarily placed its HIT program on inactive status with CAHIIM in 2019. => \
CAHIIM|inactive|program|2019|-
The accreditation of the following schools expired on December 31, 2015: Quarry Road Academy, Moline, IL => \
-|expired|institution|-|2015
Kept on Probation After a Special Visit Mangrove State College => -|probation|institution|-|-
CODA at its meeting of August 2023 granted the dental hygiene program "initial accreditation". => \
CODA|initial|program|2023|-
The Commission finds Cattail Creek College out of compliance and issues a warning. => -|probation|institution|-|-
Standing: On Probation since 2021 => -|probation|institution|2021|-
Standing: Withdrew in 2009 => -|withdrawn|institution|-|2009
Candidate status was awarded to the seminary in 2022 => -|candidate|institution|2022|-
The program is in its candidacy year with ACEN. => ACEN|candidate|program|-|-
Llano College //  //     • El Paso, TX //     • Accreditation Lapsed: March 31, 2016 => -|expired|institution|-|2016
Initial accreditation was refused the program by the board => -|not_accredited|program|-|-
Reaffirmation was denied Blue Mesa College. => -|not_accredited|institution|-|-
The program's status with CAHIIM is inactive. => CAHIIM|inactive|program|-|-
At the request of the sponsor, CAAHEP withdrew the accreditation of the program in 2015. => \
CAAHEP|withdrawn|program|-|2015
Loses accreditation: Ridgeback Institute => -|withdrawn|institution|-|-
We are a candidate for CAHIIM accreditation; graduates may sit for the RHIT once it is granted. => \
CAHIIM|candidate|program|-|-
CAHIIM placed the program on warning => CAHIIM|probation|program|-|-
NECHE has granted the college, a candidate since 2018, initial accreditation effective 2022. => \
NECHE|initial|institution|2022|-
CAHIIM awarded the new online master's program in health informatics its initial accreditation in 2020. => \
CAHIIM|initial|program|2020|-
The paramedic program holds a Letter of Review, which is not a CAAHEP accreditation status. => \
CAAHEP|not_accredited|program|-|-
Accredited by none. => -|not_accredited|institution|-|-
Never accredited by ACCSC. => ACCSC|not_accredited|institution|-|-
Accreditation: CAHIIM (applied 2024) => CAHIIM|seeking|program|-|-
Accreditation: CAHIIM (withdrawn 2014) => CAHIIM|withdrawn|program|-|2014
Accreditation: CAHIIM (candidate) => CAHIIM|candidate|program|-|-
Accreditation: CAHIIM, expired => CAHIIM|expired|program|-|-
Accreditation: ABHES - probation => ABHES|probation|institution|-|-
The HIM program will be accredited by CAHIIM. => CAHIIM|seeking|program|-|-
The program cannot claim CAHIIM accreditation. => CAHIIM|not_accredited|program|-|-
Our sister college is accredited by HLC, but this campus is not. => HLC|not_accredited|institution|-|-
The program prepares for accreditation by CAHIIM. => CAHIIM|seeking|program|-|-
While the college is accredited by HLC, its HIM program is not. => HLC|not_accredited|institution|-|-
The program awaits a decision on accreditation from CAHIIM. => CAHIIM|seeking|program|-|-
The college regrets that CAHIIM has decided not to accredit the program. => CAHIIM|not_accredited|program|-|-
The CAHIIM accreditation of the program was not renewed in 2016. => CAHIIM|expired|program|-|2016
The program let go of its CAHIIM accreditation. => CAHIIM|withdrawn|program|-|-
We no longer hold CAHIIM accreditation. => CAHIIM|expired|program|-|-
ACCSC revoked the school's accreditation. => ACCSC|withdrawn|institution|-|-
The school closed after ACICS accreditation was terminated. => ACICS|withdrawn|institution|-|-
Accreditation of the school by ACICS ceased with its closing in 2016. => ACICS|expired|institution|-|2016
The school is in the first stage of accreditation with HLC. => HLC|seeking|institution|-|-
HLC has approved the college for candidacy. => HLC|candidate|institution|-|-
The college, although accredited by SACSCOC, is under sanction. => SACSCOC|probation|institution|-|-
The school has been denied continued accreditation by COE. => COE|not_accredited|institution|-|-
The HIM program, accredited by CAHIIM since 1994, went inactive in 2022. => CAHIIM|inactive|program|2022|-
CAHIIM accreditation (through 2024) has expired. => CAHIIM|expired|program|-|2024
Health Information Technology - seeking CAHIIM accreditation => CAHIIM|seeking|program|-|-
Probation: ACEN, 2018 => ACEN|probation|program|2018|-
Accredited status with HLC was taken from the college in 2014. => HLC|withdrawn|institution|-|2014
The program is accredited by nobody at present. => -|not_accredited|program|-|-
We do not hold CAHIIM accreditation. => CAHIIM|not_accredited|program|-|-
Neither HLC nor SACSCOC has accredited the college. => HLC|not_accredited|institution|-|- ; \
SACSCOC|not_accredited|institution|-|-
The program hopes for CAHIIM accreditation by 2027. => CAHIIM|seeking|program|-|-
Accreditation (CAHIIM): in progress => CAHIIM|seeking|program|-|-
Formerly a candidate with HLC => HLC|expired|institution|-|-
The HIM program is not subject to CAHIIM accreditation. => CAHIIM|not_accredited|program|-|-
"""


@together("case", CASES.strip().splitlines())
def test_another_status_is_read(case: str) -> None:
    text, expected = case.split(" => ")
    assert read_entries(text.replace(" // ", "\n\n")) == sorted(expected.split(" ; "))
