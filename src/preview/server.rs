//! The HTTP side of the preview, on 127.0.0.1 only.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDateTime;
use percent_encoding::percent_decode_str;

use super::request::{Asked, Refusal, refusal};
use super::{Stage, bar, cannot, panel};
use crate::diagnostic::{Diagnostic, environment, text};
use crate::gate;
use crate::site::Site;

/// How long a waiting page is kept waiting before it is told that nothing changed.
const PATIENCE: Duration = Duration::from_secs(25);

/// Where a browser keeps the moment it looks at.
const COOKIE: &str = "gongshi-today";

pub(super) fn bind(port: u16) -> Result<TcpListener, Diagnostic> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|e| {
        environment!("port-taken",
            "端口 {port} 用不了：{e}", "port {port} cannot be used: {e}";
            help: "用 --port 换一个端口", "choose another with --port"
        )
    })?;
    listener.set_nonblocking(true).map_err(|e| cannot("serve-failed", "socket", &e))?;
    Ok(listener)
}

pub(super) fn run(listener: TcpListener, stage: Arc<Stage>) -> Result<(), Diagnostic> {
    let failed = |e: std::io::Error| cannot("serve-failed", "server", &e);
    let port = listener.local_addr().map_err(failed)?.port();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(failed)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(failed)?;
        let router = Router::new().fallback(answer).with_state((stage, port));
        axum::serve(listener, router).await.map_err(failed)
    })
}

async fn answer(
    State((stage, port)): State<(Arc<Stage>, u16)>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if let Some(refused) = refused(&method, &uri, &headers, port) {
        return refused;
    }
    match uri.path() {
        panel::STYLE => return typed("text/css; charset=utf-8", panel::STYLE_TEXT),
        panel::SCRIPT => return typed("text/javascript; charset=utf-8", panel::SCRIPT_TEXT),
        panel::WAIT => return wait(&stage, uri.query().unwrap_or_default()).await,
        _ => {}
    }
    if let Some(moment) = uri.query().and_then(|query| query.strip_prefix(bar::QUERY)) {
        return step(uri.path(), moment);
    }
    let path = uri.path().to_owned();
    let moment = simulated(&headers);
    let shown = tokio::task::spawn_blocking(move || show(&stage, &path, moment)).await;
    shown.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// The answer to a request that gets nothing.
fn refused(method: &Method, uri: &Uri, headers: &HeaderMap, port: u16) -> Option<Response> {
    // What is no text is no name of ours.
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let hosts: Vec<&str> =
        headers.get_all(header::HOST).iter().map(|host| host.to_str().unwrap_or("?")).collect();
    let is_step = uri.query().is_some_and(|query| query.starts_with(bar::QUERY));
    let asked = Asked {
        method: method.as_str(),
        address: uri.scheme_str().zip(uri.authority().map(|host| host.as_str())),
        path: uri.path(),
        hosts: &hosts,
        origin: text("origin"),
        site: text("sec-fetch-site"),
        destination: text("sec-fetch-dest"),
        acts: is_step || uri.path() == panel::WAIT,
    };
    let plain = |status: StatusCode, said: String| (status, said).into_response();
    Some(match refusal(&asked, port)? {
        Refusal::BadTarget => plain(StatusCode::BAD_REQUEST, text!("请求的网址不对", "bad request target")),
        Refusal::Foreign => plain(
            StatusCode::FORBIDDEN,
            text!(
                "预览只回答本机浏览器：请打开 http://127.0.0.1:{port}/",
                "the preview answers this machine's browser only: open http://127.0.0.1:{port}/"
            ),
        ),
        Refusal::BadMethod => {
            (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response()
        }
    })
}

/// Answers with the version once it is no longer the one the page knows.
async fn wait(stage: &Stage, query: &str) -> Response {
    let known = query.strip_prefix("since=").and_then(|v| v.parse::<u64>().ok());
    let mut version = stage.version.subscribe();
    if let Some(known) = known {
        let changed = version.wait_for(|now| *now != known);
        // Either way the answer is the version as it is now.
        let _ = tokio::time::timeout(PATIENCE, changed).await;
    }
    let now = *stage.version.borrow();
    typed("text/plain; charset=utf-8", now.to_string())
}

/// Remembers the moment in the browser and comes back to the page.
fn step(path: &str, moment: &str) -> Response {
    let moment = percent_decode_str(moment).decode_utf8_lossy();
    let cookie = match bar::read(&moment) {
        Some(moment) => format!("{COOKIE}={}; Path=/; SameSite=Strict; HttpOnly", bar::written(moment)),
        None => format!("{COOKIE}=; Path=/; Max-Age=0"),
    };
    (StatusCode::SEE_OTHER, [(header::LOCATION, path.to_owned()), (header::SET_COOKIE, cookie)])
        .into_response()
}

/// The moment that the browser looks at, if it is not the clock's.
fn simulated(headers: &HeaderMap) -> Option<NaiveDateTime> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    cookies.split("; ").find_map(|cookie| bar::read(cookie.strip_prefix(COOKIE)?.strip_prefix('=')?))
}

fn show(stage: &Stage, path: &str, moment: Option<NaiveDateTime>) -> Response {
    let shown = stage.at(moment);
    let Some(site) = &shown.site else {
        let back = if moment.is_some() { bar::BACK } else { "" };
        return html(StatusCode::OK, panel::page(&shown.problems, back));
    };
    let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
    let (status, route) = match site.find(&route_path(site, &path)) {
        Some(route) => (StatusCode::OK, route),
        None => match site.find("404.html") {
            Some(route) => (StatusCode::NOT_FOUND, route),
            None => return StatusCode::NOT_FOUND.into_response(),
        },
    };
    let page = site.render(route);
    match page.and_then(|page| gate::check(site.guard(), &route.path, &page).map(|()| page)) {
        Ok(mut page) if route.path.ends_with(".html") => {
            let bar = bar::html(site, route, moment.is_some());
            panel::decorate(&mut page, &bar, &shown.problems);
            html(status, page)
        }
        Ok(bytes) => typed(content_type(&route.path), bytes),
        Err(diagnostic) => {
            let problem = shown.problem(diagnostic);
            html(StatusCode::OK, panel::page(&[problem], ""))
        }
    }
}

/// The path of a request's route, below `/` or below the path the site will have in public.
fn route_path(site: &Site, path: &str) -> String {
    let base = &site.register().office.base_url;
    let prefix = base.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, p)| p);
    let path = path.trim_start_matches('/');
    let path = path.strip_prefix(prefix).filter(|_| !prefix.is_empty()).unwrap_or(path);
    if path.is_empty() { "index.html".to_owned() } else { path.to_owned() }
}

fn html(status: StatusCode, page: Vec<u8>) -> Response {
    (status, typed("text/html; charset=utf-8", page)).into_response()
}

fn typed(kind: &'static str, body: impl Into<Vec<u8>>) -> Response {
    let own = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    (own, body.into()).into_response()
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        _ => "application/octet-stream",
    }
}
