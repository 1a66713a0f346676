import { Link } from "@remix-run/react";
import {
  BookOpen,
  FileText,
  House,
  ListChecks,
  Paperclip,
  Search,
  Settings,
  Siren,
  SquareCheckBig,
} from "lucide-react";
import { AuthFrame } from "./auth-frame.tsx";
import { Banner } from "./banner.tsx";
import { Button, IconButton } from "./button.tsx";
import { Field } from "./field.tsx";
import { TextInput } from "./inputs.tsx";
import { KeyCap } from "./key-cap.tsx";
import { PageHeader } from "./page-header.tsx";
import { Ruler } from "./ruler.tsx";
import { Seal } from "./seal.tsx";
import { SectionHeading } from "./section-heading.tsx";
import { Sheet } from "./sheet.tsx";
import { Shell } from "./shell.tsx";
import { entries, frameWords, person, shellTexts, signInTexts } from "./frame-specimens.ts";
import { grades, words } from "./specimens.ts";
import { Checkbox } from "./ticks.tsx";

const icons = {
  home: House,
  assessments: ListChecks,
  tasks: SquareCheckBig,
  registers: BookOpen,
  evidence: Paperclip,
  reports: FileText,
  settings: Settings,
};
const company = {
  name: words.company,
  homeTo: "#home",
  companiesHref: "/developers/components",
  chooserTo: "#companies",
};

export function ShellSpecimen() {
  const { home } = frameWords;
  const patchy = grades.find(({ grade }) => grade === "C");
  return (
    <Shell
      entries={entries.map(({ icon, ...entry }) => ({ ...entry, icon: icons[icon] }))}
      company={company}
      person={person}
      texts={shellTexts}
      phoneActions={<IconButton icon={Search} label={home.find} />}
      banner={<Banner tone="offline">{home.offline}</Banner>}
    >
      <PageHeader
        lead={home.date}
        actions={
          <>
            <Button size="small" icon={Search}>
              {home.find} <KeyCap>{home.findKeys}</KeyCap>
            </Button>
            <Button size="small" icon={Siren}>
              {home.report}
            </Button>
          </>
        }
      />
      <Sheet variant="margin">
        <p className="text-sm text-ink-3">{home.framework}</p>
        <div className="mt-2 mb-3 flex items-center gap-5">
          {patchy && <Seal grade={patchy.grade} label={patchy.label} size="m" />}
          <h1>{home.verdict}</h1>
        </div>
        <p className="mb-2 font-serif text-lg">{home.say}</p>
        <Ruler
          measure={{ kind: "completed", points: 76, last: 57 }}
          grades={["C"]}
          label={words.measures.completedLabel}
        />
        <Link to="#result" className="text-sm">
          {home.result}
        </Link>
      </Sheet>
      <section className="mt-10">
        <SectionHeading title={home.next} aside={<Link to="#tasks">{home.all}</Link>} />
      </section>
    </Shell>
  );
}

export function SignInSpecimen() {
  const { signIn } = frameWords;
  return (
    <AuthFrame
      texts={signInTexts}
      homeTo="#home"
      languageSwitch={
        <Link to="#en" lang="en" hrefLang="en" className="inline-flex min-h-11 items-center">
          {signIn.other}
        </Link>
      }
    >
      <div>
        <h1>{signIn.title}</h1>
        <p className="mt-1 text-ink-2">
          {signIn.noAccount} <Link to="#sign-up">{signIn.signUp}</Link>
        </p>
      </div>
      <form className="grid gap-4" noValidate>
        <Field label={signIn.mail}>
          {(control) => (
            <TextInput {...control} type="email" autoComplete="username" defaultValue="hanh@gomannhien.vn" />
          )}
        </Field>
        <Field label={signIn.password} aside={<Link to="#forgot">{signIn.forgot}</Link>} error={signIn.wrong}>
          {(control) => <TextInput {...control} type="password" autoComplete="current-password" />}
        </Field>
        <Checkbox label={signIn.remember} defaultChecked />
        <Button variant="primary" block>
          {signIn.title}
        </Button>
      </form>
    </AuthFrame>
  );
}
