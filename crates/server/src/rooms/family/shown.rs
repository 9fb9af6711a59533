//! What a family is shown, in its own words, and never a hypothesis, remains or a match.

use facts::{Digits, PartialDate, Sex};
use node::door::Opened;
use node::family::{Message, ReadBy, Reader};
use rooms::header::State;
use rooms::missing::kinds::{MessageWriter, MissingPerson};
use rooms::shared::Day;
use zeroize::Zeroizing;

use crate::locale::{Args, Lang, Locale};
use crate::record::Fact;
use crate::rooms::missing::{names, words};

/// A report as its family sees it.
pub struct Report {
    pub heading: String,
    pub state: String,
    pub facts: Vec<Fact>,
}

/// A message of either side.
pub struct Line {
    pub from: String,
    pub when: String,
    pub words: Option<Zeroizing<String>>,
}

/// The digits in which a language's readers write down a code.
pub fn digits(lang: Lang) -> Digits {
    match lang {
        Lang::Ar => Digits::ArabicIndic,
        Lang::En | Lang::Fr | Lang::Es => Digits::Latin,
    }
}

/// Somebody's report, as far as it can be told on a page.
pub fn report(t: &Locale, opened: &Opened<MissingPerson>) -> Report {
    let person = &opened.record.matching;
    let heading = match &person.name {
        Some(name) => t.say("followed-person", &Args::new().recorded("name", name)),
        None => t.text("followed-person-unnamed"),
    };
    let state = t.text(match opened.header.state {
        State::Open => "followed-state-open",
        State::Closed => "followed-state-closed",
        State::Refused => "followed-state-refused",
    });
    let date = |date: Option<PartialDate>| date.map(|date| t.partial_date(Some(date)));
    let sex = match person.sex_family {
        Sex::Male => Some(t.text("sex-male")),
        Sex::Female => Some(t.text("sex-female")),
        Sex::Unknown => None,
    };
    let facts = vec![
        Fact::recorded(t, "fact-name", person.name.clone()),
        Fact::said(t, "fact-sex", sex),
        Fact::said(t, "fact-born", date(person.born)),
        Fact::said(t, "fact-age-last-seen", person.age_last_seen.map(|age| words::age(t, age))),
        Fact::said(t, "fact-last-seen", date(person.last_seen)),
        Fact::recorded(t, "fact-last-place", words::place(t, person.place.as_ref())),
        Fact::said(t, "fact-route", person.route.as_ref().map(|route| names::route(t, route))),
    ];
    Report { heading, state, facts }
}

/// Messages, oldest first.
pub fn messages(t: &Locale, all: Vec<Message>) -> Vec<Line> {
    let line = |message: Message| Line {
        from: t.text(match message.writer {
            MessageWriter::Officer => "followed-message-officer",
            MessageWriter::Family => "followed-message-family",
        }),
        when: day(t, Day::of(message.hour)),
        words: message.text,
    };
    all.into_iter().map(line).collect()
}

/// Who opened a report, a line a day and reader.
pub fn log(t: &Locale, all: &[ReadBy]) -> Vec<String> {
    let line = |read: &ReadBy| {
        let who = match &read.reader {
            Reader::Family => t.text("followed-log-yourself"),
            Reader::Person(of) => t.say("followed-log-person", &Args::new().recorded("organisation", of)),
            Reader::Program(of) => t.say("followed-log-program", &Args::new().recorded("organisation", of)),
        };
        let times = t.say("followed-log-times", &Args::new().count("count", read.count));
        let args = Args::new().word("day", day(t, read.day)).word("who", who).word("times", times);
        t.say("followed-log-line", &args)
    };
    all.iter().map(line).collect()
}

fn day(t: &Locale, day: Day) -> String {
    t.partial_date(day.to_string().parse().ok())
}
