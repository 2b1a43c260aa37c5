//! Writes a site of N invented engineers and N/10 teams, for measuring: `cargo run --release --example corpus -- N DIR`.
//!
//! Text is of realistic, varied length (about 1.2 kB of Chinese a profile), the same for the same N.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

const SURNAMES: &str =
    "林陈周吴郑王冯褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方";
const GIVEN: &str = "知远明哲思齐若谷怀瑾承志书恒景行子墨文渊致远清和之遥望舒云帆亦风以宁";
const PHRASES: [&str; 12] = [
    "长期在生产一线从事装备研制与调试",
    "主持完成关键部件的可靠性改进",
    "建立了覆盖设计、工艺和检验的数据标准",
    "带领班组把一次交验合格率由百分之八十提高到百分之九十六",
    "针对高温环境下的密封失效提出新的结构方案",
    "完成试验台的自动化改造，缩短了验证周期",
    "编写作业指导书并培训青年技术人员",
    "推动控制软件与现场设备的联合调试",
    "在示范产线上连续运行两千小时无故障",
    "解决了多源数据时间不同步的问题",
    "使单台能耗下降百分之十二",
    "成果已在三家单位推广应用",
];
const FIELDS: [&str; 6] =
    ["新一代信息技术", "人工智能", "医药健康", "智能制造与装备", "绿色能源与节能环保", "集成电路"];

/// A small generator (xorshift64*), so that the corpus needs no library and never changes.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap_or(0) % below
    }

    fn name(&mut self) -> String {
        let surnames: Vec<char> = SURNAMES.chars().collect();
        let given: Vec<char> = GIVEN.chars().collect();
        let length = 1 + self.roll(4).min(2).min(1);
        let mut name = String::from(surnames[self.roll(surnames.len())]);
        name.extend((0..length).map(|_| given[self.roll(given.len())]));
        name
    }

    fn text(&mut self, phrases: usize) -> String {
        let chosen: Vec<&str> = (0..phrases).map(|_| PHRASES[self.roll(PHRASES.len())]).collect();
        format!("{}。", chosen.join("，"))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(count), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: corpus N DIR".into());
    };
    write_site(Path::new(&folder), count.parse()?)
}

/// Engineers of one file: longer lists come in several, as the limit of a file's size wants it.
const A_FILE: usize = 20_000;

/// Writes the content of the site; the benches do too.
pub(crate) fn write_site(folder: &Path, count: usize) -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let round = folder.join("content/rounds/corpus");
    fs::create_dir_all(folder.join("content/programmes"))?;
    fs::create_dir_all(&round)?;
    fs::copy(here.join("site.yaml"), folder.join("content/site.yaml"))?;
    for path in ["programmes/growth-plan.yaml", "programmes/studio.yaml"] {
        let pack = fs::read_to_string(here.join(path))?;
        fs::write(folder.join("content").join(path), without_small_limits(&pack))?;
    }
    fs::write(round.join("round.yaml"), ROUND)?;
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    if count <= A_FILE {
        fs::write(round.join("engineers.yaml"), engineers(&mut dice, 1..=count)?)?;
    } else {
        fs::create_dir_all(round.join("engineers"))?;
        for first in (1..=count).step_by(A_FILE) {
            let list = engineers(&mut dice, first..=count.min(first + A_FILE - 1))?;
            fs::write(round.join(format!("engineers/from-{first:06}.yaml")), list)?;
        }
    }
    fs::write(round.join("teams.yaml"), teams(&mut dice, (count / 10).max(1))?)?;
    Ok(())
}

/// A pack without the rules that a list of thousands, with names drawn by lot, cannot keep.
fn without_small_limits(pack: &str) -> String {
    let (facts, rules) = pack.split_once("\nrules:\n").unwrap_or((pack, ""));
    let kept = rules.split("  - rule: ").filter(|rule| {
        !["quota", "once", "one-channel"].iter().any(|kind| rule.starts_with(&format!("{kind}\n")))
    });
    format!("{facts}\nrules:\n{}", kept.collect::<Vec<_>>().join("  - rule: "))
}

const ROUND: &str = "title: 2026年卓越工程师选拔培育项目
year: 2026
programmes: [growth-plan, studio]
issuers: [示例市科学技术协会创新服务中心]
order: surname-strokes
notices:
  - kind: publicity
    published: 2026-09-18 09:00
    period: { days: 5, unit: working, posting_day: counted }
";

fn engineers(dice: &mut Dice, numbers: RangeInclusive<usize>) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    for i in numbers {
        let name = dice.name();
        let field = FIELDS[dice.roll(FIELDS.len())];
        write!(
            out,
            "- id: c{i}\n  name: {name}\n  unit: 北京示例{i}号智能装备有限公司\n  title: 高级工程师\n  field: {field}\n  \
             recommender: 示例区第{}科学技术协会\n  channel: district\n  birth: 198{}-0{}-1{}\n  education: 硕士\n  years: {}\n  summary: |\n",
            i % 97,
            dice.roll(8) + 1,
            dice.roll(9) + 1,
            dice.roll(9),
            8 + dice.roll(12)
        )?;
        for _ in 0..1 + dice.roll(3) {
            let phrases = 5 + dice.roll(8);
            writeln!(out, "    {}", dice.text(phrases))?;
        }
        achievements(dice, &mut out)?;
    }
    Ok(out)
}

fn teams(dice: &mut Dice, count: usize) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    for i in 1..=count {
        let (leader, mentor) = (dice.name(), dice.name());
        let field = FIELDS[dice.roll(FIELDS.len())];
        write!(
            out,
            "- id: ct{i}\n  name: 示例{i}号青年工程师创新工作室\n  leader: {{ name: {leader}, title: 高级工程师, birth: 1985-01-01 }}\n  \
             unit: 北京示例{i}号重型机械有限公司\n  field: {field}\n  recommender: 示例区第{}科学技术协会\n  channel: district\n  members:\n",
            i % 97
        )?;
        for _ in 0..5 + dice.roll(4) {
            writeln!(out, "    - {{ name: {}, birth: 1993-05-0{} }}", dice.name(), dice.roll(9) + 1)?;
        }
        write!(out, "  mentors:\n    - {{ name: {mentor}, unit: 示例大学 }}\n  summary: |\n")?;
        let phrases = 10 + dice.roll(8);
        writeln!(out, "    {}", dice.text(phrases))?;
        achievements(dice, &mut out)?;
    }
    Ok(out)
}

fn achievements(dice: &mut Dice, out: &mut String) -> std::fmt::Result {
    writeln!(out, "  achievements:")?;
    for _ in 0..1 + dice.roll(3) {
        let (phrases, contribution) = (PHRASES[dice.roll(PHRASES.len())], dice.text(2));
        writeln!(
            out,
            "    - {{ kind: 重大装备制造, name: 示例装置{}型研制, role: 主持, contribution: {phrases}，{contribution} }}",
            dice.roll(900)
        )?;
    }
    Ok(())
}
