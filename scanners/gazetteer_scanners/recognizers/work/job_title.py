"""Job titles: a rank, a field and a calling, as people write them in English.

Source: headings of ISCO-08 (International Labour Organization) and the usual ranks. The same words stand in lists of open
positions and in org charts, so a name has to say that somebody holds the job.
"""

from gazetteer_scanners.recognizers.rule import Dictionary
from gazetteer_scanners.recognizers.words import derived_words

_RANKS = "junior,senior,lead,principal,chief,head,deputy,assistant,associate,staff,regional,general,acting,trainee,graduate"
_FIELDS = (
    "software,hardware,data,sales,marketing,project,product,account,finance,financial,human resources,hr,it,system,systems,"
    "network,"
    "security,quality,operations,office,customer support,customer service,business,legal,medical,research,design,graphic,web,"
    "mobile,mechanical,electrical,civil,production,process,plant,store,warehouse,logistics,purchasing,supply chain,content,"
    "public relations,technical,test,qa,devops,database,cloud,machine learning,stock,shipping,administration,administrative,"
    "accounting,program,school,primary,nursing,dental,bank,tax,insurance,real estate,train,truck,bus,executive"
)
_CALLINGS = (
    "engineer,developer,programmer,manager,director,officer,president,accountant,analyst,architect,administrator,assistant,"
    "associate,consultant,coordinator,representative,specialist,technician,designer,scientist,researcher,teacher,professor,"
    "lecturer,nurse,doctor,physician,surgeon,dentist,pharmacist,lawyer,attorney,solicitor,secretary,clerk,cashier,auditor,"
    "buyer,planner,recruiter,supervisor,foreman,electrician,plumber,carpenter,welder,mechanic,driver,pilot,chef,cook,waiter,"
    "waitress,cleaner,guard,receptionist,editor,writer,journalist,translator,photographer,partner,owner,founder,intern,"
    "executive,agent,operator,inspector,economist,librarian,therapist,midwife,vet,farmer,tailor,baker,butcher,barber"
)
_ALONE = "ceo,cfo,cto,coo,cio,cmo,vp,evp,svp,vice president,managing director,general manager,head of sales,head of marketing"


def _titles() -> frozenset[str]:
    """Callings alone, and behind a rank, a field, or the one and the other."""
    callings = _CALLINGS.split(",")
    fields = [f"{field} {calling}" for field in _FIELDS.split(",") for calling in callings]
    ranked = [f"{rank} {calling}" for rank in _RANKS.split(",") for calling in callings]
    seniors = [f"{rank} {title}" for rank in ("senior", "junior", "lead") for title in fields]
    return frozenset([*callings, *fields, *ranked, *seniors, *_ALONE.split(",")])


RULES = (
    Dictionary(
        id="job_title",
        element="work.job_title",
        words=derived_words(_titles),
        chance=0.02,
        needs_name=True,
        context=("job", "title", "position", "occupation", "职位", "职务"),
        source="ISCO-08; open positions are called so too",
        examples=("Software Engineer", "senior project manager", "Nurse", "CEO", "Sales Representative"),
        misses=("Engineering", "Managers of sales", "Software", "Chief"),
    ),
)
