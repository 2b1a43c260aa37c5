//! What templates see: plain values in the words of the domain, the same for Markdown and HTML.

use serde::Serialize;

use crate::domain::entry::{Achievement, Item, Person};
use crate::domain::moment::{Moment, chinese_date, chinese_date_after, weekday};
use crate::domain::notice::{Notice, NoticeKind, Publicity};
use crate::domain::office::{Contact, Office};
use crate::domain::programme::EntryKind;
use crate::domain::round::{Column, Phase, Round};

/// A link: text and address relative to the site's root, with ending.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// What it says.
    pub text: String,
    /// Where it leads, relative to the site's root.
    pub href: String,
}

/// A round, for any page of it.
#[derive(Clone, Debug, Serialize)]
pub struct RoundView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The year.
    pub year: String,
    /// `open`, `ended` …
    pub phase: &'static str,
    /// 公示中 …
    pub phase_name: &'static str,
    /// 拟入选 until the result, 入选 after it.
    pub standing: &'static str,
    /// Its page, relative to the site's root.
    pub href: String,
    /// Who signs.
    pub issuers: Vec<String>,
    /// Its period, if a publicity is out.
    pub period: Option<PeriodView>,
    /// The last moment to object, if it is open.
    pub closes: Option<String>,
    /// Its public notices, in order.
    pub notices: Vec<NoticeView>,
    /// Names of its programmes.
    pub programmes: Vec<String>,
    /// How many individuals are listed.
    pub engineers: usize,
    /// How many teams are listed.
    pub teams: usize,
}

/// A notice, as listed and linked.
#[derive(Clone, Debug, Serialize)]
pub struct NoticeView {
    /// `publicity` …
    pub kind: &'static str,
    /// 公示 …
    pub kind_name: &'static str,
    /// Its title.
    pub title: String,
    /// Its page, relative to the site's root.
    pub href: String,
    /// `2025年9月1日9:00`
    pub published: String,
    /// `2025-09-01 09:00`
    pub published_plain: String,
    /// `2025年8月31日`
    pub signed: String,
    /// A remark.
    pub note: Option<String>,
}

/// A period in words and day by day.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodView {
    /// `公示期为5个工作日，自2025年9月1日至9月5日`
    pub text: String,
    /// How many days.
    pub days: u32,
    /// 个工作日
    pub unit: &'static str,
    /// `2025年9月1日`
    pub starts: String,
    /// `2025年9月5日`
    pub ends: String,
    /// `2025年9月5日24:00`
    pub closes: String,
    /// `2025-09-05 24:00`
    pub closes_plain: String,
    /// `2025-09-05T24:00+08:00`, for machines.
    pub closes_machine: String,
    /// 发布当日计入 …
    pub rule: String,
    /// Every day with its reason.
    pub ledger: Vec<DayView>,
}

/// One day of a period.
#[derive(Clone, Debug, Serialize)]
pub struct DayView {
    /// `9月1日`
    pub date: String,
    /// 第1个工作日, or empty.
    pub number: Option<u32>,
    /// Why.
    pub reason: String,
}

/// A list of entries as a table, the cells being texts in the round's columns.
#[derive(Clone, Debug, Serialize)]
pub struct TableView {
    /// The programme's name.
    pub programme: String,
    /// `individual` or `team`
    pub kind: &'static str,
    /// 人 or 个团队
    pub counter: &'static str,
    /// How many.
    pub count: usize,
    /// 按姓氏笔画为序 …
    pub order: &'static str,
    /// The heads of the columns, 序号 first.
    pub heads: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<RowView>,
}

/// One row of a list.
#[derive(Clone, Debug, Serialize)]
pub struct RowView {
    /// Its number in the list, from 1.
    pub number: usize,
    /// The entry's name.
    pub name: String,
    /// Its page, relative to the site's root.
    pub href: String,
    /// The cells after the name.
    pub cells: Vec<String>,
}

/// An entry, for its own page and for lists.
#[derive(Clone, Debug, Serialize)]
pub struct EntryView {
    /// Its id.
    pub id: String,
    /// `individual` or `team`
    pub kind: &'static str,
    /// Name as typed.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// 职称 of the person, where given.
    pub title: Option<String>,
    /// Field.
    pub field: String,
    /// The field's page, relative to the site's root.
    pub field_href: String,
    /// Recommending unit.
    pub recommender: String,
    /// The programme's name.
    pub programme: String,
    /// The agreed summary, with line breaks.
    pub summary: Option<String>,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// Achievements.
    pub achievements: Vec<AchievementView>,
    /// 拟入选 …
    pub standing: &'static str,
    /// `proposed` …
    pub standing_key: &'static str,
    /// Whether it is still listed.
    pub listed: bool,
    /// Its page, relative to the site's root.
    pub href: String,
    /// The leader, for teams.
    pub leader: Option<PersonView>,
    /// Members, for teams.
    pub members: Vec<PersonView>,
    /// Mentors, for teams.
    pub mentors: Vec<PersonView>,
}

/// A person of a team.
#[derive(Clone, Debug, Serialize)]
pub struct PersonView {
    /// Name.
    pub name: String,
    /// Title.
    pub title: Option<String>,
    /// Unit.
    pub unit: Option<String>,
}

/// An achievement.
#[derive(Clone, Debug, Serialize)]
pub struct AchievementView {
    /// Its kind.
    pub kind: Option<String>,
    /// What it is.
    pub name: String,
    /// The person's post in it.
    pub role: Option<String>,
    /// The person's contribution.
    pub contribution: Option<String>,
}

/// A contact channel.
#[derive(Clone, Debug, Serialize)]
pub struct ContactView {
    /// Department or line.
    pub name: String,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Office hours.
    pub hours: Option<String>,
}

/// 公示期为5个工作日，自2025年9月1日至9月5日
pub fn period(publicity: &Publicity) -> PeriodView {
    let period = &publicity.period;
    let (days, unit) = (period.length.days, period.length.unit.counted());
    let (starts, ends) = (chinese_date(period.starts), chinese_date_after(period.starts, period.ends));
    PeriodView {
        text: format!("公示期为{days}{unit}，自{starts}至{ends}"),
        days,
        unit,
        starts,
        ends: chinese_date(period.ends),
        closes: publicity.closes.chinese(),
        closes_plain: publicity.closes.plain(),
        closes_machine: publicity.closes.rfc3339(),
        rule: period.length.describe().zh,
        ledger: period
            .days
            .iter()
            .map(|day| DayView {
                date: chinese_date_after(period.posted, day.date),
                number: day.number,
                reason: day.reason.words(day.date).zh,
            })
            .collect(),
    }
}

/// A notice's title, in the wording of real notices.
pub fn notice_title(round: &Round, notice: &Notice) -> String {
    let title = &round.title;
    match &notice.kind {
        NoticeKind::Publicity(_) => format!("关于{title}拟入选名单的公示"),
        NoticeKind::Correction(correction) => match round.notices.get(correction.corrects.wrapping_sub(1)) {
            Some(Notice { kind: NoticeKind::Result(_), .. }) => format!("关于{title}入选名单的更正公告"),
            _ => format!("关于{title}拟入选名单公示的更正公告"),
        },
        NoticeKind::Result(_) => format!("关于{title}入选名单的公告"),
    }
}

/// A notice as listed and linked.
pub fn notice(round: &Round, notice: &Notice) -> NoticeView {
    NoticeView {
        kind: notice.kind.name(),
        kind_name: notice.kind.chinese(),
        title: notice_title(round, notice),
        href: format!("{}.html", round.notice_address(notice)),
        published: notice.published.chinese(),
        published_plain: notice.published.plain(),
        signed: chinese_date(notice.signed),
        note: notice.note.clone(),
    }
}

/// A round in short, for the pages of its entries: costs the same however many people it has.
#[derive(Clone, Debug, Serialize)]
pub struct RoundBrief {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The year.
    pub year: String,
    /// `open`, `ended` …
    pub phase: &'static str,
    /// 公示中 …
    pub phase_name: &'static str,
    /// 拟入选 until the result, 入选 after it.
    pub standing: &'static str,
    /// Its page, relative to the site's root.
    pub href: String,
    /// Who signs.
    pub issuers: Vec<String>,
    /// Its period, if a publicity is out.
    pub period: Option<PeriodView>,
    /// The last moment to object, if it is open.
    pub closes: Option<String>,
    /// The publicity notice, if it is out.
    pub notice: Option<NoticeView>,
}

/// A round in short.
pub fn round_brief(round: &Round, now: Moment) -> RoundBrief {
    let publicity = round.published(now).find_map(|n| match &n.kind {
        NoticeKind::Publicity(publicity) => Some((n, publicity)),
        _ => None,
    });
    RoundBrief {
        id: round.id.clone(),
        title: round.title.clone(),
        year: round.year.clone(),
        phase: round.phase.name(),
        phase_name: round.phase.chinese(),
        standing: standing(round),
        href: format!("{}.html", round.address()),
        issuers: round.issuers.clone(),
        period: publicity.map(|(_, p)| period(p)),
        closes: publicity.filter(|_| round.phase == Phase::Open).map(|(_, p)| p.closes.chinese()),
        notice: publicity.map(|(n, _)| notice(round, n)),
    }
}

fn standing(round: &Round) -> &'static str {
    if round.phase == Phase::Decided { "入选" } else { "拟入选" }
}

/// A round as any page shows it at a moment.
pub fn round(round: &Round, now: Moment) -> RoundView {
    let publicity = round.published(now).find_map(|n| match &n.kind {
        NoticeKind::Publicity(publicity) => Some(publicity),
        _ => None,
    });
    let listed = |kind| round.listed().filter(|item| item.kind() == kind).count();
    RoundView {
        id: round.id.clone(),
        title: round.title.clone(),
        year: round.year.clone(),
        phase: round.phase.name(),
        phase_name: round.phase.chinese(),
        standing: standing(round),
        href: format!("{}.html", round.address()),
        issuers: round.issuers.clone(),
        period: publicity.map(period),
        closes: publicity.filter(|_| round.phase == Phase::Open).map(|p| p.closes.chinese()),
        notices: round.published(now).map(|n| notice(round, n)).collect(),
        programmes: round.programmes.iter().map(|p| p.name.clone()).collect(),
        engineers: listed(EntryKind::Individual),
        teams: listed(EntryKind::Team),
    }
}

/// The lists of a round, one a programme, of the entries that `keep` lets through.
pub fn tables(round: &Round, keep: impl Fn(Item<'_>) -> bool) -> Vec<TableView> {
    let mut tables = Vec::new();
    for programme in &round.programmes {
        let kind = programme.kind;
        let items = round.items().filter(|item| item.entry().programme.id == programme.id && keep(*item));
        let rows: Vec<RowView> =
            items.enumerate().map(|(i, item)| row(i + 1, item, &round.columns)).collect();
        if rows.is_empty() {
            continue;
        }
        let rest = round.columns.iter().filter(|c| **c != Column::Name);
        let mut heads = vec!["序号", Column::Name.head(kind)];
        heads.extend((kind == EntryKind::Team).then_some("负责人"));
        heads.extend(rest.map(|column| column.head(kind)));
        tables.push(TableView {
            programme: programme.name.clone(),
            kind: kind_name(kind),
            counter: if kind == EntryKind::Individual { "人" } else { "个团队" },
            count: rows.len(),
            order: match kind {
                EntryKind::Individual => round.order.phrase(),
                EntryKind::Team => round.order.team_phrase(),
            },
            heads,
            rows,
        });
    }
    tables
}

fn row(number: usize, item: Item<'_>, columns: &[Column]) -> RowView {
    let entry = item.entry();
    let (title, leader) = match item {
        Item::Engineer(engineer) => (&engineer.title, None),
        Item::Team(team) => (&team.leader.title, Some(team.leader.name.clone())),
    };
    let cells = columns.iter().filter_map(|column| match column {
        Column::Name => None,
        Column::Unit => Some(entry.unit.clone()),
        Column::Title => Some(title.clone().unwrap_or_default()),
        Column::Field => Some(entry.field.name.clone()),
        Column::Recommender => Some(entry.recommender.clone()),
    });
    RowView {
        number,
        name: entry.name.clone(),
        href: format!("{}.html", item.address()),
        cells: leader.into_iter().chain(cells).collect(),
    }
}

/// An entry for its own page and for lists.
pub fn entry(item: Item<'_>) -> EntryView {
    let entry = item.entry();
    let (title, leader, members, mentors) = match item {
        Item::Engineer(engineer) => (engineer.title.clone(), None, Vec::new(), Vec::new()),
        Item::Team(team) => (
            None,
            Some(person(&team.leader)),
            team.members.iter().map(person).collect(),
            team.mentors.iter().map(person).collect(),
        ),
    };
    let lines =
        |text: &String| text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect();
    EntryView {
        id: entry.id.clone(),
        kind: kind_name(item.kind()),
        name: entry.name.clone(),
        unit: entry.unit.clone(),
        title,
        field: entry.field.name.clone(),
        field_href: format!("fields/{}.html", entry.field.id),
        recommender: entry.recommender.clone(),
        programme: entry.programme.name.clone(),
        paragraphs: entry.summary.as_ref().map(lines).unwrap_or_default(),
        summary: entry.summary.clone(),
        achievements: entry.achievements.iter().map(achievement).collect(),
        standing: entry.standing.chinese(),
        standing_key: entry.standing.name(),
        listed: entry.standing.is_listed(),
        href: format!("{}.html", item.address()),
        leader,
        members,
        mentors,
    }
}

fn person(person: &Person) -> PersonView {
    PersonView { name: person.name.clone(), title: person.title.clone(), unit: person.unit.clone() }
}

fn achievement(achievement: &Achievement) -> AchievementView {
    AchievementView {
        kind: achievement.kind.clone(),
        name: achievement.name.clone(),
        role: achievement.role.clone(),
        contribution: achievement.contribution.clone(),
    }
}

/// Contact channels of a round.
pub fn contacts(contacts: &[Contact]) -> Vec<ContactView> {
    contacts.iter().map(contact).collect()
}

fn contact(contact: &Contact) -> ContactView {
    ContactView {
        name: contact.name.clone(),
        phone: contact.phone.clone(),
        email: contact.email.clone(),
        address: contact.address.clone(),
        postcode: contact.postcode.clone(),
        hours: contact.hours.clone(),
    }
}

/// What the office says on objections, and what happens to one in this round.
#[derive(Clone, Debug, Serialize)]
pub struct ObjectionView {
    /// How an individual objects.
    pub person: String,
    /// How a unit objects.
    pub unit: String,
    /// What evidence is asked for.
    pub evidence: String,
    /// What happens to anonymous objections.
    pub anonymous: String,
    /// How the objector's identity is kept.
    pub confidentiality: String,
    /// Which postmark counts.
    pub postmark: &'static str,
    /// What happens next, step by step.
    pub process: Vec<String>,
    /// The lighter route for typing errors.
    pub correction: String,
}

/// The wording of the objection page for a round, the steps from its programmes' rules unless the office wrote
/// its own (001 art. 18: the recommending unit investigates and reports, the centre decides).
pub fn objection(office: &Office, round: Option<&Round>) -> ObjectionView {
    let own = &office.objection;
    let duties = round.and_then(|r| r.programmes.iter().find_map(|p| p.objections.as_ref()));
    let process = match (own.process.is_empty(), duties) {
        (false, _) => own.process.clone(),
        (true, Some(duties)) => vec![
            "收到异议后登记，核对异议材料是否符合要求。".to_owned(),
            format!("由{}对异议事项进行核查，形成核查报告。", duties.investigates),
            format!("核查报告报送{}审定。", duties.decides),
            "审定结果告知提出异议的个人或单位。".to_owned(),
        ],
        (true, None) => vec![
            "收到异议后登记，核对异议材料是否符合要求。".to_owned(),
            "由推荐单位对异议事项进行核查，形成核查报告。".to_owned(),
            format!("核查报告报送{}审定。", office.owner),
            "审定结果告知提出异议的个人或单位。".to_owned(),
        ],
    };
    ObjectionView {
        person: own.person.clone(),
        unit: own.unit.clone(),
        evidence: own.evidence.clone(),
        anonymous: own.anonymous.clone(),
        confidentiality: own.confidentiality.clone(),
        postmark: own.postmark.chinese(),
        process,
        correction: own.correction.clone(),
    }
}

/// `individual` or `team`.
pub fn kind_name(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Individual => "individual",
        EntryKind::Team => "team",
    }
}

/// `2025年9月5日（周五）`
pub fn date_with_weekday(moment: Moment) -> String {
    format!("{}（{}）", chinese_date(moment.date), weekday(moment.date))
}
