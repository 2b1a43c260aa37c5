//! Passwords: a value that is told to be one. 密码 is also the name of a science; its algorithms are none.

use super::finding::{Finding, Verdict};
use super::labels::{Kind, Label, Labels};
use super::numbers::Hit;

/// Every password that a text tells.
pub(super) fn find(text: &str, labels: &Labels<'_>, out: &mut Vec<Hit>) {
    for label in labels.all.iter().filter(|label| label.kind == Kind::Password) {
        let word = Word { text, label, labels };
        out.extend(word.told().or_else(|| word.in_column()).or_else(|| word.in_front()));
    }
}

/// What stands before 密码 where cryptography is meant.
const SCIENCE: [&str; 36] = [
    "国产",
    "商用",
    "国密",
    "量子",
    "分组",
    "序列",
    "流",
    "公钥",
    "私钥",
    "对称",
    "同态",
    "轻量级",
    "格",
    "古典",
    "现代",
    "白盒",
    "核心",
    "普通",
    "祖冲之",
    "杂凑",
    "标识",
    "属性",
    "椭圆曲线",
    "多变量",
    "应用",
    "设计",
    "研制",
    "研究",
    "新型",
    "高速",
    "硬件",
    "软件",
    "可信",
    "门限",
    "云",
    "混沌",
];
/// What stands behind it where no password follows.
const NO_VALUE: [&str; 48] = [
    "学",
    "技术",
    "产品",
    "算法",
    "体系",
    "模块",
    "机",
    "卡",
    "芯片",
    "协议",
    "应用",
    "服务",
    "设备",
    "资源",
    "工程",
    "分析",
    "系统",
    "标准",
    "行业",
    "管理",
    "法",
    "测评",
    "评估",
    "安全",
    "理论",
    "锁",
    "箱",
    "本",
    "杂凑",
    "找回",
    "重置",
    "强度",
    "长度",
    "规则",
    "位数",
    "复杂度",
    "策略",
    "保护",
    "校验",
    "认证",
    "引擎",
    "方案",
    "库",
    "套件",
    "键盘",
    "器",
    "输入",
    "攻击",
];
/// What says that the password of a door to something is meant.
const OF_ACCESS: [&str; 30] = [
    "初始",
    "默认",
    "登录",
    "登陆",
    "账号",
    "账户",
    "帐号",
    "用户",
    "临时",
    "开机",
    "管理员",
    "系统",
    "查询",
    "统一",
    "原始",
    "重置",
    "后台",
    "数据库",
    "邮箱",
    "网盘",
    "平台",
    "解压",
    "打开",
    "入会",
    "会议",
    "文件",
    "压缩包",
    "个人",
    "wifi",
    "无线",
];
/// Names of algorithms and protocols, in small letters, that digits may follow.
const ALGORITHMS: [&str; 50] = [
    "sm",
    "aes",
    "des",
    "3des",
    "rsa",
    "ecc",
    "sha",
    "zuc",
    "md",
    "otp",
    "totp",
    "hotp",
    "ecdsa",
    "ecdh",
    "hmac",
    "chacha",
    "salsa",
    "ed",
    "curve",
    "x25519",
    "blake",
    "kyber",
    "dilithium",
    "falcon",
    "ntru",
    "simon",
    "speck",
    "present",
    "lblock",
    "gift",
    "skinny",
    "midori",
    "prince",
    "camellia",
    "aria",
    "rc",
    "blowfish",
    "twofish",
    "serpent",
    "idea",
    "wpa",
    "fido",
    "u2f",
    "pbkdf",
    "argon",
    "srp",
    "pake",
    "tls",
    "ssl",
    "gm/t",
];
/// Words of a form or a manual in the place of a value.
const NO_PASSWORD: [&str; 20] = [
    "string", "text", "required", "optional", "null", "none", "true", "false", "hidden", "password",
    "username", "input", "must", "your", "enter", "login", "forgot", "reset", "change", "email",
];

struct Word<'t> {
    text: &'t str,
    label: &'t Label,
    labels: &'t Labels<'t>,
}

impl Word<'_> {
    /// The value behind the word.
    fn told(&self) -> Option<Hit> {
        let before = &self.text[..self.label.place.start];
        let after = &self.text[self.label.place.end..];
        let of_access = OF_ACCESS.iter().any(|word| before.ends_with(word));
        let is_science = SCIENCE.iter().any(|word| before.ends_with(word)) && !of_access;
        if is_science || NO_VALUE.iter().any(|word| after.starts_with(word)) {
            return None;
        }
        let (connected, start) = self.connection(after);
        let rest = &after[start..];
        if let Some(rule) = rule(rest, connected) {
            let at = self.label.place.start;
            return Some((at..self.label.place.end + start + rule, Finding::PasswordRule, Verdict::Ask));
        }
        let value = value(rest);
        let verdict = judge(value, &rest[value.len()..], connected, of_access || self.is_of_account())?;
        let at = self.label.place.end + start;
        Some((at..at + value.len(), Finding::Password, verdict))
    }

    /// Whether a value is said to be it, and where that begins.
    fn connection(&self, after: &str) -> (bool, usize) {
        const WORDS: [&str; 24] = [
            "统一设置为",
            "统一为",
            "设置为",
            "默认为",
            "一律为",
            "均为",
            "都是",
            "分别为",
            "分别是",
            "统一",
            "默认",
            "设为",
            "设成",
            "改为",
            "为",
            "是",
            "号",
            "则为",
            "即",
            "(password)",
            "is",
            "更改为",
            "初始为",
            "如下",
        ];
        let mut rest = after;
        let mut connected = false;
        loop {
            let own = rest.trim_start_matches([' ', '"', '\'', '“', '‘', '「', '『', '*', '<', '`', '\n']);
            // 密码（区分大小写）：
            let remark =
                own.strip_prefix('(').and_then(|own| own.split_once(')')).filter(|(remark, after)| {
                    after.starts_with([':', '=', '为']) && !remark.chars().any(|c| c.is_ascii_alphanumeric())
                });
            let own = remark.map_or_else(|| own.strip_prefix('(').unwrap_or(own), |(_, after)| after);
            let next = own.trim_start_matches([':', '=']);
            connected |= next.len() < own.len();
            let word = WORDS.iter().find(|word| next.starts_with(**word));
            let next = word.map_or(next, |word| &next[word.len()..]);
            connected |= word.is_some();
            if next.len() == rest.len() {
                return (connected, after.len() - rest.len());
            }
            // An English word is none of the connecting ones.
            if word == Some(&"is") && next.starts_with(|c: char| c.is_ascii_alphanumeric()) {
                return (connected, after.len() - rest.len());
            }
            rest = next;
        }
    }

    /// Whether an account stands before it in the sentence.
    fn is_of_account(&self) -> bool {
        const WORDS: [&str; 8] = ["账号", "帐号", "账户", "用户名", "用户", "username", "user", "登录名"];
        let near =
            self.text[..self.label.place.start].char_indices().rev().take(40).last().map_or(0, |(at, _)| at);
        let before = self.text[near..self.label.place.start].to_ascii_lowercase();
        WORDS.iter().any(|word| before.contains(word))
    }

    /// The value below the word where it heads a column.
    fn in_column(&self) -> Option<Hit> {
        let cells = self.labels.tables.column(self.label.place.start)?;
        cells.into_iter().find_map(|at| {
            let rest = &self.text[at..];
            let value = value(rest);
            let verdict = judge(value, &rest[value.len()..], true, true)?;
            Some((at..at + value.len(), Finding::Password, verdict))
        })
    }

    /// `Abc12345（初始密码）`, `Abc12345是初始密码`.
    fn in_front(&self) -> Option<Hit> {
        let before = &self.text[..self.label.place.start];
        let before = OF_ACCESS.iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
        let before = before
            .trim_end_matches(' ')
            .strip_suffix(['(', '是', '为', '作'])?
            .trim_end_matches(['作', ' ', '”', '"']);
        let count = before
            .bytes()
            .rev()
            .take(32)
            .take_while(|b| b.is_ascii_graphic() && !b"=(),;".contains(b))
            .count();
        let value = &before[before.len() - count..];
        let verdict = judge(value, "", true, true).filter(|_| value.bytes().any(|b| b.is_ascii_digit()))?;
        Some((before.len() - count..before.len(), Finding::Password, verdict))
    }
}

/// The word of letters, digits and signs that a text begins with.
fn value(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_ascii_graphic() || matches!(c, '"' | '<' | '|' | ',' | ';'))
        .unwrap_or(text.len());
    text[..end].trim_end_matches(['\'', '`', '*', '.', ',', ';', ')', ':', '?'])
}

/// Whether a value is a password.
fn judge(value: &str, rest: &str, connected: bool, of_access: bool) -> Option<Verdict> {
    const LEAST: usize = 4;
    let small = value.to_ascii_lowercase();
    let count = value.chars().count();
    let alphanumeric = value.bytes().filter(u8::is_ascii_alphanumeric).count();
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    // Blanks to fill in, masks, places of templates and links are none.
    if count < LEAST
        || alphanumeric < LEAST.min(count - 1)
        || value.starts_with(['<', '{', '/', '=', '_', '$', '%'])
    {
        return None;
    }
    if value.bytes().all(|b| b"xX*_-".contains(&b))
        || NO_PASSWORD.iter().any(|word| small.starts_with(word) && digits == 0)
    {
        return None;
    }
    let is_count = value.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'~'))
        && rest.trim_start().starts_with(['位', '个', '次', '天', '字']);
    let letters = small.bytes().take_while(|b| !b.is_ascii_digit() && *b != b'-').count();
    let is_algorithm = ALGORITHMS.iter().any(|name| {
        small.starts_with(name) && (name.len() >= letters || small[name.len()..].starts_with('-'))
    });
    if is_count || is_algorithm && !of_access {
        return None;
    }
    if of_access || connected {
        let is_told = digits > 0 || connected && value.bytes().all(|b| b.is_ascii_alphanumeric());
        return is_told.then_some(Verdict::Refuse);
    }
    // Beside the word alone: a name of a product has capitals and a few digits too.
    let is_name = value.starts_with(|c: char| c.is_ascii_uppercase()) && digits < 4;
    (digits > 0).then_some(if is_name { Verdict::Ask } else { Verdict::Refuse })
}

/// 密码为本人身份证号后六位: how long the rule is that a text begins with.
fn rule(text: &str, connected: bool) -> Option<usize> {
    const OF: [&str; 14] = [
        "身份证",
        "证件号",
        "手机",
        "电话",
        "工号",
        "学号",
        "生日",
        "出生",
        "拼音",
        "账号",
        "用户名",
        "姓名",
        "信用代码",
        "邮箱",
    ];
    let end = text.find(['。', ',', ';', '\n', '(']).unwrap_or(text.len());
    let own = &text[..end];
    let is_made = ["位", "相同", "一致", "拼音", "加", "+"].iter().any(|word| own.contains(word));
    let same = own.starts_with(['同', '与']);
    let is_rule = (connected || same)
        && own.chars().count() < 40
        && OF.iter().any(|word| own.contains(word))
        && (is_made || same);
    is_rule.then_some(end)
}
