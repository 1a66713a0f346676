import { Avatar, initialOf } from "./avatar.tsx";
import { FactRow } from "./description-list.tsx";
import { FilterButton, FilterChips } from "./filter-chips.tsx";
import { SearchInput } from "./inputs.tsx";
import { StateBadge } from "./marks.tsx";
import { Menu, MenuLink } from "./menu.tsx";
import { Pagination } from "./pagination.tsx";
import { ProgressBar, TopicStrip, Wick } from "./progress.tsx";
import { Ruler } from "./ruler.tsx";
import { Band, Labelled, TitledBlock } from "./specimen-parts.tsx";
import { requests, words } from "./specimens.ts";
import { Table, type Column } from "./table.tsx";
import { TabLinks, Tabs } from "./tabs.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";

type Request = (typeof requests)[number];

const { columns: heads } = words.tables;
const who: Column<Request> = { key: "who", head: heads.who, cell: (row) => row.who };
const asks: Column<Request> = { key: "asks", head: heads.asks, cell: (row) => row.asks };
const state: Column<Request> = {
  key: "state",
  head: heads.state,
  cell: (row) => <StateBadge state={row.state}>{row.word}</StateBadge>,
};
const left: Column<Request> = { key: "left", head: heads.left, align: "end", cell: (row) => row.left };
const wide: readonly Column<Request>[] = [
  who,
  asks,
  { key: "due", head: heads.due, sort: { to: "#sort", direction: "ascending" }, cell: (row) => row.due },
  state,
  left,
  { key: "by", head: heads.by, cell: (row) => <Avatar initials={initialOf(row.by)} size="s" label={row.by} /> },
];

export function Tables() {
  const { tables } = words;
  return (
    <Band title={words.sections.tables}>
      <div className="grid gap-4">
        <TabLinks
          label={tables.registers}
          tabs={tables.tabs.map((tab, i) => ({ ...tab, to: `#tab-${i}`, current: i === 0 }))}
        />
        <div className="flex flex-wrap items-center gap-2">
          <SearchInput aria-label={tables.search} placeholder={tables.search} className="w-56" />
          <FilterChips
            label={tables.filters}
            chips={[
              { key: "open", label: tables.open, to: "#open", on: true, removeLabel: tables.removeFilter },
              { key: "mine", label: tables.mine, to: "#mine", on: false, removeLabel: tables.removeFilter },
            ]}
          />
          <Menu trigger={<FilterButton>{tables.kind}</FilterButton>}>
            <MenuLink to="#kind" current>
              {tables.open}
            </MenuLink>
            <MenuLink to="#kind-2">{tables.mine}</MenuLink>
          </Menu>
        </div>
        <Table
          label={tables.requests}
          columns={wide}
          rows={requests}
          rowKey={(row) => row.id}
          isSelected={(row) => row.id === "mai"}
        />
        <Pagination
          label={tables.pages}
          position={tables.position}
          previous={{ to: "#newer", label: tables.newer }}
          next={{ to: "#older", label: tables.older }}
        />
        <Table
          label={tables.shortRequests}
          columns={[who, asks, state, left]}
          rows={requests}
          rowKey={(row) => row.id}
          foot={[tables.total, null, null, tables.totalValue]}
        />
        <div>
          <Tabs
            label={tables.inner}
            tabs={tables.panels.map(({ key, label, text }) => ({ key, label, panel: <p>{text}</p> }))}
          />
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Avatar initials="H" />
          <Avatar initials="T" />
          <Avatar initials="D" outsider />
          <span className="text-sm text-ink-2">{tables.people}</span>
        </div>
      </div>
    </Band>
  );
}

export function Measures() {
  const { measures } = words;
  return (
    <Band title={words.sections.measures}>
      <div className="grid gap-x-10 gap-y-8 md:grid-cols-2">
        <TitledBlock title={measures.completed}>
          <Ruler measure={{ kind: "completed", points: 76, last: 57 }} grades={["C"]} label={measures.completedLabel} />
        </TitledBlock>
        <TitledBlock title={measures.running}>
          <Ruler
            measure={{ kind: "running", low: 41, high: 78, points: 65 }}
            grades={["D", "C", "B"]}
            label={measures.runningLabel}
          />
        </TitledBlock>
        <div className="flex items-center gap-3">
          <ProgressBar value={39} max={62} label={measures.progress} />
          <span className="text-sm whitespace-nowrap">
            <VisuallyHidden>{measures.progress}: </VisuallyHidden>
            {measures.progressWords}
          </span>
        </div>
        <TopicStrip
          label={measures.strip}
          current={3}
          states={["done", "done", "done", "done", "open", "open", "unknown", "open", "open", "open"]}
        />
        <Labelled label={measures.hours}>
          <Wick value={28} max={72} label={measures.hours} hot />
        </Labelled>
        <Labelled label={measures.days}>
          <Wick value={1} max={2} label={measures.days} />
        </Labelled>
        <div className="md:col-span-2">
          <FactRow items={measures.facts} />
        </div>
      </div>
    </Band>
  );
}
