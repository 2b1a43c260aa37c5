//! `content/site.yaml`: the office, its address, contacts and labels.

use super::record::record;
use super::scalars::TimeOfDay;
use super::spanned::{Spanned, Text};
use super::table::Key;
use super::value::Word;
use crate::domain::approval::Approving;
use crate::domain::moment::Moment;
use crate::domain::office::{Contact, ContactRole, Postmark, Way};

record! {
    /// The office and its site.
    pub struct SiteRecord = "site" {
        /// The site's title.
        public required title "标题": Text as Line = "网站名称";
        /// The address it will be served from, with a path if it has one.
        public required base_url "网址": Text = "正式网址，以斜线结尾，可以带路径";
        /// The office that publishes.
        public required owner "主办单位": Text as Name = "主办单位";
        /// The theme's name; `default` where left out.
        internal optional theme "主题": Option<Text> as Id = "主题，不写为 default";
        /// The contact channels, at least one; all of them are published.
        public required contacts "联系方式": Vec<ContactRecord> = "联系方式，至少一条，全部公布";
        /// Whether authored pages may hold HTML; no where left out.
        internal optional raw_html "允许HTML": Option<Spanned<bool>> = "自己写的页面里能否用 HTML 标签，不写为否";
        /// Government labels and record numbers.
        public optional labels "标识": Option<LabelsRecord> = "政府网站标识和备案号";
        /// The office's own wording of the objection page.
        public optional objection "异议": Option<ObjectionRecord> = "异议办法的文字，不写的用程序自带的";
        /// Pages once published and taken down since.
        public optional removed "撤下": Vec<RemovedPageRecord> = "公布后又撤下的页面";
        /// The public half of the key its editions are signed with: the one line of the `.pub` file.
        public optional signing_key "签名公钥": Option<Text> = "签名所用密钥的 .pub 文件里的一整行";
        /// Whether notices need an approval before they are published; no where left out.
        internal optional approval "签发": Option<Spanned<Approving>> = "公告发布前要不要审定签发，不写为不要";
        /// Values that the gate asks about and the office has looked at.
        internal optional allowed "已核对": Vec<AllowedRecord> = "检查时提醒、经核对可以公布的内容，一处一条";
    }
}

record! {
    /// A value that the gate asks about and the office has looked at.
    pub struct AllowedRecord = "allowed" {
        /// The digest of the value and its place, as the message gives it.
        internal required text "摘要": Text = "提醒里给出的 sha256: 开头的摘要";
        /// Why it may be published.
        internal required reason "理由": Text = "为什么可以公布";
        /// Who looked at it.
        internal required by "核对人": Text = "谁核对的";
    }
}

record! {
    /// One contact channel of the office.
    pub struct ContactRecord = "contact" {
        /// Department or line.
        public required name "名称": Text as Line = "部门或线路";
        /// Telephone of an office line, with area code.
        public optional phone "电话": Option<Text> as Line = "办公电话，如 010-00000000；手机号不接受";
        /// E-mail.
        public optional email "邮箱": Option<Text> = "邮箱";
        /// Postal and visiting address.
        public optional address "地址": Option<Text> as Line = "来信来访地址";
        /// Postcode.
        public optional postcode "邮编": Option<Text> = "邮编";
        /// Office hours; a telephone needs them.
        public optional hours "办公时间": Option<Text> as Line = "办公时间，有电话的必填";
        /// Whom to ask for.
        public optional person "联系人": Option<Text> as Line = "联系人，如“王老师”";
        /// Further telephones.
        public optional phones "其他电话": Vec<Text> as Line = "另外的办公电话";
        /// Fax.
        public optional fax "传真": Option<Text> as Line = "传真，带区号";
        /// What it is for: objections, the default, advice alone, or supervision.
        public optional role "用途": Option<Spanned<ContactRole>> = "受理异议（不写就是它）、只答复咨询，还是监督电话";
        /// By which of its ways it accepts objections; where left out, it is not said.
        public optional accepts "受理方式": Vec<Spanned<Way>> = "哪几种方式受理异议；不在其中的电话只供咨询";
        /// Which postmark counts here, where it is another than elsewhere.
        public optional postmark "邮戳": Option<Spanned<Option<Postmark>>> = "这里的信函以寄出还是到达的邮戳为准";
        /// When the last day ends here, where it is earlier than elsewhere.
        public optional closes "截止时刻": Option<Spanned<TimeOfDay>> = "这里最后一天几点为止";
    }
}

impl ContactRecord {
    /// The contact as it is published.
    pub fn contact(&self) -> Contact {
        let own = |text: &Option<Text>| text.as_ref().map(|t| t.value.trim().to_owned());
        Contact {
            name: self.name.value.to_string(),
            phone: own(&self.phone),
            email: own(&self.email),
            address: own(&self.address),
            postcode: own(&self.postcode),
            hours: own(&self.hours),
            person: own(&self.person),
            phones: self.phones.iter().map(|text| text.value.trim().to_owned()).collect(),
            fax: own(&self.fax),
            role: self.role.as_ref().map(|role| role.value).unwrap_or_default(),
            accepts: self.accepts.iter().map(|way| way.value).collect(),
            postmark: self.postmark.as_ref().and_then(|postmark| postmark.value),
            closes: self.closes.as_ref().map(|time| time.value.0),
        }
    }
}

record! {
    /// 《政府网站发展指引》 (国办发〔2017〕47号) labels.
    pub struct LabelsRecord = "labels" {
        /// Whether the labels are written.
        internal optional government "政府网站": Option<Spanned<bool>> = "是否写国办发〔2017〕47号规定的标签";
        /// The site's identification code.
        public optional site_id_code "网站标识码": Option<Text> = "网站标识码";
        /// ICP record number.
        public optional icp "ICP备案": Option<Text> = "ICP 备案号";
        /// Police record number.
        public optional police "公安备案": Option<Text> = "公安备案号";
    }
}

record! {
    /// Wording of the objection page; each part has a default.
    pub struct ObjectionRecord = "objection" {
        /// The hour the last day ends: `24:00`, the default, or the close of business (民法典 art. 203).
        public optional closes "截止时刻": Option<Spanned<TimeOfDay>> = "最后一天几点为止，不写为 24:00";
        /// Which postmark counts for letters: sending or arriving.
        public optional postmark "邮戳": Option<Spanned<Option<Postmark>>> = "信函以寄出还是到达的邮戳为准";
        /// How an individual objects.
        public optional person "个人": Option<Text> = "个人怎样提出";
        /// How a unit objects.
        public optional unit "单位": Option<Text> = "单位怎样提出";
        /// What evidence is asked for.
        public optional evidence "证据": Option<Text> = "需要什么证据";
        /// What happens to anonymous objections.
        public optional anonymous "匿名": Option<Text> = "匿名的怎样处理";
        /// How the objector's identity is kept.
        public optional confidentiality "保密": Option<Text> = "怎样为异议人保密";
        /// What happens next, step by step.
        public optional process "处理流程": Vec<Text> = "处理流程，一步一条";
        /// The lighter route for typing errors (勘误).
        public optional correction "勘误": Option<Text> = "勘误的办法";
    }
}

record! {
    /// A page once published and taken down since.
    pub struct RemovedPageRecord = "removed" {
        /// The page's address without ending.
        public required page "页面": Text = "不带扩展名的网址，如 calls/a";
        /// When it was taken down.
        public required published "发布时间": Option<Spanned<Moment>> = "撤下的时间";
        /// The publishable reason.
        public required reason "原因": Text = "可以公布的原因";
    }
}

impl Word for Approving {
    const WORDS: &'static [(Key, Approving)] =
        &[(("required", "需要"), Approving::Required), (("free", "不要"), Approving::Free)];
}

impl Word for ContactRole {
    const WORDS: &'static [(Key, ContactRole)] = &[
        (("objections", "受理"), ContactRole::Objections),
        (("advice", "咨询"), ContactRole::Advice),
        (("supervision", "监督"), ContactRole::Supervision),
    ];
}

impl Word for Way {
    const WORDS: &'static [(Key, Way)] = &[
        (("phone", "电话"), Way::Phone),
        (("email", "邮箱"), Way::Email),
        (("letters", "来信"), Way::Letters),
        (("visits", "来访"), Way::Visits),
    ];
}

impl Word for Postmark {
    const WORDS: &'static [(Key, Postmark)] =
        &[(("sending", "寄出"), Postmark::Sending), (("arriving", "到达"), Postmark::Arriving)];
}
