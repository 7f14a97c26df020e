//! Help in the language of the person who asks. English stands beside each argument (`///`), Vietnamese here.

use clap::{Command, CommandFactory as _};

use super::{Cli, message::Lang};

/// The command line as clap knows it, with help in `lang`.
pub(super) fn command(lang: Lang) -> Command {
    match lang {
        Lang::En => Cli::command(),
        Lang::Vi => in_vietnamese(Cli::command()),
    }
}

const ABOUT: &[(&str, &str)] = &[
    ("kehoach", "Đọc quyết định hành chính và kế hoạch kèm theo, viết lại thành JSON chuẩn"),
    ("convert", "Đọc các tệp và viết kế hoạch thành JSON"),
    ("batch", "Đọc cả kho văn bản: thư mục, danh sách, tệp ZIP; ghi các kế hoạch, sổ kết quả và báo cáo"),
    ("text", "In văn bản đã chuẩn hóa mà mọi vị trí đếm theo"),
    ("explain", "Cho thấy một mục được đọc từ những chữ nào, theo quy tắc nào, thành giá trị nào"),
    ("check", "Cho biết văn bản hoặc kế hoạch chuẩn có gì sai"),
    ("rules", "Liệt kê quy tắc kiểm tra, hoặc giải thích một quy tắc kèm ví dụ"),
    ("outline", "In cây đề mục của văn bản cho người đọc"),
    ("schema", "In JSON Schema của kết quả"),
    ("grammar", "Liệt kê, xem hoặc kiểm tra quy tắc"),
    ("list", "Liệt kê mọi quy tắc đang dùng, theo thứ tự ưu tiên"),
    ("show", "In tệp quy tắc đúng như đã viết, để đọc hoặc để viết quy tắc riêng"),
    ("test", "Kiểm tra mọi quy tắc bằng ví dụ viết ngay trong tệp"),
    ("completions", "In tập lệnh gợi ý cho shell"),
    ("worker", "Đọc văn bản cho batch; batch tự gọi"),
];

const ARGUMENTS: &[(&str, &str)] = &[
    ("files", "Các tệp cần đọc; `-`, hoặc không nêu, là đầu vào chuẩn"),
    ("file", "Tệp cần đọc; `-` là đầu vào chuẩn"),
    ("output", "Nơi ghi: một tệp, hoặc một thư mục để ghi mỗi văn bản một tệp; không nêu thì in ra đầu ra chuẩn"),
    ("inputs", "Tệp, thư mục, mẫu tên ('*.pdf'), tệp ZIP, hoặc danh sách của chúng (@list.txt, hoặc - là đầu vào chuẩn)"),
    ("out", "Thư mục để ghi"),
    ("to", "Làm ra gì: OUT/<đường dẫn>.json cho mỗi văn bản (files), OUT/plans.jsonl (jsonl) hoặc OUT/plans.sqlite (sqlite)"),
    ("jobs", "Số văn bản đọc cùng lúc; không nêu thì bằng số nhân của máy"),
    ("timeout", "Số giây tối đa để đọc một văn bản"),
    ("max_size", "Cỡ tệp lớn nhất được đọc, tính bằng MiB"),
    ("max_memory", "Bộ nhớ tối đa để đọc một văn bản, tính bằng MiB"),
    ("force", "Đọc lại cả những tệp đã xong"),
    ("shard", "Chỉ làm một trong N phần, để chia việc cho nhiều máy: 2/4"),
    ("report", "Ghi kết quả thành một trang HTML"),
    ("style", "Cách viết kế hoạch: pretty hoặc compact"),
    ("canonical", "Viết theo RFC 8785 (JCS), để ký số hoặc so sánh"),
    ("compact", "Viết mỗi kế hoạch trên một dòng"),
    ("strict", "Kết thúc với mã 1 nếu có lỗi hay cảnh báo, và liệt kê chúng"),
    ("id", "Mã của mục, ví dụ act:PL.I.1/2, II.3.b hoặc decision.number"),
    ("name", "Tên quy tắc, ví dụ decision/number"),
    ("dir", "Thư mục quy tắc riêng, thêm vào các quy tắc có sẵn"),
    ("format", "Dạng kết quả: text, concise, json, jsonl, sarif, github hoặc html; với rules: text hoặc json"),
    ("select", "Chỉ các quy tắc này: mã, nhóm hoặc tên, cách nhau bằng dấu phẩy (KH2, KH301, doubled-words)"),
    ("ignore", "Trừ các quy tắc này"),
    ("rules", "Quy tắc riêng: một tệp, hoặc thư mục chứa chúng; dùng được nhiều lần"),
    ("test", "Kiểm tra quy tắc riêng bằng ví dụ viết ngay trong tệp"),
    ("severity", "Chỉ nêu những gì nặng từ mức này: error, warning hoặc info"),
    ("fail_on", "Kết thúc với mã 1 nếu có điều nặng từ mức này: error, warning, info hoặc never"),
    ("statistics", "Đếm theo quy tắc thay vì liệt kê"),
    ("config", "Tệp thiết lập; không nêu thì tìm kehoach.toml từ thư mục này trở lên"),
    ("baseline", "Tệp ghi những điều đã chấp nhận, không nêu lại"),
    ("write_baseline", "Chấp nhận những gì tìm thấy lần này: ghi vào tệp --baseline"),
    ("of", "Của kết quả nào: plan (kế hoạch chuẩn) hoặc check (kết quả kiểm tra)"),
    ("rule", "Mã, nhóm hoặc tên quy tắc: KH201, KH2, doubled-words"),
    ("shell", "Loại shell: bash, elvish, fish, powershell hoặc zsh"),
    ("lang", "Ngôn ngữ của thông báo: vi hoặc en; không nêu thì theo cài đặt của máy"),
    ("grammar", "Thư mục quy tắc thêm vào hoặc thay quy tắc cùng tên; dùng được nhiều lần, thư mục sau thắng"),
    ("password", "Mật khẩu của tệp PDF có khóa"),
    ("limit", "Mức mà một tệp PDF được phép dùng, ví dụ page-letters=200000; dùng được nhiều lần"),
    ("quiet", "Chỉ báo khi có lỗi"),
    ("help", "In hướng dẫn này"),
    ("version", "In phiên bản"),
];

const USAGE: &str = "{about}\n\nCách dùng: {usage}\n\n{all-args}";

fn in_vietnamese(command: Command) -> Command {
    let about = look_up(ABOUT, command.get_name());
    let mut command = command
        .mut_args(|argument| {
            // Where there are few values the help itself names them; clap would do so in English.
            let argument = if argument.get_action().takes_values() { argument.hide_possible_values(true) } else { argument };
            let heading = if argument.is_positional() { "Tham số" } else { "Tùy chọn" };
            match look_up(ARGUMENTS, argument.get_id().as_str()) {
                Some(help) => argument.help(help).help_heading(heading),
                None => argument.help_heading(heading),
            }
        })
        .mut_subcommands(in_vietnamese)
        .subcommand_help_heading("Lệnh")
        .help_template(USAGE);
    if let Some(about) = about {
        command = command.about(about);
    }
    if command.get_name() == "kehoach" {
        command = command.override_usage("kehoach [TÙY CHỌN] <TỆP|->...\n           kehoach [TÙY CHỌN] <LỆNH>");
    }
    command
}

fn look_up(table: &'static [(&str, &str)], wanted: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == wanted).map(|(_, vietnamese)| *vietnamese)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        command(Lang::En).debug_assert();
        command(Lang::Vi).debug_assert();
    }

    #[test]
    fn every_command_and_argument_has_help_in_both_languages() {
        fn hold(command: &Command) {
            assert!(look_up(ABOUT, command.get_name()).is_some() && command.get_about().is_some(), "{}", command.get_name());
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                assert!(look_up(ARGUMENTS, id).is_some() && argument.get_help().is_some(), "{} {id}", command.get_name());
            }
            command.get_subcommands().for_each(hold);
        }
        hold(&command(Lang::En));
    }
}
