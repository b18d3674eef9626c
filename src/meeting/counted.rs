//! People who are counted and not named: whether they may vote, and whether they were there themselves. Only the words for them say
//! it.

use super::{Attendance, Count};

/// Words for people who are counted and do not vote.
const NO_VOTERS: &[&str] = &[
    "public",
    "press",
    "media",
    "observers",
    "guests",
    "visitors",
    "journalists",
    "spectators",
    "audience",
    "staff",
    "presse",
    "médias",
    "observateurs",
    "invités",
    "visiteurs",
    "journalistes",
    "auditoire",
    "público",
    "prensa",
    "medios",
    "observadores",
    "invitados",
    "visitantes",
    "periodistas",
    "публика",
    "публики",
    "пресса",
    "прессы",
    "наблюдатели",
    "гости",
    "журналисты",
    "зрители",
    "الجمهور",
    "الصحافة",
    "المراقبون",
    "الضيوف",
    "الصحفيون",
    "公众",
    "旁听",
    "旁听者",
    "旁听人员",
    "观察员",
    "媒体",
    "记者",
    "来宾",
];

/// Words that may follow one of those without saying that others are meant ("public members" may vote).
const ATTENDING: &[&str] = &[
    "present",
    "attending",
    "in",
    "at",
    "online",
    "and",
    "or",
    "présent",
    "présente",
    "présents",
    "présentes",
    "et",
    "ou",
    "asistente",
    "asistentes",
    "presente",
    "presentes",
    "en",
    "y",
    "o",
    "и",
];

/// Beginnings of words for members who are not there and whose vote somebody else casts.
const REPRESENTED: &[&str] = &[
    "proxy",
    "proxies",
    "represented",
    "représenté",
    "pouvoir",
    "procuration",
    "representad",
    "poder",
    "apoderad",
    "представлен",
    "доверенност",
    "بالوكالة",
    "توكيل",
    "بتوكيل",
];

/// The same in Chinese, where words are not separated.
const REPRESENTED_IN_CHINESE: &[&str] = &["委托", "代理"];

impl Count {
    /// Returns whether these people may vote. That they may is the usual case: only who is called by a word for those who do not
    /// vote may not.
    pub fn may_vote(&self) -> bool {
        let votes_not = |words: &[String]| {
            (0..words.len()).any(|at| {
                let next = words.get(at + 1).map(String::as_str);
                NO_VOTERS.contains(&words[at].as_str()) && next.is_none_or(|next| ATTENDING.contains(&next))
            })
        };
        !self.of.all().any(|label| votes_not(&words(label)))
    }

    /// Returns whether any of these people are represented by others.
    pub fn are_represented(&self) -> bool {
        let begins = |word: &String| REPRESENTED.iter().any(|beginning| word.starts_with(*beginning));
        let in_chinese = |word: &String| REPRESENTED_IN_CHINESE.iter().any(|part| word.contains(*part));
        self.of.all().any(|label| words(label).iter().any(|word| begins(word) || in_chinese(word)))
    }
}

impl Attendance {
    /// The number of people who are counted and not named, and may vote.
    pub fn unnamed_voters(&self) -> usize {
        self.counts.iter().filter(|count| count.may_vote()).map(|count| count.people as usize).sum()
    }

    /// The number of those of them who are called represented.
    pub fn unnamed_represented(&self) -> usize {
        let represented = self.counts.iter().filter(|count| count.may_vote() && count.are_represented());
        represented.map(|count| count.people as usize).sum()
    }
}

fn words(label: &str) -> Vec<String> {
    let words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
