/** Sample words of the two frames on the developers' page. Nothing else reads them. */
export const frameWords = {
  home: {
    date: "Thứ Ba, 24/11/2026",
    find: "Tìm",
    findKeys: "Ctrl K",
    report: "Báo sự cố",
    framework: "Luật Bảo vệ dữ liệu cá nhân · chốt ngày 18/11/2026",
    verdict: "Hạng C: còn lỗ hổng",
    say: "Còn hai điểm nghiêm trọng. Làm xong hai việc đầu bên dưới là lên hạng B.",
    result: "Xem kết quả đầy đủ",
    next: "Ba việc tiếp theo",
    all: "Cả 9 việc",
    offline: "Đang mất mạng. Cứ làm tiếp, có mạng lại sẽ tự gửi.",
  },
  signIn: {
    other: "English",
    title: "Đăng nhập",
    noAccount: "Chưa có tài khoản?",
    signUp: "Tạo tài khoản",
    mail: "E-mail",
    password: "Mật khẩu",
    forgot: "Quên mật khẩu?",
    wrong: "E-mail hoặc mật khẩu chưa đúng. Bạn còn 4 lần thử, sau đó chờ 15 phút.",
    remember: "Nhớ máy này trong 30 ngày",
  },
} as const;

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

export const signInTexts = {
  brand: "Chữ Tín",
  skip: "Đến nội dung chính",
  asideLabel: "Về Chữ Tín",
  proverb: ["Một lần bất tín,", "vạn lần bất tin."],
  promise:
    "Giữ dữ liệu của khách như giữ lời đã hứa: biết mình đứng ở đâu, làm việc nào trước, và kiểm tra lại đúng hẹn.",
  footnote: "Phần mềm mã nguồn mở. Không mã theo dõi, không gửi dữ liệu cho bên thứ ba.",
  grades: [
    { grade: "A", label: "Hạng A, Vững vàng" },
    { grade: "B", label: "Hạng B, Khá" },
    { grade: "C", label: "Hạng C, Còn lỗ hổng" },
    { grade: "D", label: "Hạng D, Yếu" },
    { grade: "E", label: "Hạng E, Đáng lo" },
  ],
} as const;

export const person = {
  name: "Nguyễn Thu Hạnh",
  role: "Chủ tiệm",
  accountTo: "#",
  preferencesAction: "/preferences",
  signOutAction: "/sign-out",
  language: "vi",
  languages: [
    { value: "vi", label: "Tiếng Việt", lang: "vi" },
    { value: "en", label: "English", lang: "en" },
  ],
  theme: "system",
  themes: [
    { value: "system", label: "Theo máy" },
    { value: "light", label: "Sáng" },
    { value: "dark", label: "Tối" },
  ],
} as const;

export const entries = [
  { to: "#home", label: "Trang chính", icon: "home", current: true },
  { to: "#assessments", label: "Đánh giá", icon: "assessments", current: false },
  {
    to: "#tasks",
    label: "Việc cần làm",
    shortLabel: "Việc",
    icon: "tasks",
    current: false,
    count: { value: 9, words: "9 việc đang mở" },
  },
  {
    to: "#registers",
    label: "Sổ theo dõi",
    shortLabel: "Sổ",
    icon: "registers",
    current: false,
    count: { value: 1, words: "1 hạn luật đang chạy", urgent: true },
  },
  { to: "#evidence", label: "Minh chứng", icon: "evidence", current: false },
  { to: "#reports", label: "Báo cáo", icon: "reports", current: false },
  { to: "#settings", label: "Cài đặt", icon: "settings", current: false },
] as const;
