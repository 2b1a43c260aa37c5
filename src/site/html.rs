//! The HTML pages: values for the theme's `templates/`.

mod finding;
mod lists;
mod shared;

use serde::Serialize;
use tera::Context;

pub(super) use shared::prepare;

use super::Site;
use super::markdown::{self, Unfit};
use super::objection::{self, Open};
use super::paper::{self, Paper};
use super::profile::Makings;
use super::route::{Content, Form};
use super::{feed, linked, links, signing};
use crate::diagnostic::{Diagnostic, Location, Span, error};
use crate::domain::register::{AuthoredPage, Register};
use crate::domain::round::Round;
use crate::pages::profile::Surroundings;
use crate::pages::view::{self, Link, RoundBrief, RoundView};
use crate::pages::{Given, Page, Theme};
use crate::world::limits;
use crate::world::text::may_not_stand;

/// How many rounds and notices the home page shows; the archive has them all.
const RECENT: usize = 8;

/// What a page knows of itself.
#[derive(Serialize)]
struct PageView<'a> {
    title: String,
    description: String,
    address: &'a str,
    canonical: String,
    root: String,
    kind: &'static str,
    column: &'static str,
    published: Option<String>,
    source: Option<String>,
    markdown: Option<String>,
    /// The foot of the printed page, where it has one.
    paper: Option<Paper>,
    /// Keywords of the government labels.
    keywords: Vec<String>,
    /// JSON-LD, ready to stand in a script element.
    data: Option<String>,
    crumbs: Vec<Link>,
}

/// Renders an HTML page.
pub(super) fn render(
    site: &Site,
    path: &str,
    content: &Content,
    page: Option<&Page>,
) -> Result<Vec<u8>, Diagnostic> {
    let mut shown = Shown::new(&site.register, path, Context::new());
    let template = shown.content(site, content, page)?;
    shown.render(&site.theme, template)
}

/// Renders the HTML page of an entry of a round.
pub(super) fn profile(
    site: &Site,
    path: &str,
    r: usize,
    makings: &Makings,
    page: &Page,
) -> Result<Vec<u8>, Diagnostic> {
    let mut shown = Shown::new(&site.register, path, Context::new());
    let template = shown.profile(&site.surroundings[r], makings, page)?;
    shown.render(&site.theme, template)
}

/// A page in the making: its own values, and those of its kind.
struct Shown<'a, G> {
    register: &'a Register,
    page: PageView<'a>,
    given: G,
    /// The bytes of its text.
    size: usize,
}

impl<'a, G: Given> Shown<'a, G> {
    fn new(register: &'a Register, path: &'a str, given: G) -> Self {
        let address = if path == "index.html" { "" } else { path };
        let page = PageView {
            title: String::new(),
            description: String::new(),
            address: path,
            canonical: format!("{}{address}", register.office.base_url),
            root: "../".repeat(path.matches('/').count()),
            kind: "page",
            column: "公示公告",
            published: None,
            source: None,
            markdown: None,
            paper: None,
            keywords: Vec::new(),
            data: None,
            crumbs: vec![link("首页", "index.html".to_owned())],
        };
        Shown { register, page, given, size: 0 }
    }

    /// Takes what a page shows; names its template.
    fn content(
        &mut self,
        site: &Site,
        content: &Content,
        page: Option<&Page>,
    ) -> Result<&'static str, Diagnostic> {
        let register = self.register;
        Ok(match content {
            Content::Home => self.home(),
            Content::Round(r) => self.round(site, *r),
            Content::List(r, arrangement, page) => self.list(site, *r, *arrangement, *page),
            Content::Notice(r, n) => self.notice(&register.rounds[*r], *n, page)?,
            Content::Gone(_) => {
                self.take(page)?;
                "page.html"
            }
            Content::Field(i, page) => self.field(site, *i, *page),
            Content::Archive => self.archive(),
            Content::Contents => self.contents(),
            Content::Page(i) => self.authored(site, &register.pages[*i])?,
            Content::Objection => self.objection(),
            Content::Form(form) => self.form(*form),
            Content::Search => self.search(site),
            Content::SearchIndex(initial, page) => self.search_index(site, *initial, *page),
            Content::Verify => self.verify(),
            Content::Api => self.api(),
            _ => self.not_found(),
        })
    }

    fn home(&mut self) -> &'static str {
        let register = self.register;
        self.page.kind = "home";
        self.page.title = register.office.title.clone();
        self.page.description =
            format!("{}：{}发布的公示、名单和异议办法。", register.office.title, register.office.owner);
        self.page.data = Some(linked::home(register));
        self.page.crumbs.clear();
        let recent = register.public_rounds().take(RECENT);
        let rounds: Vec<RoundView> = recent.map(|r| view::round(register, r)).collect();
        let open: Vec<RoundView> =
            register.open_rounds().into_iter().map(|r| view::round(register, r)).collect();
        let latest: Vec<Latest> = feed::notices(register)
            .into_iter()
            .take(RECENT)
            .map(|(round, notice)| Latest { notice: view::notice(round, notice), round: round.title.clone() })
            .collect();
        self.given.put("rounds", &rounds);
        self.given.put("open", &open);
        self.given.put("latest", &latest);
        "home.html"
    }

    fn notice(&mut self, round: &Round, n: usize, page: Option<&Page>) -> Result<&'static str, Diagnostic> {
        let notice = &round.notices[n];
        self.crumb_round(round);
        self.page.kind = "notice";
        self.page.paper = Some(paper::foot(&self.page.canonical, page));
        self.page.keywords = about(view::keywords(round), notice.kind.chinese());
        self.take(page)?;
        let address = format!("{}.md", round.notice_address(notice));
        let mut files = vec![link("本公告的 Markdown 文本", address.clone())];
        if notice.kind.period().is_some() {
            let event = format!("{}.ics", round.notice_address(notice));
            files.push(link("截止日提醒（日历文件）", event));
        }
        files.extend(list_files(round));
        self.page.markdown = Some(address);
        self.page.data = Some(linked::notice(self.register, round, notice));
        let period = notice.kind.period().map(view::period);
        self.given.put("round", &view::round(self.register, round));
        self.given.put("notice", &view::notice(round, notice));
        let calendar = &self.register.calendar;
        self.given.put("sources", &notice.kind.period().map(|p| view::sources(calendar, p)));
        self.given.put("period", &period);
        self.given.put("files", &files);
        Ok("notice.html")
    }

    fn profile(
        &mut self,
        around: &Surroundings,
        Makings { subject, previous, next }: &Makings,
        page: &Page,
    ) -> Result<&'static str, Diagnostic> {
        let entry = &subject.entry;
        self.page.crumbs.push(link(&around.title, around.href.clone()));
        self.page.kind = "profile";
        self.page.column = "公示名单";
        self.page.keywords = about(around.keywords.clone(), &entry.field);
        self.take(Some(page))?;
        self.page.markdown = Some(subject.text_address());
        self.given.put("previous", previous);
        self.given.put("next", next);
        Ok("profile.html")
    }

    fn authored(&mut self, site: &Site, page: &AuthoredPage) -> Result<&'static str, Diagnostic> {
        self.page.title = page.title.clone();
        self.page.column = "政策说明";
        self.page.description = page.description.clone().unwrap_or_else(|| page.title.clone());
        let render = match self.register.office.raw_html {
            true => markdown::to_html_with_markup,
            false => markdown::to_html,
        };
        // The line: its columns are the quotation marks themselves.
        let location = |at| Location::new(&page.file, Span { column: 1, ..links::span(page, at) });
        let rendered = render(&page.body).map_err(|unfit| explain(unfit, location))?;
        links::check(site, page, self.page.address, &rendered.links)?;
        self.given.put("content", &rendered.html);
        Ok("page.html")
    }

    fn objection(&mut self) -> &'static str {
        let register = self.register;
        self.page.kind = "objection";
        self.page.paper = Some(paper::foot(&self.page.canonical, None));
        self.page.column = "异议反映";
        self.page.title = "提出异议".to_owned();
        self.page.description = "对公示名单有异议的，怎样反映、向谁反映、何时截止。".to_owned();
        let open: Vec<Open> =
            register.open_rounds().into_iter().map(|r| objection::open(register, r)).collect();
        self.given.put("open", &open);
        self.given.put("objection", &view::objection(&register.office, None));
        self.given.put("contacts", &view::contacts(&register.office.contacts));
        self.given.put(
            "forms",
            &[
                link("异议书（个人）", "objection-person.html".to_owned()),
                link("异议书（单位）", "objection-unit.html".to_owned()),
            ],
        );
        "objection.html"
    }

    fn form(&mut self, form: Form) -> &'static str {
        let register = self.register;
        let (name, title) = match form {
            Form::Person => ("person", "异议书（个人）"),
            Form::Unit => ("unit", "异议书（单位）"),
        };
        self.page.kind = "form";
        self.page.column = "异议反映";
        self.page.title = title.to_owned();
        self.page.description = format!("可打印的{title}。");
        self.page.crumbs.push(link("提出异议", "objection.html".to_owned()));
        let open: Vec<RoundBrief> =
            register.open_rounds().into_iter().map(|r| view::round_brief(register, r)).collect();
        self.given.put("form", name);
        self.given.put("open", &open);
        self.given.put("objection", &view::objection(&register.office, None));
        self.given.put("contacts", &view::contacts(&register.office.contacts));
        "form.html"
    }

    fn verify(&mut self) -> &'static str {
        self.page.kind = "verify";
        self.page.title = "核验本站内容".to_owned();
        self.page.description = "核对手中的页面与发布时是否一致、是不是本站发布的办法。".to_owned();
        self.given.put("signing", &signing::view(&self.register.office));
        "verify.html"
    }

    /// Shown at any address, so its links begin at the site's own path.
    fn not_found(&mut self) -> &'static str {
        self.page.kind = "404";
        self.page.title = "没有找到这个页面".to_owned();
        self.page.description = "没有找到这个页面。".to_owned();
        let base = &self.register.office.base_url;
        let path = base.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
        self.page.root = path.map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}"));
        "404.html"
    }

    fn crumb_round(&mut self, round: &Round) {
        self.page.crumbs.push(link(&round.title, format!("{}.html", round.address())));
    }

    /// Takes title and text from the generated Markdown, so that the two forms of a page never differ.
    fn take(&mut self, page: Option<&Page>) -> Result<(), Diagnostic> {
        let Some(Page { front, body, shared }) = page else { return Ok(()) };
        self.page.title = front.title.clone();
        self.page.description = front.description.clone();
        self.page.published = Some(front.published.clone());
        self.page.source = Some(front.source.clone());
        shared.iter().for_each(|(name, value)| self.given.put_made(name, value.clone()));
        let rendered = to_html(body, |_| Location::file("themes"))?;
        self.size = rendered.html.len();
        self.given.put("content", &rendered.html);
        Ok(())
    }
}

impl Shown<'_, Context> {
    fn render(mut self, theme: &Theme, template: &str) -> Result<Vec<u8>, Diagnostic> {
        self.given.insert("page", &self.page);
        let mut out = Vec::with_capacity(self.size + 16 * 1024);
        let rendered = theme.html.render_to(template, &self.given, &mut out);
        rendered.map_err(|e| theme.explain("templates", template, &e))?;
        Ok(out)
    }
}

pub(super) fn to_html(
    body: &str,
    location: impl FnOnce(usize) -> Location,
) -> Result<markdown::Rendered, Diagnostic> {
    markdown::to_html(body).map_err(|unfit| explain(unfit, location))
}

fn explain(unfit: Unfit, location: impl FnOnce(usize) -> Location) -> Diagnostic {
    match unfit {
        Unfit::Forbidden(at, character) => may_not_stand(location(at), character),
        Unfit::TooDeep(at) => {
            let limit = limits::MARKDOWN_DEPTH;
            error!(location(at), "markdown-depth",
                "引用或列表嵌套超过{limit}层", "quotations or lists nested more than {limit} deep";
                help: "减少嵌套", "nest less"
            )
        }
    }
}

#[derive(Serialize)]
struct Latest {
    notice: view::NoticeView,
    round: String,
}

fn list_files(round: &Round) -> Vec<Link> {
    let address = round.address();
    vec![
        link("名单（CSV，可用 Excel 打开）", format!("{address}/list.csv")),
        link("名单（JSON）", format!("{address}/list.json")),
    ]
}

/// What an article is found by: the keywords of its round, and what it is about.
fn about(mut keywords: Vec<String>, subject: &str) -> Vec<String> {
    keywords.push(subject.to_owned());
    keywords
}

fn link(text: &str, href: String) -> Link {
    Link { text: text.to_owned(), href }
}
