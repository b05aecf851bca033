"""Credentials in Spanish, cut short, in columns and in other words: typed before they were read, mended after."""

from pipelines.normalize.credential import predicted
from tests.together import together

# text => credential; letters; field; CIP; delivery; credits
SPANS = r"""
Grad. Cert. in Clinical Informatics, 15 units => postbaccalaureate_certificate; -; health_informatics; 51.2706; -; 15
Assoc. in Science: Health Information Management => associate; AS; him; 51.0707; -; -
Award\tSubject\tCr.\nDiploma\tMedical Office Assistant\t42 => diploma; -; medical_office; 51.0710; -; 42
Certificado Profesional en Codificación y Facturación Médica => certificate; -; billing_and_coding; 51.0713; -; -
Maestría en Gerencia de Servicios de Salud => master; -; other; 51.0701; -; -
Asociado en Ciencias en Tecnología de Información de Salud, 68 créditos => associate; AS; hit; 51.0707; -; 68
Grado Asociado en Enfermería => associate; -; other; 51.3801; -; -
Bachelor's in health care administration, fully online => bachelor; -; other; 51.0701; online; -
B.S., Health Information Administration (RHIA track) => bachelor; BS; him; 51.0706; -; -
M.S. Health Data Science - 33 credits => master; MS; data_analytics; 30.7001; -; 33
Doctor of Nursing Practice, Nursing Informatics => doctorate; DNP; health_informatics; 51.2706; -; -
PhD in Biomedical Informatics => doctorate; PhD; health_informatics; 51.2706; -; -
Career Certificate: Medical Coding Specialist (24 credits) => certificate; -; coding; 51.0713; -; 24
Technical Diploma – Medical Billing Specialist => diploma; -; billing_and_coding; 51.0714; -; -
Associate of Applied Science, Medical Office Administration, 60-62 credits => associate; AAS; medical_office; 51.0705; -; -
Phlebotomy Certificate of Completion => certificate; -; other; 51.1009; -; -
Post-Master's Certificate in Health Care Informatics, 12 credits => postmaster_certificate; -; health_informatics; 51.2706; -; 12
CIP 51.0707 Health Information/Medical Records Technology/Technician => -; -; hit; 51.0707; -; -
Dental Hygiene A.S. => associate; AS; other; 51.0602; -; -
Practical Nursing diploma program, 48 credit hours on campus => diploma; -; other; 51.3901; campus; 48
Bachelor of Applied Science in Health Information Management (online) => bachelor; BAS; him; 51.0706; online; -
MHA => master; MHA; other; 51.0701; -; -
Minor in Health Informatics => -; -; health_informatics; 51.2706; -; -
Health Information Technology Program => -; -; hit; 51.0707; -; -
Certificate, Cancer Registry Management => certificate; -; other; 51.0721; -; -
AAS Medical Assisting; Certificate Medical Assisting => associate; AAS; other; 51.0801; -; -
Medical Transcriptionist certificate, hybrid delivery => certificate; -; medical_transcription; 51.0708; hybrid; -
EKG Technician Certificate => certificate; -; other; 51.0902; -; -
Health Services Administration, BHS => bachelor; BHS; other; 51.0701; -; -
Business Administration (BBA), concentration in Health Information Management => bachelor; BBA; him; 51.0706; -; -
Social Work, Bachelor of (BSW) => bachelor; BSW; other; 44.0701; -; -
International Business, BA => bachelor; BA; other; 52.1101; -; -
Graduate Certificate in Health Analytics and Informatics => postbaccalaureate_certificate; -; health_informatics; 51.2706; -; -
Nurse to MSN pathway => master; MSN; other; 51.3801; -; -
Associate Degree => associate; -; other; -; -; -
Applicants need a high school diploma => -; -; other; -; -; -
Two modes, online or on campus: Master of Science in Health Informatics => master; MS; health_informatics; 51.2706; -; -
Receptionist, Medical (certificate of achievement) 18 units => certificate; -; medical_office; 51.0712; -; 18
HIM - Bachelor of Science (BSHIM) | 121 credits | Online => bachelor; BS; him; 51.0706; online; 121
Health Info Tech, Assoc. Appl. Sci. => associate; AAS; hit; 51.0707; -; -
Associates in Applied Science Degree in Medical Billing & Coding => associate; AAS; billing_and_coding; 51.0713; -; -
Advanced Technical Certificate, Medical Coding and Reimbursement => certificate; -; coding; 51.0713; -; -
Occupational Associate, Health Information Technology (A.O.S.) => associate; AOS; hit; 51.0707; -; -
Program: Clinical Informatics\nDegree: MS\nCredits: 36 => master; MS; health_informatics; 51.2706; -; 36
The college grants an A.A. in Health Sciences. => associate; AA; other; 51.0000; -; -
A 30-credit graduate program leading to the Master of Health Informatics => master; MHI; health_informatics; 51.2706; -; 30
Completers earn a certificate in health data analytics. => certificate; -; data_analytics; 30.7101; -; -
Emergency Medical Technician – Certificate – 9 credits => certificate; -; other; 51.0904; -; 9
Certificado en Facturación de Planes Médicos, 36 créditos => certificate; -; billing_and_coding; 51.0714; -; 36
Bachillerato en Ciencias de Enfermería (BSN) => bachelor; BSN; other; 51.3801; -; -
Certificado Graduado en Informática de la Salud, en línea => postbaccalaureate_certificate; -; health_informatics; 51.2706; online; -
Associate in Arts => associate; AA; other; -; -; -
Bachelor's completion in HIM for RHITs => bachelor; -; him; 51.0706; -; -
HIT (AAS) 63 cr. => associate; AAS; hit; 51.0707; -; 63
M.B.A. with Health Informatics concentration => master; MBA; health_informatics; 51.2706; -; -
Executive Master of Science in Health Informatics and Analytics => master; MS; health_informatics; 51.2706; -; -
MS in Health Informatics & Health Information Management => master; MS; him; 51.0706; -; -
Electronic Health Records Specialist Certificate => certificate; -; hit; 51.0707; -; -
Medical Insurance Billing Diploma 720 clock hours => diploma; -; billing_and_coding; 51.0714; -; -
Medical Records Technician, Associate in Science degree => associate; AS; hit; 51.0707; -; -
Doctorate in Health Informatics => doctorate; -; health_informatics; 51.2706; -; -
Pre-associate certificate, pharmacy technician => certificate; -; other; 51.0805; -; -
Medical Coding Academy => -; -; coding; 51.0713; -; -
Registered Health Information Administrator => -; -; him; 51.0706; -; -
Two-year program in nursing => -; -; other; 51.3801; -; -
Students complete 6 credits of practicum in the A.A.S. HIT degree => associate; AAS; hit; 51.0707; -; -
Fast-track M.A. in Health Administration, 39 semester hours => master; MA; other; 51.0701; -; 39
Associate of Science in Business Administration => associate; AS; other; 52.0201; -; -
Doctor of Veterinary Medicine => doctorate; DVM; other; 01.8001; -; -
Bachelor of Professional Studies in Health Information Management => bachelor; BPS; him; 51.0706; -; -
Micro-credential in medical coding => other; -; coding; 51.0713; -; -
Industry badge => -; -; other; -; -; -
AS or AAS, Health Information Management => associate; AS; him; 51.0707; -; -
Certificate I in Billing => certificate; -; billing_and_coding; 51.0714; -; -
Health Informatics, Cert. (Grad.), 16 cr => postbaccalaureate_certificate; -; health_informatics; 51.2706; -; 16
Associate Degree, Medical Office Systems Technology, total 64 hours => associate; -; medical_office; 51.0705; -; 64
Bach. of Science in Health Services Administration => bachelor; BS; other; 51.0701; -; -
Cert. in Medical Billing (30 cr.) => certificate; -; billing_and_coding; 51.0714; -; 30
Program name | Credential | Credit hours\nNursing Informatics | MSN | 38 => master; MSN; health_informatics; 51.2706; -; 38
Medical Coding Certificate - 1 year, 35 credits, blended => certificate; -; coding; 51.0713; hybrid; 35
HEALTH INFORMATION MANAGEMENT, B.S. => bachelor; BS; him; 51.0706; -; -
Asociado en Administración de Oficina Médica, recinto de Carolina => associate; -; medical_office; 51.0705; campus; -
Health Informatics PhD (72 credits) => doctorate; PhD; health_informatics; 51.2706; -; 72
AAS - Health Information Technology/Medical Records => associate; AAS; hit; 51.0707; -; -
Career diploma in medical transcription => diploma; -; medical_transcription; 51.0708; -; -
Health Sciences, Bachelor of Science in (BSHS) => bachelor; BS; other; 51.0000; -; -
Medical Coding & Billing Certificate, 900 hours => certificate; -; billing_and_coding; 51.0713; -; -
The M.S. requires 37 credits beyond the bachelor's degree in any field. => master; MS; other; -; -; 37
Open to those who hold an associate degree: bachelor's in health information management => bachelor; -; him; 51.0706; -; -
Certified Professional Coder (CPC) exam prep => -; -; coding; 51.0713; -; -
Medical Office Receptionist certificate, 16 units => certificate; -; medical_office; 51.0712; -; 16
Phlebotomy technician => -; -; other; 51.1009; -; -
Associate in Applied Science in Nursing (RN) => associate; AAS; other; 51.3801; -; -
Dental Assisting Diploma => diploma; -; other; 51.0601; -; -
Data Analytics (Health Care), Graduate Certificate => postbaccalaureate_certificate; -; data_analytics; 30.7101; -; -
"""  # noqa: E501


@together("line", SPANS.strip().splitlines())
def test_span(line: str) -> None:
    text, _, cells = line.rpartition(" => ")
    found = predicted(text.replace("\\n", "\n").replace("\\t", "\t"))
    shown = ["-" if value is None else str(value) for value in found.values()]
    assert "; ".join(shown) == cells
