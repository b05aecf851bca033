"""Other statuses in wordings typed without a look at the phrases.

Each line: the text (``//`` for a line end), then agency, status, level, since and until of each entry; dashes for
nothing. The schools are invented.
"""

from tests.pipelines.test_accreditation import read_entries
from tests.together import together

CASES = """
In its June meeting the Commission sanctioned Heron Valley College with probation. => -|probation|institution|-|-
The school maintained ACICS accreditation until 2017. => ACICS|expired|institution|-|2017
No accreditation from CAHIIM has been requested for the certificate. => CAHIIM|not_accredited|program|-|-
ACCJC ordered Amaranth College to show cause; the college stays accredited in the meantime. => \
ACCJC|probation|institution|-|-
Our neighbor Palo Bend College lost its accreditation, and its students came to us. => -|withdrawn|institution|-|-
In 2009 the trustees surrendered the school's DETC accreditation. => DEAC|withdrawn|institution|-|2009
Marsh Hen College was a candidate for HLC accreditation and gained initial accreditation on June 30, 2019. => \
HLC|initial|institution|2019|-
The college plans to ask CAHIIM for accreditation of its bachelor's degree. => CAHIIM|seeking|program|-|-
El programa no cuenta con acreditación de CAHIIM. => CAHIIM|not_accredited|program|-|-
The massage diploma's COMTA accreditation lapsed on January 31, 2020 and was not renewed. => \
COMTA|expired|program|-|2020
Status of CAAHEP accreditation: initial accreditation, expires 31 January 2028 => CAAHEP|initial|program|-|2028
HLC moved the university from accredited to accredited-on notice in November 2021. => \
HLC|probation|institution|2021|-
The diploma is not programmatically accredited. => -|not_accredited|program|-|-
The board approved a letter of intent to CAHIIM for the new associate degree. => CAHIIM|seeking|program|-|-
NACCAS stripped Bella Voss Beauty School of its accreditation in 2020. => NACCAS|withdrawn|institution|-|2020
The institute was admitted to candidacy by TRACS on April 12, 2016. => TRACS|candidate|institution|2016|-
Accreditation for the program through CAHIIM is on probationary status as of 2022. => \
CAHIIM|probation|program|2022|-
The paralegal program isn't ABA approved and has no plans to become so. => ABA|not_accredited|program|-|-
The college dropped its membership in ACICS. => ACICS|withdrawn|institution|-|-
Our sister campus in Tulsa is applying to COE for accreditation. => COE|seeking|institution|-|-
Neither CAHIIM nor AHIMA has approved this certificate. => CAHIIM|not_accredited|program|-|- ; \
AHIMA-PCAP|not_accredited|program|-|-
La institución perdió su acreditación de MSCHE en 2021. => MSCHE|withdrawn|institution|-|2021
Accreditation Status: Inactive since Fall 2020 => -|inactive|institution|2020|-
CODA: approval without reporting requirements (Dental Hygiene), initial accreditation (Dental Therapy) => \
CODA|initial|program|-|-
The program has stopped admitting students and CAHIIM shows it as inactive. => CAHIIM|inactive|program|-|-
Loss of ACEN accreditation forced the program at Dell Creek College to close. => ACEN|withdrawn|program|-|-
Removed from Show Cause and Placed on Warning: Tule Marsh College => -|probation|institution|-|-
Grant Initial Candidacy: Red Mesa Tribal College => -|candidate|institution|-|-
Action taken: Voluntary Surrender of Accreditation, effective May 31, 2022 => -|withdrawn|institution|-|2022
The following school resigned its ABHES accreditation on September 4, 2015: Lindgren Institute => \
ABHES|withdrawn|institution|-|2015
COE took adverse action against Vulcan Trade School, withdrawing its accreditation in February 2019. => \
COE|withdrawn|institution|-|2019
The college holds candidate for accreditation status with ACCJC. => ACCJC|candidate|institution|-|-
Is not accredited: Harbor Gate Online School => -|not_accredited|institution|-|-
Accreditation pending with CAHIIM; graduates are not eligible for the RHIT yet. => CAHIIM|seeking|program|-|-
Elmcroft College is not nationally or regionally accredited. => -|not_accredited|institution|-|-
We intend to submit our candidacy application to CAHIIM in 2026. => CAHIIM|seeking|program|-|-
Before 2010, the program had been accredited by CAHIIM. => CAHIIM|expired|program|-|-
The faculty voted against seeking CAHIIM accreditation. => CAHIIM|not_accredited|program|-|-
Warned by ACICS in 2012, the institute closed two years later. => ACICS|probation|institution|2012|-
SACSCOC denied the college's request for reaffirmation and removed it from membership. => \
SACSCOC|withdrawn|institution|-|-
We're working hard so that CAHIIM will accredit us. => CAHIIM|seeking|program|-|-
CAHIIM accreditation: No => CAHIIM|not_accredited|program|-|-
We are not a school and hold no accreditation; we review courses. => -|not_accredited|institution|-|-
Hollin Ridge College does not claim to be accredited by any agency. => -|not_accredited|institution|-|-
The nursing faculty received word in March 2022 that ACEN had put the program on warning. => \
ACEN|probation|program|2022|-
ACICS accreditation ended for the school when it closed in August 2016. => ACICS|expired|institution|-|2016
Accredited, with a warning attached, by NWCCU. => NWCCU|probation|institution|-|-
Its accreditation through CAHIIM was let go for lack of enrollment. => CAHIIM|withdrawn|program|-|-
The program's CAHIIM candidacy was approved in October 2023. => CAHIIM|candidate|program|2023|-
The dean hopes that accreditation by CAHIIM follows within two years. => CAHIIM|seeking|program|-|-
Our school is too new to be accredited. => -|not_accredited|institution|-|-
The program failed to win CAHIIM accreditation in 2019. => CAHIIM|not_accredited|program|2019|-
By 2030 all of our programs will be ABHES accredited. => ABHES|seeking|program|-|-
Students complained that the school said it was accredited when it was not. => -|not_accredited|institution|-|-
CAHIIM's decision on the application by Post Oak College is expected in fall 2026. => CAHIIM|seeking|program|-|-
El programa está en proceso de solicitar la acreditación de CAHIIM. => CAHIIM|seeking|program|-|-
Continued on Warning: Manzanita Canyon College => -|probation|institution|-|-
The following programs voluntarily gave up ACEN accreditation in 2020: Fenwick College (PN) => \
ACEN|withdrawn|program|-|2020
Prior to its closing the school was a candidate with TRACS. => TRACS|expired|institution|-|-
The surgical technology program at Lake Hollow College has initial CAAHEP accreditation. => \
CAAHEP|initial|program|-|-
Maple Fork asked CAHIIM to place its associate program on inactive status starting fall 2023. => \
CAHIIM|inactive|program|2023|-
Unaccredited: Silver Pass Medical Billing Academy => -|not_accredited|institution|-|-
The health informatics master's attained CAHIIM candidacy on March 1, 2024. => CAHIIM|candidate|program|2024|-
Since losing its accreditation from SACSCOC, the college has closed two campuses. => \
SACSCOC|withdrawn|institution|-|-
Though not itself accredited by CAHIIM, the certificate uses courses of our accredited associate degree. => \
CAHIIM|not_accredited|program|-|-
the occupational therapy assistant program has applied for accreditation and has been granted Candidacy Status by \
ACOTE => ACOTE|candidate|program|-|-
Its credits were accepted though the school has no recognized accreditor. => -|not_accredited|institution|-|-
La acreditación de CAHIIM del programa fue retirada en 2018. => CAHIIM|withdrawn|program|-|2018
Nondegree students should know that the certificate has no CAHIIM standing. => CAHIIM|not_accredited|program|-|-
Issue a warning to Peachfield College for failing to document student achievement. => -|probation|institution|-|-
The board of trustees chose to end its relationship with ACICS and gave up accreditation in 2017. => \
ACICS|withdrawn|institution|-|2017
Quail Hollow's HIT program, which lost CAHIIM accreditation in 2011, now calls itself medical office technology. => \
CAHIIM|withdrawn|program|-|2011
The EMS program is in the process of CAAHEP accreditation. => CAAHEP|seeking|program|-|-
In January the university learned that CEPH would not accredit its MPH. => CEPH|not_accredited|program|-|-
Accreditation of the culinary program by ACFEF has been voluntarily discontinued. => ACFEF|withdrawn|program|-|-
Prairie Dock University's status: Accredited - Probation. Agency: HLC. => HLC|probation|institution|-|-
The university is a candidate for membership in the New England Commission of Higher Education. => \
NECHE|candidate|institution|-|-
Following CAHIIM's denial in 2015, the program appealed. => CAHIIM|not_accredited|program|2015|-
CAHIIM has placed the program on Administrative Probation for failing to pay fees. => CAHIIM|probation|program|-|-
The ASN program moved from candidacy to initial accreditation with NLN CNEA in 2021. => CNEA|initial|program|2021|-
El programa está en probatoria con la ACEN desde 2022. => ACEN|probation|program|2022|-
El bachillerato solicitó la acreditación de CAHIIM en 2023. => CAHIIM|seeking|program|-|-
La escuela de enfermería no está acreditada por la ACEN todavía. => ACEN|not_accredited|program|-|-
Accept the voluntary withdrawal of Quiverleaf College from candidacy => -|withdrawn|institution|-|-
Placement on Probation: Lodestone University, October 2020 => -|probation|institution|2020|-
Bluebonnet Bend College was dropped from accreditation by SACS in 1999. => SACSCOC|withdrawn|institution|-|1999
After withdrawing from CAHIIM in 2018, the program no longer leads to the RHIT. => CAHIIM|withdrawn|program|-|2018
Thornapple University's request for initial accreditation was turned down by SACSCOC. => \
SACSCOC|not_accredited|institution|-|-
The program must reapply because its accreditation expired in June. => -|expired|program|-|-
The program hopes to earn CAHIIM accreditation before its first class graduates in 2028. => \
CAHIIM|seeking|program|-|-
Neosho Bend College: No longer accredited as of 3/1/2018 => -|expired|institution|-|2018
Accreditation Actions, January 2019: Reaffirmed: Tern College. Warning: Gull College. => -|probation|institution|-|-
The program is approved by the state but holds no accreditation from CAHIIM. => CAHIIM|not_accredited|program|-|-
CAHIIM inactive (no new students) => CAHIIM|inactive|program|-|-
Institución candidata a la acreditación de MSCHE => MSCHE|candidate|institution|-|-
Show Cause Issued After Follow-Up Visit: Bajada Community College => -|probation|institution|-|-
In 2016 eight schools voluntarily relinquished their ACICS accreditation. => ACICS|withdrawn|institution|-|2016
Cottonwood Draw College // Status: Candidate // Candidacy granted: 2021 => -|candidate|institution|2021|-
The HIM program's accreditation status with CAHIIM is Probation. => CAHIIM|probation|program|-|-
Wintergreen Career School is not accredited by ACCSC and does not take part in federal aid. => \
ACCSC|not_accredited|institution|-|-
The M.S. program was granted initial accreditation by CAHIIM on October 12, 2021. => CAHIIM|initial|program|2021|-
The institution formerly held accreditation from the Accrediting Council for Independent Colleges and Schools. => \
ACICS|expired|institution|-|-
ACEN accreditation was not sought for the certificate. => ACEN|not_accredited|program|-|-
The MLT program lost NAACLS accreditation effective July 1, 2020. => NAACLS|withdrawn|program|-|2020
Sanctions: SACSCOC placed Piney Bluff College on Warning for twelve months in June 2023. => \
SACSCOC|probation|institution|2023|-
The associate degree earned the nod of CAHIIM; the bachelor's is still awaiting a decision on accreditation. => \
CAHIIM|seeking|program|-|-
Inactive: Health Information Technology, Vireo College (CAHIIM) => CAHIIM|inactive|program|-|-
La Comisión otorgó la acreditación inicial a la institución en 2019. => -|initial|institution|2019|-
La universidad renunció voluntariamente a la acreditación de ACICS en 2017. => ACICS|withdrawn|institution|-|2017
HLC placed the college on probation one year after it was removed from notice. => HLC|probation|institution|-|-
HLC put the college on probation, though it had been removed from warning in 2018. => HLC|probation|institution|-|-
The college was placed on probation by HLC after being removed from notice. => HLC|probation|institution|-|-
The college is on HLC probation until the sanction is lifted. => HLC|probation|institution|-|-
"""


@together("case", CASES.strip().splitlines())
def test_another_status_in_other_words_is_read(case: str) -> None:
    text, expected = case.split(" => ")
    assert read_entries(text.replace(" // ", "\n")) == sorted(expected.split(" ; "))
