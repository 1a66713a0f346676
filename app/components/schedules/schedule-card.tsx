import { Form, useNavigation } from "@remix-run/react";
import { CalendarClock } from "lucide-react";
import { useId } from "react";
import { Banner } from "#app/components/banner.tsx";
import { Button } from "#app/components/button.tsx";
import { DescriptionList } from "#app/components/description-list.tsx";
import { Field, FieldSet, useFocusOnError } from "#app/components/field.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { Sheet } from "#app/components/sheet.tsx";
import { Radio } from "#app/components/ticks.tsx";
import { useLanguage, useText } from "#app/text.tsx";
import { zoneKey } from "#domain/company.ts";
import { formatDay, formatWeekday } from "#domain/format.ts";
import { cadences, nextDue, type Cadence, type Day } from "#domain/schedule.ts";

export type ScheduleFeedback =
  | { frameworkId: string; outcome: "set"; nextOn: Day | null }
  | { frameworkId: string; outcome: "stopped" }
  | { frameworkId: string; outcome: "refused"; error: "cadence" | "day" | "past" };

interface ScheduleCardProps {
  frameworkId: string;
  title: string;
  schedule: { cadence: Cadence; anchorOn: Day; nextOn: Day | null; revision: number } | null;
  /** The due days after the next one. */
  coming: readonly Day[];
  today: Day;
  zone: string;
  canSet: boolean;
  /** The one of the page that counts: its button leads. */
  isMarked: boolean;
  feedback: ScheduleFeedback | undefined;
}

/** When one framework is assessed again, and the form that sets it. */
export function ScheduleCard({
  frameworkId,
  title,
  schedule,
  coming,
  today,
  zone,
  canSet,
  isMarked,
  feedback,
}: ScheduleCardProps) {
  const t = useText();
  const language = useLanguage();
  const heading = useId();
  const form = useFocusOnError(feedback?.outcome === "refused" ? feedback : undefined);
  // offered: half a year from now, as the rhythm that is offered
  const firstDay = nextDue("half-yearly", today, today) ?? today;
  const busy = useNavigation().state !== "idle";
  const error = feedback?.outcome === "refused" ? feedback.error : undefined;
  const standing = schedule
    ? schedule.cadence === "once" && schedule.anchorOn <= today
      ? "done-once"
      : "stopped"
    : "none-set";
  return (
    <section aria-labelledby={heading} className="grid gap-4">
      <SectionHeading id={heading} title={title} />
      {feedback?.outcome === "set" && feedback.nextOn && (
        <Banner tone="done" live>
          {t("schedules.saved", { day: formatDay(language, feedback.nextOn) })}
        </Banner>
      )}
      {feedback?.outcome === "stopped" && (
        <Banner tone="done" live>
          {t("schedules.saved-stopped")}
        </Banner>
      )}
      <Sheet as="div" className="grid gap-6 p-4 md:grid-cols-2 md:p-6">
        <div className="grid content-start gap-3">
          {schedule?.nextOn ? (
            <>
              <p className="flex items-center gap-2 text-ink-2">
                <CalendarClock aria-hidden size={18} strokeWidth={1.75} />
                {t("schedules.next")}
              </p>
              <p className="font-serif text-xl font-semibold">{formatWeekday(language, schedule.nextOn)}</p>
              <DescriptionList
                items={[
                  { key: "cadence", term: t("schedules.cadence"), detail: t(`schedules.cadence-${schedule.cadence}`) },
                  ...(coming.length > 0
                    ? [
                        {
                          key: "then",
                          term: t("schedules.then"),
                          detail: coming.map((day) => formatDay(language, day)).join(" · "),
                        },
                      ]
                    : []),
                ]}
              />
            </>
          ) : (
            <p className="font-serif text-xl font-semibold">{t(`schedules.${standing}`)}</p>
          )}
          <p className="text-sm text-ink-3">{t("schedules.zone-note", { zone: t(`companies.${zoneKey(zone)}`) })}</p>
        </div>
        {canSet ? (
          <Form method="post" ref={form} className="grid content-start gap-4" noValidate>
            <input type="hidden" name="frameworkId" value={frameworkId} />
            <input type="hidden" name="basedOn" value={schedule?.revision ?? 0} />
            <FieldSet legend={t("schedules.cadence")} error={error === "cadence" ? t("schedules.error-cadence") : null}>
              {cadences.map((cadence) => (
                <Radio
                  key={cadence}
                  name="cadence"
                  value={cadence}
                  label={t(`schedules.cadence-${cadence}`)}
                  defaultChecked={cadence === (schedule?.cadence ?? "half-yearly")}
                />
              ))}
            </FieldSet>
            <Field
              label={t("schedules.first-on")}
              hint={t("schedules.first-hint")}
              error={error === "day" || error === "past" ? t(`schedules.error-${error}`) : null}
            >
              {(control) => (
                <TextInput type="date" name="firstOn" defaultValue={schedule?.anchorOn ?? firstDay} {...control} />
              )}
            </Field>
            <div className="flex flex-wrap gap-3">
              <Button type="submit" variant={isMarked ? "primary" : "secondary"} name="intent" value="set" busy={busy}>
                {t(schedule?.nextOn ? "schedules.change" : "schedules.set")}
              </Button>
              {schedule?.nextOn && (
                <Button type="submit" name="intent" value="stop" variant="secondary">
                  {t("schedules.stop")}
                </Button>
              )}
            </div>
          </Form>
        ) : (
          <p className="text-sm text-ink-3">{t("schedules.read-only")}</p>
        )}
      </Sheet>
    </section>
  );
}
