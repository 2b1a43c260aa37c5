//! What an application form (申报表) says of a person beyond what is published. Private: facts for the rules, no more.

use chrono::NaiveDate;

use super::decode::{Decoder, Fields};
use super::record::{Group, record};
use super::scalars::{Month, Until};
use super::spanned::{Spanned, Text};
use super::table::Row;
use super::value::Texts;
use crate::diagnostic::{Location, error};

record! {
    /// What the rules ask of a person; each may be left out.
    pub group Facts {
        /// Date of birth.
        private optional birth "出生日期": Option<Spanned<NaiveDate>> = "不公布，只用于核对";
        /// Education.
        private optional education "学历": Option<Text> = "不公布，只用于核对";
        /// Years in engineering.
        private optional years "从业年限": Option<Spanned<u32>> = "不公布，只用于核对";
        /// Administrative rank.
        private optional rank "职级": Option<Text> = "不公布，只用于核对";
        /// Whether at the grass roots or in a hardship post.
        private optional grassroots "基层一线": Option<Spanned<bool>> = "不公布，只用于核对";
        /// What the application form says more, where it says anything.
        ..dossier: Option<Box<Dossier>>;
    }
}

record! {
    /// The longer texts and the lists of an application form.
    pub group Dossier {
        /// 主要成就和贡献, the main text.
        private optional main "主要成就": Option<Text> = "不公布，只用于核对";
        /// 突出贡献 that stands in for a title; 无 for none.
        private optional outstanding "突出贡献": Option<Text> = "不公布，只用于核对；没有的写“无”";
        /// 主要学习经历, in order of time.
        private optional study "学习经历": Vec<StretchRecord> = "不公布，只用于核对；按时间先后";
        /// 主要工作经历, in order of time.
        private optional work "工作经历": Vec<StretchRecord> = "不公布，只用于核对；按时间先后";
        /// 重要组织任职; 无 for none.
        private optional posts "任职": Texts = "不公布，只用于核对；没有的写“无”";
        /// 知识产权及标准; 无 for none.
        private optional patents "知识产权": Texts = "不公布，只用于核对；没有的写“无”";
        /// 重要奖项, or the words for none.
        private optional awards "奖项": Texts = "不公布，只用于核对；没有的按规则的写法";
        /// Honours given elsewhere; 无 for none.
        private optional honours "已获荣誉": Texts = "不公布，只用于核对；没有的写“无”";
    }
}

record! {
    /// A line of a history, to the month.
    pub struct StretchRecord = "stretch" => check_order {
        /// The first month, `2003-09`.
        private required from "起": Option<Spanned<Month>> as Text = "年月，如 2003-09";
        /// The last month, or 至今.
        private required to "止": Option<Spanned<Until>> as Text = "年月，或“至今”";
        /// Where, and as what.
        private required text "内容": Text = "在哪里，做什么";
    }
}

impl StretchRecord {
    fn check_order(&self, d: &mut Decoder) {
        if let (Some(from), Some(Spanned { value: Until::Month(to), location })) = (&self.from, &self.to)
            && from.value > *to
        {
            let early = error!(location.clone(), "bad-date",
                "止的年月早于起的年月", "it ends before it begins";
                help: "核对起止年月", "check the months"
            );
            d.report_slip(early, "");
        }
    }
}

/// Most records say nothing of it.
impl Group for Option<Box<Dossier>> {
    const ROWS: &'static [Row] = Dossier::ROWS;

    fn decode_fields(d: &mut Decoder, fields: &mut Fields<'_>) -> Option<Self> {
        let dossier = Dossier::decode_fields(d, fields)?;
        Some((!dossier.is_empty()).then(|| Box::new(dossier)))
    }
}

impl Dossier {
    fn is_empty(&self) -> bool {
        let Dossier { main, outstanding, study, work, posts, patents, awards, honours } = self;
        main.is_none()
            && outstanding.is_none()
            && study.is_empty()
            && work.is_empty()
            && [posts, patents, awards, honours].into_iter().all(|texts| texts.0.is_empty())
    }

    /// The lines of a history, if it was given.
    pub fn history(&self, key: &str) -> Option<&[StretchRecord]> {
        let lines = match key {
            "study" => &self.study,
            "work" => &self.work,
            _ => return None,
        };
        (!lines.is_empty()).then_some(lines)
    }

    /// How many items a list of the form has, and where the first stands.
    pub fn count(&self, key: &str) -> Option<(usize, &Location)> {
        let texts = match key {
            "posts" => &self.posts,
            "patents" => &self.patents,
            "awards" => &self.awards,
            _ => return self.history(key).and_then(|lines| Some((lines.len(), &lines.first()?.location))),
        };
        Some((texts.0.len(), &texts.0.first()?.location))
    }
}
