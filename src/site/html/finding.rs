//! The pages for finding people, and for finding the data.

use super::super::Site;
use super::{Shown, link};
use crate::pages::Given;
use crate::pages::view::{self, RoundBrief, RoundView};

impl<G: Given> Shown<'_, G> {
    pub(super) fn search(&mut self, site: &Site) -> &'static str {
        let register = self.register;
        self.page.kind = "search";
        self.page.column = "查询";
        self.page.title = "查找人员和团队".to_owned();
        self.page.description = "按姓名、拼音、单位、领域和简介查找公示名单中的人员和团队。".to_owned();
        let rounds: Vec<RoundView> = register.public_rounds().map(|r| view::round(register, r)).collect();
        self.given.put("initials", &site.search.overview());
        self.given.put("rounds", &rounds);
        "search.html"
    }

    pub(super) fn search_index(&mut self, site: &Site, initial: usize, page: usize) -> &'static str {
        let row = |number| site.search.row(self.register, number);
        let index = site.search.index_page(initial, page, row);
        let (heading, number) = (&index.heading, index.page);
        self.page.kind = "search";
        self.page.column = "查询";
        self.page.title = match index.pages.len() {
            1 => format!("名单索引：{heading}"),
            _ => format!("名单索引：{heading}（第{number}页）"),
        };
        self.page.description = format!("姓名或团队名称读音以{heading}开头的人员和团队。");
        self.page.crumbs.push(link("查找人员和团队", "search.html".to_owned()));
        self.given.put("index", &index);
        self.given.put("initials", &site.search.overview());
        "search-index.html"
    }

    pub(super) fn api(&mut self) -> &'static str {
        self.page.kind = "api";
        self.page.column = "数据接口";
        self.page.title = "数据接口".to_owned();
        self.page.description = "供程序读取的名单、公告、订阅源和清单：网址、格式和约定。".to_owned();
        let rounds: Vec<RoundBrief> =
            self.register.public_rounds().map(|r| view::round_brief(self.register, r)).collect();
        self.given.put("rounds", &rounds);
        "api.html"
    }
}
