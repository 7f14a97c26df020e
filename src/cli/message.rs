//! Everything that is said to people, in Vietnamese and English, side by side so that neither is forgotten.
//!
//! A line says what is wrong and what to do; where it is stands before it.

mod batch;

use std::{env, ffi::OsString, io};

use clap::ValueEnum;
use kehoach::{
    error::{Error, stretches},
    plan::{Finding, Plan, Severity},
};

pub(super) use batch::Batch;

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    Vi,
    En,
}

impl Lang {
    /// What `--lang` says, looked up before the arguments are parsed, since help and errors speak it too.
    pub(super) fn asked_for(arguments: &[OsString]) -> Option<Self> {
        let mut words = arguments.iter().skip(1).map(|word| word.to_string_lossy()).take_while(|word| word != "--");
        let value = loop {
            let word = words.next()?;
            match word.strip_prefix("--lang") {
                Some("") => break words.next()?.into_owned(),
                Some(value) if value.starts_with('=') => break value[1..].to_owned(),
                _ => {}
            }
        };
        Self::from_str(&value, false).ok()
    }

    /// Vietnamese where the machine is set to it, else English.
    pub(super) fn of_this_machine() -> Self {
        // The empty variable means "not set" everywhere but in the crate's list.
        let told = sys_locale::get_locale().or_else(|| env::var("LANG").ok());
        if told.is_some_and(|locale| locale.to_lowercase().starts_with("vi")) { Self::Vi } else { Self::En }
    }

    /// The one of two that is in this language.
    pub(super) fn pick<T>(self, vi: T, en: T) -> T {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }
}

/// A line for people.
#[derive(Debug)]
pub(super) enum Message {
    // The file cannot be read.
    Unreadable(io::Error),
    Folder,
    NoInput,
    Refused(Error),
    NotADecision,
    /// What went wrong in our own code.
    Bug(String),

    // The output cannot be written.
    Unwritable(io::Error),
    NotAFolder,
    WouldOverwrite,
    NameTaken(String),
    SeveralActs,

    // The call is not understood.
    OptionBeforeCommand,
    Unknown {
        what: Named,
        name: String,
        near: Vec<String>,
    },
    NoGrammars,
    GrammarAstray {
        groups: String,
    },
    TooDeep,

    // The checker.
    NotAPlan(String),
    BadConfig(String),
    NoReason(String),
    NoRules,
    CodeTaken(String),
    NothingAccepted(String),

    // Many documents.
    Batch(Batch),

    // It went well.
    Checked {
        errors: usize,
        warnings: usize,
        infos: usize,
        accepted: usize,
    },
    NoPlan,
    Closing {
        activities: usize,
        /// Told where there is no activity.
        tasks: usize,
        duties: usize,
        milestones: usize,
        indicators: usize,
        unread: usize,
    },
    Finding {
        severity: Severity,
        text: String,
    },
    Tested {
        rules: usize,
        examples: usize,
        broken: usize,
    },
}

/// What a person calls by a name.
#[derive(Debug, Clone, Copy)]
pub(super) enum Named {
    Command,
    Item,
    Grammar,
    Rule,
}

impl Named {
    /// In Vietnamese and English, and the command that lists them all.
    fn called(self) -> ((&'static str, &'static str), Option<&'static str>) {
        match self {
            Self::Command => (("lệnh hay tệp", "command or file"), None),
            Self::Item => (("mục", "item"), Some("outline")),
            Self::Grammar => (("quy tắc", "grammar"), Some("grammar list")),
            Self::Rule => (("quy tắc kiểm tra", "rule"), Some("rules")),
        }
    }
}

macro_rules! either {
    ($lang:expr, $vi:literal, $en:literal) => {
        match $lang {
            Lang::Vi => format!($vi),
            Lang::En => format!($en),
        }
    };
}

impl Message {
    /// What was read, at the end of a conversion.
    pub(super) fn closing(plan: &Plan) -> Self {
        Self::Closing {
            activities: plan.activities.len(),
            tasks: plan.tasks.len(),
            duties: plan.duties.len(),
            milestones: plan.activities.iter().map(|activity| activity.milestones.len()).sum(),
            indicators: plan.indicators.len(),
            unread: plan.coverage.unread.len(),
        }
    }

    /// How many findings there are, at the end of a check.
    pub(super) fn checked(findings: &[kehoach::check::Finding], accepted: usize) -> Self {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        Self::Checked { errors: count(Severity::Error), warnings: count(Severity::Warning), infos: count(Severity::Info), accepted }
    }

    pub(super) fn finding(finding: &Finding) -> Self {
        let item = finding.item.as_deref().map_or(String::new(), |item| format!("{item}: "));
        let suggestion = finding.suggestion.as_deref().map_or(String::new(), |suggestion| format!("; {suggestion}"));
        Self::Finding { severity: finding.severity, text: format!("{item}{}{suggestion} [{}]", finding.message, finding.code) }
    }

    /// The line, in `lang`.
    pub(super) fn say(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable(error) => match error.kind() {
                io::ErrorKind::NotFound => {
                    either!(lang, "không có tệp hay thư mục này; hãy xem lại đường dẫn", "no such file or folder; check the path")
                }
                io::ErrorKind::PermissionDenied => {
                    either!(lang, "không được phép đọc; hãy xem lại quyền truy cập", "no permission to read it; check its access rights")
                }
                _ => either!(lang, "không đọc được: {error}", "cannot be read: {error}"),
            },
            Self::Folder => {
                either!(lang, "đây là thư mục; hãy nêu tên các tệp trong đó", "this is a folder; name the files in it")
            }
            Self::NoInput => {
                either!(
                    lang,
                    "chưa nêu tệp nào; hãy thêm tên tệp, hoặc đưa nội dung qua đầu vào chuẩn",
                    "no file is named; add one, or pipe its content in"
                )
            }
            Self::Refused(error) => refused(error, lang),
            Self::NotADecision => either!(
                lang,
                "không thấy loại, số, cơ quan ban hành, điều hay nhiệm vụ nào nên không phải quyết định hay kế hoạch; \
                 hãy xem lại có đúng tệp không (`kehoach text` in phần chữ đọc được)",
                "not a decision or plan: no kind, number, issuer, article or task was found in it; \
                 check that it is the right file (`kehoach text` prints the words that were read)"
            ),
            Self::Bug(what) => either!(
                lang,
                "lỗi của kehoach, không phải của tệp: {what}; xin báo lại, kèm tệp này nếu được",
                "a bug in kehoach, not in the file: {what}; please report it, with the file if you can"
            ),
            Self::Unwritable(error) => match error.kind() {
                io::ErrorKind::NotFound => {
                    either!(
                        lang,
                        "không ghi được: chưa có thư mục này; hãy tạo trước",
                        "cannot be written: there is no such folder; create it first"
                    )
                }
                io::ErrorKind::PermissionDenied => {
                    either!(lang, "không được phép ghi; hãy chọn nơi khác", "no permission to write there; choose another place")
                }
                io::ErrorKind::StorageFull => {
                    either!(lang, "không ghi được: hết chỗ trên đĩa", "cannot be written: the disk is full; make room")
                }
                _ => either!(lang, "không ghi được: {error}", "cannot be written: {error}"),
            },
            Self::NotAFolder => either!(
                lang,
                "nhiều tệp thì cần một thư mục; hãy tạo thư mục này, hoặc thêm dấu / ở cuối",
                "several files need a folder; create it, or end its name with /"
            ),
            Self::WouldOverwrite => {
                either!(
                    lang,
                    "kết quả sẽ ghi đè lên tệp đang đọc; hãy chọn tên khác",
                    "the output would overwrite the input; choose another name"
                )
            }
            Self::NameTaken(path) => either!(
                lang,
                "{path} là tệp đầu vào hoặc đã ghi cho một tệp khác cùng tên; hãy chuyển vào thư mục khác",
                "{path} is an input, or was written for another file of that name; write this one to another folder"
            ),
            Self::SeveralActs => either!(
                lang,
                "trong tệp có nhiều văn bản nên cần một thư mục; hãy nêu thư mục, thêm dấu / ở cuối nếu chưa có",
                "it holds several acts, which need a folder; name one, and end its name with / where it is not there yet"
            ),
            Self::OptionBeforeCommand => either!(
                lang,
                "tùy chọn của convert đứng trước một lệnh khác; hãy đặt tùy chọn sau lệnh (`kehoach LỆNH --help`)",
                "an option of convert stands before another command; put options after the command (`kehoach COMMAND --help`)"
            ),
            Self::Unknown { what, name, near } => {
                let ((vi, en), list) = what.called();
                let (near, all) = (meant(near, lang), list.map_or(String::new(), |command| format!("; {}", all_of(command, lang))));
                either!(lang, "không có {vi} \u{201c}{name}\u{201d}{near}{all}", "no {en} \u{201c}{name}\u{201d}{near}{all}")
            }
            Self::NoGrammars => either!(
                lang,
                "không có tệp quy tắc nào (*.toml, codelists/*.csv) trong thư mục; hãy xem lại đường dẫn",
                "no grammar file (*.toml, codelists/*.csv) in this folder; check the path"
            ),
            Self::GrammarAstray { groups } => either!(
                lang,
                "tệp quy tắc phải nằm trong thư mục nói rõ nó đọc gì: {groups}",
                "a grammar must stand in a folder that says what it reads: {groups}"
            ),
            Self::TooDeep => {
                either!(
                    lang,
                    "thư mục lồng quá sâu; hãy nêu thẳng thư mục chứa quy tắc",
                    "folders nest too deeply; name the folder of the grammars itself"
                )
            }
            Self::NotAPlan(what) => either!(
                lang,
                "không phải kế hoạch chuẩn (kehoach-plan/1): {what}; hãy đưa kết quả của `kehoach convert`, hoặc chính văn bản",
                "not a canonical plan (kehoach-plan/1): {what}; give what `kehoach convert` writes, or the document itself"
            ),
            Self::BadConfig(what) => {
                let what = what.trim().replace('\n', " ");
                either!(lang, "không đọc được thiết lập: {what}; hãy sửa lại", "these settings cannot be read: {what}; mend them")
            }
            Self::NoReason(rule) => either!(
                lang,
                "bỏ qua {rule} mà không nêu lý do; hãy ghi `reason`",
                "{rule} is accepted without a reason; say why with `reason`"
            ),
            Self::NoRules => {
                either!(
                    lang,
                    "không có tệp quy tắc (*.toml) nào; hãy xem lại đường dẫn",
                    "no file of rules (*.toml) in this folder; check the path"
                )
            }
            Self::CodeTaken(code) => {
                either!(
                    lang,
                    "mã {code} đã dùng trong tệp khác; hãy đặt mã khác",
                    "another file has a rule {code} already; take another code"
                )
            }
            Self::NothingAccepted(what) => {
                either!(lang, "mục này không còn khớp với gì, có thể bỏ: {what}", "this entry matches nothing any more and can go: {what}")
            }
            Self::Batch(said) => said.say(lang),
            Self::Checked { errors, warnings, infos, accepted } => match lang {
                Lang::Vi => format!("{errors} lỗi, {warnings} cảnh báo, {infos} lưu ý; {accepted} đã chấp nhận"),
                Lang::En => format!(
                    "{}, {}, {} for information; {accepted} accepted",
                    count(*errors, "error", "errors"),
                    count(*warnings, "warning", "warnings"),
                    count(*infos, "finding", "findings"),
                ),
            },
            Self::NoPlan => either!(
                lang,
                "không thấy kế hoạch nào trong văn bản; chỉ ghi phần của chính văn bản",
                "no plan was found in it; what is said of the act itself is written"
            ),
            Self::Closing { activities, tasks, duties, milestones, indicators, unread } => {
                let with_times = match (*activities > 0, lang) {
                    (true, Lang::Vi) => format!("{milestones} mốc thời gian"),
                    (true, Lang::En) => count(*milestones, "milestone", "milestones"),
                    (false, Lang::Vi) => format!("{tasks} nhiệm vụ, {duties} trách nhiệm"),
                    (false, Lang::En) => format!("{}, {}", count(*tasks, "task", "tasks"), count(*duties, "duty", "duties")),
                };
                match lang {
                    Lang::Vi => format!("{activities} hoạt động, {with_times}, {indicators} chỉ tiêu; {unread} đoạn chưa đọc"),
                    Lang::En => format!(
                        "{}, {with_times}, {}; {} unread",
                        count(*activities, "activity", "activities"),
                        count(*indicators, "indicator", "indicators"),
                        count(*unread, "passage", "passages"),
                    ),
                }
            }
            Self::Finding { severity, text } => {
                let severity = match severity {
                    Severity::Error => lang.pick("lỗi", "error"),
                    Severity::Warning => lang.pick("cảnh báo", "warning"),
                    Severity::Info => lang.pick("lưu ý", "info"),
                };
                format!("{severity}: {text}")
            }
            Self::Tested { rules, examples, broken: 0 } => {
                either!(lang, "{rules} quy tắc, {examples} ví dụ: đều đúng", "{rules} rules, {examples} examples: all hold")
            }
            Self::Tested { rules, examples, broken } => {
                either!(lang, "{rules} quy tắc, {examples} ví dụ: {broken} sai", "{rules} rules, {examples} examples: {broken} fail")
            }
        }
    }
}

/// The library speaks English; the command line both.
fn refused(error: &Error, lang: Lang) -> String {
    match (lang, error) {
        (Lang::En, _) => error.to_string(),
        (Lang::Vi, Error::Empty) => "tệp không có chữ nào; hãy xem lại có đúng tệp không".to_owned(),
        (Lang::Vi, Error::UnknownFormat(Some(kind))) => {
            format!("chưa đọc được {}; hãy lưu thành PDF, hoặc văn bản thuần (UTF-8)", in_vietnamese(kind))
        }
        (Lang::Vi, Error::UnknownFormat(None)) => "không phải tệp văn bản; hãy lưu thành văn bản thuần (UTF-8) trước".to_owned(),
        (Lang::Vi, Error::Encoding) => "bảng mã không phải UTF-8 hay UTF-16; hãy lưu lại thành UTF-8".to_owned(),
        (Lang::Vi, Error::TooLarge(limit)) => format!("lớn hơn {limit} byte; hãy chia nhỏ tệp"),
        (Lang::Vi, Error::Locked) => "có đặt mật khẩu; hãy cho biết bằng --password, hoặc lưu một bản không có mật khẩu".to_owned(),
        (Lang::Vi, Error::WrongPassword) => "có đặt mật khẩu khác; hãy hỏi người lập tệp".to_owned(),
        (Lang::Vi, Error::Damaged) => "tệp hỏng, không sửa được; hãy in lại ra một tệp PDF mới".to_owned(),
        (Lang::Vi, Error::Limit(limit, allowed)) => {
            let name = limit.name();
            format!(
                "quá giới hạn {name}: {allowed}, không văn bản nào cần đến; hãy in lại ra một tệp PDF mới, hoặc nâng lên bằng --limit {name}=SỐ"
            )
        }
        (Lang::Vi, Error::Scanned(pages)) => {
            format!("là bản quét: cần nhận dạng chữ (OCR), trang {}; hãy chạy qua một chương trình OCR trước", stretches(pages))
        }
        (Lang::Vi, Error::Garbled(pages)) => format!(
            "là bản quét: cần nhận dạng chữ (OCR) lại vì lớp chữ không thành tiếng, trang {}; hãy chạy qua một chương trình OCR trước",
            stretches(pages)
        ),
        (Lang::Vi, _) => error.to_string(),
    }
}

/// The name of a format that is not read; one that says itself stays as it is.
fn in_vietnamese(kind: &str) -> String {
    match kind {
        "a ZIP package (DOCX, XLSX or an archive)" => "tệp nén ZIP (DOCX, XLSX hay một kho tệp)".to_owned(),
        "a Word 97-2003 document (DOC)" => "văn bản Word 97-2003 (DOC)".to_owned(),
        "an HTML page" => "trang HTML".to_owned(),
        kind => match kind.strip_prefix("a ").map(|kind| (kind.strip_suffix(" image"), kind.strip_suffix(" archive"))) {
            Some((Some(name), _)) => format!("ảnh {name}"),
            Some((_, Some(name))) => format!("tệp nén {name}"),
            _ => kind.to_owned(),
        },
    }
}

fn meant(near: &[String], lang: Lang) -> String {
    if near.is_empty() {
        return String::new();
    }
    let near = near.join(", ");
    either!(lang, "; có phải: {near}", "; did you mean: {near}")
}

fn all_of(command: &str, lang: Lang) -> String {
    either!(lang, "`kehoach {command}` in tất cả", "`kehoach {command}` prints them all")
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use kehoach::limit::Limit;

    use super::*;

    fn asked(line: &str) -> Option<Lang> {
        Lang::asked_for(&line.split(' ').map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn the_language_is_known_before_anything_is_parsed() {
        assert_eq!(asked("kehoach --lang vi text a"), Some(Lang::Vi));
        assert_eq!(asked("kehoach text a --lang=en --nonsense"), Some(Lang::En));
        assert_eq!(asked("kehoach text -- --lang vi"), None);
        assert_eq!(asked("kehoach --lang"), None);
    }

    #[test]
    fn a_refused_file_says_why_and_what_to_do_in_both_languages() {
        let denied = Message::Unreadable(io::ErrorKind::PermissionDenied.into());
        assert_eq!(denied.say(Lang::En), "no permission to read it; check its access rights");
        assert_eq!(denied.say(Lang::Vi), "không được phép đọc; hãy xem lại quyền truy cập");
        let plain = [Error::Empty, Error::UnknownFormat(None), Error::UnknownFormat(Some("RTF")), Error::Encoding, Error::TooLarge(7)];
        let paged = [
            Error::Locked,
            Error::WrongPassword,
            Error::Damaged,
            Error::Limit(Limit::Pages, 7),
            Error::Scanned(vec![1, 2]),
            Error::Garbled(vec![3]),
        ];
        for error in plain.into_iter().chain(paged) {
            let message = Message::Refused(error);
            let (vi, en) = (message.say(Lang::Vi), message.say(Lang::En));
            assert!(vi != en && vi.contains("; hãy ") && en.contains("; "), "{vi} / {en}");
        }
    }

    #[test]
    fn the_closing_line_counts() {
        let closing = Message::Closing { activities: 84, tasks: 75, duties: 12, milestones: 113, indicators: 29, unread: 0 };
        assert_eq!(closing.say(Lang::Vi), "84 hoạt động, 113 mốc thời gian, 29 chỉ tiêu; 0 đoạn chưa đọc");
        assert_eq!(closing.say(Lang::En), "84 activities, 113 milestones, 29 indicators; 0 passages unread");
        let one = Message::Closing { activities: 1, tasks: 0, duties: 0, milestones: 1, indicators: 1, unread: 1 };
        assert_eq!(one.say(Lang::En), "1 activity, 1 milestone, 1 indicator; 1 passage unread");
        let none = Message::Closing { activities: 0, tasks: 3, duties: 1, milestones: 0, indicators: 2, unread: 0 };
        assert_eq!(none.say(Lang::Vi), "0 hoạt động, 3 nhiệm vụ, 1 trách nhiệm, 2 chỉ tiêu; 0 đoạn chưa đọc");
        assert_eq!(none.say(Lang::En), "0 activities, 3 tasks, 1 duty, 2 indicators; 0 passages unread");
    }
}
