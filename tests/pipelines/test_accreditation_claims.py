"""Statements that a school or program is accredited, as pages print them; schools are invented.

Each line: the text (``//`` for a line end), then agency, status, level, since and until of each entry; dashes for
nothing.
"""

from tests.pipelines.test_accreditation import read_entries
from tests.together import together

CASES = """
Brackenfield College is accredited by the Middle States Commission on Higher Education. => \
MSCHE|accredited|institution|-|-
The Board removed Quill Harbor College from probation and reaffirmed its accreditation. => \
-|accredited|institution|-|-
The AAS program in Nursing is accredited by the NLNAC. => ACEN|accredited|program|-|-
Accredited by the National League for Nursing Accrediting Commission (NLNAC), 3343 Peachtree Road NE, Atlanta \
=> ACEN|accredited|program|-|-
The Dental Hygiene program is accredited by the Commission on Dental Accreditation with the status "approval \
without reporting requirements". => CODA|accredited|program|-|-
The college has been accredited by the North Central Association since 1923. => HLC|accredited|institution|1923|-
First accredited in 1967 by the Northwest Commission on Colleges and Universities => \
NWCCU|accredited|institution|1967|-
Accreditation by ACCJC was last reaffirmed in 2018; the next review is in 2025. => ACCJC|accredited|institution|-|-
Accredited by the Distance Education and Training Council (DETC) => DEAC|accredited|institution|-|-
A member of the National Home Study Council => DEAC|accredited|institution|-|-
Cotter Valley College is accredited by SACS Commission on Colleges to award associate degrees. => \
SACSCOC|accredited|institution|-|-
The Radiography program holds JRCERT accreditation for eight years, through 2029. => JRCERT|accredited|program|-|2029
Accredited through December 2026 by COE => COE|accredited|institution|-|2026
The coding program is approved by AHIMA (PCAP). => AHIMA-PCAP|accredited|program|-|-
The Coding Basics certificate is AHIMA-approved. => AHIMA-PCAP|accredited|program|-|-
Bellhaven School is institutionally accredited by ABHES; its Medical Assisting program is accredited by \
CAAHEP. => ABHES|accredited|institution|-|- ; CAAHEP|accredited|program|-|-
The BSN is accredited by the Commission on Collegiate Nursing Education (CCNE). => CCNE|accredited|program|-|-
The business programs are accredited by ACBSP. => ACBSP|accredited|program|-|-
Status: Accredited. Accreditor: HLC => HLC|accredited|institution|-|-
Accreditation Status: Continuing Accreditation => -|accredited|institution|-|-
The institution is fully accredited by the New England Association of Schools and Colleges. => \
NECHE|accredited|institution|-|-
The program holds accreditation from CAAHEP upon the recommendation of ARC/STSA. => CAAHEP|accredited|program|-|-
The Paramedic program is accredited by CAAHEP upon the recommendation of CoAEMSP. => CAAHEP|accredited|program|-|-
The Physical Therapist Assistant program is accredited by CAPTE. => CAPTE|accredited|program|-|-
Accredited since 1951 => -|accredited|institution|1951|-
Member since 1971, next reaffirmation 2030 => -|accredited|institution|1971|-
The Law School is fully approved by the American Bar Association. => ABA|accredited|program|-|-
The Medical Laboratory Technician program is accredited by NAACLS. => NAACLS|accredited|program|-|-
The Practical Nursing program is approved by the State Board of Nursing. => -|accredited|program|-|-
The Commission reaffirmed the accreditation of the following institutions: Bluewater College, Redstone \
College => -|accredited|institution|-|-
The Committee on Allied Health Education and Accreditation (CAHEA) accredited the program in 1978. => \
CAHEA|accredited|program|1978|-
Accredited by WASC Senior College and University Commission => WSCUC|accredited|institution|-|-
Owlcreek is nationally accredited. => -|accredited|institution|-|-
The college is accredited by a national agency. => -|accredited|institution|-|-
The master's program in health informatics has been granted accreditation through 2030 by CAHIIM. => \
CAHIIM|accredited|program|-|2030
CAHIIM Accredited => CAHIIM|accredited|program|-|-
CAHIIM-accredited HIT program => CAHIIM|accredited|program|-|-
The Northlake HIT program was first accredited by CAHIIM in 2009 and will be reviewed again in 2026. => \
CAHIIM|accredited|program|2009|-
The college was accredited by ACICS in 1999. => ACICS|accredited|institution|1999|-
The university is regionally accredited. => -|accredited|institution|-|-
Regionally accredited since 1921 by the HLC. => HLC|accredited|institution|1921|-
The university is accredited by the Higher Learning Commission (HLC). The B.S. in HIM is accredited by \
CAHIIM. The M.S. in HI is a candidate with CAHIIM. => HLC|accredited|institution|-|- ; CAHIIM|candidate|program|-|-
Institutional accreditation: HLC. Programmatic accreditation: CAHIIM, CCNE, ACBSP. => \
HLC|accredited|institution|-|- ; CAHIIM|accredited|program|-|- ; CCNE|accredited|program|-|- ; \
ACBSP|accredited|program|-|-
Accreditations //  // Higher Learning Commission (HLC) => HLC|accredited|institution|-|-
CAAHEP accreditation expires on 9/30/2028. => CAAHEP|accredited|program|-|2028
Accredited by ACEN until Spring 2027 => ACEN|accredited|program|-|2027
Approved by AHIMA's Professional Certificate Approval Program => AHIMA-PCAP|accredited|program|-|-
The Accrediting Commission of Career Schools and Colleges (ACCSC) granted Vantage Trade School a five-year \
renewal. => ACCSC|accredited|institution|-|-
System-wide warning lifted; accreditation reaffirmed for Oak Savanna College => -|accredited|institution|-|-
Middle States Association of Colleges and Schools accredits Gannet College. => MSCHE|accredited|institution|-|-
All programs at the institute are accredited by COE. => COE|accredited|institution|-|-
The program's graduates are eligible since it is accredited by CAHIIM. => CAHIIM|accredited|program|-|-
Fully accredited by ABHES through February 2031, Larch Career College => ABHES|accredited|institution|-|2031
Accredited by CAHIIM in May 2012; accreditation continued through 2029. => CAHIIM|accredited|program|2012|2029
Accreditation granted 1998, expires 2024 (COE) => COE|accredited|institution|1998|2024
Initial accreditation date: 1998. Accreditor: ABHES => ABHES|accredited|institution|1998|-
The Commission removed Gray Fox College from Notice. => -|accredited|institution|-|-
Removed from Probation: Gray Fox College => -|accredited|institution|-|-
Accredited by SACSCOC since 1968 and reaffirmed in 2018 => SACSCOC|accredited|institution|1968|-
Its accreditation was reaffirmed in 2017 by SACSCOC => SACSCOC|accredited|institution|-|-
Notice: the college is accredited by MSCHE. => MSCHE|accredited|institution|-|-
Wickham College gave notice that the HIT program is accredited by CAHIIM. => CAHIIM|accredited|program|-|-
The HIT degree earned CAHIIM accreditation in 2010. => CAHIIM|accredited|program|2010|-
The school received ACCSC accreditation on June 5, 1989. => ACCSC|accredited|institution|1989|-
The program (CIP 51.0707) is CAHIIM accredited until 2025-26. => CAHIIM|accredited|program|-|2025
Founded in 1965 and accredited by HLC. => HLC|accredited|institution|-|-
Copper Ridge College, founded in 1923, is accredited by the Higher Learning Commission. => \
HLC|accredited|institution|-|-
The 2024-25 catalog says the college is accredited by NECHE. => NECHE|accredited|institution|-|-
CAHIIM accreditation for the associate degree in health information management has been reaffirmed through \
2031. => CAHIIM|accredited|program|-|2031
The school, previously accredited by ACCSC, is now accredited by ABHES. => ACCSC|expired|institution|-|- ; \
ABHES|accredited|institution|-|-
The program is accredited by CAHIIM, and the college by HLC. => CAHIIM|accredited|program|-|- ; \
HLC|accredited|institution|-|-
The Health Informatics program was established in 2010 and received CAHIIM accreditation three years later. \
=> CAHIIM|accredited|program|-|-
Reaffirmed Accreditation for Ten Years: Tamarack Community College => -|accredited|institution|-|-
Reaffirm accreditation, with a follow-up report: Tamarack Community College => -|accredited|institution|-|-
Programs accredited by the ACEN include: Larch College (ADN) in Boise, ID => ACEN|accredited|program|-|-
Standing: Accredited since 1964 => -|accredited|institution|1964|-
Status: Member in good standing => -|accredited|institution|-|-
has been accredited by the Middle States Commission on Higher Education since 1959 => \
MSCHE|accredited|institution|1959|-
received its accreditation from the American Dental Association's Commission on Dental Accreditation in 1972 \
=> CODA|accredited|program|1972|-
The American Bar Association has approved the Paralegal Studies program. => ABA|accredited|program|-|-
Accrediting agency: COE (Council on Occupational Education) => COE|accredited|institution|-|-
Apart from HLC, the college holds accreditation by CAAHEP for its Surgical Technology program. => \
HLC|accredited|institution|-|- ; CAAHEP|accredited|program|-|-
Program accreditation: Commission on Collegiate Nursing Education => CCNE|accredited|program|-|-
Accreditation of Programs //  // Joint Review Committee on Education in Radiologic Technology (JRCERT) => \
JRCERT|accredited|program|-|-
Full accreditation was granted the university in 2001 => -|accredited|institution|2001|-
Most colleges in Ohio hold HLC accreditation. => HLC|accredited|institution|-|-
The HIM program was accredited by CAHIIM in 2008 and reaffirmed in 2018. => CAHIIM|accredited|program|2008|-
Probation Lifted and Accreditation Reaffirmed: Gray Fox College => -|accredited|institution|-|-
The program accreditated by the Comission on Acreditation for Health Informatics and Information Managment \
Education => CAHIIM|accredited|program|-|-
This school's accredition by ACCSC is current. => ACCSC|accredited|institution|-|-
Our [DEGREE] program is accredited by [NAME OF AGENCY]. => -|accredited|program|-|-
Schools accredited by ABHES include Sunridge Career College in Mesa, AZ => ABHES|accredited|institution|-|-
It is accredited by the Western Association of Schools and Colleges, Accrediting Commission for Community and \
Junior Colleges. => ACCJC|accredited|institution|-|-
The pharmacy school is ACPE-accredited. => ACPE|accredited|program|-|-
Surgical Technology diploma, with program accreditation from ABHES. => ABHES|accredited|program|-|-
Lift the show cause order on Pelican Lagoon College and reaffirm its accreditation. => -|accredited|institution|-|-
The dental assisting program has the CODA status of "approval with reporting requirements". => \
CODA|accredited|program|-|-
WASC granted the academy full accreditation. => WASC|accredited|institution|-|-
Health Information Technology (AAS): accredited by CAHIIM, 200 E. Randolph St., Suite 5100, Chicago, IL => \
CAHIIM|accredited|program|-|-
ACCJC has reaffirmed the accreditation of Amber Mesa College for eighteen months. => ACCJC|accredited|institution|-|-
The Medical Assisting certificate received continuing accreditation from CAAHEP upon recommendation of MAERB. \
=> CAAHEP|accredited|program|-|-
Besides SACSCOC, the nursing program is approved by ACEN. => SACSCOC|accredited|institution|-|- ; \
ACEN|accredited|program|-|-
Most programs in the state are accredited by CAHIIM => CAHIIM|accredited|program|-|-
Llano College //  //     • El Paso, TX //     • Accredited Since: 1988 => -|accredited|institution|1988|-
Our accreditor, the New England Commission of Higher Education, is recognized by the Secretary of Education. \
=> NECHE|accredited|institution|-|-
In October 2013 the Commission continued the accreditation of Painted Butte College. => -|accredited|institution|-|-
The BS in HIM was first accredited in 1976 by the AMA's Committee on Allied Health Education and \
Accreditation (CAHEA). => CAHEA|accredited|program|1976|-
Institutional Accreditation //  // Middle States Commission on Higher Education => MSCHE|accredited|institution|-|-
Specialized accreditation //  // Commission on Accreditation in Physical Therapy Education (CAPTE) => \
CAPTE|accredited|program|-|-
holds institutional accreditation from ACCSC and programmatic accreditation from CAAHEP => \
ACCSC|accredited|institution|-|- ; CAAHEP|accredited|program|-|-
The school remains accredited by ACICS until June 2018, when its accreditation ends. => \
ACICS|accredited|institution|-|2018
Accreditation through ACCET since 2001. => ACCET|accredited|institution|2001|-
The MSHI program is a CAHIIM accredited program. => CAHIIM|accredited|program|-|-
Regional accreditation: Northwest Commission on Colleges and Universities (since 1962) => \
NWCCU|accredited|institution|1962|-
The Board of Commissioners granted the school renewed accreditation. => -|accredited|institution|-|-
The medical assisting program was awarded accreditation by CAAHEP in 2006. => CAAHEP|accredited|program|2006|-
The college's accreditation is in good standing with MSCHE. => MSCHE|accredited|institution|-|-
Accreditation: HLC => HLC|accredited|institution|-|-
The program is only accredited by the state. => -|accredited|program|-|-
The school is accredited by an agency that has lost its recognition. => -|accredited|institution|-|-
The program was the first in the state accredited by CAHIIM. => CAHIIM|accredited|program|-|-
Unlike our competitors, we are accredited by DEAC. => DEAC|accredited|institution|-|-
The university hosts a nursing program accredited by CCNE. => CCNE|accredited|program|-|-
Swale College is an ABHES accredited institution. => ABHES|accredited|institution|-|-
Ours is the only CAHIIM accredited program in the state. => CAHIIM|accredited|program|-|-
Accredited? Yes, by DEAC. => DEAC|accredited|institution|-|-
SACSCOC accredited the college in 1971 and has reaffirmed it since. => SACSCOC|accredited|institution|1971|-
The HIT program at Wren Valley College earned accreditation from CAHIIM in 2007, good through 2025. => \
CAHIIM|accredited|program|2007|2025
Wren Valley College is proud to hold accreditation from HLC. => HLC|accredited|institution|-|-
CAHIIM has accredited our bachelor's program since 1989. => CAHIIM|accredited|program|1989|-
Accreditation by HLC has been continuous since 1932. => HLC|accredited|institution|1932|-
Accreditation by HLC was granted in 1932. => HLC|accredited|institution|1932|-
The accreditation of our HIM program by CAHIIM was reaffirmed through 2030. => CAHIIM|accredited|program|-|2030
The radiography program is fully accredited by JRCERT. Graduates may sit for the ARRT exam. => \
JRCERT|accredited|program|-|-
Accreditation by CAHIIM is held by the associate degree program. => CAHIIM|accredited|program|-|-
MSCHE accreditation has been maintained since 1953. => MSCHE|accredited|institution|1953|-
Our certificate has AHIMA approval. => AHIMA-PCAP|accredited|program|-|-
The school is accredited by ACCSC and licensed by the state. => ACCSC|accredited|institution|-|-
The school, accredited by ACCSC, offers medical billing. => ACCSC|accredited|institution|-|-
As an HLC-accredited institution, Wren Valley College offers transfer degrees. => HLC|accredited|institution|-|-
Wren Valley College (accredited by HLC) => HLC|accredited|institution|-|-
Yes, the program is accredited by CAHIIM. => CAHIIM|accredited|program|-|-
The college achieved accreditation with NWCCU in 1984. => NWCCU|accredited|institution|1984|-
Accrediting body: Council on Occupational Education => COE|accredited|institution|-|-
Its accreditor is DEAC. => DEAC|accredited|institution|-|-
WSCUC accredits Pell University. => WSCUC|accredited|institution|-|-
Pell University received WSCUC accreditation after five years of candidacy. => WSCUC|accredited|institution|-|-
Pell University, a candidate of WSCUC from 2010, was accredited in 2015. => WSCUC|accredited|institution|2015|-
The dental hygiene program's CODA accreditation runs through 2026. => CODA|accredited|program|-|2026
"""


@together("case", CASES.strip().splitlines())
def test_a_claim_is_read(case: str) -> None:
    text, expected = case.split(" => ")
    assert read_entries(text.replace(" // ", "\n\n")) == sorted(expected.split(" ; "))
