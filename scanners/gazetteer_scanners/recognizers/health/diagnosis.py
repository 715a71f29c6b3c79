"""Diagnoses: codes of ICD-10 and the common names of illnesses in English.

Source: ICD-10 (World Health Organization): a letter, two digits, and up to four more after a dot; headings of its chapters.
Parts, shelves and seats are numbered like ICD codes, so a name has to agree; a catalogue of illnesses holds such names too.
"""

from gazetteer_scanners.recognizers.rule import Dictionary, Rule
from gazetteer_scanners.recognizers.words import derived_words

_HOW = "acute,chronic,severe,mild,recurrent,allergic,major,seasonal,gestational,bacterial,viral,essential"
_ILLNESSES = (
    "asthma,diabetes,diabetes mellitus,hypertension,hypotension,migraine,"
    "migraines,"
    "depression,major depressive disorder,anxiety,anxiety disorder,bipolar disorder,schizophrenia,epilepsy,anaemia,anemia,"
    "arthritis,"
    "osteoarthritis,rheumatoid arthritis,osteoporosis,bronchitis,pneumonia,tuberculosis,influenza,covid,sinusitis,rhinitis,"
    "dermatitis,eczema,psoriasis,hepatitis,cirrhosis,gastritis,gastroenteritis,"
    "appendicitis,"
    "crohn's disease,ulcerative colitis,irritable bowel syndrome,kidney stones,renal failure,heart failure,atrial fibrillation,"
    "coronary artery disease,myocardial infarction,stroke,breast cancer,lung cancer,prostate cancer,colon cancer,skin cancer,"
    "thyroid cancer,cervical cancer,leukaemia,leukemia,lymphoma,melanoma,hiv,hiv/aids,malaria,hypothyroidism,hyperthyroidism,"
    "obesity,copd,multiple sclerosis,parkinson's disease,alzheimer's disease,dementia,autism,adhd,endometriosis,preeclampsia,"
    "glaucoma,cataract,cataracts,otitis media,tonsillitis,pharyngitis,urinary tract infection,high blood pressure,"
    "hyperlipidemia,"
    "hyperlipidaemia,hypercholesterolemia,gout,sciatica,fibromyalgia,insomnia,sleep apnea,sleep apnoea"
)


def _names() -> frozenset[str]:
    plain = _ILLNESSES.split(",")
    return frozenset([*plain, *(f"{how} {illness}" for how in _HOW.split(",") for illness in plain)])


RULES = (
    Dictionary(
        id="diagnosis",
        element="health.condition",
        words=derived_words(_names),
        chance=0.03,
        decides_from=0.5,
        context=("diagnosis", "condition", "disease", "诊断"),
        source="Headings of ICD-10; chance: such a word may stand among tags or subjects of articles",
        examples=("Asthma", "Gestational diabetes", "Chronic bronchitis", "breast cancer"),
        misses=("Asthmatic", "cancer", "engine failure", "stroke of luck"),
    ),
    Rule(
        id="diagnosis.icd10",
        element="health.condition",
        pattern="[A-TV-Z][0-9][0-9A-B](?:\\.[0-9A-TV-Z]{1,4})?[+*]?",
        chance=0.5,
        needs_name=True,
        context=("icd", "diagnosis", "诊断", "疾病编码"),
        source="ICD-10; parts, shelves and seats are numbered so too",
        hits=("J45.9", "E11", "C50.911", "I10"),
        misses=("J4", "45.9", "U07X1", "j45.9"),
    ),
)
