#!/usr/bin/env python3
"""Make assets/dictionary.tsv: the names that the reader knows before it opens an article.

usage: dictionary.py GAZETTEER_DIR > assets/dictionary.tsv

GAZETTEER_DIR holds `factbook_gazetteer.tsv` (CIA World Factbook, public domain: code, name, long name, nationals,
adjective, capital, chief of state, head of government, designated groups) and the Phoenix actor files
`Phoenix.Countries.actors.txt`, `Phoenix.International.actors.txt` and `Phoenix.MilNonState.actors.txt` (Open Event
Data Alliance, MIT), of which only facts are taken: names, spellings, terms of office. What is written by hand in
`facts/` beside this script outranks both. The same input gives the same bytes.
"""
import calendar
import collections
import html
import os
import re
import sys
import unicodedata

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "facts")
KINDS = ["state", "bloc", "organization", "party", "armed_group", "other", "person"]

HEADER = """\
# Actors that the reader knows before it opens an article. Made by training/dictionary.py: edit training/facts/ instead.
# One entry a line, columns parted by tabs, values of a column joined by |:
#   name, kind, aliases, demonyms, capitals and other metonyms, member of, office, first day, last day
# A person who held several offices has one line for each, and the aliases on the first of them.
# A name in capitals (US, WHO, IS) is meant as it is written, never in lower case.
# Sources and licences: assets/README.md.
"""

# The factbook's names that news do not use, or that it lacks.
STATE_NAMES = {
    "ae": "United Arab Emirates", "bf": "Bahamas", "bm": "Myanmar", "cf": "Republic of the Congo",
    "cg": "Democratic Republic of Congo", "ct": "Central African Republic", "cv": "Cape Verde",
    "dr": "Dominican Republic", "fm": "Micronesia", "ga": "Gambia", "iv": "Ivory Coast", "vt": "Vatican",
}
# Dependencies, islands and sections that are no actors; those that are stand in facts/actors.tsv.
NO_ACTOR = set(
    "sh ay bv fs hm aq at ck cq cr cw fp gq kt nc ne nf pc tl um wf wq aa av bq cj mh nn rn rq tb tk uc vi vq mc pf pg "
    "ax dx ee fo gi gk hk im je jn sv gz we bd gl ip sb oo xo xq zh zn fk sx io xx wi".split()
)
# Capitals that are as often a person's name, a word, another actor's metonym, or the seat of a rival of the state.
NOT_A_METONYM = {
    "amsterdam", "brussels", "georgetown", "kingston", "kingstown", "male", "praia", "roseau", "saint george's", "saint john's",
    "san jose", "sanaa", "santiago", "sucre", "victoria", "castries", "sri jayewardenepura kotte", "lobamba", "bloemfontein",
    "cape town", "no official capital", "vatican city", "rangoon", "bern",
}
AMBIGUOUS_DEMONYMS = {
    "korean", "koreans", "congo", "na", "none", "british", "congolese", "barbudan", "dominican", "dominicans", "barbudans",
    "guinean or equatoguinean", "motswana or batswana", "swati", "saint vincentian or vincentian", "channel islander",
    "lao", "laos", "futunan", "futunans", "georgia", "macedonian", "micronesian",
}
# Of the Phoenix groups and bodies (which list hundreds of cells of the 1970s and many spellings as bodies of their own)
# those that a reader of news meets, and that facts/actors.tsv lacks.
PHOENIX_PICK = {
    "African Development Bank", "All Burma Students' Democratic Front", "All Tripura Tiger Force", "Arab Maghreb Union",
    "Asian Development Bank", "Bank for International Settlements", "Bodo Liberation Tigers", "Central American Parliament",
    "Communist Party of Nepal-Maoist", "Democratic Front for the Liberation of Palestine", "Democratic Karen Buddhist Army",
    "Eritrean Liberation Front", "Eritrean People's Liberation Front", "European Bank for Reconstruction and Development",
    "European Free Trade Association", "Food and Agriculture Organization", "Front for the Liberation of the Cabinda Enclave",
    "Harakat ul-Mujahidin", "Inter American Development Bank", "International Civil Aviation Organization",
    "International Energy Agency", "International Labour Organization", "International Maritime Organization",
    "Inter Parliamentary Union", "Islamic Defense Force", "Islamic Development Bank", "Karenni National Progressive Party",
    "Lebanese National Resistance Front", "Libyan Islamic Fighting Group", "Movement for Democracy and Justice in Chad",
    "Mujahideen Shura Council", "Muttahida Qami Movement", "National Democratic Front of Bodoland",
    "National Front for the Liberation of Angola", "National Liberation Front of Tripura", "National Patriotic Front of Liberia",
    "Organisation for Economic Cooperation and Development", "Organization of African Unity", "Pattani United Liberation Organization",
    "Popular Front for the Liberation of Palestine -- General Command", "Rajah Solaiman Movement", "Syrian Social Nationalist Party",
    "Tunisian Combatant Group", "Tupac Amaru Revolutionary Movement", "Union of South American Nations", "Western European Union",
}
SMALL = {"of", "the", "and", "for", "in", "to", "de", "da", "do", "dos", "du", "la", "bin", "ibn", "von", "van", "der", "y", "e"}
NO_NAME = {
    "president", "general", "minister", "prime", "king", "colonel", "crown", "prince", "junta", "council", "government",
    "ministry", "regent", "national", "party", "sir", "queen", "emperor", "captain", "major", "lieutenant", "admiral", "dr",
    "chancellor", "vacant", "collective", "interim", "acting", "military", "state", "committee", "presidency", "army",
}
MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
MONTHS.update({name.lower(): i for i, name in enumerate(calendar.month_abbr) if name})
PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ə": "a"})


class Entry:
    """One line of the dictionary."""

    def __init__(self, name, kind, aliases=(), demonyms=(), capitals=(), member_of="", title="", since="", until=""):
        self.name, self.kind, self.member_of, self.title = name, kind, member_of, title
        self.aliases, self.demonyms, self.capitals = list(aliases), list(demonyms), list(capitals)
        self.since, self.until = since, until

    def line(self):
        lists = ("|".join(v) for v in (self.aliases, self.demonyms, self.capitals))
        return "\t".join([self.name, self.kind, *lists, self.member_of, self.title, self.since, self.until]).rstrip("\t")


def fold(name):
    """A name reduced to what matters when names are compared."""
    name = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)).lower().replace("ı", "i")
    name = re.sub(r"['’`]s?\b", "", name.replace(".", ""))
    words = re.sub(r"[^\w]+", " ", name).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def split(value):
    return [v.strip() for v in value.split("|") if v.strip()]


def rows(name, columns):
    with open(os.path.join(HERE, name), encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                cells = [c.strip() for c in line.rstrip("\n").split("\t")]
                yield cells + [""] * (columns - len(cells))


def first_day(date):
    return date + "-01-01"[len(date) - 4:] if date else ""


def last_day(date):
    if len(date) == 4:
        return date + "-12-31"
    if len(date) == 7:
        year, month = map(int, date.split("-"))
        return f"{date}-{calendar.monthrange(year, month)[1]:02}"
    return date


def hand_written():
    actors, people = {}, []
    for name, kind, member_of, aliases, demonyms, capitals in rows("actors.tsv", 6):
        assert name not in actors, name
        actors[name] = Entry(name, kind, split(aliases), split(demonyms), split(capitals), member_of)
    seen = set()
    for member_of, title, names, since, until in rows("leaders.tsv", 5):
        name, *aliases = split(names)
        plain = [n.translate(PLAIN) for n in (name, *aliases) if n.translate(PLAIN) != n]
        people.append(Entry(name, "person", aliases + plain if name not in seen else aliases, member_of=member_of,
                            title=title, since=first_day(since), until=last_day(until)))
        seen.add(name)
    return actors, people


def factbook_rows(folder):
    with open(os.path.join(folder, "factbook_gazetteer.tsv"), encoding="utf-8") as lines:
        for line in lines:
            cells = [html.unescape(c).strip() for c in line.rstrip("\n").split("\t")]
            code, name, *rest = (cells + [""] * 9)[:9]
            if code not in NO_ACTOR:
                yield STATE_NAMES.get(code, name), name, rest


def without_notes(value):
    return re.sub(r"\([^)]*\)", "", value.split(";")[0]).strip(" ,")


def nationals(people, adjective):
    found = []
    for value in re.split(r",| or |;", people + "," + adjective):
        plural = "(s)" in value
        word = re.sub(r"\([^)]*\)|\"", "", value).replace("note - former term", "").strip()
        if word and fold(word) not in AMBIGUOUS_DEMONYMS and word[0].isupper():
            found += [word, word + "s"] if plural else [word]
    return list(dict.fromkeys(found))


def factbook_states(folder):
    for name, short, (long, people, adjective, capital, *_) in factbook_rows(folder):
        aliases = [n for n in (short, without_notes(long)) if n not in ("none", name, "") and "(" not in n and not n.startswith("The Dominican")]
        capitals = [without_notes(c) for c in re.split(r"[;,] (?!D\.C)", capital) if "note" not in c and "legislative" not in c]
        capitals = [c for c in capitals if c and c[0].isupper() and fold(c) not in NOT_A_METONYM and fold(c) != fold(name) and len(c.split()) < 4]
        yield Entry(name, "state", aliases, nationals(people, adjective), capitals)


def person_name(raw):
    """'Jose Daniel ORTEGA Saavedra' -> ('Jose Daniel Ortega Saavedra', ['Jose Ortega', 'Jose Daniel Ortega'])."""
    words = raw.replace(",", "").split()
    upper = [i for i, w in enumerate(words) if len(w) > 1 and sum(c.isupper() for c in w) > 1 and w.split("-")[-1].isupper()]
    if not upper or len(words) < 2:
        return None
    # Only the surname's own letters: "d'Oliveira", "al-MANFI" keep their small ones.
    nice = [w if re.fullmatch("[IVX]+", w) else re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize() if m[0].isupper() and len(m[0]) > 1 else m[0], w)
            for w in words]
    first, last = upper[0], upper[-1]
    full, surname = " ".join(nice), nice[first:last + 1]
    aliases = [" ".join([*nice[:n], *surname]) for n in (1, 2) if first >= n]
    return full, [a for a in dict.fromkeys(aliases) if a != full], fold(surname[-1])


def factbook_leaders(folder, hand):
    held = collections.defaultdict(set)
    for entry in hand:
        if not entry.until or entry.until >= "2026":
            held[entry.member_of].update([entry.title, *(fold(w) for w in entry.name.split())])
    for name, _, rest in factbook_rows(folder):
        for cell in rest[4:6]:
            match = re.match(
                r"(?:Interim |Transition(?:al)? |Acting )?(President|Prime Minister|Premier|King|Chancellor) (?:Capt\. |Gen\. |Col\. |Dr\. |Sir )?"
                r"([^;(,]+?(?:, Jr\.)?) \(since (?:(\d+) )?(?:(\w+) )?(\d{4})\)", cell)
            if not match:
                continue
            title, raw, day, month, year = match.groups()
            raw = raw.removeprefix("Crown Prince ")
            parsed = person_name(raw)
            if not parsed or "CHARLES" in raw or raw[0].islower():
                continue
            full, aliases, surname = parsed
            title = title.lower()
            if title in held[name] or surname in held[name] or fold(full.split()[0]) in held[name] and raw.split()[0].isupper():
                continue
            held[name].update([fold(w) for w in full.split()])
            since = f"{year}-{MONTHS[month.lower()]:02}-{int(day or 1):02}" if month else f"{year}-01-01"
            yield Entry(full if title != "king" else "King " + full, "person", aliases + ([full] if title == "king" else []),
                        member_of=name, title=title, since=since)


def phoenix_blocks(folder, name):
    """(head, spellings, codes) of each block: a line, lines with +, and the bracketed codes in any of them."""
    head, spellings, codes = None, [], []
    with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as lines:
        for line in lines:
            body = line.split("#")[0].strip()
            if not body:
                continue
            found = re.findall(r"\[([^\]]+)\]", body)
            text = re.sub(r"\[[^\]]*\]", "", body).replace("_", " ").strip()
            if text and not text.startswith("+"):
                if head:
                    yield head, spellings, codes
                head, spellings, codes = text, [], []
            elif text:
                spellings.append(text[1:].strip())
            codes += found
    if head:
        yield head, spellings, codes


def titled(words):
    out = []
    for i, word in enumerate(words.split()):
        low = word.lower()
        if i and low in SMALL:
            out.append(low)
            continue
        parts = re.split(r"(-)", low)
        parts = [p if p in ("al", "el", "as", "ul", "e", "-") and len(parts) > 1 else p.capitalize() for p in parts]
        joined = re.sub(r"^(O'|D'|Mc)(\w)", lambda m: m[1] + m[2].upper(), "".join(parts))
        out.append(joined)
    name = " ".join(out)
    return name[0].upper() + name[1:] if name else name


def phoenix_date(text):
    if len(text) == 6:
        text = ("19" if text[:2] > "14" else "20") + text
    try:
        year, month, day = int(text[:4]), int(text[4:6]), int(text[6:8])
        assert day <= calendar.monthrange(year, month)[1]
        return f"{year:04}-{month:02}-{day:02}"
    except (ValueError, AssertionError, calendar.IllegalMonthError):
        return None


def phoenix_leaders(folder, states, hand):
    """Heads of state and government who left office between 1990 and 2014."""
    known = collections.defaultdict(set)
    for entry in hand:
        known[entry.member_of].update(fold(w) for w in entry.name.replace("-", " ").split())
    country, by_fold = None, {fold(n): e.name for e in states for n in (e.name, *e.aliases)}
    for head, _, codes in phoenix_blocks(folder, "Phoenix.Countries.actors.txt"):
        if codes and re.fullmatch(r"[A-Z]{3}", codes[0].strip()):
            country, code = by_fold.get(fold(head)), codes[0].strip()
            continue
        words = head.split()
        if not country or not 2 <= len(words) <= 4 or not re.fullmatch(r"[A-Z][A-Z' -]+", head):
            continue
        if any(len(w) < 3 and w.lower() not in SMALL | {"al", "el"} for w in words) or {fold(w) for w in words} & NO_NAME:
            continue
        terms = []
        for role in codes:
            match = re.fullmatch(code + r"GOV (\d{6}|\d{8})-(\d{6}|\d{8})", role.strip())
            if match:
                since, until = phoenix_date(match[1]), phoenix_date(match[2])
                # Ministers' terms are known by the month only; who ruled is known by the day.
                if since and until and since < until and "1990" <= until < "2014-02" and since[8:] != "01" and until != last_day(until[:7]):
                    terms.append((since, until))
        surname = fold(words[-1].split("-")[-1])
        if not terms or any(surname[:6] == other[:6] for other in known[country]):
            continue
        known[country].add(surname)
        yield Entry(titled(head), "person", member_of=country, since=min(terms)[0], until=max(t[1] for t in terms))


def phoenix_groups(folder):
    for file, kind in (("Phoenix.MilNonState.actors.txt", "armed_group"), ("Phoenix.International.actors.txt", "organization")):
        for head, spellings, _ in phoenix_blocks(folder, file):
            acronym = re.search(r"\(([A-Z]{3,6})\)", head)
            name = titled(re.sub(r"\s*\([^)]*\)", "", head))
            if name in PHOENIX_PICK:
                others = [titled(re.sub(r"\s*\([^)]*\)", "", s)) for s in spellings if len(s.split()) > 2 and re.fullmatch(r"[A-Z' ()-]+", s)]
                yield Entry(name.replace(" -- ", " - "), kind, ([acronym[1]] if acronym else []) + others)


def main(folder):
    actors, people = hand_written()
    for state in factbook_states(folder):
        mine = actors.setdefault(state.name, state)
        if mine is not state:
            mine.aliases += state.aliases
            mine.demonyms = mine.demonyms or state.demonyms
            mine.capitals = mine.capitals or (state.capitals if state.name not in ("Libya", "Belgium") else [])
        saint = [name for name in (state.name, *state.aliases) if name.startswith("Saint ")]
        actors[state.name].aliases += [short + name[5:] for name in saint for short in ("St", "St.")]
    by_hand = len(actors) + len(people)
    people += factbook_leaders(folder, people)
    states = [e for e in actors.values() if e.kind == "state"]
    people += phoenix_leaders(folder, states, people)
    entries = [*actors.values(), *people, *phoenix_groups(folder)]

    # The better source comes first: whoever names an actor second loses the alias, or the whole entry.
    owner = {}
    for entry in entries[:by_hand]:
        owner.setdefault(fold(entry.name), entry.name)
    kept = []
    for entry in entries:
        if owner.setdefault(fold(entry.name), entry.name) != entry.name:
            continue
        for field in ("aliases", "demonyms", "capitals"):
            names = []
            for name in dict.fromkeys(getattr(entry, field)):
                claimed = owner.setdefault(fold(name), entry.name)
                if claimed != entry.name:
                    print(f"{entry.name}: {name!r} belongs to {claimed}", file=sys.stderr)
                elif name != entry.name and name not in names:
                    names.append(name)
            setattr(entry, field, names)
        kept.append(entry)
    seen, out = set(), []
    for entry in sorted(kept, key=lambda e: (KINDS.index(e.kind), e.name, e.since)):
        if entry.kind != "person" and entry.name in seen:
            continue
        seen.add(entry.name)
        out.append(entry.line())
    sys.stdout.write(HEADER + "\n".join(out) + "\n")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main(sys.argv[1])
