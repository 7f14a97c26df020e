//! What `batch` says.

use std::time::Duration;

use super::{Lang, Message, count};

/// A line of `batch` for people.
#[derive(Debug)]
pub(in crate::cli) enum Batch {
    // A file fails.
    TooLarge(u64),
    TimedOut(Duration),
    OutOfMemory(u64),
    /// How the worker ended.
    Died(String),
    LinkLoop,
    NotRegular,
    NothingMatches,
    BadPattern(String),
    OutsideArchive,
    LinkInArchive,
    ArchiveDamaged(String),
    ArchiveLocked,
    ArchiveOverlaps,
    SameNames,

    // The run fails.
    Busy,
    BadLedger(String),
    BadWorker(String),
    BadDatabase(String),

    // It goes on, or ends.
    Progress {
        done: u64,
        total: u64,
        rate: f64,
        left: Duration,
    },
    Stopping,
    Unfinished(u64),
    Failures {
        files: u64,
        code: String,
        /// The first of them, and its reason.
        first: String,
        reason: String,
    },
    Summary {
        files: u64,
        converted: u64,
        unchanged: u64,
        duplicates: u64,
        failed: u64,
        seconds: u64,
    },
}

impl From<Batch> for Message {
    fn from(said: Batch) -> Self {
        Self::Batch(said)
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

impl Batch {
    pub(super) fn say(&self, lang: Lang) -> String {
        match self {
            Self::TooLarge(most) => either!(
                lang,
                "lớn hơn {most} MiB; nếu đúng là văn bản thì tăng --max-size",
                "larger than {most} MiB; if it is a document, raise --max-size"
            ),
            Self::TimedOut(most) => {
                let most = most.as_secs_f64();
                either!(
                    lang,
                    "chưa đọc xong sau {most} giây; nếu đúng là văn bản thì tăng --timeout",
                    "not read within {most} seconds; if it is a document, raise --timeout"
                )
            }
            Self::OutOfMemory(most) => either!(
                lang,
                "cần hơn {most} MiB bộ nhớ; nếu đúng là văn bản thì tăng --max-memory",
                "needs more than {most} MiB of memory; if it is a document, raise --max-memory"
            ),
            Self::Died(how) => either!(
                lang,
                "kehoach dừng đột ngột khi đọc tệp ({how}); xin báo lại, kèm tệp này nếu được",
                "kehoach broke down while reading it ({how}); please report it, with the file if you can"
            ),
            Self::LinkLoop => {
                either!(
                    lang,
                    "liên kết dẫn ngược về thư mục chứa nó; hãy bỏ liên kết này",
                    "a link that leads back to a folder around it; remove the link"
                )
            }
            Self::NotRegular => either!(
                lang,
                "không phải tệp thường (thiết bị, ống dẫn); hãy bỏ khỏi danh sách",
                "not an ordinary file (a device or a pipe); leave it out"
            ),
            Self::NothingMatches => either!(
                lang,
                "không tệp nào khớp mẫu này; hãy xem lại mẫu và thư mục hiện tại",
                "no file matches this pattern; check it, and the current folder"
            ),
            Self::BadPattern(why) => {
                either!(lang, "mẫu tên tệp sai: {why}; hãy sửa lại", "this is no pattern of file names: {why}; mend it")
            }
            Self::OutsideArchive => either!(
                lang,
                "tên trong tệp nén dẫn ra ngoài thư mục nên không đọc; hãy nén lại với tên thường",
                "its name in the archive leads out of the archive, so it is left alone; pack it again under a plain name"
            ),
            Self::LinkInArchive => either!(
                lang,
                "là liên kết trong tệp nén nên không đọc theo; hãy nén chính tệp đó",
                "a link in an archive is not followed; pack the file itself"
            ),
            Self::ArchiveDamaged(why) => {
                either!(lang, "tệp nén hỏng: {why}; hãy nén lại", "the archive is damaged: {why}; pack it again")
            }
            Self::ArchiveLocked => {
                either!(
                    lang,
                    "có đặt mật khẩu trong tệp nén; hãy nén lại không mật khẩu",
                    "locked with a password in the archive; pack it again without one"
                )
            }
            Self::ArchiveOverlaps => either!(
                lang,
                "các tệp trong tệp nén chồng lên nhau, như bom nén; hãy xem lại nguồn gốc",
                "files in the archive lie over each other, as in a ZIP bomb; check where it comes from"
            ),
            Self::SameNames => either!(
                lang,
                "có hai tệp cùng tên trong tệp nén; hãy nén lại với tên khác nhau",
                "two files in the archive have one name; pack it again under different names"
            ),
            Self::Busy => either!(
                lang,
                "một lần chạy khác đang ghi vào thư mục này; hãy chờ, hoặc chọn thư mục khác",
                "another run is at work on this folder; wait for it, or choose another folder"
            ),
            Self::BadLedger(why) => either!(
                lang,
                "không dùng được sổ ghi việc đã làm: {why}; hãy xóa nó để làm lại từ đầu",
                "the ledger of what is done cannot be used: {why}; delete it to begin anew"
            ),
            Self::BadWorker(why) => {
                either!(lang, "không khởi động được tiến trình đọc: {why}", "the process that reads could not be started: {why}")
            }
            Self::BadDatabase(why) => either!(lang, "không ghi được cơ sở dữ liệu: {why}", "the database cannot be written: {why}"),
            Self::Progress { done, total, rate, left } => {
                let left = clock(*left);
                either!(
                    lang,
                    "{done}/{total} tệp; {rate:.1} tệp mỗi giây; còn khoảng {left}",
                    "{done}/{total} files; {rate:.1} a second; about {left} left"
                )
            }
            Self::Stopping => either!(
                lang,
                "đang dừng: làm nốt các tệp dở dang; nhấn lần nữa để bỏ ngay",
                "stopping: the files in hand are finished first; once more to drop them"
            ),
            Self::Unfinished(left) => either!(
                lang,
                "đã dừng, còn {left} tệp; chạy lại đúng lệnh này để làm tiếp",
                "stopped with {left} files left; run the same command again to go on"
            ),
            Self::Failures { files, code, first, reason } => {
                let files = lang.pick(format!("{files} tệp"), count(usize::try_from(*files).unwrap_or(usize::MAX), "file", "files"));
                either!(lang, "{files}: {code}, ví dụ {first}: {reason}", "{files}: {code}, such as {first}: {reason}")
            }
            Self::Summary { files, converted, unchanged, duplicates, failed, seconds } => either!(
                lang,
                "{files} tệp: {converted} đã chuyển, {unchanged} không đổi, {duplicates} trùng nội dung, {failed} không được; {seconds} giây",
                "{files} files: {converted} converted, {unchanged} unchanged, {duplicates} duplicates, {failed} failed; {seconds} s"
            ),
        }
    }
}

/// `1:02:03`, `2:03`.
fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_fails_is_told_what_to_do_in_both_languages() {
        let failures = [
            Batch::TooLarge(7),
            Batch::TimedOut(Duration::from_millis(1500)),
            Batch::OutOfMemory(7),
            Batch::Died("signal 6".to_owned()),
            Batch::LinkLoop,
            Batch::NotRegular,
            Batch::NothingMatches,
            Batch::BadPattern("why".to_owned()),
            Batch::OutsideArchive,
            Batch::LinkInArchive,
            Batch::ArchiveDamaged("why".to_owned()),
            Batch::ArchiveLocked,
            Batch::ArchiveOverlaps,
            Batch::SameNames,
        ];
        for message in failures {
            let (vi, en) = (message.say(Lang::Vi), message.say(Lang::En));
            assert!(vi != en && en.contains([';', ',']) && vi.contains([';', ',']), "{vi} / {en}");
        }
    }

    #[test]
    fn time_left_is_read_at_a_glance() {
        assert_eq!([59, 60, 3723].map(|seconds| clock(Duration::from_secs(seconds))), ["0:59", "1:00", "1:02:03"]);
    }
}
