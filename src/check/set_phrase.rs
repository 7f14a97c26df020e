//! Set phrases: their capitals, and words lost from them.

use super::{
    notes::{Notes, said},
    omission::omitted,
    place::Part,
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
    words::folded,
};
use crate::{fold::fold, plan::Severity};

pub(super) const CAPITALS: Rule = Rule {
    code: "KH704",
    name: "set-phrase-without-capitals",
    severity: Severity::Info,
    what: both("Viết hoa sai tên cơ quan, văn bản quen thuộc", "A set phrase whose capitals are wrong"),
    why: both(
        "Nghị định 30/2020/NĐ-CP Phụ lục II về viết hoa: tên cơ quan, tổ chức; tên loại văn bản cụ thể; điều, chương",
        "Decree 30/2020/NĐ-CP, Annex II, on capitals: bodies, certain documents, articles and chapters",
    ),
    beyond: both(
        "Cụm từ ngoài danh mục set-phrases; chữ in hoa toàn bộ",
        "Phrases that the list set-phrases does not hold, and words all in capitals",
    ),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Tham mưu Ban chỉ đạo cải cách hành chính của tỉnh.", "Ban chỉ đạo"),
        good(Body, "I. NHIỆM VỤ\n- Tham mưu Ban Chỉ đạo cải cách hành chính của tỉnh."),
    ],
    check: Code(capitals),
};

pub(super) const WORD_LOST: Rule = Rule {
    code: "KH705",
    name: "set-phrase-with-word-missing",
    severity: Severity::Warning,
    what: both("Cụm từ, tên gọi quen thuộc bị thiếu từ", "A set phrase with a word missing"),
    why: both("Từ bị rơi khi gõ hoặc khi nhận dạng chữ làm câu vô nghĩa", "A word lost in typing or OCR leaves no sense"),
    beyond: both("Cụm từ ngoài danh mục set-phrases", "Phrases that the list set-phrases does not hold"),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Nâng cấp thiết bị tại Bộ phận và trả kết quả cấp xã.", "Bộ phận và trả kết quả"),
        good(Body, "I. NHIỆM VỤ\n- Nâng cấp thiết bị tại Bộ phận tiếp nhận và trả kết quả cấp xã."),
    ],
    check: Code(word_lost),
};

fn capitals(subject: &Subject<'_>, notes: &mut Notes) {
    let Some(list) = subject.catalog.list("set-phrases") else { return };
    for row in list.rows().iter().filter(|row| !row.get("capitals").is_empty()) {
        let (phrase, written) = (folded(row.get("phrase")), row.get("capitals"));
        let phrase: Vec<&str> = phrase.iter().map(String::as_str).collect();
        for (line, at) in subject.phrase(&phrase) {
            notes.look();
            let range = line.bytes(at..at + phrase.len());
            let printed = &line.text[range.clone()];
            let heading = printed.chars().all(|c| !c.is_lowercase());
            // "các ban chỉ đạo" are any; a name begins with a capital or stands after its verb.
            let any = line.part == Part::Heading
                || at.checked_sub(1).is_some_and(|before| matches!(line.word(before), Some("các" | "những" | "một")));
            let bare = fold(written) == fold(printed) && marks(printed) == marks(written) && initials(printed) != initials(written);
            let meant = printed.starts_with(char::is_uppercase) || written.starts_with("Quyết định") || written.starts_with("Kế hoạch");
            if bare && !heading && !any && meant {
                notes.find(subject.place(line, range), said!("viết hoa sai", "the capitals are wrong")).replace_with(written);
            }
        }
    }
    for (line, at) in subject.phrase(&["như", "điều"]).filter(|(line, _)| line.part == Part::Recipient) {
        notes.look();
        if line.printed(at + 1) == Some("điều") {
            let range = line.bytes(at..at + 3);
            let right = line.text[range.clone()].replace("điều", "Điều");
            notes.find(subject.place(line, range), said!("“Điều” phải viết hoa", "“Điều” takes a capital")).replace_with(&right);
        }
    }
}

/// Which words begin with a capital; where the tone marks stand is another matter.
fn initials(text: &str) -> Vec<bool> {
    text.split_whitespace().map(|word| word.starts_with(char::is_uppercase)).collect()
}

/// Letters that are no words: spaces and marks.
fn marks(text: &str) -> String {
    text.chars().filter(|c| !c.is_alphanumeric()).collect()
}

fn word_lost(subject: &Subject<'_>, notes: &mut Notes) {
    let Some(list) = subject.catalog.list("set-phrases") else { return };
    for row in list.rows().iter().filter(|row| row.get("lost") == "yes") {
        let (phrase, printed) = (folded(row.get("phrase")), row.get("phrase"));
        let phrase: Vec<&str> = phrase.iter().map(String::as_str).collect();
        let Some(head) = phrase.get(..2) else { continue };
        for (line, at) in subject.phrase(head).filter(|(line, _)| line.is_prose()) {
            notes.look();
            if let Some((length, lost)) = omitted(line, at, &phrase, 2) {
                let lost = lost.join(" ");
                notes.find(
                    subject.place(line, line.bytes(at..at + length)),
                    said!("thiếu “{lost}” (“{printed}”)", "“{lost}” is missing (“{printed}”)"),
                );
            }
        }
    }
}
