import { ArrowLeft, Ellipsis, Plus } from "lucide-react";
import { Badge } from "./badge.tsx";
import { Button, ButtonLink, IconButton, IconLink } from "./button.tsx";
import { ChoiceList, ChoiceRow } from "./choice-row.tsx";
import { Field, FieldSet } from "./field.tsx";
import { SearchInput, Select, TextArea, TextInput } from "./inputs.tsx";
import { SeverityBars, StateBadge, StateMark } from "./marks.tsx";
import { Seal, Stamp } from "./seal.tsx";
import { SegmentedLinks } from "./segmented.tsx";
import { MarginNumber, Sheet } from "./sheet.tsx";
import { Band, Labelled, Shown } from "./specimen-parts.tsx";
import { colors, grades, severities, states, words } from "./specimens.ts";
import { Checkbox, Radio, Switch } from "./ticks.tsx";

export function Colors() {
  return (
    <Band title={words.sections.colors}>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-2">
        {colors.map(([name, background]) => (
          <li key={name} className="overflow-hidden rounded-sm border border-line text-xs">
            <span className={`block h-9 ${background}`} />
            <span className="block bg-sheet px-2 py-1">{name}</span>
          </li>
        ))}
      </ul>
    </Band>
  );
}

export function Marks() {
  return (
    <Band title={words.sections.marks}>
      <div className="flex flex-wrap items-end gap-x-8 gap-y-6">
        {grades.map(({ grade, label, word }) => (
          <div key={word} className="grid justify-items-center gap-2">
            <Seal grade={grade} label={label} size="l" />
            <div className="flex items-center gap-2">
              <Seal grade={grade} label={label} size="m" />
              <Seal grade={grade} label={label} size="s" />
              <Seal grade={grade} label={label} size="xs" />
            </div>
            <span className="text-sm font-medium">{word}</span>
          </div>
        ))}
        <div className="pb-9">
          <Stamp lines={words.stamp} pressed />
        </div>
      </div>
      <div className="mt-6 flex flex-wrap items-center gap-x-5 gap-y-3">
        {states.map(({ state, word }) => (
          <StateBadge key={state} state={state}>
            {word}
          </StateBadge>
        ))}
        {states.map(({ state, word }) => (
          <StateMark key={state} state={state} label={word} size="l" />
        ))}
        <Badge tone="accent">{words.badges.doing}</Badge>
        <Badge tone="son">{words.badges.hours}</Badge>
        <Badge tone="danger">{words.badges.late}</Badge>
        <Badge tone="line">{words.badges.waiting}</Badge>
        <Badge>{words.badges.plain}</Badge>
        {severities.map((severity) => (
          <SeverityBars key={severity.level} {...severity} />
        ))}
      </div>
    </Band>
  );
}

export function Buttons() {
  const { buttons } = words;
  return (
    <Band title={words.sections.buttons}>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(11.5rem,1fr))] items-start gap-4">
        {buttons.variants.map(({ variant, name, label }) => (
          <Labelled key={variant} label={name}>
            <Button variant={variant} block>
              {label}
            </Button>
            <Shown as="hover">
              <Button variant={variant} block>
                {label} · {buttons.hover}
              </Button>
            </Shown>
            <Shown as="focus">
              <Button variant={variant} block>
                {label} · {buttons.focus}
              </Button>
            </Shown>
            <Button variant={variant} block disabled>
              {label} · {buttons.off}
            </Button>
          </Labelled>
        ))}
        <Labelled label={buttons.others}>
          <Button variant="primary" busy busyLabel={buttons.saving} block>
            {buttons.save}
          </Button>
          <Button variant="primary" size="large" block>
            {buttons.large}
          </Button>
          <div className="flex flex-wrap items-center gap-2">
            <Button size="small">{buttons.small}</Button>
            <IconButton icon={Plus} label={buttons.add} variant="secondary" />
            <IconButton icon={Ellipsis} label={buttons.moreActions} />
            <IconLink icon={ArrowLeft} label={buttons.back} to="#back" variant="secondary" />
          </div>
          <ButtonLink to="#result" variant="secondary" block>
            {buttons.link}
          </ButtonLink>
          <div>
            <SegmentedLinks
              label={buttons.view}
              options={buttons.views.map((label, i) => ({ label, to: `#view-${i}`, current: i === 0 }))}
            />
          </div>
        </Labelled>
      </div>
    </Band>
  );
}

export function Inputs() {
  const { fields } = words;
  return (
    <Band title={words.sections.inputs}>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] items-start gap-4">
        <Field label={fields.company} hint={fields.companyHint}>
          {(control) => <TextInput {...control} defaultValue={words.company} />}
        </Field>
        <Shown as="hover">
          <Field label={fields.phone} note={fields.phoneNote}>
            {(control) => <TextInput {...control} type="tel" placeholder={fields.phoneExample} />}
          </Field>
        </Shown>
        <Shown as="focus">
          <Field label={fields.focused}>{(control) => <TextInput {...control} defaultValue={fields.typing} />}</Field>
        </Shown>
        <Field label={fields.taxCode} error={fields.taxCodeError}>
          {(control) => <TextInput {...control} defaultValue="01023" inputMode="numeric" />}
        </Field>
        <Field label={fields.off}>
          {(control) => <TextInput {...control} defaultValue={fields.offValue} disabled />}
        </Field>
        <Field label={fields.sector}>
          {(control) => (
            <Select {...control}>
              {fields.sectors.map((sector) => (
                <option key={sector}>{sector}</option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={fields.search}>
          {(control) => <SearchInput {...control} placeholder={fields.searchExample} />}
        </Field>
        <Field label={fields.note}>
          {(control) => <TextArea {...control} rows={2} defaultValue={fields.noteValue} />}
        </Field>
      </div>
    </Band>
  );
}

export function Choices() {
  const { ticks, answers } = words;
  return (
    <Band title={words.sections.choices}>
      <div className="grid items-start gap-6 md:grid-cols-3">
        <div className="grid gap-5">
          <FieldSet legend={ticks.customers}>
            <Checkbox label={ticks.vietnam} defaultChecked />
            <Checkbox label={ticks.europe} hint={ticks.europeHint} />
            <Checkbox label={ticks.off} disabled />
            <Checkbox label={ticks.off} disabled defaultChecked />
          </FieldSet>
          <FieldSet legend={ticks.often} error={ticks.oftenError}>
            <Radio label={ticks.yearly} name="often" defaultChecked />
            <Radio label={ticks.halfYearly} name="often" />
          </FieldSet>
          <div>
            <Switch label={ticks.mails} defaultChecked />
            <Switch label={ticks.off} />
          </div>
        </div>
        <div className="grid gap-2">
          {(["met", "partly", "unmet"] as const).map((state, i) => (
            <ChoiceList key={state} legend={`${answers.legend} ${i + 1}`}>
              <ChoiceRow state={state} name={`answer-${state}`} value={state} keyCap={String(i + 1)} defaultChecked>
                {answers.rows[i]}
              </ChoiceRow>
            </ChoiceList>
          ))}
          <ChoiceList
            legend={answers.legend}
            apart={
              <>
                <ChoiceRow state="unknown" name="answer-unknown" value="unknown" half defaultChecked>
                  {answers.unknown}
                </ChoiceRow>
                <ChoiceRow state="na" name="answer-na" value="na" half defaultChecked>
                  {answers.na}
                </ChoiceRow>
              </>
            }
          />
        </div>
        <ChoiceList
          legend={answers.plain}
          apart={
            <>
              <ChoiceRow state="unknown" name="answer" value="unknown" half>
                {answers.unknown}
              </ChoiceRow>
              <ChoiceRow state="na" name="answer" value="na" half>
                {answers.na}
              </ChoiceRow>
            </>
          }
        >
          <ChoiceRow state="met" name="answer" value="met" keyCap="1">
            {answers.untaken}
          </ChoiceRow>
          <Shown as="hover">
            <ChoiceRow state="partly" name="answer" value="partly">
              {answers.hover}
            </ChoiceRow>
          </Shown>
          <Shown as="focus">
            <ChoiceRow state="unmet" name="answer" value="unmet">
              {answers.focus}
            </ChoiceRow>
          </Shown>
          <ChoiceRow state="na" name="answer-off" value="na" disabled>
            {answers.off}
          </ChoiceRow>
          <ChoiceRow state="met" name="answer-locked" value="met" disabled defaultChecked>
            {answers.off}
          </ChoiceRow>
        </ChoiceList>
      </div>
      <div className="mt-8 grid gap-6 md:grid-cols-2">
        <Sheet variant="margin" as="div" className="pt-6 pb-6">
          <MarginNumber number={answers.number} of={answers.of} />
          <p className="font-title text-xl md:text-[1.625rem] md:leading-8.5">{answers.question}</p>
        </Sheet>
        <Sheet variant="stack" as="div" className="pt-6 pb-6">
          <MarginNumber number={answers.number} of={answers.of} />
          <p className="font-title text-xl">{answers.question}</p>
        </Sheet>
      </div>
    </Band>
  );
}
