//! Records → [`Register`]: every value understood, every rule applied. The last room that sees private fields;
//! what it hands on has no field to put them in.

mod allowed;
mod amendments;
mod approval;
mod archive;
mod asked;
mod classified;
mod columns;
mod context;
mod entries;
mod guard;
mod ids;
mod ladders;
mod ledger;
mod notices;
mod objections;
mod office;
mod order;
mod photos;
mod privacy;
mod programmes;
mod requirements;
mod rounds;
pub mod schema;
mod several;
mod spelling;
mod values;
mod vouched;
mod wording;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Location, any_error, error, warning};
use crate::domain::calendar::WorkCalendar;
use crate::domain::ledger::Ledger;
use crate::domain::moment::Moment;
use crate::domain::notice::NoticeKind;
use crate::domain::programme::{Field, Programme};
use crate::domain::register::{AuthoredPage, Register};
use crate::gate::Guard;
use crate::records::{PageRecord, Records, calendar};
pub use asked::asked_keys;
use classified::Divided;
pub use vouched::{Vouched, vouched};

/// What the rules make of the records.
#[derive(Debug)]
pub struct Judged {
    /// The publishable state, and the guard of what is made of it; `None` when an error forbids it.
    pub publishable: Option<(Register, Guard)>,
    /// The calendar, own years included, even when something else is wrong.
    pub calendar: Arc<WorkCalendar>,
    /// The programmes of the packs, rules included, whether a round uses them or not.
    pub programmes: Vec<Arc<Programme>>,
    /// Everything found, unsorted.
    pub diagnostics: Vec<Diagnostic>,
    /// What is said of notices that are published now for the first time, later than they say. It is for `publish`
    /// alone: what has long been posted, nobody posts late.
    pub late: Vec<Diagnostic>,
}

/// Applies every rule, for the moment `now` (Beijing time). Reports everything it finds, not just the first.
pub fn judge(records: &Records, now: Moment) -> Judged {
    let mut out = records.slips.clone();
    let calendar = Arc::new(work_calendar(records, &mut out));
    let office = match &records.site {
        Some(site) => Some(office::read(site, &mut out)),
        None => {
            let missing = error!(Location::file("content/site.yaml"), "no-site",
                "缺少 content/site.yaml，或它有错误", "content/site.yaml is missing or has errors";
                help: "写出 title、base_url、owner、contacts", "write title, base_url, owner and contacts"
            );
            out.push(missing.unless_unread("content/site.yaml"));
            None
        }
    };
    let packs = programmes::read(records, &mut out);
    let Divided { open, exempt } = classified::divide(records, &packs, &mut out);
    let records = &*open;
    let photos = photos::read(records, &exempt, &mut out);
    let mut ledger = ledger::read(records, &mut out);
    ledger.strays = archive::strays(records, &ledger);
    let archive = archive::read(records, &ledger, now, &mut out);
    let context = context::Context {
        now,
        calendar: &calendar,
        packs: &packs,
        office: office.as_ref(),
        ledger: &ledger,
        archive: &archive,
        photos: &photos,
    };
    // None of these needs what another finds.
    let ((ids, guard), (mut rounds, of_rounds)) = rayon::join(
        || rayon::join(|| ids::check(records), || guard::build(records, &exempt)),
        || rounds::read(records, &context),
    );
    let private = privacy::check(records, guard.as_ref().ok());
    out.extend([ids, private, of_rounds].into_iter().flatten());
    rounds.sort_by(|a, b| newest(b).cmp(&newest(a)).then_with(|| b.id.cmp(&a.id)));
    out.extend(spelling::check(records, &rounds));
    out.extend(several::check(records));
    ledger::check_stated(records, &mut out);
    let removed = ledger::check((&ledger, &archive), records, (&rounds, &packs), now, &mut out);
    let late = ledger::late(&ledger, records, &rounds, (now, &calendar));
    let pages = pages(records);
    let publishable = match office {
        Some(office) if !any_error(&out) => {
            let mut fields: Vec<Field> = Vec::new();
            for field in packs.iter().flat_map(|pack| &pack.programme.fields) {
                if !fields.contains(field) {
                    fields.push(field.clone());
                }
            }
            let calendar = calendar.clone();
            let rounds = rounds.into_iter().map(Arc::new).collect();
            let (pages, removed) =
                (pages.into_iter().map(Arc::new).collect(), removed.into_iter().map(Arc::new).collect());
            let register = Register { now, office, rounds, fields, pages, removed, ledger, calendar };
            guard.map_err(|problem| out.push(problem)).ok().map(|guard| (register, guard))
        }
        _ => None,
    };
    let programmes = packs.into_iter().map(|pack| pack.programme).collect();
    Judged { publishable, calendar, programmes, diagnostics: out, late }
}

/// The kinds of notices that there are.
pub fn notice_kinds() -> impl Iterator<Item = &'static NoticeKind> {
    notices::kinds()
}

/// The ledger, and what forbids another entry in it at this moment, whatever the other records say.
pub fn ledger_alone(records: &Records, now: Moment) -> (Ledger, Vec<Diagnostic>) {
    ledger::alone(records, now)
}

/// The ledger, where its latest entry is dated later than it is, and what forbids that to be put right.
pub fn ledger_ahead(records: &Records, now: Moment) -> (Ledger, Vec<Diagnostic>) {
    ledger::ahead(records, now)
}

fn newest(round: &crate::domain::round::Round) -> Option<Moment> {
    round.notices.first().map(|notice| notice.published)
}

fn work_calendar(records: &Records, out: &mut Vec<Diagnostic>) -> WorkCalendar {
    let mut all = calendar::builtin();
    for record in &records.calendars {
        match calendar::year(record) {
            Ok(year) => {
                if all.announces(year.year) {
                    let year = year.year;
                    out.push(warning!(record.year.location.clone(), "calendar-replaced",
                        "{year}年的内置节假日安排被这个文件取代",
                        "this file replaces the built-in holidays of {year}";
                        help: "只有国务院办公厅又发通知调整时才需要；否则删除此文件",
                        "only needed when the State Council has amended its notice; otherwise delete the file"
                    ));
                }
                all = all.with(year);
            }
            Err(problems) => out.extend(problems),
        }
    }
    for record in &records.regional {
        match calendar::regional(record, &all) {
            Ok(regional) => all = all.with_regional(regional),
            Err(problems) => out.extend(problems),
        }
    }
    all
}

fn pages(records: &Records) -> Vec<AuthoredPage> {
    let page = |record: &Arc<PageRecord>| AuthoredPage {
        file: record.file.clone(),
        line: record.body_line,
        address: record.address.clone(),
        title: record.title.value.to_string(),
        description: record.description.as_ref().map(|t| t.value.to_string()),
        menu: record.menu.as_ref().map(|number| number.value),
        body: record.body.clone(),
    };
    records.pages.iter().map(page).collect()
}
