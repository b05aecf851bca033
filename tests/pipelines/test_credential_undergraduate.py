"""Associate and bachelor's degrees as pages print them; schools are invented.

Columns after the text: credential, abbreviation, field, CIP, delivery, credits; a dash for nothing.
"""

from pipelines.normalize.credential import predicted
from tests.pipelines.test_credential import expected_of
from tests.together import together

CASES = """
Associate of Applied Science in Health Information Technology | associate | AAS | hit | 51.0707 | - | -
A.A.S. in HIT, 65 credits | associate | AAS | hit | 51.0707 | - | 65
Health Information Management, B.S. (120 credits) Online | bachelor | BS | him | 51.0706 | online | 120
Bachelor of Applied Science: Health Information Management | bachelor | BAS | him | 51.0706 | - | -
BASHIM degree, 90 quarter credits | bachelor | BAS | him | 51.0706 | - | 90
RN to BSN (Online) | bachelor | BSN | other | 51.3801 | online | -
ADN to BSN pathway | bachelor | BSN | other | 51.3801 | - | -
Bachelor of Science in Nursing (BSN) | bachelor | BSN | other | 51.3801 | - | -
B.S. Nursing | bachelor | BSN | other | 51.3801 | - | -
Associate of Science in Nursing | associate | AS | other | 51.3801 | - | -
Dental Hygiene, A.A.S. | associate | AAS | other | 51.0602 | - | -
Associate in Arts, Liberal Arts | associate | AA | other | 24.0101 | - | -
Associate of Arts | associate | AA | other | - | - | -
AAS: Cybersecurity | associate | AAS | other | 11.1003 | - | -
Registered Nursing – Associate in Applied Science – 68 credit hours | associate | AAS | other | 51.3801 | - | 68
Medical Coding – Associate of Applied Science | associate | AAS | coding | 51.0713 | - | -
Business Administration – A.S. | associate | AS | other | 52.0201 | - | -
Business, AAS | associate | AAS | other | 52.0101 | - | -
Social Work (B.S.W.) | bachelor | BSW | other | 44.0701 | - | -
Bachelor of Social Work | bachelor | BSW | other | 44.0701 | - | -
Bachelor of Health Science | bachelor | BHS | other | 51.0000 | - | -
Bachelor of Professional Studies, Health Information Management | bachelor | BPS | him | 51.0706 | - | -
B.S. in Health Science with a concentration in Health Information Management | bachelor | BS | him | 51.0706 | - | -
Bachelor of Science in Health Care Administration, Health Informatics option \
| bachelor | BS | health_informatics | 51.2706 | - | -
CIP 51.0707 Health Information Technician AAS | associate | AAS | hit | 51.0707 | - | -
Health Information Technology (CIP: 51.0706) A.A.S. | associate | AAS | hit | 51.0706 | - | -
Credits required for graduation: 61 Award: AAS | associate | AAS | other | - | - | 61
AAS in Medical Office Administration; 60 or 61 credits | associate | AAS | medical_office | 51.0705 | - | -
Students may transfer up to 60 credits into the bachelor's degree in health information management (120 \
credits). \
| bachelor | - | him | 51.0706 | - | 120
Associate Degree in Health Information Technology and Certificate in Medical Coding \
| associate | - | hit | 51.0707 | - | -
Health Information Technology: AAS (65 credits), Coding Certificate (33 credits) \
| associate | AAS | hit | 51.0707 | - | 65
BS/MS in Health Informatics | bachelor | BS | health_informatics | 51.2706 | - | -
Degrees & Certificates > Health Information Technology, AAS | associate | AAS | hit | 51.0707 | - | -
The HIM bachelor's degree is offered on the Riverbend campus | bachelor | - | him | 51.0706 | campus | -
The AAS in HIT can be completed fully online or on campus | associate | AAS | hit | 51.0707 | - | -
Occupational Associate Degree, Medical Billing and Coding | associate | - | billing_and_coding | 51.0713 | - | -
Associate of Occupational Studies (A.O.S.) in Medical Office Management \
| associate | AOS | medical_office | 51.0705 | - | -
Applied Science, Associate of: Health Information Technology | associate | AAS | hit | 51.0707 | - | -
Asssociate in Applied Science - Helath Information Tecnology | associate | AAS | hit | 51.0707 | - | -
HealthInformation ManagementBachelor of Science | bachelor | BS | him | 51.0706 | - | -
ASSOCIATE OF APPLIED SCIENCE DEGREE IN MEDICAL BILLING AND CODING AS OF FALL 2023 \
| associate | AAS | billing_and_coding | 51.0713 | - | -
health informatics bachelors degree, on-campus | bachelor | - | health_informatics | 51.2706 | campus | -
Bachelor's degree completion program: Health Information Administration | bachelor | - | him | 51.0706 | - | -
The College of Business offers an associate degree. | associate | - | other | - | - | -
Bachelor of Science Degree in Medical Laboratory Science | bachelor | BS | other | 51.1005 | - | -
General Studies, A.A. | associate | AA | other | 24.0102 | - | -
A. A. S. Degree: Surgical Technology | associate | AAS | other | 51.0909 | - | -
Associate in Applied Sciences (AAS) — Physical Therapist Assistant | associate | AAS | other | 51.0806 | - | -
Health Information Management (HIM) Associate Degree | associate | - | him | 51.0707 | - | -
Associate's in Science in Health Information Management | associate | AS | him | 51.0707 | - | -
International Business, BBA | bachelor | BBA | other | 52.1101 | - | -
BSHA | bachelor | BS | other | 51.0701 | - | -
Medical Coding & Billing – A.A.S. – 62 Credit Hours – Hybrid \
| associate | AAS | billing_and_coding | 51.0713 | hybrid | 62
DEGREE OF BACHELOR OF SCIENCE IN EDUCATION (B.S.Ed.) | bachelor | BS | other | 13.0101 | - | -
DEGREE OF BACHELOR OF ARTS (B.A.). | bachelor | BA | other | - | - | -
DEGREE OF BACHELOR OF PROFESSIONAL STUDIES (B.P.S.) | bachelor | BPS | other | - | - | -
DEGREE OF BACHELOR OF HEALTH SCIENCE (B.H.S.) | bachelor | BHS | other | 51.0000 | - | -
A.A. (Associate in Arts) Degree | associate | AA | other | - | - | -
A.S.-T. (Associate in Science for Transfer) | associate | AS | other | - | - | -
Associate of Applied Science in Nursing (Associates Degree, 66 credit hours, CIP Code 51.3801) \
| associate | AAS | other | 51.3801 | - | 66
Bachelor of Science in Orchard Technology – 124 credit hours – CIP Code 01.0304 \
| bachelor | BS | other | 01.0304 | - | 124
Degree: A.A.S. | associate | AAS | other | - | - | -
Award: A.A.S. degree. Credit Hours, Total: 61-63 | associate | AAS | other | - | - | -
The bachelor's in health information management needs 120 credits in all, 48 of them upper-division. \
| bachelor | - | him | 51.0706 | - | 120
An associate degree in health information technology usually takes two years and 60 to 70 credits. \
| associate | - | hit | 51.0707 | - | -
bachelor’s degrees in health informatics | bachelor | - | health_informatics | 51.2706 | - | -
Health Information Technology (AS; Certificate) | associate | AS | hit | 51.0707 | - | -
Healthcare Management (BS, MHA) | bachelor | BS | other | 51.0701 | - | -
Nursing (ASN, BSN, MSN) | associate | ASN | other | 51.3801 | - | -
NKTC offers a degree, the Associate in Applied Science, and a certificate in Health Information Technology. \
| associate | AAS | hit | 51.0707 | - | -
HEALTH INFORMATION TECHNOLOGY A.A.S. DEGREE 67 CREDITS | associate | AAS | hit | 51.0707 | - | 67
AAS.HIT.HIT Health Information Technology | associate | AAS | hit | 51.0707 | - | -
Associate in Applied Science Degree in Office Administration - Medical Office \
| associate | AAS | medical_office | 51.0705 | - | -
Computer Information Systems, Health Informatics concentration (BS) \
| bachelor | BS | health_informatics | 51.2706 | - | -
Business Administration/Health Care Management, B.B.A. | bachelor | BBA | other | 52.0201 | - | -
Bachelor of Science in Health Information Management (BSHIM) | bachelor | BS | him | 51.0706 | - | -
Medical Secretary, A.A.S. | associate | AAS | medical_office | 51.0716 | - | -
Registered Nursing Associate Degree | associate | - | other | 51.3801 | - | -
Medical Laboratory Technician (AAS) | associate | AAS | other | 51.1004 | - | -
Health Services Administration, Bachelor of Science | bachelor | BS | other | 51.0701 | - | -
Bachelor of Science, Nursing; Bachelor of Science, Health Information Management \
| bachelor | BSN | other | 51.3801 | - | -
Human Services AAS; Health Information Technology AAS | associate | AAS | other | 44.0000 | - | -
AAS Degree, HIT Major | associate | AAS | hit | 51.0707 | - | -
The associate degree program in health information management is 70 credits, and taught fully online. \
| associate | - | him | 51.0707 | online | 70
Health Services Management, B.A.S. | bachelor | BAS | other | 51.0701 | - | -
B. S. in Health Information Administration | bachelor | BS | him | 51.0706 | - | -
Total Credit Hours 64 AAS Health Information Technology | associate | AAS | hit | 51.0707 | - | 64
Bachelor of Science, 120 hours, Health Information Management | bachelor | BS | him | 51.0706 | - | 120
AS-HIT 64 SH | associate | AS | hit | 51.0707 | - | 64
Health Sciences: Medical Coding Track, AAS | associate | AAS | coding | 51.0713 | - | -
A.S. Health Information Management (62 – 65 credits) | associate | AS | him | 51.0707 | - | -
Bachelor's in Business Administration | bachelor | - | other | 52.0201 | - | -
Medical Administrative Specialist AAS degree, 90 quarter credit hours \
| associate | AAS | medical_office | 51.0716 | - | 90
Bachelor of Arts in Social Work | bachelor | BA | other | 44.0701 | - | -
Associate Degrees | associate | - | other | - | - | -
Minimum credits for AAS: 60 | associate | AAS | other | - | - | 60
Music, BA | bachelor | BA | other | 50.0901 | - | -
history of our associate degree | associate | - | other | - | - | -
Associate in Arts in Teaching (A.A.T.) | associate | AAT | other | - | - | -
"""


@together("case", CASES.strip().splitlines())
def test_an_undergraduate_degree_is_read(case: str) -> None:
    text, expected = expected_of(case)
    assert predicted(text) == expected
