/** A screen that `g` and a letter lead to. */
export interface GoKey {
  readonly letter: string;
  /** The address of the screen. */
  readonly to: string;
  readonly text:
    | "shell.nav-home"
    | "shell.nav-assessments"
    | "shell.nav-tasks"
    | "shell.nav-schedules"
    | "shell.nav-audit"
    | "shell.nav-settings"
    | "shell.go-result";
}

/** The screens of a company that somebody may open. */
export function companyGoKeys(slug: string, { readsAudit }: { readsAudit: boolean }): readonly GoKey[] {
  const home = `/c/${slug}`;
  return [
    { letter: "h", to: home, text: "shell.nav-home" },
    { letter: "a", to: `${home}/assessments`, text: "shell.nav-assessments" },
    { letter: "t", to: `${home}/tasks`, text: "shell.nav-tasks" },
    { letter: "l", to: `${home}/schedules`, text: "shell.nav-schedules" },
    ...(readsAudit ? [{ letter: "u", to: `${home}/audit`, text: "shell.nav-audit" } as const] : []),
    { letter: "s", to: `${home}/settings`, text: "shell.nav-settings" },
  ];
}

/** The same from within an assessment, whose result is one of them. */
export function answeringGoKeys(slug: string, assessmentId: string): readonly GoKey[] {
  return [
    { letter: "r", to: `/c/${slug}/assessments/${assessmentId}/result`, text: "shell.go-result" },
    ...companyGoKeys(slug, { readsAudit: false }),
  ];
}
