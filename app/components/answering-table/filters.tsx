import { X } from "lucide-react";
import type { FormEvent, MouseEvent } from "react";
import { Button } from "#app/components/button.tsx";
import { classNames } from "#app/components/class-names.ts";
import { Icon } from "#app/components/icons.tsx";
import { SearchInput, Select } from "#app/components/inputs.tsx";
import { isFiltering, kinds, noFilter, searchOf, type Filter, type Kind } from "#app/answering/table.ts";
import type { UsedTable } from "#app/answering/use-table.ts";
import { useText } from "#app/text.tsx";

const chip =
  "inline-flex min-h-7 items-center gap-1.5 rounded-md border px-2 py-0.5 whitespace-nowrap no-underline pointer-coarse:min-h-11";
const off = "border-line-strong bg-sheet text-ink hover:bg-hover hover:text-ink";
const on = "border-accent bg-selected font-medium text-accent hover:text-accent-hover";

interface FiltersProps {
  table: UsedTable;
  topics: readonly { readonly id: string; readonly title: string }[];
  isReadOnly: boolean;
}

/** Which rows are shown: links and a form, so that the address keeps it and it works without JavaScript. */
export function Filters({ table, topics, isReadOnly }: FiltersProps) {
  const t = useText();
  const { filter, rows, choose } = table;
  const { counts, byTopic } = rows;
  const shown: readonly Kind[] = isReadOnly
    ? kinds
    : kinds.filter((kind) => kind !== "not-asked" || counts[kind] > 0 || filter.kinds.includes(kind));
  const toggled = (kind: Kind) =>
    kinds.filter((each) => (each === kind ? !filter.kinds.includes(kind) : filter.kinds.includes(each)));
  const search = (event: FormEvent) => event.preventDefault();
  return (
    <form
      method="get"
      role="search"
      aria-label={t("table.filters")}
      onSubmit={search}
      className="grid gap-2 print:hidden"
    >
      <div className="flex flex-wrap items-center gap-1.5">
        <Chip to={noFilter} isOn={!isFiltering(filter)} count={null} onChoose={choose}>
          {t("table.all")}
        </Chip>
        {shown.map((kind) => (
          <Chip
            key={kind}
            to={{ ...filter, kinds: toggled(kind) }}
            isOn={filter.kinds.includes(kind)}
            count={counts[kind]}
            onChoose={choose}
          >
            {t(`table.kind-${kind}`)}
          </Chip>
        ))}
        <Chip
          to={{ ...filter, critical: !filter.critical }}
          isOn={filter.critical}
          count={counts.critical}
          onChoose={choose}
        >
          {t("table.critical")}
        </Chip>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {filter.kinds.length > 0 && <input type="hidden" name="show" value={filter.kinds.join(",")} />}
        {filter.critical && <input type="hidden" name="critical" value="yes" />}
        <SearchInput
          name="find"
          aria-label={t("table.find")}
          placeholder={t("table.find-hint")}
          autoComplete="off"
          maxLength={200}
          value={filter.find}
          onChange={(event) => choose({ ...filter, find: event.target.value })}
          className="grow sm:max-w-72"
        />
        <Select
          name="topic"
          aria-label={t("table.topic")}
          value={filter.topic ?? ""}
          onChange={(event) => choose({ ...filter, topic: event.target.value || null })}
          className="grow sm:max-w-72"
        >
          <option value="">{t("table.topic-all")}</option>
          {topics.map(({ id, title }) => (
            <option key={id} value={id}>
              {t("table.topic-count", { title, n: byTopic.get(id) ?? 0 })}
            </option>
          ))}
        </Select>
        <span className="hidden noscript:inline">
          <Button type="submit" size="small">
            {t("table.find-now")}
          </Button>
        </span>
      </div>
    </form>
  );
}

interface ChipProps {
  to: Filter;
  isOn: boolean;
  count: number | null;
  onChoose: (filter: Filter) => void;
  children: string;
}

/** A link to the filtered table; with JavaScript it filters what is here, without a network too. */
function Chip({ to, isOn, count, onChoose, children }: ChipProps) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onChoose(to);
  };
  return (
    <a
      href={searchOf(to)}
      onClick={follow}
      aria-current={isOn ? "true" : undefined}
      className={classNames(chip, isOn ? on : off)}
    >
      {children}
      {count !== null && <span className={isOn ? undefined : "text-ink-3"}>{count}</span>}
      {isOn && count !== null && <Icon of={X} size="s" />}
    </a>
  );
}
