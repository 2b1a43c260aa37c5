//! The office that publishes: its name, its address, its contact channels, its wording of the objection page.

use super::approval::Approving;
use super::signing::SigningKey;

/// The office and its site.
#[derive(Clone, Debug)]
pub struct Office {
    /// The site's title.
    pub title: String,
    /// The address the site is served from, ending in `/`.
    pub base_url: String,
    /// The office's name (主办单位).
    pub owner: String,
    /// Its contact channels.
    pub contacts: Vec<Contact>,
    /// Whether authored pages may hold HTML.
    pub raw_html: bool,
    /// Labels and record numbers.
    pub labels: Labels,
    /// What the objection page says.
    pub objection: Objection,
    /// The public half of the key its editions are signed with.
    pub signing_key: Option<SigningKey>,
    /// Whether its notices need an approval.
    pub approving: Approving,
    /// How many values it lets pass that the gate asks about.
    pub allowed: usize,
}

impl Office {
    /// The host of the site's address: who signs, in an `allowed_signers` file.
    pub fn host(&self) -> &str {
        host_of(&self.base_url)
    }

    /// Whether the address is one of those reserved for examples (RFC 2606, RFC 6761, example.org.cn and the like): such a
    /// site is a sample, and no office's.
    pub fn is_sample(&self) -> bool {
        is_sample_address(&self.base_url)
    }

    /// The file `allowed_signers`, which `ssh-keygen -Y verify` reads: who signs the editions, with which key.
    pub fn allowed_signers(&self) -> String {
        self.signing_key.as_ref().map(|key| key.allowed_signer(self.host())).unwrap_or_default()
    }
}

/// Whether an address is one of those reserved for examples.
pub fn is_sample_address(base_url: &str) -> bool {
    let host = host_of(base_url).trim_end_matches('.').to_ascii_lowercase();
    let labels: Vec<&str> = host.rsplit('.').collect();
    match labels.as_slice() {
        ["example" | "test" | "invalid" | "localhost", ..] | ["org" | "com" | "net", "example", ..] => true,
        ["cn", "org" | "com" | "net", "example", ..] | ["cn", "example", ..] => true,
        _ => host.starts_with("127.") || base_url.contains("://[::1]"),
    }
}

fn host_of(base_url: &str) -> &str {
    let address = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    address.split(['/', ':']).next().unwrap_or_default()
}

/// A contact channel. Only the office's own lines are ever published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Department or line.
    pub name: String,
    /// Telephone with area code.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Postal and visiting address.
    pub address: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Office hours.
    pub hours: Option<String>,
    /// Whom to ask for.
    pub person: Option<String>,
    /// Further telephones.
    pub phones: Vec<String>,
    /// Fax.
    pub fax: Option<String>,
    /// What it is for.
    pub role: ContactRole,
    /// By which of its ways it accepts objections; empty where that is not said.
    pub accepts: Vec<Way>,
    /// Which postmark counts here, where it is another than elsewhere.
    pub postmark: Option<Postmark>,
    /// When the last day ends here, where it is another minute than elsewhere.
    pub closes: Option<u16>,
}

/// What a contact is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ContactRole {
    /// It accepts objections.
    #[default]
    Objections,
    /// It only advises.
    Advice,
    /// It watches over the office: 监督电话.
    Supervision,
}

impl ContactRole {
    /// The word for templates and machines.
    pub fn name(self) -> &'static str {
        match self {
            ContactRole::Objections => "objections",
            ContactRole::Advice => "advice",
            ContactRole::Supervision => "supervision",
        }
    }
}

/// How an objection may reach a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// 电话
    Phone,
    /// 邮箱
    Email,
    /// 来信
    Letters,
    /// 来访
    Visits,
}

impl Contact {
    /// Whether objections may come this way, as far as is said.
    pub fn accepts(&self, way: Way) -> bool {
        self.role == ContactRole::Objections && (self.accepts.is_empty() || self.accepts.contains(&way))
    }
}

/// 《政府网站发展指引》 (国办发〔2017〕47号) labels, and record numbers for the footer.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// Whether the government labels are written.
    pub government: bool,
    /// 网站标识码
    pub site_id_code: Option<String>,
    /// ICP 备案
    pub icp: Option<String>,
    /// 公安备案
    pub police: Option<String>,
}

/// Which postmark decides whether a letter came in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Postmark {
    /// The day it was sent.
    Sending,
    /// The day it arrived.
    Arriving,
}

impl Postmark {
    /// The word in files.
    pub fn name(self) -> &'static str {
        match self {
            Postmark::Sending => "sending",
            Postmark::Arriving => "arriving",
        }
    }
}

/// How objections are received, with what the office says of it in its own words; where it says nothing, the theme does.
#[derive(Clone, Debug)]
pub struct Objection {
    /// The minute of the last day at which it closes: 1440 for 24:00 (民法典 art. 203).
    pub closes: u16,
    /// Which postmark counts.
    pub postmark: Postmark,
    /// How an individual objects.
    pub person: Option<String>,
    /// How a unit objects.
    pub unit: Option<String>,
    /// What evidence is asked for.
    pub evidence: Option<String>,
    /// What happens to anonymous objections.
    pub anonymous: Option<String>,
    /// How the objector's identity is kept.
    pub confidentiality: Option<String>,
    /// What happens next; empty: it follows from the programmes' rules.
    pub process: Vec<String>,
    /// The lighter route for typing errors.
    pub correction: Option<String>,
}

impl Objection {
    /// What a notice prints of it in the office's own words, each text with the word it has in files.
    pub fn printed(&self) -> Vec<(String, String)> {
        let own = [
            ("person", &self.person),
            ("unit", &self.unit),
            ("evidence", &self.evidence),
            ("anonymous", &self.anonymous),
            ("confidentiality", &self.confidentiality),
            ("correction", &self.correction),
        ];
        let own = own.into_iter().filter_map(|(word, text)| Some((word.to_owned(), text.clone()?)));
        [("postmark".to_owned(), self.postmark.name().to_owned())].into_iter().chain(own).collect()
    }
}
