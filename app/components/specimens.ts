import type { AnswerState, SeverityLevel } from "./icons.tsx";
import type { Grade } from "./seal.tsx";

/** Sample words of the developers' page: what a company's pages could say. Nothing else reads them. */
export const colors = [
  ["desk", "bg-desk"],
  ["paper", "bg-paper"],
  ["sheet", "bg-sheet"],
  ["raised", "bg-raised"],
  ["sunken", "bg-sunken"],
  ["hover", "bg-hover"],
  ["selected", "bg-selected"],
  ["ink", "bg-ink"],
  ["ink-2", "bg-ink-2"],
  ["ink-3", "bg-ink-3"],
  ["line", "bg-line"],
  ["line-2", "bg-line-2"],
  ["line-strong", "bg-line-strong"],
  ["accent", "bg-accent"],
  ["accent-soft", "bg-accent-soft"],
  ["son", "bg-son"],
  ["son-fill", "bg-son-fill"],
  ["son-soft", "bg-son-soft"],
  ["margin", "bg-margin"],
  ["met", "bg-met"],
  ["met-soft", "bg-met-soft"],
  ["partly", "bg-partly"],
  ["partly-soft", "bg-partly-soft"],
  ["unmet", "bg-unmet"],
  ["unmet-soft", "bg-unmet-soft"],
  ["unknown", "bg-unknown"],
  ["unknown-soft", "bg-unknown-soft"],
  ["na", "bg-na"],
  ["na-soft", "bg-na-soft"],
  ["grade-a", "bg-grade-a"],
  ["grade-b", "bg-grade-b"],
  ["grade-c", "bg-grade-c"],
  ["grade-d", "bg-grade-d"],
  ["grade-e", "bg-grade-e"],
  ["sev-1", "bg-sev-1"],
  ["sev-2", "bg-sev-2"],
  ["sev-3", "bg-sev-3"],
  ["sev-4", "bg-sev-4"],
  ["danger", "bg-danger"],
  ["danger-soft", "bg-danger-soft"],
] as const;

export const grades: readonly { grade: Grade | null; label: string; word: string }[] = [
  { grade: "A", label: "Hạng A, Vững vàng", word: "A · Vững vàng" },
  { grade: "B", label: "Hạng B, Khá", word: "B · Khá" },
  { grade: "C", label: "Hạng C, Còn lỗ hổng", word: "C · Còn lỗ hổng" },
  { grade: "D", label: "Hạng D, Yếu", word: "D · Yếu" },
  { grade: "E", label: "Hạng E, Đáng lo", word: "E · Đáng lo" },
  { grade: null, label: "Hạng chưa chốt", word: "Chưa chốt" },
];

export const states: readonly { state: AnswerState; word: string }[] = [
  { state: "met", word: "Đạt" },
  { state: "partly", word: "Đạt một phần" },
  { state: "unmet", word: "Chưa đạt" },
  { state: "unknown", word: "Chưa biết" },
  { state: "na", word: "Không áp dụng" },
];

export const severities: readonly { level: SeverityLevel; word: string }[] = [
  { level: "S1", word: "Nhẹ" },
  { level: "S2", word: "Vừa" },
  { level: "S3", word: "Nặng" },
  { level: "S4", word: "Nghiêm trọng" },
];

export const requests = [
  { id: "bao", who: "Trần Quốc Bảo", asks: "Xem, lấy bản sao", due: "25/11/2026", state: "unmet", word: "Chưa trả lời", left: "1 ngày", by: "Tuấn" },
  { id: "mai", who: "Lê Thị Mai", asks: "Xóa", due: "14/12/2026", state: "partly", word: "Đang làm", left: "20 ngày", by: "Lan" },
  { id: "duc", who: "Phạm Hữu Đức", asks: "Sửa số điện thoại", due: "18/11/2026", state: "met", word: "Đã xong", left: "–", by: "Lan" },
] as const;

export const clause = {
  instrument: "Luật 91/2025/QH15",
  article: "Điều 23 khoản 1",
  summary: "Phát hiện vi phạm có thể gây hại thì báo cơ quan chuyên trách chậm nhất 72 giờ, tính từ lúc phát hiện.",
  severity: { level: "S3", word: "Nặng" },
  fine: "Mức phạt: 40–60 triệu đồng nếu báo trễ",
  standing: "Hiệu lực từ 01/01/2026 · đã đối chiếu văn bản gốc",
} as const;

/** "https://chutin.example/i/9f2c7d1e", 25 modules a side. */
export const qrPath =
  "M0 0h7v1h-7zM9 0h1v1h-1zM14 0h1v1h-1zM17 0h4v1h-4zM22 0h7v1h-7zM0 1h1v1h-1zM6 1h1v1h-1zM11 1h1v1h-1zM16 1h1v1h-1zM18 1h1v1h-1zM20 1h1v1h-1zM22 1h1v1h-1zM28 1h1v1h-1zM0 2h1v1h-1zM2 2h3v1h-3zM6 2h1v1h-1zM9 2h1v1h-1zM11 2h1v1h-1zM14 2h2v1h-2zM17 2h1v1h-1zM20 2h1v1h-1zM22 2h1v1h-1zM24 2h3v1h-3zM28 2h1v1h-1zM0 3h1v1h-1zM2 3h3v1h-3zM6 3h1v1h-1zM10 3h1v1h-1zM13 3h1v1h-1zM16 3h1v1h-1zM18 3h2v1h-2zM22 3h1v1h-1zM24 3h3v1h-3zM28 3h1v1h-1zM0 4h1v1h-1zM2 4h3v1h-3zM6 4h1v1h-1zM9 4h2v1h-2zM17 4h2v1h-2zM22 4h1v1h-1zM24 4h3v1h-3zM28 4h1v1h-1zM0 5h1v1h-1zM6 5h1v1h-1zM8 5h1v1h-1zM10 5h1v1h-1zM12 5h1v1h-1zM15 5h2v1h-2zM19 5h2v1h-2zM22 5h1v1h-1zM28 5h1v1h-1zM0 6h7v1h-7zM8 6h1v1h-1zM10 6h1v1h-1zM12 6h1v1h-1zM14 6h1v1h-1zM16 6h1v1h-1zM18 6h1v1h-1zM20 6h1v1h-1zM22 6h7v1h-7zM9 7h2v1h-2zM12 7h2v1h-2zM15 7h4v1h-4zM20 7h1v1h-1zM0 8h1v1h-1zM3 8h1v1h-1zM5 8h2v1h-2zM8 8h4v1h-4zM14 8h1v1h-1zM16 8h1v1h-1zM18 8h2v1h-2zM21 8h1v1h-1zM23 8h1v1h-1zM0 9h2v1h-2zM3 9h2v1h-2zM7 9h1v1h-1zM9 9h1v1h-1zM11 9h3v1h-3zM15 9h2v1h-2zM20 9h3v1h-3zM25 9h1v1h-1zM28 9h1v1h-1zM1 10h2v1h-2zM6 10h1v1h-1zM8 10h1v1h-1zM11 10h1v1h-1zM13 10h3v1h-3zM17 10h1v1h-1zM19 10h2v1h-2zM22 10h1v1h-1zM24 10h4v1h-4zM1 11h1v1h-1zM4 11h2v1h-2zM9 11h5v1h-5zM16 11h1v1h-1zM18 11h3v1h-3zM23 11h1v1h-1zM26 11h2v1h-2zM1 12h1v1h-1zM5 12h5v1h-5zM14 12h5v1h-5zM21 12h3v1h-3zM25 12h1v1h-1zM27 12h2v1h-2zM0 13h1v1h-1zM3 13h2v1h-2zM7 13h2v1h-2zM11 13h6v1h-6zM18 13h4v1h-4zM0 14h2v1h-2zM4 14h1v1h-1zM6 14h1v1h-1zM8 14h2v1h-2zM11 14h1v1h-1zM13 14h2v1h-2zM17 14h2v1h-2zM20 14h2v1h-2zM24 14h5v1h-5zM0 15h1v1h-1zM4 15h2v1h-2zM8 15h2v1h-2zM11 15h1v1h-1zM15 15h8v1h-8zM25 15h1v1h-1zM27 15h1v1h-1zM1 16h3v1h-3zM6 16h1v1h-1zM8 16h2v1h-2zM11 16h3v1h-3zM17 16h1v1h-1zM20 16h1v1h-1zM23 16h1v1h-1zM27 16h1v1h-1zM2 17h2v1h-2zM8 17h2v1h-2zM13 17h2v1h-2zM16 17h1v1h-1zM21 17h3v1h-3zM25 17h1v1h-1zM28 17h1v1h-1zM0 18h1v1h-1zM3 18h2v1h-2zM6 18h1v1h-1zM8 18h1v1h-1zM11 18h1v1h-1zM14 18h1v1h-1zM17 18h1v1h-1zM21 18h1v1h-1zM24 18h1v1h-1zM27 18h2v1h-2zM2 19h1v1h-1zM4 19h1v1h-1zM9 19h4v1h-4zM14 19h4v1h-4zM21 19h1v1h-1zM23 19h2v1h-2zM27 19h2v1h-2zM0 20h1v1h-1zM2 20h2v1h-2zM6 20h1v1h-1zM8 20h2v1h-2zM11 20h2v1h-2zM18 20h1v1h-1zM20 20h5v1h-5zM26 20h1v1h-1zM8 21h1v1h-1zM10 21h1v1h-1zM12 21h1v1h-1zM14 21h1v1h-1zM17 21h4v1h-4zM24 21h1v1h-1zM26 21h3v1h-3zM0 22h7v1h-7zM11 22h1v1h-1zM17 22h2v1h-2zM20 22h1v1h-1zM22 22h1v1h-1zM24 22h1v1h-1zM27 22h1v1h-1zM0 23h1v1h-1zM6 23h1v1h-1zM8 23h1v1h-1zM10 23h3v1h-3zM14 23h3v1h-3zM20 23h1v1h-1zM24 23h3v1h-3zM0 24h1v1h-1zM2 24h3v1h-3zM6 24h1v1h-1zM9 24h2v1h-2zM12 24h1v1h-1zM16 24h2v1h-2zM20 24h5v1h-5zM28 24h1v1h-1zM0 25h1v1h-1zM2 25h3v1h-3zM6 25h1v1h-1zM8 25h2v1h-2zM11 25h2v1h-2zM17 25h1v1h-1zM22 25h6v1h-6zM0 26h1v1h-1zM2 26h3v1h-3zM6 26h1v1h-1zM10 26h1v1h-1zM13 26h1v1h-1zM18 26h1v1h-1zM20 26h1v1h-1zM24 26h3v1h-3zM28 26h1v1h-1zM0 27h1v1h-1zM6 27h1v1h-1zM9 27h3v1h-3zM13 27h1v1h-1zM16 27h3v1h-3zM20 27h1v1h-1zM24 27h1v1h-1zM27 27h1v1h-1zM0 28h7v1h-7zM8 28h1v1h-1zM11 28h2v1h-2zM16 28h3v1h-3zM20 28h2v1h-2zM24 28h2v1h-2zM27 28h1v1h-1z";

export const shellTexts = {
  brand: "Chữ Tín",
  skip: "Đến nội dung chính",
  mainNav: "Mục chính",
  more: "Thêm",
  close: "Đóng",
  switchCompany: "đổi doanh nghiệp",
  companiesLoading: "Đang mở danh sách",
  allCompanies: "Tất cả doanh nghiệp",
  personMenu: "Tài khoản và cài đặt riêng",
  account: "Tài khoản",
  language: "Ngôn ngữ",
  theme: "Giao diện",
  signOut: "Đăng xuất",
};

export const words = {
  title: "Bảng thành phần",
  subtitle: "Bảng thành phần · cùng một bộ token cho sáng và tối",
  parts: [
    { label: "Thành phần", part: "" },
    { label: "Khung trang", part: "shell" },
    { label: "Đăng nhập", part: "sign-in" },
  ],
  sections: {
    colors: "Màu theo vai trò",
    marks: "Dấu hạng, trạng thái, mức nặng",
    buttons: "Nút",
    inputs: "Ô nhập",
    choices: "Ô đánh dấu và câu trả lời",
    messages: "Dải báo, trạng thái lưu, thông báo nổi",
    overlays: "Hộp thoại, thực đơn, trống, đang tải",
    tables: "Thẻ trang, bảng có lọc, phân trang",
    measures: "Thước, tiến độ, hạn",
    laws: "Trích điều luật, thuộc tính",
    share: "Chia sẻ",
  },
} as const;
