import { ButtonLink } from "#app/components/button.tsx";
import { Ruler } from "#app/components/ruler.tsx";
import { Seal, type Grade } from "#app/components/seal.tsx";
import { Sheet } from "#app/components/sheet.tsx";
import { Table } from "#app/components/table.tsx";
import { useText } from "#app/text.tsx";

const band = "rule-above py-9 lg:py-14";
const grades: readonly Grade[] = ["A", "B", "C", "D", "E"];

export function Tales() {
  const t = useText();
  return (
    <section id="tales" className={band}>
      <h2>{t("landing.tales")}</h2>
      <ol className="mt-4">
        {[1, 2, 3, 4].map((n) => (
          <li
            key={n}
            className="grid grid-cols-[2rem_minmax(0,1fr)] gap-x-4 gap-y-2 border-b border-line py-5 lg:grid-cols-[3rem_minmax(0,20rem)_minmax(0,1fr)] lg:gap-x-8"
          >
            <span aria-hidden className="font-title text-xl text-ink-3">
              {n}
            </span>
            <h3 className="font-title text-lg">{t(`landing.tale-${n}-title`)}</h3>
            <p className="col-start-2 text-ink-2 lg:col-start-3">
              {t(`landing.tale-${n}-body`)}
              <br />
              <span className="font-medium text-ink">{t(`landing.tale-${n}-act`)}</span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

export function WhatYouGet() {
  const t = useText();
  return (
    <section id="result" className={`${band} grid items-center gap-6 lg:grid-cols-2 lg:gap-12`}>
      <div>
        <h2>{t("landing.result")}</h2>
        <p className="mt-3 max-w-prose text-ink-2">{t("landing.result-body-1")}</p>
        <p className="mt-3 max-w-prose text-ink-2">{t("landing.result-body-2")}</p>
      </div>
      <Sheet as="div">
        <ul className="mb-4 flex flex-wrap justify-between gap-x-2 gap-y-4 border-b border-line pb-5">
          {grades.map((grade) => (
            <li
              key={grade}
              className="grid flex-[1_0_3.25rem] justify-items-center gap-2 text-center text-sm text-ink-2"
            >
              <Seal grade={grade} size="m" label={t(`states.grade-${grade}`)} />
              <span aria-hidden>{t(`states.grade-${grade}`)}</span>
            </li>
          ))}
        </ul>
        <Ruler measure={{ kind: "completed", points: 76, last: 57 }} grades={["C"]} label={t("landing.result-ruler")} />
        <p className="mt-2 text-sm text-ink-2">{t("landing.result-example")}</p>
      </Sheet>
    </section>
  );
}

interface Row {
  id: string;
  title: string;
  questions: number;
  minutes: number;
}

export function Questionnaires({ rows }: { rows: readonly Row[] }) {
  const t = useText();
  return (
    <section id="laws" className={band}>
      <h2 className="mb-4">{t("landing.sets")}</h2>
      <Table
        label={t("landing.sets")}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: "name", head: t("landing.sets-name"), cell: ({ title }) => title },
          { key: "questions", head: t("landing.sets-questions"), align: "end", cell: ({ questions }) => questions },
          {
            key: "time",
            head: t("landing.sets-time"),
            cell: ({ minutes }) => t("landing.sets-minutes", { n: minutes }),
          },
        ]}
      />
      <div className="mt-8 flex flex-wrap items-center gap-4">
        <ButtonLink variant="primary" size="large" to="/check">
          {t("landing.start")}
        </ButtonLink>
        <span className="text-ink-2">{t("landing.no-lawyer")}</span>
      </div>
    </section>
  );
}
