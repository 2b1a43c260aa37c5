//! The HTTP side of the preview, on 127.0.0.1 only.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDateTime;
use percent_encoding::percent_decode_str;

use super::{Stage, bar, cannot, panel};
use crate::diagnostic::{Diagnostic, environment};
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
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(failed)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(failed)?;
        axum::serve(listener, Router::new().fallback(answer).with_state(stage)).await.map_err(failed)
    })
}

async fn answer(State(stage): State<Arc<Stage>>, uri: Uri, headers: HeaderMap) -> Response {
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
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")], page)
        .into_response()
}

fn typed(kind: &'static str, body: impl Into<Vec<u8>>) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")], body.into()).into_response()
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
