//! The forms of English verbs and nouns, made from their lemmas.

/// How a verb stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VerbForm {
    /// "back": a present, an infinitive or an imperative.
    Base,
    /// "backs".
    Present,
    /// "backed" as a past tense only: "took".
    Past,
    /// "backed" as a participle only: "taken".
    Participle,
    /// "backed", past tense or participle.
    PastOrParticiple,
    /// "cut", which may be any of them.
    Any,
    /// "backing".
    Gerund,
}

/// Irregular verbs: lemma, past, participle.
const IRREGULAR: &str = "arise arose arisen;bear bore borne;beat beat beaten;become became become;begin began begun;bend bent bent;\
bind bound bound;bite bit bitten;bleed bled bled;blow blew blown;break broke broken;bring brought brought;\
broadcast broadcast broadcast;build built built;burn burned burned;buy bought bought;cast cast cast;catch caught caught;\
choose chose chosen;cling clung clung;come came come;cut cut cut;deal dealt dealt;dig dug dug;do did done;draw drew drawn;\
drink drank drunk;drive drove driven;eat ate eaten;fall fell fallen;feed fed fed;feel felt felt;fight fought fought;\
find found found;flee fled fled;fling flung flung;fly flew flown;forbid forbade forbidden;forget forgot forgotten;\
forgive forgave forgiven;forsake forsook forsaken;freeze froze frozen;get got got;give gave given;go went gone;\
grow grew grown;hang hung hung;have had had;hear heard heard;hide hid hidden;hit hit hit;hold held held;hurt hurt hurt;\
keep kept kept;know knew known;lay laid laid;lead led led;leave left left;lend lent lent;let let let;lie lay lain;\
light lit lit;lose lost lost;make made made;mean meant meant;meet met met;overcome overcame overcome;\
overrun overran overrun;overthrow overthrew overthrown;pay paid paid;put put put;quit quit quit;read read read;\
ride rode ridden;ring rang rung;rise rose risen;run ran run;say said said;see saw seen;seek sought sought;sell sold sold;\
send sent sent;set set set;shake shook shaken;shed shed shed;shoot shot shot;show showed shown;shut shut shut;\
sink sank sunk;sit sat sat;slay slew slain;sleep slept slept;slide slid slid;sling slung slung;slit slit slit;\
speak spoke spoken;spend spent spent;spin spun spun;split split split;spread spread spread;spring sprang sprung;\
stand stood stood;steal stole stolen;stick stuck stuck;sting stung stung;strike struck struck;string strung strung;\
swear swore sworn;sweep swept swept;swing swung swung;take took taken;teach taught taught;tear tore torn;tell told told;\
think thought thought;throw threw thrown;undergo underwent undergone;understand understood understood;\
undertake undertook undertaken;uphold upheld upheld;wage waged waged;win won won;wind wound wound;withdraw withdrew withdrawn;\
withhold withheld withheld;withstand withstood withstood;write wrote written;underwrite underwrote underwritten;\
ban banned banned;bar barred barred;rebut rebutted rebutted;refer referred referred;defer deferred deferred;\
prefer preferred preferred;abet abetted abetted;commit committed committed;admit admitted admitted;permit permitted permitted;\
equip equipped equipped;rebel rebelled rebelled;repel repelled repelled;expel expelled expelled;compel compelled compelled;\
propel propelled propelled;control controlled controlled;patrol patrolled patrolled;transfer transferred transferred;\
deter deterred deterred;confer conferred conferred;offer offered offered;occur occurred occurred;regret regretted regretted;\
submit submitted submitted;forego forewent foregone;outlaw outlawed outlawed;snub snubbed snubbed;quarrel quarrelled quarrelled;\
shell shelled shelled;kidnap kidnapped kidnapped;handicap handicapped handicapped;unveil unveiled unveiled;\
sabotage sabotaged sabotaged;counsel counselled counselled;cancel cancelled cancelled;label labelled labelled;\
signal signalled signalled;bankrol bankrolled bankrolled;panic panicked panicked;brand branded branded;panel panelled panelled;\
model modelled modelled;travel travelled travelled;rival rivalled rivalled;veto vetoed vetoed;echo echoed echoed;go went gone";

/// Verbs of more than one syllable that nevertheless double their last consonant before "-ing".
const DOUBLING: &[&str] = &[
    "abet", "admit", "cancel", "commit", "compel", "confer", "control", "counsel", "defer", "deter", "equip",
    "expel", "kidnap", "label", "model", "patrol", "permit", "prefer", "propel", "quarrel", "rebel", "rebut",
    "refer", "regret", "repel", "rival", "signal", "submit", "transfer", "travel", "occur", "begin",
    "forget", "forbid",
];

/// Every form of the verb `lemma`.
pub(super) fn verb_forms(lemma: &str) -> Vec<(String, VerbForm)> {
    let mut forms = vec![(lemma.to_owned(), VerbForm::Base), (with_s(lemma), VerbForm::Present)];
    let irregular = IRREGULAR.split(';').find_map(|entry| {
        let mut words = entry.split(' ');
        (words.next() == Some(lemma)).then(|| (words.next(), words.next()))
    });
    match irregular {
        Some((Some(past), Some(participle))) if past != participle => {
            forms.push((past.to_owned(), VerbForm::Past));
            forms.push((participle.to_owned(), VerbForm::Participle));
        }
        Some((Some(past), _)) if past != lemma => forms.push((past.to_owned(), VerbForm::PastOrParticiple)),
        Some(_) => forms[0].1 = VerbForm::Any,
        None => forms.push((with_ed(lemma), VerbForm::PastOrParticiple)),
    }
    forms.push((with_ing(lemma), VerbForm::Gerund));
    forms
}

/// The singular and the plural of the noun `lemma`.
pub(super) fn noun_forms(lemma: &str) -> [String; 2] {
    let plural =
        if lemma.ends_with('s') && !lemma.ends_with("ss") { lemma.to_owned() } else { with_s(lemma) };
    [lemma.to_owned(), plural]
}

fn with_s(lemma: &str) -> String {
    match lemma.as_bytes() {
        [.., before, b'y'] if !is_vowel(*before) => format!("{}ies", &lemma[..lemma.len() - 1]),
        [.., b's' | b'x' | b'z' | b'o'] | [.., b's' | b'c', b'h'] => format!("{lemma}es"),
        _ => format!("{lemma}s"),
    }
}

fn with_ed(lemma: &str) -> String {
    match lemma.as_bytes() {
        [.., b'e'] => format!("{lemma}d"),
        [.., before, b'y'] if !is_vowel(*before) => format!("{}ied", &lemma[..lemma.len() - 1]),
        _ => format!("{}ed", doubled(lemma)),
    }
}

fn with_ing(lemma: &str) -> String {
    match lemma.as_bytes() {
        [.., b'i', b'e'] => format!("{}ying", &lemma[..lemma.len() - 2]),
        [.., b'e' | b'o' | b'y', b'e'] => format!("{lemma}ing"),
        [_, _, .., b'e'] => format!("{}ing", &lemma[..lemma.len() - 1]),
        _ => format!("{}ing", doubled(lemma)),
    }
}

/// The stem before "-ed" and "-ing": "ban" makes "bann".
fn doubled(lemma: &str) -> String {
    let short = match lemma.as_bytes() {
        [.., first, vowel, last] => {
            !is_vowel(*first)
                && is_vowel(*vowel)
                && !is_vowel(*last)
                && !matches!(last, b'w' | b'x' | b'y')
                && lemma.bytes().filter(|letter| is_vowel(*letter)).count() == 1
        }
        _ => false,
    };
    match lemma.chars().last() {
        Some(last) if short || DOUBLING.contains(&lemma) => format!("{lemma}{last}"),
        _ => lemma.to_owned(),
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(lemma: &str) -> String {
        verb_forms(lemma).into_iter().map(|(form, _)| form).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn verbs_inflect() {
        assert_eq!(forms("back"), "back backs backed backing");
        assert_eq!(forms("ban"), "ban bans banned banning");
        assert_eq!(forms("accuse"), "accuse accuses accused accusing");
        assert_eq!(forms("ally"), "ally allies allied allying");
        assert_eq!(forms("fight"), "fight fights fought fighting");
        assert_eq!(forms("take"), "take takes took taken taking");
        assert_eq!(forms("veto"), "veto vetoes vetoed vetoing");
        assert_eq!(forms("condemn"), "condemn condemns condemned condemning");
        assert_eq!(forms("vie"), "vie vies vied vying");
        assert_eq!(noun_forms("ally"), ["ally", "allies"]);
        assert_eq!(noun_forms("sanctions"), ["sanctions", "sanctions"]);
    }
}
