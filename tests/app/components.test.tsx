import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { AuthFrame } from "#app/components/auth-frame.tsx";
import { Button } from "#app/components/button.tsx";
import { ChoiceRow } from "#app/components/choice-row.tsx";
import { Field } from "#app/components/field.tsx";
import { signInTexts } from "#app/components/frame-specimens.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { ProgressBar } from "#app/components/progress.tsx";
import { Ruler } from "#app/components/ruler.tsx";
import { Seal } from "#app/components/seal.tsx";
import { grades } from "#app/components/specimens.ts";
import { Table } from "#app/components/table.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import ComponentsRoute from "#app/routes/developers.components.tsx";
import { renderPage } from "./render.tsx";
import { contrast, darkByChoice, darkBySystem, light } from "./tokens.ts";

describe("what the server sends", () => {
  test.each(["sheet", "shell", "sign-in"])("no style attribute, which the policy would block, in %s", async (part) => {
    const html = await renderPage(<ComponentsRoute />, `/developers/components?part=${part}`);
    expect(html).toContain("<main");
    expect(html).not.toMatch(/\sstyle=/);
    expect(html).not.toContain("<style");
  });

  test("ids are unique on the page of all components", async () => {
    const html = await renderPage(<ComponentsRoute />, "/developers/components");
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(10);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("every drawn picture is named or hidden from readers", async () => {
    const html = await renderPage(<ComponentsRoute />, "/developers/components");
    const pictures = [...html.matchAll(/<svg[^>]*>/g)].map(([tag]) => tag);
    // the lozenge of a ruler is a picture inside the named one
    const unnamed = pictures.filter(
      (tag) => !/aria-hidden="true"|role="img" aria-label="[^"]+"|overflow="visible"/.test(tag),
    );
    expect(pictures.length).toBeGreaterThan(50);
    expect(unnamed).toEqual([]);
  });
});

describe("seal", () => {
  test.each(grades)("$word says its whole word to readers, and hides the letter", async ({ grade, label }) => {
    const html = await renderPage(<Seal grade={grade} label={label} size="l" />);
    expect(html).toContain(`role="img" aria-label="${label}"`);
    expect(html).toMatch(/<text aria-hidden="true"[^>]*>[A-E?]<\/text>/);
  });

  test("each grade is drawn in its own way, so that it reads without colour", async () => {
    const drawn = await Promise.all(
      grades.map(async ({ grade }) => {
        const html = await renderPage(<Seal grade={grade} label="x" size="l" />);
        return html.slice(html.indexOf("<svg"), html.indexOf("<text")).replaceAll(/(fill|stroke)-grade-[a-e]/g, "$1");
      }),
    );
    expect(new Set(drawn).size).toBe(grades.length);
  });
});

describe("parts of a form", () => {
  test("an error belongs to its control", async () => {
    const html = await renderPage(
      <Field label="Mã số thuế" error="Bạn mới nhập 5." hint="10 hoặc 13 chữ số">
        {(control) => <TextInput name="taxCode" {...control} />}
      </Field>,
    );
    const [, id = ""] = /<label for="([^"]+)"/.exec(html) ?? [];
    expect(html).toContain(`id="${id}" aria-invalid="true" aria-describedby="${id}-error ${id}-hint"`);
    expect(html).toContain(`<p id="${id}-error"`);
    expect(html).toContain(`<p id="${id}-hint"`);
  });

  test("a busy button keeps its label's room and says that it is busy", async () => {
    const html = await renderPage(
      <Button busy busyLabel="Đang lưu">
        Lưu thay đổi
      </Button>,
    );
    expect(html).toContain('aria-busy="true"');
    expect(html).toMatch(/invisible[^>]*>Lưu thay đổi/);
    expect(html).toContain("Đang lưu");
  });

  test("an answer is a native radio, so that it is sent without JavaScript", async () => {
    const html = await renderPage(
      <ChoiceRow state="met" name="value" value="met" defaultChecked>
        Có
      </ChoiceRow>,
    );
    expect(html).toMatch(/<label[^>]*><input type="radio"[^>]* name="value" checked="" value="met"\/>/);
  });
});

describe("figures", () => {
  test("a ruler is placed in shares of its width", async () => {
    const html = await renderPage(
      <Ruler measure={{ kind: "running", low: 41, high: 78, points: 65 }} grades={["D", "C", "B"]} label="Thước" />,
    );
    expect(html).toMatch(/<rect x="41%"[^>]*width="37%"/);
    expect(html).toContain('<svg x="65%"');
  });

  test("a running ruler without a point has no lozenge", async () => {
    const html = await renderPage(
      <Ruler measure={{ kind: "running", low: 0, high: 100, points: null }} grades={[]} label="Thước" />,
    );
    expect(html).not.toContain('rotate(45)" stroke-width');
    expect(html).not.toContain("<svg x=");
  });

  test("nothing to do is an empty bar, not a broken one", async () => {
    const html = await renderPage(<ProgressBar value={0} max={0} label="Tiến độ" />);
    expect(html).toContain('width="0%"');
  });
});

describe("tables and tabs", () => {
  const rows = [{ id: "a", name: "An" }];
  const column = (key: string) => ({ key, head: key, cell: (row: (typeof rows)[number]) => row.name });

  test("up to four columns become a list on a phone, wider ones scroll in a named region", async () => {
    const draw = (keys: string[]) =>
      renderPage(<Table label="Việc" columns={keys.map(column)} rows={rows} rowKey={(row) => row.id} />);
    expect(await draw(["a", "b", "c", "d"])).toContain("max-md:block");
    const wide = await draw(["a", "b", "c", "d", "e"]);
    expect(wide).not.toContain("max-md:block");
    expect(wide).toContain('role="region" aria-label="Việc" tabindex="0"');
  });

  test("one tab is in the Tab order, and its panel alone is shown", async () => {
    const tabs = ["list", "calendar"].map((key) => ({ key, label: key, panel: key }));
    const html = await renderPage(<Tabs label="Cách xem" tabs={tabs} />);
    expect(html.match(/role="tab"/g)).toHaveLength(2);
    expect(html.match(/role="tab"[^>]*tabindex="0"/g)).toHaveLength(1);
    expect(html.match(/role="tabpanel"[^>]*hidden=""/g)).toHaveLength(1);
  });
});

test("a frame outside of the company has one main, and a way to it", async () => {
  const html = await renderPage(
    <AuthFrame texts={signInTexts} homeTo="/" languageSwitch={null}>
      <h1>Đăng nhập</h1>
    </AuthFrame>,
  );
  expect(html.match(/<main id="main"/g)).toHaveLength(1);
  expect(html).toContain('href="#main"');
});

describe("colours", () => {
  test("the two dark blocks are equal, and name only roles that light has", () => {
    expect(darkBySystem.size).toBeGreaterThan(50);
    expect([...darkByChoice]).toEqual([...darkBySystem]);
    expect([...darkBySystem.keys()].filter((name) => name.startsWith("--") && !light.has(name))).toEqual([]);
  });

  test("Tailwind's own palette is dropped", () => {
    for (const namespace of ["color", "radius", "shadow", "text"]) {
      expect(light.get(`--${namespace}-*`)).toBe("initial");
    }
  });

  const surfaces = ["desk", "paper", "sheet", "raised", "sunken", "hover", "selected"];
  const states = ["met", "partly", "unmet", "unknown", "na"];
  const pairs = [
    ...["ink", "ink-2", "ink-3", "accent", "danger", "son"].flatMap((text) => surfaces.map((under) => [text, under])),
    ...states.flatMap((state) => [`${state}-soft`, "sheet", "paper"].map((under) => [state, under])),
    ["accent", "accent-soft"],
    ["danger", "danger-soft"],
    ["son", "son-soft"],
    ["ink-inverse", "ink"],
    ["on-son", "son-fill"],
    ["qr-ink", "qr-paper"],
  ] as [string, string][];
  test.each([
    ["light", light],
    ["dark", new Map([...light, ...darkByChoice])],
  ] as const)("text can be read on what it stands on, %s", (_, tokens) => {
    const weak = pairs
      .map(([text, under]) => ({
        pair: `${text} on ${under}`,
        ratio: contrast(tokens.get(`--color-${text}`) ?? "", tokens.get(`--color-${under}`) ?? ""),
      }))
      .filter(({ ratio }) => !(ratio >= 4.5));
    expect(weak).toEqual([]);
  });

  test("no component writes a colour of its own", () => {
    const folder = new URL("../../app/components/", import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
    const coloured = files.filter((file) => {
      const source = readFileSync(new URL(file, folder), "utf8");
      return (
        /#[0-9a-f]{3,8}\b(?![-\w])/i.test(source.replaceAll(/(to|href)=?:?\s*"#[^"]*"/g, "")) ||
        /\b(rgb|hsl|oklch)a?\(/.test(source)
      );
    });
    expect(files.length).toBeGreaterThan(30);
    expect(coloured).toEqual([]);
  });
});
