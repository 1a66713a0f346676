/** Why a password is refused; each has a sentence in `content/messages/identity.yaml`. */
export type PasswordFlaw = "password-short" | "password-long" | "password-common" | "password-is-email";

/** Letters counted as people count them: by code point, after composing, so that "ế" is one on every keyboard. */
export const passwordLengths = { least: 10, most: 128 } as const;

/** The first of its flaws, or null. Length is what protects; which kinds of letters it has, nobody asks. */
export function passwordFlaw(password: string, email: string): PasswordFlaw | null {
  const plain = normalPassword(password);
  const length = [...plain].length;
  if (length < passwordLengths.least) return "password-short";
  if (length > passwordLengths.most) return "password-long";
  const folded = foldPassword(plain);
  const mail = email.trim().toLowerCase();
  const [name = ""] = mail.split("@");
  if (mail !== "" && (folded.includes(mail) || folded === name)) return "password-is-email";
  if (common.has(folded) || isPattern(folded)) return "password-common";
  return null;
}

/** One spelling for the same typed letters: Macs compose Vietnamese marks otherwise than Windows and Android do. */
export function normalPassword(password: string): string {
  return password.normalize("NFKC");
}

function foldPassword(password: string): string {
  return password.toLowerCase().replaceAll(/\s+/g, "");
}

/** One or two letters repeated, or letters that follow each other on the row of keys or in the alphabet. */
function isPattern(password: string): boolean {
  if (new Set(password).size <= 2) return true;
  const rows = [
    "0123456789012345678901234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn",
  ];
  return rows.some((row) => row.includes(password) || [...row].reverse().join("").includes(password));
}

/** Of ten letters and more, those that lists of stolen passwords put first, and those that people here choose. */
const common: ReadonlySet<string> = new Set(
  `1234567891 12345678910 123456789a a123456789 1234567890a q1w2e3r4t5 q1w2e3r4t5y6 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc
  123123123a 123321123321 1122334455 1020304050 123654789a 147258369a 159357159357 0987654321a 987654321a 11223344556677
  qwerty1234 qwerty12345 qwerty123456 qwertyuiop1 qwertyuiop123 asdfghjkl1 asdfghjkl123 zxcvbnm123 asdf123456 abcd123456
  abc123456789 abcd12345678 aa12345678 aa123456789 a1b2c3d4e5 password12 password123 password1234 password123456 passw0rd123
  p@ssw0rd123 p@ssword123 password@123 welcome123 welcome1234 welcome@123 admin12345 admin123456 admin@1234 admin@12345 administrator
  iloveyou123 iloveyou1234 iloveyou12 iloveyouforever letmein123 letmein1234 sunshine123 princess123 football123 michael123 superman123
  changeme123 changeme1234 secret1234 trustno1234 qwe123qwe123 asd123asd123 zaq12wsxcde samsung123 samsung1234 computer123 internet123
  matkhau123 matkhau1234 matkhau12345 matkhau123456 matkhau@123 matkhaucuatoi matkhaumoi matkhaumoi123 khongcomatkhau mậtkhẩu123
  anhyeuem123 anhyeuem1234 anhyeuem520 emyeuanh123 emyeuanh1234 anhnhoem123 yeuemnhieu yeuanhnhieu toiyeuban123 toiyeuvietnam vietnam123
  vietnam1234 vietnam123456 vietnam@123 vietnamvodich saigon12345 saigon123456 hanoi123456 danang12345 hochiminh123 thanhpho123 xinchao123
  xinchao1234 conyeume123 meyeucon123 giadinh123 giadinhtoi hanhphuc123 hanhphuc1234 matkhaula123 khongbiet123 quenmatkhau nguyen12345
  nguyenvana123 nguyen123456 abcabc123456 taikhoan123 taikhoan1234 congty12345 congty123456 ketoan12345 nhanvien123 khachhang123 facebook123
  zalo123456 google12345 gmail123456 chutin12345 chutin123456 1234567890q 1234567890qwe 123qweasdzxc 123456qwerty 12345qwert
  123456abcdef 123456abc123 1234abcd5678 aaaa111122 aaaa1111aaaa 5201314520 1314520520 0123456789a 0909090909a 8888888888a`.split(
    /\s+/,
  ),
);
