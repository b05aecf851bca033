"""Sentences typed to provoke a false claim: eligibility, advice, questions, conditions, news of agencies.

Each line: the text (``//`` for a line end), then agency, status, level, since and until of each entry; dashes for
nothing. The schools are invented.
"""

from tests.pipelines.test_accreditation import read_entries
from tests.together import together

CASES = """
You will need to have finished a CAHIIM-accredited program before you register for the RHIA. => \
CAHIIM|unknown|program|-|-
Employers in the region favor candidates from CAHIIM-accredited schools. => CAHIIM|unknown|program|-|-
An accredited program is one that has been found by peers to satisfy CAHIIM's standards. => \
CAHIIM|unknown|program|-|-
Transfer credits are considered if they were earned at a college accredited by MSCHE, NECHE or SACSCOC. => \
MSCHE|unknown|institution|-|- ; NECHE|unknown|institution|-|- ; SACSCOC|unknown|institution|-|-
The department is gathering evidence for a first CAHIIM self-study. => CAHIIM|unknown|program|-|-
Had CAHIIM accredited the degree, its graduates could have taken the RHIT. => CAHIIM|unknown|program|-|-
The program director told trustees that accreditation by CAHIIM might come next spring. => \
CAHIIM|unknown|program|-|-
AHIMA no longer approves coding programs through PCAP. => AHIMA-PCAP|unknown|program|-|-
"Accredited" means that a school has been evaluated by an outside body such as ACCSC. => \
ACCSC|unknown|institution|-|-
What happens if the college loses its accreditation with HLC? => HLC|unknown|institution|-|-
Unlike CAHIIM-accredited degrees, this certificate prepares for the CCA only. => CAHIIM|unknown|program|-|-
Programs holding probationary accreditation must inform applicants of it in writing. => -|unknown|program|-|-
The MSCHE team of visitors will be on campus March 3-6, 2026. => MSCHE|unknown|institution|-|-
In 2016 the US Department of Education withdrew its recognition of ACICS. => ACICS|unknown|institution|-|-
The commission deferred a decision about Cape Ridge College's accreditation. => -|unknown|institution|-|-
Look for a school with accreditation from an agency like ABHES. => ABHES|unknown|institution|-|-
Do you have questions about our ACCET accreditation? Write to the dean. => ACCET|unknown|institution|-|-
Only students who finish a program with CAHIIM accreditation are allowed to sit for the RHIA examination. => \
CAHIIM|unknown|program|-|-
Which schools near me are ABHES accredited? => ABHES|unknown|institution|-|-
HLC accreditation gives students confidence that credits will count elsewhere. => HLC|unknown|institution|-|-
Our curriculum mirrors what CAHIIM asks of accredited programs. => CAHIIM|unknown|program|-|-
Many hospitals hire only people from accredited HIT programs. => -|unknown|program|-|-
Were CAHIIM to withdraw accreditation, students would be taught out. => CAHIIM|unknown|program|-|-
A graduate from an AHIMA-approved coding program can waive the experience requirement. => \
AHIMA-PCAP|unknown|program|-|-
The university's ten-year reaffirmation by SACSCOC comes up in 2028. => SACSCOC|unknown|institution|-|-
The Council for Higher Education Accreditation does not accredit colleges. => -|unknown|institution|-|-
Students at unaccredited schools cannot receive federal aid. => -|unknown|institution|-|-
DEAC's annual conference took place at an accredited school in Denver. => DEAC|unknown|institution|-|-
When I enrolled, I was told the program was accredited by CAHIIM. => CAHIIM|unknown|program|-|-
To keep CAHIIM accreditation, programs file an annual assessment report. => CAHIIM|unknown|program|-|-
Prospective students should confirm that the school holds ACCSC accreditation. => ACCSC|unknown|institution|-|-
¿Está acreditado el programa? => -|unknown|program|-|-
A CAHIIM site team recommended accreditation; the Board decides in May. => CAHIIM|unknown|program|-|-
MSCHE acts on accreditation requests three times a year. => MSCHE|unknown|institution|-|-
If I graduate before CAHIIM decides, may I still take the RHIT? => CAHIIM|unknown|program|-|-
How long does CAHIIM accreditation take? About two years. => CAHIIM|unknown|program|-|-
CAHIIM's accreditation process takes between 18 and 24 months. => CAHIIM|unknown|program|-|-
Students from programs without CAHIIM accreditation should call AHIMA. => CAHIIM|unknown|program|-|-
Only those health informatics programs that CAHIIM accredits are named here. => CAHIIM|unknown|program|-|-
Financial warning status: ACCSC has the school on heightened monitoring. => ACCSC|unknown|institution|-|-
Attending a program that lacks accreditation may limit your career. => -|unknown|program|-|-
Accreditation is a voluntary peer review of schools and programs. => -|unknown|institution|-|-
The catalog of 2009 stated that CAHIIM had accredited the program. => CAHIIM|unknown|program|-|-
Most employers do not ask if your certificate was AHIMA approved. => AHIMA-PCAP|unknown|program|-|-
Transfer agreements exist with CAHIIM-accredited universities in three states. => CAHIIM|unknown|program|-|-
A degree from a non-accredited program does not qualify you for the RHIA. => -|unknown|program|-|-
Candidates for the RHIT credential come from programs with CAHIIM accreditation. => CAHIIM|unknown|program|-|-
Ask the registrar for a copy of the college's statement of accreditation from SACSCOC. => \
SACSCOC|unknown|institution|-|-
An employer may reimburse courses taken at a regionally accredited college. => -|unknown|institution|-|-
What distinguishes an accredited certificate from an unaccredited one? => -|unknown|program|-|-
Some of our competitors advertise CAHIIM accreditation that they do not hold. => CAHIIM|unknown|program|-|-
The paramedic program sits in CAAHEP's "Letter of Review" stage. => CAAHEP|unknown|program|-|-
This page explains the CAHIIM accreditation of HIM programs. => CAHIIM|unknown|program|-|-
Graduation from a JRCERT program, or one with equivalent accreditation, is needed. => JRCERT|unknown|program|-|-
Should accreditation be withdrawn, CAHIIM will publish the decision. => CAHIIM|unknown|program|-|-
For a fee, agencies such as ACCET accredit schools like ours. => ACCET|unknown|institution|-|-
Imagine a world in which every program is accredited by CAHIIM. => CAHIIM|unknown|program|-|-
Wait until a program is accredited before you enroll, CAHIIM advises. => CAHIIM|unknown|program|-|-
Los egresados de programas acreditados por CAHIIM pueden tomar el examen RHIT. => CAHIIM|unknown|program|-|-
Most states license only nurses who studied in approved programs. => -|unknown|program|-|-
HIM faculty must hold a degree from a regionally accredited university. => -|unknown|institution|-|-
Why did the accreditor put the college on show cause? => -|unknown|institution|-|-
A bachelor's in HIM that carries CAHIIM's seal opens the door to the RHIA. => CAHIIM|unknown|program|-|-
Schools may advertise as accredited only after ABHES has notified them. => ABHES|unknown|institution|-|-
The committee compared programs accredited by CAHIIM with those that are not. => CAHIIM|unknown|program|-|-
Eligibility: graduate of an HIM program accredited by CAHIIM or a foreign program approved by AHIMA => \
CAHIIM|unknown|program|-|- ; AHIMA-PCAP|unknown|program|-|-
We do not require that your earlier degree be from an accredited school. => -|unknown|institution|-|-
Accreditation by CAHIIM would let our students take the RHIA exam. => CAHIIM|unknown|program|-|-
HLC will visit Tern Island College in 2026 to decide about its candidacy. => HLC|unknown|institution|-|-
Cadence University's NECHE accreditation was placed at risk by its finances, regulators said. => \
NECHE|unknown|institution|-|-
This is a sample letter: "We are pleased to tell you that your program has been accredited by CAHIIM." => \
CAHIIM|unknown|program|-|-
Applicants from colleges with WASC accreditation do not take the entrance test. => WASC|unknown|institution|-|-
The COMTA-accredited massage program closed; students finished in 2018. => COMTA|unknown|program|-|-
HLC requires that accredited colleges post their status. => HLC|unknown|institution|-|-
Elm Spring College lost out when HLC accredited its rival. => HLC|unknown|institution|-|-
The degree would have to be accredited before graduates could register. => -|unknown|program|-|-
What do CAHIIM-accredited programs have in common? => CAHIIM|unknown|program|-|-
A degree from a college on probation with HLC still counts. => HLC|unknown|institution|-|-
CAHIIM describes the candidacy process on its website. => CAHIIM|unknown|program|-|-
Physical therapist assistant graduates must come from a CAPTE accredited program to be licensed. => \
CAPTE|unknown|program|-|-
A team from MSCHE found the college to meet all standards in 2015. => MSCHE|unknown|institution|-|-
Being a graduate of a nationally accredited school, I could not transfer my credits. => -|unknown|institution|-|-
AAPC and AHIMA both offer certification exams; neither accredits our school. => -|unknown|institution|-|-
A nursing school needs two good years before ACEN will consider it. => ACEN|unknown|program|-|-
Our associate program in HIT is the successor of one accredited by CAHEA. => CAHEA|unknown|program|-|-
The dental hygiene program's last accreditation site visit by CODA was in 2019. => CODA|unknown|program|-|-
Not all programs named health information are CAHIIM accredited. => CAHIIM|unknown|program|-|-
Your diploma mill may list an accreditor that sounds like HLC. => HLC|unknown|institution|-|-
Los programas acreditados por CAHIIM aparecen en la página de la agencia. => CAHIIM|unknown|program|-|-
Graduates of programs not accredited by CAHIIM are barred from the RHIA exam. => CAHIIM|unknown|program|-|-
Accreditor's decision letter (PDF) => -|unknown|institution|-|-
Dentists trained at CODA-accredited schools need no extra exam. => CODA|unknown|program|-|-
You may wonder whether it matters if a college is accredited by HLC or DEAC. => HLC|unknown|institution|-|- ; \
DEAC|unknown|institution|-|-
At its February meeting MSCHE noted receipt of the college's monitoring report. => MSCHE|unknown|institution|-|-
CAHIIM uses the terms initial accreditation, continuing accreditation and probation. => CAHIIM|unknown|program|-|-
Transfer students from ACICS-accredited institutions are evaluated case by case. => ACICS|unknown|institution|-|-
In 2021 CAHIIM received 14 applications for candidacy. => CAHIIM|unknown|program|-|-
Tuition at accredited colleges has risen. => -|unknown|institution|-|-
Is accreditation by COE the same as regional accreditation? => COE|unknown|institution|-|-
Regional accreditation is considered the gold standard by many universities. => -|unknown|institution|-|-
ABHES has approved the change of location of Vertex Career Institute. => ABHES|unknown|institution|-|-
Under ACCSC rules, a school that closes gives up its accreditation. => ACCSC|unknown|institution|-|-
HIM director wanted; degree from a CAHIIM-accredited program preferred. => CAHIIM|unknown|program|-|-
CAHIIM's Board of Commissioners meets to award accreditation three times a year. => CAHIIM|unknown|program|-|-
Graduates from unaccredited programs may apply after three years of work. => -|unknown|program|-|-
As with all HLC institutions, the college files yearly updates. => HLC|unknown|institution|-|-
Seeking a CAHIIM accredited program? => CAHIIM|unknown|program|-|-
You will learn in classes that follow the CAHIIM curriculum map. => CAHIIM|unknown|program|-|-
To enter the RN-to-BSN track, be a graduate of a nationally accredited associate program. => -|unknown|program|-|-
Few things matter more than whether a school is accredited. => -|unknown|institution|-|-
Institutions that hold HLC accreditation are listed in its directory. => HLC|unknown|institution|-|-
The next CAHIIM reaccreditation review is planned for 2030. => CAHIIM|unknown|program|-|-
ABHES is one of few agencies that accredit health schools. => ABHES|unknown|institution|-|-
Whether CAHIIM will reaccredit us is not yet known. => CAHIIM|unknown|program|-|-
Credit by transfer: only from institutions holding regional accreditation => -|unknown|institution|-|-
"Is it accredited?" is the first thing to ask of any program. => -|unknown|program|-|-
WASC accredits schools and colleges in California, Hawaii and the Pacific. => WASC|unknown|institution|-|-
Students in the teach-out will graduate from an accredited program. => -|unknown|program|-|-
For the status of any program, see CAHIIM's directory. => CAHIIM|unknown|program|-|-
In May, the state approved the program; accreditation by CAHIIM takes longer. => CAHIIM|unknown|program|-|-
MSCHE requested a supplemental report from Stonecrop College about its finances. => MSCHE|unknown|institution|-|-
Accredited programs only: CAHIIM => CAHIIM|unknown|program|-|-
The college guarantees neither jobs nor accreditation by CAHIIM. => CAHIIM|unknown|program|-|-
Para solicitar el examen se requiere haber completado un programa acreditado por CAHIIM. => \
CAHIIM|unknown|program|-|-
"""


@together("case", CASES.strip().splitlines())
def test_nothing_is_claimed_in_other_words(case: str) -> None:
    text, expected = case.split(" => ")
    assert read_entries(text.replace(" // ", "\n")) == sorted(expected.split(" ; "))
