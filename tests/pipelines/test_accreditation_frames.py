"""Frames that take a claim back, filled with many claims: none of them may be read as accredited.

Every frame of a group is tried with every filling, so that a rule that holds for one wording only is found out.
"""

from pipelines.normalize.accreditation import predicted
from tests.pipelines.test_accreditation import entries_of
from tests.together import together

AROUND_A_SENTENCE = """
If the program {}, you may sit for the exam.
You may sit for the exam if the program {}.
Make sure the school {}.
Make sure that your school {} before you enroll.
Check whether the program {}.
We doubt that the program {}.
It is not true that the program {}.
It is false that the program {}.
Nobody can say that the program {}.
The program would say it {}.
A program that {} must report each year.
Any program that {} may use the seal.
A school which {} can award federal aid.
Students whose program {} may register.
Graduates whose degree {} are eligible.
Suppose the program {}.
Until the program {}, no students are admitted.
Once the program {}, we will tell you.
When the program {}, graduates can sit for the RHIT.
Unless the program {}, its graduates cannot register.
We hope that the program {} soon.
How do I know a program {}?
How can I tell whether a school {}
Ask if the program {}.
Some ads claim the school {}.
The rumor that the school {} is wrong.
He falsely said the program {}.
No program here {}.
None of our programs {}.
Not every program that {} is online.
Few programs in the state {}, and ours is not among them.
It has yet to be shown that the program {}.
Choose a program that {}.
Enroll only in a school that {}.
Transfer from a school that {} is possible.
Credits from any college that {} are accepted.
Employers ask whether your program {}.
The exam is open to those whose program {}.
You must have finished a program that {}.
Assuming the program {}, it can join.
Provided that the program {}, graduates qualify.
It is unclear whether the program {}.
We cannot guarantee that the program {}.
Do not assume that the school {}.
Does it matter that a school {}?
Is it important that the program {}?
What does it mean that a school {}?
Imagine that your school {}.
In order to apply, prove that your college {}.
A sample sentence: The program {}.
In this example, the program {}.
Write to us only if your program {}.
The plan is that the program {} by 2030.
Nothing on this page means that the program {}.
To say that the program {} would be wrong.
The school lied when it said it {}.
Contrary to what was printed, no program here {}.
The 2008 catalog wrongly says the program {}.
It is not the case that the college {}.
Only one of our rivals {}; we do not.
""".strip().splitlines()
SENTENCES = """
is accredited by CAHIIM
has been accredited by CAHIIM since 2010
holds CAHIIM accreditation
holds accreditation from CAHIIM
has its accreditation through CAHIIM
received accreditation from CAHIIM in 2012
earned CAHIIM accreditation
is fully accredited by the Higher Learning Commission (HLC)
is CAHIIM-accredited
is approved by AHIMA
has had its CAHIIM accreditation reaffirmed through 2030
was removed from probation by HLC
""".strip().splitlines()
AROUND_A_NOUN = """
Graduates of {} may sit for the RHIT.
You must graduate from {}.
Look for {}.
Find {} near you.
Choose {}.
Why attend {}?
Applicants need a degree from {}.
Completion of {} is required.
Employers want people from {}.
The exam is open to graduates of {}.
Credits from {} are accepted.
We accept transfers from {}.
What is {}?
The cost of {} varies.
Not having attended {} is a drawback.
Students of {} get a discount.
Our faculty graduated from {}.
The director finished {} in 1999.
We are not {}.
Only {} can do so.
To be {} takes years.
Becoming {} takes years.
We aim to be {}.
Unlike {}, we teach by mail.
The difference between this and {} is small.
Those who attended {} pay less.
Candidates must hold a degree from {}.
Search for {}.
Directory of {}
List of {}
Compare {}
How to pick {}
Benefits of {}
The value of {} is well known.
Nurses who studied at {} earn more.
The certificate is no substitute for {}.
The courses transfer to {} elsewhere.
An associate degree from {} is enough.
Bring transcripts from {}.
We partner with {} in Ohio.
She teaches at {} in Ohio.
Tips for finding {}
You attended {}.
Prerequisite: {}
Requirement: graduation from {}
""".strip().splitlines()
NOUNS = """
a CAHIIM-accredited program
a program accredited by CAHIIM
an accredited program (CAHIIM)
a school with HLC accreditation
CAHIIM-accredited programs
programs accredited by CAHIIM
a school accredited by HLC
an AHIMA-approved coding program
a program with accreditation from CAHIIM
a regionally accredited (HLC) college
""".strip().splitlines()
AROUND_A_WORD = """
It isn't {}.
The school is no longer {}.
It has not been {} for years.
It was never {}.
It had been {} until 2011.
It used to be {}.
The program, not {}, is new.
The program is neither licensed nor {}.
The program is licensed but not {}.
The program is licensed, not {}.
We are a small school that is not and will not be {}.
The program is not as yet {}.
The program cannot call itself {}.
The program may become {} one day.
The program should be {} by 2028.
The program expects to be {} soon.
The program is about to be {}.
The program is on track to be {}.
The program is almost {}.
The program wants to be {}.
It would be {} if it applied.
It could have been {}.
The program was once {}.
In the past the program was {}.
The program is under review to be {}.
The program ceased to be {} in 2015.
The program was {} but lost that standing.
The program was {} until 2014.
The college, {} from 1990 until 2012, has closed.
Being {} is the aim of the school.
Being {} takes money.
Not {}
Never {}
Formerly {}
Not yet {}
Soon to be {}
Previously {}
Non-{}
It is nowhere stated that we are {}.
Is it {}? No.
Are you {}? Not yet.
Is your school {}? We are not.
Are we {}? Not at this time.
Is the college {}?
It no longer is {}.
Neither of our two campuses is {}.
Hardly any school here is {}.
The school stopped being {}.
The diploma alone is not {}.
The associate degree isn't, and won't be, {}.
Few are {}.
The program is far from being {}.
Although it is not {}, the program is good.
The program lacks what it takes to be {}.
She falsely wrote that it is {}.
The state closed the school, which pretended to be {}.
The program is waiting to be {}.
The program isn't required to be {}.
The program has asked to be {}.
The program is eligible to be {}.
""".strip().splitlines()
WORDS = """
accredited by CAHIIM
accredited by the Council on Occupational Education (COE)
approved by AHIMA
regionally accredited by SACSCOC
CAHIIM accredited
an ABHES-accredited school
""".strip().splitlines()
FALSE_GROUPS = [
    *((frame, SENTENCES) for frame in AROUND_A_SENTENCE),
    *((frame, NOUNS) for frame in AROUND_A_NOUN),
    *((frame, WORDS) for frame in AROUND_A_WORD),
]


def statuses(text: str) -> set[str]:
    """The statuses that are read of a text."""
    return {entry["status"] for entry in entries_of(predicted(text))}


@together(("frame", "fillings"), FALSE_GROUPS)
def test_a_frame_that_takes_a_claim_back_leaves_none(frame: str, fillings: list[str]) -> None:
    for filling in fillings:
        text = frame.replace("{}", filling)
        assert not statuses(text) & {"accredited", "initial"}, text
