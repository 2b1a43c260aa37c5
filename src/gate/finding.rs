//! What is found. The text itself is never repeated.

use crate::diagnostic::text;

/// A kind of thing that must not be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// An 18-digit ID number (GB 11643-1999) whose check digit is right.
    IdNumber,
    /// A mobile number.
    Mobile,
    /// A bank card number (Luhn).
    BankCard,
    /// A password.
    Password,
    /// A date of birth.
    Birth,
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
            Finding::BankCard => text!("银行卡号", "a bank card number"),
            Finding::Password => text!("密码", "a password"),
            Finding::Birth => text!("出生日期", "a date of birth"),
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
