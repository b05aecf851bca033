"""Master's degrees, doctorates and spans without any credential; schools are invented.

Columns after the text: credential, abbreviation, field, CIP, delivery, credits; a dash for nothing.
"""

from pipelines.normalize.credential import predicted
from tests.pipelines.test_credential import expected_of
from tests.together import together

CASES = """
Master of Science in Health Informatics (MSHI) - 36 credits, 100% online \
| master | MS | health_informatics | 51.2706 | online | 36
Master of Health Informatics | master | MHI | health_informatics | 51.2706 | - | -
M.H.I. program | master | MHI | health_informatics | 51.2706 | - | -
Master of Health Information Management | master | MHIM | him | 51.0706 | - | -
Master of Science in Health Informatics and Information Management | master | MS | him | 51.0706 | - | -
Health Informatics & Health Information Management, M.S. | master | MS | him | 51.0706 | - | -
Master’s in Health Administration | master | - | other | 51.0701 | - | -
Master of Business Administration with a concentration in Health Informatics \
| master | MBA | health_informatics | 51.2706 | - | -
MBA, Healthcare Administration | master | MBA | other | 51.0701 | - | -
Executive MBA | master | MBA | other | 52.0201 | - | -
Ph.D. in Biomedical Informatics | doctorate | PhD | health_informatics | 51.2706 | - | -
Doctor of Philosophy in Health Informatics | doctorate | PhD | health_informatics | 51.2706 | - | -
Doctor of Health Administration (DHA) | doctorate | DHA | other | 51.0701 | - | -
Doctor of Nursing Practice | doctorate | DNP | other | 51.3818 | - | -
Doctorate in Health Informatics | doctorate | - | health_informatics | 51.2706 | - | -
Pharm.D. | doctorate | PharmD | other | 51.2001 | - | -
Applicants must hold a bachelor's degree to enter the Master of Science in Health Informatics. \
| master | MS | health_informatics | 51.2706 | - | -
RN-to-MSN | master | MSN | other | 51.3801 | - | -
Master of Science in Nursing | master | MSN | other | 51.3801 | - | -
Public Health, MPH | master | MPH | other | 51.2201 | - | -
MPH | master | MPH | other | 51.2201 | - | -
Thirty-six credit master's degree in health informatics | master | - | health_informatics | 51.2706 | - | 36
Health Informatics, MS or Graduate Certificate | master | MS | health_informatics | 51.2706 | - | -
Hybrid or online: master's in health informatics | master | - | health_informatics | 51.2706 | - | -
MS in Data Science | master | MS | data_analytics | 30.7001 | - | -
Business Analytics, M.S. | master | MS | data_analytics | 30.7102 | - | -
College of Health Sciences — Master of Science, Health Informatics \
| master | MS | health_informatics | 51.2706 | - | -
Juris Doctor | doctorate | JD | other | - | - | -
Master's degree in health information management, 39 credit hours, blended | master | - | him | 51.0706 | hybrid | 39
Ed.D. in Educational Leadership | doctorate | EdD | other | 13.0401 | - | -
M.S. in Health Informatics with an emphasis in data analytics | master | MS | data_analytics | 30.7101 | - | -
Master of Public Administration | master | MPA | other | 44.0401 | - | -
MASTER S PROGRAMS OF STUDY C. Health Informatics (Online) | master | - | health_informatics | 51.2706 | online | -
DOCTORAL PROGRAMS OF STUDY A. NURSING PRACTICE (ONLINE) | doctorate | - | other | 51.3818 | online | -
DEGREE OF MASTER OF HEALTH ADMINISTRATION (M.H.A.) | master | MHA | other | 51.0701 | - | -
Master of Science – 30 credit hours – CIP Code 51.2706 | master | MS | other | 51.2706 | - | 30
Students complete 42 credits of core courses for the MHA. | master | MHA | other | 51.0701 | - | 42
Online Master's Degrees in Health Informatics | master | - | health_informatics | 51.2706 | online | -
Master's: Health Informatics and Analytics | master | - | health_informatics | 51.2706 | - | -
Health Analytics and Informatics, MS | master | MS | health_informatics | 51.2706 | - | -
Master of Science in Health Care Administration | master | MS | other | 51.0701 | - | -
A 45 unit master’s degree program taught at the Bellmere campus | master | - | other | - | campus | 45
Health Informatics M.S. - 33 Credits (11 courses, 3 credits each) \
| master | MS | health_informatics | 51.2706 | - | 33
Master of Science (MS) – Health Informatics – On Campus and Online \
| master | MS | health_informatics | 51.2706 | - | -
Health Informatics, Ph. D. | doctorate | PhD | health_informatics | 51.2706 | - | -
Master of Science in Information Systems, Health Informatics Track \
| master | MS | health_informatics | 51.2706 | - | -
MHA/MBA dual degree | master | MHA | other | 51.0701 | - | -
Doctor of Physical Therapy | doctorate | DPT | other | 51.2308 | - | -
PhD in Nursing | doctorate | PhD | other | 51.3801 | - | -
36 credits (12 courses of 3 credits each) for the MS in Health Informatics \
| master | MS | health_informatics | 51.2706 | - | 36
Health informatics is a hybrid master's program combining online and campus classes \
| master | - | health_informatics | 51.2706 | hybrid | -
MS and PhD in Biomedical Informatics | master | MS | health_informatics | 51.2706 | - | -
RHIT exam preparation | - | - | hit | 51.0707 | - | -
Health Information Management Program | - | - | him | 51.0706 | - | -
Medical Records Technician | - | - | hit | 51.0707 | - | -
Medical Coding Specialist | - | - | coding | 51.0713 | - | -
Certified Coding Associate (CCA) exam | - | - | coding | 51.0713 | - | -
Inpatient Coder Training Program, Online | - | - | coding | 51.0713 | online | -
Degree Program in Health Informatics | - | - | health_informatics | 51.2706 | - | -
Applicants must have a high school diploma or GED. | - | - | other | - | - | -
Total Credits: 64 | - | - | other | - | - | 64
Sales Associate | - | - | other | - | - | -
Two-year degree in Health Information Technology | - | - | hit | 51.0707 | - | -
A. BUSINESS ADMINISTRATION (ONLINE OR ON CAMPUS) | - | - | other | 52.0201 | - | -
Professional Biller, Physician | - | - | billing_and_coding | 51.0714 | - | -
Medical Records Specialist | - | - | him | 51.0706 | - | -
Medical Billing and Coding Program – Emphasis: Facility | - | - | billing_and_coding | 51.0713 | - | -
Program: Medical Office Administration (MOA) | - | - | medical_office | 51.0705 | - | -
medical coding degrees | - | - | coding | 51.0713 | - | -
Biller/Coder | - | - | billing_and_coding | 51.0713 | - | -
Medical Biller | - | - | billing_and_coding | 51.0714 | - | -
Hospital Coder | - | - | coding | 51.0713 | - | -
Bachelor’s degree required. | - | - | other | - | - | -
Licensed Practical Nurse Program | - | - | other | 51.3901 | - | -
Medical Information Coder/Biller | - | - | billing_and_coding | 51.0713 | - | -
Graduate degree in health informatics | - | - | health_informatics | 51.2706 | - | -
Health Information Management; Medical Billing | - | - | him | 51.0706 | - | -
Medical Coding Bootcamp | - | - | coding | 51.0713 | - | -
Coding Bootcamp (web development) | - | - | other | 11.0201 | - | -
A bachelor's degree is required for admission, regardless of field. | - | - | other | - | - | -
"""


@together("case", CASES.strip().splitlines())
def test_a_graduate_degree_or_none_is_read(case: str) -> None:
    text, expected = expected_of(case)
    assert predicted(text) == expected
