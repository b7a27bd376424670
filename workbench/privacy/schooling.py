"""What is said of schools, nurseries and colleges, and the words of which their names are made."""

from __future__ import annotations

from workbench.privacy.identifiers import Found, Kind, Status
from workbench.privacy.lexicon import word_set

STAFF = r"(?:head ?teacher|head of (?:year|school|sixth form|house|inclusion)|head|(?:mr|mrs|ms|miss) [\w'\u2019-]+|deputy|senco|sendco|dsl|teachers?|t\.?a\.?|pastoral (?:lead|team)|class|form|reception|nursery|pre-?school|breakfast club|after[- ]school club|homework club|sixth form|staff|pupils?|students?|learners?)"
#: What is said of a school and of little else.
SCHOOLING = (
    rf"(?:attend(?:s|ed|ing)?|(?:is )?enrol(?:led|s)? (?:at|in|with)|on (?:the )?(?:roll|register)(?: at| of|,|:)?|(?:excluded|expelled|suspended|off[- ]rolled|sent home) from|(?:kicked|thrown|chucked) out (?:of|from)|asked to leave|dual[- ](?:registered|roll(?:ed)?)(?: at| with|,|:| and)?"
    rf"|schooled at|educated at|{STAFF} (?:at|of)|(?:year|yr|y|p|s|form) ?\d{{1,2}} (?:at|in)|attendance at|behaviour at|studying (?:\w+ )?at|(?:named|chosen|current) school (?:is|,)|(?:school|nursery|college|uni|playgroup) (?:is|at|called|named)|school place (?:at|is)|(?:goes|go|going|went) to (?:school|nursery|college) (?:at|in))"
)
#: What is said of a school and of other places.
GOING = (
    r"(?:(?:goes|go|going|gone|went|get|gets|got|sent|taken|taking|take|walks?|walked|bus|taxi|transport|lift) (?:back |up |over |off )?to|(?:starts?|started|starting|settled|settling|settles|been|back|mornings?|afternoons?|days?|sessions?|place|places|spot|offer|offered|"
    r"happy|unhappy|happier|lunch|full[- ]time|part[- ]time|taster|interview|trial|teaches|taught|works|working|bullied|timetable|unit|tutor|mentor|detention|isolation|doing well|doing \w+|struggling|thriving|coping|learning|courses?|class(?:es)?|came up|done|finished|left|stays?|staying|remains?|dropped(?: \w+){0,2}|dropping(?: \w+){0,2}|drop(?: \w+){0,2}|leave(?: \w+){0,2}) (?:off )?at|(?:a )?place (?:in|with)"
    r"|(?:moved?|moves|moving|transfer(?:s|red|ring)?|transition(?:s|ing|ed)?|switch(?:ed|ing)?|change[ds]?) (?:up |on |over )?(?:to|from)|(?:collect(?:s|ed|ing)?|pick(?:s|ed|ing)?(?: \w+)? up|fetch(?:ed|es)?|leavers?|absent|missing|off|truanting|home|back|jumper|letter|referral|report|rang|email|call) from"
    r"|(?:since )?leaving|(?:applied|applying) (?:to|for)|got into|accepted (?:at|by|into)|looked round|tour of|open (?:day|evening) at|waiting list (?:at|for)|(?:he|she|they|who)(?:['\u2019]?s|['\u2019]?re| is| are| was| were)?(?: now| still| also| both)? at|(?:is|are|was|were|ones are|both) at)"
)
LABEL = r"(?:(?:previous|old|last|new|named|current) )?(?:school/nursery|nursery/school|school|nursery|pre-?school|playgroup|college|academy|childminder|setting|education|ed(?:ucation)? provision|provision|place of education|primary(?: school)?|secondary(?: school)?|high school|uni(?:versity)?|ysgol|sgoil)(?: name| attended)?"
TAUGHT = r"(?:academy|school|primary|montessori|steiner school|high school|secondary|college|nursery|grammar|comp|playgroup|pre-?school|infants|juniors|childminder|sixth form)"
CAP = r"(?:St\.? |SS |Ss )?[A-Z\u00c0-\u017d][\w'\u2019-]*[a-z'\u2019]s?"
NAME = (
    rf"(?P<name>(?:the |The )?{CAP}(?: (?:(?:of|the|and|&|du|de|y|yr|na|ar) ){{0,2}}{CAP}){{0,4}})"
)
SMALL = r"[a-z][a-z'\u2019]+(?:-[a-z]+)*"
SMALL_NAME = rf"(?P<name>(?:the )?{SMALL}(?: {SMALL}){{0,2}})"
#: What sites of schools are called after, behind another word: "kings oak", "moat farm".
SITES = word_set(
    "oak oaks lane hill hills field fields park bank lodge view grove green wood woods bridge house road street meadow meadows brook brooks dale mount heath moor side gate tree trees well vale hall croft acre acres farm mill "
    "cross corner end way rise lea leas court high common manor grange abbey chapel priory holme beck burn glen edge top royd garth thorpe fold ridge valley river castle rock harbour forest orchard spring springs stream gardens pool lake bay cliff"
)
#: Of what nurseries are called: small animals, plants, steps.
TINY = word_set(
    "owls bees bears cubs acorns stars steps tots ducklings ducks rascals angels explorers learners sunbeams rainbows tigers robins squirrels hedgehogs ladybirds ladybugs butterflies caterpillars bunnies lambs kittens puppies pandas "
    "dinosaurs monkeys sparrows wrens chicks saplings seedlings sprouts buds buttons poppets smarties sprogs treasures pirates frogs tadpoles fishes dolphins starfish pebbles stones puddles footsteps footprints jacks teddies "
    "cherubs cheeks gems diamonds pearls wonders minders tinies toddlers munchkins scallywags monsters lanterns mermaids moments friends sunshine sunflowers daisies daffodils poppies cherries apples berries conkers crickets otters"
)
#: Where one goes that is no setting by its name.
NOWHERE = word_set(
    "school nursery college work bed home court church mosque hospital contact panel conference camhs clinic counselling meetings meeting appointments appointment sessions session groups group clubs club football swimming gym rugby "
    "boxing dance training therapy a an his her their my our your its this that these those it there here where who what which all both every each some any most two three four five six seven one no not and or but with by for from in on at of to is was are were be me him her them us you he she "
    "they we i regularly daily weekly well fine full part time late early again today tomorrow yesterday once twice never always only just also very so too more less least risk present first last next night half lunch dinner tea break "
    "times weekends weekend monday tuesday wednesday thursday friday saturday sunday mornings afternoons mainstream primary secondary specialist special alternative different new another same local parents parent mums dads nans nan mum dad gran grans grandads grandad aunties auntie uncles "
    "independently alone together without being before after during until till because cos when while if as like about around over under off out up down back away town miles prison jail uni university assembly class lessons lesson breakfast reception year years yr"
)
PLAIN_PLACES = word_set(
    "shop shops park parks doctor doctors dentist dentists hospital gp school schools nursery college local same group groups session sessions meeting meetings clinic review hub centre center gym toilet loo garden kitchen office offices front back "
    "door end top bottom start beginning moment time point table car bus train station bank post pub beach cinema library museum zoo pool swimming football pictures corner flat house home hotel hostel block building room rooms front police court "
    "panel conference family mother father children child young person people parents team teams service services social council other others first second third last next one ones two three new old right left wrong best weekend whole rest day "
    "morning afternoon evening night week summer floor lounge hall ward unit desk phone front-door playground gate gates bin bins foodbank jobcentre job food chemist chippy takeaway barber barbers hairdressers tip garage vet vets market seaside swings slide woods canal river lake field fields airport mosque church temple gurdwara chapel"
)
SIZES = word_set("little tiny busy happy wee mini bright sunny rainbow jolly cheeky")


def setting_found(start: int, end: int, status: Status) -> Found:
    """Return a stretch as a school by its name, or as what may be one."""
    masked = status is Status.MASK
    return Found(
        start=start,
        end=end,
        type=Kind.SCHOOL,
        status=status,
        why="a school by what is said of it" if masked else "may be a school or the like",
        rank=5 if masked else 7,
    )
