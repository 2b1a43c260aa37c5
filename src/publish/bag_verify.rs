//! Is a bag whole, and is what lies in it what was published?

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Error, ErrorKind};
use std::path::Path;

use super::bag::{ABOUT, DECLARATION, MANIFEST, PAYLOAD, TAG_MANIFEST};
use super::edition::{self, DESCRIBING, Edition, SIGNATURE, SUMS, is_digest};
use super::known::{Doubt, Known, Recorded};
use super::signature::{self, SIGNERS, Signature};
use super::unpacked::{Refused, Unpacked};
use super::verify::Difference;
use crate::diagnostic::{Diagnostic, environment, text};
use crate::domain::chain;
use crate::world::{disk, limits};

/// Where the files of the site lie in the payload.
pub const SITE: &str = "site/";
/// Where the ledger lies in it.
pub const LEDGER: &str = "content/ledger.yaml";
/// Where the archived notices lie in it.
const PUBLISHED: &str = "content/published/";

/// What was found of a bag.
#[derive(Debug)]
pub struct VerifiedBag {
    /// Its one folder.
    pub name: String,
    /// How many files its payload has.
    pub files: usize,
    /// The edition that its site's files are of.
    pub edition: Edition,
    /// Files that differ, in order of their paths.
    pub differences: Vec<(String, Difference)>,
    /// What became of checking the edition's signature.
    pub signature: Signature,
    /// Whether that is by a key known from elsewhere.
    pub is_by_known_key: bool,
    /// What speaks against it by what is known from elsewhere.
    pub doubts: Vec<Doubt>,
}

impl VerifiedBag {
    /// Whether nothing speaks against it.
    pub fn is_good(&self) -> bool {
        self.differences.is_empty() && self.doubts.is_empty()
    }
}

/// Compares a bag with its manifests, the site's files with their edition, the notices with the ledger, and edition and
/// ledger with what is known from elsewhere.
///
/// # Errors
/// A file that cannot be read, is no bag of this program's, or could do harm where it is unpacked (`bad-bag`); a
/// signature and no `ssh-keygen`.
pub fn verify_bag(file: &Path, known: &Known) -> Result<VerifiedBag, Diagnostic> {
    let refuse = |why: String| bad(file, &why);
    let bytes = disk::read_at_most(file, limits::BAG_BYTES).map_err(|error| refuse(error.to_string()))?;
    let mut bag = Unpacked::open(bytes).map_err(|why| refuse(why.text()))?;
    let manifest = read_manifest(&mut bag, MANIFEST).ok_or_else(|| refuse(no_bag(MANIFEST)))?;
    let tags = read_manifest(&mut bag, TAG_MANIFEST).ok_or_else(|| refuse(no_bag(TAG_MANIFEST)))?;
    for name in [DECLARATION, ABOUT] {
        if !bag.has(name) {
            return Err(refuse(no_bag(name)));
        }
    }
    let mut found = Found::new(&mut bag, &manifest, &tags).map_err(|why| refuse(why.text()))?;
    let edition = found.site().ok_or_else(|| {
        refuse(text!("里面的 edition.json 不完整或被改动", "its edition.json is incomplete or was changed"))
    })?;
    found.notices(&edition);
    let signature = found.signature(known)?;
    let doubts = found.doubts(known, &edition, &signature);
    let mut differences: Vec<_> = found.differences.into_iter().collect();
    if let Signature::Bad(_) = signature {
        differences.push((format!("{PAYLOAD}{SITE}{SIGNATURE}"), Difference::Changed));
    }
    let is_by_known_key = match (&signature, &known.key) {
        (Signature::Good(found), Some(key)) => *found == key.fingerprint(),
        _ => false,
    };
    let (name, files) = (bag.name, manifest.len());
    Ok(VerifiedBag { name, files, edition, differences, signature, is_by_known_key, doubts })
}

/// What is found in a bag while it is looked through.
struct Found<'a> {
    bag: &'a mut Unpacked,
    manifest: &'a BTreeMap<String, String>,
    differences: BTreeMap<String, Difference>,
    /// The digests of the entries of its ledger.
    entries: Vec<String>,
}

impl<'a> Found<'a> {
    /// Compares every file with the manifests.
    fn new(
        bag: &'a mut Unpacked,
        manifest: &'a BTreeMap<String, String>,
        tags: &BTreeMap<String, String>,
    ) -> Result<Self, Refused> {
        let mut differences = BTreeMap::new();
        for (path, sha256) in manifest.iter().chain(tags) {
            let difference = match bag.digest(path)? {
                Some(found) if found == *sha256 => continue,
                None if !bag.has(path) => Difference::Missing,
                _ => Difference::Changed,
            };
            differences.insert(path.clone(), difference);
        }
        // A manifest of the payload lists nothing else, and the other one nothing of it.
        let is_listed = |path: &str| match path.starts_with(PAYLOAD) {
            true => manifest.contains_key(path),
            false => path == TAG_MANIFEST || tags.contains_key(path),
        };
        for path in bag.paths().filter(|path| !is_listed(path)) {
            differences.insert(path.to_owned(), Difference::Added);
        }
        for path in [DECLARATION, ABOUT, MANIFEST].iter().filter(|path| !tags.contains_key(**path)) {
            differences.insert((*path).to_owned(), Difference::Added);
        }
        Ok(Found { bag, manifest, differences, entries: Vec::new() })
    }

    /// The payload's files below a folder of it.
    fn below(&self, folder: &str) -> Vec<(String, String)> {
        let folder = format!("{PAYLOAD}{folder}");
        let inside = |(path, digest): (&String, &String)| {
            Some((path.strip_prefix(&folder)?.to_owned(), digest.clone()))
        };
        self.manifest.iter().filter_map(inside).collect()
    }

    fn read(&mut self, path: &str, limit: u64) -> Option<Vec<u8>> {
        self.bag.read(&format!("{PAYLOAD}{path}"), limit)
    }

    fn changed(&mut self, path: &str) {
        self.differences.entry(format!("{PAYLOAD}{path}")).or_insert(Difference::Changed);
    }

    /// Compares the files of the site with the edition's manifest.
    fn site(&mut self) -> Option<Edition> {
        let bytes = self.read(&format!("{SITE}{}", edition::FILE), limits::OWN_BYTES)?;
        let edition = Edition::from_bytes(&bytes).ok()?;
        if Edition::digest_of(&edition.files) != edition.digest {
            return None;
        }
        let sums = self.read(&format!("{SITE}{SUMS}"), limits::OWN_BYTES);
        if sums.as_deref() != Some(edition.sums(&bytes).as_slice()) {
            self.changed(&format!("{SITE}{SUMS}"));
        }
        let published: BTreeMap<&str, &str> =
            edition.files.iter().map(|file| (file.path.as_str(), file.sha256.as_str())).collect();
        for (path, digest) in self.below(SITE) {
            if !DESCRIBING.contains(&path.as_str()) && published.get(path.as_str()) != Some(&digest.as_str())
            {
                self.changed(&format!("{SITE}{path}"));
            }
        }
        Some(edition)
    }

    /// Compares the archived notices with the ledger, and the ledger with what the edition says of it.
    fn notices(&mut self, edition: &Edition) {
        let ledger = self.read(LEDGER, limits::FILE_BYTES).and_then(|bytes| String::from_utf8(bytes).ok());
        let ledger = ledger.unwrap_or_default();
        self.entries = chain::digests(&ledger);
        let has = |link: &chain::Link| {
            link.number.checked_sub(1).and_then(|at| self.entries.get(at)) == Some(&link.sha256)
        };
        if !edition.ledger.as_ref().is_some_and(has) {
            self.changed(LEDGER);
        }
        for (path, digest) in self.below(PUBLISHED) {
            let path = format!("{PUBLISHED}{path}");
            if !ledger.contains(&format!("{{ file: {path}, sha256: {digest}")) {
                self.changed(&path);
            }
        }
    }

    /// Checks the signature: by the key that was named, else by the one that lies beside it.
    fn signature(&mut self, known: &Known) -> Result<Signature, Diagnostic> {
        let path = |name: &str| format!("{SITE}{name}");
        if !self.bag.has(&format!("{PAYLOAD}{}", path(SIGNATURE))) {
            return Ok(Signature::None);
        }
        let read = [SIGNATURE, SUMS, SIGNERS].map(|name| (name, self.read(&path(name), limits::OWN_BYTES)));
        let read: BTreeMap<&str, Option<Vec<u8>>> = read.into_iter().collect();
        // A project's ledger vouches for what it signed with an earlier key, too.
        let key = known.key.as_ref().filter(|_| known.entries.is_none());
        signature::check_files(key, &|name, limit| {
            let bytes = read.get(name).and_then(Option::as_ref);
            let bytes = bytes.filter(|bytes| u64::try_from(bytes.len()).is_ok_and(|size| size <= limit));
            bytes.cloned().ok_or_else(|| Error::from(ErrorKind::NotFound))
        })
    }

    fn doubts(&self, known: &Known, edition: &Edition, signature: &Signature) -> Vec<Doubt> {
        let declares = self.bag.has(&format!("{PAYLOAD}{SITE}{SIGNERS}"));
        let is_asked = known.key.is_some() && known.entries.is_none();
        let is_unsigned = *signature == Signature::None && (declares || is_asked);
        let other = known.digest.as_ref().filter(|digest| **digest != edition.digest);
        let is_same = |entries: &Vec<String>| entries.starts_with(&self.entries) && !self.entries.is_empty();
        let is_other_ledger = known.entries.as_ref().is_some_and(|entries| !is_same(entries));
        let is_unknown = known.entries.is_some() && !known.ledger.contains(&edition.digest);
        let last = known.ledger.last().filter(|_| is_unknown);
        let doubts = [
            is_unsigned.then_some(Doubt::Unsigned),
            other.cloned().map(Doubt::Other),
            is_other_ledger.then_some(Doubt::OtherLedger),
            last.cloned().map(|last| Doubt::NotLast(last, Recorded::Never)),
        ];
        doubts.into_iter().flatten().collect()
    }
}

/// The digests of a manifest by path; none where it is missing or is none, names a path twice, or nothing.
fn read_manifest(bag: &mut Unpacked, name: &str) -> Option<BTreeMap<String, String>> {
    let text = String::from_utf8(bag.read(name, limits::OWN_BYTES)?).ok()?;
    let (mut digests, mut paths) = (BTreeMap::new(), BTreeSet::new());
    for line in text.lines() {
        let (digest, path) = line.split_once("  ")?;
        let path = path.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%");
        let is_payload = path.starts_with(PAYLOAD);
        if !is_digest(digest) || is_payload != (name == MANIFEST) || !paths.insert(path.to_lowercase()) {
            return None;
        }
        digests.insert(path, digest.to_owned());
    }
    Some(digests).filter(|digests| !digests.is_empty())
}

fn no_bag(name: &str) -> String {
    text!("里面没有可用的 {name}", "it has no {name} that can be used")
}

fn bad(file: &Path, why: &str) -> Diagnostic {
    let shown = file.display();
    environment!("bad-bag",
        "{shown} 不是 gongshi archive 写出的归档包，或已经损坏：{why}",
        "{shown} is no archive of `gongshi archive`, or is damaged: {why}";
        help: "不要解压。重新取得这个文件，或用 gongshi archive 再做一份",
        "do not unpack it; get the file again, or make another with `gongshi archive`"
    )
}

impl Refused {
    fn text(&self) -> String {
        let shown = |name: &str| name.escape_debug().take(200).collect::<String>();
        match self {
            Refused::NoZip => text!("读不出 zip 文件", "it does not read as a zip file"),
            Refused::TooMuch => text!("内容太多，超出上限", "it holds more than the limits allow"),
            Refused::Name(name) => {
                let name = shown(name);
                text!(
                    "里面有不能用的文件名或链接 {name}",
                    "it has a name that cannot be used, or a link: {name}"
                )
            }
            Refused::Twice(name) => {
                let name = shown(name);
                text!("里面有重复的文件名 {name}", "it has a name twice: {name}")
            }
            Refused::NoFolder => {
                text!("文件不在同一个文件夹里", "its files do not lie in one folder")
            }
        }
    }
}
