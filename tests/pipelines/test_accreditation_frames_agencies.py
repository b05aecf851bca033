"""Frames around the name of an agency: denials, wishes and news that are no claims, and plain claims that must be read.

Every frame is tried with agencies of schools and of programs, by acronym and by name.
"""

from tests.pipelines.test_accreditation_frames import statuses
from tests.together import together

AROUND_AN_AGENCY = """
The program, long accredited by {}, lost that status in 2015.
{} pulled the program's accreditation.
{} yanked its accreditation in 2011.
The accreditation {} had given the program is gone.
The program's {} accreditation has run out.
The program did not keep its {} accreditation.
The program did not retain accreditation by {}.
The school was unable to hold on to its {} accreditation.
{} chose not to continue accreditation.
{} decided against accrediting the program.
{} voted not to reaffirm accreditation.
{} has not reaffirmed the college's accreditation.
{} placed the college, accredited since 1950, on probation.
Accredited by {} since 1950, the college was put on warning in 2019.
The college's accreditation by {} is under a show-cause order.
The college remains accredited by {} but is on probation.
The college, which {} accredited in 1950, is on notice.
{} has warned the college; accreditation continues.
Accreditation by {}: on hold.
Accreditation by {}: suspended
Accreditation by {} - revoked
Accreditation ({}): applied for
Accreditation ({}): none
Accreditation: not {}
{} accreditation: pending
{} accreditation: n/a
{} accreditation? Not at this time.
{} accreditation is in progress.
{} accreditation is anticipated in 2026.
{} accreditation expected 2026
{} accreditation (planned)
{} accreditation will be pursued.
{} accreditation is being sought.
Working toward {} accreditation
On the path to {} accreditation
{} candidate for accreditation
Candidate for {} accreditation
We are in year one of the {} accreditation process.
We have begun the accreditation process with {}.
The self-study for {} accreditation is complete.
The {} accreditation visit went well.
The program is not accredited. We plan to apply to {}.
The program once held {} accreditation.
Past accreditation: {}
Former accreditor: {}
Previous accreditation: {} (2001-2011)
Accreditation history: {}, 1990 to 2010
Accredited by {} (expired)
Accredited by {} (withdrawn 2014)
Accredited by {}: No
Accredited by {}? No
{}: not accredited
{} - Not Accredited
{} | Not accredited
{}: application denied
{}: withdrew
{}: probation
This program is not one of the programs accredited by {}.
This program is separate from our accredited program and has no {} accreditation.
The certificate is not part of our {}-accredited degree.
Only the bachelor's program, not this one, is accredited by {}.
Our accreditor is not {}.
{} is not our accreditor.
We left {} in 2012.
{} and the college parted ways; accreditation ended in 2012.
There was a time when {} accredited us.
{} accredited the college for twenty years, until 2012.
Accreditation by {} came to an end in 2012.
A lapse in {} accreditation occurred in 2012.
The program let {} accreditation go.
{} terminated accreditation of the program.
We chose not to be accredited by {}.
We see no need for {} accreditation.
You do not need {} accreditation to teach.
The law does not demand accreditation by {}.
{} accreditation costs a lot.
{} accreditation matters.
Importance of {} accreditation
About {} accreditation
Understanding {} accreditation
{} accreditation standards, 2018
{} accreditation explained
What {} accreditation means to you
Read our blog on {} accreditation.
News about accreditation by {}
Training for {} accreditation
{} trains its accreditation reviewers in May.
The dean chairs the accreditation board of {}.
The dean served on {}'s accreditation council.
She reviewed programs for {} accreditation.
The consultant helps schools with {} accreditation.
We sell software for {} accreditation.
Jobs at {}, an accreditor
{} released its list of accredited schools.
{} stopped accrediting certificates.
{} only accredits degrees.
El programa perdió la acreditación de {}.
El programa no tiene acreditación de {}.
El programa busca la acreditación de {}.
Si el programa es acreditado por {}, podrá tomar el examen.
El programa ya no está acreditado por {}.
El programa estuvo acreditado por {}.
El programa estará acreditado por {} en 2027.
Debe ser graduado de un programa acreditado por {}.
Se requiere un grado de una universidad acreditada por {}.
El programa es candidato a la acreditación de {}.
¿El programa está acreditado por {}?
{} no acredita este programa.
{} acredita programas de salud.
{} negó la acreditación al programa.
""".strip().splitlines()
CLAIMS = """
Our program is accredited by {}.
The program has been continuously accredited by {} since 1990.
We are proud to be accredited by {}.
The college is fully accredited by {}.
Accredited by {}
{} accredited
Larkmoor College is accredited by {}.
Larkmoor College holds accreditation from {}.
Students benefit because the program is accredited by {}.
Since the program is accredited by {}, graduates may sit for the exam.
Graduates may sit for the exam, as the program is accredited by {}.
The program, accredited by {}, takes two years.
Larkmoor offers a program accredited by {}.
Larkmoor has a program that is accredited by {}.
Accreditation: {}
The program was accredited by {} in 2012.
{} accredits our program.
{} has accredited our program.
Larkmoor College's accreditation by {} was reaffirmed in 2018.
The program is accredited through 2029 by {}.
This program received accreditation from {} in 2015.
The program is one of 12 in the state accredited by {}.
If you want to work in a hospital, our program is accredited by {}.
The college is licensed by the state and accredited by {}.
It is accredited by {}; it may be reached at (312) 555-0100.
When it opened in 1970, the college was small; today it is accredited by {}.
The program maintains accreditation with {}.
The AAS degree has full accreditation from {}.
Accredited since 1999 by {}, the program admits 30 students a year.
The program's accreditor is {}.
Yes! We are accredited by {}.
Are you accredited? Yes, we are accredited by {}.
The program is nationally accredited by {} and meets its standards.
As a program accredited by {}, we must report outcomes.
Because we are accredited by {}, our graduates can take the exam.
The accrediting body for our program is {}.
Programs accredited by {}: Larkmoor College
The Larkmoor program is currently accredited by {} and will be reviewed in 2030.
The program earned its first accreditation from {} in 2003.
Our degree was reaccredited by {} in 2020.
{} reaffirmed the accreditation of our program.
{} awarded the program full accreditation in 2011.
The program enjoys the accreditation of {}.
Our {}-accredited program takes two years.
Choose Larkmoor: our program is accredited by {}.
Did you know? Our program is accredited by {}.
Contact us to learn more. The program is accredited by {}.
The program is accredited by {}. For questions about accreditation contact {}.
{} (accredited through 2027)
""".strip().splitlines()
AGENCIES = ["CAHIIM", "the Higher Learning Commission", "ACEN", "ABHES", "SACSCOC"]


@together("frame", AROUND_AN_AGENCY)
def test_a_frame_that_claims_nothing_is_no_claim(frame: str) -> None:
    for agency in AGENCIES:
        text = frame.replace("{}", agency)
        assert not statuses(text) & {"accredited", "initial"}, text


@together("frame", CLAIMS)
def test_a_plain_claim_in_any_frame_stays_one(frame: str) -> None:
    for agency in AGENCIES:
        text = frame.replace("{}", agency)
        assert "accredited" in statuses(text), text
