"""Claims in wordings typed without a look at the phrases.

Each line: the text (``//`` for a line end), then agency, status, level, since and until of each entry; dashes for
nothing. The schools are invented.
"""

from tests.pipelines.test_accreditation import read_entries
from tests.together import together

CASES = """
Sheldrake Community College holds regional accreditation, granted by the Higher Learning Commission. => \
HLC|accredited|institution|-|-
CAHIIM granted our associate degree accreditation for ten years, ending in 2033. => CAHIIM|accredited|program|-|2033
The health information program at Marrow Lake College carries the approval of CAHIIM. => \
CAHIIM|accredited|program|-|-
Since 1978 the Radiologic Technology program has enjoyed JRCERT accreditation. => JRCERT|accredited|program|1978|-
Middle States has voted to continue the college's accreditation. => MSCHE|accredited|institution|-|-
Our coding certificate carries AHIMA's PCAP approval. => AHIMA-PCAP|accredited|program|-|-
AHIMA PCAP-approved medical coding program => AHIMA-PCAP|accredited|program|-|-
Pell Harbor University: accredited, SACSCOC, levels IV-VI => SACSCOC|accredited|institution|-|-
Nursing (ACEN accredited), Health Information (CAHIIM accredited), Dental Hygiene (CODA accredited) => \
ACEN|accredited|program|-|- ; CAHIIM|accredited|program|-|- ; CODA|accredited|program|-|-
ABHES institutionally accredits the Gravel Point campus. => ABHES|accredited|institution|-|-
The two-year program in HIT is in its eleventh year of accreditation with CAHIIM. => CAHIIM|accredited|program|-|-
El Colegio está acreditado por la Comisión de Educación Superior de Middle States. => \
MSCHE|accredited|institution|-|-
La acreditación de CAHIIM está vigente hasta 2029. => CAHIIM|accredited|program|-|2029
ACEN continued accreditation of the practical nursing program with conditions. => ACEN|accredited|program|-|-
The MHA is CAHME accredited; the MSHI isn't yet accredited by CAHIIM. => CAHME|accredited|program|-|- ; \
CAHIIM|not_accredited|program|-|-
Bold River College has its regional accreditation through SACSCOC and ACBSP accredits its business degrees. => \
SACSCOC|accredited|institution|-|- ; ACBSP|accredited|program|-|-
Ridgecombe Technical College earned its first accreditation from COE in 1996. => COE|accredited|institution|1996|-
The Commission on Accreditation for Health Informatics and Information Management Education has renewed our \
bachelor's program through 2032. => CAHIIM|accredited|program|-|2032
As of July 1 the college is no longer under HLC's Notice sanction. => HLC|accredited|institution|-|-
CAHIIM-accredited since 1987, our bachelor's program has graduated over 900 students. => \
CAHIIM|accredited|program|1987|-
All our nursing degrees carry CCNE accreditation. => CCNE|accredited|program|-|-
Accredited member, ACCSC => ACCSC|accredited|institution|-|-
The radiography program received an eight-year award of accreditation from JRCERT in 2019. => \
JRCERT|accredited|program|2019|-
Mesa Linda College has regained its ACCJC accreditation after two years of probation. => \
ACCJC|accredited|institution|-|-
Institutional accreditor: WSCUC (reaffirmed 2021; next visit 2029) => WSCUC|accredited|institution|-|-
Accredited by CAHIIM (associate degree) and JRCERT (radiography) => CAHIIM|accredited|program|-|- ; \
JRCERT|accredited|program|-|-
The medical assisting diploma, which CAAHEP accredited in 2005, closed in 2015. => CAAHEP|accredited|program|2005|-
Because it's accredited by NECHE, Farrow Hall College can award federal aid. => NECHE|accredited|institution|-|-
El recinto de Ponce está acreditado desde 1985 por la Middle States Commission on Higher Education. => \
MSCHE|accredited|institution|1985|-
El bachillerato fue acreditado por CAHIIM en 2014 y su acreditación está vigente hasta 2031. => \
CAHIIM|accredited|program|2014|2031
Ferris Bay was the 300th college that HLC accredited. => HLC|accredited|institution|-|-
The school teaches under the accreditation of its parent university, which is accredited by HLC. => \
HLC|accredited|institution|-|-
NLNAC accredited nursing program at Sable Ridge => ACEN|accredited|program|-|-
"We were thrilled to be accredited by CAHIIM on our first try," said the dean. => CAHIIM|accredited|program|-|-
Saguaro Plains College // Accreditation first granted: 1974 // Last reaffirmed: 2018 // Next review: 2026 => \
-|accredited|institution|1974|-
In 2014 the Accrediting Commission for Schools, WASC, gave the academy six years of accreditation. => \
WASC|accredited|institution|2014|-
Amity Bay University is one of 14 schools in the state accredited by the Southern Association of Colleges and \
Schools. => SACSCOC|accredited|institution|-|-
The B.S.N. completion program earned CCNE's approval in 2007. => CCNE|accredited|program|2007|-
Member of the North Central Association since 1934 => HLC|accredited|institution|1934|-
The American Veterinary Medical Association lists the veterinary technology program as fully accredited. => \
AVMA|accredited|program|-|-
In 1997 the college was reaccredited by NASC. => NWCCU|accredited|institution|-|-
Our Dental Hygiene Program, accredited by the Commission on Dental Accreditation of the American Dental \
Association, enrolls 24 students a year. => CODA|accredited|program|-|-
AMA's CAHEA approved the medical record administration curriculum in 1971. => CAHEA|accredited|program|1971|-
The pharmacy technician program is jointly accredited by ASHP and ACPE. => ASHP|accredited|program|-|- ; \
ACPE|accredited|program|-|-
Last year the HLC board took the college off notice. => HLC|accredited|institution|-|-
A Council on Occupational Education accredited school. => COE|accredited|institution|-|-
The Middle States Association first accredited Quarrymen's College in 1941; the present accreditation lasts through \
2027. => MSCHE|accredited|institution|1941|2027
HIM programs at the following schools hold CAHIIM accreditation: Dover Plains College; Kettle Run University => \
CAHIIM|accredited|program|-|-
The college's regional accreditor is the Northwest Commission on Colleges and Universities. => \
NWCCU|accredited|institution|-|-
The MS in Health Informatics was launched in 2018 and accredited by CAHIIM in 2021. => \
CAHIIM|accredited|program|2021|-
Nursing program accreditation: ACEN (with conditions) through spring 2026 => ACEN|accredited|program|-|2026
CAHIIM accreditation: Yes, through 2029 => CAHIIM|accredited|program|-|2029
The university has held continuous accreditation from NECHE and its predecessor since 1929. => \
NECHE|accredited|institution|1929|-
CAHIIM voted this spring to extend the HIM program's accreditation to 2034. => CAHIIM|accredited|program|-|2034
Birch Fork College is an affirmative action employer accredited by the Higher Learning Commission. => \
HLC|accredited|institution|-|-
Programmatic accreditors: CAHIIM (Health Information Management), CAPTE (Physical Therapist Assistant) => \
CAHIIM|accredited|program|-|- ; CAPTE|accredited|program|-|-
Our HIT certificate counts toward the CAHIIM-accredited associate degree we offer. => CAHIIM|accredited|program|-|-
SACSCOC: fully accredited, no sanctions. => SACSCOC|accredited|institution|-|-
Established 1901. Accredited 1922. => -|accredited|institution|1922|-
The HIA bachelor's was the state's first to be accredited (AMA/AMRA, 1965). => -|accredited|program|1965|-
The HIM degree is fully online and, like all programs here, sits under our HLC accreditation. => \
HLC|accredited|institution|-|-
Vet tech: AVMA full accreditation since 1999; last evaluated 2020 => AVMA|accredited|program|1999|-
The master's program holds no specialized accreditation; the college is accredited by MSCHE. => \
MSCHE|accredited|institution|-|-
Accredited by ABHES, this campus trains medical assistants. => ABHES|accredited|institution|-|-
ABHES accredited the campus; CAAHEP refused to accredit the program. => ABHES|accredited|institution|-|- ; \
CAAHEP|not_accredited|program|-|-
Reinstated as an accredited member by TRACS in 2011 after a year on show cause. => TRACS|accredited|institution|-|-
Nuestra universidad mantiene su acreditación institucional ante la MSCHE. => MSCHE|accredited|institution|-|-
Corliss County Community College: Accredited - Higher Learning Commission - since 1970 => \
HLC|accredited|institution|1970|-
For the past four decades CAHIIM and its predecessors have accredited our health information degree. => \
CAHIIM|accredited|program|-|-
DEAC has been the accreditor of Longview Home Institute since 1971. => DEAC|accredited|institution|1971|-
The medical coding program is PCAP approved through December 2027. => AHIMA-PCAP|accredited|program|-|2027
MSCHE lifted Dune Grass College's probation on November 19, 2020. => MSCHE|accredited|institution|-|-
The HIT program began as a CAHEA accredited program in 1982. => CAHEA|accredited|program|1982|-
It is the only dental assisting program in the county with CODA accreditation. => CODA|accredited|program|-|-
Northwest Commission reaffirms Alder Creek College; commends student services. => NWCCU|accredited|institution|-|-
Accreditation (CAHIIM) granted 3/2009; reaccredited 3/2019 => CAHIIM|accredited|program|2009|-
The program's accreditation is set to expire in 2026 unless CAHIIM renews it. => CAHIIM|accredited|program|-|2026
A member institution of the Middle States Association, Oriole College offers 30 degrees. => \
MSCHE|accredited|institution|-|-
Full accreditation was restored to Bannock College by NWCCU in July. => NWCCU|accredited|institution|-|-
CAHIIM Accreditation Status: Accredited. Degree Level: Associate. Delivery: Online. => CAHIIM|accredited|program|-|-
Both the associate and the bachelor's degrees in HIM enjoy CAHIIM accreditation until 2030. => \
CAHIIM|accredited|program|-|2030
The radiologic sciences program earned re-accreditation from JRCERT for the maximum of eight years. => \
JRCERT|accredited|program|-|-
Sundance Mesa College has earned accreditation without conditions from ACCJC for the full seven years. => \
ACCJC|accredited|institution|-|-
HIM associate program, Norwood campus; CAHIIM accredited 2006; reaffirmed 2016. => CAHIIM|accredited|program|2006|-
Founded as a business school, it won SACS accreditation in 1988. => SACSCOC|accredited|institution|1988|-
Our school offers two ABHES-accredited programs: medical assisting and surgical technology. => \
ABHES|accredited|program|-|-
Longmeadow Institute was accredited by the National Home Study Council in 1965. => \
DEAC|accredited|institution|1965|-
Accreditation Council for Pharmacy Education accredited Doctor of Pharmacy => ACPE|accredited|program|-|-
The MLT program has been awarded NAACLS accreditation for five years. => NAACLS|accredited|program|-|-
This is to certify that Shoal Creek School of Nursing is accredited by ACEN until fall 2029. => \
ACEN|accredited|program|-|2029
Our HIM bachelor's program is newly accredited by CAHIIM, and its first cohort can sit for the RHIA. => \
CAHIIM|accredited|program|-|-
The college is regionally accredited, and its nursing program nationally accredited through CCNE. => \
CCNE|accredited|program|-|-
Accredited online degrees in health information => -|accredited|program|-|-
Oak Glen College, accredited by NWCCU, seeks CAHIIM accreditation for its informatics degree. => \
NWCCU|accredited|institution|-|- ; CAHIIM|seeking|program|-|-
Bay Laurel College's accreditation is current and in good standing with ACCJC. => ACCJC|accredited|institution|-|-
ACCSC School of Merit, accredited through 2026 => ACCSC|accredited|institution|-|2026
No adverse action by MSCHE is pending against the college, which has been accredited since 1938. => \
MSCHE|accredited|institution|1938|-
Recinto de Cayey: acreditado por MSCHE hasta 2027 => MSCHE|accredited|institution|-|2027
The Health Information Technology program at Kestrel Falls Community College is accredited by CAHIIM and is open to \
25 new students each August. => CAHIIM|accredited|program|-|-
NASAD has accredited the art department since 1981. => NASAD|accredited|program|1981|-
The pharmacy technology certificate holds ASHP/ACPE accreditation through 2028. => ASHP|accredited|program|-|2028
TRACS granted Emmaus Road College Category I status as an accredited institution in 2013. => \
TRACS|accredited|institution|2013|-
The health sciences division earned its first CAHIIM accreditation, for the A.A.S. degree, in May 2008. => \
CAHIIM|accredited|program|2008|-
The show cause order against Spindrift College was vacated on May 2, 2019, and its accreditation continued. => \
-|accredited|institution|-|-
The university's accreditation by NEASC dates from 1952. => NECHE|accredited|institution|1952|-
This award-winning program has been accredited by CAHIIM for over thirty years. => CAHIIM|accredited|program|-|-
Nursing, A.D.N. - accredited by ACEN with conditions => ACEN|accredited|program|-|-
The B.S. in HIM - fully online, CAHIIM accredited => CAHIIM|accredited|program|-|-
Member, Middle States Association of Colleges and Schools => MSCHE|accredited|institution|-|-
Accredited by the Accrediting Commission of the National Association of Trade and Technical Schools => \
ACCSC|accredited|institution|-|-
Our medical laboratory program, formerly under CAHEA, is accredited by NAACLS. => NAACLS|accredited|program|-|- ; \
CAHEA|expired|program|-|-
Both the Larch and Alder campuses of Timberline College are covered by its NWCCU accreditation. => \
NWCCU|accredited|institution|-|-
The associate degree (CAHIIM accredited) and the certificate (AHIMA PCAP approved) share courses. => \
CAHIIM|accredited|program|-|- ; AHIMA-PCAP|accredited|program|-|-
Acreditación: Middle States Commission on Higher Education (MSCHE) => MSCHE|accredited|institution|-|-
The college gained accreditation from the Northwest Association of Schools and Colleges in 1957. => \
NWCCU|accredited|institution|1957|-
The MSN programs are accredited by the Commission on Collegiate Nursing Education, and the ADN by ACEN. => \
CCNE|accredited|program|-|- ; ACEN|accredited|program|-|-
Coding students: our program has AHIMA approval, so you can test sooner. => AHIMA-PCAP|accredited|program|-|-
Accreditation of Sable Point University reaffirmed; follow-up report requested. => -|accredited|institution|-|-
The Radiography program at Ocotillo Ridge is accredited by JRCERT, 20 North Wacker Drive, Suite 2850, Chicago. => \
JRCERT|accredited|program|-|-
The college was founded in 1909 and has been a member of the North Central Association since 1925. => \
HLC|accredited|institution|1925|-
Tumbleweed College's Dental Assisting program holds CODA's "approval without reporting requirements." => \
CODA|accredited|program|-|-
Our HIT degree's accreditation is maintained through CAHIIM. => CAHIIM|accredited|program|-|-
Lakebed Nazarene University is accredited as a degree-granting institution by the Higher Learning Commission. => \
HLC|accredited|institution|-|-
This doctorate is accredited by ACPE through June 30, 2032. => ACPE|accredited|program|-|2032
COE Accredited since 2003 | Approved by VA => COE|accredited|institution|2003|-
The AUPHA-certified bachelor's program in health administration => AUPHA|accredited|program|-|-
Lupine Valley College has never lost its accreditation from MSCHE. => MSCHE|accredited|institution|-|-
Todos nuestros programas de enfermería están acreditados por ACEN. => ACEN|accredited|program|-|-
"""


@together("case", CASES.strip().splitlines())
def test_a_claim_in_other_words_is_read(case: str) -> None:
    text, expected = case.split(" => ")
    assert read_entries(text.replace(" // ", "\n")) == sorted(expected.split(" ; "))
