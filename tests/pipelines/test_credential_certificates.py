"""Certificates and diplomas of every stage as pages print them; schools are invented.

Columns after the text: credential, abbreviation, field, CIP, delivery, credits; a dash for nothing.
"""

from pipelines.normalize.credential import predicted
from tests.pipelines.test_credential import expected_of
from tests.together import together

CASES = """
Medical Coding Certificate of Completion – 30 credits | certificate | - | coding | 51.0713 | - | 30
Medical Billing Certificate | certificate | - | billing_and_coding | 51.0714 | - | -
Medical Biller Diploma Program | diploma | - | billing_and_coding | 51.0714 | - | -
Diploma in Medical Insurance Billing and Coding, 48 quarter credits \
| diploma | - | billing_and_coding | 51.0713 | - | 48
Certificate - Medical Coding and Billing Specialist (hybrid) \
| certificate | - | billing_and_coding | 51.0713 | hybrid | -
Medical Office Assistant Certificate | certificate | - | medical_office | 51.0710 | - | -
Medical Receptionist certificate | certificate | - | medical_office | 51.0712 | - | -
Medical Administrative Assistant Diploma | diploma | - | medical_office | 51.0716 | - | -
Medical Office Specialist with Medical Billing concentration, Certificate \
| certificate | - | billing_and_coding | 51.0714 | - | -
Post-Baccalaureate Certificate in Health Information Management \
| postbaccalaureate_certificate | - | him | 51.0706 | - | -
Postbaccalaureate Certificate, HIM, 31 semester hours | postbaccalaureate_certificate | - | him | 51.0706 | - | 31
Post-Bachelor's Certificate in Clinical Informatics \
| postbaccalaureate_certificate | - | health_informatics | 51.2706 | - | -
Graduate Health Informatics Certificate | postbaccalaureate_certificate | - | health_informatics | 51.2706 | - | -
Certificate (Post-Baccalaureate) in Health Data Analytics \
| postbaccalaureate_certificate | - | data_analytics | 30.7101 | - | -
Post-Master's Certificate in Nursing Informatics | postmaster_certificate | - | health_informatics | 51.2706 | - | -
Post-MSN Certificate: Nursing Informatics | postmaster_certificate | - | health_informatics | 51.2706 | - | -
Undergraduate Certificate in Health Informatics, 15 credits | certificate | - | health_informatics | 51.2706 | - | 15
Education Specialist (Ed.S.) in Educational Leadership | postmaster_certificate | EdS | other | 13.0401 | - | -
For professionals with a bachelor's degree, the graduate certificate in health information management takes 24 \
credits. \
| postbaccalaureate_certificate | - | him | 51.0706 | - | 24
Practical Nursing Diploma | diploma | - | other | 51.3901 | - | -
Phlebotomy Technician Certificate, 8 credits | certificate | - | other | 51.1009 | - | 8
EKG Technician Certificate | certificate | - | other | 51.0902 | - | -
Emergency Medical Technician (EMT) – Career Studies Certificate | certificate | - | other | 51.0904 | - | -
Welding Technology Certificate | certificate | - | other | 48.0508 | - | -
Computer Programming & Coding Certificate | certificate | - | other | 11.0201 | - | -
CIP code 510713: Coding certificate | certificate | - | coding | 51.0713 | - | -
The certificate requires a minimum of 18 credits. | certificate | - | other | - | - | 18
Certificate, 16-18 credits, Medical Coding | certificate | - | coding | 51.0713 | - | -
Medical coding certificate: 900 clock hours | certificate | - | coding | 51.0713 | - | -
Coding diploma, 720 contact hours / 36 quarter credit hours | diploma | - | coding | 51.0713 | - | 36
Certificate in Medical Coding; Associate in Applied Science in Health Information Technology \
| certificate | - | coding | 51.0713 | - | -
Medical Billing Certificate (32 cr) and Medical Office Administration AAS (62 cr) \
| certificate | - | billing_and_coding | 51.0714 | - | 32
Apply online for the coding certificate | certificate | - | coding | 51.0713 | - | -
Advanced Certificate in Health Informatics | certificate | - | health_informatics | 51.2706 | - | -
Technical Diploma – Medical Coding Specialist | diploma | - | coding | 51.0713 | - | -
Medical Transcription Certificate, 24 units | certificate | - | medical_transcription | 51.0708 | - | 24
Health Care Data Analytics Graduate Certificate (12 credits) \
| postbaccalaureate_certificate | - | data_analytics | 30.7101 | - | 12
Health Information Privacy and Security Certificate | certificate | - | other | 51.0723 | - | -
Cancer Registrar Certificate | certificate | - | other | 51.0721 | - | -
School of Nursing: Certificate in Medical Coding | certificate | - | coding | 51.0713 | - | -
Microcredential in Health Data | other | - | other | - | - | -
Certificate of Advanced Graduate Study in Nursing Education | postmaster_certificate | - | other | 51.3203 | - | -
Medical Assistant (MA) Certificate | certificate | - | other | 51.0801 | - | -
Certificate in Medical Assisting, Springfield, MA 01101 | certificate | - | other | 51.0801 | - | -
Certificate in Health Information Management | certificate | - | him | 51.0707 | - | -
Post-master's certificate | postmaster_certificate | - | other | - | - | -
Certificate of Graduate Study in Health Informatics \
| postbaccalaureate_certificate | - | health_informatics | 51.2706 | - | -
Graduate-level certificate in healthcare analytics \
| postbaccalaureate_certificate | - | data_analytics | 30.7101 | - | -
Graduates of the certificate in medical coding earn more | certificate | - | coding | 51.0713 | - | -
Certificate in Clinical Documentation Improvement | certificate | - | other | - | - | -
Nursing Assistant certificate 6 credits | certificate | - | other | 51.3902 | - | 6
Post-associate certificate in coding | certificate | - | coding | 51.0713 | - | -
Health Unit Coordinator Certificate | certificate | - | other | 51.0703 | - | -
C.P. (Certificate of Proficiency) | certificate | - | other | - | - | -
S.C. (Skills Certificate) | certificate | - | other | - | - | -
Career Studies Certificate: Phlebotomy Technician | certificate | - | other | 51.1009 | - | -
Medical Transcription Certificate, Level: Program (Pre-Associates Certificate, 29 credit hours, CIP Code \
51.0708) \
| certificate | - | medical_transcription | 51.0708 | - | 29
Award: Certificate. Credit Hours, Total: 33. | certificate | - | other | - | - | 33
a medical billing and coding certificate or diploma | certificate | - | billing_and_coding | 51.0713 | - | -
Health Informatics (Graduate Certificate; MS) \
| postbaccalaureate_certificate | - | health_informatics | 51.2706 | - | -
Clinical Medical Assistant Diploma | diploma | - | other | 51.0801 | - | -
Office Administration: Medical Office Administration Option, Certificate \
| certificate | - | medical_office | 51.0705 | - | -
Health Information Administration Post-Baccalaureate Certificate \
| postbaccalaureate_certificate | - | him | 51.0706 | - | -
Certificate in Health Information Technology for students who already have a bachelor's degree \
| certificate | - | hit | 51.0707 | - | -
Medical Office Receptionist Certificate (16 credits) | certificate | - | medical_office | 51.0712 | - | 16
Health Care Informatics Certificate of Achievement 18 units | certificate | - | health_informatics | 51.2706 | - | 18
Health Information Coding Certificate | certificate | - | coding | 51.0713 | - | -
Graduate Certificate in Clinical Informatics (15 s.h.) \
| postbaccalaureate_certificate | - | health_informatics | 51.2706 | - | 15
Medical Assisting Certificate and Medical Coding Certificate | certificate | - | other | 51.0801 | - | -
Diploma in Medical Office Assisting & Reception | diploma | - | medical_office | 51.0710 | - | -
This 3-credit course is part of the Health Informatics certificate. \
| certificate | - | health_informatics | 51.2706 | - | -
Certificado en Facturación Médica | certificate | - | billing_and_coding | 51.0714 | - | -
Certificate of Achievement in Health Information Technology | certificate | - | hit | 51.0707 | - | -
Cert. Medical Coding | certificate | - | coding | 51.0713 | - | -
College Credit Certificate (CCC): Healthcare Informatics Specialist \
| certificate | - | health_informatics | 51.2706 | - | -
Applied Technology Diploma - Medical Coder/Biller | diploma | - | billing_and_coding | 51.0713 | - | -
Coding Certificate Program for HIM professionals | certificate | - | coding | 51.0713 | - | -
Medical Coding Certificate Credit Hours 37 | certificate | - | coding | 51.0713 | - | 37
Certificate (one year) Medical Secretary | certificate | - | medical_office | 51.0716 | - | -
In-person certificate in phlebotomy | certificate | - | other | 51.1009 | campus | -
Delivery: Hybrid. Award: Certificate. Subject: Medical Office Systems \
| certificate | - | medical_office | 51.0705 | hybrid | -
Off-campus certificate in medical transcription | certificate | - | medical_transcription | 51.0708 | - | -
Learn about our medical coding and billing certificate online \
| certificate | - | billing_and_coding | 51.0713 | online | -
Certificate program in Health Care Privacy | certificate | - | other | 51.0723 | - | -
Diploma: Patient Care Technician | diploma | - | other | 51.3902 | - | -
Certificates | certificate | - | other | - | - | -
Diplomas and Certificates | diploma | - | other | - | - | -
Health Information Management Certificate of Degree | certificate | - | him | 51.0707 | - | -
Hybrid certificate, 24 credits, tuition $145 per credit | certificate | - | other | - | hybrid | 24
Certificate: 12 courses, 36 credits, 18 months | certificate | - | other | - | - | 36
The certificate can be completed in 2 semesters (24 semester hours). | certificate | - | other | - | - | 24
Stable Management Certificate | certificate | - | other | - | - | -
Nursing, Practical (Diploma) | diploma | - | other | 51.3901 | - | -
"""


@together("case", CASES.strip().splitlines())
def test_a_certificate_or_diploma_is_read(case: str) -> None:
    text, expected = expected_of(case)
    assert predicted(text) == expected
