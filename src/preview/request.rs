//! What the preview answers at all. It shows what is not public yet, so that only this machine's browser, asking for a
//! page of it by a name of this machine, is given any.
//!
//! A site elsewhere may let its name lead to 127.0.0.1 (DNS rebinding): then the browser says that name as host. It may
//! also let a browser fetch or embed pages of the preview: then the browser says where the request comes from (Fetch,
//! "Origin header"; W3C, "Fetch Metadata Request Headers").

use percent_encoding::percent_decode_str;

/// The names of this machine.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// What a request says of itself, as it came.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Asked<'r> {
    pub(super) method: &'r str,
    /// Scheme and host of a target that is a whole address.
    pub(super) address: Option<(&'r str, &'r str)>,
    pub(super) path: &'r str,
    /// The `Host` headers; one is none or more where they are no text.
    pub(super) hosts: &'r [&'r str],
    pub(super) origin: Option<&'r str>,
    /// `Sec-Fetch-Site` and `Sec-Fetch-Dest`.
    pub(super) site: Option<&'r str>,
    pub(super) destination: Option<&'r str>,
    /// Whether an answer changes what the browser is shown, or is for the preview's own script.
    pub(super) acts: bool,
}

/// Why a request gets nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It asks for no page: 400.
    BadTarget,
    /// It is for another host, or comes from another site: 403.
    Foreign,
    /// It wants to do something: 405.
    BadMethod,
}

/// Why a request to the preview on `port` gets nothing, if it is so.
pub(super) fn refusal(asked: &Asked<'_>, port: u16) -> Option<Refusal> {
    if !["GET", "HEAD"].contains(&asked.method) {
        return Some(Refusal::BadMethod);
    }
    let [host] = asked.hosts else { return Some(Refusal::BadTarget) };
    let is_own_address =
        asked.address.is_none_or(|(scheme, host)| scheme.eq_ignore_ascii_case("http") && is_own(host, port));
    if !is_own(host, port) || !is_own_address || is_from_elsewhere(asked, port) {
        return Some(Refusal::Foreign);
    }
    (!is_path(asked.path)).then_some(Refusal::BadTarget)
}

/// Whether a host, perhaps with a port, is this preview. Browsers leave out no port but 80.
fn is_own(host: &str, port: u16) -> bool {
    let host = host.to_ascii_lowercase();
    NAMES.iter().any(|name| match host.strip_prefix(name) {
        Some("") => true,
        Some(rest) => rest.strip_prefix(':') == Some(port.to_string().as_str()),
        None => false,
    })
}

/// Whether another site has the browser ask. A link on one to a page of the preview is followed.
fn is_from_elsewhere(asked: &Asked<'_>, port: u16) -> bool {
    let is_own_origin = |origin: &str| origin.strip_prefix("http://").is_some_and(|host| is_own(host, port));
    if asked.origin.is_some_and(|origin| !is_own_origin(origin)) {
        return true;
    }
    let is_other = asked.site.is_some_and(|site| !["same-origin", "none"].contains(&site));
    is_other && (asked.acts || asked.destination != Some("document"))
}

/// Whether a path can be one of a page: below the root, without anything that a browser would take for another host.
fn is_path(path: &str) -> bool {
    let well_coded = path
        .split('%')
        .skip(1)
        .all(|code| code.len() >= 2 && code.bytes().take(2).all(|digit| digit.is_ascii_hexdigit()));
    let Ok(plain) = percent_decode_str(path).decode_utf8() else { return false };
    let has_bad = |text: &str| text.contains("//") || text.contains(|c: char| c == '\\' || c.is_control());
    path.starts_with('/') && well_coded && !has_bad(path) && !has_bad(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked<'r>(path: &'r str, hosts: &'r [&'r str]) -> Asked<'r> {
        Asked { method: "GET", path, hosts, ..Asked::default() }
    }

    #[test]
    fn own_names_alone_are_answered() {
        for host in ["localhost:8000", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000", "localhost"] {
            assert_eq!(refusal(&asked("/", &[host]), 8000), None, "{host}");
        }
        for host in [
            "localhost:80",
            "localhost.evil.example:8000",
            "evil.example",
            "127.0.0.1.evil.example:8000",
            "me@localhost:8000",
            "localhost:8000@evil.example",
            "127.0.0.2:8000",
            "0.0.0.0:8000",
            "",
            "localhost:08000",
        ] {
            assert_eq!(refusal(&asked("/", &[host]), 8000), Some(Refusal::Foreign), "{host}");
        }
        for hosts in [&[][..], &["localhost", "localhost"]] {
            assert_eq!(refusal(&asked("/", hosts), 8000), Some(Refusal::BadTarget));
        }
    }

    #[test]
    fn paths_are_below_the_root() {
        for path in ["/", "/a.html", "/%E5%85%AC/a", "/a b"] {
            assert!(is_path(path), "{path}");
        }
        for path in [
            "",
            "*",
            "a",
            "//host/",
            "/a//b",
            "/\\host",
            "/%2F/host",
            "/%5chost",
            "/%",
            "/%4",
            "/%zz",
            "/%00",
            "/%ff",
        ] {
            assert!(!is_path(path), "{path}");
        }
    }

    #[test]
    fn other_sites_may_link_to_it_and_no_more() {
        let host = ["localhost:8000"];
        let base = asked("/", &host);
        let from = |site, destination| Asked { site: Some(site), destination: Some(destination), ..base };
        assert_eq!(refusal(&from("cross-site", "document"), 8000), None);
        for other in [
            from("cross-site", "iframe"),
            from("same-site", "script"),
            Asked { acts: true, ..from("cross-site", "document") },
            Asked { origin: Some("null"), ..base },
            Asked { origin: Some("http://localhost:3000"), ..base },
            Asked { origin: Some("https://localhost:8000"), ..base },
        ] {
            assert_eq!(refusal(&other, 8000), Some(Refusal::Foreign), "{other:?}");
        }
        assert_eq!(refusal(&Asked { origin: Some("http://127.0.0.1:8000"), ..base }, 8000), None);
    }
}
