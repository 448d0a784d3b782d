"""Words of the invented cohort: names, employers, and what people might answer.

Nobody and nothing here exists. Given and family names are drawn separately.
"""

from __future__ import annotations


def _words(text: str) -> list[str]:
    return text.split()


GIVEN = _words(
    "Adaeze Ailsa Amira Anneliese Arjun Asha Beatriz Bronagh Callum Catrin Chidi Chloe Claudia "
    "Dafydd Danuta Dilys Ebele Eilidh Elif Emeka Esther Fahima Farah Femi Fergus Fionn Gareth "
    "Giulia Gwenllian Hadiza Hamish Harpreet Hassan Helga Hiroko Ifeoma Imogen Iona Iqra Ivo "
    "Jasleen Joanna Joaquin Kaveh Keisha Kofi Kwame Leila Lowri Magda Maeve Malik Marisol Mei "
    "Meera Mirela Mohan Morag Nadia Nia Niamh Nikolai Noor Obinna Olwen Oona Parveen Petra Priya "
    "Quentin Rafael Rashid Rhiannon Roisin Ruairi Sabine Samira Sanjay Saoirse Selina Shanice "
    "Simran Sinead Tariq Temi Thandi Tomasz Uchenna Usha Wanjiru Xiulan Yasmin Yusuf Zainab"
)

FAMILY = _words(
    "Abernant Adeyanju Ahmadzai Akintade Alderley Anandaraj Arkwell Baptistine Barrowby "
    "Bellweather "
    "Bhattarai Blackmoss Bogdanow Brackenby Caradoch Castellane Chakravall Chimeka Coldharbour "
    "Corrigane Cwmdare Dalgarven Dhaliwar Drumquin Dunmorrow Eastmere Edevane Ekwenze Evenlode "
    "Fairhurstle Farooqane Fennimore-Lee Ferreiro Gallowglen Garside-Okoro Ghoshal Glenarmon "
    "Haldenby Haverstone Hosseinpour Inchmarlo Iwuchuk Jaswinder-Cole Kadlecova Karunaray Kelechi "
    "Kilbrannan Kowalenko Langthwaite Larkhill Llewarch Lochmaben Mahmoudian Malhotray Marchbanks "
    "Mbekwa Merriwick Mistryan Mwangale Nakamori Nantmel Netherby Nwachuk Oduyeye Okonjoh "
    "Ollerenby Osmotherby Padmanath Penhallow Petrovane Quarmley Qureshane Rasmussel Ravensworthy "
    "Rosendahl Sandhurstle Shahbaz Siddiquane Skelmorly Sokolane Sundaresh Tanakawa Thistlewood "
    "Trevanion Tullibardy Umarov Varghesan Vasquello Wadsleigh Wetherlam Yeomanry Zielinskow"
)

# Employer, domain of its addresses, region.
EMPLOYERS = (
    ("University of Exampleton", "example.ac.uk", "south_east"),
    ("Norbridge University", "example.ac.uk", "yorkshire_humber"),
    ("University of Wexmouth", "example.ac.uk", "south_west"),
    ("Kestrelby University", "example.ac.uk", "north_west"),
    ("Inverfell University", "example.ac.uk", "scotland"),
    ("Aberwenna University", "example.ac.uk", "wales"),
    ("Ballycarrow University", "example.ac.uk", "northern_ireland"),
    ("Harrowmere Metropolitan University", "example.ac.uk", "west_midlands"),
    ("Fenwater University", "example.ac.uk", "east_of_england"),
    ("Exampleton Teaching Hospitals NHS Trust", "example.org", "south_east"),
    ("Norbridge and Vale NHS Trust", "example.org", "yorkshire_humber"),
    ("Inverfell Health Board", "example.org", "scotland"),
    ("Policy Loom", "example.org", "london"),
    ("Centre for Everyday Care", "example.org", "london"),
    ("Wrenfield City Council", "example.org", "east_midlands"),
)

THEMES = {
    "mental": ["mental_health_services", "children_young_people", "inequalities_inclusion"],
    "primary": ["primary_community", "long_term_conditions", "access_use", "older_multimorbidity"],
    "hospital": ["hospital_surgical", "quality_safety", "urgent_emergency", "workforce_roles"],
    "social": ["social_care", "older_multimorbidity", "integrated_care", "end_of_life"],
    "policy": ["commissioning_policy", "economics_efficiency", "integrated_care", "evidence_use"],
    "change": ["innovation_spread", "digital_data", "involvement", "research_on_research"],
    "public": ["public_health_systems", "inequalities_inclusion", "maternity", "access_use"],
    "work": ["workforce_roles", "leadership_management", "experience_outcomes", "quality_safety"],
}

HEALTH = {
    "mental": ["10MEN"],
    "primary": ["20GEN", "11MET"],
    "hospital": ["03CAR", "20GEN", "02CAN"],
    "social": ["13NEU", "20GEN"],
    "policy": ["20GEN"],
    "change": ["20GEN", "19STR"],
    "public": ["16REP", "20GEN", "17RES"],
    "work": ["20GEN"],
}

METHODS = {
    "mental": ["qualitative", "mixed_methods", "coproduction", "process_evaluation"],
    "primary": ["routine_data_linkage", "epidemiology", "systematic_review", "qualitative"],
    "hospital": ["quality_improvement", "ethnography", "medical_statistics", "trial_design"],
    "social": ["interviews_focus_groups", "realist_rapid_review", "mixed_methods"],
    "policy": ["health_economics", "policy_analysis", "discrete_choice", "quasi_experiments"],
    "change": ["implementation_science", "machine_learning_nlp", "coproduction", "simulation"],
    "public": ["epidemiology", "quasi_experiments", "systematic_review", "surveys_psychometrics"],
    "work": ["surveys_psychometrics", "ethnography", "qualitative", "delphi_consensus"],
}

SETTINGS = {
    "mental": ["mental_health", "community"],
    "primary": ["primary_care", "community"],
    "hospital": ["acute", "urgent_emergency"],
    "social": ["social_care", "community"],
    "policy": ["policy"],
    "change": ["acute", "primary_care", "policy"],
    "public": ["public_health", "third_sector"],
    "work": ["acute", "social_care"],
}

MENTEE_TITLES = {
    1: ["Research Assistant", "Research Nurse", "Research Officer", "Clinical Research Fellow"],
    2: ["Research Associate", "Research Fellow", "Lecturer", "Health Economist", "Analyst"],
    3: ["Senior Research Fellow", "Senior Lecturer", "Senior Statistician"],
}

MENTOR_TITLES = {
    2: ["Research Fellow", "Lecturer"],
    3: ["Senior Research Fellow", "Senior Lecturer", "Reader", "Head of Research"],
    4: ["Professor", "Professorial Research Fellow", "Director of Research"],
}

# What people ask for, commonest first; and what mentors tend to offer.
NEEDS = _words(
    "career_planning leadership_pathway fellowships research_funding writing_publishing confidence "
    "promotion networking_visibility independent_niche caring_and_work co_authoring methods_skill "
    "moving_job wellbeing_balance interviews_recruitment changing_direction managing_people "
    "fixed_term_insecurity clinical_academic_balance part_time_flexible policy_influence "
    "return_after_break involving_public leaving_entering_academia working_with_nhs"
)

OFFERS = _words(
    "career_planning writing_publishing research_funding promotion networking_visibility "
    "leadership_pathway managing_people confidence fellowships interviews_recruitment co_authoring "
    "independent_niche working_with_nhs policy_influence teaching wellbeing_balance "
    "clinical_academic_balance moving_job involving_public methods_skill caring_and_work "
    "part_time_flexible changing_direction fixed_term_insecurity managing_upwards"
)

HOPES = (
    "Somebody outside my own department to think aloud with.",
    "To work out what I want before my contract ends.",
    "I have said no to leading things for too long.",
    "Help to finish two papers that I keep putting off.",
    "To hear how others have done this with children at home.",
    "To understand how people get a first grant; nobody here has shown me.",
)
