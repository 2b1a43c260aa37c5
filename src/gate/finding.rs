//! What is found. The text itself is never repeated.

use std::ops::Range;

use sha2::{Digest, Sha256};

use crate::diagnostic::text;
use crate::domain::digest::hex;

/// A kind of thing that must not be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// An identity number of 18 digits (GB 11643-1999), or of 15 as before.
    IdNumber,
    /// A mobile number.
    Mobile,
    /// A telephone at home, or one in a text about a person.
    Telephone,
    /// A bank card number (Luhn).
    BankCard,
    /// An account that may be an office's.
    Account,
    /// The number of a passport or permit.
    Permit,
    /// A number or name of WeChat or QQ.
    Chat,
    /// A password.
    Password,
    /// How a password is made of what is known of a person.
    PasswordRule,
    /// A date of birth.
    Birth,
    /// An age.
    Age,
    /// Where a person lives.
    Home,
    /// A mailbox of a person.
    Email,
    /// A number that a school or a house gives a person.
    StaffNumber,
    /// The number of a certificate of a person.
    Certificate,
    /// A number of insurance or of the housing fund.
    Social,
    /// The plate of a person's vehicle.
    Plate,
    /// A number whose middle is hidden: what several sites hide differently can be put together.
    Masked,
    /// An address of a machine without name or encryption: `http://` and an IP number.
    PlainAddress,
    /// What Word leaves behind: bookmarks, broken references.
    WordDebris,
    /// A text that the records keep private: a remark of the register of objections, an exempt record.
    PrivateText,
}

impl Finding {
    /// What it is, in the language of messages.
    pub fn text(self) -> String {
        match self {
            Finding::IdNumber => text!("身份证号码", "an ID number"),
            Finding::Mobile => text!("手机号码", "a mobile number"),
            Finding::Telephone => text!("个人的电话号码", "a person's telephone number"),
            Finding::BankCard => text!("银行卡号", "a bank card number"),
            Finding::Account => text!("银行账号", "the number of an account"),
            Finding::Permit => text!("护照或通行证号码", "the number of a passport or permit"),
            Finding::Chat => text!("微信号或 QQ 号", "a WeChat or QQ number"),
            Finding::Password => text!("密码", "a password"),
            Finding::PasswordRule => text!("密码的构成办法", "how a password is made"),
            Finding::Birth => text!("出生日期", "a date of birth"),
            Finding::Age => text!("年龄", "an age"),
            Finding::Home => text!("家庭住址", "a home address"),
            Finding::Email => text!("个人邮箱", "a person's e-mail address"),
            Finding::StaffNumber => text!("学号或工号", "a student's or staff number"),
            Finding::Certificate => text!("个人证书编号", "the number of a person's certificate"),
            Finding::Social => text!("社保、医保或公积金号", "a number of insurance or of the housing fund"),
            Finding::Plate => text!("车牌号", "the plate of a vehicle"),
            Finding::Masked => text!("打了星号的证件号或手机号", "a number with its middle hidden"),
            Finding::PlainAddress => {
                text!("不加密的 IP 地址链接", "an unencrypted address of a bare IP number")
            }
            Finding::WordDebris => text!("Word 残留内容", "debris of Word"),
            Finding::PrivateText => {
                text!("记录中不公布的文字", "a text that the records keep private")
            }
        }
    }
}

/// What is to be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It may not go out.
    Refuse,
    /// It cannot be told: whoever knows has to answer.
    Ask,
}

/// Something found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The bytes of the text that it stands in, markup between its parts included.
    pub place: Range<usize>,
    /// What it is.
    pub finding: Finding,
    /// What is to be done about it.
    pub verdict: Verdict,
}

impl Found {
    /// A digest of the value and of where it stands: it names this one value, tells nothing of it, and lets no other pass.
    pub fn digest(&self, subject: &str, key: &str, text: &str) -> String {
        const BYTES: usize = 16;
        let own = text.get(self.place.clone()).unwrap_or_default();
        let value: String = own.chars().filter(|c| c.is_alphanumeric()).collect();
        let digest = Sha256::digest(format!("{subject}\0{key}\0{:?}\0{value}", self.finding));
        format!("sha256:{}", hex(&digest[..BYTES]))
    }
}
